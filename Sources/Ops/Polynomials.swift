import Autograd
import Glibc
import NDArray

/// Orthogonal polynomials, which PyTorch has without derivatives.
public enum Polynomials {
  public static let all: [Op] = [
    op("chebyshev_polynomial_t", "Chebyshev polynomial of the first kind") { chebyshev($0, $1, .t) },
    op("chebyshev_polynomial_u", "Chebyshev polynomial of the second kind") { chebyshev($0, $1, .u) },
    op("chebyshev_polynomial_v", "Chebyshev polynomial of the third kind") { chebyshev($0, $1, .v) },
    op("chebyshev_polynomial_w", "Chebyshev polynomial of the fourth kind") { chebyshev($0, $1, .w) },
    op("shifted_chebyshev_polynomial_t", "Chebyshev polynomial of the first kind in 2x - 1") {
      chebyshev($0 + $0 - 1, $1, .t, isShifted: true)
    },
    op("shifted_chebyshev_polynomial_u", "Chebyshev polynomial of the second kind in 2x - 1") {
      chebyshev($0 + $0 - 1, $1, .u, isShifted: true)
    },
    op("shifted_chebyshev_polynomial_v", "Chebyshev polynomial of the third kind in 2x - 1") {
      chebyshev($0 + $0 - 1, $1, .v, isShifted: true)
    },
    op("shifted_chebyshev_polynomial_w", "Chebyshev polynomial of the fourth kind in 2x - 1") {
      chebyshev($0 + $0 - 1, $1, .w, isShifted: true)
    },
    op("hermite_polynomial_h", "physicist's Hermite polynomial") { x, n in
      recurrence(n, x + x) { k, p, q in (x + x).times(q, minus: x.number(2 * (k - 1)) * p) }
    },
    op("hermite_polynomial_he", "probabilist's Hermite polynomial") { x, n in
      recurrence(n, x) { k, p, q in x.times(q, minus: x.number(k - 1) * p) }
    },
    op("laguerre_polynomial_l", "Laguerre polynomial") { x, n in
      if n >= 0, x.isZero { return x.number(1) }
      return recurrence(n, 1 - x) { k, p, q in
        (x.number(2 * (k - 1)) + (1 - x)).times(q, minus: x.number(k - 1) * p) / x.number(k)
      }
    },
    op("legendre_polynomial_p", "Legendre polynomial") { x, n in
      if n >= 0, x.isOne { return x.number(x.isNegative && n % 2 != 0 ? -1 : 1) }
      return recurrence(n, x) { k, p, q in (x.number(2 * k - 1) * x).times(q, minus: x.number(k - 1) * p) / x.number(k)
      }
    },
  ]

  /// A number of single or double precision, each step rounded as in its own.
  fileprivate struct Real {
    let value: Double
    let isSingle: Bool

    init(_ value: Double, isSingle: Bool) {
      self.value = isSingle ? Double(Float(value)) : value
      self.isSingle = isSingle
    }

    func number(_ n: Int) -> Real { Real(Double(n), isSingle: isSingle) }
    private func with(_ value: Double) -> Real { Real(value, isSingle: isSingle) }
    var isZero: Bool { value == 0 }
    var isOne: Bool { Swift.abs(value) == 1 }
    var isNegative: Bool { value < 0 }

    static func + (a: Real, b: Real) -> Real { a.with(a.value + b.value) }
    static func - (a: Real, b: Real) -> Real { a.with(a.value - b.value) }
    static func - (a: Real, b: Double) -> Real { a.with(a.value - b) }
    static func - (a: Double, b: Real) -> Real { b.with(a - b.value) }
    static func + (a: Real, b: Double) -> Real { a.with(a.value + b) }
    static func * (a: Real, b: Real) -> Real { a.with(a.value * b.value) }
    static func / (a: Real, b: Real) -> Real { a.with(a.value / b.value) }
    /// A product and a difference rounded once.
    func times(_ b: Real, minus c: Real) -> Real { with((-c.value).addingProduct(value, b.value)) }
    func applying(_ function: (Double) -> Double) -> Real { with(function(value)) }
  }

