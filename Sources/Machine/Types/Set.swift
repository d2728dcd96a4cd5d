import Syntax

/// What `set` and `frozenset` do themselves.
enum SetType {
  static func install() {
    TypeObject.set.summary = "A collection of distinct values that can be changed."
    TypeObject.frozenset.summary = "A collection of distinct values that never changes."
    for type in [TypeObject.set, .frozenset] { installShared(type) }
    TypeObject.set.slots.new = { type, _ in
      .object(type === TypeObject.set ? SetObject() : SetInstance(type, isFrozen: false))
    }
    TypeObject.set.slots.initialize = { value, arguments in
      let set = try value.anySet("__init__")
      try arguments.expect("set", 0...1)
      set.removeAll()
      if arguments.count > 0 { try add(arguments[0], to: set) }
    }
    TypeObject.frozenset.slots.new = { type, arguments in
      try arguments.expect("frozenset", 0...1)
      if type === TypeObject.frozenset, arguments.count == 1, let set = arguments[0].asSet, set.isFrozen,
        set.isExactly(.set)
      {
        return arguments[0]
      }
      let result = type === TypeObject.frozenset ? SetObject(isFrozen: true) : SetInstance(type, isFrozen: true)
      if arguments.count > 0 { try add(arguments[0], to: result) }
      return .object(result)
    }
    TypeObject.frozenset.slots.hash = { value in
      let set = try value.anySet("__hash__")
      if let known = set.cachedHash { return known }
      let result = try hash(set)
      set.cachedHash = result
      return result
    }
    installChanging(.set)
  }

  /// Adds all elements of an iterable.
  static func add(_ source: Value, to set: SetObject) throws {
    if let other = source.asSet { return set.merge(other) }
    if let other = source.asDict, other.isExactly(.dict) { set.reserve(other.count) }
    try Machine.current.forEach(source) { element in
      try set.insert(element)
      return true
    }
  }

  /// A set made of any iterable, or that set itself.
  private static func anySet(_ value: Value) throws -> SetObject {
    if let set = value.asSet { return set }
    let result = SetObject()
    try add(value, to: result)
    return result
  }

  /// CPython's hash of a frozenset: independent of the order of the elements.
  private static func hash(_ set: SetObject) throws -> Int {
    var state: UInt = 0
    for element in set.elements {
      let bits = UInt(bitPattern: try Machine.current.hash(element))
      state ^= ((bits ^ 89_869_747) ^ (bits << 16)) &* 3_644_798_167
    }
    state ^= (UInt(set.count) &+ 1) &* 1_927_868_237
    state ^= (state >> 11) ^ (state >> 25)
    state = state &* 69_069 &+ 907_133_923
    return state == .max ? 590_923_713 : Int(bitPattern: state)
  }

  static func isSubset(_ a: SetObject, _ b: SetObject) throws -> Bool {
    guard a.count <= b.count else { return false }
    for element in a.elements where try !b.contains(element) { return false }
    return true
  }

  private static func intersection(_ a: SetObject, _ b: SetObject, isFrozen: Bool) throws -> SetObject {
    if a === b { return a.copy(isFrozen: isFrozen) }
    let result = SetObject(isFrozen: isFrozen)
    let (smaller, larger) = b.count > a.count ? (a, b) : (b, a)
    for element in smaller.elements where try larger.contains(element) { try result.insert(element) }
    return result
  }

  /// The intersection with any iterable, whose elements come in its own order when it is no set.
  private static func intersection(_ a: SetObject, with source: Value, isFrozen: Bool) throws -> SetObject {
    if let b = source.asSet { return try intersection(a, b, isFrozen: isFrozen) }
    let result = SetObject(isFrozen: isFrozen)
    try Machine.current.forEach(source) { element in
      if try a.contains(element) { try result.insert(element) }
      return true
    }
    return result
  }

  /// `a -= b`.
  private static func subtract(_ source: Value, from set: SetObject) throws {
    if let other = source.asSet {
      if other === set { return set.removeAll() }
      for element in other.elements { try set.remove(element) }
    } else {
      try Machine.current.forEach(source) { element in
        try set.remove(element)
        return true
      }
    }
    set.tidy()
  }

  private static func difference(_ a: SetObject, with source: Value, isFrozen: Bool) throws -> SetObject {
    if let b = source.asSet { return try difference(a, b, isFrozen: isFrozen) }
    if let b = source.asDict, b.isExactly(.dict), a.count >> 2 <= b.count {
      let result = SetObject(isFrozen: isFrozen)
      for element in a.elements where try !b.contains(element) { try result.insert(element) }
      return result
    }
    let copy = a.copy(isFrozen: isFrozen)
    try subtract(source, from: copy)
    return copy
  }

