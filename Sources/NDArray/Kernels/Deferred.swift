internal import CKernels
import Glibc

/// An elementwise step over a large array that was asked for and is not computed yet.
///
/// A chain of such steps is computed in one pass over the cache (`DeferredRun`) when someone asks for the address of a
/// result, or of an operand, which may be about to change. What only led to something else never reaches memory.
final class Deferred {
  /// What a step reads.
  enum Input {
    case step(Deferred)
    case memory(Storage, at: Int)
    case number(Double)
  }

  let formula: any TileFormula.Type
  let isFloat: Bool
  let count: Int
  /// The elements of one thread.
  let share: Int
  private(set) var inputs: [Input]
  /// The number of all elements, where they are alike.
  let constant: Double?
  /// How many steps lead here, itself included; shared ones count each time.
  let weight: Int
  /// The memory that this and what leads here reads.
  let sources: [ObjectIdentifier]
  /// Where the values are wanted. The storage says so when it goes.
  unowned(unsafe) private(set) var target: Storage?
  /// The memory of a storage that went.
  private var room: UnsafeMutableRawPointer?
  /// The steps that read this one; each strikes itself off.
  private var readers: [Unmanaged<Deferred>] = []
  /// How often it was computed without being kept.
  var passes = 0

  init(_ formula: any TileFormula.Type, isFloat: Bool, _ count: Int, _ inputs: [Input], constant: Double?) {
    self.formula = formula
    self.isFloat = isFloat
    self.count = count
    self.inputs = inputs
    self.constant = constant
    share = ag_share(count)
    weight = 1 + Deferred.weight(inputs)
    sources = Deferred.sources(inputs)
    for input in inputs {
      switch input {
      case .step(let step): step.readers.append(.passUnretained(self))
      case .memory(let storage, _): Waiting.add(self, to: storage)
      case .number: break
      }
    }
  }

  deinit {
    strikeOff()
    if let room { free(room) }
  }

  static func weight(_ inputs: [Input]) -> Int {
    inputs.reduce(0) { if case .step(let step) = $1 { $0 + step.weight } else { $0 } }
  }

  static func sources(_ inputs: [Input]) -> [ObjectIdentifier] {
    var all: [ObjectIdentifier] = []
    for input in inputs {
      switch input {
      case .step(let step): for source in step.sources where !all.contains(source) { all.append(source) }
      case .memory(let storage, _):
        if !all.contains(ObjectIdentifier(storage)) { all.append(ObjectIdentifier(storage)) }
      case .number: break
      }
    }
    return all
  }

  var byteCount: Int { count * (isFloat ? MemoryLayout<Float>.stride : MemoryLayout<Double>.stride) }

  func wanted(by storage: Storage) { target = storage }

  /// The storage goes: its memory is kept in case that others still want the values.
  func lose(_ memory: UnsafeMutableRawPointer) {
    target = nil
    room = memory
  }

  /// Where the values are to be written: in the storage that wants them, or in what it left.
  func destination() -> Storage? {
    if let target {
      target.block = Blocks.exchange(target.block, byteCount)
      return target
    }
    guard let memory = room else { return nil }
    room = nil
    return Storage(base: Blocks.exchange(memory, byteCount), byteCount: byteCount)
  }

  /// Says that the values are in memory, to which the steps that read this one turn.
  func finish(in storage: Storage) {
    strikeOff()
    target = nil
    let readers = readers
    self.readers = []
    storage.waiting = nil
    for reader in readers {
      let reader = reader.takeUnretainedValue()
      for index in reader.inputs.indices {
        if case .step(let step) = reader.inputs[index], step === self {
          reader.inputs[index] = .memory(storage, at: 0)
          Waiting.add(reader, to: storage)
        }
      }
    }
  }

  private func strikeOff() {
    let own = Unmanaged.passUnretained(self).toOpaque()
    for input in inputs {
      switch input {
      case .step(let step): step.readers.removeAll { $0.toOpaque() == own }
      case .memory(let storage, _): Waiting.remove(own, from: storage)
      case .number: break
      }
    }
    inputs = []
  }
}

/// What a storage's bytes wait for.
@usableFromInline final class Waiting {
  /// The step whose result is to lie there.
  var step: Deferred?
  /// The steps that read what lies there.
  fileprivate(set) var readers: [Unmanaged<Deferred>] = []

  init(_ step: Deferred?) { self.step = step }

  fileprivate static func add(_ reader: Deferred, to storage: Storage) {
    let waiting = storage.waiting ?? Waiting(nil)
    waiting.readers.append(.passUnretained(reader))
    storage.waiting = waiting
  }

  fileprivate static func remove(_ reader: UnsafeMutableRawPointer, from storage: Storage) {
    guard let waiting = storage.waiting else { return }
    waiting.readers.removeAll { $0.toOpaque() == reader }
    if waiting.readers.isEmpty, waiting.step == nil { storage.waiting = nil }
  }
}

extension Storage {
  /// Computes what was put off: the bytes themselves, and what reads them.
  @usableFromInline final func compute() {
    if let step = waiting?.step { DeferredRun.compute(step) }
    while let reader = waiting?.readers.last { DeferredRun.compute(reader.takeUnretainedValue()) }
  }

