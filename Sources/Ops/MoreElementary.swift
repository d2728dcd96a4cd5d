public import Autograd
public import NDArray

// Elementwise operations of one tensor that are seldom met.

public enum Sinc: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(
    Self.self, "sinc", "The sine over the argument, both times pi.", formula: "sin(πx) / (πx)",
    forms: [.function, .method, .inPlace, .special], on: 0.2...0.8)
  @inlinable public static var nodeName: String { "SincBackward0" }
  @inlinable public static var leader: Leader { .a }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.sinc() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T {
    let angle = try x * Double.pi
    let divisor = try x * x * Double.pi
    let slope = try (angle * angle.cos() - angle.sin()) / divisor
    return try T.select(T.equal(divisor, 0), g.constant(0), g * slope)
  }
}

public enum I0: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(
    Self.self, "i0", "The modified Bessel function of order zero.", formula: "i0(x)",
    forms: [.function, .method, .inPlace, .special])
  @inlinable public static var nodeName: String { "I0Backward0" }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.i0() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T { try g * x.i1() }
}

public enum Frac: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(
    Self.self, "frac", "The fraction of each element.", formula: "x - trunc(x)", on: 0.1...0.9)
  @inlinable public static var nodeName: String { "FracBackward0" }
  public static func admit(_ dtype: DType) throws { try dtype.requireFloatingPoint("frac_cpu") }
  @inlinable public static var keeps: Kept { [] }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.frac() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T { g }
}

public enum Sgn: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(Self.self, "sgn", "-1, 0 or 1 by the sign of each element.", formula: "sign(x)")
  @inlinable public static var nodeName: String { "SgnBackward0" }
  public static var onIntegers: ((Int) throws -> Int)? { { $0.signum() } }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.sign() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T { try g.constant(0) }
}

public enum Deg2rad: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(Self.self, "deg2rad", "Degrees as radians.", formula: "x * π / 180")
  @inlinable public static var nodeName: String { "Deg2RadBackward0" }
  @inlinable public static var keeps: Kept { [] }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x * 0.017453292519943295 }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T {
    try g * 0.017453292519943295
  }
}

public enum Rad2deg: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(Self.self, "rad2deg", "Radians as degrees.", formula: "x * 180 / π")
  @inlinable public static var nodeName: String { "Rad2DegBackward0" }
  @inlinable public static var keeps: Kept { [] }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x * 57.29577951308232 }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T {
    try g * 57.29577951308232
  }
}

public enum Entr: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Op.unary(
    Self.self, "entr", "Entropy of each element.", formula: "-x * log(x)", forms: .special, on: 0.2...0.9)
  @inlinable public static var nodeName: String { "SpecialEntrBackward0" }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T {
    let inner = try -x * x.log()
    let outer = try T.select(T.equal(x, 0), x.constant(0), x.constant(-.infinity))
    return try T.select(T.isNaN(x), x, T.select(T.less(x.constant(0), x), inner, outer))
  }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T { try g * (-x.log() - 1) }
}

/// Elementwise operations with parameters.
public enum Parametric {
  public static let logit = Op(
    "logit", "The inverse of the sigmoid.", formula: "log(x / (1 - x))",
    forms: [.function, .method, .inPlace, .special],
    Overload(
      "LogitBackward0", Arg.input, Typed<Double?>("eps", default: Parameter.Default.none),
      samples: [
        Sample(.random([2, 3], 0.2...0.8), .none), Sample(.random([2, 3], 0.05...0.95), .number(.float(0.1))),
      ]
    ) { try logit($0, eps: $1) },
    examples: ["torch.logit(torch.tensor([0.25, 0.5, 0.75]))"])

