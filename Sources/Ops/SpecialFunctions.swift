import Autograd
import NDArray

/// Functions of `torch.special` that are other operations under another name, or made of them.
public enum SpecialFunctions {
  private static func named(_ name: String, _ of: Op) -> Op {
    Op(name, of.summary, formula: of.formula, forms: .special, of.overloads)
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
  public static let round = named("round", Parametric.round)

  public static let ndtr = Op(
    "ndtr", "The share of the normal distribution below each element.", formula: "(1 + erf(x / √2)) / 2",
    forms: .special,
    Overload("MulBackward0", Arg.input, samples: [Sample(.random([3]))]) { x in
      try ((wide(x) * 0.7071067811865476).erf() + 1) * 0.5
    })

  private static func wide(_ x: Tensor) throws -> Tensor {
    x.dtype.isFloatingPoint ? x : try Casts.to(x, DefaultDType.current)
  }

  public static let ndtri = function(
    "ndtri", "SpecialNdtriBackward0", "The number below which a share of the normal distribution lies.", [0.2...0.8],
    Formulas.ndtri
  ) { g, x, y in try g * (y * y * 0.5).exp() * 2.5066282746310002 }

  public static let logNdtr = function(
    "log_ndtr", "SpecialLogNdtrBackward0", "The logarithm of the share of the normal distribution below each element.",
    [-2...2], Formulas.logNdtr
  ) { g, x, y in try g * ((x * x * -0.5) - y).exp() * 0.3989422804014327 }

  public static let erfcx = function(
    "erfcx", "SpecialErfcxBackward0", "exp(x²) erfc(x).", [-1...2], Formulas.erfcx
  ) { g, x, y in try g * (x * y * 2 - 1.1283791670955126) }

  public static let i1 = function(
    "i1", "SpecialI1Backward0", "The modified Bessel function of order one.", [0.5...2], Formulas.i1
  ) { g, x, y in
    let i0 = try I0.of(x)
    return try g * Where.of(Equal.of(x, .int(0)), x.constant(0.5), i0 - y / x)
  }

  public static let i0e = function(
    "i0e", "SpecialI0EBackward0", "exp(-|x|) times the modified Bessel function of order zero.", [0.5...2], Formulas.i0e
  ) { g, x, y in try g * (scaledI1(x) - x.sign() * y) }

  public static let i1e = function(
    "i1e", "SpecialI1EBackward0", "exp(-|x|) times the modified Bessel function of order one.", [0.5...2], Formulas.i1e
  ) { g, x, y in
    let i0e = try I0.of(x) * (-x.abs()).exp()
    return try g * Where.of(Equal.of(x, .int(0)), x.constant(0.5), i0e - y * (x.sign() + x.reciprocal()))
  }

  /// exp(-|x|) i1(x) as a tensor that can be derived again.
  private static func scaledI1(_ x: Tensor) throws -> Tensor { try I0.i1(x) * (-x.abs()).exp() }

  /// A function of double precision with its derivative on tensors, given the gradient, the input and the result.
  private static func function(
    _ name: String, _ node: String, _ summary: String, _ ranges: [ClosedRange<Double>],
    _ value: @escaping (Double) -> Double,
    derivative: @escaping (Tensor, Tensor, Tensor) throws -> Tensor
  ) -> Op {
    Op(
      name, summary, forms: .special,
      Overload(node, Arg.input, samples: ranges.map { Sample(.random([3], $0)) }) { x in
        let source = try wide(x)
        let data = try Elementwise.each(source.data, float: { Float(value(Double($0))) }, double: value)
        return Recording.record(node, [source], data, keeping: [source], keepsResult: true) { d in
          [try derivative(d.gradient, d.kept(0), d.kept(1))]
        }
      })
  }

  public static let zeta = Op(
    "zeta", "The Hurwitz zeta function.", formula: "Σ 1 / (k + q) ** x", forms: .special,
    Overload("SpecialZetaBackward0", Arg.input, Arg.other) { x, q in
      let shape = try Broadcast.shape(x.shape, q.shape)
      let type = Elementwise.promotedType(x.data, q.data)
      let result = type.isFloatingPoint ? type : DefaultDType.current
      let values = zip(
        try x.data.inMemory().expanded(to: shape).doubles(), try q.data.inMemory().expanded(to: shape).doubles()
      ).map { Formulas.zeta($0, $1) }
      let y = Tensor(try NDArray.doubles(values, shape: shape, result))
      UnderivedNode.attach("special_zeta", to: y, [x, q])
      return y
    })

  public static let multigammaln = multigamma("multigammaln", .special)
  public static let mvlgamma = multigamma("mvlgamma", .elementwise)

  private static func multigamma(_ name: String, _ forms: Op.Forms) -> Op {
    Op(
      name, "The logarithm of the multivariate gamma function.", forms: forms,
      Overload(
        "MvlgammaBackward0", Arg.input, Typed<Int>("p"), samples: [Sample(.random([3], 3...5), .number(.int(2)))]
      ) { x, p in
        guard p >= 1 else { throw EngineError.runtime("p has to be greater than or equal to 1") }
        let source = try wide(x)
        let constant = Double(p * (p - 1)) * 0.25 * 1.1447298858494002
        func sum(_ x: Tensor, _ of: (Tensor) throws -> Tensor) throws -> Tensor {
          var total = try of(x)
          for k in stride(from: 1, to: p, by: 1) { total = try total + of(x - Double(k) * 0.5) }
          return total
        }
        let data = try withoutRecording { try sum(source) { try Lgamma.of($0) } + constant }.data
        return Recording.record("MvlgammaBackward0", [source], data, keeping: [source]) { d in
          [try d.gradient * sum(d.kept(0)) { try Digamma.of($0) }]
        }
      })
  }

  public static let nextafter = Op(
    "nextafter", "The next number towards another.", forms: .elementwise,
    Overload(nil, Arg.input, Arg.other) { a, b in
      let shape = try Broadcast.shape(a.shape, b.shape)
      guard a.dtype == b.dtype, a.dtype.isFloatingPoint else {
        throw EngineError.notImplemented("nextafter_cpu", a.dtype)
      }
      let x = try a.data.inMemory().expanded(to: shape).doubles()
      let y = try b.data.inMemory().expanded(to: shape).doubles()
      let values = zip(x, y).map { p, q -> Double in
        if p.isNaN || q.isNaN { return .nan }
        if p == q { return q }
        if a.dtype == .float64 { return q > p ? p.nextUp : p.nextDown }
        return Double(q > p ? Float(p).nextUp : Float(p).nextDown)
      }
      return Tensor(try NDArray.doubles(values, shape: shape, a.dtype))
    })
}
