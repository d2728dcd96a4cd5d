import Syntax

/// What `list` does itself.
enum ListType {
  static func install() {
    let type = TypeObject.list
    type.summary = "A sequence that can be changed."
    type.slots.new = { type, _ in
      .object(type === TypeObject.list ? ListObject([]) : ListInstance(type))
    }
    type.slots.initialize = { value, arguments in
      let list = try value.list("__init__")
      try arguments.expect("list", 0...1)
      list.items = arguments.count == 0 ? [] : try Machine.current.elements(arguments[0])
    }
    type.slots.repr = { value in
      let list = try value.list("__repr__")
      return try SequenceOperators.joined(list.items, list, open: "[", close: "]", cycle: "[...]")
    }
    type.slots.truth = { try !$0.list("__bool__").items.isEmpty }
    type.slots.length = { try $0.list("__len__").items.count }
    type.slots.getItem = { value, key in
      let list = try value.list("__getitem__")
      if let slice = key.asSlice { return .list(try SequenceOperators.sliced(list.items, slice)) }
      let at = try SequenceOperators.position(
        key, list.items.count, typeName: "list", "list index out of range")
      return list.items[at]
    }
    type.slots.setItem = setItem
    type.slots.deleteItem = deleteItem
    type.slots.contains = { try containsElement($0.list("__contains__").items, $1) }
    type.slots.iterate = { .object(ListIterator(try $0.list("__iter__"))) }
    type.slots.reversed = {
      .object(ReverseIterator(.listReverseIterator, $0, try $0.list("__reversed__").items.count))
    }
    type.slots.compare = { operation, left, right in
      guard let a = left.asList, let b = right.asList else { return nil }
      return try SequenceOperators.compare(operation, a.items, b.items)
    }
    type.slots.binary = { operation, left, right in
      switch operation {
      case .add:
        guard let a = left.asList else { return nil }
        if let b = right.asList {
          try MemoryCap.check(elements: a.items.count + b.items.count, ofSize: SequenceOperators.elementSize)
          return .list(a.items + b.items)
        }
        if SequenceOperators.leavesToRight(right, .radd) { return nil }
        throw PythonError.typeFault("can only concatenate list (not \"\(right.typeName)\") to list")
      case .multiply:
        guard let (list, count) = try SequenceOperators.repetition(left, right, of: { $0.asList }) else { return nil }
        return .list(try SequenceOperators.repeated(list.items, count))
      default: return nil
      }
    }
    type.slots.inPlace = { operation, left, right in
      guard let list = left.asList else { return nil }
      switch operation {
      case .add:
        try extend(list, by: Machine.current.elements(right))
        return left
      case .multiply:
        guard let (_, count) = try SequenceOperators.repetition(left, right, of: { $0.asList }) else { return nil }
        list.items = try SequenceOperators.repeated(list.items, count)
        return left
      default: return nil
      }
    }
    installMethods(type)
  }

  static func containsElement(_ items: [Value], _ element: Value) throws -> Bool {
    let machine = Machine.current
    for at in items.indices {
      if at % SequenceOperators.stepsUnasked == SequenceOperators.stepsUnasked - 1 { try machine.checkInterrupt() }
      if try machine.equal(items[at], element) { return true }
    }
    return false
  }

  private static func setItem(_ value: Value, _ key: Value, _ new: Value) throws {
    let list = try value.list("__setitem__")
    guard let slice = key.asSlice else {
      let at = try SequenceOperators.position(
        key, list.items.count, typeName: "list", "list assignment index out of range")
      list.items[at] = new
      return
    }
    let type = Machine.current.type(of: new)
    guard type.answers(.iter) || type.answers(.getitem) else {
      throw PythonError.typeFault(
        slice.step.isNone ? "can only assign an iterable" : "must assign iterable to extended slice")
    }
    let items = try Machine.current.elements(new)
    let (start, stop, step, selected) = try slice.indices(count: list.items.count)
    if step == 1 {
      let room = list.items.count + items.count
      if room > list.items.capacity { try MemoryCap.check(elements: room, ofSize: 2 * SequenceOperators.elementSize) }
      list.items.replaceSubrange(start..<Swift.max(start, stop), with: items)
      return
    }
    guard items.count == selected else {
      throw PythonError.valueFault(
        "attempt to assign sequence of size \(items.count) to extended slice of size \(selected)")
    }
    for at in 0..<selected { list.items[start + at * step] = items[at] }
  }

  private static func deleteItem(_ value: Value, _ key: Value) throws {
    let list = try value.list("__delitem__")
    guard let slice = key.asSlice else {
      let at = try SequenceOperators.position(
        key, list.items.count, typeName: "list", "list assignment index out of range")
      list.items.remove(at: at)
      return
    }
    let (start, stop, step, selected) = try slice.indices(count: list.items.count)
    if step == 1 {
      if start < stop { list.items.removeSubrange(start..<stop) }
      return
    }
    SequenceOperators.remove(from: &list.items, start, step, selected)
  }

  /// Adds elements at the end.
  static func extend(_ list: ListObject, by more: [Value]) throws {
    let count = list.items.count + more.count
    // An array that is full doubles at least.
    if count > list.items.capacity {
      try MemoryCap.check(elements: Swift.max(count, list.items.count * 2), ofSize: SequenceOperators.elementSize)
    }
    list.items.append(contentsOf: more)
  }

