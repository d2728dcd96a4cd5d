import BigInt
import Syntax

/// What `range` and `slice` do themselves.
enum RangeType {
  static func install() {
    let type = TypeObject.range
    type.summary = "Whole numbers in steps, made when they are asked for."
    type.slots.new = { _, arguments in
      try arguments.expect("range", 1...3)
      let machine = Machine.current
      func bound(_ value: Value) throws -> BigInt {
        guard let index = try machine.indexIfAny(value)?.integerValue else {
          throw PythonError.typeFault("'\(value.typeName)' object cannot be interpreted as an integer")
        }
        return index
      }
      if arguments.count == 1 {
        if case .int(let stop) = arguments[0] { return .object(RangeObject(start: 0, stop: stop, step: 1)) }
        return LongRangeObject.range(start: 0, stop: try bound(arguments[0]), step: 1)
      }
      let start = try bound(arguments[0])
      let stop = try bound(arguments[1])
      let step = arguments.count == 3 ? try bound(arguments[2]) : 1
      if step.isZero { throw PythonError.valueFault("range() arg 3 must not be zero") }
      return LongRangeObject.range(start: start, stop: stop, step: step)
    }
    type.slots.repr = { value in
      let range = try any(value)
      return range.step == 1
        ? "range(\(range.start), \(range.stop))" : "range(\(range.start), \(range.stop), \(range.step))"
    }
    type.slots.truth = { value in try value.asRange.map { $0.count > 0 } ?? (any(value).count > 0) }
    type.slots.length = { value in
      if let range = value.asRange { return range.count }
      guard let count = Int(exactly: try any(value).count) else {
        throw PythonError(.overflowError, "Python int too large to convert to C ssize_t")
      }
      return count
    }
    type.slots.iterate = { value in
      if let range = value.asRange { return .object(RangeIterator(range)) }
      return .object(LongRangeIterator(try any(value)))
    }
    type.slots.reversed = { value in
      if let range = value.asRange { return .object(RangeIterator(reversed(range))) }
      return .object(LongRangeIterator(try any(value).reversed))
    }
    type.slots.getItem = { value, key in
      if let slice = key.asSlice { return try any(value).cut(slice) }
      if let range = value.asRange, case .int(let at) = key, at >= 0, at < range.count { return .int(range[at]) }
      guard let index = try Machine.current.indexIfAny(key)?.integerValue else {
        throw PythonError.typeFault("range indices must be integers or slices, not \(key.typeName)")
      }
      let range = try any(value)
      let at = index < 0 ? index + range.count : index
      guard at >= 0, at < range.count else { throw PythonError.indexFault("range object index out of range") }
      return .integer(range[at])
    }
    type.slots.contains = { value, element in
      if let range = value.asRange, case .int(let number) = element { return position(of: number, in: range) != nil }
      let range = try any(value)
      if let number = element.integerValue { return range.position(of: number) != nil }
      if case .float(let number) = element { return BigInt(exactly: number).map(range.position) ?? nil != nil }
      let machine = Machine.current
      let iterator = LongRangeIterator(range)
      var seen = 0
      while let candidate = try iterator.next() {
        if seen % SequenceOperators.stepsUnasked == 0 { try machine.checkInterrupt() }
        seen += 1
        if try machine.equal(candidate, element) { return true }
      }
      return false
    }
    type.slots.compare = { operation, left, right in
      guard let a = try? any(left), let b = try? any(right), operation == .equal || operation == .notEqual else {
        return nil
      }
      return .bool((key(a) == key(b)) == (operation == .equal))
    }
    type.slots.hash = { value in
      try TupleType.hash(key(try any(value)).map { $0.map(Value.integer) ?? .none })
    }
    for (name, summary, path) in [
      ("start", "The first number.", \LongRangeObject.start),
      ("stop", "Where it ends, not included.", \LongRangeObject.stop),
      ("step", "The distance from each to the next.", \LongRangeObject.step),
    ] {
      type.property(name, summary: summary, get: { .integer(try any($0)[keyPath: path]) })
    }
    type.method(
      "count", [.positional("self"), .positional("value")], summary: "1 when value is in it, else 0.",
      .binary { .int(try Machine.current.contains($0, $1) ? 1 : 0) })
    type.method(
      "index", [.positional("self"), .positional("value")], summary: "The place of value.",
      .binary { value, element in
        if let number = element.integerValue, let at = try any(value).position(of: number) { return .integer(at) }
        throw PythonError.valueFault("\(try Machine.current.repr(element)) is not in range")
      })
    installSlice()
  }

  /// A range of either size in numbers of any size.
  private static func any(_ value: Value) throws -> LongRangeObject {
    if case .object(let object) = value, let long = object as? LongRangeObject { return long }
    return try value.receiver(value.asRange, "range", "range").long
  }

  private static func reversed(_ range: RangeObject) -> RangeObject {
    guard range.count > 0, range.step != .min else { return RangeObject(start: 0, stop: 0, step: 1) }
    return RangeObject(
      start: range[range.count - 1], stop: range.start &- range.step, step: -range.step)
  }

  private static func position(of number: Int, in range: RangeObject) -> Int? {
    let inside =
      range.step > 0
      ? number >= range.start && number < range.stop : number <= range.start && number > range.stop
    guard inside else { return nil }
    let distance = number.subtractingReportingOverflow(range.start)
    guard !distance.overflow, distance.partialValue.isMultiple(of: range.step) else { return nil }
    return distance.partialValue / range.step
  }

  /// What ranges are compared by: length, first number, step.
  private static func key(_ range: LongRangeObject) -> [BigInt?] {
    let count = range.count
    return [count, count > 0 ? range.start : nil, count > 1 ? range.step : nil]
  }

  private static func installSlice() {
    let type = TypeObject.slice
    type.summary = "Which elements a[start:stop:step] stands for."
    type.slots.new = { _, arguments in
      try arguments.expect("slice", 1...3)
      if arguments.count == 1 { return .object(SliceObject(start: .none, stop: arguments[0], step: .none)) }
      let step = arguments.count == 3 ? arguments[2] : .none
      return .object(SliceObject(start: arguments[0], stop: arguments[1], step: step))
    }
    func slice(_ value: Value) throws -> SliceObject { try value.receiver(value.asSlice, "slice", "slice") }
    type.slots.repr = { value in
      let slice = try slice(value)
      let machine = Machine.current
      return "slice(" + (try [slice.start, slice.stop, slice.step].map(machine.repr).joined(separator: ", ")) + ")"
    }
    type.slots.compare = { operation, left, right in
      guard let a = left.asSlice, let b = right.asSlice else { return nil }
      return try SequenceOperators.compare(operation, [a.start, a.stop, a.step], [b.start, b.stop, b.step])
    }
    type.slots.hash = { _ in throw PythonError.typeFault("unhashable type: 'slice'") }
    type.property("start", summary: "The first index, or None.", get: { try slice($0).start })
    type.property("stop", summary: "Where it ends, not included, or None.", get: { try slice($0).stop })
    type.property("step", summary: "The distance, or None.", get: { try slice($0).step })
    type.method(
      "indices", [.positional("self"), .positional("len", "int")],
      summary: "Start, stop and step for a sequence of len elements.",
      .binary { value, count in
        guard let length = try Machine.current.indexIfAny(count)?.integerValue else {
          throw PythonError.typeFault("'\(count.typeName)' object cannot be interpreted as an integer")
        }
        if length < 0 { throw PythonError.valueFault("length should not be negative") }
        let part = try slice(value).indices(count: length)
        return .tuple([.integer(part.start), .integer(part.stop), .integer(part.step)])
      })
  }
}
