import Autograd
import Machine
import NDArray
import Ops
import TensorText

/// `torch.quantize_per_tensor`: floating-point numbers as small whole ones, by a scale and a zero point.
enum QuantizedTensors {
  /// A dtype of quantised numbers: its name, and the whole numbers it holds.
  private final class Kind {
    let name: String
    let bounds: ClosedRange<Double>
    let stored: DType

    init(_ name: String, _ bounds: ClosedRange<Double>, _ stored: DType) {
      self.name = name
      self.bounds = bounds
      self.stored = stored
    }
  }

  private final class Quantized {
    let kind: Kind
    let scale: Double
    let zero: Int
    /// The whole numbers.
    let values: NDArray

    init(kind: Kind, scale: Double, zero: Int, values: NDArray) {
      self.kind = kind
      self.scale = scale
      self.zero = zero
      self.values = values
    }

    /// The numbers they stand for.
    func dequantized() throws -> Tensor {
      let numbers = values.doubles().map { Double(Float(($0 - Double(zero)) * Double(Float(scale)))) }
      return Tensor(try NDArray.doubles(numbers, shape: values.shape, .float32))
    }
  }

  static func register(in module: ModuleObject) {
    for kind in kinds { module.set(kind.name, .object(InstanceObject(dtypeType, payload: kind))) }
    module.function(
      "quantize_per_tensor", [.init("input"), .init("scale"), .init("zero_point"), .init("dtype")],
      summary: "The numbers as small whole ones, all with one scale.", .bound(quantize))
  }

  nonisolated(unsafe) private static let kinds = [
    Kind("quint8", 0...255, .uint8), Kind("qint8", -128...127, .int8),
    Kind("qint32", -2_147_483_648...2_147_483_647, .int32),
  ]

  nonisolated(unsafe) private static let dtypeType: TypeObject = {
    let type = TypeObject("dtype", module: "torch", summary: "The type of quantised numbers.")
    type.canBeSubclassed = false
    type.slots.repr = { "torch." + (kind(of: $0)?.name ?? "") }
    return type
  }()

  private static func kind(of value: Value) -> Kind? { value.asInstance?.payload as? Kind }

  private static func quantize(_ arguments: BoundArguments) throws -> Value {
    let x = try TensorArguments.tensor(arguments[0], "quantize_per_tensor", "input", 1)
    guard let kind = kind(of: arguments[3]) else {
      throw PythonError(
        .typeError,
        "quantize_per_tensor(): argument 'dtype' must be torch.dtype, not \(Machine.current.type(of: arguments[3]).name)"
      )
    }
    guard x.dtype == .float32 else {
      throw EngineError.runtime("Quantize only works on Float Tensor, got \(x.dtype.scalarTypeName)")
    }
    guard let scale = arguments[1].asNumber?.asDouble ?? arguments[1].asTensor?.data.item.asDouble,
      let zero = arguments[2].asNumber?.asInt ?? arguments[2].asTensor?.data.item.asInt
    else { throw PythonError(.typeError, "quantize_per_tensor(): scale and zero_point must be numbers") }
    try TensorWarnings.once(
      "torch.quantize_per_tensor, torch.quantize_per_channel and other quantized tensor creation functions that produce "
        + "tensors with dtype torch.quint8, torch.qint8, and torch.qint32 are deprecated and will be removed in a future "
        + "PyTorch release. Please see https://github.com/pytorch/pytorch/issues/184982 for more information. (Triggered "
        + "internally at /__w/pytorch/pytorch/aten/src/ATen/quantized/Quantizer.cpp:111.)")
    let inverse = 1 / Float(scale)
    let numbers = x.data.doubles().map { value -> Double in
      let rounded = Double((Float(value) * inverse).rounded(.toNearestOrEven)) + Double(zero)
      return rounded.isNaN ? kind.bounds.lowerBound : min(max(rounded, kind.bounds.lowerBound), kind.bounds.upperBound)
    }
    let values = try NDArray.doubles(numbers, shape: x.shape, kind.stored)
    return .object(InstanceObject(type, payload: Quantized(kind: kind, scale: scale, zero: zero, values: values)))
  }

  nonisolated(unsafe) private static let type: TypeObject = {
    let type = TypeObject("Tensor", module: "torch", summary: "A tensor of quantised numbers.")
    type.canBeSubclassed = false
    func quantized(_ value: Value) -> Quantized? { value.asInstance?.payload as? Quantized }
    func method(_ name: String, _ summary: String, _ run: @escaping (Quantized) throws -> Value) {
      type.method(name, summary: summary, .unary { value in try quantized(value).map(run) ?? .none })
    }
    func property(_ name: String, _ read: @escaping (Quantized) throws -> Value) {
      type.property(name) { value in try quantized(value).map(read) ?? .none }
    }
    type.slots.repr = { value in try quantized(value).map(text) ?? "" }
    method("dequantize", "The numbers that these stand for.") { .native(try $0.dequantized()) }
    method("int_repr", "The whole numbers.") { .native(Tensor($0.values)) }
    method("q_scale", "The step from one number to the next.") { .float($0.scale) }
    method("q_zero_point", "The whole number that stands for zero.") { .int($0.zero) }
    method("size", "The shape.") { .object(SizeObject(shape: $0.values.shape)) }
    method("dim", "The number of dimensions.") { .int($0.values.rank) }
    method("numel", "The number of elements.") { .int($0.values.count) }
    property("shape") { .object(SizeObject(shape: $0.values.shape)) }
    property("dtype") { .object(InstanceObject(dtypeType, payload: $0.kind)) }
    property("is_quantized") { _ in .bool(true) }
    property("requires_grad") { _ in .bool(false) }
    return type
  }()

  /// The text of the numbers, followed by how they are stored, on as many lines as that takes.
  private static func text(_ x: Quantized) throws -> String {
    var text = String(try TensorPrinting.plainRepr(x.dequantized()).dropLast())
    var width = (text.split(separator: "\n", omittingEmptySubsequences: false).last?.count ?? 0) + 2
    let scale = try Machine.current.repr(.float(x.scale))
    for part in [
      "size=\(Layout.pythonTuple(x.values.shape))", "dtype=torch.\(x.kind.name)",
      "quantization_scheme=torch.per_tensor_affine", "scale=\(scale)", "zero_point=\(x.zero)",
    ] {
      if width + part.count + 2 > TensorPrinting.options.lineWidth {
        text += ",\n       " + part
        width = 7 + part.count
      } else {
        text += ", " + part
        width += part.count + 2
      }
    }
    return text + ")"
  }
}

extension Layout {
  /// `(2, 3)`, `(2,)`
  fileprivate static func pythonTuple(_ shape: [Int]) -> String {
    "(" + shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? ",)" : ")")
  }
}