  /// `a ^= b`: what is in both goes, what is only in the other comes.
  private static func toggle(_ other: SetObject, in set: SetObject) throws {
    if other === set { return set.removeAll() }
    for element in other.elements { if try !set.remove(element) { try set.insert(element) } }
  }

  private static func difference(_ a: SetObject, _ b: SetObject, isFrozen: Bool) throws -> SetObject {
    let result = SetObject(isFrozen: isFrozen)
    if a.count >> 2 > b.count {
      let copy = a.copy(isFrozen: isFrozen)
      try subtract(.object(b), from: copy)
      return copy
    }
    for element in a.elements where try !b.contains(element) { try result.insert(element) }
    return result
  }

  private static func symmetricDifference(_ a: SetObject, _ b: SetObject, isFrozen: Bool) throws -> SetObject {
    // CPython begins with a copy of the second.
    let result = b.copy(isFrozen: isFrozen)
    try toggle(a, in: result)
    return result
  }

  private static func installShared(_ type: TypeObject) {
    type.slots.truth = { try $0.anySet("__bool__").count != 0 }
    type.slots.length = { try $0.anySet("__len__").count }
    type.slots.contains = { value, element in
      let set = try value.anySet("__contains__")
      return try set.contains(hashable(element))
    }
    type.slots.iterate = { .object(SetIterator(try $0.anySet("__iter__"))) }
    type.slots.repr = { value in
      let set = try value.anySet("__repr__")
      let name = set.type.name
      if set.count == 0 { return name + "()" }
      let body = try SequenceOperators.joined(set.elements, set, open: "{", close: "}", cycle: "\(name)(...)")
      return name == "set" || body.hasSuffix("(...)") ? body : "\(name)(\(body))"
    }
    type.slots.compare = { operation, left, right in
      guard let a = left.asSet, let b = right.asSet else { return nil }
      switch operation {
      case .equal: return .bool(a.count == b.count ? try isSubset(a, b) : false)
      case .notEqual: return .bool(a.count == b.count ? try !isSubset(a, b) : true)
      case .lessOrEqual: return .bool(try isSubset(a, b))
      case .less: return .bool(a.count < b.count ? try isSubset(a, b) : false)
      case .greaterOrEqual: return .bool(try isSubset(b, a))
      case .greater: return .bool(b.count < a.count ? try isSubset(b, a) : false)
      default: return nil
      }
    }
    type.slots.binary = { operation, left, right in
      guard let a = left.asSet, let b = right.asSet else { return nil }
      switch operation {
      case .bitOr:
        let result = a.copy(isFrozen: a.isFrozen)
        if a !== b { result.merge(b) }
        return .object(result)
      case .bitAnd: return .object(try intersection(a, b, isFrozen: a.isFrozen))
      case .subtract: return .object(try difference(a, b, isFrozen: a.isFrozen))
      case .bitXor: return .object(try symmetricDifference(a, b, isFrozen: a.isFrozen))
      default: return nil
      }
    }
    let others: [Parameter] = [.positional("self"), .variadic("others")]
    func combining(
      _ name: StaticString, _ summary: String, _ body: @escaping (SetObject, [Value]) throws -> SetObject
    ) {
      type.method(
        "\(name)", others, summary: summary,
        .bound { arguments in
          .object(try body(arguments[0].anySet(name), arguments[1].asTuple?.items ?? []))
        })
    }
    combining("union", "The elements of this and of all the others.") { set, others in
      let result = set.copy(isFrozen: set.isFrozen)
      for other in others { try add(other, to: result) }
      return result
    }
    combining("intersection", "The elements that all of them have.") { set, others in
      if others.isEmpty { return set.copy(isFrozen: set.isFrozen) }
      var result = set
      for other in others { result = try intersection(result, with: other, isFrozen: set.isFrozen) }
      return result
    }
    combining("difference", "The elements that none of the others has.") { set, others in
      guard let first = others.first else { return set.copy(isFrozen: set.isFrozen) }
      let result = try difference(set, with: first, isFrozen: set.isFrozen)
      for other in others.dropFirst() { try subtract(other, from: result) }
      return result
    }
    let other: [Parameter] = [.positional("self"), .positional("other")]
    type.method(
      "symmetric_difference", other, summary: "The elements that only one of the two has.",
      .binary { value, other in
        let set = try value.anySet("symmetric_difference")
        if other.asSet != nil { return .object(try symmetricDifference(set, anySet(other), isFrozen: set.isFrozen)) }
        let result = SetObject(isFrozen: set.isFrozen)
        try add(other, to: result)
        try toggle(set, in: result)
        return .object(result)
      })
    type.method(
      "issubset", other, summary: "Whether the other has all elements of this.",
      .binary { .bool(try isSubset($0.anySet("issubset"), anySet($1))) })
    type.method(
      "issuperset", other, summary: "Whether this has all elements of the other.",
      .binary { .bool(try isSubset(anySet($1), $0.anySet("issuperset"))) })
    type.method(
      "isdisjoint", other, summary: "Whether they have no element in common.",
      .binary { .bool(try intersection($0.anySet("isdisjoint"), anySet($1), isFrozen: false).count == 0) })
    type.method(
      "copy", [.positional("self")], summary: "A new set with the same elements.",
      .unary { value in
        let set = try value.anySet("copy")
        if set.isFrozen, set.isExactly(.set) { return value }
        return .object(set.copy(isFrozen: set.isFrozen))
      })
    type.classMethod(
      "__class_getitem__", [.positional("type"), .positional("item")],
      summary: "The set type with the type of its elements, for annotations.",
      .binary { .object(GenericAlias($0, $1)) })
  }

