public import Autograd
public import NDArray

// Formulas evaluated on tensors: each step is itself an operation, so a derivative can be derived again.
extension Tensor: Arithmetic {
  public static func + (a: Tensor, b: Tensor) throws -> Tensor { try Add.of(a, b) }
  public static func - (a: Tensor, b: Tensor) throws -> Tensor { try Sub.of(a, b) }
  public static func * (a: Tensor, b: Tensor) throws -> Tensor { try Mul.of(a, b) }
  public static func / (a: Tensor, b: Tensor) throws -> Tensor { try Div.of(a, b) }
  public static prefix func - (a: Tensor) throws -> Tensor { try Neg.of(a) }
  public static func + (a: Tensor, b: Double) throws -> Tensor { try Add.of(a, .float(b)) }
  public static func - (a: Tensor, b: Double) throws -> Tensor { try Sub.of(a, .float(b)) }
  public static func * (a: Tensor, b: Double) throws -> Tensor { try Mul.of(a, .float(b)) }
  public static func / (a: Tensor, b: Double) throws -> Tensor { try Div.of(a, .float(b)) }
  public static func - (a: Double, b: Tensor) throws -> Tensor { try Sub.of(.float(a), b) }
  public static func * (a: Double, b: Tensor) throws -> Tensor { try Mul.of(b, .float(a)) }
  public func pow(_ exponent: Tensor) throws -> Tensor { try Pow.of(self, exponent) }
  public func pow(_ exponent: Double) throws -> Tensor { try Pow.of(self, .float(exponent)) }

  public func pow(constant exponent: Tensor) throws -> Tensor { try Pow.of(self, exponent.data.item) }
  public var isZeroConstant: Bool { rank == 0 && node == nil && data.item.asDouble == 0 }
  public func exp() throws -> Tensor { try Exp.of(self) }
  public func exp2() throws -> Tensor { try Exp2.of(self) }
  public func expm1() throws -> Tensor { try Expm1.of(self) }
  public func log() throws -> Tensor { try Log.of(self) }
  public func log2() throws -> Tensor { try Log2.of(self) }
  public func log10() throws -> Tensor { try Log10.of(self) }
  public func log1p() throws -> Tensor { try Log1p.of(self) }
  public func sin() throws -> Tensor { try Sin.of(self) }
  public func cos() throws -> Tensor { try Cos.of(self) }
  public func tan() throws -> Tensor { try Tan.of(self) }
  public func sinh() throws -> Tensor { try Sinh.of(self) }
  public func cosh() throws -> Tensor { try Cosh.of(self) }
  public func tanh() throws -> Tensor { try Tanh.of(self) }
  public func asin() throws -> Tensor { try Asin.of(self) }
  public func acos() throws -> Tensor { try Acos.of(self) }
  public func atan() throws -> Tensor { try Atan.of(self) }
  public func asinh() throws -> Tensor { try Asinh.of(self) }
  public func acosh() throws -> Tensor { try Acosh.of(self) }
  public func atanh() throws -> Tensor { try Atanh.of(self) }
  public func sqrt() throws -> Tensor { try Sqrt.of(self) }
  public func rsqrt() throws -> Tensor { try Rsqrt.of(self) }
  public func reciprocal() throws -> Tensor { try Reciprocal.of(self) }
  public func erf() throws -> Tensor { try Erf.of(self) }
  public func erfc() throws -> Tensor { try Erfc.of(self) }
  public func erfinv() throws -> Tensor { try Erfinv.of(self) }
  public func lgamma() throws -> Tensor { try Lgamma.of(self) }
  public func digamma() throws -> Tensor { try Digamma.of(self) }
  public func sigmoid() throws -> Tensor { try Sigmoid.of(self) }
  public func floor() throws -> Tensor { try Floor.of(self) }
  public func ceil() throws -> Tensor { try Ceil.of(self) }
  public func trunc() throws -> Tensor { try Trunc.of(self) }
  public func round() throws -> Tensor { try Round.of(self) }
  public func abs() throws -> Tensor { try Abs.of(self) }
  public func silu() throws -> Tensor { try Silu.of(self) }
  public func mish() throws -> Tensor { try Mish.of(self) }
  public func gelu() throws -> Tensor { try Gelu.of(self) }
  public func geluTanh() throws -> Tensor { try GeluTanh.of(self) }
  public func hardsigmoid() throws -> Tensor { try Hardsigmoid.of(self) }
  public func hardswish() throws -> Tensor { try Hardswish.of(self) }
  public func logsigmoid() throws -> Tensor { try LogSigmoid.of(self) }
  public func sinc() throws -> Tensor { try Sinc.of(self) }
  public func i0() throws -> Tensor { try I0.of(self) }
  public func i1() throws -> Tensor { try SpecialFunctions.i1(of: self) }
  public func frac() throws -> Tensor { try Frac.of(self) }
  public func atan2(_ other: Tensor) throws -> Tensor { try Atan2.of(self, other) }
  public func hypot(_ other: Tensor) throws -> Tensor { try Hypot.of(self, other) }
  public func fmod(_ other: Tensor) throws -> Tensor { try Fmod.of(self, other) }
  public func remainder(_ other: Tensor) throws -> Tensor { try Remainder.of(self, other) }
  public func maximum(_ other: Tensor) throws -> Tensor { try Maximum.of(self, other) }
  public func minimum(_ other: Tensor) throws -> Tensor { try Minimum.of(self, other) }
  public func xlogy(_ other: Tensor) throws -> Tensor { try Xlogy.of(self, other) }
  public func xlog1py(_ other: Tensor) throws -> Tensor { try Xlog1py.of(self, other) }
  public func logaddexp(_ other: Tensor) throws -> Tensor { try Logaddexp.of(self, other) }
  public func floorDivided(by other: Tensor) throws -> Tensor { try FloorDivide.rounded(self, other, "floor") }
  public func truncDivided(by other: Tensor) throws -> Tensor { try FloorDivide.rounded(self, other, "trunc") }
  public func sign() throws -> Tensor { try Sign.of(self) }

  public static func less(_ a: Tensor, _ b: Tensor) throws -> Tensor { try Less.of(a, b) }
  public static func less(_ a: Tensor, _ b: Double) throws -> Tensor { try Less.of(a, .float(b)) }
  public static func equal(_ a: Tensor, _ b: Tensor) throws -> Tensor { try Equal.of(a, b) }
  public static func equal(_ a: Tensor, _ b: Double) throws -> Tensor { try Equal.of(a, .float(b)) }
  public static func isNaN(_ a: Tensor) throws -> Tensor { try NotEqual.of(a, a) }
  public static func and(_ a: Tensor, _ b: Tensor) throws -> Tensor { try LogicalAnd.of(a, b) }
  public static func or(_ a: Tensor, _ b: Tensor) throws -> Tensor { try LogicalOr.of(a, b) }
  public static func not(_ a: Tensor) throws -> Tensor { try LogicalNot.of(a) }
  public static func select(_ mask: Tensor, _ a: Tensor, _ b: Tensor) throws -> Tensor { try Where.of(mask, a, b) }
  public func constant(_ value: Double) throws -> Tensor {
    Tensor(try NDArray.filled(shape: shape, .float(value), dtype))
  }
}
