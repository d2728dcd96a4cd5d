import Autograd
import Machine
import NDArray

extension Hints {
  /// Dimensions that do not fit.
  nonisolated(unsafe) static let shapeRows: [Row] = [
    Row("The size of tensor a (") { scene in
      guard let told = shapes(scene) else { return nil }
      let dimension = scene.message.components(after: "non-singleton dimension ").prefix { $0.isNumber }
      return "\(told); dimension \(dimension) must be equal, or 1 in one of them"
    },
    Row("mat1 and mat2 shapes cannot be multiplied (") { scene in
      let sizes = scene.message.components(after: "multiplied (").prefix { $0 != ")" }.split(separator: " ").map {
        $0.split(separator: "x").map(String.init)
      }
      guard let first = sizes.first, let second = sizes.last, first.count == 2, second.count == 2 else { return nil }
      let told = shapes(scene).map { $0 + "; " } ?? ""
      let names = scene.tensors(in: scene.expression)
      let turned = first[1] == second[1] && names.count == 2 ? ": \(names[0].name) @ \(names[1].name).T does" : ""
      return "\(told)the columns of the first (\(first[1])) must be the rows of the second (\(second[0]))\(turned)"
    },
    Row("size mismatch, got input") { scene in
      shapes(scene).map { "\($0); a matrix's columns must be as many as the vector's elements" }
    },
    Row("inconsistent tensor size, expected tensor") { scene in
      shapes(scene).map { "\($0); a dot product needs as many elements in both" }
    },
    Row("Expected size for first two dimensions of batch2 tensor to be") { scene in
      (shapes(scene).map { "\($0); " } ?? "")
        + "batches must be as many, and columns of the first as rows of the second"
    },
    Row("both arguments to matmul need to be at least 1D") { scene in
      shapes(scene).map { "\($0); use * for single numbers" }
    },
    Row("mat1 and mat2 must have the same dtype") { scene in
      let found = scene.tensors(in: scene.expression)
      let told = found.map { "\($0.name) is \($0.tensor.dtype.name)" }.joined(separator: " and ")
      return "\(told.isEmpty ? "the two differ in dtype" : told); bring both to one, as with .float()"
    },
    Row("expected m1 and m2 to have the same dtype") { scene in "bring both to one dtype, as with .float()" },
    Row("shape '[") { scene in
      guard let (name, found) = subject(scene, scene.line.contains(".view(") ? "view" : "reshape"), let tensor = found
      else {
        return nil
      }
      return
        "\(scene.told(name)) is \(shape(tensor)): \(tensor.shape.reduce(1, *)) elements; the sizes you give must multiply to "
        + "that, and one of them may be -1"
    },
    Row("only one dimension can be inferred") { _ in "give all sizes but one; -1 may stand once" },
    Row("view size is not compatible with input tensor's size and stride") { scene in
      let name = scene.receiver(of: "view") ?? "x"
      return "\(scene.told(name)) does not lie in one piece, as after .t() or a slice; write \(name).reshape(…) or "
        + "\(name).contiguous().view(…)"
    },
    Row("Sizes of tensors must match except in dimension") { scene in
      shapes(scene, scene.line).map { "\($0); only the dimension they are joined along may differ" }
    },
    Row("stack expects each tensor to be equal size") { scene in
      shapes(scene, scene.line).map { "\($0); stack needs equal shapes, torch.cat joins along a dimension they have" }
        ?? "stack needs equal shapes; torch.cat joins along a dimension they have"
    },
    Row("torch.cat(): expected a non-empty list of Tensors") { _ in "the list is empty; append to it before joining" },
    Row("The expanded size of the tensor (") { scene in
      shapes(scene, scene.line).map { "\($0); only dimensions of size 1 can be expanded" }
    },
    Row("Dimension out of range (expected to be in range of [") { scene in
      shapes(scene).map {
        "\($0), so its dimensions are numbered \(scene.message.components(after: "range of [").prefix { $0 != "]" }.replacingComma)"
      }
    },
    Row("index ") { scene in
      guard scene.message.contains("is out of bounds for dimension") else { return nil }
      let size = Int(scene.message.components(after: "with size ").prefix { $0.isNumber }) ?? 0
      guard let told = shapes(scene) else { return nil }
      return size > 0
        ? "\(told); its places there are 0 to \(size - 1), or -\(size) to -1 from the end"
        : "\(told); it is empty there"
    },
    Row("too many indices for tensor of dimension") { scene in
      shapes(scene).map { "\($0); give at most one index for each dimension" }
    },
    Row("invalid index of a 0-dim tensor") { scene in
      let name = subject(scene)?.name ?? "x"
      return "\(scene.told(name)) is a single number; \(name).item() gives it to Python"
    },
    Row("The shape of the mask [") { scene in
      shapes(scene).map { "\($0); a mask must have the shape of what it picks from" }
    },
    Row("Expected input batch_size (") { scene in
      shapes(scene, scene.line).map { "\($0); there must be one target for each row of the input" }
    },
    Row("Using a target size (") { scene in
      (shapes(scene, scene.line).map { "\($0); " } ?? "")
        + "give the target the input's shape, as with .view_as or .unsqueeze(1)"
    },
    Row("expected sequence of length ") { _ in
      "the rows have different lengths; fill the short ones, or keep a list of tensors"
    },
  ]
}

extension Substring {
  /// `-2, 1` as `-2 to 1`.
  fileprivate var replacingComma: String { split(separator: ",").map { $0.trimmed }.joined(separator: " to ") }
}
