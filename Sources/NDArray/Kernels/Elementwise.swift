/// An elementwise operation of one array, as a formula.
public protocol UnaryFormula: TileFormula {
  static func value<T: Arithmetic>(_ x: T) throws -> T
  /// The formula on whole numbers; nil when whole numbers become floating point first.
  static var onIntegers: ((Int) throws -> Int)? { get }
  /// - Throws: PyTorch's error where it has no kernel for a dtype. Single and double precision are not asked.
  static func admit(_ dtype: DType) throws
  /// What half types have in single precision instead; nil where that is the formula itself.
  static var ofHalves: ((Float) -> Float)? { get }
}

/// An elementwise operation of two arrays, as a formula.
public protocol BinaryFormula: TileFormula {
  static func value<T: Arithmetic>(_ a: T, _ b: T) throws -> T
  /// The formula where the second operand is a number of the program.
  static func valueWithNumber<T: Arithmetic>(_ a: T, _ b: T) throws -> T
  static var onIntegers: ((Int, Int) throws -> Int)? { get }
  static var onIntegersWithNumber: ((Int, Int) throws -> Int)? { get }
  /// - Throws: PyTorch's error where it has no kernel for two dtypes, or for the one that both become. Two operands in
  ///   single, or two in double precision are not asked.
  static func admit(_ a: DType, _ b: DType, as type: DType) throws
  /// Whether a second operand without dimensions enters in single precision where the result is of a half type, as
  /// PyTorch has it for products and quotients; elsewhere it is rounded to that type first.
  static var takesWideNumber: Bool { get }
  /// The result beside a number of the program where bfloat16 is rounded between the steps of the formula; else nil.
  static func inSteps(_ a: NDArray, _ b: Number) throws -> NDArray?
}

@usableFromInline enum WithNumber<R: BinaryFormula>: BinaryFormula {
  @inlinable static func value<T: Arithmetic>(_ a: T, _ b: T) throws -> T { try R.valueWithNumber(a, b) }
  @inlinable static var onIntegers: ((Int, Int) throws -> Int)? { R.onIntegersWithNumber }
  @inlinable static var takesWideNumber: Bool { R.takesWideNumber }
  @inlinable static func admit(_ a: DType, _ b: DType, as type: DType) throws { try R.admit(a, b, as: type) }
}

extension UnaryFormula {
  @inlinable public static var ofHalves: ((Float) -> Float)? { nil }
  @inlinable public static var onIntegers: ((Int) throws -> Int)? { nil }
  @inlinable public static func admit(_ dtype: DType) throws {}
}
extension BinaryFormula {
  @inlinable public static func valueWithNumber<T: Arithmetic>(_ a: T, _ b: T) throws -> T { try value(a, b) }
  @inlinable public static var onIntegers: ((Int, Int) throws -> Int)? { nil }
  @inlinable public static var onIntegersWithNumber: ((Int, Int) throws -> Int)? { onIntegers }
  @inlinable public static var takesWideNumber: Bool { false }
  @inlinable public static func inSteps(_ a: NDArray, _ b: Number) throws -> NDArray? { nil }
  @inlinable public static func admit(_ a: DType, _ b: DType, as type: DType) throws {}
}

/// Runs formulas over arrays.
public enum Elementwise {
  // MARK: One array

  @inlinable public static func map<R: UnaryFormula>(_: R.Type, _ x: NDArray) throws -> NDArray {
    if x.dtype == .float32 {
      if x.layout.rank == 0 { return NDArray(try R.value(x.float)) }
      return try run(R.self, Float.self, x)
    }
    return try mapOther(R.self, x)
  }

