import Autograd
import Machine
import NDArray
import Ops

/// Functions of `torch` on shapes and dtypes rather than on values.
enum ShapeFunctions {
  static func add(to module: ModuleObject) {
    func define(
      _ name: String, _ parameters: [LanguageParameter], _ summary: String,
      _ run: @escaping (BoundArguments) throws -> Value
    ) {
      module.set(name, .object(NativeFunction(name, parameters, summary: summary, .bound(run))))
    }
    define("broadcast_shapes", [.variadic("shapes")], "The shape that shapes stretch to together.") { arguments in
      var result: [Int] = []
      for shape in arguments[0].sequenceItems ?? [] {
        result = try together(result, NumpyBuilding.shape(shape))
      }
      return .object(SizeObject(shape: result))
    }
    define("is_same_size", [.init("input"), .init("other")], "Whether two tensors have the same shape.") { arguments in
      let a = try TensorArguments.tensor(arguments[0], "is_same_size", "input", 1)
      return .bool(a.shape == (try TensorArguments.tensor(arguments[1], "is_same_size", "other", 2)).shape)
    }
    define("can_cast", [.init("from_"), .init("to")], "Whether a dtype becomes another without losing its kind.") {
      arguments in
      guard let from = DTypeObject.dtype(of: arguments[0]), let to = DTypeObject.dtype(of: arguments[1]) else {
        let index = DTypeObject.dtype(of: arguments[0]) == nil ? 0 : 1
        throw PythonError(
          .typeError,
          "can_cast(): argument '\(["from_", "to"][index])' (position \(index + 1)) must be torch.dtype, not "
            + Machine.current.type(of: arguments[index]).name)
      }
      if from.isFloatingPoint { return .bool(to.isFloatingPoint) }
      return .bool(from == .bool || to != .bool)
    }
    define(
      "scalar_tensor", [.init("s"), .keyword("dtype", default: Value.none)] + common, "A tensor without dimensions."
    ) { arguments in
      guard let number = arguments[0].asNumber else {
        throw PythonError(
          .typeError,
          "scalar_tensor(): argument 's' (position 1) must be Number, not \(Machine.current.type(of: arguments[0]).name)"
        )
      }
      let dtype = try TensorArguments.dtype(arguments[1], "scalar_tensor") ?? DefaultDType.current
      let result = Tensor(NDArray(number, dtype))
      if try Machine.current.truth(arguments[3]) { result.setRequiresGrad(true) }
      return .native(result)
    }
    define(
      "empty_strided", [.init("size"), .init("stride"), .keyword("dtype", default: Value.none)] + common,
      "Memory that is not set, with steps of one's own."
    ) { arguments in
      let shape = try NumpyBuilding.shape(arguments[0])
      let strides = try NumpyBuilding.shape(arguments[1])
      guard shape.count == strides.count else {
        throw EngineError.runtime(
          "mismatch in length of strides and shape")
      }
      let dtype = try TensorArguments.dtype(arguments[2], "empty_strided") ?? DefaultDType.current
      let extent = zip(shape, strides).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
      guard shape.allSatisfy({ $0 >= 0 }), strides.allSatisfy({ $0 >= 0 }), extent < 1e12 else {
        throw EngineError.runtime("Storage size calculation overflowed with sizes=\(Layout.text(shape))")
      }
      let reach = zip(shape, strides).reduce(1) { $0 + max($1.0 - 1, 0) * $1.1 }
      let memory = try NDArray.zeros(shape: [shape.contains(0) ? 0 : reach], dtype).inMemory()
      let result = Tensor(memory.strided(shape, strides))
      if try Machine.current.truth(arguments[4]) { result.setRequiresGrad(true) }
      return .native(result)
    }
    define("unravel_index", [.init("indices"), .init("shape")], "Places of a flat order as places in a shape.") {
      arguments in
      let indices = try TensorArguments.tensor(arguments[0], "unravel_index", "indices", 1)
      let shape = try NumpyBuilding.shape(arguments[1])
      let places = indices.data.ints()
      let count = shape.reduce(1) { $0.multipliedReportingOverflow(by: $1).partialValue }
      guard places.allSatisfy({ $0 >= 0 && $0 < count }) else {
        throw PythonError(.valueError, "Indices are out of bounds for the given shape")
      }
      var step = count
      return .tuple(
        try shape.map { size in
          step /= max(size, 1)
          return .native(
            Tensor(try NDArray.ints(places.map { $0 / max(step, 1) % max(size, 1) }, shape: indices.shape)))
        })
    }
  }

  nonisolated(unsafe) private static let common: [LanguageParameter] = [
    .keyword("device", default: Value.none), .keyword("requires_grad", default: .bool(false)),
  ]

  static func together(_ a: [Int], _ b: [Int]) throws -> [Int] {
    do {
      return try Broadcast.shape(a, b)
    } catch {
      throw EngineError.runtime(
        "Shape mismatch: objects cannot be broadcast to a single shape")
    }
  }
}
