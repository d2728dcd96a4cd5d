import CKernels

/// An element type with its functions of CKernels by the names the golden file uses.
protocol Kernels: BinaryFloatingPoint {
  associatedtype Bits: FixedWidthInteger & UnsignedInteger
  typealias Run = (UnsafePointer<Self>?, UnsafeMutablePointer<Self>?, Int) -> Void
  typealias Run2 = (UnsafePointer<Self>?, UnsafePointer<Self>?, UnsafeMutablePointer<Self>?, Int) -> Void

  init(pattern: Bits)
  var pattern: Bits { get }
  static var each: [String: (Self) -> Self] { get }
  static var run: [String: Run] { get }
  static var each2: [String: (Self, Self) -> Self] { get }
  static var run2: [String: Run2] { get }
  static func fold(_ name: String, _ m: UnsafePointer<Self>, _ rows: Int, _ columns: Int) -> [Self]?
}

/// Count elements, written by the body.
func filled<T: BinaryFloatingPoint>(_ count: Int, _ body: (UnsafeMutablePointer<T>) -> Void) -> [T] {
  var out = [T](repeating: 0, count: count)
  out.withUnsafeMutableBufferPointer { if let base = $0.baseAddress { body(base) } }
  return out
}

extension Float: Kernels {
  init(pattern: UInt32) { self.init(bitPattern: pattern) }
  var pattern: UInt32 { bitPattern }
  nonisolated(unsafe) static let each: [String: (Float) -> Float] = [
    "exp": ag_expf,
    "log": ag_logf,
    "log2": ag_log2f,
    "log10": ag_log10f,
    "sin": ag_sinf,
    "cos": ag_cosf,
    "tan": ag_tanf,
    "tanh": ag_tanhf,
    "asin": ag_asinf,
    "acos": ag_acosf,
    "atan": ag_atanf,
    "sqrt": ag_sqrtf,
    "erf": ag_erff,
    "erfc": ag_erfcf,
    "erfinv": ag_erfinvf,
    "exp2": ag_exp2f,
    "expm1": ag_expm1f,
    "log1p": ag_log1pf,
    "sinh": ag_sinhf,
    "cosh": ag_coshf,
    "asinh": ag_asinhf,
    "acosh": ag_acoshf,
    "atanh": ag_atanhf,
    "rsqrt": ag_rsqrtf,
    "reciprocal": ag_reciprocalf,
    "lgamma": ag_lgammaf,
    "digamma": ag_digammaf,
    "i0": ag_i0f,
    "sinc": ag_sincf,
    "sigmoid": ag_sigmoidf,
    "frac": ag_fracf,
    "logsigmoid": ag_logsigmoidf,
    "silu": ag_siluf,
    "mish": ag_mishf,
    "gelu": ag_geluf,
    "gelu_tanh": ag_gelu_tanhf,
    "hardsigmoid": ag_hardsigmoidf,
    "hardswish": ag_hardswishf,
  ]
  nonisolated(unsafe) static let run: [String: Run] = [
    "exp": ag_expf_run,
    "log": ag_logf_run,
    "log2": ag_log2f_run,
    "log10": ag_log10f_run,
    "sin": ag_sinf_run,
    "cos": ag_cosf_run,
    "tan": ag_tanf_run,
    "tanh": ag_tanhf_run,
    "asin": ag_asinf_run,
    "acos": ag_acosf_run,
    "atan": ag_atanf_run,
    "sqrt": ag_sqrtf_run,
    "erf": ag_erff_run,
    "erfc": ag_erfcf_run,
    "erfinv": ag_erfinvf_run,
    "exp2": ag_exp2f_run,
    "expm1": ag_expm1f_run,
    "log1p": ag_log1pf_run,
    "sinh": ag_sinhf_run,
    "cosh": ag_coshf_run,
    "asinh": ag_asinhf_run,
    "acosh": ag_acoshf_run,
    "atanh": ag_atanhf_run,
    "rsqrt": ag_rsqrtf_run,
    "reciprocal": ag_reciprocalf_run,
    "lgamma": ag_lgammaf_run,
    "digamma": ag_digammaf_run,
    "i0": ag_i0f_run,
    "sinc": ag_sincf_run,
    "sigmoid": ag_sigmoidf_run,
    "frac": ag_fracf_run,
    "logsigmoid": ag_logsigmoidf_run,
    "silu": ag_siluf_run,
    "mish": ag_mishf_run,
    "gelu_tanh": ag_gelu_tanhf_run,
    "hardsigmoid": ag_hardsigmoidf_run,
    "hardswish": ag_hardswishf_run,
  ]
  nonisolated(unsafe) static let each2: [String: (Float, Float) -> Float] = [
    "pow": ag_powf,
    "atan2": ag_atan2f,
    "hypot": ag_hypotf,
    "fmod": ag_fmodf,
    "remainder": ag_remainderf,
    "floor_divide": ag_floor_dividef,
    "xlogy": ag_xlogyf,
    "logaddexp": ag_logaddexpf,
  ]
  nonisolated(unsafe) static let run2: [String: Run2] = [
    "pow": ag_powf_run,
    "atan2": ag_atan2f_run,
    "hypot": ag_hypotf_run,
  ]
  static func fold(_ name: String, _ m: UnsafePointer<Float>, _ rows: Int, _ columns: Int) -> [Float]? {
    let count = rows * columns
    switch name {
    case "sum": return [ag_sumf(m, count)]
    case "rows": return filled(rows) { ag_sum_rowsf(m, rows, columns, $0) }
    case "columns": return filled(columns) { ag_sum_columnsf(m, rows, columns, $0) }
    case "variance": return [Float(ag_variance_allf(m, count, 1))]
    case "along": return (0..<columns).map { Float(ag_variance_alongf(m + $0, rows, columns, 1)) }
    case "norm": return [ag_norm2f(m, count, 1)]
    case "softmax": return filled(columns) { ag_softmaxf(m, columns, $0) }
    case "log_softmax": return filled(columns) { ag_log_softmaxf(m, columns, $0) }
    case "across": return filled(count) { ag_softmax_acrossf(m, 1, rows, columns, $0) }
    case "cumsum": return filled(columns) { ag_cumsumf(m, columns, 1, $0, 1) }
    default: return nil
    }
  }
}

