public import CKernels

extension Double: Arithmetic {
  @inlinable public func pow(_ exponent: Double) -> Double { ag_pow(self, exponent) }
  @inlinable public func pow(constant exponent: Double) -> Double { ag_pow_scalar(self, exponent) }
  @inlinable public var isZeroConstant: Bool { self == 0 }
  @inlinable public func exp() -> Double { ag_exp(self) }
  @inlinable public func exp2() -> Double { ag_exp2(self) }
  @inlinable public func expm1() -> Double { ag_expm1(self) }
  @inlinable public func log() -> Double { ag_log(self) }
  @inlinable public func log2() -> Double { ag_log2(self) }
  @inlinable public func log10() -> Double { ag_log10(self) }
  @inlinable public func log1p() -> Double { ag_log1p(self) }
  @inlinable public func sin() -> Double { ag_sin(self) }
  @inlinable public func cos() -> Double { ag_cos(self) }
  @inlinable public func tan() -> Double { ag_tan(self) }
  @inlinable public func sinh() -> Double { ag_sinh(self) }
  @inlinable public func cosh() -> Double { ag_cosh(self) }
  @inlinable public func tanh() -> Double { ag_tanh(self) }
  @inlinable public func asin() -> Double { ag_asin(self) }
  @inlinable public func acos() -> Double { ag_acos(self) }
  @inlinable public func atan() -> Double { ag_atan(self) }
  @inlinable public func asinh() -> Double { ag_asinh(self) }
  @inlinable public func acosh() -> Double { ag_acosh(self) }
  @inlinable public func atanh() -> Double { ag_atanh(self) }
  @inlinable public func sqrt() -> Double { ag_sqrt(self) }
  @inlinable public func rsqrt() -> Double { ag_rsqrt(self) }
  @inlinable public func reciprocal() -> Double { 1 / self }
  @inlinable public func erf() -> Double { ag_erf(self) }
  @inlinable public func erfc() -> Double { ag_erfc(self) }
  @inlinable public func erfinv() -> Double { ag_erfinv(self) }
  @inlinable public func lgamma() -> Double { ag_lgamma(self) }
  @inlinable public func digamma() -> Double { ag_digamma(self) }
  @inlinable public func sigmoid() -> Double { ag_sigmoid(self) }
  @inlinable public func floor() -> Double { rounded(.down) }
  @inlinable public func ceil() -> Double { rounded(.up) }
  @inlinable public func trunc() -> Double { rounded(.towardZero) }
  @inlinable public func round() -> Double { rounded(.toNearestOrEven) }
  @inlinable public func abs() -> Double { magnitude }
  @inlinable public func silu() -> Double { ag_silu(self) }
  @inlinable public func mish() -> Double { ag_mish(self) }
  @inlinable public func gelu() -> Double { ag_gelu(self) }
  @inlinable public func geluTanh() -> Double { ag_gelu_tanh(self) }
  @inlinable public func hardsigmoid() -> Double { ag_hardsigmoid(self) }
  @inlinable public func hardswish() -> Double { ag_hardswish(self) }
  @inlinable public func logsigmoid() -> Double { ag_logsigmoid(self) }
  @inlinable public func sinc() -> Double { ag_sinc(self) }
  @inlinable public func i0() -> Double { ag_i0(self) }
  @inlinable public func i1() -> Double { Formulas.i1(self) }
  @inlinable public func frac() -> Double { ag_frac(self) }
  @inlinable public func atan2(_ other: Double) -> Double { ag_atan2(self, other) }
  @inlinable public func hypot(_ other: Double) -> Double { ag_hypot(self, other) }
  @inlinable public func fmod(_ other: Double) -> Double { ag_fmod(self, other) }
  @inlinable public func remainder(_ other: Double) -> Double { ag_remainder(self, other) }
  @inlinable public func xlogy(_ other: Double) -> Double { ag_xlogy(self, other) }
  @inlinable public func logaddexp(_ other: Double) -> Double { ag_logaddexp(self, other) }
  @inlinable public func floorDivided(by other: Double) -> Double { ag_floor_divide(self, other) }
  @inlinable public func sign() -> Double { self > 0 ? 1 : self < 0 ? -1 : 0 }

  @inlinable public static func less(_ a: Double, _ b: Double) -> Bool { a < b }
  @inlinable public static func equal(_ a: Double, _ b: Double) -> Bool { a == b }
  @inlinable public static func isNaN(_ a: Double) -> Bool { a.isNaN }
  @inlinable public static func and(_ a: Bool, _ b: Bool) -> Bool { a && b }
  @inlinable public static func or(_ a: Bool, _ b: Bool) -> Bool { a || b }
  @inlinable public static func not(_ a: Bool) -> Bool { !a }
  @inlinable public static func select(_ mask: Bool, _ a: Double, _ b: Double) -> Double { mask ? a : b }
  @inlinable public func constant(_ value: Double) -> Double { Double(value) }
}
