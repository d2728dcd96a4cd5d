import Syntax

/// What `range` and `slice` do themselves.
enum RangeType {
  static func install() {
    let type = TypeObject.range
    type.summary = "Whole numbers in steps, made when they are asked for."
    type.slots.new = { _, arguments in
      try arguments.expect("range", 1...3)
      let machine = Machine.current
      func bound(_ value: Value) throws -> Int {
        guard let index = try machine.indexIfAny(value) else {
          throw PythonError.typeFault("'\(value.typeName)' object cannot be interpreted as an integer")
        }
        if case .int(let number) = index { return number }
        throw PythonError(.overflowError, "range bounds of more than 64 bits are not supported here")
      }
      if arguments.count == 1 { return .object(RangeObject(start: 0, stop: try bound(arguments[0]), step: 1)) }
      let start = try bound(arguments[0])
      let stop = try bound(arguments[1])
      let step = arguments.count == 3 ? try bound(arguments[2]) : 1
      if step == 0 { throw PythonError.valueFault("range() arg 3 must not be zero") }
      return .object(RangeObject(start: start, stop: stop, step: step))
    }
    type.slots.repr = { value in
      let range = try range(value)
      return range.step == 1
        ? "range(\(range.start), \(range.stop))" : "range(\(range.start), \(range.stop), \(range.step))"
    }
    type.slots.truth = { try range($0).count > 0 }
    type.slots.length = { try range($0).count }
    type.slots.iterate = { .object(RangeIterator(try range($0))) }
    type.slots.reversed = { .object(RangeIterator(reversed(try range($0)))) }
    type.slots.getItem = { value, key in
      let range = try range(value)
      if let slice = key.asSlice {
        let (start, stop, step, selected) = try slice.indices(count: range.count)
        let first = range.start &+ start &* range.step
        let scaled = range.step.multipliedReportingOverflow(by: step)
        _ = (stop, selected)
        return .object(
          RangeObject(
            start: first, stop: range.start &+ stop &* range.step, step: scaled.overflow ? 1 : scaled.partialValue))
      }
      let at = try SequenceOperators.position(
        key, range.count, typeName: "range", "range object index out of range")
      return .int(range[at])
    }
    type.slots.contains = { value, element in
      let range = try range(value)
      if let number = element.integerValue {
        guard let small = Int(exactly: number) else { return false }
        return position(of: small, in: range) != nil
      }
      if case .float(let number) = element {
        return Int(exactly: number).map { position(of: $0, in: range) != nil } ?? false
      }
      let machine = Machine.current
      for at in 0..<range.count {
        if at % SequenceOperators.stepsUnasked == 0 { try machine.checkInterrupt() }
        if try machine.equal(.int(range[at]), element) { return true }
      }
      return false
    }
    type.slots.compare = { operation, left, right in
      guard let a = left.asRange, let b = right.asRange, operation == .equal || operation == .notEqual else {
        return nil
      }
      let same = key(a) == key(b)
      return .bool(same == (operation == .equal))
    }
    type.slots.hash = { value in
      let parts = key(try range(value))
      return try TupleType.hash(parts.map { $0.map(Value.int) ?? .none })
    }
    for (name, summary, path) in [
      ("start", "The first number.", \RangeObject.start), ("stop", "Where it ends, not included.", \RangeObject.stop),
      ("step", "The distance from each to the next.", \RangeObject.step),
    ] {
      type.property(name, summary: summary, get: { .int(try range($0)[keyPath: path]) })
    }
    type.method(
      "count", [.positional("self"), .positional("value")], summary: "1 when value is in it, else 0.",
      .binary { .int(try Machine.current.contains($0, $1) ? 1 : 0) })
    type.method(
      "index", [.positional("self"), .positional("value")], summary: "The place of value.",
      .binary { value, element in
        if let number = element.intValue, let at = position(of: number, in: try range(value)) { return .int(at) }
        throw PythonError.valueFault("\(try Machine.current.repr(element)) is not in range")
      })
    installSlice()
  }

  private static func range(_ value: Value) throws -> RangeObject {
    try value.receiver(value.asRange, "range", "range")
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
  private static func key(_ range: RangeObject) -> [Int?] {
    [range.count, range.count > 0 ? range.start : nil, range.count > 1 ? range.step : nil]
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
        let length = try Machine.current.index(count)
        if length < 0 { throw PythonError.valueFault("length should not be negative") }
        let (start, stop, step, _) = try slice(value).indices(count: length)
        return .tuple([.int(start), .int(stop), .int(step)])
      })
  }
}