extension Double: Kernels {
  init(pattern: UInt64) { self.init(bitPattern: pattern) }
  var pattern: UInt64 { bitPattern }
  nonisolated(unsafe) static let each: [String: (Double) -> Double] = [
    "exp": ag_exp,
    "log": ag_log,
    "log2": ag_log2,
    "log10": ag_log10,
    "sin": ag_sin,
    "cos": ag_cos,
    "tan": ag_tan,
    "tanh": ag_tanh,
    "asin": ag_asin,
    "acos": ag_acos,
    "atan": ag_atan,
    "sqrt": ag_sqrt,
    "erf": ag_erf,
    "erfc": ag_erfc,
    "erfinv": ag_erfinv,
    "exp2": ag_exp2,
    "expm1": ag_expm1,
    "log1p": ag_log1p,
    "sinh": ag_sinh,
    "cosh": ag_cosh,
    "asinh": ag_asinh,
    "acosh": ag_acosh,
    "atanh": ag_atanh,
    "rsqrt": ag_rsqrt,
    "reciprocal": ag_reciprocal,
    "lgamma": ag_lgamma,
    "digamma": ag_digamma,
    "i0": ag_i0,
    "sinc": ag_sinc,
    "sigmoid": ag_sigmoid,
    "frac": ag_frac,
    "logsigmoid": ag_logsigmoid,
    "silu": ag_silu,
    "mish": ag_mish,
    "gelu": ag_gelu,
    "gelu_tanh": ag_gelu_tanh,
    "hardsigmoid": ag_hardsigmoid,
    "hardswish": ag_hardswish,
  ]
  nonisolated(unsafe) static let run: [String: Run] = [
    "exp": ag_exp_run,
    "log": ag_log_run,
    "log2": ag_log2_run,
    "log10": ag_log10_run,
    "sin": ag_sin_run,
    "cos": ag_cos_run,
    "tan": ag_tan_run,
    "tanh": ag_tanh_run,
    "asin": ag_asin_run,
    "acos": ag_acos_run,
    "atan": ag_atan_run,
    "sqrt": ag_sqrt_run,
    "erf": ag_erf_run,
    "erfc": ag_erfc_run,
    "erfinv": ag_erfinv_run,
    "exp2": ag_exp2_run,
    "expm1": ag_expm1_run,
    "log1p": ag_log1p_run,
    "sinh": ag_sinh_run,
    "cosh": ag_cosh_run,
    "asinh": ag_asinh_run,
    "acosh": ag_acosh_run,
    "atanh": ag_atanh_run,
    "rsqrt": ag_rsqrt_run,
    "reciprocal": ag_reciprocal_run,
    "lgamma": ag_lgamma_run,
    "digamma": ag_digamma_run,
    "i0": ag_i0_run,
    "sinc": ag_sinc_run,
    "sigmoid": ag_sigmoid_run,
    "frac": ag_frac_run,
    "logsigmoid": ag_logsigmoid_run,
    "silu": ag_silu_run,
    "mish": ag_mish_run,
    "gelu_tanh": ag_gelu_tanh_run,
    "hardsigmoid": ag_hardsigmoid_run,
    "hardswish": ag_hardswish_run,
  ]
  nonisolated(unsafe) static let each2: [String: (Double, Double) -> Double] = [
    "pow": ag_pow,
    "atan2": ag_atan2,
    "hypot": ag_hypot,
    "fmod": ag_fmod,
    "remainder": ag_remainder,
    "floor_divide": ag_floor_divide,
    "xlogy": ag_xlogy,
    "logaddexp": ag_logaddexp,
  ]
  nonisolated(unsafe) static let run2: [String: Run2] = [
    "pow": ag_pow_run,
    "atan2": ag_atan2_run,
    "hypot": ag_hypot_run,
  ]
  static func fold(_ name: String, _ m: UnsafePointer<Double>, _ rows: Int, _ columns: Int) -> [Double]? {
    let count = rows * columns
    switch name {
    case "sum": return [ag_sum(m, count)]
    case "rows": return filled(rows) { ag_sum_rows(m, rows, columns, $0) }
    case "columns": return filled(columns) { ag_sum_columns(m, rows, columns, $0) }
    case "variance": return [Double(ag_variance_all(m, count, 1))]
    case "along": return (0..<columns).map { Double(ag_variance_along(m + $0, rows, columns, 1)) }
    case "norm": return [ag_norm2(m, count, 1)]
    case "softmax": return filled(columns) { ag_softmax(m, columns, $0) }
    case "log_softmax": return filled(columns) { ag_log_softmax(m, columns, $0) }
    case "across": return filled(count) { ag_softmax_across(m, 1, rows, columns, $0) }
    case "cumsum": return filled(columns) { ag_cumsum(m, columns, 1, $0, 1) }
    default: return nil
    }
  }
}
