public import Autograd
import NDArray

/// Several tensors made one.
public enum Joining {
  public static let cat = Op(
    "cat", "Tensors one after the other along a dimension.", forms: .function, aliases: ["concat", "concatenate"],
    Overload(
      "CatBackward0", Typed<[Tensor]>("tensors"), Typed<Int>("dim", default: .number(.int(0))),
      samples: [
        Sample(.list([[2, 3], [1, 3]]), .number(.int(0))), Sample(.list([[2, 1], [2, 3]]), .number(.int(-1))),
      ],
      run: joinedChecked),
    examples: ["torch.cat([torch.ones(1), torch.zeros(2)])"])

  public static let stack = Op(
    "stack", "Tensors of one shape along a new dimension.", forms: .function,
    Overload(
      "StackBackward0", Typed<[Tensor]>("tensors"), Typed<Int>("dim", default: .number(.int(0))),
      samples: [Sample(.list([[2, 3], [2, 3]]), .number(.int(1)))], run: stack),
    examples: ["torch.stack([torch.zeros(2), torch.ones(2)])"])

  public static let hstack = composed(
    "hstack", "Tensors side by side: along the second dimension, vectors along the first."
  ) {
    let parts = try $0.map { $0.rank == 0 ? try Shapes.view($0, [1]) : $0 }
    return try joinedChecked(parts, parts[0].rank == 1 ? 0 : 1)
  }

  public static let vstack = composed(
    "vstack", "Tensors one below the other; vectors are rows.", aliases: ["row_stack"]
  ) {
    try joinedChecked($0.map { try ShapeOps.atLeast2D($0) }, 0)
  }

  public static let dstack = composed("dstack", "Tensors one behind the other, along the third dimension.") {
    try joinedChecked($0.map { try ShapeOps.atLeast3D($0) }, 2)
  }

  public static let columnStack = composed("column_stack", "Tensors side by side; vectors are columns.") {
    try joinedChecked($0.map { $0.rank < 2 ? try Shapes.reshape($0, [$0.count, 1]) : $0 }, 1)
  }

  private static func composed(
    _ name: String, _ summary: String, aliases: [String] = [], _ run: @escaping ([Tensor]) throws -> Tensor
  ) -> Op {
    Op(
      name, summary, forms: .function, aliases: aliases,
      Overload("CatBackward0", Typed<[Tensor]>("tensors"), samples: [Sample(.list([[2, 3], [2, 3]]))]) { tensors in
        guard !tensors.isEmpty else { throw EngineError.runtime("\(name) expects a non-empty TensorList") }
        return try run(tensors)
      },
      examples: ["torch.\(name)([torch.zeros(2), torch.ones(2)])"])
  }

  /// Checks shapes, brings the tensors to one dtype and joins them.
  public static func joinedChecked(_ tensors: [Tensor], _ dim: Int) throws -> Tensor {
    guard !tensors.isEmpty else {
      throw EngineError(.valueError, "torch.cat(): expected a non-empty list of Tensors")
    }
    if let position = tensors.firstIndex(where: { $0.rank == 0 }) {
      throw EngineError.runtime("zero-dimensional tensor (at position \(position)) cannot be concatenated")
    }
    // An empty vector fits anything.
    let real = tensors.filter { $0.shape != [0] }
    guard let first = real.first else { return try joined(tensors, 0) }
    let d = try Dims.resolve(dim, first.rank)
    for (index, tensor) in tensors.enumerated() where tensor.shape != [0] {
      guard tensor.rank == first.rank else {
        throw EngineError.runtime(
          "Tensors must have same number of dimensions: got \(first.rank) and \(tensor.rank)")
      }
      for k in 0..<first.rank where k != d && tensor.shape[k] != first.shape[k] {
        throw EngineError.runtime(
          "Sizes of tensors must match except in dimension \(d). Expected size \(first.shape[k]) but got size "
            + "\(tensor.shape[k]) for tensor number \(index) in the list.")
      }
    }
    return try joined(tensors, d)
  }

  /// Tensors that fit; each is brought to the common dtype.
  static func joined(_ tensors: [Tensor], _ dim: Int) throws -> Tensor {
    let type = commonType(tensors)
    let parts = tensors.filter { $0.shape != [0] || tensors.allSatisfy { $0.shape == [0] } }
    let data = try NDArray.joined(parts.map { try $0.data.converted(to: type) }, dim)
    let shapes = tensors.map(\.shape)
    let types = tensors.map(\.dtype)
    return Recording.record("CatBackward0", tensors, data) { d in
      var start = 0
      return try shapes.indices.map { index in
        let shape = shapes[index]
        guard shape != [0] || shapes.allSatisfy({ $0 == [0] }) else {
          return d.needs(index) ? Tensor(try NDArray.zeros(shape: [0], types[index])) : nil
        }
        let end = start + shape[dim]
        defer { start = end }
        guard d.needs(index) else { return nil }
        return try Shapes.slice(d.gradient, dim, start, end, 1).converted(to: types[index])
      }
    }
  }

  /// The dtype of a result that several tensors share; those without dimensions count less.
  static func commonType(_ tensors: [Tensor]) -> DType {
    var withDims: DType?
    var without: DType?
    for tensor in tensors {
      if tensor.rank > 0 {
        withDims = withDims.map { DType.promoted($0, tensor.dtype) } ?? tensor.dtype
      } else {
        without = without.map { DType.promoted($0, tensor.dtype) } ?? tensor.dtype
      }
    }
    guard let withDims else { return without ?? DefaultDType.current }
    guard let without, without.category > withDims.category else { return withDims }
    return without
  }

  public static func stack(_ tensors: [Tensor], _ dim: Int) throws -> Tensor {
    guard let first = tensors.first else { throw EngineError.runtime("stack expects a non-empty TensorList") }
    let d = try Dims.resolve(dim, first.rank + 1)
    for (index, tensor) in tensors.enumerated() where tensor.shape != first.shape {
      throw EngineError.runtime(
        "stack expects each tensor to be equal size, but got \(Layout.text(first.shape)) at entry 0 and "
          + "\(Layout.text(tensor.shape)) at entry \(index)")
    }
    let type = commonType(tensors)
    let types = tensors.map(\.dtype)
    let data = try NDArray.joined(tensors.map { try $0.data.converted(to: type).inMemory().unsqueezed(d) }, d)
    return Recording.record("StackBackward0", tensors, data) { derivation in
      try types.indices.map { index in
        derivation.needs(index) ? try Shapes.select(derivation.gradient, d, index).converted(to: types[index]) : nil
      }
    }
  }
}
