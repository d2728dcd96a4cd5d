import Syntax

extension TypeObject {
  nonisolated(unsafe) static let dictKeys = sealed("dict_keys")
  nonisolated(unsafe) static let dictValues = sealed("dict_values")
  nonisolated(unsafe) static let dictItems = sealed("dict_items")
  nonisolated(unsafe) static let orderedDictKeys = sealed("odict_keys", .dictKeys)
  nonisolated(unsafe) static let orderedDictValues = sealed("odict_values", .dictValues)
  nonisolated(unsafe) static let orderedDictItems = sealed("odict_items", .dictItems)
}

/// `dict.keys()`, `.values()` or `.items()`: sees later changes of the dictionary.
final class DictView: Object {
  enum Content { case keys, values, items }
  let dict: DictObject
  let content: Content

  init(_ dict: DictObject, _ content: Content) {
    self.dict = dict
    self.content = content
    super.init(.other)
  }

  override var type: TypeObject {
    switch (content, dict.isOrdered) {
    case (.keys, false): .dictKeys
    case (.values, false): .dictValues
    case (.items, false): .dictItems
    case (.keys, true): .orderedDictKeys
    case (.values, true): .orderedDictValues
    case (.items, true): .orderedDictItems
    }
  }

  var elements: [Value] {
    switch content {
    case .keys: dict.keys
    case .values: dict.values
    case .items: dict.pairs.map { .tuple([$0.key, $0.value]) }
    }
  }
}

extension DictObject {
  /// Whether this is an `OrderedDict`.
  var isOrdered: Bool { !isExactly(.dict) && type.isSubclass(of: DictionaryTypes.orderedDict) }
}

/// Over a dictionary, which must keep its keys meanwhile.
final class DictIterator: IteratorObject {
  private var dict: DictObject?
  private let content: DictView.Content
  private let backwards: Bool
  private let count: Int
  private let version: Int
  private var position: Int

  init(_ dict: DictObject, _ content: DictView.Content, backwards: Bool = false) {
    self.dict = dict
    self.content = content
    self.backwards = backwards
    count = dict.count
    version = dict.keysVersion
    position = backwards ? dict.used - 1 : 0
    let type: TypeObject =
      switch (content, backwards) {
      case (.keys, false): .dictKeyIterator
      case (.values, false): .dictValueIterator
      case (.items, false): .dictItemIterator
      case (.keys, true): .dictReverseKeyIterator
      case (.values, true): .dictReverseValueIterator
      case (.items, true): .dictReverseItemIterator
      }
    super.init(dict.isOrdered ? .orderedDictIterator : type)
  }

  override func next() throws -> Value? {
    guard let dict else { return nil }
    if dict.keysVersion != version {
      if dict.count != count {
        throw PythonError(.runtimeError, "dictionary changed size during iteration")
      }
      throw PythonError(.runtimeError, "dictionary keys changed during iteration")
    }
    let found: Int?
    if backwards {
      while position >= 0, dict.entries[position].key.isUndefined { position -= 1 }
      found = position >= 0 ? position : nil
    } else {
      found = dict.next(from: position)
    }
    guard let found else {
      self.dict = nil
      return nil
    }
    position = found + (backwards ? -1 : 1)
    let entry = dict.entries[found]
    switch content {
    case .keys: return entry.key
    case .values: return entry.value
    case .items: return .tuple([entry.key, entry.value])
    }
  }
}

enum DictViewType {
  private static func view(_ value: Value) throws -> DictView {
    guard case .object(let object) = value, let view = object as? DictView else {
      throw PythonError.typeFault("a dictionary view is required, not '\(value.typeName)'")
    }
    return view
  }

  static func install() {
    for (type, content) in [(TypeObject.dictKeys, DictView.Content.keys), (.dictValues, .values), (.dictItems, .items)]
    {
      type.slots.length = { try view($0).dict.count }
      type.slots.iterate = { .object(DictIterator(try view($0).dict, content)) }
      type.slots.reversed = { .object(DictIterator(try view($0).dict, content, backwards: true)) }
      type.slots.repr = { value in
        let view = try view(value)
        return view.type.name + "("
          + (try SequenceOperators.joined(view.elements, view.dict, open: "[", close: "]", cycle: "...")) + ")"
      }
      type.property("mapping", summary: "The dictionary that is seen.", get: { .object(try view($0).dict) })
      if content != .values { installSetLike(type, content) }
    }
  }

