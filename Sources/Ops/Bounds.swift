public import Autograd
public import NDArray

/// Elements kept within bounds, and the higher or lower of two.
public enum Bounds {
  public static let clamp = Op(
    "clamp", "Elements kept between two bounds.", formula: "min(max(x, min), max)", forms: .elementwise,
    aliases: ["clip"],
    Overload(
      "ClampBackward0", Arg.input, Typed<Tensor?>("min", default: Parameter.Default.none),
      Typed<Tensor?>("max", default: Parameter.Default.none),
      samples: [Sample(.random([2, 3]), .random([3], -0.5 ... -0.2), .random([], 0.2...0.5))],
      run: clamp),
    Overload(
      "ClampBackward1", Arg.input, Typed<Number?>("min", default: Parameter.Default.none),
      Typed<Number?>("max", default: Parameter.Default.none),
      samples: [
        Sample(.random([2, 3]), .number(.float(-0.5)), .number(.float(0.5))),
        Sample(.random([2, 3]), .number(.int(0)), .none),
      ]
    ) { try clamp($0, $1, $2, name: "ClampBackward1") }
    .checkedInPlace(checkFits),
    examples: ["torch.tensor([-1., 5.]).clamp(0, 1)"])

  public static let clampMin = Op(
    "clamp_min", "Elements that are at least a bound.", formula: "max(x, min)", forms: .elementwise,
    Overload("ClampMinBackward1", Arg.input, Typed<Tensor>("min")) {
      try clamp($0, $1, nil, name: "ClampMinBackward1")
    },
    Overload(
      "ClampMinBackward0", Arg.input, Typed<Number>("min"), samples: [Sample(.random([2, 3]), .number(.int(0)))]
    ) {
      try clamp($0, $1, nil, name: "ClampMinBackward0")
    }
    .checkedInPlace(checkFits),
    examples: ["torch.tensor([-1., 5.]).clamp_min(0)"])

  public static let clampMax = Op(
    "clamp_max", "Elements that are at most a bound.", formula: "min(x, max)", forms: .elementwise,
    Overload("ClampMaxBackward1", Arg.input, Typed<Tensor>("max")) {
      try clamp($0, nil, $1, name: "ClampMaxBackward1")
    },
    Overload(
      "ClampMaxBackward0", Arg.input, Typed<Number>("max"), samples: [Sample(.random([2, 3]), .number(.int(0)))]
    ) {
      try clamp($0, nil, $1, name: "ClampMaxBackward0")
    }
    .checkedInPlace(checkFits),
    examples: ["torch.tensor([-1., 5.]).clamp_max(2)"])

  /// - Throws: PyTorch's `RuntimeError`, with C++'s name of the dtype, for bounds that the tensor's dtype cannot hold.
  private static func checkFits(_ arguments: [Argument]) throws {
    let x = try Tensor.from(arguments[0])
    var type = x.dtype
    for case .number(let bound) in arguments.dropFirst() { type = type.combined(with: bound) }
    guard type.category <= x.dtype.category else {
      throw EngineError.runtime(
        "result type \(type.scalarTypeName) can't be cast to the desired output type \(x.dtype.cName)")
    }
  }

  private static func checkBounds(_ isMissing: Bool) throws {
    if isMissing { throw EngineError.runtime("torch.clamp: At least one of 'min' or 'max' must not be None") }
  }

  /// A bound passes gradients on where the element does not lie beyond it.
  public static func clamp(_ x: Tensor, _ low: Number?, _ high: Number?, name: String = "ClampBackward1") throws
    -> Tensor
  {
    try checkBounds(low == nil && high == nil)
    var type = x.dtype
    if let low { type = type.combined(with: low) }
    if let high { type = type.combined(with: high) }
    if type == .bool {
      try type.refuseBool(
        low == nil ? "clamp_max_scalar_cpu" : high == nil ? "clamp_min_scalar_cpu" : "clamp_scalar_cpu")
    }
    let source = try Casts.to(x, type)
    var data = source.data
    if let low { data = try Elementwise.zip(AtLeast.self, data, NDArray.holding(low, type)) }
    if let high { data = try Elementwise.zip(AtMost.self, data, NDArray.holding(high, type)) }
    return Recording.record(name, [source], data, keeping: [source]) { d in
      let input = try d.kept(0)
      var mask: Tensor?
      if let low { mask = try GreaterOrEqual.of(input, low) }
      if let high {
        let below = try LessOrEqual.of(input, high)
        mask = try mask.map { try LogicalAnd.of($0, below) } ?? below
      }
      guard let mask else { return [d.gradient] }
      return [try Where.of(mask, d.gradient, Tensor(NDArray(.int(0), d.gradient.dtype)))]
    }
  }

  /// A copy that is raised to a bound where nothing is recorded: the bound stops no gradient.
  static func raised(_ x: Tensor, to low: Double) throws -> Tensor {
    let data = try withoutRecording { try clamp(x, .float(low), nil) }.data
    return Recording.record("CloneBackward0", [x], data) { [$0.gradient] }
  }

