import Machine
import NDArray
import Syntax

/// numpy's dtypes, and the classes of its scalars.
enum NumpyTypes {
  /// numpy's kinds of numbers, from the general to the particular.
  nonisolated(unsafe) static let generic = TypeObject("generic", module: "numpy", layout: .opaque)
  nonisolated(unsafe) private static let number = TypeObject("number", module: "numpy", bases: [generic])
  nonisolated(unsafe) private static let integer = TypeObject("integer", module: "numpy", bases: [number])
  nonisolated(unsafe) private static let signed = TypeObject("signedinteger", module: "numpy", bases: [integer])
  nonisolated(unsafe) private static let unsigned = TypeObject("unsignedinteger", module: "numpy", bases: [integer])
  nonisolated(unsafe) private static let inexact = TypeObject("inexact", module: "numpy", bases: [number])
  nonisolated(unsafe) private static let floating = TypeObject("floating", module: "numpy", bases: [inexact])

  nonisolated(unsafe) static let abstract = [generic, number, integer, signed, unsigned, inexact, floating]

  /// The dtypes that numpy has, too.
  static let dtypes: [DType] = [.bool, .int8, .int16, .int32, .int64, .uint8, .float16, .float32, .float64]

  /// The class of scalars of each dtype.
  nonisolated(unsafe) static let scalars: [DType: TypeObject] = {
    var table: [DType: TypeObject] = [:]
    for dtype in dtypes {
      let base = dtype == .bool ? generic : dtype.isFloatingPoint ? floating : dtype == .uint8 ? unsigned : signed
      let type = TypeObject(
        dtype == .bool ? "bool" : dtype.name, module: "numpy", bases: [base], summary: "Numbers of dtype \(dtype.name)."
      )
      type.errorName = "\(type.module).\(type.name)"
      type.slots.new = { _, arguments in
        guard arguments.count > 0 else { return Numpy.value(.int(0), dtype) }
        return Numpy.value(try NumpyBuilding.build(arguments[0], dtype: dtype))
      }
      table[dtype] = type
    }
    return table
  }()

  static func scalarType(_ dtype: DType) -> TypeObject { scalars[dtype] ?? generic }

  /// `np.dtype('float32')`.
  nonisolated(unsafe) static let dtypeType: TypeObject = {
    let type = TypeObject("dtype", module: "numpy", layout: .opaque, summary: "What the elements of an array are.")
    type.slots.new = { _, arguments in
      .object(NumpyDType.of(try dtype(arguments.count > 0 ? arguments[0] : .none) ?? .float64))
    }
    type.slots.repr = { "dtype('\(name($0))')" }
    type.slots.str = { name($0) }
    type.slots.hash = { _ in 7 }
    type.slots.compare = { operation, a, b in
      guard let left = NumpyDType.dtype(of: a) else { return nil }
      let right = try? dtype(b)
      switch operation {
      case .equal: return .bool(left == right)
      case .notEqual: return .bool(left != right)
      default: return nil
      }
    }
    type.property("name", get: { .string(name($0)) })
    type.property("itemsize", get: { .int(NumpyDType.dtype(of: $0)?.size ?? 0) })
    type.property(
      "kind",
      get: { value in
        guard let dtype = NumpyDType.dtype(of: value) else { return .none }
        return .string(dtype == .bool ? "b" : dtype.isFloatingPoint ? "f" : dtype == .uint8 ? "u" : "i")
      })
    type.property("type", get: { value in NumpyDType.dtype(of: value).map { .object(scalarType($0)) } ?? .none })
    return type
  }()

  private static func name(_ value: Value) -> String { NumpyDType.dtype(of: value)?.name ?? "" }

