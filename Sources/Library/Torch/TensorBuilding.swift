import Autograd
import Machine
import NDArray
import Ops

/// `torch.tensor`: nested lists, numbers and tensors made into a new tensor.
enum TensorBuilding {
  /// - Parameters:
  ///   - dtype: Nil for what the values call for.
  /// - Throws: PyTorch's errors for ragged or mixed nesting and for values that are no numbers.
  static func data(_ value: Value, dtype: DType?) throws -> NDArray {
    if let number = value.asNumber {
      if let dtype { try checkHolds([number], dtype) }
      return NDArray(number, dtype ?? number.dtype)
    }
    if let tensor = value.asTensor { return try tensor.data.cloned().converted(to: dtype ?? tensor.dtype) }
    if case .native(let object) = value, let array = object as? any ArrayLike {
      return try array.array.copied().converted(to: dtype ?? array.array.dtype)
    }
    if case .native(let object) = value, let scalar = object as? any NumberLike {
      return NDArray(scalar.number, dtype ?? scalar.dtype)
    }
    let items = try sequence(value)
    guard let items else { throw notANumber(value, dtype, isInside: false) }
    var builder = Builder()
    try builder.measure(items, depth: 0)
    let type = try dtype ?? inferred(value) ?? DefaultDType.current
    builder.type = type
    builder.numbers.reserveCapacity(builder.shape.reduce(1, *))
    if builder.shape.contains(0) {
      // Nothing is stored, and so no row is measured against another.
      return try NDArray.zeros(shape: builder.shape, type)
    }
    try builder.collect(items, depth: 0)
    if dtype != nil { try checkHolds(builder.numbers, type) }
    if builder.shape.isEmpty { return NDArray(builder.numbers.first ?? .int(0), type) }
    return try filled(builder.shape, builder.numbers, type)
  }

  /// - Throws: PyTorch's `RuntimeError` for a number that no whole number of the dtype is.
  private static func checkHolds(_ numbers: [Number], _ dtype: DType) throws {
    guard !dtype.isFloatingPoint, dtype != .bool, !numbers.allSatisfy({ dtype.holds($0) }) else { return }
    throw EngineError.runtime("value cannot be converted to type \(dtype.name) without overflow")
  }

  /// The dtype of all numbers together, that of an empty list being the default one.
  ///
  /// - Throws: for the first value that is no number, as PyTorch looks at all of them before it makes anything.
  private static func inferred(_ value: Value) throws -> DType? {
    if let number = value.asNumber { return number.dtype }
    if let tensor = value.asTensor { return tensor.dtype }
    if case .native(let object) = value {
      if let array = object as? any ArrayLike { return array.array.dtype }
      if let scalar = object as? any NumberLike { return scalar.dtype }
    }
    guard let items = try sequence(value) else { throw notANumber(value, nil, isInside: false) }
    guard !items.isEmpty else { return DefaultDType.current }
    var type: DType?
    for item in items {
      guard let one = try inferred(item) else { continue }
      type = type.map { DType.promoted($0, one) } ?? one
    }
    return type
  }

  private static func filled(_ shape: [Int], _ numbers: [Number], _ dtype: DType) throws -> NDArray {
    let isWhole = numbers.allSatisfy { $0.category < 2 }
    let raw = try NDArray.uninitialized(shape: shape, isWhole ? .int64 : .float64)
    guard raw.count > 0 else { return try raw.converted(to: dtype) }
    if isWhole {
      guard let p = raw.pointer(Int.self) else { return raw }
      for (i, number) in numbers.enumerated() { p[i] = number.asInt }
    } else {
      guard let p = raw.pointer(Double.self) else { return raw }
      for (i, number) in numbers.enumerated() { p[i] = number.asDouble }
    }
    return try raw.converted(to: dtype)
  }

  /// The items of a list, tuple, range or another sequence; nil for what is none.
  private static func sequence(_ value: Value) throws -> [Value]? {
    if let items = value.sequenceItems { return items }
    if value.asRange != nil { return try Machine.current.elements(value) }
    return nil
  }

  /// - Parameters:
  ///   - dtype: The one asked for: the value is then refused where it is converted.
  ///   - isInside: Whether it stands in a list.
  private static func notANumber(_ value: Value, _ dtype: DType?, isInside: Bool) -> EngineError {
    let name = Machine.current.type(of: value).name
    if value.asString != nil, dtype == nil || !isInside {
      return EngineError(.typeError, "new(): invalid data type 'str'")
    }
    guard let dtype else { return EngineError.runtime("Could not infer dtype of \(name)") }
    return EngineError(
      .typeError,
      dtype.isFloatingPoint
        ? "must be real number, not \(name)" : "'\(name)' object cannot be interpreted as an integer")
  }

  private struct Builder {
    var shape: [Int] = []
    var numbers: [Number] = []
    /// What the elements are to be.
    var type = DefaultDType.current

