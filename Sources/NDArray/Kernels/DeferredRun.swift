internal import CKernels

/// Computes chains of elementwise steps that were put off: all steps over one piece of the arrays, then over the next,
/// on as many cores as there are. Every step sees the same pieces as if it ran alone, so the bits are the same.
enum DeferredRun {
  /// One step, as another thread may read it.
  private struct Line {
    let formula: any TileFormula.Type
    let operands: (Place, Place, Place, Place)
    /// The place of the tile that holds the result, if something reads it, and the array that it is written to.
    let slot: Int?
    let kept: UnsafeMutableRawPointer?
    /// The slots that nothing reads after this line; -1 for none.
    let done: (Int, Int, Int, Int)
  }

  private enum Place {
    case slot(Int)
    case elements(UnsafeMutableRawPointer)
    case number(Int)
  }

  /// What all threads do: raw memory alone.
  private struct Job {
    let lines: UnsafeMutablePointer<Line>
    let lineCount: Int
    let numbers: UnsafeMutablePointer<Double>
    let numberCount: Int
    let slotCount: Int
    let isFloat: Bool
    let count: Int
    let share: Int
    /// For each share the state of the sum of the last line's results.
    let sums: UnsafeMutableRawPointer?
    /// For each share whether it could not be computed.
    let failed: UnsafeMutablePointer<Bool>
  }

  /// Computes a step into its memory.
  static func compute(_ step: Deferred) { run(step, isKept: true, sums: nil) }

  /// The sum of all elements of an array whose values were put off; nil where they were not, or lie otherwise.
  static func sum(_ array: NDArray) -> NDArray? {
    guard let storage = array.storage, let step = storage.waiting?.step, array.layout.isContiguous, array.offset == 0,
      step.count == array.layout.count, step.share == ag_share(step.count), array.layout.rank > 0
    else { return nil }
    let shares = shares(step)
    let room = UnsafeMutableRawPointer.allocate(byteCount: shares * Int(AG_SUM_PIECES), alignment: 64)
    defer { room.deallocate() }
    // Who looks at the elements twice, or at what takes long to compute, gets them in memory.
    let isKept = step.passes > 0 || TileRun.isElementary(step.formula)
    run(step, isKept: isKept, sums: room)
    let states = (0..<shares).map { UnsafeRawPointer(room + $0 * Int(AG_SUM_PIECES)) }
    return step.isFloat
      ? NDArray(ag_sum_sharesf(states.map(ag_sum_endf), shares))
      : NDArray(ag_sum_shares(states.map(ag_sum_end), shares))
  }

  private static func shares(_ step: Deferred) -> Int { (step.count + step.share - 1) / step.share }

  // MARK: The plan

  private static func run(_ root: Deferred, isKept: Bool, sums: UnsafeMutableRawPointer?) {
    let steps = order(root)
    var places: [ObjectIdentifier: Int] = [:]
    for (place, step) in steps.enumerated() { places[ObjectIdentifier(step)] = place }
    var uses = [Int](repeating: 0, count: steps.count)
    for step in steps {
      for case .step(let input) in step.inputs { if let place = places[ObjectIdentifier(input)] { uses[place] += 1 } }
    }

    var kept: [(step: Deferred, storage: Storage)] = []
    var numbers: [Double] = []
    var free: [Int] = []
    var slots = 0
    var results: [Place] = []
    let lines = UnsafeMutablePointer<Line>.allocate(capacity: steps.count)
    defer { lines.deallocate() }
    for (index, step) in steps.enumerated() {
      let isRoot = index == steps.count - 1
      var operands = step.inputs.map { input -> Place in
        switch input {
        case .memory(let storage, let at): return .elements(storage.base(unsettled: at))
        case .step(let input): return places[ObjectIdentifier(input)].map { results[$0] } ?? .number(0)
        case .number(let number):
          if let known = numbers.firstIndex(where: { $0.bitPattern == number.bitPattern }) { return .number(known) }
          numbers.append(number)
          return .number(numbers.count - 1)
        }
      }
      while operands.count < 4 { operands.append(operands[0]) }
      let isStored =
        isRoot ? isKept : step.target != nil && (step.passes > 0 || TileRun.isElementary(step.formula))
      var memory: UnsafeMutableRawPointer?
      if isStored, let storage = step.destination() {
        kept.append((step, storage))
        memory = storage.base(unsettled: 0)
      }
      step.passes += 1
      // The slot is taken before those of the operands are free.
      var slot: Int?
      if !isRoot {
        slot = free.popLast() ?? slots
        if slot == slots { slots += 1 }
      }
      results.append(.slot(slot ?? 0))
      var done: [Int] = []
      for case .step(let input) in step.inputs {
        guard let place = places[ObjectIdentifier(input)] else { continue }
        uses[place] -= 1
        if uses[place] == 0, case .slot(let slot) = results[place] { done.append(slot) }
      }
      free += done
      while done.count < 4 { done.append(-1) }
      lines.advanced(by: index).initialize(
        to: Line(
          formula: step.formula, operands: (operands[0], operands[1], operands[2], operands[3]), slot: slot,
          kept: memory, done: (done[0], done[1], done[2], done[3])))
    }

    let count = shares(root)
    let failed = UnsafeMutablePointer<Bool>.allocate(capacity: count)
    failed.initialize(repeating: false, count: count)
    defer { failed.deallocate() }
    numbers.withUnsafeMutableBufferPointer { buffer in
      // A pointer is wanted even to no numbers.
      var none = 0.0
      withUnsafeMutablePointer(to: &none) { none in
        var job = Job(
          lines: lines, lineCount: steps.count, numbers: buffer.baseAddress ?? none, numberCount: buffer.count,
          slotCount: slots, isFloat: root.isFloat, count: root.count, share: root.share, sums: sums, failed: failed)
        ag_each_share(
          count,
          { context, share in
            guard let context else { return }
            DeferredRun.evaluate(context.assumingMemoryBound(to: Job.self), share)
          }, &job)
        // Where another thread found no room: this one has it (`ag_tile_prepare`).
        for share in 0..<count where failed[share] {
          failed[share] = false
          evaluate(&job, share)
        }
      }
    }
    for (step, storage) in kept { step.finish(in: storage) }
    withExtendedLifetime(steps) {}
  }

