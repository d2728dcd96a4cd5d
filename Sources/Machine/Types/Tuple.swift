import Syntax

/// What `tuple` does itself.
enum TupleType {
  static func install() {
    let type = TypeObject.tuple
    type.summary = "A sequence that never changes."
    type.slots.new = { type, arguments in
      try arguments.expect("tuple", 0...1)
      if type === TypeObject.tuple {
        if arguments.count == 0 { return .object(TupleObject.empty) }
        if let tuple = arguments[0].asTuple, tuple.isExactly(.tuple) { return arguments[0] }
        return .tuple(try Machine.current.elements(arguments[0]))
      }
      return .object(TupleInstance(type, arguments.count == 0 ? [] : try Machine.current.elements(arguments[0])))
    }
    type.slots.repr = { value in
      let tuple = try value.tuple("__repr__")
      let close = tuple.items.count == 1 ? ",)" : ")"
      return try SequenceOperators.joined(tuple.items, tuple, open: "(", close: close, cycle: "(...)")
    }
    type.slots.truth = { try !$0.tuple("__bool__").items.isEmpty }
    type.slots.length = { try $0.tuple("__len__").items.count }
    type.slots.hash = { value in try hash(try value.tuple("__hash__").items) }
    type.slots.getItem = { value, key in
      let tuple = try value.tuple("__getitem__")
      if let slice = key.asSlice { return .tuple(try SequenceOperators.sliced(tuple.items, slice)) }
      let at = try SequenceOperators.position(
        key, tuple.items.count, typeName: "tuple", "tuple index out of range")
      return tuple.items[at]
    }
    type.slots.contains = { try ListType.containsElement($0.tuple("__contains__").items, $1) }
    type.slots.iterate = { .object(ArrayIterator(.tupleIterator, try $0.tuple("__iter__").items)) }
    type.slots.compare = { operation, left, right in
      guard let a = left.asTuple, let b = right.asTuple else { return nil }
      return try SequenceOperators.compare(operation, a.items, b.items)
    }
    type.slots.binary = { operation, left, right in
      switch operation {
      case .add:
        guard let a = left.asTuple else { return nil }
        if let b = right.asTuple {
          try MemoryCap.check(elements: a.items.count + b.items.count, ofSize: SequenceOperators.elementSize)
          return .tuple(a.items + b.items)
        }
        if SequenceOperators.leavesToRight(right, .radd) { return nil }
        throw PythonError.typeFault("can only concatenate tuple (not \"\(right.typeName)\") to tuple")
      case .multiply:
        guard let (tuple, count) = try SequenceOperators.repetition(left, right, of: { $0.asTuple }) else { return nil }
        return .tuple(try SequenceOperators.repeated(tuple.items, count))
      default: return nil
      }
    }
    type.method(
      "count", [.positional("self"), .positional("value")], summary: "How many elements are equal to value.",
      .binary { .int(try ListType.countElement($0.tuple("count").items, $1)) })
    let indexParameters: [Parameter] = [
      .positional("self"), .positional("value"), .positional("start", "int", default: .int(0)),
      .positional("stop", "int", default: .int(.max)),
    ]
    type.method(
      "index", indexParameters, summary: "The index of the first equal element.",
      .bound { arguments in
        let items = try arguments[0].tuple("index").items
        if let at = try ListType.indexOfElement({ items }, arguments[1], arguments[2], arguments[3]) { return .int(at) }
        throw PythonError.valueFault("tuple.index(x): x not in tuple")
      })
    type.classMethod(
      "__class_getitem__", [.positional("type"), .positional("item")],
      summary: "The tuple type with the types of its elements, for annotations.",
      .binary { .object(GenericAlias($0, $1)) })
  }

  /// CPython's hash of a tuple: xxHash over the hashes of the elements.
  static func hash(_ items: [Value]) throws -> Int {
    var state: UInt = 2_870_177_450_012_600_261
    for (at, item) in items.enumerated() {
      if at % SequenceOperators.stepsUnasked == 0 {
        try Machine.current.checkInterrupt()
      }
      state = state &+ UInt(bitPattern: try Machine.current.hash(item)) &* 14_029_467_366_897_019_727
      state = (state << 31) | (state >> 33)
      state = state &* 11_400_714_785_074_694_791
    }
    state = state &+ (UInt(items.count) ^ (2_870_177_450_012_600_261 ^ 3_527_539))
    return state == .max ? 1_546_275_796 : Int(bitPattern: state)
  }
}