  /// The inverse of the sigmoid, its arguments kept away from zero and one by `eps`.
  static func logit(_ x: Tensor, eps: Double?) throws -> Tensor {
    let clip = eps ?? -1
    let source = x.dtype.isFloatingPoint ? x : try Casts.to(x, DefaultDType.current)
    let format: NarrowFloat? = x.dtype == .float16 ? .float16 : x.dtype == .bfloat16 ? .bfloat16 : nil
    let data = try Elementwise.each(
      source.data,
      float: { x in
        guard let format else { return Formulas.logit(x, Float(clip)) }
        // Narrow numbers are rounded after every step.
        let low = format.round(Float(clip))
        let high = format.round(1 - low)
        let z = clip >= 0 ? (x < low ? low : x > high ? high : x) : x
        return format.round(z / format.round(1 - z)).log()
      }, double: { Formulas.logit($0, clip) })
    return Recording.record("LogitBackward0", [source], data, keeping: [source]) { d in
      let input = try d.kept(0)
      let slope = try d.gradient / (input * (1 - input))
      guard let eps, eps >= 0 else {
        let outside = try LogicalOr.of(Less.of(input, .int(0)), Greater.of(input, .int(1)))
        return [try Masking.fill(slope, outside, .float(.nan)).asKernel(d.gradient, input)]
      }
      let outside = try LogicalOr.of(Less.of(input, .float(eps)), Greater.of(input, .float(1 - eps)))
      return [try Masking.fill(slope, outside, .int(0)).asKernel(d.gradient, input)]
    }
  }

  public static let polygamma = Op(
    "polygamma", "The n-th derivative of the digamma function.", formula: "ψ⁽ⁿ⁾(x)", forms: [.function, .special],
    Overload(
      "PolygammaBackward0", Typed<Int>("n"), Arg.input,
      samples: [Sample(.number(.int(1)), .random([3], 0.5...3)), Sample(.number(.int(2)), .random([3], 0.5...3))],
      run: polygamma),
    examples: ["torch.polygamma(1, torch.tensor([1., 2.]))"])

  public static func polygamma(_ n: Int, _ x: Tensor) throws -> Tensor {
    guard n >= 0 else { throw EngineError.runtime("polygamma(n, x) does not support negative n.") }
    let source = x.dtype.isFloatingPoint ? x : try Casts.to(x, DefaultDType.current)
    let data =
      n == 0
      ? try Elementwise.map(Digamma.self, source.data)
      : try Elementwise.each(
        source.data, float: { n == 1 ? Formulas.trigamma($0) : Float(Formulas.polygamma(n, Double($0))) },
        // The first is a short series of its own in PyTorch.
        double: { n == 1 ? (try? Digamma.trigamma($0)) ?? .nan : Formulas.polygamma(n, $0) })
    return Recording.record("PolygammaBackward0", [source], data, keeping: [source]) { d in
      [try d.gradient * polygamma(n + 1, d.kept(0))]
    }
  }

  public static let angle = Op(
    "angle", "0 for numbers from zero up, π below zero.", formula: "0 if x >= 0 else π", forms: [.function, .method],
    Overload("AngleBackward0", Arg.input, samples: [Sample(.random([2, 3]))]) { x in
      let source = x.dtype.isFloatingPoint ? x : try Casts.to(x, DefaultDType.current)
      let data = try Elementwise.each(
        source.data, float: { $0.isNaN ? $0 : $0 < 0 ? Float.pi : 0 },
        double: { $0.isNaN ? $0 : $0 < 0 ? Double.pi : 0 })
      return Recording.record("AngleBackward0", [source], data, keeping: [source]) { d in
        [try d.kept(0).constant(0).placed(as: d.kept(0))]
      }
    },
    examples: ["torch.angle(torch.tensor([-1., 0., 2.]))"])

  public static let nanToNum = Op(
    "nan_to_num", "NaN and infinities replaced by numbers.", forms: .elementwise,
    Overload(
      "NanToNumBackward0", Arg.input, Typed<Double?>("nan", default: Parameter.Default.none),
      Typed<Double?>("posinf", default: Parameter.Default.none),
      Typed<Double?>("neginf", default: Parameter.Default.none),
      samples: [Sample(.random([2, 3]), .none, .none, .none)]
    ) { x, nan, high, low in try withoutNaN(x, nan, high, low) },
    examples: ["torch.nan_to_num(torch.tensor([float('nan'), 1.]), nan=0.)"])

