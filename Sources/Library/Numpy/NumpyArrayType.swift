import Autograd
import Machine
import NDArray
import Syntax

/// The class `numpy.ndarray`, and what arrays and scalars have in common.
enum NumpyArrayType {
  nonisolated(unsafe) static let type: TypeObject = {
    let type = TypeObject("ndarray", module: "numpy", layout: .opaque, summary: "An array of numbers.")
    type.errorName = "\(type.module).\(type.name)"
    addShared(to: type)
    type.slots.inPlace = NumpyArithmetic.inPlace
    type.slots.getItem = { value, key in
      guard let array = Numpy.array(value) else { return .none }
      return try NumpyIndexing.get(array.array, key)
    }
    type.slots.setItem = { value, key, new in
      guard let array = Numpy.array(value) else { return }
      try NumpyIndexing.set(array.array, key, new)
    }
    type.slots.length = { value in
      guard let first = Numpy.data(value)?.shape.first else { throw PythonError(.typeError, "len() of unsized object") }
      return first
    }
    type.slots.iterate = { value in
      guard let array = Numpy.array(value)?.array, array.rank > 0 else {
        throw PythonError(.typeError, "iteration over a 0-d array")
      }
      return try Machine.current.iterate(.list((0..<array.shape[0]).map { row(array, $0) }))
    }
    type.slots.contains = { value, item in
      guard let equal = try NumpyArithmetic.compare(.equal, value, item), let data = Numpy.data(equal) else {
        return false
      }
      return data.doubles().contains { $0 != 0 }
    }
    type.slots.hash = { _ in throw PythonError(.typeError, "unhashable type: 'numpy.ndarray'") }
    NumpyArrayMethods.add(to: type)
    return type
  }()

  private static func row(_ array: NDArray, _ index: Int) -> Value {
    array.rank == 1
      ? Numpy.value(array.number(atOffset: index * array.layout.strides[0]), array.dtype)
      : .native(NumpyArray(array.selected(0, index)))
  }

  /// Gives the scalar classes their behaviour.
  static func prepareScalars() {
    let type = NumpyTypes.generic
    addShared(to: type)
    type.slots.hash = { value in
      guard let data = Numpy.data(value) else { return 0 }
      return try Machine.current.hash(Value(data.item))
    }
    type.slots.toIndex = { value in
      guard let data = Numpy.data(value), data.dtype.isIntegral else {
        throw PythonError(
          .typeError, "'\(Machine.current.type(of: value).name)' object cannot be interpreted as an integer")
      }
      return .int(data.item.asInt)
    }
    type.slots.format = { value, spec in
      guard let data = Numpy.data(value) else { return "" }
      return try Machine.current.format(Value(data.item), spec)
    }
    type.method(
      "__round__", [.init("self"), .init("ndigits", default: Value.none)], summary: "For round().",
      .bound { arguments in
        guard let data = Numpy.data(arguments[0]) else { return .none }
        guard !arguments[1].isNone else {
          return try Machine.current.call(Machine.current.builtins.get("round") ?? .none, [Value(data.item)])
        }
        return Numpy.value(try NumpyShapes.rounded(data, Machine.current.index(arguments[1])))
      })
    NumpyArrayMethods.add(to: type)
  }

  private static func addShared(to type: TypeObject) {
    // numpy's types say where they are from in this error.
    type.slots.getMissingAttribute = { value, name in
      guard !name.text.hasPrefix("_") else { return nil }
      throw PythonError(
        .attributeError, "'numpy.\(Machine.current.type(of: value).name)' object has no attribute '\(name.text)'")
    }
    type.slots.repr = Numpy.repr
    type.slots.str = Numpy.text
    type.slots.binary = NumpyArithmetic.binary
    type.slots.compare = NumpyArithmetic.compare
    type.slots.unary = NumpyArithmetic.unary
    type.slots.truth = { value in
      guard let data = Numpy.data(value) else { return true }
      guard data.count == 1 else {
        throw PythonError(
          .valueError,
          data.count == 0
            ? "The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an array is not empty."
            : "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()")
      }
      return data.item.asDouble != 0
    }
    type.slots.toFloat = { try single($0).asDouble }
    type.slots.toInt = { value in
      let number = try single(value)
      if case .float(let double) = number { return try Machine.current.call(.object(TypeObject.int), [.float(double)]) }
      return .int(number.asInt)
    }
  }

  private static func single(_ value: Value) throws -> Number {
    guard let data = Numpy.data(value), data.count == 1 else {
      throw PythonError(.typeError, "only 0-dimensional arrays can be converted to Python scalars")
    }
    return data.item
  }
}