    mutating func measure(_ items: [Value], depth: Int) throws {
      guard depth < 128 else { throw EngineError(.valueError, "too many dimensions 'list'") }
      shape.append(items.count)
      guard let first = items.first else { return }
      if let inner = try TensorBuilding.sequence(first) {
        try measure(inner, depth: depth + 1)
      } else if let tensor = first.asTensor {
        shape += tensor.shape
      } else if case .native(let object) = first, let array = object as? any ArrayLike {
        shape += array.array.shape
      } else if first.asString != nil {
        // A string has items of its own, without end.
        throw EngineError(.valueError, "too many dimensions 'str'")
      }
    }

    mutating func collect(_ items: [Value], depth: Int) throws {
      guard items.count == shape[depth] else {
        throw EngineError(
          .valueError, "expected sequence of length \(shape[depth]) at dim \(depth) (got \(items.count))")
      }
      let isLast = depth == shape.count - 1
      for item in items {
        if isLast {
          try append(item)
        } else if let inner = try TensorBuilding.sequence(item) {
          try collect(inner, depth: depth + 1)
        } else if let tensor = item.asTensor {
          try append(tensor.data, depth: depth + 1)
        } else if case .native(let object) = item, let array = object as? any ArrayLike {
          try append(array.array, depth: depth + 1)
        } else {
          throw EngineError(.typeError, "not a sequence")
        }
      }
    }

    private mutating func append(_ data: NDArray, depth: Int) throws {
      guard data.shape == Array(shape[depth...]) else {
        throw EngineError(
          .valueError, "expected sequence of length \(shape[depth]) at dim \(depth) (got \(data.shape.first ?? 0))")
      }
      numbers += data.numbers()
    }

    private mutating func append(_ item: Value) throws {
      if let number = item.asNumber {
        numbers.append(number)
      } else if let tensor = item.asTensor {
        guard tensor.count == 1 else {
          throw type.isFloatingPoint
            ? EngineError(.valueError, "only one element tensors can be converted to Python scalars")
            : EngineError(.typeError, "only integer tensors of a single element can be converted to an index")
        }
        if tensor.node != nil { TensorWarnings.scalarConversion() }
        numbers.append(tensor.data.item)
      } else if case .native(let object) = item, let scalar = object as? any NumberLike {
        numbers.append(scalar.number)
      } else if try TensorBuilding.sequence(item) != nil {
        let name = Machine.current.type(of: item).name
        throw EngineError(
          .typeError,
          type.isFloatingPoint
            ? "must be real number, not \(name)" : "'\(name)' object cannot be interpreted as an integer")
      } else {
        throw TensorBuilding.notANumber(item, type, isInside: true)
      }
    }
  }
}

/// A native value with an array inside: numpy's.
protocol ArrayLike: AnyObject {
  var array: NDArray { get }
}

extension NumberLike {
  var dtype: DType { number.dtype }
}

/// Warnings that tensors give, in PyTorch's words.
enum TensorWarnings {
  /// Said once per process, as PyTorch does.
  static func scalarConversion() {
    try? once(
      "Converting a tensor with requires_grad=True to a scalar may lead to unexpected behavior.\n"
        + "Consider using tensor.detach() first. (Triggered internally at "
        + "/__w/pytorch/pytorch/torch/csrc/autograd/generated/python_variable_methods.cpp:822.)")
  }

  nonisolated(unsafe) static var said: Set<String> = []

  /// A warning that PyTorch gives once per process.
  static func once(_ text: String) throws {
    guard said.insert(text).inserted else { return }
    try Machine.current.warn(.userWarning, text)
  }

  static func createGraph() throws {
    try once(
      "Using backward() with create_graph=True will create a reference cycle between the parameter and its gradient which "
        + "can cause a memory leak. We recommend using autograd.grad when creating the graph to avoid this. If you have to "
        + "use this function, make sure to reset the .grad fields of your parameters to None after use to break the cycle "
        + "and avoid the leak. (Triggered internally at /__w/pytorch/pytorch/torch/csrc/autograd/engine.cpp:1307.)")
  }

  static func gradientOfNonLeaf() throws {
    try Machine.current.warn(
      .userWarning,
      "The .grad attribute of a Tensor that is not a leaf Tensor is being accessed. Its .grad attribute won't be populated "
        + "during autograd.backward(). If you indeed want the .grad field to be populated for a non-leaf Tensor, use "
        + ".retain_grad() on the non-leaf Tensor. If you access the non-leaf Tensor by mistake, make sure you access the "
        + "leaf Tensor instead. See github.com/pytorch/pytorch/pull/30531 for more information. (Triggered internally at "
        + "/__w/pytorch/pytorch/build/aten/src/ATen/core/TensorBody.h:493.)")
  }
}