  /// NaN and infinities replaced; where nothing is given, by zero and the largest numbers.
  static func withoutNaN(_ x: Tensor, _ nan: Double?, _ high: Double?, _ low: Double?) throws -> Tensor {
    guard x.dtype.isFloatingPoint else { return try Shapes.clone(x) }
    let greatest = x.dtype.greatest
    let replaced = { (value: Double) -> Double in
      value.isNaN
        ? (nan ?? 0) : value == .infinity ? (high ?? greatest) : value == -.infinity ? (low ?? -greatest) : value
    }
    let data = try Elementwise.each(x.data, float: { Float(replaced(Double($0))) }, double: replaced)
    return Recording.record("NanToNumBackward0", [x], data, keeping: [x]) { d in
      let odd = Tensor(try Elementwise.ask(d.kept(0).data) { !$0.isFinite })
      return [try Masking.fill(d.gradient, odd, .int(0)).placed(as: d.gradient, odd)]
    }
  }

  public static let round = Op(
    "round", "The nearest number with so many decimals, halves to even.", formula: "round(x)", forms: .elementwise,
    Overload("RoundBackward0", Arg.input, samples: [Sample(.random([2, 3], 0.1...0.4))], direct: .unary(Round.of)) {
      try Round.of($0)
    },
    Overload("RoundBackward1", Arg.input, Typed<Int>("decimals", keywordOnly: true), run: rounded),
    examples: ["torch.round(torch.tensor([0.5, 1.5, 2.345]), decimals=1)"])

  static func rounded(_ x: Tensor, _ decimals: Int) throws -> Tensor {
    try x.dtype.requireFloatingPoint(decimals == 0 ? "round_vml_cpu" : "round_cpu")
    guard decimals != 0 else {
      return Recording.record("RoundBackward1", [x], try Elementwise.map(Round.self, x.data)) {
        [try $0.gradient.constant(0)]
      }
    }
    let scale = Formulas.power(10, Swift.abs(Double(decimals)))
    let narrow = Float(scale)
    let data = try Elementwise.each(
      x.data,
      float: {
        decimals > 0
          ? ($0 * narrow).rounded(.toNearestOrEven) / narrow : ($0 / narrow).rounded(.toNearestOrEven) * narrow
      },
      double: {
        decimals > 0 ? ($0 * scale).rounded(.toNearestOrEven) / scale : ($0 / scale).rounded(.toNearestOrEven) * scale
      })
    return Recording.record("RoundBackward1", [x], data) { [try $0.gradient.constant(0)] }
  }

  public static let addcmul = Op(
    "addcmul", "A product of two tensors, scaled and added.", formula: "input + value * tensor1 * tensor2",
    forms: .elementwise,
    Overload(
      "AddcmulBackward0", Arg.input, Typed<Tensor>("tensor1"), Typed<Tensor>("tensor2"),
      Typed<Number>("value", default: .number(.int(1)), keywordOnly: true),
      samples: [Sample(.random([2, 3]), .random([3]), .random([2, 1]), .number(.float(0.5)))]
    ) { x, a, b, value in
      if [x, a, b].allSatisfy({ $0.dtype == .bool }) { try x.dtype.refuseBool("addcmul_cpu_out") }
      let type = Elementwise.promotedType([x.data, a.data, b.data])
      let factor: Number = type.isFloatingPoint ? value : .int(value.asInt)
      let (start, left, right) = try computed(x, a, b, type)
      let product = try Elementwise.zip(Mul.self, Elementwise.zip(Mul.self, left, factor), right)
      let data = try Elementwise.zip(Add.self, start, product).converted(to: type)
      let layouts = [x, a, b].map(\.data.layout)
      let types = [x, a, b].map(\.dtype)
      return Recording.record("AddcmulBackward0", [x, a, b], data, keeping: [a, b]) { d in
        let g = d.gradient
        return [
          d.needs(0) ? try g.reduced(to: layouts[0], types[0]) : nil,
          d.needs(1) ? try (g * Mul.of(d.kept(1), value)).reduced(to: layouts[1], types[1]) : nil,
          d.needs(2) ? try (g * Mul.of(d.kept(0), value)).reduced(to: layouts[2], types[2]) : nil,
        ]
      }
    }.checkedInPlace { arguments in
      try InPlace.check(Tensor.from(arguments[0]))
      try InPlace.checkShape(arguments)
    },
    examples: ["torch.addcmul(torch.ones(2), torch.tensor([1., 2.]), torch.tensor([3., 4.]), value=0.5)"])

