internal import CKernels

/// Which formulas are evaluated on tiles, and how.
public enum TileRun {
  /// From so many elements on PyTorch has vector code.
  public static let least = 16
  /// From so many elements on a second core is worth its while.
  private static let worthSharing = 1 << 17
  /// A tile has as many elements, the last one of a share up to `least - 1` more.
  static let length = 1024

  /// What a formula reads: contiguous elements, or one number for all of them.
  public enum Operand {
    case elements(UnsafeMutableRawPointer)
    case number(Double)
  }

  /// What one evaluation is about. It holds no references, so that another thread may read it.
  struct Job {
    let formula: any TileFormula.Type
    let isFloat: Bool
    let operands: (Operand, Operand, Operand, Operand)
    let result: UnsafeMutableRawPointer
    let count: Int
    let share: Int
    var hasFailed = false
  }

  /// Whether an array of so many elements is better evaluated on tiles: elementary functions have vector code, and long
  /// arrays are shared between cores.
  @inlinable public static func suits(_ formula: any TileFormula.Type, _ count: Int) -> Bool {
    count >= least && isWorth(formula, count)
  }

  @usableFromInline static func isWorth(_ formula: any TileFormula.Type, _ count: Int) -> Bool {
    count >= worthSharing || isElementary(formula)
  }

  /// What was found out about formulas, by the address of their type.
  nonisolated(unsafe) private static var known = [(formula: Int, isElementary: Bool)](
    repeating: (0, false), count: 256)

  /// Whether a formula asks for elementary functions, which is found out by evaluating it once.
  static func isElementary(_ formula: any TileFormula.Type) -> Bool {
    let address = unsafeBitCast(ObjectIdentifier(formula), to: Int.self)
    let place = (address >> 4) & 255
    if known[place].formula == address { return known[place].isElementary }
    let mark = ag_tile_mark()
    defer { ag_tile_release(mark) }
    _ = ag_tile_was_noted()
    if let half = try? FloatTile.repeating(0.5, 1) { _ = try? formula.onTiles(half, half, half, half) }
    known[place] = (address, ag_tile_was_noted() != 0)
    return known[place].isElementary
  }

  /// Evaluates a formula over `count` elements.
  ///
  /// - Parameters:
  ///   - a: The first operand; the others, as far as the formula reads them, follow.
  ///   - result: Room for `count` elements; may be where an operand lies.
  /// - Throws: `RuntimeError` when there is no memory for tiles.
  public static func run<E: TileElement>(
    _ formula: any TileFormula.Type, to result: UnsafeMutablePointer<E>, _ count: Int, _ a: Operand,
    _ b: Operand? = nil, _ c: Operand? = nil, _ d: Operand? = nil
  ) throws {
    var job = Job(
      formula: formula, isFloat: E.self == Float.self, operands: (a, b ?? a, c ?? a, d ?? a), result: result,
      count: count, share: ag_share(count))
    if count < worthSharing {
      // The shares stay as PyTorch cuts them, because each has a rest of its own.
      for share in 0..<shares(job) { evaluate(&job, share) }
    } else {
      ag_each_share(
        shares(job),
        { context, share in
          guard let context else { return }
          TileRun.evaluate(context.assumingMemoryBound(to: Job.self), share)
        }, &job)
    }
    if job.hasFailed { throw EngineError.runtime("out of memory") }
  }

  private static func shares(_ job: Job) -> Int { (job.count + job.share - 1) / job.share }

  private static func evaluate(_ job: UnsafeMutablePointer<Job>, _ share: Int) {
    let start = share * job.pointee.share
    let end = Swift.min(start + job.pointee.share, job.pointee.count)
    let mark = ag_tile_mark()
    defer { ag_tile_release(mark) }
    do {
      if job.pointee.isFloat {
        try evaluate(job, start, end, FloatTile.self) { try job.pointee.formula.onTiles($0, $1, $2, $3) }
      } else {
        try evaluate(job, start, end, DoubleTile.self) { try job.pointee.formula.onTiles($0, $1, $2, $3) }
      }
    } catch { job.pointee.hasFailed = true }
  }

  @inline(__always) private static func evaluate<T: Tile>(
    _ job: UnsafeMutablePointer<Job>, _ start: Int, _ end: Int, _: T.Type, _ formula: (T, T, T, T) throws -> T
  ) throws {
    let most = Swift.min(length + least, end - start)
    let operands = try (
      whole(job.pointee.operands.0, T.self, most), whole(job.pointee.operands.1, T.self, most),
      whole(job.pointee.operands.2, T.self, most), whole(job.pointee.operands.3, T.self, most)
    )
    let result = job.pointee.result.assumingMemoryBound(to: T.E.self)
    var at = start
    while at < end {
      var count = Swift.min(length, end - at)
      if end - at - count < least { count = end - at }
      let mark = ag_tile_mark()
      defer { ag_tile_release(mark) }
      let tile = try formula(
        piece(operands.0, at, count), piece(operands.1, at, count), piece(operands.2, at, count),
        piece(operands.3, at, count))
      (result + at).update(from: tile.base, count: count)
      at += count
    }
  }

  /// An operand as a tile: its number `count` times, or all of its elements.
  private static func whole<T: Tile>(_ operand: Operand, _: T.Type, _ count: Int) throws -> T {
    switch operand {
    case .elements(let base): T(base: base.assumingMemoryBound(to: T.E.self), count: 0, isSingle: false)
    case .number(let number): try T.repeating(T.E(number), count)
    }
  }

  @inline(__always) private static func piece<T: Tile>(_ whole: T, _ at: Int, _ count: Int) -> T {
    T(base: whole.isSingle ? whole.base : whole.base + at, count: count, isSingle: whole.isSingle)
  }
}