  @inlinable static func mapOther<R: UnaryFormula>(_: R.Type, _ x: NDArray) throws -> NDArray {
    if x.dtype != .float64 { try R.admit(x.dtype) }
    switch x.dtype {
    case .float64:
      if x.layout.rank == 0 { return NDArray(try R.value(x.double)) }
      return try run(R.self, Double.self, x)
    case .float32: return try run(R.self, Float.self, x)
    case .float16, .bfloat16:
      if !x.layout.isContiguous, let result = try MemoryOrder.run([x], { try mapOther(R.self, $0[0].contiguous()) }) {
        return result
      }
      let wide = try x.converted(to: .float32)
      if let formula = R.ofHalves { return try apply(wide, formula).converted(to: x.dtype) }
      let result = try run(R.self, Float.self, wide)
      if TileRun.suits(R.self, wide.layout.count) { try mendRests(R.self, result, wide) }
      return try result.converted(to: x.dtype)
    default:
      guard let onIntegers = R.onIntegers else {
        return try map(R.self, x.converted(to: DefaultDType.current))
      }
      if !x.layout.isContiguous, let result = try MemoryOrder.run([x], { try map(R.self, $0[0].contiguous()) }) {
        return result
      }
      let source = try x.converted(to: .int64).contiguous().inMemory()
      let result = try NDArray.uninitialized(source.layout, .int64)
      guard let from = source.pointer(Int.self), let to = result.pointer(Int.self) else { return result }
      for i in 0..<source.count { to[i] = try onIntegers(from[i]) }
      return try result.converted(to: x.dtype)
    }
  }

  @inlinable static func run<R: UnaryFormula, E: TileElement>(_: R.Type, _: E.Type, _ x: NDArray) throws -> NDArray {
    if x.layout.count >= Deferral.least, x.layout.isRow {
      return try Deferral.result(R.self, x.layout, x.dtype, [.array(x)])
    }
    guard x.layout.isContiguous, let from = x.pointer(E.self) else {
      return try MemoryOrder.run([x]) { try run(R.self, E.self, $0[0].contiguous().inMemory()) }
        ?? run(R.self, E.self, x.copied().inMemory())
    }
    let result = try NDArray.uninitialized(x.layout, x.dtype)
    guard let to = result.pointer(E.self) else { return result }
    if TileRun.suits(R.self, x.layout.count) {
      try TileRun.run(R.self, to: to, x.layout.count, .elements(from))
    } else {
      for i in 0..<x.layout.count { to[i] = try R.value(from[i]) }
    }
    return result
  }

  // MARK: Two arrays

  /// - Throws: `RuntimeError` when the shapes do not stretch to each other.
  @inlinable public static func zip<R: BinaryFormula>(_: R.Type, _ a: NDArray, _ b: NDArray) throws -> NDArray {
    if a.dtype == b.dtype {
      if a.dtype == .float32 {
        if a.layout.rank == 0, b.layout.rank == 0 { return NDArray(try R.value(a.float, b.float)) }
        return try run(R.self, Float.self, a, b)
      }
      if a.dtype == .float64 {
        if a.layout.rank == 0, b.layout.rank == 0 { return NDArray(try R.value(a.double, b.double)) }
        return try run(R.self, Double.self, a, b)
      }
    }
    return try zipOther(R.self, a, b, promotedType(a, b))
  }

  /// Promotion as for tensors: one without dimensions only counts when its kind of number is higher.
  public static func promotedType(_ a: NDArray, _ b: NDArray) -> DType {
    if (a.rank == 0) == (b.rank == 0) || a.dtype.category == b.dtype.category && a.dtype == b.dtype {
      return DType.promoted(a.dtype, b.dtype)
    }
    let (array, single) = a.rank == 0 ? (b.dtype, a.dtype) : (a.dtype, b.dtype)
    return single.category > array.category ? single : array
  }

  /// The same for several.
  public static func promotedType(_ arrays: [NDArray]) -> DType {
    func common(_ arrays: [NDArray]) -> DType? {
      arrays.dropFirst().reduce(arrays.first?.dtype) { type, next in type.map { DType.promoted($0, next.dtype) } }
    }
    let whole = common(arrays.filter { $0.rank > 0 })
    let single = common(arrays.filter { $0.rank == 0 })
    guard let whole, let single else { return whole ?? single ?? .float32 }
    return single.category > whole.category ? DType.promoted(whole, single) : whole
  }

