public import Autograd
import NDArray

extension InPlace {
  /// `x.copy_(source)`: the source's values, stretched and converted.
  public static func copy(_ target: Tensor, _ source: Tensor) throws -> Tensor {
    let shape = target.shape
    if source.shape != shape {
      let both = try? Broadcast.shape(shape, source.shape)
      if let both, both != shape {
        throw EngineError.runtime(
          "output with shape \(Layout.text(shape)) doesn't match the broadcast shape \(Layout.text(both))")
      }
      _ = try Broadcast.shape(shape, source.shape)
    }
    if !Indexing.isRecorded(target, source) {
      try check(target)
      try checkOverlap(target.data, source.data)
      write(try source.data.converted(to: target.dtype), to: target)
      return target
    }
    let layout = source.data.layout
    let type = source.dtype
    return try replace(target, with: [source]) { before in
      let values = try source.data.converted(to: target.dtype)
      let whole =
        values.layout.shape == shape ? try values.copied() : try values.inMemory().expanded(to: shape).copied()
      return Recording.record("CopyBackwards", [before, source], whole) { d in
        [
          d.needs(0) ? try d.nothing() : nil,
          d.needs(1) ? try d.gradient.reduced(to: layout, type) : nil,
        ]
      }
    }
  }

  /// `x.fill_(value)` and `x.zero_()`.
  static func fill(_ target: Tensor, _ value: Number, name: String) throws -> Tensor {
    try target.dtype.checkFills(value, count: target.count)
    if !Indexing.isRecorded(target, target) {
      // One value may be written several times to one place.
      try checkLeaf(target)
      target.bumpVersion()
      try target.data.fill(value)
      return target
    }
    return try replace(target, isOneValue: true) { before in
      let data = try NDArray.filled(shape: before.shape, value, before.dtype)
      return Recording.record(name, [before], data) { [try $0.nothing()] }
    }
  }
}

/// Operations that only exist in place.
public enum Overwriting {
  public static let copy = Op(
    "copy_", "The values of another tensor written over this one.", forms: .method,
    Overload(
      parameters: [
        Arg.input.parameter, Parameter("other", .tensorOrNumber),
        Parameter("non_blocking", .bool, default: .number(.bool(false))),
      ], gradFn: "CopyBackwards"
    ) { arguments in
      let x = try Tensor.from(arguments[0])
      if case .tensor(let source) = arguments[1] { return .tensor(try InPlace.copy(x, source)) }
      let number = try Number.from(arguments[1])
      var type = number.dtype
      if case .float = number { type = .float64 }
      return .tensor(try InPlace.copy(x, Tensor(NDArray(number, type))))
    },
    examples: ["torch.zeros(2).copy_(torch.tensor([1., 2.]))"])

  public static let zero = Op(
    "zero_", "Zeros written over the tensor.", forms: .usual,
    Overload("ZeroBackward0", Arg.input, direct: .alone { .tensor(try zeroed($0)) }) { try zeroed($0) },
    examples: ["torch.ones(2).zero_()"])

  private static func zeroed(_ x: Tensor) throws -> Tensor {
    try InPlace.fill(x, .int(0), name: "ZeroBackward0")
  }

  public static let fill = Op(
    "fill_", "One value written over the tensor.", forms: .usual,
    // A tensor without dimensions would pass for a number.
    Overload("FillBackward3", Arg.input, Typed<Tensor>("value")) { x, value in
      try InPlace.checkLeaf(x)
      guard value.rank == 0 else {
        throw EngineError.runtime(
          "fill_ only supports 0-dimension value tensor but got tensor with \(value.rank) dimensions.")
      }
      try InPlace.checkPlaces(x)
      try Indexing.fill(x, with: value)
      return x
    },
    Overload("FillBackward2", Arg.input, Typed<Number>("value")) { try InPlace.fill($0, $1, name: "FillBackward2") },
    examples: ["torch.zeros(2).fill_(7)"])

  public static let fillDiagonal = Op(
    "fill_diagonal_", "One value written along the diagonal.", forms: .method,
    Overload(
      "FillBackward2", Arg.input, Typed<Number>("fill_value"), Typed<Bool>("wrap", default: .number(.bool(false)))
    ) {
      x, value, wraps in
      guard x.rank >= 2 else { throw EngineError.runtime("dimensions must larger than 1") }
      guard x.rank == 2 || Set(x.shape).count == 1 else {
        throw EngineError.runtime("all dimensions of input must be of equal length")
      }
      if GradMode.isEnabled, x.requiresGrad, x.isLeaf {
        // PyTorch writes into a view of the diagonal.
        throw EngineError.runtime(
          "a view of a leaf Variable that requires grad is being used in an in-place operation.")
      }
      try InPlace.checkLeaf(x)
      try x.materialize()
      let (rows, columns) = (x.shape[0], x.shape[1])
      let step = x.data.layout.strides.reduce(0, +)
      let length = x.shape.min() ?? 0
      try fillWindow(x, length, step, x.data.offset, value)
      // In a tall matrix the diagonal may begin again, a row below its end.
      if wraps, x.rank == 2, rows > columns + 1 {
        let start = x.data.offset + x.data.layout.strides[0] * (columns + 1)
        try fillWindow(x, (x.count + columns) / (columns + 1) - length, step, start, value)
      }
      return x
    },
    examples: ["torch.zeros(2, 2).fill_diagonal_(1)"])

  private static func fillWindow(_ x: Tensor, _ length: Int, _ step: Int, _ offset: Int, _ value: Number) throws {
    guard length > 0 else { return }
    _ = try InPlace.fill(Shapes.asStrided(x, [length], [step], offset), value, name: "FillBackward0")
  }
}