  public static func clamp(_ x: Tensor, _ low: Tensor?, _ high: Tensor?) throws -> Tensor {
    try clamp(x, low, high, name: "ClampBackward0")
  }

  static func clamp(_ x: Tensor, _ low: Tensor?, _ high: Tensor?, name: String) throws -> Tensor {
    try checkBounds(low == nil && high == nil)
    var type = x.dtype
    var data = x.data
    for bound in [low, high] {
      guard let bound else { continue }
      type = Elementwise.promotedType(NDArray(bits: 0, dtype: type).likeRank(data), bound.data)
    }
    if low != nil, high != nil { try type.refuseBool("clamp_cpu") }
    data = try data.converted(to: type)
    if let low { data = try Elementwise.zip(Higher.self, data, low.data.converted(to: type)) }
    if let high { data = try Elementwise.zip(Lower.self, data, high.data.converted(to: type)) }
    let present = [x, low, high].compactMap { $0 }
    let layouts = present.map(\.data.layout)
    let types = present.map(\.dtype)
    let hasLow = low != nil
    let hasHigh = high != nil
    return Recording.record(name, present, data, keeping: present) { d in
      let input = try d.kept(0)
      let lower = hasLow ? try d.kept(1) : nil
      let upper = hasHigh ? try d.kept(hasLow ? 2 : 1) : nil
      let zero = Tensor(NDArray(.int(0), d.gradient.dtype))
      // Only what is asked for is combined, and so refused.
      var inside: Tensor?
      if let lower, d.needs(0) { inside = try GreaterOrEqual.of(input, lower) }
      if let upper, d.needs(0) {
        let below = try LessOrEqual.of(input, upper)
        inside = try inside.map { try combined($0, below, LogicalAnd.of) } ?? below
      }
      var gradients: [Tensor?] = [try inside.map { try Where.of($0, d.gradient, zero) }]
      if lower != nil, !d.needs(1) {
        gradients.append(nil)
      } else if let lower {
        var isLower = try Less.of(input, lower)
        if let upper { isLower = try combined(isLower, Less.of(lower, upper), LogicalAnd.of) }
        gradients.append(try Where.of(isLower, d.gradient, zero))
      }
      if let upper, d.needs(hasLow ? 2 : 1) {
        var isUpper = try Greater.of(input, upper)
        if let lower { isUpper = try combined(isUpper, Greater.of(lower, upper), LogicalOr.of) }
        gradients.append(try Where.of(isUpper, d.gradient, zero))
      } else if hasHigh {
        gradients.append(nil)
      }
      return try gradients.enumerated().map { try $1?.reduced(to: layouts[$0], types[$0]) }
    }
  }

  /// - Throws: PyTorch's `RuntimeError` where the second mask would stretch the first, in whose place it combines them.
  private static func combined(
    _ mask: Tensor, _ other: Tensor, _ run: (Tensor, Tensor) throws -> Tensor
  ) throws -> Tensor {
    try InPlace.checkShape([.tensor(mask), .tensor(other)])
    return try run(mask, other)
  }

  /// The higher of two; NaN wins.
  enum Higher: BinaryFormula {
    static var onIntegers: ((Int, Int) throws -> Int)? { { Swift.max($0, $1) } }
    static func value<T: Arithmetic>(_ a: T, _ b: T) throws -> T {
      try T.select(T.or(T.isNaN(a), T.less(b, a)), a, b)
    }
  }
  enum Lower: BinaryFormula {
    static var onIntegers: ((Int, Int) throws -> Int)? { { Swift.min($0, $1) } }
    static func value<T: Arithmetic>(_ a: T, _ b: T) throws -> T {
      try T.select(T.or(T.isNaN(a), T.less(a, b)), a, b)
    }
  }
  /// The same with a number for a bound: of two zeros it is the element that stays, with its sign.
  enum AtLeast: BinaryFormula {
    static var onIntegers: ((Int, Int) throws -> Int)? { { Swift.max($0, $1) } }
    static func value<T: Arithmetic>(_ a: T, _ b: T) throws -> T {
      try T.select(T.or(T.isNaN(b), T.less(a, b)), b, a)
    }
  }
  enum AtMost: BinaryFormula {
    static var onIntegers: ((Int, Int) throws -> Int)? { { Swift.min($0, $1) } }
    static func value<T: Arithmetic>(_ a: T, _ b: T) throws -> T {
      try T.select(T.or(T.isNaN(b), T.less(b, a)), b, a)
    }
  }
}

extension NDArray {
  /// A stand-in of this dtype with the rank of another array, for questions of promotion.
  fileprivate func likeRank(_ other: NDArray) -> NDArray {
    other.rank == 0 ? self : (try? NDArray.uninitialized(shape: [Int](repeating: 0, count: other.rank), dtype)) ?? self
  }
}

