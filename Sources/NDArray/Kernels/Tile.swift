internal import CKernels

/// A piece of an array, short enough for the cache, as a value of formulas: each operation of a formula is one loop
/// over the piece, with vector instructions and with PyTorch's bits for contiguous elements. Its memory is raw and of
/// the thread it was made on (`ag_tile_take`), so a formula on tiles may run beside the program's own thread.
public protocol Tile: Arithmetic where Mask == TileMask, E.Mask == Bool {
  associatedtype E: TileElement
  var base: UnsafeMutablePointer<E> { get }
  var count: Int { get }
  /// Whether this is one number for all elements.
  var isSingle: Bool { get }
  init(base: UnsafeMutablePointer<E>, count: Int, isSingle: Bool)
}

/// One truth value for each element of a tile.
public struct TileMask {
  let base: UnsafeMutablePointer<Bool>
  let count: Int

  static func make(_ count: Int) throws -> TileMask {
    guard let room = ag_tile_take(count) else { throw EngineError.runtime("out of memory") }
    return TileMask(base: room.bindMemory(to: Bool.self, capacity: count), count: count)
  }

  @inline(__always) static func each(_ count: Int, _ body: (Int) throws -> Bool) throws -> TileMask {
    let mask = try make(count)
    for i in 0..<count { mask.base[i] = try body(i) }
    return mask
  }
}

/// A tile of float32 elements.
public struct FloatTile: Tile {
  public let base: UnsafeMutablePointer<Float>
  public let count: Int
  public let isSingle: Bool

  public init(base: UnsafeMutablePointer<Float>, count: Int, isSingle: Bool) {
    (self.base, self.count, self.isSingle) = (base, count, isSingle)
  }
}

/// A tile of float64 elements.
public struct DoubleTile: Tile {
  public let base: UnsafeMutablePointer<Double>
  public let count: Int
  public let isSingle: Bool

  public init(base: UnsafeMutablePointer<Double>, count: Int, isSingle: Bool) {
    (self.base, self.count, self.isSingle) = (base, count, isSingle)
  }
}

extension Tile {
  static func make(_ count: Int, isSingle: Bool = false) throws -> Self {
    guard let room = ag_tile_take(count * MemoryLayout<E>.stride) else { throw EngineError.runtime("out of memory") }
    return Self(base: room.bindMemory(to: E.self, capacity: count), count: count, isSingle: isSingle)
  }

  /// One number for `count` elements.
  static func repeating(_ number: E, _ count: Int) throws -> Self {
    let tile = try make(count, isSingle: true)
    tile.base.update(repeating: number, count: count)
    return tile
  }

  @inline(__always) static func each(_ a: Self, _ body: (E) throws -> E) throws -> Self {
    let result = try make(a.count, isSingle: a.isSingle)
    for i in 0..<a.count { result.base[i] = try body(a.base[i]) }
    return result
  }

  @inline(__always) static func zip(_ a: Self, _ b: Self, _ body: (E, E) throws -> E) throws -> Self {
    let result = try make(a.count, isSingle: a.isSingle && b.isSingle)
    for i in 0..<a.count { result.base[i] = try body(a.base[i], b.base[i]) }
    return result
  }

  func run(_ function: ElementaryFunction) throws -> Self {
    ag_tile_note()
    let result = try Self.make(count, isSingle: isSingle)
    E.run(function, base, result.base, count)
    return result
  }

  func run(_ function: ElementaryFunctionOfTwo, _ other: Self) throws -> Self {
    ag_tile_note()
    let result = try Self.make(count, isSingle: isSingle && other.isSingle)
    E.run(function, base, other.base, result.base, count)
    return result
  }

  func power(_ exponent: Double) throws -> Self {
    ag_tile_note()
    let result = try Self.make(count, isSingle: isSingle)
    E.runPower(base, exponent, result.base, count)
    return result
  }
}
