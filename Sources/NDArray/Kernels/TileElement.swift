internal import CKernels

/// The elementary functions of one value that there are loops over contiguous elements for.
public enum ElementaryFunction {
  case exp, exp2, expm1, log, log2, log10, log1p, sin, cos, tan, sinh, cosh, tanh, asin, acos, atan, asinh, acosh, atanh
  case sqrt, rsqrt, erf, erfc, erfinv, lgamma, digamma, sigmoid, silu, mish, gelu, geluTanh, hardsigmoid, hardswish
  case logsigmoid, sinc, i0, frac
}

/// The same for functions of two values.
public enum ElementaryFunctionOfTwo {
  case pow, atan2, hypot, fmod, remainder, maximum, minimum
}

/// The steps of arithmetic that there are loops over contiguous elements for.
public enum ArithmeticStep {
  case add, subtract, multiply, divide
}

/// A type of elements that formulas are evaluated on, many side by side.
public protocol TileElement: Arithmetic {
  typealias Source = UnsafePointer<Self>
  typealias Target = UnsafeMutablePointer<Self>

  /// y[i] = f(x[i]) for n elements; x and y may be the same memory.
  static func run(_ function: ElementaryFunction, _ x: Source, _ y: Target, _ n: Int)
  /// out[i] = f(x[i], y[i]) for n elements.
  static func run(_ function: ElementaryFunctionOfTwo, _ x: Source, _ y: Source, _ out: Target, _ n: Int)
  /// out[i] = x[i] op y[i] for n elements; out may be where an operand lies.
  static func run(_ step: ArithmeticStep, _ x: Source, _ y: Source, _ out: Target, _ n: Int)
  /// out[i] = x[i] op number for n elements.
  static func run(_ step: ArithmeticStep, _ x: Source, _ number: Self, _ out: Target, _ n: Int)
  /// out[i] = number - x[i] for n elements.
  static func runDifference(_ number: Self, _ x: Source, _ out: Target, _ n: Int)
  /// y[i] = x[i] to one power for n elements.
  static func runPower(_ x: Source, _ exponent: Double, _ y: Target, _ n: Int)
  var asDouble: Double { get }
  init(_ number: Double)
}

extension Float: TileElement {
  public static func run(_ function: ElementaryFunction, _ x: Source, _ y: Target, _ n: Int) {
    switch function {
    case .exp: ag_expf_run(x, y, n)
    case .exp2: ag_exp2f_run(x, y, n)
    case .expm1: ag_expm1f_run(x, y, n)
    case .log: ag_logf_run(x, y, n)
    case .log2: ag_log2f_run(x, y, n)
    case .log10: ag_log10f_run(x, y, n)
    case .log1p: ag_log1pf_run(x, y, n)
    case .sin: ag_sinf_run(x, y, n)
    case .cos: ag_cosf_run(x, y, n)
    case .tan: ag_tanf_run(x, y, n)
    case .sinh: ag_sinhf_run(x, y, n)
    case .cosh: ag_coshf_run(x, y, n)
    case .tanh: ag_tanhf_run(x, y, n)
    case .asin: ag_asinf_run(x, y, n)
    case .acos: ag_acosf_run(x, y, n)
    case .atan: ag_atanf_run(x, y, n)
    case .asinh: ag_asinhf_run(x, y, n)
    case .acosh: ag_acoshf_run(x, y, n)
    case .atanh: ag_atanhf_run(x, y, n)
    case .sqrt: ag_sqrtf_run(x, y, n)
    case .rsqrt: ag_rsqrtf_run(x, y, n)
    case .erf: ag_erff_run(x, y, n)
    case .erfc: ag_erfcf_run(x, y, n)
    case .erfinv: ag_erfinvf_run(x, y, n)
    case .lgamma: ag_lgammaf_run(x, y, n)
    case .digamma: ag_digammaf_run(x, y, n)
    case .sigmoid: ag_sigmoidf_run(x, y, n)
    case .silu: ag_siluf_run(x, y, n)
    case .mish: ag_mishf_run(x, y, n)
    case .gelu: ag_geluf_run(x, y, n)
    case .geluTanh: ag_gelu_tanhf_run(x, y, n)
    case .hardsigmoid: ag_hardsigmoidf_run(x, y, n)
    case .hardswish: ag_hardswishf_run(x, y, n)
    case .logsigmoid: ag_logsigmoidf_run(x, y, n)
    case .sinc: ag_sincf_run(x, y, n)
    case .i0: ag_i0f_run(x, y, n)
    case .frac: ag_fracf_run(x, y, n)
    }
  }

  public static func run(_ function: ElementaryFunctionOfTwo, _ x: Source, _ y: Source, _ out: Target, _ n: Int) {
    switch function {
    case .pow: ag_powf_run(x, y, out, n)
    case .atan2: ag_atan2f_run(x, y, out, n)
    case .hypot: ag_hypotf_run(x, y, out, n)
    case .fmod: ag_fmodf_run(x, y, out, n)
    case .remainder: ag_remainderf_run(x, y, out, n)
    case .maximum: ag_maximumf_run(x, y, out, n)
    case .minimum: ag_minimumf_run(x, y, out, n)
    }
  }

