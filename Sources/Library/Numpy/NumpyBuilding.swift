import Autograd
import Machine
import NDArray

/// `np.array`: nested sequences, numbers, arrays and tensors made into one array.
enum NumpyBuilding {
  /// - Parameter dtype: Nil for what the values call for.
  static func build(_ value: Value, dtype: DType?) throws -> NDArray {
    if let data = Numpy.data(value) { return try data.copied().converted(to: dtype ?? data.dtype) }
    if let number = value.asNumber { return NDArray(number, dtype ?? type(of: number)) }
    if let tensor = value.asTensor {
      return try Numpy.data(of: tensor).copied().converted(to: dtype ?? tensor.dtype)
    }
    guard let items = try sequence(value) else {
      if let text = value.asString, let dtype, dtype.isFloatingPoint {
        return NDArray(
          .float(try Machine.current.double(Machine.current.call(.object(TypeObject.float), [.object(text)]))), dtype)
      }
      throw PythonError(
        .typeError,
        "float() argument must be a string or a real number, not '\(Machine.current.type(of: value).name)'")
    }
    var builder = Builder()
    try builder.measure(items, depth: 0)
    try builder.collect(items, depth: 0)
    let type = dtype ?? builder.type ?? .float64
    let isWhole = builder.numbers.allSatisfy { $0.category < 2 }
    let raw = try NDArray.uninitialized(shape: builder.shape, isWhole ? .int64 : .float64).inMemory()
    if isWhole, let out = raw.pointer(Int.self) {
      for (index, number) in builder.numbers.enumerated() where index < raw.count { out[index] = number.asInt }
    } else if let out = raw.pointer(Double.self) {
      for (index, number) in builder.numbers.enumerated() where index < raw.count { out[index] = number.asDouble }
    }
    return try NumpyTypes.converted(raw, to: type)
  }

  static func type(of number: Number) -> DType {
    switch number {
    case .bool: .bool
    case .int: .int64
    case .float: .float64
    }
  }

  private static func sequence(_ value: Value) throws -> [Value]? {
    if let items = value.sequenceItems { return items }
    if value.asRange != nil { return try Machine.current.elements(value) }
    return nil
  }

  private struct Builder {
    var shape: [Int] = []
    var numbers: [Number] = []
    var type: DType?

    mutating func measure(_ items: [Value], depth: Int) throws {
      guard depth < 64 else {
        throw PythonError(
          .valueError,
          "setting an array element with a sequence. The requested array would exceed the maximum number of dimension of 64."
        )
      }
      shape.append(items.count)
      guard let first = items.first else { return }
      if let inner = try NumpyBuilding.sequence(first) {
        try measure(inner, depth: depth + 1)
      } else if let data = try inner(first) {
        shape += data.shape
      }
    }

    private func inner(_ value: Value) throws -> NDArray? {
      if let data = Numpy.data(value) { return data }
      return try value.asTensor.map { try Numpy.data(of: $0) }
    }

    mutating func collect(_ items: [Value], depth: Int) throws {
      guard items.count == shape[depth] else { throw ragged(depth) }
      let isLast = depth == shape.count - 1
      for item in items {
        if let number = item.asNumber {
          guard isLast else { throw ragged(depth + 1) }
          note(NumpyBuilding.type(of: number))
          numbers.append(number)
        } else if let data = try inner(item) {
          guard data.shape == Array(shape[(depth + 1)...]) else { throw ragged(depth + 1) }
          note(data.dtype)
          numbers += data.numbers()
        } else if let more = try NumpyBuilding.sequence(item) {
          guard !isLast else { throw ragged(depth + 1) }
          try collect(more, depth: depth + 1)
        } else {
          throw PythonError(
            .typeError,
            "float() argument must be a string or a real number, not '\(Machine.current.type(of: item).name)'")
        }
      }
    }

    private func ragged(_ depth: Int) -> PythonError {
      let sizes = shape.prefix(depth).map(String.init).joined(separator: ", ") + (depth == 1 ? "," : "")
      return PythonError(
        .valueError,
        "setting an array element with a sequence. The requested array has an inhomogeneous shape after \(depth) dimensions. "
          + "The detected shape was (\(sizes)) + inhomogeneous part.")
    }

    private mutating func note(_ dtype: DType) { type = type.map { NumpyTypes.promoted($0, dtype) } ?? dtype }
  }

  /// Sizes given as one number or as a tuple.
  static func shape(_ value: Value) throws -> [Int] {
    if let items = value.sequenceItems { return try items.map { try checked(Machine.current.index($0)) } }
    return [try checked(Machine.current.index(value))]
  }

  private static func checked(_ size: Int) throws -> Int {
    guard size >= 0 else { throw PythonError(.valueError, "negative dimensions are not allowed") }
    return size
  }
}