  @inlinable static func zipOther<R: BinaryFormula>(
    _: R.Type, _ a: NDArray, _ b: NDArray, _ type: DType
  ) throws -> NDArray {
    try R.admit(a.dtype, b.dtype, as: type)
    if !a.layout.isRow || !b.layout.isRow {
      // What changes its dtype is laid out anew before the result's order in memory is chosen.
      let common = type.compute == .int && R.onIntegers == nil ? DefaultDType.current : type
      let operands = try [a, b].map { try $0.layout.rank > 0 ? $0.converted(to: common) : $0 }
      if let result = try MemoryOrder.run(operands, { try zipOther(R.self, $0[0], $0[1], type) }) { return result }
    }
    switch type.compute {
    case .double:
      let x = try a.converted(to: .float64)
      let y = try b.converted(to: .float64)
      if x.layout.rank == 0, y.layout.rank == 0 { return NDArray(try R.value(x.double, y.double)) }
      return try run(R.self, Double.self, x, y)
    case .float:
      let isWide = R.takesWideNumber && b.layout.rank == 0
      let x = try a.converted(to: type).converted(to: .float32)
      let y = try (isWide ? b : b.converted(to: type)).converted(to: .float32)
      let result = try run(R.self, Float.self, x, y)
      if type != .float32, TileRun.suits(R.self, result.layout.count) { try mendRests(R.self, result, x, y) }
      return try result.converted(to: type)
    case .int:
      guard let onIntegers = R.onIntegers else {
        let float = DefaultDType.current
        return try zip(R.self, a.converted(to: float), b.converted(to: float))
      }
      let x = try a.converted(to: .int64).inMemory()
      let y = try b.converted(to: .int64).inMemory()
      let shape = try Broadcast.shape(x.shape, y.shape)
      let result = try NDArray.uninitialized(shape: shape, .int64)
      guard let p = x.pointer(Int.self), let q = y.pointer(Int.self), let out = result.pointer(Int.self) else {
        return result
      }
      try Walk.pairs(shape, Broadcast.strides(x.layout, to: shape), Broadcast.strides(y.layout, to: shape)) {
        i, j, k, length, stepA, stepB in
        for n in 0..<length { out[k + n] = try onIntegers(p[i + n * stepA], q[j + n * stepB]) }
      }
      return try result.converted(to: type)
    }
  }

  @inlinable static func run<R: BinaryFormula, E: TileElement>(
    _: R.Type, _: E.Type, _ a: NDArray, _ b: NDArray
  ) throws -> NDArray {
    if a.layout.count >= Deferral.least, a.layout === b.layout, a.layout.isRow {
      return try Deferral.result(R.self, a.layout, a.dtype, [.array(a), .array(b)])
    }
    if a.layout === b.layout, a.layout.isContiguous, let p = a.pointer(E.self), let q = b.pointer(E.self) {
      let result = try NDArray.uninitialized(a.layout, a.dtype)
      guard let out = result.pointer(E.self) else { return result }
      if TileRun.suits(R.self, a.layout.count) {
        try TileRun.run(R.self, to: out, a.layout.count, .elements(p), .elements(q))
      } else {
        for i in 0..<a.layout.count { out[i] = try R.value(p[i], q[i]) }
      }
      return result
    }
    return try runStretched(R.self, E.self, a, b)
  }

