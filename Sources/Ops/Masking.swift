import Autograd
import NDArray

/// Elements chosen by truth values.
public enum Masking {
  public static let whereOp = Op(
    "where", "Elements of one tensor where the condition holds, of the other elsewhere.",
    formula: "x if condition else y", forms: .function,
    Overload(nil, Typed<Tensor>("condition")) { try nonzeroTuple($0) },
    choice(.tensor, .tensor), choice(.number, .tensor), choice(.tensor, .number), choice(.number, .number),
    examples: ["torch.where(torch.tensor([True, False]), 1., 0.)"])

  public static let whereMethod = Op(
    "where", "The tensor's elements where the condition holds, those of the other elsewhere.",
    formula: "x if condition else y", forms: .method,
    otherwise(.tensor), otherwise(.number),
    examples: ["torch.where(torch.tensor([True, False]), 1., 0.)"])

  private static func otherwise(_ type: ParameterType) -> Overload {
    Overload(
      parameters: [Arg.input.parameter, Parameter("condition", .tensor), Parameter("other", type)],
      gradFn: "WhereBackward0"
    ) { arguments in try chosen(arguments[1], arguments[0], arguments[2]) }
  }

  private static func choice(_ first: ParameterType, _ second: ParameterType) -> Overload {
    Overload(
      parameters: [
        Parameter("condition", .tensor), Parameter(first == .number ? "self" : "input", first),
        Parameter("other", second),
      ], gradFn: "WhereBackward0",
      samples: first == .tensor && second == .tensor
        ? [Sample(.mask([true, false, true], [3]), .random([2, 3]), .random([2, 1]))] : []
    ) { arguments in try chosen(arguments[0], arguments[1], arguments[2]) }
  }

  private static func chosen(_ condition: Argument, _ a: Argument, _ b: Argument) throws -> Argument {
    let condition = try Tensor.from(condition)
    guard condition.dtype == .bool || condition.dtype == .uint8 else {
      throw EngineError.runtime(
        "where expected condition to be a boolean tensor, but got a tensor with dtype \(condition.dtype.scalarTypeName)"
      )
    }
    return .tensor(try Where.of(condition, operand(a, beside: b), operand(b, beside: a)))
  }

  /// A number has the dtype that it and the tensor beside it have together.
  private static func operand(_ argument: Argument, beside other: Argument) throws -> Tensor {
    if case .tensor(let tensor) = argument { return tensor }
    let number = try Number.from(argument)
    if case .tensor(let tensor) = other {
      return Tensor(try NDArray.reaching(number, tensor.dtype.combined(with: number)))
    }
    return Tensor(NDArray(number, number.dtype))
  }

  public static let maskedFill = Op(
    "masked_fill", "A copy with one value where the mask is true.", forms: .elementwise,
    Overload(
      "MaskedFillBackward1", Arg.input, Typed<Tensor>("mask"), Typed<Tensor>("value"),
      samples: [Sample(.random([2, 3]), .mask([true, false, true], [3]), .random([]))],
      inPlace: .stretched { try fillStretched($0, Tensor.from($0[2]).data) }
    ) { x, mask, value in
      try check(mask)
      guard value.rank == 0 else {
        throw EngineError.runtime(
          "masked_fill_ only supports a 0-dimensional value tensor, but got tensor with \(value.rank) dimension(s).")
      }
      let data = try Elementwise.select(mask.data, value.data.converted(to: x.dtype), x.data).contiguous()
      let layout = x.data.layout
      let valueType = value.dtype
      return Recording.record("MaskedFillBackward1", [x, value], data, keeping: [mask]) { d in
        let zero = Tensor(NDArray(.int(0), d.gradient.dtype))
        let mask = try d.kept(0)
        return [
          d.needs(0) ? try Where.of(mask, zero, d.gradient).inRow().reduced(to: layout) : nil,
          d.needs(1) ? try Sum.all(Where.of(mask, d.gradient, zero)).converted(to: valueType) : nil,
        ]
      }
    },
    Overload(
      "MaskedFillBackward0", Arg.input, Typed<Tensor>("mask"), Typed<Number>("value"),
      samples: [Sample(.random([2, 3]), .mask([true, false, true], [3]), .number(.float(2)))],
      inPlace: .stretched { try fillStretched($0, NDArray.holding(Number.from($0[2]), Tensor.from($0[0]).dtype)) }
    ) { try filled($0, $1, $2) },
    examples: ["torch.ones(3).masked_fill(torch.tensor([True, False, True]), 0.)"])

  static func filled(_ x: Tensor, _ mask: Tensor, _ value: Number) throws -> Tensor {
    try check(mask)
    let data = try Elementwise.select(mask.data, NDArray.holding(value, x.dtype), x.data).contiguous()
    let layout = x.data.layout
    return Recording.record("MaskedFillBackward0", [x], data, keeping: [mask]) { d in
      let zero = Tensor(NDArray(.int(0), d.gradient.dtype))
      return [try Where.of(d.kept(0), zero, d.gradient).inRow().reduced(to: layout)]
    }
  }

  /// `x.masked_fill_(mask, value)` where elements of x share memory.
  private static func fillStretched(_ arguments: [Argument], _ value: NDArray) throws {
    let x = try Tensor.from(arguments[0])
    try Indexing.warnOfMaskFilled(x)
    let mask = try Shapes.expand(Tensor.from(arguments[1]), x.shape)
    try Advanced(x, [(0, mask)]).write(value.converted(to: x.dtype), into: x.data)
  }

  private static func check(_ mask: Tensor) throws {
    guard mask.dtype == .bool else {
      throw EngineError.runtime(
        "masked_fill_ only supports boolean masks, but got mask with dtype \(mask.dtype.cName)")
    }
  }

