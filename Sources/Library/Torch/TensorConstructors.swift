import Autograd
import Machine
import NDArray
import Ops

/// Ways to make tensors that read the language's own values.
enum TensorConstructors {
  /// `torch.tensor(data, …)`, and the short form `tensor(data, grad)`.
  static func tensor(_ arguments: Arguments) throws -> Value {
    var dtype: DType?
    var wanted = false
    var count = arguments.count
    var isShort = false
    // The short form: `grad` after the data asks for gradients, and whole numbers become floating point.
    if count == 2, ShortForm.isGrad(arguments[1]) {
      isShort = true
      wanted = true
      count = 1
    }
    guard count <= 1 else {
      throw PythonError(.typeError, "tensor() takes 1 positional argument but \(arguments.count) were given")
    }
    var data = count == 1 ? arguments[0] : Value.undefined
    for (name, value) in arguments.keywords {
      switch name.text {
      case "data" where count == 0: data = value
      case "dtype": dtype = try TensorArguments.dtype(value, "tensor")
      case "requires_grad": wanted = try TensorArguments.flag(value, "tensor", "requires_grad")
      case "device": try Devices.check(value)
      case "pin_memory": continue
      default: throw PythonError(.typeError, "tensor() got an unexpected keyword argument '\(name.text)'")
      }
    }
    guard !data.isUndefined else {
      throw PythonError(.typeError, "tensor() missing 1 required positional arguments: \"data\"")
    }
    if Batching.isUsed, Batching.frame(of: data) != nil { throw BatchingRules.item }
    if data.asTensor != nil { try warnOfCopy("torch.tensor") }
    var values = try TensorBuilding.data(data, dtype: dtype)
    if isShort, !values.dtype.isFloatingPoint { values = try values.converted(to: DefaultDType.current) }
    return .native(try leaf(values, requiresGrad: wanted))
  }

  private static func warnOfCopy(_ name: String) throws {
    try Machine.current.warn(
      .userWarning,
      "To copy construct from a tensor, it is recommended to use sourceTensor.detach().clone() or "
        + "sourceTensor.detach().clone().requires_grad_(True), rather than \(name)(sourceTensor).")
  }

  /// `x.new_tensor(data)`: as `torch.tensor`, with the dtype of `x` where none is given.
  static func newTensor(_ bound: [Value]) throws -> Value {
    guard let x = bound[0].asTensor else { return .none }
    guard !bound[1].isUndefined else {
      throw PythonError(.typeError, "new_tensor() missing 1 required positional arguments: \"data\"")
    }
    try Devices.check(bound[3])
    if bound[1].asTensor != nil { try warnOfCopy("tensor.new_tensor") }
    let dtype = try TensorArguments.dtype(bound[2], "new_tensor") ?? x.dtype
    let values = try TensorBuilding.data(bound[1], dtype: dtype)
    return .native(
      try leaf(values, requiresGrad: TensorArguments.flag(bound[4], "new_tensor", "requires_grad")))
  }

  /// A new tensor that may require gradients.
  static func leaf(_ data: NDArray, requiresGrad: Bool) throws -> Tensor {
    let result = Tensor(data)
    guard requiresGrad else { return result }
    guard data.dtype.isFloatingPoint else {
      throw EngineError.runtime("Only Tensors of floating point and complex dtype can require gradients")
    }
    result.setRequiresGrad(true)
    return result
  }

  /// `torch.Tensor(…)`, `torch.FloatTensor(…)`: sizes, or data.
  static func legacy(_ name: String, _ dtype: DType, _ arguments: Arguments) throws -> Value {
    if arguments.count == 0 { return .native(Tensor(try NDArray.zeros(shape: [0], dtype))) }
    if arguments.count == 1 {
      let only = arguments[0]
      if only.asTuple is SizeObject {
        return .native(Tensor(try NDArray.zeros(shape: TensorArguments.ints(arguments, from: 0, name, "size"), dtype)))
      }
      if let tensor = only.asTensor {
        return .native(try tensor.dtype == dtype ? tensor.detached() : Tensor(tensor.data.converted(to: dtype)))
      }
      if only.sequenceItems != nil { return .native(Tensor(try TensorBuilding.data(only, dtype: dtype))) }
      if case .native(let object) = only, let array = object as? any ArrayLike {
        return .native(Tensor(try array.array.copied().converted(to: dtype)))
      }
      guard case .int = only else {
        throw PythonError(
          .typeError, "new(): data must be a sequence (got \(Machine.current.type(of: only).name))")
      }
    }
    let sizes = try TensorArguments.ints(arguments, from: 0, name, "size")
    return .native(Tensor(try NDArray.zeros(shape: sizes, dtype)))
  }

  /// The old type names and their dtypes.
  nonisolated(unsafe) static let legacyTypes: [(TypeObject, DType)] = [
    ("FloatTensor", DType.float32), ("DoubleTensor", .float64), ("HalfTensor", .float16), ("LongTensor", .int64),
    ("IntTensor", .int32), ("ShortTensor", .int16), ("CharTensor", .int8), ("ByteTensor", .uint8),
    ("BoolTensor", .bool),
    ("BFloat16Tensor", .bfloat16),
  ].map { name, dtype in
    let type = TypeObject(name, module: "torch", layout: .opaque, summary: "A tensor of torch.\(dtype.name).")
    type.slots.new = { _, arguments in try legacy(name, dtype, arguments) }
    return (type, dtype)
  }

  static func dtype(ofLegacy type: TypeObject) -> DType? { legacyTypes.first { $0.0 === type }?.1 }

  /// Shares memory with a numpy array, or makes a tensor of anything else.
  static func asTensor(_ value: Value, dtype: DType?) throws -> Tensor {
    if let tensor = value.asTensor { return try Casts.to(tensor, dtype ?? tensor.dtype) }
    if case .native(let object) = value, let array = object as? any ArrayLike {
      return try Casts.to(Tensor(array.array), dtype ?? array.array.dtype)
    }
    return Tensor(try TensorBuilding.data(value, dtype: dtype))
  }
}

/// The name `grad` of the short forms: a flag after a tensor's data, and a function of its own.
enum ShortForm {
  /// `grad(y, x)` is `torch.autograd.grad`, and for one tensor gives its gradient alone; `grad(f)` is `torch.func.grad`.
  nonisolated(unsafe) static let gradFunction = Value.object(
    NativeFunction(
      "grad", [.variadic("args"), .variadicKeyword("kwargs")],
      summary: "Asks for gradients of a new tensor; or gradients of outputs, or of a function.",
      .variadic { arguments in
        if arguments.count > 0, arguments[0].isFunction || arguments[0].asInstance != nil {
          let function = try Machine.current.importModule("torch.func").namespace.get("grad") ?? .none
          return try Machine.current.call(function, arguments)
        }
        return try Machine.current.call(AutogradModule.grad, arguments)
      }))

  static func isGrad(_ value: Value) -> Bool {
    guard case .object = value else { return false }
    return value.isIdentical(to: gradFunction)
  }
}