  @inlinable static func runStretched<R: BinaryFormula, E: TileElement>(
    _: R.Type, _: E.Type, _ a: NDArray, _ b: NDArray
  ) throws -> NDArray {
    if a.layout.count >= Deferral.least, b.layout.rank == 0, a.layout.isRow {
      return try Deferral.result(
        R.self, a.layout, a.dtype, [.array(a), .number(b.withBase { $0.loadUnaligned(as: E.self) }.asDouble)])
    }
    if b.layout.count >= Deferral.least, a.layout.rank == 0, b.layout.isRow {
      return try Deferral.result(
        R.self, b.layout, b.dtype, [.number(a.withBase { $0.loadUnaligned(as: E.self) }.asDouble), .array(b)])
    }
    if b.layout.rank == 0, a.layout.isContiguous, let p = a.pointer(E.self) {
      let result = try NDArray.uninitialized(a.layout, a.dtype)
      guard let out = result.pointer(E.self) else { return result }
      let y = b.withBase { $0.loadUnaligned(as: E.self) }
      if TileRun.suits(R.self, a.layout.count) {
        try TileRun.run(R.self, to: out, a.layout.count, .elements(p), .number(y.asDouble))
      } else {
        for i in 0..<a.layout.count { out[i] = try R.value(p[i], y) }
      }
      return result
    }
    if a.layout.rank == 0, b.layout.isContiguous, let q = b.pointer(E.self) {
      let result = try NDArray.uninitialized(b.layout, b.dtype)
      guard let out = result.pointer(E.self) else { return result }
      let x = a.withBase { $0.loadUnaligned(as: E.self) }
      if TileRun.suits(R.self, b.layout.count) {
        try TileRun.run(R.self, to: out, b.layout.count, .number(x.asDouble), .elements(q))
      } else {
        for i in 0..<b.layout.count { out[i] = try R.value(x, q[i]) }
      }
      return result
    }
    if !a.layout.isRow || !b.layout.isRow,
      let result = try MemoryOrder.run([a, b], { try run(R.self, E.self, $0[0], $0[1]) })
    {
      return result
    }
    let x = try a.inMemory()
    let y = try b.inMemory()
    let shape = try Broadcast.shape(x.shape, y.shape)
    let result = try NDArray.uninitialized(shape: shape, x.dtype)
    guard let p = x.pointer(E.self), let q = y.pointer(E.self), let out = result.pointer(E.self) else { return result }
    let isOnTiles = TileRun.suits(R.self, shape.last ?? 1)
    try Walk.pairs(shape, Broadcast.strides(x.layout, to: shape), Broadcast.strides(y.layout, to: shape)) {
      i, j, k, length, stepA, stepB in
      if isOnTiles, stepA | stepB == 1 {
        try TileRun.run(
          R.self, to: out + k, length, stepA == 1 ? .elements(p + i) : .number(p[i].asDouble),
          stepB == 1 ? .elements(q + j) : .number(q[j].asDouble))
      } else {
        for n in 0..<length { out[k + n] = try R.value(p[i + n * stepA], q[j + n * stepB]) }
      }
    }
    return result
  }

  // MARK: An array and a number

  @inlinable public static func zip<R: BinaryFormula>(_: R.Type, _ a: NDArray, _ b: Number) throws -> NDArray {
    if a.dtype == .float32 {
      if a.layout.rank == 0 { return NDArray(try R.valueWithNumber(a.float, Float(b.asDouble))) }
      if a.layout.isContiguous { return try run(WithNumber<R>.self, a, Float(b.asDouble)) }
    }
    if a.dtype == .bfloat16, let result = try R.inSteps(a, b) { return result }
    let type = a.dtype.combined(with: b)
    try R.admit(a.dtype, b.dtype, as: type)
    let isWide = R.takesWideNumber && type.compute == .float
    let isFraction = type.compute == .int && R.onIntegers == nil
    return try zipOther(
      WithNumber<R>.self, a, NDArray(b, isFraction ? DefaultDType.current : isWide ? .float32 : type), type)
  }

  @inlinable public static func zip<R: BinaryFormula>(_: R.Type, _ a: Number, _ b: NDArray) throws -> NDArray {
    if b.dtype == .float32, b.layout.rank == 0 { return NDArray(try R.value(Float(a.asDouble), b.float)) }
    let type = b.dtype.combined(with: a)
    try R.admit(a.dtype, b.dtype, as: type)
    return try zipOther(R.self, NDArray(a, type), b, type)
  }

  @inlinable static func run<R: BinaryFormula, E: TileElement>(_: R.Type, _ a: NDArray, _ b: E) throws -> NDArray {
    if a.layout.count >= Deferral.least, a.layout.isRow {
      return try Deferral.result(R.self, a.layout, a.dtype, [.array(a), .number(b.asDouble)])
    }
    let result = try NDArray.uninitialized(a.layout, a.dtype)
    guard let p = a.pointer(E.self), let out = result.pointer(E.self) else { return result }
    if TileRun.suits(R.self, a.count) {
      try TileRun.run(R.self, to: out, a.count, .elements(p), .number(b.asDouble))
    } else {
      for i in 0..<a.count { out[i] = try R.value(p[i], b) }
    }
    return result
  }
}
