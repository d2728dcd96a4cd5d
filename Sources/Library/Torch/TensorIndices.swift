import Autograd
import Machine
import NDArray
import Ops

/// What stands between the brackets of `x[…]`, in the engine's terms.
enum TensorIndices {
  /// - Throws: PyTorch's `IndexError` for what cannot be an index.
  static func parse(_ key: Value) throws -> [Index] {
    if let items = key.asTuple?.items { return try items.map(one) }
    return [try one(key)]
  }

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
    if value.asList != nil || value.asRange != nil {
      return .tensor(Tensor(try TensorBuilding.data(value, dtype: nil)))
    }
    let name = Machine.current.type(of: value).name
    throw PythonError(
      .indexError,
      "only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are valid indices (got \(name))")
  }

  private static func bound(_ value: Value) throws -> Int? {
    switch value {
    case .none: return nil
    case .int(let index): return index
    default: return try Machine.current.index(value)
    }
  }

  /// The right side of `x[…] = value`.
  static func assigned(_ value: Value, like x: Tensor) throws -> Tensor {
    if let tensor = value.asTensor { return tensor }
    if let number = value.asNumber { return Tensor(NDArray(number, x.dtype)) }
    if value.sequenceItems != nil || isArray(value) { return Tensor(try TensorBuilding.data(value, dtype: nil)) }
    throw PythonError(
      .typeError, "can't assign a \(Machine.current.type(of: value).name) to a torch.\(x.dtype.scalarTypeName)Tensor")
  }

  private static func isArray(_ value: Value) -> Bool {
    guard case .native(let object) = value else { return false }
    return object is any ArrayLike || object is any NumberLike
  }
}