  public static let maskedSelect = Op(
    "masked_select", "The elements where the mask is true, in one dimension.",
    Overload(
      "MaskedSelectBackward0", Arg.input, Typed<Tensor>("mask"),
      samples: [Sample(.random([2, 3]), .mask([true, false, true], [3]))]
    ) { x, mask in
      guard mask.dtype == .bool else { throw EngineError.runtime("masked_select: expected BoolTensor for mask") }
      let shape = try Broadcast.shape(x.shape, mask.shape)
      let layout = x.data.layout
      let full = Tensor(try mask.data.inMemory().expanded(to: shape).copied())
      let data = try x.data.inMemory().expanded(to: shape).masked(full.data)
      return Recording.record("MaskedSelectBackward0", [x], data, keeping: [full]) { d in
        let places = try d.kept(0).data.nonzeroPositions()
        let positions = Tensor(try NDArray.ints(places, shape: [places.count]))
        let zeros = Tensor(try NDArray.zeros(shape: [shape.reduce(1, *)], d.gradient.dtype))
        let flat = try Gathering.scatterAdd(zeros, 0, positions, d.gradient)
        return [try Shapes.reshape(flat, shape).reduced(to: layout).placed(as: x)]
      }
    },
    examples: ["torch.masked_select(torch.tensor([1, 2, 3]), torch.tensor([True, False, True]))"])

  public static let maskedScatter = Op(
    "masked_scatter", "A copy with the elements of another tensor, in order, where the mask is true.",
    forms: .elementwise,
    Overload(
      "MaskedScatterBackward0", Arg.input, Typed<Tensor>("mask"), Typed<Tensor>("source"),
      samples: [Sample(.random([2, 3]), .mask([true, false, true], [3]), .random([5]))], run: scattered),
    examples: ["torch.zeros(3).masked_scatter(torch.tensor([True, False, True]), torch.tensor([1., 2.]))"])

  private static func scattered(_ x: Tensor, _ mask: Tensor, _ source: Tensor) throws -> Tensor {
    let shape = try Broadcast.shape(mask.shape, x.shape)
    guard x.dtype == source.dtype else {
      throw EngineError.runtime(
        "masked_scatter: expected self and source to have same dtypes but got\(x.dtype.scalarTypeName) and "
          + source.dtype.scalarTypeName)
    }
    guard mask.dtype == .bool else {
      throw EngineError.runtime(
        "masked_scatter_ only supports boolean masks, but got mask with dtype \(mask.dtype.scalarTypeName)")
    }
    let full = Tensor(try mask.data.inMemory().expanded(to: shape).copied())
    let places = try full.data.nonzeroPositions()
    guard places.count <= source.count else {
      throw EngineError.runtime("Number of elements of source < number of ones in mask")
    }
    let flat = try x.data.inMemory().expanded(to: shape).copied().inMemory().reshaped([full.count])
    let index = try NDArray.ints(places, shape: [places.count])
    let taken = try source.data.contiguous().inMemory().reshaped([source.count]).sliced(0, 0, places.count)
    let data = try flat.scattered(0, index, taken.copied()).reshaped(shape)
    let (layout, sizes) = (x.data.layout, source.shape)
    return Recording.record("MaskedScatterBackward0", [x, source], data, keeping: [full]) { d in
      let mask = try d.kept(0)
      let zero = Tensor(NDArray(.int(0), d.gradient.dtype))
      var forSource: Tensor?
      if d.needs(1) {
        let chosen = try Gathering.indexSelect(Shapes.reshape(d.gradient, [-1]), 0, Tensor(index))
        let rest = sizes.reduce(1, *) - places.count
        let zeros = Tensor(try NDArray.zeros(shape: [rest], d.gradient.dtype))
        forSource = try Shapes.reshape(rest == 0 ? chosen : Joining.joined([chosen, zeros], 0), sizes)
      }
      return [d.needs(0) ? try Where.of(mask, zero, d.gradient).inRow().reduced(to: layout) : nil, forSource]
    }
  }

  public static let nonzero = Op(
    "nonzero", "The indices of elements that are not zero, one row each.",
    Overload(nil, Arg.input, Typed<Bool>("as_tuple", default: .number(.bool(false)), keywordOnly: true)) {
      x, asTuple -> Argument in
      if asTuple { return try nonzeroTuple(x).argument }
      return .tensor(try table(x))
    },
    examples: ["torch.nonzero(torch.tensor([0, 5, 7]))"])

  public static let argwhere = Op(
    "argwhere", "The indices of elements that are not zero, one row each.",
    Overload(nil, Arg.input, run: table),
    examples: ["torch.argwhere(torch.tensor([0, 5, 7]))"])

  /// The indices of elements that are not zero, a row each; PyTorch finds them column by column.
  private static func table(_ x: Tensor) throws -> Tensor {
    let columns = try indices(x)
    let count = try x.data.nonzeroPositions().count
    return Tensor(try NDArray.ints(columns.flatMap { $0 }, shape: [x.rank, count]).inMemory().permuted([1, 0]))
  }

  static func nonzeroTuple(_ x: Tensor) throws -> [Tensor] {
    let source = x.rank == 0 ? try Shapes.reshape(x, [1]) : x
    return try indices(source).map { Tensor(try NDArray.ints($0, shape: [$0.count])) }
  }

  /// For each dimension, the indices of elements that are not zero.
  static func indices(_ x: Tensor) throws -> [[Int]] {
    let places = try x.data.nonzeroPositions()
    let steps = try Layout.contiguous(x.shape).strides
    return zip(x.shape, steps).map { size, step in places.map { $0 / Swift.max(step, 1) % Swift.max(size, 1) } }
  }
}