  /// Three tensors in their common dtype, half types in single precision.
  private static func computed(
    _ x: Tensor, _ a: Tensor, _ b: Tensor, _ type: DType
  ) throws -> (NDArray, NDArray, NDArray) {
    func wide(_ x: Tensor) throws -> NDArray {
      let own = try x.data.converted(to: type)
      return type == .float16 || type == .bfloat16 ? try own.converted(to: .float32) : own
    }
    return (try wide(x), try wide(a), try wide(b))
  }

  public static let addcdiv = Op(
    "addcdiv", "A quotient of two tensors, scaled and added.", formula: "input + value * tensor1 / tensor2",
    forms: .elementwise,
    Overload(
      "AddcdivBackward0", Arg.input, Typed<Tensor>("tensor1"), Typed<Tensor>("tensor2"),
      Typed<Number>("value", default: .number(.int(1)), keywordOnly: true),
      samples: [Sample(.random([2, 3]), .random([3]), .random([2, 1], 0.5...2), .number(.float(0.5)))],
      inPlace: .checked
    ) { x, a, b, value in
      guard a.dtype.isFloatingPoint || b.dtype.isFloatingPoint else {
        throw EngineError.runtime(
          "Integer division with addcdiv is no longer supported, and in a future  release addcdiv will perform a true division "
            + "of tensor1 and tensor2. The historic addcdiv behavior can be implemented as (input + value * torch.trunc(tensor1 "
            + "/ tensor2)).to(input.dtype) for integer inputs and as (input + value * tensor1 / tensor2) for float inputs. The "
            + "future addcdiv behavior is just the latter implementation: (input + value * tensor1 / tensor2), for all dtypes."
        )
      }
      let type = Elementwise.promotedType([x.data, a.data, b.data])
      let (start, left, right) = try computed(x, a, b, type)
      let quotient = try Elementwise.zip(Div.self, Elementwise.zip(Mul.self, left, value), right)
      let data = try Elementwise.zip(Add.self, start, quotient).converted(to: type)
      let layouts = [x, a, b].map(\.data.layout)
      let types = [x, a, b].map(\.dtype)
      return Recording.record("AddcdivBackward0", [x, a, b], data, keeping: [a, b]) { d in
        let g = d.gradient
        let divisor = try d.kept(1)
        if d.needs(1), !divisor.dtype.isFloatingPoint {
          // PyTorch divides the factor in the memory of a tensor like the divisor.
          throw EngineError.runtime(
            "result type Float can't be cast to the desired output type \(divisor.dtype.scalarTypeName)")
        }
        return [
          d.needs(0) ? try g.reduced(to: layouts[0], types[0]) : nil,
          d.needs(1) ? try (g * (Mul.of(divisor.reciprocal(), value))).reduced(to: layouts[1], types[1]) : nil,
          d.needs(2)
            ? try (-g * (Mul.of(d.kept(0), value) / (divisor * divisor))).reduced(to: layouts[2], types[2]) : nil,
        ]
      }
    },
    examples: ["torch.addcdiv(torch.ones(2), torch.tensor([1., 2.]), torch.tensor([2., 4.]))"])