  /// The steps that lead to one, each after those it reads.
  private static func order(_ root: Deferred) -> [Deferred] {
    var seen: Set<ObjectIdentifier> = []
    var list: [Deferred] = []
    func visit(_ step: Deferred) {
      guard seen.insert(ObjectIdentifier(step)).inserted else { return }
      for case .step(let input) in step.inputs { visit(input) }
      list.append(step)
    }
    visit(root)
    return list
  }

  // MARK: One share

  private static func evaluate(_ job: UnsafeMutablePointer<Job>, _ share: Int) {
    let mark = ag_tile_mark()
    defer { ag_tile_release(mark) }
    do {
      if job.pointee.isFloat {
        try evaluate(job, share, FloatTile.self, begin: ag_sum_beginf, add: ag_sum_addf) {
          try $0.onTiles($1, $2, $3, $4)
        }
      } else {
        try evaluate(job, share, DoubleTile.self, begin: ag_sum_begin, add: ag_sum_add) {
          try $0.onTiles($1, $2, $3, $4)
        }
      }
    } catch { job.pointee.failed[share] = true }
  }

  @inline(__always) private static func evaluate<T: Tile>(
    _ job: UnsafeMutablePointer<Job>, _ share: Int, _: T.Type, begin: (UnsafeMutableRawPointer?, Int) -> Void,
    add: (UnsafeMutableRawPointer?, UnsafePointer<T.E>?, Int) -> Void,
    _ formula: (any TileFormula.Type, T, T, T, T) throws -> T
  ) throws {
    let start = share * job.pointee.share
    let end = Swift.min(start + job.pointee.share, job.pointee.count)
    let most = Swift.min(TileRun.length + TileRun.least, end - start)
    let numbers = try Tiles<T>(job.pointee.numberCount)
    for index in 0..<job.pointee.numberCount { numbers[index] = try T.repeating(T.E(job.pointee.numbers[index]), most) }
    let slots = try Tiles<T>(job.pointee.slotCount)
    guard ag_tile_pool(most * MemoryLayout<T.E>.stride, job.pointee.slotCount + usualTiles) != 0 else {
      throw EngineError.runtime("out of memory")
    }
    defer { ag_tile_pool_end() }
    let isLong = job.pointee.count * MemoryLayout<T.E>.stride >= longerThanCache ? Int32(1) : 0
    let sum = job.pointee.sums.map { $0 + share * Int(AG_SUM_PIECES) }
    if let sum { begin(sum, end - start) }

    var at = start
    while at < end {
      var count = Swift.min(TileRun.length, end - at)
      if end - at - count < TileRun.least { count = end - at }
      func operand(_ place: Place) -> T {
        switch place {
        case .slot(let slot): T(base: slots[slot].base, count: count, isSingle: false)
        case .number(let number): T(base: numbers[number].base, count: count, isSingle: true)
        case .elements(let base):
          T(base: base.assumingMemoryBound(to: T.E.self) + at, count: count, isSingle: false)
        }
      }
      for index in 0..<job.pointee.lineCount {
        let line = job.pointee.lines + index
        let (room, tiles) = (ag_tile_mark(), ag_tile_pool_mark())
        defer { ag_tile_release(room) }
        let places = line.pointee.operands
        let tile = try formula(
          line.pointee.formula, operand(places.0), operand(places.1), operand(places.2), operand(places.3))
        if let sum, index == job.pointee.lineCount - 1 { add(sum, tile.base, count) }
        if let kept = line.pointee.kept {
          let size = MemoryLayout<T.E>.stride
          ag_tile_store(kept + at * size, tile.base, count * size, isLong)
        }
        if let slot = line.pointee.slot {
          if ag_tile_pool_keep(tiles, tile.base) != 0 {
            slots[slot] = tile
          } else {
            slots[slot] = try T.make(most)
            slots[slot].base.update(from: tile.base, count: count)
          }
        } else {
          _ = ag_tile_pool_keep(tiles, nil)
        }
        let done = line.pointee.done
        give(slots, done.0)
        give(slots, done.1)
        give(slots, done.2)
        give(slots, done.3)
      }
      at += count
    }
  }

  /// So many tiles beside the results serve most formulas; others take more room.
  private static let usualTiles = 16
  /// What is so many bytes long is not in the cache when it is read again.
  private static let longerThanCache = 16 << 20

  @inline(__always) private static func give<T: Tile>(_ slots: Tiles<T>, _ slot: Int) {
    if slot >= 0 { ag_tile_pool_give(slots[slot].base) }
  }

  /// A few tiles in the room of this thread.
  private struct Tiles<T: Tile> {
    private let base: UnsafeMutablePointer<T>

    init(_ count: Int) throws {
      guard let room = ag_tile_take(max(count, 1) * MemoryLayout<T>.stride) else {
        throw EngineError.runtime("out of memory")
      }
      base = room.bindMemory(to: T.self, capacity: count)
    }

    subscript(index: Int) -> T {
      get { base[index] }
      nonmutating set { base[index] = newValue }
    }
  }
}

extension Storage {
  /// An address in the block, for what computes what was put off.
  fileprivate func base(unsettled offset: Int) -> UnsafeMutableRawPointer { block + offset }
}