  /// Keys and items can be compared and combined as sets.
  private static func installSetLike(_ type: TypeObject, _ content: DictView.Content) {
    type.slots.contains = { value, element in
      let dict = try view(value).dict
      if content == .keys { return try dict.contains(element) }
      guard let pair = element.asTuple, pair.items.count == 2, let found = try dict.get(pair.items[0]) else {
        return false
      }
      return try Machine.current.equal(found, pair.items[1])
    }
    type.slots.compare = { operation, left, right in
      guard left.asSet != nil || asView(left) != nil, right.asSet != nil || asView(right) != nil else { return nil }
      let machine = Machine.current
      let (a, b) = (try machine.length(left), try machine.length(right))
      func within(_ smaller: Value, _ larger: Value) throws -> Bool {
        var all = true
        try machine.forEach(smaller) { element in
          all = try machine.contains(larger, element)
          return all
        }
        return all
      }
      switch operation {
      case .equal: return .bool(try a == b && within(left, right))
      case .notEqual: return .bool(try !(a == b && within(left, right)))
      case .less: return .bool(try a < b && within(left, right))
      case .lessOrEqual: return .bool(try a <= b && within(left, right))
      case .greater: return .bool(try a > b && within(right, left))
      case .greaterOrEqual: return .bool(try a >= b && within(right, left))
      default: return nil
      }
    }
    type.slots.binary = { operation, left, right in
      switch operation {
      case .bitAnd, .bitOr, .bitXor, .subtract: break
      default: return nil
      }
      return .object(try combined(operation, left, right))
    }
    type.method(
      "isdisjoint", [.positional("self"), .positional("other")], summary: "Whether they have nothing in common.",
      .binary { value, other in
        for element in try Machine.current.elements(other) where try Machine.current.contains(value, element) {
          return .bool(false)
        }
        return .bool(true)
      })
  }

  private static func asView(_ value: Value) -> DictView? {
    guard case .object(let object) = value, let view = object as? DictView, view.content != .values else { return nil }
    return view
  }

  /// A new set of what a value goes through, made in CPython's way, which decides the order.
  private static func newSet(_ value: Value) throws -> SetObject {
    let result = SetObject()
    if let view = asView(value), view.content == .keys, view.dict.isExactly(.dict) {
      try SetType.add(.object(view.dict), to: result)
    } else {
      try SetType.add(value, to: result)
    }
    return result
  }

  private static func combined(_ operation: BinaryOperator, _ left: Value, _ right: Value) throws -> SetObject {
    if operation == .bitAnd { return try intersection(left, right) }
    if operation == .bitXor, let a = asView(left), let b = asView(right), a.content == .items, b.content == .items {
      return try itemsInOne(a.dict, b.dict)
    }
    let result = try newSet(left)
    let method: StringObject =
      switch operation {
      case .bitOr: .interned("update")
      case .bitXor: .interned("symmetric_difference_update")
      default: .interned("difference_update")
      }
    let machine = Machine.current
    _ = try machine.call(machine.attribute(of: .object(result), method.text), [right])
    return result
  }

  private static func intersection(_ left: Value, _ right: Value) throws -> SetObject {
    let machine = Machine.current
    var (view, other) = asView(left) == nil ? (right, left) : (left, right)
    let count = try machine.length(view)
    if let set = other.asSet, set.isExactly(.set), !set.isFrozen, count <= set.count {
      let found = try machine.call(machine.attribute(of: other, "intersection"), [view])
      return found.asSet ?? SetObject()
    }
    if asView(other) != nil, try machine.length(other) > count { swap(&view, &other) }
    let result = SetObject()
    try machine.forEach(other) { element in
      if try machine.contains(view, element) { try result.insert(element) }
      return true
    }
    return result
  }

  /// `a.items() ^ b.items()`.
  private static func itemsInOne(_ a: DictObject, _ b: DictObject) throws -> SetObject {
    let rest = a.copy()
    let result = SetObject()
    for (key, value) in b.pairs {
      if let own = try rest.get(key), try Machine.current.equal(own, value) {
        try rest.remove(key)
      } else {
        try result.insert(.tuple([key, value]))
      }
    }
    for (key, value) in rest.pairs { try result.insert(.tuple([key, value])) }
    return result
  }
}

extension SetObject {
  convenience init(elements: [Value], isFrozen: Bool = false) throws {
    self.init(isFrozen: isFrozen)
    for element in elements { try insert(element) }
  }
}
