import Autograd
import NDArray

/// Functions of `torch.special` that are other operations under another name, or made of them.
public enum SpecialFunctions {
  private static func named(_ name: String, _ of: Op) -> Op {
    Op(
      name, of.summary, formula: of.formula, forms: .special, of.overloads,
      examples: ["torch.special.\(name)(torch.tensor([0.25, 0.5]))"])
  }

  public static let expit = named("expit", Sigmoid.op)
  public static let erf = named("erf", Erf.op)
  public static let erfc = named("erfc", Erfc.op)
  public static let erfinv = named("erfinv", Erfinv.op)
  public static let exp2 = named("exp2", Exp2.op)
  public static let expm1 = named("expm1", Expm1.op)
  public static let log1p = named("log1p", Log1p.op)
  public static let gammaln = named("gammaln", Lgamma.op)
  public static let digamma = named("digamma", Digamma.op)
  public static let psi = named("psi", Digamma.op)
  public static let round = Op(
    "round", Parametric.round.summary, formula: Parametric.round.formula, forms: .special,
    Overload(
      "RoundBackward1", Arg.input, Typed<Int>("decimals", default: .number(.int(0)), keywordOnly: true),
      samples: [Sample(.random([2, 3], 0.1...0.4), .number(.int(1)))], run: Parametric.rounded),
    examples: ["torch.special.round(torch.tensor([0.5, 1.5, 2.7]))"])

  public static let ndtr = Op(
    "ndtr", "The share of the normal distribution below each element.", formula: "(1 + erf(x / √2)) / 2",
    forms: .special,
    Overload("MulBackward1", Arg.input, samples: [Sample(.random([3]))]) { x in
      let y = try (wide(x) * 0.7071067811865476).erf() + 1
      return Recording.record("MulBackward1", [y], try Elementwise.zip(Mul.self, y.data, .float(0.5))) {
        [try $0.gradient * 0.5]
      }
    },
    examples: ["torch.special.ndtr(torch.tensor([-1., 0., 1.]))"])

  private static func wide(_ x: Tensor) throws -> Tensor {
    x.dtype.isFloatingPoint ? x : try Casts.to(x, DefaultDType.current)
  }

  public static let ndtri = function(
    "ndtri", "SpecialNdtriBackward0", "The number below which a share of the normal distribution lies.", [0.2...0.8],
    Formulas.ndtri, withoutHalf: "ndtri_cpu"
  ) { g, x, y in try g * (y * y * 0.5).exp() * 2.5066282746310002 }

  public static let logNdtr = function(
    "log_ndtr", "SpecialLogNdtrBackward0", "The logarithm of the share of the normal distribution below each element.",
    [-2...2], Formulas.logNdtr, narrow: Formulas.logNdtr, withoutHalf: "log_ndtr_cpu"
  ) { g, x, y in try g / 2.5066282746310002 * (-(y + x.pow(2) / 2)).exp() }

  public static let erfcx = declaration(
    "erfcx", "SpecialErfcxBackward0", "exp(x²) erfc(x).", [-1...2], run: erfcx(of:))

  static func erfcx(of x: Tensor) throws -> Tensor {
    try result("SpecialErfcxBackward0", x, Formulas.erfcx, withoutHalf: "erfcx_cpu") { g, x, y in
      try (x * 2 * y - 1.1283791670955126) * g
    }
  }

  public static let i1 = declaration(
    "i1", "SpecialI1Backward0", "The modified Bessel function of order one.", [0.5...2], run: i1(of:))

  static func i1(of x: Tensor) throws -> Tensor {
    try result("SpecialI1Backward0", x, Formulas.i1, narrow: { $0.i1() }) { g, x, y in
      try x.dtype.refuseHalf("i1_backward")
      let away = try awayFromZero(x)
      return try g * Where.of(Equal.of(away, x), away.i0() - y / away, x.constant(0.5))
    }
  }

  public static let i0e = declaration(
    "i0e", "SpecialI0EBackward0", "exp(-|x|) times the modified Bessel function of order zero.", [0.5...2],
    run: i0e(of:))

  static func i0e(of x: Tensor) throws -> Tensor {
    try result("SpecialI0EBackward0", x, Formulas.i0e) { g, x, y in try g * (i1e(of: x) - x.sign() * y) }
  }

  public static let i1e = declaration(
    "i1e", "SpecialI1EBackward0", "exp(-|x|) times the modified Bessel function of order one.", [0.5...2],
    run: i1e(of:))