  private static let words: [String: DType] = {
    var table: [String: DType] = [
      "float": .float64, "double": .float64, "single": .float32, "half": .float16, "int": .int64, "long": .int64,
      "f": .float32, "d": .float64, "e": .float16, "i": .int32, "l": .int64, "?": .bool, "b": .int8, "B": .uint8,
      "f2": .float16, "f4": .float32, "f8": .float64, "i1": .int8, "i2": .int16, "i4": .int32, "i8": .int64,
      "u1": .uint8,
    ]
    for dtype in dtypes { table[dtype.name] = dtype }
    return table
  }()

  /// A dtype given in any of its spellings; nil for None.
  static func dtype(_ value: Value) throws -> DType? {
    if value.isNone { return nil }
    if let dtype = NumpyDType.dtype(of: value) { return dtype }
    if let type = value.asType {
      if type === TypeObject.float { return .float64 }
      if type === TypeObject.int { return .int64 }
      if type === TypeObject.bool { return .bool }
      if let found = scalars.first(where: { $0.value === type })?.key { return found }
    }
    if let word = value.asString?.text {
      if let dtype = words[word] { return dtype }
      if let last = word.dropFirst(1) as Substring?, "<=|".contains(word.prefix(1)), let dtype = words[String(last)] {
        return dtype
      }
      throw PythonError(.typeError, "data type '\(word)' not understood")
    }
    throw PythonError(
      .typeError, "Cannot interpret '\(try Machine.current.repr(value))' as a data type")
  }

  /// As `NDArray.converted`, but float64 numbers are rounded to float16 once, not by way of float32.
  static func converted(_ data: NDArray, to dtype: DType) throws -> NDArray {
    guard dtype == .float16, data.dtype == .float64 else { return try data.converted(to: dtype) }
    let source = try data.contiguous().inMemory()
    let result = try NDArray.uninitialized(shape: data.shape, .float16).inMemory()
    guard let from = source.pointer(Double.self), let to = result.pointer(Float16.self) else { return result }
    for i in 0..<source.count { to[i] = Float16(from[i]) }
    return result
  }

  // MARK: Promotion

  /// numpy's type of a result that mixes two dtypes.
  static func promoted(_ a: DType, _ b: DType) -> DType {
    if a == b { return a }
    if a == .bool { return b }
    if b == .bool { return a }
    switch (a.isFloatingPoint, b.isFloatingPoint) {
    case (true, true): return a.size >= b.size ? a : b
    case (true, false): return mixed(a, b)
    case (false, true): return mixed(b, a)
    case (false, false): return DType.promoted(a, b)
    }
  }

  /// A floating-point type that holds whole numbers of another, too.
  private static func mixed(_ float: DType, _ whole: DType) -> DType {
    let needed: DType = whole.size == 1 ? .float16 : whole.size == 2 ? .float32 : .float64
    return float.size >= needed.size ? float : needed
  }

  /// The floating-point type that functions such as `sin` compute in.
  static func floatType(_ dtype: DType) -> DType {
    if dtype.isFloatingPoint { return dtype }
    return dtype.size == 1 ? .float16 : dtype.size == 2 ? .float32 : .float64
  }

  /// The type of a dtype with a number of the language, which only counts by its kind.
  static func promoted(_ dtype: DType, with number: Number) -> DType {
    switch number {
    case .bool: dtype
    case .int: dtype == .bool ? .int64 : dtype
    case .float: dtype.isFloatingPoint ? dtype : .float64
    }
  }
}

/// `dtype('float32')`; one object for each.
final class NumpyDType: Object {
  let dtype: DType

  private init(_ dtype: DType) {
    self.dtype = dtype
    super.init(.other)
  }

  override var type: TypeObject { NumpyTypes.dtypeType }

  nonisolated(unsafe) private static let all = DType.allCases.map { NumpyDType($0) }

  static func of(_ dtype: DType) -> NumpyDType { all[Int(dtype.rawValue)] }

  static func dtype(of value: Value) -> DType? {
    guard case .object(let object) = value, let found = object as? NumpyDType else { return nil }
    return found.dtype
  }
}
