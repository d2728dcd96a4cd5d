import Syntax

/// `collections.deque`: a ring of values.
final class Deque: CopiedPayload {
  private var ring: [Value] = []
  private var head = 0
  private(set) var count = 0
  let limit: Int?
  private(set) var version = 0

  init(limit: Int?) { self.limit = limit }

  var items: [Value] { (0..<count).map { self[$0] } }

  func copied(_ body: (Value) throws -> Value) throws -> any CopiedPayload {
    let result = Deque(limit: limit)
    result.replaceAll(try items.map(body))
    return result
  }

  /// The element at an index that is in range.
  subscript(index: Int) -> Value {
    get { ring[(head + index) % ring.count] }
    set { ring[(head + index) % ring.count] = newValue }
  }

  /// Makes room for one more element. Where it cannot be doubled it grows by little, and the program is asked to end.
  ///
  /// - Throws: MemoryError where there is not so much, either.
  private func grow() throws {
    if count < ring.count { return }
    var more = Swift.max(8, count)
    let size = MemoryLayout<Value>.stride
    if count >= MemoryCap.manyElements, 2 * count * size > MemoryCap.available {
      more = count / 8
      try MemoryCap.check(elements: count + more, ofSize: size)
      Watchdog.reportMemory()
    }
    var fresh: [Value] = []
    fresh.reserveCapacity(count + more)
    for at in 0..<count { fresh.append(self[at]) }
    fresh.append(contentsOf: repeatElement(.undefined, count: more))
    ring = fresh
    head = 0
  }

  func append(_ value: Value) throws {
    version &+= 1
    if limit == 0 { return }
    if let limit, count == limit { _ = popFirst() }
    try grow()
    count += 1
    self[count - 1] = value
  }

  func prepend(_ value: Value) throws {
    version &+= 1
    if limit == 0 { return }
    if let limit, count == limit { _ = popLast() }
    try grow()
    head = (head + ring.count - 1) % ring.count
    count += 1
    self[0] = value
  }

  func popFirst() -> Value? {
    guard count > 0 else { return nil }
    version &+= 1
    let value = self[0]
    self[0] = .undefined
    head = (head + 1) % ring.count
    count -= 1
    return value
  }

  func popLast() -> Value? {
    guard count > 0 else { return nil }
    version &+= 1
    let value = self[count - 1]
    self[count - 1] = .undefined
    count -= 1
    return value
  }

  func replaceAll(_ items: [Value]) {
    version &+= 1
    ring = items
    head = 0
    count = items.count
  }

  func rotate(_ steps: Int) {
    guard count > 1 else { return }
    let turn = ((steps % count) + count) % count
    let now = items
    replaceAll(Array(now.suffix(turn) + now.dropLast(turn)))
  }
}

enum DequeType {
  static func deque(_ value: Value) throws -> Deque {
    guard let deque = value.asInstance?.payload as? Deque else {
      throw PythonError.typeFault("a collections.deque is required, not '\(value.typeName)'")
    }
    return deque
  }

  private static func of(_ value: Value) -> Deque? { value.asInstance?.payload as? Deque }

  /// `deque + deque`, `deque * count` and `count * deque`.
  private static func binary(_ operation: BinaryOperator, _ left: Value, _ right: Value) throws -> Value? {
    switch operation {
    case .add:
      guard let a = of(left) else { return nil }
      guard let b = of(right) else {
        if SequenceOperators.leavesToRight(right, .radd) { return nil }
        throw PythonError.typeFault("can only concatenate deque (not \"\(right.typeName)\") to deque")
      }
      return try fresh(like: left, a.limit, a.items + b.items)
    case .multiply:
      guard let (deque, count) = try SequenceOperators.repetition(left, right, of: of) else { return nil }
      let items = try SequenceOperators.repeated(deque.items, count)
      return try fresh(like: of(left) != nil ? left : right, deque.limit, items)
    default: return nil
    }
  }

  private static func fresh(like model: Value, _ limit: Int?, _ items: [Value]) throws -> Value {
    let result = Deque(limit: limit)
    for item in items { try result.append(item) }
    return .object(InstanceObject(Machine.current.type(of: model), payload: result))
  }