  static func i1e(of x: Tensor) throws -> Tensor {
    try result("SpecialI1EBackward0", x, Formulas.i1e) { g, x, y in
      try x.dtype.refuseHalf("i1e_backward")
      let away = try awayFromZero(x)
      let slope = try i0e(of: away) - y * (away.sign() + away.reciprocal())
      return try g * Where.of(Equal.of(away, x), slope, x.constant(0.5))
    }
  }

  /// The elements; those that are nearly zero are the smallest step from one.
  private static func awayFromZero(_ x: Tensor) throws -> Tensor {
    let step = x.dtype == .float64 ? 0x1p-52 : 0x1p-23
    return try Where.of(Greater.of(x.abs(), .float(step)), x, Tensor(NDArray(.float(step), x.dtype)))
  }

  /// A function of double precision with its derivative on tensors, given the gradient, the input and the result.
  ///
  /// - Parameter narrow: The function of single precision, where rounding it once would give more digits than there are.
  private static func function(
    _ name: String, _ node: String, _ summary: String, _ ranges: [ClosedRange<Double>],
    _ value: @escaping (Double) -> Double, narrow: ((Float) -> Float)? = nil, withoutHalf: String? = nil,
    derivative: @escaping (Tensor, Tensor, Tensor) throws -> Tensor
  ) -> Op {
    declaration(name, node, summary, ranges) { x in
      try result(node, x, value, narrow: narrow, withoutHalf: withoutHalf, derivative: derivative)
    }
  }

  private static func declaration(
    _ name: String, _ node: String, _ summary: String, _ ranges: [ClosedRange<Double>],
    run: @escaping (Tensor) throws -> Tensor
  ) -> Op {
    Op(
      name, summary, forms: .special,
      Overload(node, Arg.input, samples: ranges.map { Sample(.random([3], $0)) }, run: run),
      examples: ["torch.special.\(name)(torch.tensor([0.25, 0.5]))"])
  }

  private static func result(
    _ node: String, _ x: Tensor, _ value: (Double) -> Double, narrow: ((Float) -> Float)? = nil,
    withoutHalf: String? = nil,
    derivative: @escaping (Tensor, Tensor, Tensor) throws -> Tensor
  ) throws -> Tensor {
    let source = try wide(x)
    let data = try Elementwise.each(
      source.data, withoutHalf: withoutHalf, float: { narrow?($0) ?? Float(value(Double($0))) }, double: value)
    return Recording.record(node, [source], data, keeping: [source], keepsResult: true) { d in
      [try derivative(d.gradient, d.kept(0), d.kept(1))]
    }
  }

  public static let zeta = Op(
    "zeta", "The Hurwitz zeta function.", formula: "Σ 1 / (k + q) ** x", forms: .special,
    Overload(
      parameters: [Parameter("input", .tensorOrNumber), Parameter("other", .tensorOrNumber)],
      gradFn: "SpecialZetaBackward0"
    ) { arguments in
      let x = try Operand.tensor(arguments[0], beside: arguments[1])
      let q = try Operand.tensor(arguments[1], beside: arguments[0])
      var node = "SpecialZetaBackward0"
      if case .number = arguments[0] { node = "SpecialZetaBackward1" }
      if case .number = arguments[1] { node = "SpecialZetaBackward2" }
      return .tensor(try zeta(x, q, node))
    },
    examples: ["torch.special.zeta(torch.tensor([2.]), torch.tensor([1.]))"])

  private static func zeta(_ x: Tensor, _ q: Tensor, _ node: String) throws -> Tensor {
    let type = Elementwise.promotedType(x.data, q.data)
    let result = type.isFloatingPoint ? type : DefaultDType.current
    try result.refuseHalf("zeta_cpu")
    let data = try Elementwise.arranged([x.data, q.data]) { arrays in
      let shape = try Broadcast.shape(arrays[0].layout.shape, arrays[1].layout.shape)
      let values = zip(
        try arrays[0].inMemory().expanded(to: shape).doubles(), try arrays[1].inMemory().expanded(to: shape).doubles()
      ).map { Formulas.zeta($0, $1) }
      return try NDArray.doubles(values, shape: shape, result)
    }
    let layout = q.data.layout
    return Recording.record(node, [x, q], data, keeping: [x, q]) { d in
      guard !d.needs(0) else {
        throw EngineError(.notImplementedError, "the derivative for 'zeta' is not implemented.")
      }
      let x = try d.kept(0)
      return [nil, try (d.gradient * -x * zeta(x + 1, d.kept(1), "SpecialZetaBackward0")).reduced(to: layout)]
    }
  }