public enum Maximum: BinaryRule {
  public static let rule = ElementwiseRule.binary(Self.self)
  public static let ruleWithNumber = ElementwiseRule.withNumber(Self.self)
  public static let ruleOfNumber = ElementwiseRule.ofNumber(Self.self)
  public static let op = Op.binary(
    Self.self, "maximum", "The higher of two elements.", formula: "max(a, b)", forms: .usual)
  @inlinable public static var nodeName: String { "MaximumBackward0" }
  @inlinable public static var leaderForA: Leader { .a }
  @inlinable public static var leaderForB: Leader { .a }
  @inlinable public static var keepsForA: Kept { [.a, .b] }
  @inlinable public static var keepsForB: Kept { [.a, .b] }
  public static var onIntegers: ((Int, Int) throws -> Int)? { { Swift.max($0, $1) } }
  @inlinable public static func value<T: Arithmetic>(_ a: T, _ b: T) throws -> T {
    try a.maximum(b)
  }
  @inlinable public static func derivativeA<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T {
    try T.select(T.equal(a, b), g * 0.5, T.select(T.less(a, b), g.constant(0), g))
  }
  @inlinable public static func derivativeB<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T {
    try T.select(T.equal(a, b), g * 0.5, T.select(T.less(b, a), g.constant(0), g))
  }
}

public enum Minimum: BinaryRule {
  public static let rule = ElementwiseRule.binary(Self.self)
  public static let ruleWithNumber = ElementwiseRule.withNumber(Self.self)
  public static let ruleOfNumber = ElementwiseRule.ofNumber(Self.self)
  public static let op = Op.binary(
    Self.self, "minimum", "The lower of two elements.", formula: "min(a, b)", forms: .usual)
  @inlinable public static var nodeName: String { "MinimumBackward0" }
  @inlinable public static var leaderForA: Leader { .a }
  @inlinable public static var leaderForB: Leader { .a }
  @inlinable public static var keepsForA: Kept { [.a, .b] }
  @inlinable public static var keepsForB: Kept { [.a, .b] }
  public static var onIntegers: ((Int, Int) throws -> Int)? { { Swift.min($0, $1) } }
  @inlinable public static func value<T: Arithmetic>(_ a: T, _ b: T) throws -> T {
    try a.minimum(b)
  }
  @inlinable public static func derivativeA<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T {
    try T.select(T.equal(a, b), g * 0.5, T.select(T.less(b, a), g.constant(0), g))
  }
  @inlinable public static func derivativeB<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T {
    try T.select(T.equal(a, b), g * 0.5, T.select(T.less(a, b), g.constant(0), g))
  }
}

/// As `maximum`, but a NaN loses.
public enum Fmax: BinaryRule {
  public static let rule = ElementwiseRule.binary(Self.self)
  public static let ruleWithNumber = ElementwiseRule.withNumber(Self.self)
  public static let ruleOfNumber = ElementwiseRule.ofNumber(Self.self)
  public static let op = Op.binary(
    Self.self, "fmax", "The higher of two elements, the number where one is NaN.", formula: "max(a, b)", forms: .usual)
  @inlinable public static var nodeName: String { "FmaxBackward0" }
  @inlinable public static var keepsForA: Kept { [.a, .b] }
  @inlinable public static var keepsForB: Kept { [.a, .b] }
  public static var onIntegers: ((Int, Int) throws -> Int)? { { Swift.max($0, $1) } }
  @inlinable public static func value<T: Arithmetic>(_ a: T, _ b: T) throws -> T {
    try T.select(T.or(T.isNaN(b), T.not(T.less(a, b))), T.select(T.isNaN(a), b, a), b)
  }
  @inlinable public static func derivativeA<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T {
    try T.select(T.or(T.not(T.less(a, b)), T.isNaN(b)), T.select(T.isNaN(a), g.constant(0), g), g.constant(0))
  }
  @inlinable public static func derivativeB<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T {
    try T.select(T.or(T.not(T.less(a, b)), T.isNaN(b)), T.select(T.isNaN(a), g, g.constant(0)), g)
  }
}

public enum Fmin: BinaryRule {
  public static let rule = ElementwiseRule.binary(Self.self)
  public static let ruleWithNumber = ElementwiseRule.withNumber(Self.self)
  public static let ruleOfNumber = ElementwiseRule.ofNumber(Self.self)
  public static let op = Op.binary(
    Self.self, "fmin", "The lower of two elements, the number where one is NaN.", formula: "min(a, b)", forms: .usual)
  @inlinable public static var nodeName: String { "FminBackward0" }
  @inlinable public static var keepsForA: Kept { [.a, .b] }
  @inlinable public static var keepsForB: Kept { [.a, .b] }
  public static var onIntegers: ((Int, Int) throws -> Int)? { { Swift.min($0, $1) } }
  @inlinable public static func value<T: Arithmetic>(_ a: T, _ b: T) throws -> T {
    try T.select(T.or(T.isNaN(b), T.not(T.less(b, a))), T.select(T.isNaN(a), b, a), b)
  }
  @inlinable public static func derivativeA<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T {
    try T.select(T.or(T.not(T.less(b, a)), T.isNaN(b)), T.select(T.isNaN(a), g.constant(0), g), g.constant(0))
  }
  @inlinable public static func derivativeB<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T {
    try T.select(T.or(T.not(T.less(b, a)), T.isNaN(b)), T.select(T.isNaN(a), g, g.constant(0)), g)
  }
}