  /// The n-th of polynomials of which the first is one.
  private static func recurrence(_ n: Int, _ second: Real, _ next: (Int, Real, Real) -> Real) -> Real {
    guard n > 0 else { return second.number(n < 0 ? 0 : 1) }
    var (p, q) = (second.number(1), second)
    var k = 2
    while k <= n, !q.value.isNaN {
      (p, q) = (q, next(k, p, q))
      k += 1
    }
    return q
  }

  private enum Kind { case t, u, v, w }

  private static func chebyshev(_ x: Real, _ n: Int, _ kind: Kind, isShifted: Bool = false) -> Real {
    guard n >= 0 else { return x.number(0) }
    if x.isOne { return x.number(atEnd(n, kind, isLower: x.isNegative)) }
    let limit = kind == .t || isShifted && kind != .w ? 6 : isShifted ? 4 : 8
    if n > limit, Swift.abs(x.value) < 1, let waved = waved(x, n, kind) { return waved }
    let second =
      switch kind {
      case .t: x
      case .u: x + x
      case .v: x + x - 1
      case .w: x + x + 1
      }
    return recurrence(n, second) { _, p, q in (x + x).times(q, minus: p) }
  }

  private static func atEnd(_ n: Int, _ kind: Kind, isLower: Bool) -> Int {
    let sign = isLower && n % 2 != 0 ? -1 : 1
    switch kind {
    case .t: return sign
    case .u: return sign * (n + 1)
    case .v: return isLower ? sign * (2 * n + 1) : 1
    case .w: return isLower ? sign : 2 * n + 1
    }
  }

  /// The polynomial of the cosine of an angle, by functions of the angle.
  private static func waved(_ x: Real, _ n: Int, _ kind: Kind) -> Real? {
    let angle = x.applying(acos)
    let half = angle / x.number(2)
    let middle = (x.number(n) + 0.5) * angle
    switch kind {
    case .t: return (x.number(n) * angle).applying(cos)
    case .u:
      let below = angle.applying(sin)
      return below.isZero ? nil : (x.number(n + 1) * angle).applying(sin) / below
    case .v: return middle.applying(cos) / half.applying(cos)
    case .w: return middle.applying(sin) / half.applying(sin)
    }
  }

  private static func op(_ name: String, _ summary: String, _ value: @escaping (Real, Int) -> Real) -> Op {
    Op(
      name, "The \(summary) of degree n.", forms: .special,
      Overload(nil, Typed<Argument>("x", .tensorOrNumber), Typed<Argument>("n", .tensorOrNumber)) { x, n in
        try evaluated(name, x, n, value)
      },
      examples: ["torch.special.\(name)(torch.tensor([0.5]), 3)"])
  }

  private static func evaluated(
    _ name: String, _ x: Argument, _ n: Argument, _ value: (Real, Int) -> Real
  ) throws -> Tensor {
    let type = try resultType(x, n)
    guard type == .float32 || type == .float64 else {
      throw EngineError(.notImplementedError, "\"\(name)_cpu\" not implemented for '\(type.scalarTypeName)'")
    }
    func array(_ argument: Argument) throws -> NDArray {
      if case .tensor(let tensor) = argument { return try tensor.data.converted(to: type) }
      return NDArray(try Number.from(argument), type)
    }
    let result = try Elementwise.arranged([array(x), array(n)]) { operands in
      let shape = try Broadcast.shape(operands[0].shape, operands[1].shape)
      let xs = try operands[0].inMemory().expanded(to: shape).doubles()
      let ns = try operands[1].inMemory().expanded(to: shape).doubles()
      let values = zip(xs, ns).map { x, n in
        value(Real(x, isSingle: type == .float32), n.isFinite && Swift.abs(n) < 1e9 ? Int(n) : -1).value
      }
      return try NDArray.doubles(values, shape: shape, type)
    }
    return Tensor(result)
  }

  /// The dtype of the result: whole numbers become the default one.
  private static func resultType(_ x: Argument, _ n: Argument) throws -> DType {
    let type: DType
    switch (x, n) {
    case (.tensor(let a), .tensor(let b)): type = Elementwise.promotedType(a.data, b.data)
    case (.tensor(let a), let b): type = a.dtype.combined(with: try Number.from(b))
    case (let a, .tensor(let b)): type = b.dtype.combined(with: try Number.from(a))
    default: type = DefaultDType.current
    }
    return type.isFloatingPoint ? type : DefaultDType.current
  }
}