  public static let multigammaln = multigamma("multigammaln", .special)
  public static let mvlgamma = multigamma("mvlgamma", .elementwise)

  private static func multigamma(_ name: String, _ forms: Op.Forms) -> Op {
    Op(
      name, "The logarithm of the multivariate gamma function.", forms: forms,
      Overload(
        "MvlgammaBackward0", Arg.input, Typed<Int>("p"), samples: [Sample(.random([3], 3...5), .number(.int(2)))]
      ) { x, p in
        guard p >= 1 else { throw EngineError.runtime("p has to be greater than or equal to 1") }
        try Storage.check(elements: p, ofSize: MemoryLayout<Double>.stride.times(max(x.count, 1)))
        let source = try wide(x)
        let constant = Double(p) * Double(p - 1) * 0.25 * 1.1447298858494002
        func sum(_ x: Tensor, _ of: (Tensor) throws -> Tensor) throws -> Tensor {
          var total = try of(x)
          for k in stride(from: 1, to: p, by: 1) { total = try total + of(x - Double(k) * 0.5) }
          return total
        }
        let data = try withoutRecording { try sum(source) { try Lgamma.of($0) } + constant }.data.contiguous()
        return Recording.record("MvlgammaBackward0", [source], data, keeping: [source]) { d in
          [try d.gradient * sum(d.kept(0)) { try Digamma.of($0) }]
        }
      },
      examples: ["\(forms == .special ? "torch.special" : "torch").\(name)(torch.tensor([2., 3.]), p=2)"])
  }

  public static let nextafter = Op(
    "nextafter", "The next number towards another.", forms: .elementwise,
    Overload("NextafterBackward0", Arg.input, Arg.other, run: following).checkedInPlace(InPlace.checkShape),
    examples: ["torch.nextafter(torch.tensor([1.]), torch.tensor([2.])) > 1"])

  private static func following(_ a: Tensor, _ b: Tensor) throws -> Tensor {
    let type = Elementwise.promotedType(a.data, b.data)
    guard type.isFloatingPoint else { throw EngineError.notImplemented("nextafter_cpu", type) }
    let data = try Elementwise.arranged([a.data, b.data]) { arrays in
      let shape = try Broadcast.shape(arrays[0].layout.shape, arrays[1].layout.shape)
      let x = try arrays[0].converted(to: type).inMemory().expanded(to: shape).doubles()
      let y = try arrays[1].converted(to: type).inMemory().expanded(to: shape).doubles()
      return try NDArray.doubles(zip(x, y).map { next($0, $1, type) }, shape: shape, type)
    }
    let layouts = [a.data.layout, b.data.layout]
    let types = [a.dtype, b.dtype]
    let same = Tensor(try Elementwise.compare(Equal.self, a.data, b.data))
    return Recording.record("NextafterBackward0", [a, b], data, keeping: [same]) { d in
      let zero = Tensor(NDArray(.int(0), d.gradient.dtype))
      return [
        d.needs(0) ? try Where.of(d.kept(0), zero, d.gradient).reduced(to: layouts[0], types[0]) : nil,
        d.needs(1) ? try Tensor(NDArray.zeros(shape: layouts[1].shape, types[1])) : nil,
      ]
    }
  }

  private static func next(_ p: Double, _ q: Double, _ type: DType) -> Double {
    if p.isNaN || q.isNaN { return .nan }
    if p == q { return q }
    switch type {
    case .float64: return q > p ? p.nextUp : p.nextDown
    case .float16:
      // Ten digits after the first, or what is left of them in the smallest numbers.
      guard p != 0 else { return q > 0 ? 0x1p-24 : -0x1p-24 }
      guard p.isFinite else { return p > 0 ? 65504 : -65504 }
      let isOutward = (q > p) == (p > 0)
      let isPower = p.significand == 1 && p.exponent > -14
      let step = Double(sign: .plus, exponent: Swift.max(Int(p.exponent), -14) - 10, significand: 1)
      let next = p.magnitude + (isOutward ? step : isPower ? -step / 2 : -step)
      let size = next > 65504 ? Double.infinity : next
      return p < 0 ? -size : size
    case .bfloat16:
      // The upper half of a float: its neighbours are a step of the lower half away.
      guard p != 0 else { return q > 0 ? 0x1p-133 : -0x1p-133 }
      let bits = Float(p).bitPattern
      return Double(Float(bitPattern: (q > p) == (p > 0) ? bits &+ 0x10000 : bits &- 0x10000))
    default: return Double(q > p ? Float(p).nextUp : Float(p).nextDown)
    }
  }
}
