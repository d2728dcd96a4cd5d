import Machine
import NDArray
import Syntax

/// `randint` and `integers`: whole numbers between bounds, which may be arrays.
struct NumpyWholeDraws {
  private let low: NDArray
  private let high: NDArray
  private let dtype: DType
  /// Whether one number comes as the language's own.
  private let isPlain: Bool

  /// - Parameter word: The name of the function, for its complaints.
  init(_ first: Value, _ second: Value, dtype: Value, includesHigh: Bool, word: String) throws {
    let kind = try NumpyTypes.dtype(dtype) ?? .int64
    guard !kind.isFloatingPoint else {
      throw PythonError(.typeError, "Unsupported dtype dtype('\(kind.name)') for \(word)")
    }
    let isSingle = second.isNone
    low = try isSingle ? NDArray(.int(0), .int64) : Self.bound(first)
    let top = try Self.bound(isSingle ? first : second)
    high =
      includesHigh
      ? top : try NumpyArithmetic.compute(.subtract, .strong(top), .strong(NDArray(.int(1), .int64)))
    self.dtype = kind
    // An exact class, bool or int, asks for numbers of the language.
    isPlain = word == "randint" && (dtype.isNone || dtype.asType === TypeObject.int || dtype.asType === TypeObject.bool)
    let (least, most) = Self.limits(kind)
    for number in low.ints() where number < least || number > most {
      throw PythonError(.valueError, "low is out of bounds for \(kind.name)")
    }
    for number in high.ints() where number > most {
      throw PythonError(.valueError, "high is out of bounds for \(kind.name)")
    }
    let shape = try NumpyRandom.commonShape([low.shape, high.shape])
    let pairs = zip(low.expanded(to: shape).ints(), high.expanded(to: shape).ints())
    guard pairs.allSatisfy({ $0 <= $1 }) else {
      throw PythonError(
        .valueError,
        isSingle && high.rank == 0
          ? (includesHigh ? "high < 0" : "high <= 0") : (includesHigh ? "low > high" : "low >= high"))
    }
  }

  private static func bound(_ value: Value) throws -> NDArray {
    let data = try Numpy.anything(value)
    guard data.dtype.isFloatingPoint else { return try data.converted(to: .int64).inMemory() }
    return try NumpyFunctions.mapped(data, to: .float64, { $0 }, { $0.rounded(.towardZero) }).converted(to: .int64)
      .inMemory()
  }

  private static func limits(_ dtype: DType) -> (Int, Int) {
    switch dtype {
    case .bool: (0, 1)
    case .uint8: (0, 255)
    default:
      dtype.size >= 8 ? (.min, .max) : (-(1 << (8 * dtype.size - 1)), 1 << (8 * dtype.size - 1) - 1)
    }
  }

  func run(_ bits: any NumpyBits, _ size: Value) throws -> Value {
    var numbers = NumpyWholeNumbers(bits, width: dtype == .bool ? 1 : 8 * dtype.size)
    func next(_ low: Int, _ high: Int) -> Int {
      low &+ Int(truncatingIfNeeded: numbers.draw(upTo: UInt64(bitPattern: Int64(high &- low))))
    }
    if size.isNone, low.rank == 0, high.rank == 0 {
      let drawn = next(low.item.asInt, high.item.asInt)
      guard isPlain else { return Numpy.value(.int(drawn), dtype) }
      return dtype == .bool ? .bool(drawn != 0) : .int(drawn)
    }
    var shapes = [low.shape, high.shape]
    if !size.isNone { shapes.insert(try NumpyBuilding.shape(size), at: 0) }
    let shape = try NumpyRandom.commonShape(shapes)
    let result = try NDArray.uninitialized(shape: shape, .int64).inMemory()
    if let out = result.pointer(Int.self) {
      if low.rank == 0, high.rank == 0 {
        let (least, most) = (low.item.asInt, high.item.asInt)
        for i in 0..<result.count { out[i] = next(least, most) }
      } else {
        let (least, most) = (low.expanded(to: shape).ints(), high.expanded(to: shape).ints())
        for i in 0..<result.count { out[i] = next(least[i], most[i]) }
      }
    }
    return .native(NumpyArray(try result.converted(to: dtype)))
  }
}
