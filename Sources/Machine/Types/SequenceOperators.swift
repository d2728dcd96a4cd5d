import BigInt
import Syntax

/// What lists, tuples, strings and bytes have in common: `+` and `*`.
enum SequenceOperators {
  /// Sequences of more elements end in MemoryError at once.
  static let mostElements = 1 << 31
  static let elementSize = MemoryLayout<Value>.stride
  /// Long work that calls nothing of a person's asks after an interrupt once in so many steps.
  static let stepsUnasked = 1 << 16
  /// So many elements are copied without asking.
  private static let elementsUnasked = 1 << 22

  /// Whether the right operand has an operator of its own that must be asked before `+` or `*` of a sequence complains.
  static func leavesToRight(_ right: Value, _ special: SpecialName) -> Bool {
    switch Machine.current.type(of: right).resolve(special) {
    case .nobody: false
    case .method: true
    // What `collections` has is added and repeated as sequences are, which CPython asks last.
    case .slot(let owner): owner.module != "builtins" && owner.module != "collections"
    }
  }

  /// The sequence and the count of `sequence * count` or `count * sequence`; nil when another type must be asked.
  static func repetition<T>(_ left: Value, _ right: Value, of sequence: (Value) -> T?) throws -> (T, Int)? {
    let (found, other, special): (T, Value, SpecialName)
    if let items = sequence(left) {
      (found, other, special) = (items, right, .rmul)
    } else if let items = sequence(right) {
      (found, other, special) = (items, left, .mul)
    } else {
      return nil
    }
    // A person's operator is asked before the sequence, an index or not.
    if case .object = other, case .method = Machine.current.type(of: other).resolve(special) { return nil }
    guard let index = try Machine.current.indexIfAny(other) else {
      if leavesToRight(other, special) { return nil }
      throw PythonError.typeFault("can't multiply sequence by non-int of type '\(other.typeName)'")
    }
    guard case .int(let count) = index else {
      if (index.asBigInt?.value.signum() ?? 0) < 0 { return (found, 0) }
      throw PythonError(.overflowError, "cannot fit 'int' into an index-sized integer")
    }
    return (found, count)
  }

  static func repeated(_ items: [Value], _ count: Int) throws -> [Value] {
    if count <= 0 || items.isEmpty { return [] }
    try MemoryCap.check(elements: items.count.multipliedReportingOverflow(by: count).partialValue, ofSize: elementSize)
    if items.count == 1, count <= elementsUnasked { return Array(repeating: items[0], count: count) }
    let (total, overflow) = items.count.multipliedReportingOverflow(by: count)
    if overflow || total > mostElements { throw PythonError(.outOfMemory) }
    var result: [Value] = []
    result.reserveCapacity(total)
    if total <= elementsUnasked {
      for _ in 0..<count { result.append(contentsOf: items) }
      return result
    }
    // Longer pieces, each as long as may be written without asking.
    let times = Swift.max(elementsUnasked / items.count, 1)
    let piece = times > 1 ? try repeated(items, times) : items
    for _ in 0..<(count / times) {
      result.append(contentsOf: piece)
      try Machine.current.checkInterrupt()
    }
    for _ in 0..<(count % times) { result.append(contentsOf: items) }
    return result
  }

  /// The index of an element, counted from the end when negative; `message` is the IndexError's. The count is asked for
  /// when the index is known, for a person's `__index__` may change the sequence.
  static func position(
    _ key: Value, _ count: @autoclosure () -> Int, typeName: String, _ message: String
  ) throws -> Int {
    var index: Int
    if case .int(let number) = key {
      index = number
    } else {
      guard try Machine.current.indexIfAny(key) != nil else {
        throw PythonError.typeFault("\(typeName) indices must be integers or slices, not \(key.typeName)")
      }
      index = try Machine.current.index(key)
    }
    let count = count()
    if index < 0 { index += count }
    guard index >= 0, index < count else { throw PythonError.indexFault(message) }
    return index
  }

  static func sliced(_ items: [Value], _ slice: SliceObject) throws -> [Value] {
    let (start, stop, step, selected) = try slice.indices(count: items.count)
    if selected == 0 { return [] }
    try MemoryCap.check(elements: selected, ofSize: elementSize)
    if step == 1 { return Array(items[start..<stop]) }
    var result: [Value] = []
    result.reserveCapacity(selected)
    for at in 0..<selected { result.append(items[start + at * step]) }
    return result
  }

  /// Takes every `step`th of the elements out from `start` on, so many of them.
  static func remove<Element>(from items: inout [Element], _ start: Int, _ step: Int, _ selected: Int) {
    if selected == 0 { return }
    // The places from the lowest on; what stands between them moves down.
    let (first, stride) = step > 0 ? (start, step) : (start + (selected - 1) * step, -step)
    var end = first
    for at in first..<items.count {
      if (at - first) % stride == 0, (at - first) / stride < selected { continue }
      items.swapAt(end, at)
      end += 1
    }
    items.removeSubrange(end...)
  }

  /// Element by element: the first pair that differs decides, then the length.
  static func compare(_ operation: ComparisonOperator, _ a: [Value], _ b: [Value]) throws -> Value {
    let machine = Machine.current
    if a.count != b.count, operation == .equal || operation == .notEqual { return .bool(operation == .notEqual) }
    return try machine.nested(" in comparison") {
      for at in 0..<Swift.min(a.count, b.count) {
        if at % stepsUnasked == stepsUnasked - 1 { try machine.checkInterrupt() }
        if try machine.equal(a[at], b[at]) { continue }
        if operation == .equal { return .bool(false) }
        if operation == .notEqual { return .bool(true) }
        return try machine.compare(operation, a[at], b[at])
      }
      return .bool(operation.holds(a.count < b.count ? -1 : (a.count > b.count ? 1 : 0)))
    }
  }

  /// The representations of the elements with commas between; `own` inside itself shows as `cycle`.
  static func joined(_ items: [Value], _ own: Object, open: String, close: String, cycle: String) throws -> String {
    guard ReprGuard.enter(own) else { return cycle }
    defer { ReprGuard.leave(own) }
    let machine = Machine.current
    var text = GrowingText()
    try text.append(open)
    for (at, item) in items.enumerated() {
      try machine.checkInterrupt()
      if at > 0 { try text.append(", ") }
      try text.append(machine.repr(item))
    }
    try text.append(close)
    return try text.text()
  }
}

/// The containers whose representation is being made, so that one inside itself shows as `[...]`.
enum ReprGuard {
  nonisolated(unsafe) private static var active: [ObjectIdentifier] = []

  static func enter(_ object: AnyObject) -> Bool {
    let id = ObjectIdentifier(object)
    if active.contains(id) { return false }
    active.append(id)
    return true
  }

  static func leave(_ object: AnyObject) {
    if active.last == ObjectIdentifier(object) { active.removeLast() }
  }
}
