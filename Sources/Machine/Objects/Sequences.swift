import BigInt

/// `list`.
open class ListObject: Object {
  public final var items: [Value]

  public init(_ items: [Value]) {
    self.items = items
    super.init(.list)
  }

  public init(_ items: [Value], isSubclassInstance: Bool) {
    self.items = items
    super.init(.list, isSubclassInstance: isSubclassInstance)
  }

  deinit { Reclaimer.release(&items) }

  open override var type: TypeObject { .list }

  /// The place of the item at an index that may be negative, or nil when it is out of range.
  @inline(__always) final func place(at index: Int) -> Slot? {
    let memory = ElementMemory(items)
    let count = memory.count
    let position = index < 0 ? index &+ count : index
    return UInt(bitPattern: position) < UInt(bitPattern: count) ? memory[position] : nil
  }

  /// Moves the value of a register in behind the last item.
  @inline(__always) final func append(taking value: Slot) {
    if _slowPath(!ElementMemory(items).append(value)) { append(value.takeOut()) }
  }

  @inline(never) final func append(_ value: Value) {
    if items.count >= MemoryCap.manyElements, !MemoryCap.makeRoom(in: &items) { return }
    items.append(value)
  }

  /// Replaces the item at an index that may be negative; false when it is out of range.
  @inline(__always) final func setItem(at index: Int, _ value: Value) -> Bool {
    let count = items.count
    let position = index < 0 ? index &+ count : index
    guard position >= 0, position < count else { return false }
    items[position] = value
    return true
  }
}

/// `tuple`.
open class TupleObject: Object {
  public internal(set) final var items: [Value]

  public init(_ items: [Value]) {
    self.items = items
    super.init(.tuple)
  }

  public init(_ items: [Value], isSubclassInstance: Bool) {
    self.items = items
    super.init(.tuple, isSubclassInstance: isSubclassInstance)
  }

  deinit { Reclaimer.release(&items) }

  open override var type: TypeObject { .tuple }

  nonisolated(unsafe) public static let empty = TupleObject([])

  /// Copies the items to registers when there are as many as that.
  @inline(__always) final func unpack(into registers: Slot, _ count: Int) -> Bool {
    guard items.count == count else { return false }
    for at in 0..<count { (registers + at).pointee = items[at] }
    return true
  }
}

/// `bytes`.
open class BytesObject: Object {
  public final let bytes: [UInt8]

  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    super.init(.bytes)
  }

  open override var type: TypeObject { .bytes }
}

/// `range`, with bounds of 64 bits; `LongRangeObject` is one with longer ones.
public final class RangeObject: Object {
  public let start: Int
  public let stop: Int
  /// Never zero.
  public let step: Int

  public init(start: Int, stop: Int, step: Int) {
    self.start = start
    self.stop = stop
    self.step = step
    super.init(.range)
  }

  public override var type: TypeObject { .range }

  /// The number of elements.
  public var count: Int {
    if step > 0 {
      guard start < stop else { return 0 }
      let distance = UInt(bitPattern: stop) &- UInt(bitPattern: start)
      return Int(clamping: (distance - 1) / UInt(step) + 1)
    }
    guard start > stop else { return 0 }
    let distance = UInt(bitPattern: start) &- UInt(bitPattern: stop)
    return Int(clamping: (distance - 1) / step.magnitude + 1)
  }

  /// The element at an index that is in range.
  public subscript(index: Int) -> Int { start &+ index &* step }
}

/// `slice`.
public final class SliceObject: Object {
  public private(set) var start: Value
  public private(set) var stop: Value
  public private(set) var step: Value

  deinit {
    Reclaimer.release(&start)
    Reclaimer.release(&stop)
    Reclaimer.release(&step)
  }

  public init(start: Value, stop: Value, step: Value) {
    self.start = start
    self.stop = stop
    self.step = step
    super.init(.slice)
  }

  public override var type: TypeObject { .slice }

  /// The slice applied to a sequence: clamped `start` and `stop`, `step`, and the number of elements selected.
  ///
  /// - Parameter count: The number of elements, asked for when the bounds are known: what works them out may be a
  ///   person's `__index__`, and change the sequence.
  public func indices(count: @autoclosure () -> Int) throws -> (start: Int, stop: Int, step: Int, count: Int) {
    let step = try self.step.isNone ? 1 : SliceObject.bound(self.step)
    if step == 0 { throw PythonError(.valueError, "slice step cannot be zero") }
    let low = try self.start.isNone ? nil : SliceObject.bound(self.start)
    let high = try self.stop.isNone ? nil : SliceObject.bound(self.stop)
    let count = count()
    func clamp(_ bound: Int?, default fallback: Int) -> Int {
      guard var index = bound else { return fallback }
      if index < 0 {
        index = index < -count ? (step < 0 ? -1 : 0) : index + count
        if index < 0 { index = step < 0 ? -1 : 0 }
      } else if index >= count {
        index = step < 0 ? count - 1 : count
      }
      return index
    }
    let start = clamp(low, default: step < 0 ? count - 1 : 0)
    let stop = clamp(high, default: step < 0 ? -1 : count)
    var selected = 0
    if step > 0, start < stop { selected = (stop - start - 1) / step + 1 }
    if step < 0, stop < start { selected = Int((UInt(start - stop) - 1) / step.magnitude) + 1 }
    return (start, stop, step, selected)
  }

  /// A slice bound as an integer, clamped to 64 bits.
  private static func bound(_ value: Value) throws -> Int {
    switch value {
    case .int(let number): return number == .min ? .min + 1 : number
    case .bool(let flag): return flag ? 1 : 0
    default: break
    }
    guard let index = try Machine.current.indexIfAny(value) else {
      throw PythonError(.typeError, "slice indices must be integers or None or have an __index__ method")
    }
    switch index {
    case .int(let number): return number == .min ? .min + 1 : number
    default: return (index.asBigInt?.value.signum() ?? 1) < 0 ? .min + 1 : .max
    }
  }
}