  public static let lerp = Op(
    "lerp", "A point between two tensors.", formula: "input + weight * (end - input)", forms: .elementwise,
    // A tensor of one number is no number: it comes first.
    Overload(
      "LerpBackward1", Arg.input, Typed<Tensor>("end"), Typed<Tensor>("weight"),
      samples: [Sample(.random([2, 3]), .random([3]), .random([2, 3], 0.1...0.4))]
    ) { a, b, weight in try lerp("LerpBackward1", a, b, weight, [a, b, weight]) }
    .checkedInPlace(checkLerp),
    Overload(
      "LerpBackward0", Arg.input, Typed<Tensor>("end"), Typed<Number>("weight"),
      samples: [
        Sample(.random([2, 3]), .random([2, 3]), .number(.float(0.3))),
        Sample(.random([3]), .random([3]), .number(.float(0.8))),
      ]
    ) { a, b, weight in
      // The half types are computed in single precision, the number with them.
      let isHalf = a.dtype == .float16 || a.dtype == .bfloat16
      return try lerp("LerpBackward0", a, b, Tensor(NDArray(weight, isHalf ? .float32 : a.dtype)), [a, b])
    }
    .checkedInPlace(checkLerp),
    examples: ["torch.lerp(torch.zeros(2), torch.tensor([10., 20.]), 0.25)"])

  /// `a.lerp(b, w)` with a tensor of weights.
  static func mixed(_ a: Tensor, _ b: Tensor, _ w: Tensor) throws -> Tensor {
    try lerp("LerpBackward1", a, b, w, [a, b, w])
  }

  /// - Throws: PyTorch's `RuntimeError` for tensors of other dtypes, then for those that would stretch the first.
  private static func checkLerp(_ arguments: [Argument]) throws {
    let a = try Tensor.from(arguments[0])
    try InPlace.checkLeaf(a)
    for (argument, name) in zip(arguments.dropFirst(), ["end", "weight"]) {
      if case .tensor(let other) = argument { try checkSame(a, other, name) }
    }
    try InPlace.checkShape(arguments)
  }

  private static func checkSame(_ a: Tensor, _ other: Tensor, _ name: String) throws {
    // A weight without dimensions may be of any dtype.
    guard a.dtype == other.dtype || name == "weight" && other.rank == 0 else {
      throw EngineError.runtime("expected dtype \(a.dtype.cName) for `\(name)` but got dtype \(other.dtype.cName)")
    }
  }

  /// From the nearer end, so that both ends are met exactly.
  private static func lerp(_ name: String, _ a: Tensor, _ b: Tensor, _ w: Tensor, _ inputs: [Tensor]) throws -> Tensor {
    try checkSame(a, b, "end")
    if inputs.count == 3 { try checkSame(a, w, "weight") }
    try a.dtype.requireFloatingPoint(name == "LerpBackward1" ? "lerp_kernel_tensor" : "lerp_kernel_scalar")
    let wide: DType = a.dtype == .float64 ? .float64 : .float32
    let (start, end, weight) = (
      try a.data.converted(to: wide), try b.data.converted(to: wide), try w.data.converted(to: wide)
    )
    let values = try Elementwise.mixed(start, end, weight).converted(to: a.dtype)
    let data = try values.placed(as: [a.data, b.data, w.data]) ?? values
    let layouts = [a, b, w].map(\.data.layout)
    let types = [a, b, w].map(\.dtype)
    return Recording.record(name, inputs, data, keeping: [a, b, w]) { d in
      let g = d.gradient
      let weight = try d.kept(2)
      return [
        d.needs(0) ? try (g * Sub.of(.int(1), weight)).reduced(to: layouts[0], types[0]) : nil,
        d.needs(1) ? try (g * weight).reduced(to: layouts[1], types[1]) : nil,
        d.needs(2) ? try (g * (d.kept(1) - d.kept(0))).reduced(to: layouts[2], types[2]) : nil,
      ]
    }
  }
}
