import Autograd
import Machine
import NDArray

/// Reading single arguments of methods that are not declared operations.
enum TensorArguments {
  static func tensor(_ value: Value, _ function: String, _ name: String, _ position: Int) throws -> Tensor {
    guard let tensor = value.asTensor else {
      throw PythonError(
        .typeError,
        "\(function)(): argument '\(name)' (position \(position)) must be Tensor, not \(Machine.current.type(of: value).name)"
      )
    }
    return tensor
  }

  static func truth(_ value: Value) throws -> Bool {
    if case .bool(let flag) = value { return flag }
    return try Machine.current.truth(value)
  }

  /// A flag that PyTorch checks.
  static func flag(_ value: Value, _ function: String, _ name: String, position: Int? = nil) throws -> Bool {
    guard case .bool(let flag) = value else {
      let place = position.map { " (position \($0))" } ?? ""
      throw PythonError(
        .typeError,
        "\(function)(): argument '\(name)'\(place) must be bool, not \(Machine.current.type(of: value).name)")
    }
    return flag
  }

  /// A number, or a tensor that is one.
  static func float(_ value: Value, _ function: String, _ name: String, _ position: Int) throws -> Double {
    if let number = value.asNumber { return number.asDouble }
    if let tensor = value.asTensor, tensor.rank == 0, !tensor.requiresGrad { return tensor.data.item.asDouble }
    if case .native(let object) = value, let scalar = object as? any NumberLike { return scalar.number.asDouble }
    throw PythonError(
      .typeError,
      "\(function)(): argument '\(name)' (position \(position)) must be float, not "
        + Machine.current.type(of: value).errorName)
  }

  static func dtype(_ value: Value, _ function: String) throws -> DType? {
    if value.isNone { return nil }
    if let dtype = DTypeObject.dtype(of: value) { return dtype }
    if let type = value.asType {
      if type === TypeObject.float { return .float64 }
      if type === TypeObject.int { return .int64 }
      if type === TypeObject.bool { return .bool }
    }
    throw PythonError(
      .typeError, "\(function)(): argument 'dtype' must be torch.dtype, not \(Machine.current.type(of: value).name)")
  }

  /// Whole numbers given one by one or as one tuple.
  static func ints(_ arguments: Arguments, from start: Int, _ function: String, _ name: String) throws -> [Int] {
    var values: [Value] = []
    for index in start..<max(start, arguments.count) { values.append(arguments[index]) }
    if values.isEmpty, let keyword = arguments.keyword(name) { values = [keyword] }
    if values.count == 1, let items = values[0].sequenceItems { values = items }
    return try values.map { value in
      if case .int(let number) = value { return number }
      if value.asTensor != nil { return try Machine.current.index(value) }
      throw PythonError(
        .typeError,
        "\(function)(): argument '\(name)' (position 1) must be tuple of ints, not \(Machine.current.type(of: value).name)"
      )
    }
  }
}
