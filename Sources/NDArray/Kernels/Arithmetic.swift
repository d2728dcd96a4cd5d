/// What formulas are written in: the four operations and the elementary functions.
///
/// A formula that is generic over `Arithmetic` is said once and evaluated three ways: on a machine
/// number inside a kernel's loop, and on a tensor where the derivative itself must be differentiable.
public protocol Arithmetic {
  /// What a comparison gives: one truth value, or a tensor of them.
  associatedtype Mask

  static func + (a: Self, b: Self) throws -> Self
  static func - (a: Self, b: Self) throws -> Self
  static func * (a: Self, b: Self) throws -> Self
  static func / (a: Self, b: Self) throws -> Self
  static prefix func - (a: Self) throws -> Self
  static func + (a: Self, b: Double) throws -> Self
  static func - (a: Self, b: Double) throws -> Self
  static func * (a: Self, b: Double) throws -> Self
  static func / (a: Self, b: Double) throws -> Self
  static func - (a: Double, b: Self) throws -> Self
  static func * (a: Double, b: Self) throws -> Self
  func pow(_ exponent: Self) throws -> Self
  func pow(_ exponent: Double) throws -> Self
  /// A power whose exponent is one number for all elements; small whole ones are products.
  func pow(constant exponent: Self) throws -> Self
  /// Whether this is a constant of the program that is zero.
  var isZeroConstant: Bool { get }

  func exp() throws -> Self
  func exp2() throws -> Self
  func expm1() throws -> Self
  func log() throws -> Self
  func log2() throws -> Self
  func log10() throws -> Self
  func log1p() throws -> Self
  func sin() throws -> Self
  func cos() throws -> Self
  func tan() throws -> Self
  func sinh() throws -> Self
  func cosh() throws -> Self
  func tanh() throws -> Self
  func asin() throws -> Self
  func acos() throws -> Self
  func atan() throws -> Self
  func asinh() throws -> Self
  func acosh() throws -> Self
  func atanh() throws -> Self
  func sqrt() throws -> Self
  func rsqrt() throws -> Self
  func reciprocal() throws -> Self
  func erf() throws -> Self
  func erfc() throws -> Self
  func erfinv() throws -> Self
  func lgamma() throws -> Self
  func digamma() throws -> Self
  func sigmoid() throws -> Self
  func floor() throws -> Self
  func ceil() throws -> Self
  func trunc() throws -> Self
  func round() throws -> Self
  func abs() throws -> Self
  func sign() throws -> Self
  func silu() throws -> Self
  func mish() throws -> Self
  func gelu() throws -> Self
  func geluTanh() throws -> Self
  func hardsigmoid() throws -> Self
  func hardswish() throws -> Self
  func logsigmoid() throws -> Self
  func sinc() throws -> Self
  func i0() throws -> Self
  func i1() throws -> Self
  func frac() throws -> Self
  func atan2(_ other: Self) throws -> Self
  func hypot(_ other: Self) throws -> Self
  func fmod(_ other: Self) throws -> Self
  func remainder(_ other: Self) throws -> Self
  /// The higher of two, the first of equal ones; NaN wins.
  func maximum(_ other: Self) throws -> Self
  func minimum(_ other: Self) throws -> Self
  func xlogy(_ other: Self) throws -> Self
  func xlog1py(_ other: Self) throws -> Self
  func logaddexp(_ other: Self) throws -> Self
  /// The quotient rounded down, exact as Python's.
  func floorDivided(by other: Self) throws -> Self
  /// The quotient rounded towards zero.
  func truncDivided(by other: Self) throws -> Self

  static func less(_ a: Self, _ b: Self) throws -> Mask
  static func less(_ a: Self, _ b: Double) throws -> Mask
  static func equal(_ a: Self, _ b: Self) throws -> Mask
  static func equal(_ a: Self, _ b: Double) throws -> Mask
  static func isNaN(_ a: Self) throws -> Mask
  static func and(_ a: Mask, _ b: Mask) throws -> Mask
  static func or(_ a: Mask, _ b: Mask) throws -> Mask
  static func not(_ a: Mask) throws -> Mask
  /// `a` where the mask holds, else `b`.
  static func select(_ mask: Mask, _ a: Self, _ b: Self) throws -> Self
  /// A constant with the type and shape of this value.
  func constant(_ value: Double) throws -> Self
}

extension Arithmetic {
  @inlinable public func maximum(_ other: Self) throws -> Self {
    try Self.select(Self.or(Self.isNaN(other), Self.less(self, other)), other, self)
  }
  @inlinable public func minimum(_ other: Self) throws -> Self {
    try Self.select(Self.or(Self.isNaN(other), Self.less(other, self)), other, self)
  }
  @inlinable public func xlog1py(_ other: Self) throws -> Self {
    let product = try self * other.log1p()
    return try Self.select(Self.and(Self.equal(self, 0), Self.not(Self.isNaN(other))), constant(0), product)
  }
  @inlinable public func truncDivided(by other: Self) throws -> Self { try (self / other).trunc() }
}
