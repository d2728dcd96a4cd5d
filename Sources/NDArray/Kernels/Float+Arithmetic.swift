public import CKernels

// float32 elements: every operation rounds to float32, as it does between PyTorch's kernels.

extension Float: Arithmetic {
  @inlinable public static func + (a: Float, b: Double) -> Float { a + Float(b) as Float }
  @inlinable public static func - (a: Float, b: Double) -> Float { a - Float(b) as Float }
  @inlinable public static func * (a: Float, b: Double) -> Float { a * Float(b) as Float }
  @inlinable public static func / (a: Float, b: Double) -> Float { a / Float(b) as Float }
  @inlinable public static func - (a: Double, b: Float) -> Float { Float(a) - b as Float }
  @inlinable public static func * (a: Double, b: Float) -> Float { Float(a) * b as Float }
  @inlinable public func pow(_ exponent: Float) -> Float { ag_powf(self, exponent) }
  @inlinable public func pow(_ exponent: Double) -> Float { ag_pow_scalarf(self, exponent) }
  @inlinable public func pow(constant exponent: Float) -> Float { ag_pow_scalarf(self, Double(exponent)) }
  @inlinable public var isZeroConstant: Bool { self == 0 }
  @inlinable public func exp() -> Float { ag_expf(self) }
  @inlinable public func exp2() -> Float { ag_exp2f(self) }
  @inlinable public func expm1() -> Float { ag_expm1f(self) }
  @inlinable public func log() -> Float { ag_logf(self) }
  @inlinable public func log2() -> Float { ag_log2f(self) }
  @inlinable public func log10() -> Float { ag_log10f(self) }
  @inlinable public func log1p() -> Float { ag_log1pf(self) }
  @inlinable public func sin() -> Float { ag_sinf(self) }
  @inlinable public func cos() -> Float { ag_cosf(self) }
  @inlinable public func tan() -> Float { ag_tanf(self) }
  @inlinable public func sinh() -> Float { ag_sinhf(self) }
  @inlinable public func cosh() -> Float { ag_coshf(self) }
  @inlinable public func tanh() -> Float { ag_tanhf(self) }
  @inlinable public func asin() -> Float { ag_asinf(self) }
  @inlinable public func acos() -> Float { ag_acosf(self) }
  @inlinable public func atan() -> Float { ag_atanf(self) }
  @inlinable public func asinh() -> Float { ag_asinhf(self) }
  @inlinable public func acosh() -> Float { ag_acoshf(self) }
  @inlinable public func atanh() -> Float { ag_atanhf(self) }
  @inlinable public func sqrt() -> Float { ag_sqrtf(self) }
  @inlinable public func rsqrt() -> Float { ag_rsqrtf(self) }
  @inlinable public func reciprocal() -> Float { 1 / self }
  @inlinable public func erf() -> Float { ag_erff(self) }
  @inlinable public func erfc() -> Float { ag_erfcf(self) }
  @inlinable public func erfinv() -> Float { ag_erfinvf(self) }
  @inlinable public func lgamma() -> Float { ag_lgammaf(self) }
  @inlinable public func digamma() -> Float { ag_digammaf(self) }
  @inlinable public func sigmoid() -> Float { ag_sigmoidf(self) }
  @inlinable public func floor() -> Float { rounded(.down) }
  @inlinable public func ceil() -> Float { rounded(.up) }
  @inlinable public func trunc() -> Float { rounded(.towardZero) }
  @inlinable public func round() -> Float { rounded(.toNearestOrEven) }
  @inlinable public func abs() -> Float { magnitude }
  @inlinable public func silu() -> Float { ag_siluf(self) }
  @inlinable public func mish() -> Float { ag_mishf(self) }
  @inlinable public func gelu() -> Float { ag_geluf(self) }
  @inlinable public func geluTanh() -> Float { ag_gelu_tanhf(self) }
  @inlinable public func hardsigmoid() -> Float { ag_hardsigmoidf(self) }
  @inlinable public func hardswish() -> Float { ag_hardswishf(self) }
  @inlinable public func logsigmoid() -> Float { ag_logsigmoidf(self) }
  @inlinable public func sinc() -> Float { ag_sincf(self) }
  @inlinable public func i0() -> Float { ag_i0f(self) }
  @inlinable public func i1() -> Float { Float(Formulas.i1e(Double(self))) * ag_expf(magnitude) }
  @inlinable public func frac() -> Float { ag_fracf(self) }
  @inlinable public func atan2(_ other: Float) -> Float { ag_atan2f(self, other) }
  @inlinable public func hypot(_ other: Float) -> Float { ag_hypotf(self, other) }
  @inlinable public func fmod(_ other: Float) -> Float { ag_fmodf(self, other) }
  @inlinable public func remainder(_ other: Float) -> Float { ag_remainderf(self, other) }
  @inlinable public func xlogy(_ other: Float) -> Float { ag_xlogyf(self, other) }
  @inlinable public func logaddexp(_ other: Float) -> Float { ag_logaddexpf(self, other) }
  @inlinable public func floorDivided(by other: Float) -> Float { ag_floor_dividef(self, other) }
  @inlinable public func sign() -> Float { self > 0 ? 1 : self < 0 ? -1 : 0 }

  @inlinable public static func less(_ a: Float, _ b: Float) -> Bool { a < b }
  @inlinable public static func equal(_ a: Float, _ b: Float) -> Bool { a == b }
  @inlinable public static func less(_ a: Float, _ b: Double) -> Bool { a < Float(b) }
  @inlinable public static func equal(_ a: Float, _ b: Double) -> Bool { a == Float(b) }
  @inlinable public static func isNaN(_ a: Float) -> Bool { a.isNaN }
  @inlinable public static func and(_ a: Bool, _ b: Bool) -> Bool { a && b }
  @inlinable public static func or(_ a: Bool, _ b: Bool) -> Bool { a || b }
  @inlinable public static func not(_ a: Bool) -> Bool { !a }
  @inlinable public static func select(_ mask: Bool, _ a: Float, _ b: Float) -> Float { mask ? a : b }
  @inlinable public func constant(_ value: Double) -> Float { Float(value) }
}