  private static func installChanging(_ type: TypeObject) {
    let element: [Parameter] = [.positional("self"), .positional("element")]
    type.slots.inPlace = { operation, left, right in
      guard let set = left.asSet, !set.isFrozen, let other = right.asSet else { return nil }
      switch operation {
      case .bitOr: set.merge(other)
      case .bitAnd: set.take(from: try intersection(set, other, isFrozen: false))
      case .subtract: try subtract(right, from: set)
      case .bitXor: try toggle(other, in: set)
      default: return nil
      }
      return left
    }
    type.method(
      "add", element, summary: "Adds an element.",
      .binary {
        try $0.anySet("add").insert($1)
        return .none
      })
    type.method(
      "discard", element, summary: "Removes an element if it is there.",
      .binary {
        try $0.anySet("discard").remove(hashable($1))
        return .none
      })
    type.method(
      "remove", element, summary: "Removes an element; KeyError when it is not there.",
      .binary {
        if try !$0.anySet("remove").remove(hashable($1)) { throw PythonError.missingKey($1) }
        return .none
      })
    type.method(
      "pop", [.positional("self")], summary: "Removes some element and gives it back.",
      .unary { value in
        let set = try value.anySet("pop")
        guard let element = set.pop() else { throw PythonError(.keyError, "pop from an empty set") }
        return element
      })
    type.method(
      "clear", [.positional("self")], summary: "Removes all elements.",
      .unary {
        try $0.anySet("clear").removeAll()
        return .none
      })
    let others: [Parameter] = [.positional("self"), .variadic("others")]
    func changing(_ name: StaticString, _ summary: String, _ body: @escaping (SetObject, Value) throws -> Void) {
      type.method(
        "\(name)", others, summary: summary,
        .bound { arguments in
          let set = try arguments[0].anySet(name)
          for other in arguments[1].asTuple?.items ?? [] { try body(set, other) }
          return .none
        })
    }
    changing("update", "Adds the elements of all the others.") { try add($1, to: $0) }
    changing("intersection_update", "Keeps only the elements that all others have.") {
      $0.take(from: try intersection($0, with: $1, isFrozen: false))
    }
    changing("difference_update", "Removes the elements of all the others.") { try subtract($1, from: $0) }
    changing("symmetric_difference_update", "Keeps the elements that only one of the two has.") {
      guard let dict = $1.asDict, dict.isExactly(.dict) else { return try toggle(anySet($1), in: $0) }
      for key in dict.keys { if try !$0.remove(key) { try $0.insert(key) } }
    }
  }

  /// The element itself; for a set, which cannot be an element, a frozenset that is equal.
  private static func hashable(_ element: Value) -> Value {
    guard let set = element.asSet, !set.isFrozen else { return element }
    return .object(set.copy(isFrozen: true))
  }
}

/// Over a set, which must keep its elements meanwhile.
final class SetIterator: IteratorObject {
  private var set: SetObject?
  private let count: Int
  private let version: Int
  private var position = 0

  init(_ set: SetObject) {
    self.set = set
    count = set.count
    version = set.version
    super.init(.setIterator)
  }

  override func next() throws -> Value? {
    guard let set else { return nil }
    if set.version != version, set.count != count {
      throw PythonError(.runtimeError, "Set changed size during iteration")
    }
    guard let (at, element) = set.next(from: position) else {
      self.set = nil
      return nil
    }
    position = at + 1
    return element
  }
}
