import Autograd
import Machine
import NDArray
import Ops

/// What stands between the brackets of `x[…]`, in the engine's terms.
enum TensorIndices {
  /// - Throws: PyTorch's `IndexError` for what cannot be an index.
  static func parse(_ key: Value, of x: Tensor? = nil) throws -> [Index] {
    if let items = key.asTuple?.items {
      if let x { try checkCount(items, x) }
      return try items.map(one)
    }
    if let items = key.asList?.items, items.count < 32, items.contains(where: isPart) {
      try Machine.current.warn(.userWarning, sequenceWarning)
      return try items.map(one)
    }
    // A string is a sequence, too: PyTorch says so before it refuses it.
    if key.asString != nil { try Machine.current.warn(.userWarning, sequenceWarning) }
    return [try one(key)]
  }

  /// - Throws: PyTorch's `IndexError` for more indices than dimensions, before anyone looks at what they are.
  private static func checkCount(_ items: [Value], _ x: Tensor) throws {
    var count = 0
    for item in items where !item.isNone && !item.isIdentical(to: .ellipsis) {
      if case .bool = item { continue }
      guard let mask = item.asTensor, mask.dtype == .bool || mask.dtype == .uint8 else {
        count += 1
        continue
      }
      count += mask.rank
    }
    guard count <= x.rank else { throw PythonError(.indexError, "too many indices for tensor of dimension \(x.rank)") }
  }

  /// Whether this makes a list around it stand for a tuple of indices.
  private static func isPart(_ value: Value) -> Bool {
    value.isNone || value.isIdentical(to: .ellipsis) || value.asSlice != nil || value.asTensor != nil
      || value.sequenceItems != nil || value.asString != nil
  }

  private static let sequenceWarning =
    "Using a non-tuple sequence for multidimensional indexing is deprecated and will be changed in pytorch 2.9; use "
    + "x[tuple(seq)] instead of x[seq]. In pytorch 2.9 this will be interpreted as tensor index, x[torch.tensor(seq)], "
    + "which will result either in an error or a different result (Triggered internally at "
    + "/__w/pytorch/pytorch/torch/csrc/autograd/python_variable_indexing.cpp:349.)"

  private static func one(_ value: Value) throws -> Index {
    switch value {
    case .int(let index): return .int(index)
    case .none: return .none
    case .bool(let flag): return .bool(flag)
    default: break
    }
    if value.isIdentical(to: .ellipsis) { return .ellipsis }
    if let slice = value.asSlice {
      return .slice(start: try bound(slice.start), stop: try bound(slice.stop), step: try bound(slice.step))
    }
    if let tensor = value.asTensor { return .tensor(tensor) }
    if case .native(let object) = value, let array = object as? any ArrayLike { return .tensor(Tensor(array.array)) }
    if case .native(let object) = value, let scalar = object as? any NumberLike, scalar.number.category < 2 {
      return .int(scalar.number.asInt)
    }
    if value.asList != nil || value.asRange != nil || value.asTuple != nil {
      let data = try TensorBuilding.data(value, dtype: nil)
      // Nothing, or numbers with a fraction, are read as whole numbers.
      return .tensor(Tensor(data.dtype == .bool || data.dtype == .uint8 ? data : try data.converted(to: .int64)))
    }
    if value.asString != nil { throw PythonError(.typeError, "new(): invalid data type 'str'") }
    if value.asBigInt != nil { throw PythonError(.valueError, "Overflow when unpacking long long") }
    let name = Machine.current.type(of: value).name
    throw PythonError(
      .indexError,
      "only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are valid indices (got \(name))")
  }

  private static func bound(_ value: Value) throws -> Int? {
    switch value {
    case .none: return nil
    case .int(let index): return index
    default:
      if let big = value.asBigInt { return big.value < 0 ? Int.min : Int.max }
      guard value.asTensor != nil || isWhole(value) else {
        throw PythonError(.typeError, "slice indices must be integers or None or have an __index__ method")
      }
      return try Machine.current.index(value)
    }
  }

  private static func isWhole(_ value: Value) -> Bool { (try? Machine.current.index(value)) != nil }

  /// The right side of `x[…] = value`.
  ///
  /// - Throws: PyTorch's `TypeError` for anything but a tensor or a number.
  static func assigned(_ value: Value, like x: Tensor) throws -> Tensor {
    if let tensor = value.asTensor { return tensor }
    if let number = value.asNumber { return Tensor(try NDArray.reaching(number, x.dtype)) }
    if value.asBigInt != nil { throw PythonError(.valueError, "Overflow when unpacking long long") }
    if case .native(let object) = value, let scalar = object as? any NumberLike,
      scalar.number.category < 2 || scalar.number.dtype == .float64, !isSingle(object)
    {
      return Tensor(NDArray(scalar.number, x.dtype))
    }
    throw PythonError(
      .typeError, "can't assign a \(typeName(value)) to a torch.\(x.dtype.scalarTypeName)Tensor")
  }

  private static func typeName(_ value: Value) -> String {
    let type = Machine.current.type(of: value)
    return type.module == "numpy" ? "numpy." + type.name : type.name
  }

  /// Whether this is a numpy number that is not a Python float too.
  private static func isSingle(_ object: AnyObject) -> Bool {
    guard let scalar = object as? NumpyScalar else { return false }
    return scalar.dtype == .float32 || scalar.dtype == .float16
  }
}
