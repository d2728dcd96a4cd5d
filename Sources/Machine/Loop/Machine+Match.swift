/// What `match` asks of a subject.
extension Machine {
  @inline(never) func matchSequence(_ value: Value, _ count: Int, orMore: Bool) throws -> Bool {
    let found: Int
    if let list = value.asList {
      found = list.items.count
    } else if let tuple = value.asTuple {
      found = tuple.items.count
    } else if let range = value.asRange {
      found = range.count
    } else if type(of: value).isSequence || type(of: value) === TypeObject.range {
      found = try length(value)
    } else {
      return false
    }
    return orMore ? found >= count : found == count
  }

  @inline(never) func isMapping(_ value: Value) -> Bool { value.asDict != nil || type(of: value).isMapping }

  /// The item of a mapping for a key in a pattern; undefined where there is none.
  @inline(never) func matchedItem(of mapping: Value, _ key: Value) throws -> Value {
    if let dict = mapping.asDict { return try dict.get(key) ?? .undefined }
    let absent = Value.object(Object(.other))
    let found = try call(attribute(of: mapping, "get"), [key, absent])
    return found.isIdentical(to: absent) ? .undefined : found
  }

  @inline(never) func matchRest(_ a: Slot, _ b: Slot, _ keys: Slot, _ count: Int) throws {
    let all = try b.pointee.asDict.map { .object($0) } ?? call(.object(TypeObject.dict), [b.pointee])
    guard let rest = all.asDict?.copy() else { return }
    for at in 0..<count where try rest.remove(keys[at]) == nil {
      // A mapping may have an item for a key that is none of its own.
      throw PythonError(.keyError, arguments: [keys[at]])
    }
    a.pointee = .object(rest)
  }

  /// Replaces the class in `a` by whether the subject is an instance with all the attributes, which follow it.
  @inline(never) func matchClass(_ a: Slot, _ b: Slot, _ positional: Int, _ names: TupleObject) throws {
    guard let type = a.pointee.asType else {
      throw PythonError(.typeError, "called match pattern must be a class")
    }
    a.set(false)
    let subject = b.pointee
    guard try isInstance(subject, type) || isInstance(subject, ofAny: .object(type)) else { return }
    if positional > 0 {
      if Machine.matchesItself(type) {
        if positional > 1 {
          throw PythonError(
            .typeError, "\(type.name)() accepts 1 positional sub-pattern (\(positional) given)")
        }
        (a + 1).pointee = subject
      } else {
        let given = type.lookup("__match_args__")
        if let given, given.asTuple == nil {
          throw PythonError.typeFault("\(type.name).__match_args__ must be a tuple (got \(given.typeName))")
        }
        let listed = given?.asTuple?.items ?? []
        if listed.count < positional {
          let noun = listed.count == 1 ? "sub-pattern" : "sub-patterns"
          throw PythonError(
            .typeError, "\(type.name)() accepts \(listed.count) positional \(noun) (\(positional) given)")
        }
        for at in 0..<positional {
          guard let name = listed[at].asString else {
            throw PythonError.typeFault("__match_args__ elements must be strings (got \(listed[at].typeName))")
          }
          guard let value = try matchedAttribute(of: subject, name) else { return }
          (a + 1 + at).pointee = value
        }
      }
    }
    for (at, name) in names.items.enumerated() {
      guard let name = name.asString, let value = try matchedAttribute(of: subject, name) else { return }
      (a + 1 + positional + at).pointee = value
    }
    a.set(true)
  }

  /// An attribute, where an AttributeError only means that the pattern does not match.
  private func matchedAttribute(of value: Value, _ name: StringObject) throws -> Value? {
    do {
      return try attributeIfAny(of: value, StringObject.interned(name.text))
    } catch let error as PythonError where error.exception.type.isSubclass(of: .attributeError) {
      return nil
    }
  }

  /// Built-in classes whose one positional pattern is the subject itself.
  private static func matchesItself(_ type: TypeObject) -> Bool {
    let own: [TypeObject] = [.bool, .bytes, .dict, .float, .frozenset, .int, .list, .set, .str, .tuple]
    return type.mro.contains { ancestor in own.contains { $0 === ancestor } }
      && type.lookup("__match_args__") == nil
  }
}