  /// Computes the bytes if that was put off. Steps that read them may still wait.
  public final func settle() {
    if let step = waiting?.step { DeferredRun.compute(step) }
  }
}

/// Which elementwise steps are put off.
public enum Deferral {
  /// From so many elements on, a step is put off.
  nonisolated(unsafe) public static var least = 1 << 17
  /// Longer chains are computed, so that no address has to wait for long.
  private static let mostSteps = 48
  /// So much memory at most is kept alive by one step.
  private static let mostSources = 6

  /// What a step reads: an array as long as the result, in row-major order, or a number.
  public enum Operand {
    case array(NDArray)
    case number(Double)
  }

  /// The result of a step, to be computed later.
  ///
  /// - Parameter layout: Of the result, row-major.
  /// - Throws: `RuntimeError` when there is no memory.
  @usableFromInline static func result(
    _ formula: any TileFormula.Type, _ layout: Layout, _ dtype: DType, _ operands: [Operand]
  ) throws -> NDArray {
    guard hasRoom || ag_tile_prepare() != 0 else { throw EngineError.runtime("out of memory") }
    hasRoom = true
    var inputs = operands.map(input)
    while Deferred.weight(inputs) >= mostSteps || Deferred.sources(inputs).count > mostSources {
      guard let place = heaviest(inputs), case .array(let array) = operands[place] else { break }
      array.storage?.settle()
      inputs = operands.map(input)
    }
    let step = Deferred(
      formula, isFloat: dtype == .float32, layout.count, inputs,
      constant: constant(formula, isFloat: dtype == .float32, inputs))
    let storage = try Storage.reserved(byteCount: step.byteCount)
    step.wanted(by: storage)
    storage.waiting = Waiting(step)
    return NDArray(storage: storage, layout: layout, dtype: dtype)
  }

  /// A derivative, to be computed later; nil where an operand would have to be rearranged.
  @usableFromInline static func derivative(
    _ formula: any TileFormula.Type, _ g: NDArray, _ a: NDArray?, _ b: NDArray?, _ y: NDArray?
  ) throws -> NDArray? {
    let row = g.layout.isRow ? g.layout : try Layout.contiguous(g.layout.shape)
    func operand(_ array: NDArray) -> Operand? {
      if array.layout === row || array.layout.isRow && array.layout.shape == row.shape { return .array(array) }
      guard array.layout.rank == 0 || array.layout.strides.allSatisfy({ $0 == 0 }) else { return nil }
      return .number(array.number(atOffset: 0).asDouble)
    }
    guard let first = operand(g) else { return nil }
    var operands = [first]
    for array in [a, b, y] {
      // What the formula does not read is any number.
      guard let next = array.map(operand) ?? .some(.number(0)) else { return nil }
      operands.append(next)
    }
    return try result(formula, row, g.dtype, operands)
  }

  /// An array of one number, to be filled later.
  public static func filled(_ number: Double, _ layout: Layout, _ dtype: DType) throws -> NDArray {
    try result(Same.self, layout, dtype, [.number(number)])
  }

  private enum Same: UnaryFormula {
    static func value<T: Arithmetic>(_ x: T) throws -> T { x }
  }

  nonisolated(unsafe) private static var hasRoom = false

  private static func input(_ operand: Operand) -> Deferred.Input {
    switch operand {
    case .number(let number): return .number(number)
    case .array(let array):
      guard let storage = array.storage else { return .number(array.item.asDouble) }
      if let step = storage.waiting?.step {
        if let constant = step.constant { return .number(constant) }
        if array.offset == 0, step.count == array.layout.count, step.share == ag_share(step.count) {
          return .step(step)
        }
        storage.settle()
      }
      return .memory(storage, at: array.offset * array.dtype.size)
    }
  }

  private static func heaviest(_ inputs: [Deferred.Input]) -> Int? {
    var best: (place: Int, weight: Int)?
    for (place, input) in inputs.enumerated() {
      if case .step(let step) = input, step.weight > best?.weight ?? 0 { best = (place, step.weight) }
    }
    return best?.place
  }

  /// The number that all elements are, where the step reads numbers alone. An elementary function may round the last
  /// elements of an array otherwise than the rest, and is computed for each.
  private static func constant(
    _ formula: any TileFormula.Type, isFloat: Bool, _ inputs: [Deferred.Input]
  ) -> Double? {
    var numbers: [Double] = []
    for case .number(let number) in inputs { numbers.append(number) }
    guard numbers.count == inputs.count, let first = numbers.first, !TileRun.isElementary(formula) else { return nil }
    while numbers.count < 4 { numbers.append(first) }
    let mark = ag_tile_mark()
    defer { ag_tile_release(mark) }
    if isFloat {
      let tiles = numbers.compactMap { try? FloatTile.repeating(Float($0), 1) }
      guard tiles.count == 4 else { return nil }
      return (try? formula.onTiles(tiles[0], tiles[1], tiles[2], tiles[3])).map { Double($0.base[0]) }
    }
    let tiles = numbers.compactMap { try? DoubleTile.repeating($0, 1) }
    guard tiles.count == 4 else { return nil }
    return (try? formula.onTiles(tiles[0], tiles[1], tiles[2], tiles[3])).map { $0.base[0] }
  }
}