  private static func installMethods(_ type: TypeObject) {
    type.method(
      "append", [.positional("self"), .positional("object")], summary: "Adds an element at the end.",
      .binary { list, value in
        try list.list("append").append(value)
        return .none
      }
    ).shortcut = .append
    type.method(
      "extend", [.positional("self"), .positional("iterable")],
      summary: "Adds all elements of an iterable at the end.",
      .binary { value, iterable in
        try ListType.extend(value.list("extend"), by: Machine.current.elements(iterable))
        return .none
      })
    type.method(
      "insert", [.positional("self"), .positional("index", "int"), .positional("object")],
      summary: "Puts an element in front of the one at index.",
      .ternary { value, index, element in
        let list = try value.list("insert")
        var at = try Machine.current.index(index)
        let count = list.items.count
        if at < 0 { at = Swift.max(0, at + count) }
        if count >= MemoryCap.manyElements { try MemoryCap.checkGrowth(of: list.items) }
        list.items.insert(element, at: Swift.min(at, count))
        return .none
      })
    type.method(
      "pop", [.positional("self"), .positional("index", "int", default: .int(-1))],
      summary: "Takes the element at index (the last one) out and gives it back.",
      .bound { arguments in
        let list = try arguments[0].list("pop")
        var at = try Machine.current.index(arguments[1])
        if list.items.isEmpty { throw PythonError.indexFault("pop from empty list") }
        if at < 0 { at += list.items.count }
        guard list.items.indices.contains(at) else { throw PythonError.indexFault("pop index out of range") }
        return list.items.remove(at: at)
      })
    type.method(
      "remove", [.positional("self"), .positional("value")], summary: "Removes the first equal element.",
      .binary { value, element in
        let list = try value.list("remove")
        var at = 0
        while at < list.items.count {
          if try Machine.current.equal(list.items[at], element) {
            if at < list.items.count { list.items.remove(at: at) }
            return .none
          }
          at += 1
        }
        throw PythonError.valueFault("list.remove(x): x not in list")
      })
    type.method(
      "clear", [.positional("self")], summary: "Removes all elements.",
      .unary {
        try $0.list("clear").items = []
        return .none
      })
    type.method(
      "copy", [.positional("self")], summary: "A new list with the same elements.",
      .unary { .list(try $0.list("copy").items) })
    type.method(
      "reverse", [.positional("self")], summary: "Turns the order round, in place.",
      .unary {
        try $0.list("reverse").items.reverse()
        return .none
      })
    type.method(
      "count", [.positional("self"), .positional("value")], summary: "How many elements are equal to value.",
      .binary { .int(try countElement($0.list("count").items, $1)) })
    let indexParameters: [Parameter] = [
      .positional("self"), .positional("value"), .positional("start", "int", default: .int(0)),
      .positional("stop", "int", default: .int(.max)),
    ]
    type.method(
      "index", indexParameters, summary: "The index of the first equal element.",
      .bound { arguments in
        let list = try arguments[0].list("index")
        if let at = try indexOfElement({ list.items }, arguments[1], arguments[2], arguments[3]) { return .int(at) }
        throw PythonError.valueFault("\(try Machine.current.repr(arguments[1])) is not in list")
      })
    type.method(
      "sort",
      [.positional("self"), .keyword("key", default: .none), .keyword("reverse", "bool", default: .bool(false))],
      summary: "Puts the elements in order, in place; equal ones keep their order.",
      .bound { arguments in
        let list = try arguments[0].list("sort")
        let isReversed = try Machine.current.index(arguments[2]) != 0
        let items = list.items
        list.items = []
        do {
          let sorted = try Sorting.sorted(
            items, key: arguments[1], reverse: isReversed)
          let wasChanged = !list.items.isEmpty
          list.items = sorted
          if wasChanged { throw PythonError.valueFault("list modified during sort") }
        } catch {
          if list.items.isEmpty { list.items = items }
          throw error
        }
        return .none
      })
    type.classMethod(
      "__class_getitem__", [.positional("type"), .positional("item")],
      summary: "The list type with the type of its elements, for annotations.",
      .binary { .object(GenericAlias($0, $1)) })
  }

  static func countElement(_ items: [Value], _ element: Value) throws -> Int {
    let machine = Machine.current
    var count = 0
    for at in items.indices {
      if at % SequenceOperators.stepsUnasked == SequenceOperators.stepsUnasked - 1 { try machine.checkInterrupt() }
      if try machine.equal(items[at], element) { count += 1 }
    }
    return count
  }

  /// The list may change while elements are compared, so it is asked for each time.
  static func indexOfElement(_ items: () -> [Value], _ element: Value, _ low: Value, _ high: Value) throws -> Int? {
    let count = items().count
    for bound in [low, high] where try Machine.current.indexIfAny(bound) == nil {
      throw PythonError.typeFault("slice indices must be integers or have an __index__ method")
    }
    var at = try searchBound(low, default: 0, count: count)
    let end = try searchBound(high, default: count, count: count)
    while at < Swift.min(end, items().count) {
      if at % SequenceOperators.stepsUnasked == 0 { try Machine.current.checkInterrupt() }
      if try Machine.current.equal(items()[at], element) { return at }
      at += 1
    }
    return nil
  }
}
