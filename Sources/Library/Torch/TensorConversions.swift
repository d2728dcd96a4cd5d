import Autograd
import Machine
import NDArray
import Ops

/// Tensors to the language's numbers and lists, and from one dtype to another.
enum TensorConversions {
  static func add(to type: TypeObject) {
    type.method(
      "item", summary: "The value of a one-element tensor as a number.",
      .unary { value in
        guard let x = value.asTensor else { return .none }
        guard x.count == 1 else {
          throw EngineError.runtime("a Tensor with \(x.count) elements cannot be converted to Scalar")
        }
        return Value(x.data.item)
      })
    type.method(
      "tolist", summary: "The values as nested lists of numbers.",
      .unary { value in
        try value.asTensor.map { try nested($0.data) } ?? .none
      })
    type.method(
      "to", [.init("self"), .variadic("args"), .variadicKeyword("kwargs")],
      summary: "The tensor with another dtype; the CPU is the only device.", .variadic(to))
    for (name, dtype) in [
      ("float", DType.float32), ("double", .float64), ("half", .float16), ("bfloat16", .bfloat16), ("long", .int64),
      ("int", .int32), ("short", .int16), ("char", .int8), ("byte", .uint8), ("bool", .bool),
    ] {
      type.method(
        name, summary: "The values as torch.\(dtype.name).",
        .unary { value in
          guard let x = value.asTensor else { return .none }
          let result = try Casts.to(x, dtype)
          try Saved.check()
          return .native(result)
        })
    }
    type.method("cpu", summary: "The tensor itself: it is on the CPU.", .unary { $0 })
    type.method(
      "cuda", summary: "There is no GPU here.", .variadic { try Devices.refuseCuda($0) })
    type.method(
      "type", [.init("self"), .init("dtype", default: Value.none)],
      summary: "The type's name, or the tensor as another type.",
      .bound { arguments in
        guard let x = arguments[0].asTensor else { return .none }
        if arguments[1].isNone { return .string("torch.\(x.dtype.scalarTypeName)Tensor") }
        if let name = arguments[1].asString?.text {
          guard let dtype = DType.allCases.first(where: { "torch.\($0.scalarTypeName)Tensor" == name }) else {
            throw PythonError(.valueError, "invalid type: '\(name)'")
          }
          return .native(try Casts.to(x, dtype))
        }
        guard let dtype = try dtype(arguments[1]) else { return .none }
        return .native(try Casts.to(x, dtype))
      })
    type.method(
      "type_as", [.init("self"), .init("other")], summary: "The tensor with the dtype of another.",
      .bound { arguments in
        guard let x = arguments[0].asTensor else { return .none }
        return .native(try Casts.to(x, TensorArguments.tensor(arguments[1], "type_as", "other", 1).dtype))
      })
  }

  private static func dtype(_ value: Value) throws -> DType? {
    if let legacy = value.asType.flatMap(TensorConstructors.dtype(ofLegacy:)) { return legacy }
    return try TensorArguments.dtype(value, "type")
  }

  private static func to(_ arguments: Arguments) throws -> Value {
    guard arguments.count > 0, let x = arguments[0].asTensor else { return .none }
    var dtype: DType?
    var copies = false
    for index in 1..<max(1, arguments.count) {
      let value = arguments[index]
      if let other = value.asTensor {
        dtype = other.dtype
      } else if value.asString != nil || value.isNone || Devices.object(value) != nil {
        try Devices.check(value, "to")
      } else if case .int = value {
        try Devices.check(value, "to")
      } else if case .bool(let flag) = value {
        if index == 3 { copies = flag }
      } else {
        dtype = try TensorArguments.dtype(value, "to")
      }
    }
    for (name, value) in arguments.keywords {
      switch name.text {
      case "dtype": dtype = try TensorArguments.dtype(value, "to")
      case "device": try Devices.check(value)
      case "copy": copies = try TensorArguments.flag(value, "to", "copy")
      case "other": dtype = try TensorArguments.tensor(value, "to", "other", 1).dtype
      case "non_blocking", "memory_format": continue
      default: throw PythonError(.typeError, "to() got an unexpected keyword argument '\(name.text)'")
      }
    }
    let result = try Casts.to(x, dtype ?? x.dtype)
    try Saved.check()
    return .native(copies && result === x ? try Shapes.clone(x) : result)
  }

  /// Nested lists of a tensor's numbers; a number for a 0-dim tensor.
  static func nested(_ data: NDArray) throws -> Value {
    // The numbers, and the lists of them.
    try MemoryCap.check(elements: data.count, ofSize: 2 * MemoryLayout<Value>.stride)
    let machine = Machine.current
    let numbers = data.numbers()
    var position = 0
    func build(_ dim: Int) throws -> Value {
      if dim == data.rank {
        defer { position += 1 }
        if position & 0xFFFF == 0 { try machine.checkInterrupt() }
        return position < numbers.count ? Value(numbers[position]) : .none
      }
      return .list(try (0..<data.shape[dim]).map { _ in try build(dim + 1) })
    }
    return try build(0)
  }

  /// The only element, for `float(x)` and `int(x)`.
  ///
  /// - Parameter warns: Whether PyTorch warns of a tensor that requires gradients, as it does for `float(x)` alone.
  static func single(_ x: Tensor, warns: Bool) throws -> Number {
    if warns, GradMode.isEnabled, x.node != nil { TensorWarnings.scalarConversion() }
    guard x.count == 1 else {
      throw EngineError(.valueError, "only one element tensors can be converted to Python scalars")
    }
    return x.data.item
  }
}