  nonisolated(unsafe) static let type: TypeObject = {
    let type = TypeObject("deque", module: "collections", summary: "A sequence with fast ends.")
    type.errorName = type.module + "." + type.name
    type.isSequencePattern = true
    type.slots.new = { type, arguments in
      let bound = try arguments.parse("deque", ["iterable", "maxlen"])
      var limit: Int?
      if let wanted = bound[1], !wanted.isNone {
        guard let number = wanted.intValue else { throw PythonError.typeFault("an integer is required") }
        if number < 0 { throw PythonError.valueFault("maxlen must be non-negative") }
        limit = number
      }
      let deque = Deque(limit: limit)
      if let source = bound[0] {
        try Machine.current.forEach(source) {
          try deque.append($0)
          return true
        }
      }
      return .object(InstanceObject(type, payload: deque))
    }
    type.slots.initialize = { _, _ in }
    type.slots.length = { try deque($0).count }
    type.slots.truth = { try deque($0).count > 0 }
    type.slots.hash = { _ in throw PythonError.typeFault("unhashable type: 'collections.deque'") }
    type.slots.repr = { value in
      let deque = try deque(value)
      let name = Machine.current.type(of: value).name
      let tail = deque.limit.map { ", maxlen=\($0)" } ?? ""
      return try SequenceOperators.joined(
        deque.items, value.asInstance ?? StringObject.empty, open: "\(name)([", close: "]\(tail))", cycle: "[...]")
    }
    func position(_ deque: Deque, _ key: Value) throws -> Int {
      guard try Machine.current.indexIfAny(key) != nil else {
        throw PythonError.typeFault("sequence index must be integer, not '\(key.typeName)'")
      }
      var at = try Machine.current.index(key)
      if at < 0 { at += deque.count }
      guard at >= 0, at < deque.count else { throw PythonError.indexFault("deque index out of range") }
      return at
    }
    type.slots.getItem = { value, key in
      let deque = try deque(value)
      return deque[try position(deque, key)]
    }
    type.slots.setItem = { value, key, new in
      let deque = try deque(value)
      deque[try position(deque, key)] = new
    }
    type.slots.deleteItem = { value, key in
      let deque = try deque(value)
      var items = deque.items
      items.remove(at: try position(deque, key))
      deque.replaceAll(items)
    }
    type.slots.contains = { try ListType.containsElement(deque($0).items, $1) }
    type.slots.iterate = { value in
      let deque = try deque(value)
      let version = deque.version
      var at = 0
      return .object(
        ClosureIterator(.dequeIterator) {
          if deque.version != version { throw PythonError(.runtimeError, "deque mutated during iteration") }
          guard at < deque.count else { return nil }
          at += 1
          return deque[at - 1]
        })
    }
    type.slots.reversed = { .object(ArrayIterator(.dequeReverseIterator, try deque($0).items.reversed())) }
    type.slots.compare = { operation, left, right in
      guard let a = left.asInstance?.payload as? Deque, let b = right.asInstance?.payload as? Deque else { return nil }
      return try SequenceOperators.compare(operation, a.items, b.items)
    }
    type.slots.binary = binary
    type.slots.operators = OperatorMethods.named("add mul rmul iadd imul")
    type.slots.inPlace = { operation, left, right in
      guard let deque = left.asInstance?.payload as? Deque else { return nil }
      switch operation {
      case .add:
        for item in try Machine.current.elements(right) { try deque.append(item) }
        return left
      case .multiply:
        guard let (_, count) = try SequenceOperators.repetition(left, right, of: { $0.asInstance?.payload as? Deque })
        else { return nil }
        let items = try SequenceOperators.repeated(deque.items, count)
        deque.replaceAll(Array(deque.limit.map { items.suffix($0) } ?? items[...]))
        return left
      default: return nil
      }
    }
    installMethods(type)
    Display.printers[ObjectIdentifier(type)] = { display, value, isCycle in
      let deque = try DequeType.deque(value)
      let name = Machine.current.type(of: value).name
      if isCycle { return display.text("\(name)(...)") }
      try display.call(
        name, [.list(deque.items)], keywords: deque.limit.map { [("maxlen", .int($0))] } ?? [])
    }
    return type
  }()

