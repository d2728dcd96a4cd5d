import Machine
import NDArray

/// `torch.finfo` and `torch.iinfo`: what numbers a dtype can hold.
enum NumberLimits {
  nonisolated(unsafe) static let floating = make("finfo", isFloating: true)
  nonisolated(unsafe) static let integral = make("iinfo", isFloating: false)

  private final class Limits {
    let dtype: DType
    init(_ dtype: DType) { self.dtype = dtype }
  }

  private static func limits(_ value: Value) -> DType? { (value.asInstance?.payload as? Limits)?.dtype }

  private static func make(_ name: String, isFloating: Bool) -> TypeObject {
    let type = TypeObject(name, module: "torch", summary: "What numbers a dtype can hold.")
    type.slots.new = { type, arguments in
      let given = arguments.count > 0 ? arguments[0] : arguments.keyword("type") ?? .none
      let dtype: DType
      if isFloating, given.isNone {
        dtype = DefaultDType.current
      } else {
        guard let found = DTypeObject.dtype(of: given) else {
          throw PythonError(
            .typeError,
            given.isNone && arguments.count == 0
              ? "\(name)() missing 1 required positional arguments: \"type\""
              : "\(name)(): argument 'type' (position 1) must be torch.dtype, not \(Machine.current.type(of: given).name)"
          )
        }
        dtype = found
      }
      guard dtype.isFloatingPoint == isFloating, dtype != .bool else {
        throw PythonError(
          .typeError,
          isFloating
            ? "torch.finfo() requires a floating point input type. Use torch.iinfo to handle 'torch.finfo'"
            : "torch.iinfo() requires an integer input type. Use torch.finfo to handle 'torch.iinfo'")
      }
      return .object(InstanceObject(type, payload: Limits(dtype)))
    }
    type.slots.initialize = { _, _ in }
    if isFloating {
      for (field, read) in floatFields { type.property(field) { .float(read(limits($0) ?? .float32)) } }
      type.slots.repr = { value in
        guard let dtype = limits(value) else { return "finfo" }
        let fields = ["resolution", "min", "max", "eps", "smallest_normal", "tiny"].map { field in
          let read = floatFields.first { $0.0 == field }?.1
          return "\(field)=\(short(read?(dtype) ?? 0))"
        }
        return "finfo(\(fields.joined(separator: ", ")), dtype=\(dtype.name))"
      }
    } else {
      type.property("min") { .int(range(limits($0)).lowerBound) }
      type.property("max") { .int(range(limits($0)).upperBound) }
      type.slots.repr = { value in
        guard let dtype = limits(value) else { return "iinfo" }
        let bounds = range(dtype)
        return "iinfo(min=\(bounds.lowerBound), max=\(bounds.upperBound), dtype=\(dtype.name))"
      }
    }
    type.property("bits") { .int((limits($0)?.size ?? 0) * 8) }
    type.property("dtype") { .string(limits($0)?.name ?? "") }
    return type
  }

  nonisolated(unsafe) private static let floatFields: [(String, (DType) -> Double)] = [
    ("eps", { [.float16: 0x1p-10, .bfloat16: 0x1p-7, .float32: 0x1p-23][$0] ?? 0x1p-52 }),
    ("max", { greatest($0) }), ("min", { -greatest($0) }),
    ("tiny", { smallest($0) }), ("smallest_normal", { smallest($0) }),
    ("resolution", { [.float16: 0.001, .bfloat16: 0.01, .float32: 1e-6][$0] ?? 1e-15 }),
  ]

  private static func greatest(_ dtype: DType) -> Double {
    switch dtype {
    case .float16: 65504
    case .bfloat16: 3.3895313892515355e38
    case .float32: Double(Float.greatestFiniteMagnitude)
    default: .greatestFiniteMagnitude
    }
  }

  private static func smallest(_ dtype: DType) -> Double {
    switch dtype {
    case .float16: 0x1p-14
    case .bfloat16, .float32: 0x1p-126
    default: .leastNormalMagnitude
    }
  }

  private static func range(_ dtype: DType?) -> ClosedRange<Int> {
    switch dtype {
    case .uint8: 0...255
    case .int8: -128...127
    case .int16: -32768...32767
    case .int32: Int(Int32.min)...Int(Int32.max)
    default: Int.min...Int.max
    }
  }

  /// As C's `%g` writes it.
  private static func short(_ value: Double) -> String {
    (try? Machine.current.format(.float(value), "g")) ?? "\(value)"
  }
}
