extension Tile {
  public static func + (a: Self, b: Self) throws -> Self { try run(.add, a, b) }
  public static func - (a: Self, b: Self) throws -> Self { try run(.subtract, a, b) }
  public static func * (a: Self, b: Self) throws -> Self { try run(.multiply, a, b) }
  public static func / (a: Self, b: Self) throws -> Self { try run(.divide, a, b) }
  public static prefix func - (a: Self) throws -> Self { try each(a) { try -$0 } }
  public static func + (a: Self, b: Double) throws -> Self { try run(.add, a, b) }
  public static func - (a: Self, b: Double) throws -> Self { try run(.subtract, a, b) }
  public static func * (a: Self, b: Double) throws -> Self { try run(.multiply, a, b) }
  public static func / (a: Self, b: Double) throws -> Self { try run(.divide, a, b) }
  public static func - (a: Double, b: Self) throws -> Self {
    let result = try make(b.count, isSingle: b.isSingle)
    E.runDifference(E(a), b.base, result.base, b.count)
    return result
  }
  public static func * (a: Double, b: Self) throws -> Self { try run(.multiply, b, a) }

  private static func run(_ step: ArithmeticStep, _ a: Self, _ b: Self) throws -> Self {
    let result = try make(a.count, isSingle: a.isSingle && b.isSingle)
    E.run(step, a.base, b.base, result.base, a.count)
    return result
  }

  private static func run(_ step: ArithmeticStep, _ a: Self, _ number: Double) throws -> Self {
    let result = try make(a.count, isSingle: a.isSingle)
    E.run(step, a.base, E(number), result.base, a.count)
    return result
  }

  public func pow(_ exponent: Self) throws -> Self { try run(.pow, exponent) }
  public func pow(_ exponent: Double) throws -> Self { try power(exponent) }
  public func pow(constant exponent: Self) throws -> Self { try power(exponent.base[0].asDouble) }
  public var isZeroConstant: Bool { isSingle && base[0].asDouble == 0 }

  public func exp() throws -> Self { try run(.exp) }
  public func exp2() throws -> Self { try run(.exp2) }
  public func expm1() throws -> Self { try run(.expm1) }
  public func log() throws -> Self { try run(.log) }
  public func log2() throws -> Self { try run(.log2) }
  public func log10() throws -> Self { try run(.log10) }
  public func log1p() throws -> Self { try run(.log1p) }
  public func sin() throws -> Self { try run(.sin) }
  public func cos() throws -> Self { try run(.cos) }
  public func tan() throws -> Self { try run(.tan) }
  public func sinh() throws -> Self { try run(.sinh) }
  public func cosh() throws -> Self { try run(.cosh) }
  public func tanh() throws -> Self { try run(.tanh) }
  public func asin() throws -> Self { try run(.asin) }
  public func acos() throws -> Self { try run(.acos) }
  public func atan() throws -> Self { try run(.atan) }
  public func asinh() throws -> Self { try run(.asinh) }
  public func acosh() throws -> Self { try run(.acosh) }
  public func atanh() throws -> Self { try run(.atanh) }
  public func sqrt() throws -> Self { try run(.sqrt) }
  public func rsqrt() throws -> Self { try run(.rsqrt) }
  public func erf() throws -> Self { try run(.erf) }
  public func erfc() throws -> Self { try run(.erfc) }
  public func erfinv() throws -> Self { try run(.erfinv) }
  public func lgamma() throws -> Self { try run(.lgamma) }
  public func digamma() throws -> Self { try run(.digamma) }
  public func sigmoid() throws -> Self { try run(.sigmoid) }
  public func silu() throws -> Self { try run(.silu) }
  public func mish() throws -> Self { try run(.mish) }
  public func gelu() throws -> Self { try run(.gelu) }
  public func geluTanh() throws -> Self { try run(.geluTanh) }
  public func hardsigmoid() throws -> Self { try run(.hardsigmoid) }
  public func hardswish() throws -> Self { try run(.hardswish) }
  public func logsigmoid() throws -> Self { try run(.logsigmoid) }
  public func sinc() throws -> Self { try run(.sinc) }
  public func i0() throws -> Self { try run(.i0) }
  public func frac() throws -> Self { try run(.frac) }
  public func atan2(_ other: Self) throws -> Self { try run(.atan2, other) }
  public func hypot(_ other: Self) throws -> Self { try run(.hypot, other) }
  public func fmod(_ other: Self) throws -> Self { try run(.fmod, other) }
  public func remainder(_ other: Self) throws -> Self { try run(.remainder, other) }

  public func maximum(_ other: Self) throws -> Self { try run(.maximum, other) }
  public func minimum(_ other: Self) throws -> Self { try run(.minimum, other) }

  public func i1() throws -> Self { try Self.each(self) { try $0.i1() } }
  public func reciprocal() throws -> Self { try Self.each(self) { try $0.reciprocal() } }
  public func floor() throws -> Self { try Self.each(self) { try $0.floor() } }
  public func ceil() throws -> Self { try Self.each(self) { try $0.ceil() } }
  public func trunc() throws -> Self { try Self.each(self) { try $0.trunc() } }
  public func round() throws -> Self { try Self.each(self) { try $0.round() } }
  public func abs() throws -> Self { try Self.each(self) { try $0.abs() } }
  public func sign() throws -> Self { try Self.each(self) { try $0.sign() } }
  public func xlogy(_ other: Self) throws -> Self { try Self.zip(self, other) { try $0.xlogy($1) } }
  public func logaddexp(_ other: Self) throws -> Self { try Self.zip(self, other) { try $0.logaddexp($1) } }
  public func floorDivided(by other: Self) throws -> Self { try Self.zip(self, other) { try $0.floorDivided(by: $1) } }

  public func constant(_ value: Double) throws -> Self { try Self.repeating(base[0].constant(value), count) }
}

// Comparisons, whose truth values are of the element's own kind.
extension Tile {
  public static func less(_ a: Self, _ b: Self) throws -> TileMask {
    try TileMask.each(a.count) { try E.less(a.base[$0], b.base[$0]) }
  }
  public static func less(_ a: Self, _ b: Double) throws -> TileMask {
    try TileMask.each(a.count) { try E.less(a.base[$0], b) }
  }
  public static func equal(_ a: Self, _ b: Self) throws -> TileMask {
    try TileMask.each(a.count) { try E.equal(a.base[$0], b.base[$0]) }
  }
  public static func equal(_ a: Self, _ b: Double) throws -> TileMask {
    try TileMask.each(a.count) { try E.equal(a.base[$0], b) }
  }
  public static func isNaN(_ a: Self) throws -> TileMask { try TileMask.each(a.count) { try E.isNaN(a.base[$0]) } }
  public static func and(_ a: TileMask, _ b: TileMask) throws -> TileMask {
    try TileMask.each(a.count) { a.base[$0] && b.base[$0] }
  }
  public static func or(_ a: TileMask, _ b: TileMask) throws -> TileMask {
    try TileMask.each(a.count) { a.base[$0] || b.base[$0] }
  }
  public static func not(_ a: TileMask) throws -> TileMask { try TileMask.each(a.count) { !a.base[$0] } }
  public static func select(_ mask: TileMask, _ a: Self, _ b: Self) throws -> Self {
    let result = try make(a.count)
    for i in 0..<a.count { result.base[i] = mask.base[i] ? a.base[i] : b.base[i] }
    return result
  }
}