  private static func installMethods(_ type: TypeObject) {
    let item: [Parameter] = [.positional("self"), .positional("x")]
    func changing(_ name: String, _ summary: String, _ body: @escaping (Deque, Value) throws -> Void) {
      type.method(
        name, item, summary: summary,
        .binary {
          try body(deque($0), $1)
          return .none
        })
    }
    changing("append", "Adds an element at the right.") { try $0.append($1) }
    changing("appendleft", "Adds an element at the left.") { try $0.prepend($1) }
    changing("extend", "Adds all elements at the right.") {
      for item in try Machine.current.elements($1) { try $0.append(item) }
    }
    changing("extendleft", "Adds all elements at the left, one after the other.") {
      for item in try Machine.current.elements($1) { try $0.prepend(item) }
    }
    changing("remove", "Removes the first equal element.") { deque, element in
      var items = deque.items
      guard let at = try items.firstIndex(where: { try Machine.current.equal($0, element) }) else {
        throw PythonError.valueFault("\(try Machine.current.repr(element)) is not in deque")
      }
      items.remove(at: at)
      deque.replaceAll(items)
    }
    type.method(
      "pop", [.positional("self")], summary: "Takes the element at the right.",
      .unary {
        guard let value = try deque($0).popLast() else { throw PythonError.indexFault("pop from an empty deque") }
        return value
      })
    type.method(
      "popleft", [.positional("self")], summary: "Takes the element at the left.",
      .unary {
        guard let value = try deque($0).popFirst() else { throw PythonError.indexFault("pop from an empty deque") }
        return value
      })
    type.method(
      "clear", [.positional("self")], summary: "Removes all elements.",
      .unary {
        try deque($0).replaceAll([])
        return .none
      })
    type.method(
      "reverse", [.positional("self")], summary: "Turns the order round.",
      .unary {
        let deque = try deque($0)
        deque.replaceAll(deque.items.reversed())
        return .none
      })
    type.method(
      "rotate", [.positional("self"), .positional("n", "int", default: .int(1))],
      summary: "Moves the elements n places to the right.",
      .bound {
        try deque($0[0]).rotate(Machine.current.index($0[1]))
        return .none
      })
    type.method(
      "copy", [.positional("self")], summary: "A new deque with the same elements.",
      .unary { value in
        let deque = try deque(value)
        let result = Deque(limit: deque.limit)
        result.replaceAll(deque.items)
        return .object(InstanceObject(Machine.current.type(of: value), payload: result))
      })
    type.method(
      "__copy__", [.positional("self")], summary: "A new deque with the same elements.",
      .unary {
        try Machine.current.call(Machine.current.attribute(of: $0, "copy"))
      })
    type.method(
      "count", item, summary: "How many elements are equal.",
      .binary { .int(try ListType.countElement(deque($0).items, $1)) })
    type.method(
      "index", item, summary: "The index of the first equal element.",
      .binary { value, element in
        if let at = try deque(value).items.firstIndex(where: { try Machine.current.equal($0, element) }) {
          return .int(at)
        }
        throw PythonError.valueFault("\(try Machine.current.repr(element)) is not in deque")
      })
    type.method(
      "insert", [.positional("self"), .positional("i", "int"), .positional("x")],
      summary: "Puts an element in front of the one at an index.",
      .ternary { value, index, element in
        let deque = try deque(value)
        if let limit = deque.limit, deque.count >= limit {
          throw PythonError.indexFault("deque already at its maximum size")
        }
        var items = deque.items
        var at = try Machine.current.index(index)
        if at < 0 { at = Swift.max(0, at + items.count) }
        items.insert(element, at: Swift.min(at, items.count))
        deque.replaceAll(items)
        return .none
      })
    type.property(
      "maxlen", summary: "The most elements it keeps, or None.",
      get: { try deque($0).limit.map(Value.int) ?? .none })
  }
}
