public import Autograd
import NDArray

/// Products with a bias added: linear and bilinear forms.
extension Products {
  public static let linear = Op(
    "linear", "A matrix product with the transposed weight, and the bias added.", formula: "input @ weight.T + bias",
    forms: .functional,
    Overload(
      "AddmmBackward0", Arg.input, Typed<Tensor>("weight"), Typed<Tensor?>("bias", default: Parameter.Default.none),
      samples: [
        Sample(.random([2, 3]), .random([4, 3]), .random([4])), Sample(.random([2, 3]), .random([4, 3]), .none),
        Sample(.random([3]), .random([4, 3]), .random([4])),
        Sample(.random([2, 2, 3]), .random([4, 3]), .random([4])),
        Sample(.random([2, 3]), .random([3]), .none),
      ], run: linear),
    examples: ["F.linear(torch.tensor([1., 2.]), torch.tensor([[3., 4.]]), torch.tensor([0.5]))"])

  /// `x Wᵀ + b`, as the operations that PyTorch makes of it.
  public static func linear(_ x: Tensor, _ weight: Tensor, _ bias: Tensor?) throws -> Tensor {
    guard x.rank > 0, weight.rank > 0 else {
      throw EngineError.runtime(
        "both arguments to linear need to be at least 1D, but they are \(x.rank)D and \(weight.rank)D")
    }
    let turned = try Shapes.t(weight)
    guard let bias else { return try matmul(x, turned) }
    if x.rank == 2 { return try addmm(bias, x, turned) }
    guard x.data.layout.isContiguous, bias.rank > 0, bias.data.layout.isContiguous else {
      let product = try matmul(x, turned)
      try InPlace.checkShape([.tensor(product), .tensor(bias)])
      return try Add.of(product, bias)
    }
    let flat = try Shapes.reshape(x, [x.shape.dropLast().reduce(1, *), x.shape[x.rank - 1]])
    let product = try addmm(bias, flat, turned)
    return try Shapes.view(product, Array(x.shape.dropLast()) + [product.shape[1]])
  }

  public static let bilinear = Op(
    "bilinear", "A bilinear form for each output feature, and the bias added.", formula: "x1 @ weight[k] @ x2 + bias",
    forms: .functional,
    Overload(
      "AddBackward0", Typed<Tensor>("input1"), Typed<Tensor>("input2"), Typed<Tensor>("weight"),
      Typed<Tensor?>("bias", default: Parameter.Default.none),
      samples: [
        Sample(.random([2, 2]), .random([2, 3]), .random([4, 2, 3]), .random([4])),
        Sample(.random([2]), .random([3]), .random([1, 2, 3]), .none),
      ]
    ) { a, b, weight, bias in
      guard a.dtype == b.dtype, a.dtype == weight.dtype, bias == nil || bias?.dtype == a.dtype else {
        throw EngineError.runtime(
          "All tensors must have the same dtype, got input1: \(a.dtype.cName), input2: \(b.dtype.cName), weight: "
            + weight.dtype.cName + (bias.map { ", bias: \($0.dtype.cName)" } ?? ""))
      }
      guard a.rank == b.rank else {
        throw EngineError.runtime("bilinear(): input dimensions do not match: got \(a.rank) and \(b.rank)")
      }
      for d in a.shape.indices.dropLast() where a.shape[d] != b.shape[d] {
        throw EngineError.runtime(
          "bilinear(): input batch dimensions do not match at dim \(d): got \(a.shape[d]) and \(b.shape[d])")
      }
      for (index, input) in [a, b].enumerated() {
        guard let size = input.shape.last else {
          throw EngineError(.indexError, "Dimension specified as -1 but tensor has no dimensions")
        }
        let wanted = weight.shape[try Dims.resolve(index + 1, weight.rank)]
        guard size == wanted else {
          throw EngineError.runtime(
            "bilinear(): input\(index + 1) size does not match weight size: got \(size) but expected \(wanted)")
        }
      }
      if let bias { _ = try Dims.existing(0, bias.rank) }
      if let bias, bias.shape[0] != weight.shape[0] {
        throw EngineError.runtime(
          "bilinear(): bias size does not match weight size: got \(bias.shape.first ?? 1) but expected \(weight.shape[0])"
        )
      }
      let left = try Shapes.reshape(a, [-1, a.shape.last ?? 1])
      let right = try Shapes.reshape(b, [-1, b.shape.last ?? 1])
      let result = try Shapes.reshape(trilinear(left, weight, right), Array(a.shape.dropLast()) + [weight.shape[0]])
      return try bias.map { try Add.of(result, $0) } ?? result
    },
    examples: ["F.bilinear(torch.ones(1, 2), torch.ones(1, 2), torch.ones(1, 2, 2))"])

  /// `y[n, o] = Σᵢⱼ a[n, i] w[o, i, j] b[n, j]`
  private static func trilinear(_ a: Tensor, _ w: Tensor, _ b: Tensor) throws -> Tensor {
    try trilinear([a, w, b], ["ni", "oij", "nj"], "no")
  }

  /// A product of three with letters for dimensions; it and its gradients, which are such products too, fill new memory.
  private static func trilinear(_ operands: [Tensor], _ letters: [String], _ output: String) throws -> Tensor {
    let equation = letters.joined(separator: ",") + "->" + output
    let type = operands[0].dtype
    let data = try withoutRecording { try Casts.to(Contraction.einsum(equation, operands), type).inRow() }.data
    return Recording.record("TrilinearBackward0", operands, data, keeping: operands) { d in
      try operands.indices.map { k in
        guard d.needs(k) else { return nil }
        let others = operands.indices.filter { $0 != k }
        return try trilinear(
          [d.gradient] + others.map { try d.kept($0) }, [output] + others.map { letters[$0] }, letters[k])
      }
    }
  }
}
