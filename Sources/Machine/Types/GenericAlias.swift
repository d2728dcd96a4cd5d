import Syntax

extension TypeObject {
  nonisolated(unsafe) static let genericAlias: TypeObject = {
    let type = TypeObject("GenericAlias", module: "types", layout: .opaque)
    func alias(_ value: Value) throws -> GenericAlias {
      guard case .object(let object) = value, let alias = object as? GenericAlias else {
        throw PythonError.typeFault("a generic alias is required, not '\(value.typeName)'")
      }
      return alias
    }
    type.slots.repr = { try alias($0).text() }
    type.slots.call = { value, arguments in try Machine.current.call(alias(value).origin, arguments) }
    type.slots.getItem = { value, _ in value }
    type.slots.binary = { operation, left, right in
      operation == .bitOr ? .object(UnionType([left, right])) : nil
    }
    type.slots.getMissingAttribute = { value, name in
      try Machine.current.attributeIfAny(of: alias(value).origin, name)
    }
    type.method(
      "__mro_entries__", [.positional("self"), .positional("bases")], summary: "The type itself, as a base.",
      .binary { value, _ in .tuple([try alias(value).origin]) })
    type.property("__origin__", summary: "The type itself.", get: { try alias($0).origin })
    type.property("__args__", summary: "What stands between the brackets.", get: { .tuple(try alias($0).arguments) })
    return type
  }()

  nonisolated(unsafe) static let unionType: TypeObject = {
    let type = TypeObject("UnionType", module: "types", layout: .opaque)
    func union(_ value: Value) throws -> UnionType {
      guard case .object(let object) = value, let union = object as? UnionType else {
        throw PythonError.typeFault("a union of types is required, not '\(value.typeName)'")
      }
      return union
    }
    type.slots.repr = { value in
      try union(value).members.map(GenericAlias.shown).joined(separator: " | ")
    }
    type.slots.binary = { operation, left, right in
      operation == .bitOr ? .object(UnionType([left, right])) : nil
    }
    type.property("__args__", summary: "The types of which one is meant.", get: { .tuple(try union($0).members) })
    return type
  }()
}

/// `list[int]`: a type with what its elements are, for annotations.
final class GenericAlias: Object {
  let origin: Value
  private(set) var arguments: [Value]

  deinit { Reclaimer.release(&arguments) }

  init(_ origin: Value, _ item: Value) {
    self.origin = origin
    arguments = item.asTuple?.items ?? [item]
    super.init(.other)
  }

  override var type: TypeObject { .genericAlias }

  func text() throws -> String {
    try GenericAlias.shown(origin) + "[" + arguments.map(GenericAlias.shown).joined(separator: ", ") + "]"
  }

  static func shown(_ value: Value) throws -> String {
    if value.isNone { return "None" }
    if let type = value.asType {
      return type.module == "builtins" ? type.qualifiedName : type.module + "." + type.qualifiedName
    }
    if let list = value.asList { return "[" + (try list.items.map(shown).joined(separator: ", ")) + "]" }
    if case .object(let object) = value, object === EllipsisObject.only { return "..." }
    return try Machine.current.repr(value)
  }
}

/// `int | None`: one of several types.
final class UnionType: Object {
  let members: [Value]

  init(_ parts: [Value]) {
    var found: [Value] = []
    for part in parts {
      let members: [Value]
      if case .object(let object) = part, let union = object as? UnionType {
        members = union.members
      } else {
        members = [part]
      }
      for member in members where !found.contains(where: { $0.isIdentical(to: member) }) { found.append(member) }
    }
    members = found
    super.init(.other)
  }

  override var type: TypeObject { .unionType }
}
