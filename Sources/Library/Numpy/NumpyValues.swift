import Autograd
import Machine
import NDArray
import TensorText

/// `numpy.ndarray`: an array in memory, which tensors and other arrays may share.
final class NumpyArray: ArrayLike {
  var array: NDArray

  init(_ array: NDArray) { self.array = (try? array.inMemory()) ?? array }
}

/// One number with a dtype: `np.float64(1.5)`.
final class NumpyScalar: NumberLike {
  /// Without dimensions.
  let data: NDArray

  init(_ data: NDArray) { self.data = data }

  var number: Number { data.item }
  var dtype: DType { data.dtype }
}

/// Between the machine's values and arrays.
enum Numpy {
  /// An array; a scalar when there are no dimensions, as numpy's functions give.
  static func value(_ array: NDArray) -> Value {
    array.rank == 0 ? .native(NumpyScalar(NDArray(array.item, array.dtype))) : .native(NumpyArray(array))
  }

  static func value(_ number: Number, _ dtype: DType) -> Value { .native(NumpyScalar(NDArray(number, dtype))) }

  /// A whole number that C's `int` holds.
  static func int32(_ value: Value) throws -> Int {
    let number = try Machine.current.index(value)
    guard number <= Int(Int32.max) else {
      throw PythonError(.overflowError, "signed integer is greater than maximum")
    }
    guard number >= Int(Int32.min) else { throw PythonError(.overflowError, "signed integer is less than minimum") }
    return number
  }

  /// The numbers of an array or of a numpy scalar.
  static func data(_ value: Value) -> NDArray? {
    guard case .native(let object) = value else { return nil }
    if let array = object as? NumpyArray { return array.array }
    return (object as? NumpyScalar)?.data
  }

  static func array(_ value: Value) -> NumpyArray? {
    guard case .native(let object) = value else { return nil }
    return object as? NumpyArray
  }

  /// Anything that numpy's functions take: arrays, scalars, numbers, lists, tensors.
  static func anything(_ value: Value) throws -> NDArray {
    if let data = data(value) { return data }
    return try NumpyBuilding.build(value, dtype: nil)
  }

  /// What numpy sees of a tensor.
  static func data(of tensor: Tensor) throws -> NDArray {
    guard !tensor.requiresGrad else {
      throw EngineError.runtime(
        "Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.")
    }
    try tensor.materialize()
    return tensor.data
  }

  static func withPrintable<R>(_ data: NDArray, _ body: (PrintableArray) -> R) -> R {
    TensorPrinting.withPrintable(data, body)
  }

  static func repr(_ value: Value) throws -> String {
    guard let data = data(value) else { return "" }
    if array(value) == nil { return withPrintable(data) { NumpyText.scalarRepr($0) } }
    return try NumpyPrinting.current.write(data) { NumpyText.repr($0, options: $1, cell: $2) }
  }

  static func text(_ value: Value) throws -> String {
    guard let data = data(value) else { return "" }
    if array(value) == nil { return withPrintable(data) { NumpyText.scalar($0) } }
    return try NumpyPrinting.current.write(data) { NumpyText.str($0, options: $1, cell: $2) }
  }
}
