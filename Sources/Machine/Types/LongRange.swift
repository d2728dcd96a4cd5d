import BigInt

/// `range` where a bound, the step or the length needs more than 64 bits.
final class LongRangeObject: Object {
  let start: BigInt
  let stop: BigInt
  /// Never zero.
  let step: BigInt

  init(start: BigInt, stop: BigInt, step: BigInt) {
    self.start = start
    self.stop = stop
    self.step = step
    super.init(.other)
  }

  override var type: TypeObject { .range }

  /// The number of elements.
  var count: BigInt {
    let distance = step > 0 ? stop - start : start - stop
    return distance <= 0 ? 0 : (distance - 1) / BigInt(step.magnitude) + 1
  }

  /// The element at an index that is in range.
  subscript(index: BigInt) -> BigInt { start + index * step }

  func position(of number: BigInt) -> BigInt? {
    guard step > 0 ? number >= start && number < stop : number <= start && number > stop else { return nil }
    let (place, rest) = (number - start).quotientAndRemainder(dividingBy: step)
    return rest.isZero ? place : nil
  }

  /// The elements from the last to the first.
  var reversed: LongRangeObject {
    let count = count
    return LongRangeObject(start: self[count - 1], stop: self[-1], step: -step)
  }

  /// The elements that a slice stands for, as a range.
  func cut(_ slice: SliceObject) throws -> Value {
    let part = try slice.indices(count: count)
    return LongRangeObject.range(start: self[part.start], stop: self[part.stop], step: step * part.step)
  }

  /// A range, with machine words where they suffice.
  static func range(start: BigInt, stop: BigInt, step: BigInt) -> Value {
    if let a = Int(exactly: start), let b = Int(exactly: stop), let c = Int(exactly: step),
      !b.subtractingReportingOverflow(a).overflow, c != .min
    {
      return .object(RangeObject(start: a, stop: b, step: c))
    }
    return .object(LongRangeObject(start: start, stop: stop, step: step))
  }
}

extension RangeObject {
  /// The same range in numbers of any size.
  var long: LongRangeObject { LongRangeObject(start: BigInt(start), stop: BigInt(stop), step: BigInt(step)) }
}

extension SliceObject {
  /// The slice applied to a sequence of any length: `start` and `stop` clamped, and `step`.
  func indices(count: BigInt) throws -> (start: BigInt, stop: BigInt, step: BigInt) {
    func number(_ value: Value) throws -> BigInt? {
      if value.isNone { return nil }
      guard let index = try Machine.current.indexIfAny(value)?.integerValue else {
        throw PythonError.typeFault("slice indices must be integers or None or have an __index__ method")
      }
      return index
    }
    let step = try number(self.step) ?? 1
    if step.isZero { throw PythonError.valueFault("slice step cannot be zero") }
    let isBackward = step < 0
    let (lowest, highest) = isBackward ? (BigInt(-1), count - 1) : (0, count)
    func bound(_ value: Value, _ fallback: BigInt) throws -> BigInt {
      guard let index = try number(value) else { return fallback }
      return index < 0 ? Swift.max(index + count, lowest) : Swift.min(index, highest)
    }
    return (
      try bound(start, isBackward ? highest : lowest), try bound(stop, isBackward ? lowest : highest), step
    )
  }
}

/// Over a `range` of numbers beyond 64 bits.
final class LongRangeIterator: IteratorObject {
  private var current: BigInt
  private var remaining: BigInt
  private let step: BigInt

  init(_ range: LongRangeObject) {
    current = range.start
    remaining = range.count
    step = range.step
    super.init(.longRangeIterator)
  }

  override func next() throws -> Value? {
    guard remaining > 0 else { return nil }
    remaining -= 1
    let value = current
    current += step
    return .integer(value)
  }
}