  public static func run(_ step: ArithmeticStep, _ x: Source, _ y: Source, _ out: Target, _ n: Int) {
    switch step {
    case .add: ag_tile_addf(x, y, out, n)
    case .subtract: ag_tile_subtractf(x, y, out, n)
    case .multiply: ag_tile_multiplyf(x, y, out, n)
    case .divide: ag_tile_dividef(x, y, out, n)
    }
  }

  public static func run(_ step: ArithmeticStep, _ x: Source, _ number: Float, _ out: Target, _ n: Int) {
    switch step {
    case .add: ag_tile_add_numberf(x, number, out, n)
    case .subtract: ag_tile_subtract_numberf(x, number, out, n)
    case .multiply: ag_tile_multiply_numberf(x, number, out, n)
    case .divide: ag_tile_divide_numberf(x, number, out, n)
    }
  }

  public static func runDifference(_ number: Float, _ x: Source, _ out: Target, _ n: Int) {
    ag_tile_subtract_fromf(x, number, out, n)
  }

  public static func runPower(_ x: Source, _ exponent: Double, _ y: Target, _ n: Int) {
    ag_pow_scalarf_run(x, exponent, y, n)
  }
}

extension Double: TileElement {
  public static func run(_ function: ElementaryFunction, _ x: Source, _ y: Target, _ n: Int) {
    switch function {
    case .exp: ag_exp_run(x, y, n)
    case .exp2: ag_exp2_run(x, y, n)
    case .expm1: ag_expm1_run(x, y, n)
    case .log: ag_log_run(x, y, n)
    case .log2: ag_log2_run(x, y, n)
    case .log10: ag_log10_run(x, y, n)
    case .log1p: ag_log1p_run(x, y, n)
    case .sin: ag_sin_run(x, y, n)
    case .cos: ag_cos_run(x, y, n)
    case .tan: ag_tan_run(x, y, n)
    case .sinh: ag_sinh_run(x, y, n)
    case .cosh: ag_cosh_run(x, y, n)
    case .tanh: ag_tanh_run(x, y, n)
    case .asin: ag_asin_run(x, y, n)
    case .acos: ag_acos_run(x, y, n)
    case .atan: ag_atan_run(x, y, n)
    case .asinh: ag_asinh_run(x, y, n)
    case .acosh: ag_acosh_run(x, y, n)
    case .atanh: ag_atanh_run(x, y, n)
    case .sqrt: ag_sqrt_run(x, y, n)
    case .rsqrt: ag_rsqrt_run(x, y, n)
    case .erf: ag_erf_run(x, y, n)
    case .erfc: ag_erfc_run(x, y, n)
    case .erfinv: ag_erfinv_run(x, y, n)
    case .lgamma: ag_lgamma_run(x, y, n)
    case .digamma: ag_digamma_run(x, y, n)
    case .sigmoid: ag_sigmoid_run(x, y, n)
    case .silu: ag_silu_run(x, y, n)
    case .mish: ag_mish_run(x, y, n)
    case .gelu: ag_gelu_run(x, y, n)
    case .geluTanh: ag_gelu_tanh_run(x, y, n)
    case .hardsigmoid: ag_hardsigmoid_run(x, y, n)
    case .hardswish: ag_hardswish_run(x, y, n)
    case .logsigmoid: ag_logsigmoid_run(x, y, n)
    case .sinc: ag_sinc_run(x, y, n)
    case .i0: ag_i0_run(x, y, n)
    case .frac: ag_frac_run(x, y, n)
    }
  }

  public static func run(_ function: ElementaryFunctionOfTwo, _ x: Source, _ y: Source, _ out: Target, _ n: Int) {
    switch function {
    case .pow: ag_pow_run(x, y, out, n)
    case .atan2: ag_atan2_run(x, y, out, n)
    case .hypot: ag_hypot_run(x, y, out, n)
    case .fmod: ag_fmod_run(x, y, out, n)
    case .remainder: ag_remainder_run(x, y, out, n)
    case .maximum: ag_maximum_run(x, y, out, n)
    case .minimum: ag_minimum_run(x, y, out, n)
    }
  }

  public static func run(_ step: ArithmeticStep, _ x: Source, _ y: Source, _ out: Target, _ n: Int) {
    switch step {
    case .add: ag_tile_add(x, y, out, n)
    case .subtract: ag_tile_subtract(x, y, out, n)
    case .multiply: ag_tile_multiply(x, y, out, n)
    case .divide: ag_tile_divide(x, y, out, n)
    }
  }

  public static func run(_ step: ArithmeticStep, _ x: Source, _ number: Double, _ out: Target, _ n: Int) {
    switch step {
    case .add: ag_tile_add_number(x, number, out, n)
    case .subtract: ag_tile_subtract_number(x, number, out, n)
    case .multiply: ag_tile_multiply_number(x, number, out, n)
    case .divide: ag_tile_divide_number(x, number, out, n)
    }
  }

  public static func runDifference(_ number: Double, _ x: Source, _ out: Target, _ n: Int) {
    ag_tile_subtract_from(x, number, out, n)
  }

  public static func runPower(_ x: Source, _ exponent: Double, _ y: Target, _ n: Int) {
    ag_pow_scalar_run(x, exponent, y, n)
  }
}
