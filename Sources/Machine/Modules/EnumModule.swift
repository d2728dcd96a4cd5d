import BigInt
import Syntax

/// `enum`.
enum EnumModule {
  /// What an enumeration keeps beside its attributes.
  final class Members {
    /// Canonical members in order of definition.
    var all: [Value] = []
    /// Names, aliases included.
    let byName = DictObject()
    /// The type that members mix in: `int`, `str`; nil for none.
    var mixed: TypeObject?
  }

  nonisolated(unsafe) private static let nameKey = StringObject.interned("_name_")
  nonisolated(unsafe) private static let valueKey = StringObject.interned("_value_")

  nonisolated(unsafe) private static var members: [ObjectIdentifier: Members] = [:]

  private static func members(of type: TypeObject) -> Members? { members[ObjectIdentifier(type)] }

  // MARK: auto

  /// `auto()`.
  private final class Auto: Object {
    init() { super.init(.other) }
    override var type: TypeObject { EnumModule.autoType }
  }

  nonisolated(unsafe) private static let autoType: TypeObject = {
    let type = TypeObject("auto", module: "enum", layout: .opaque, summary: "The next value.")
    type.slots.new = { _, _ in .object(Auto()) }
    type.slots.initialize = { _, _ in }
    return type
  }()

  // MARK: The metaclass

  private static func own(_ value: Value) throws -> (TypeObject, Members) {
    guard let type = value.asType, let members = members(of: type) else {
      throw PythonError.typeFault("an enumeration is required, not '\(value.typeName)'")
    }
    return (type, members)
  }

  nonisolated(unsafe) static let metaclass: TypeObject = {
    let type = TypeObject("EnumType", module: "enum", bases: [.type], summary: "The type of enumerations.")
    type.slots.iterate = { .object(ListIterator(ListObject(try own($0).1.all))) }
    type.slots.reversed = { .object(ListIterator(ListObject(try own($0).1.all.reversed()))) }
    type.slots.length = { try own($0).1.all.count }
    type.slots.truth = { _ in true }
    type.slots.contains = { value, element in
      let (type, members) = try own(value)
      if Machine.current.isInstance(element, type) { return true }
      if members.all.isEmpty { return false }
      throw PythonError.typeFault(
        "unsupported operand type(s) for 'in': '\(element.typeName)' and '\(type.type.name)'")
    }
    type.slots.getItem = { value, key in
      let (_, members) = try own(value)
      guard let found = try members.byName.get(key) else { throw PythonError.missingKey(key) }
      return found
    }
    type.slots.repr = { value in
      let name = value.asType?.name ?? ""
      let isFlag = value.asType?.isSubclass(of: flagType) ?? false
      return "<\(isFlag ? "flag" : "enum") \(Quoting.repr(name))>"
    }
    type.slots.call = { value, arguments in
      guard let type = value.asType else { return .none }
      if let members = members(of: type), !members.all.isEmpty || arguments.count == 1 {
        guard arguments.count == 1 else {
          if arguments.count > 1, members.all.isEmpty { return try create(type, arguments) }
          throw PythonError.typeFault("EnumType.__call__() missing 1 required positional argument: 'value'")
        }
        return try member(of: type, members, with: arguments[0])
      }
      return try create(type, arguments)
    }
    type.slots.setAttribute = { value, name, _ in
      if let type = value.asType, members(of: type)?.byName.get(name) != nil {
        throw PythonError(.attributeError, "cannot reassign member \(Quoting.repr(name.text))")
      }
      return false
    }
    type.classMethod(
      "__prepare__", [.positional("metacls"), .positional("name"), .positional("bases"), .variadicKeyword("kwds")],
      summary: "What the body fills.",
      .bound { .object(Namespace(($0[2].asTuple?.items ?? []).compactMap(\.asType))) })
    type.slots.getMissingAttribute = { throw missing($0, $1) }
    type.property(
      "__members__", summary: "The members by name.", get: { .object(MappingProxy(try own($0).1.byName)) })
    return type
  }()

  private static func missing(_ type: Value, _ name: StringObject) -> PythonError {
    let error = PythonError(.attributeError, name.text)
    error.exception.setField("name", .object(name))
    error.exception.setField("obj", type)
    return error
  }

  /// `Color(1)`.
  private static func member(of type: TypeObject, _ members: Members, with value: Value) throws -> Value {
    let machine = Machine.current
    if machine.isInstance(value, type) { return value }
    for known in members.all {
      if let own = known.enumField(valueKey), try machine.equal(own, value) { return known }
    }
    if let hook = type.lookup("_missing_") {
      let found = try machine.call(machine.bind(hook, to: nil, through: type), [value])
      if machine.isInstance(found, type) { return found }
      if !found.isNone {
        throw PythonError.typeFault(
          "error in \(type.name)._missing_: returned \(try machine.repr(found)) instead of None or a valid member")
      }
    }
    if type.isSubclass(of: flagType), let bits = value.intValue {
      return try composite(type, members, bits)
    }
    throw PythonError.valueFault("\(try machine.repr(value)) is not a valid \(type.qualifiedName)")
  }

  /// A combination of flags.
  private static func composite(_ type: TypeObject, _ members: Members, _ bits: Int) throws -> Value {
    let all = members.all.reduce(0) { $0 | ($1.enumField(valueKey)?.intValue ?? 0) }
    var bits = bits
    if bits < 0 { bits = all & bits }
    for known in members.all where known.enumField(valueKey)?.intValue == bits { return known }
    if bits & ~all != 0, !type.isSubclass(of: intFlagType) {
      let width = Swift.max(String(bits, radix: 2).count, String(all, radix: 2).count)
      func binary(_ number: Int) -> String {
        let digits = String(number, radix: 2)
        return "0b0 " + String(repeating: "0", count: width - digits.count) + digits
      }
      throw PythonError.valueFault(
        "<flag \(Quoting.repr(type.name))> invalid value \(bits)\n    given \(binary(bits))\n  allowed \(binary(all))")
    }
    let names = members.all.filter { member in
      let value = member.enumField(valueKey)?.intValue ?? 0
      return value != 0 && value & (value - 1) == 0 && bits & value == value
    }.compactMap { $0.enumField(nameKey)?.asString?.text }
    let made = try fresh(type, members.mixed, .int(bits))
    set(made, nameKey, names.isEmpty ? .none : .string(names.joined(separator: "|")))
    set(made, valueKey, .int(bits))
    return made
  }

  private static func set(_ member: Value, _ name: StringObject, _ value: Value) {
    if case .object(let object) = member { object.fields?.setField(name, value) }
  }

  /// An instance without name and value.
  private static func fresh(_ type: TypeObject, _ mixed: TypeObject?, _ value: Value) throws -> Value {
    guard let mixed else { return .object(InstanceObject(type)) }
    let arguments = value.asTuple?.items ?? [value]
    return try Arguments.with(arguments) { arguments in
      switch type.resolve(.new) {
      case .slot(let owner): if let new = owner.slots.new, owner !== baseType { return try new(type, arguments) }
      case .method, .nobody: break
      }
      return try mixed.slots.new?(type, arguments) ?? .none
    }
  }

  // MARK: Making an enumeration

  private static func isMember(_ name: String, _ value: Value) -> Bool {
    if name.hasPrefix("__") && name.hasSuffix("__") { return false }
    if name.hasPrefix("_") && name.hasSuffix("_") && name.count > 2 { return false }
    guard case .object(let object) = value else { return true }
    switch object.kind {
    case .function, .nativeFunction, .property, .staticMethod, .classMethod, .boundMethod, .nativeProperty: return false
    case .instance, .other:
      return !(object.type.answers(.get)) || object is Auto
    default: return true
    }
  }

  /// Turns the attributes of a new class into members.
  private static func prepare(_ type: TypeObject) throws {
    let own = Members()
    for base in type.bases {
      if let known = members(of: base) {
        if !known.all.isEmpty {
          throw PythonError.typeFault(
            "<enum \(Quoting.repr(type.name))> cannot extend <enum \(Quoting.repr(base.name))>")
        }
        own.mixed = own.mixed ?? known.mixed
      } else if base !== TypeObject.object, base.layout != .instance {
        own.mixed = base.nativeBase
      }
    }
    members[ObjectIdentifier(type)] = own
    if own.mixed != nil, !type.bases.contains(where: { members(of: $0)?.mixed != nil }) {
      // A member shows itself as one, whatever else it is.
      type.slots.repr = baseType.slots.repr
      type.slots.str = baseType.slots.str
      type.slots.format = baseType.slots.format
    }
    let personalNew = type.attributes.get("__new__")
    let ignored = try ignoredNames(type.attributes)
    for (key, value) in type.attributes.pairs {
      guard let name = key.asString, isMember(name.text, value), !ignored.contains(name.text) else { continue }
      try define(name, value, type, own, personalNew)
    }
    type.changed()
  }

  private static func ignoredNames(_ names: DictObject) throws -> [String] {
    guard let value = names.get("_ignore_") else { return [] }
    if let text = value.asString {
      try MemoryCap.check(codePointsOf: text)
      return Words.split(text.text, limit: -1)
    }
    return try Machine.current.elements(value).map(Machine.current.str)
  }

  /// What the body of an enumeration fills: `auto()` has its value at once, and no name stands twice.
  private final class Namespace: ClassNamespace {
    let bases: [TypeObject]
    var given: [Value] = []
    var names: Set<String> = []

    init(_ bases: [TypeObject]) {
      self.bases = bases
      super.init()
    }

    override func define(_ name: StringObject, _ value: Value) throws {
      if name.text == "_generate_next_value_", !given.isEmpty {
        throw PythonError.typeFault("_generate_next_value_ must be defined before members")
      }
      guard isMember(name.text, value), try !ignoredNames(self).contains(name.text) else {
        if names.contains(name.text) { throw reused(name) }
        return set(name, value)
      }
      if names.contains(name.text) { throw reused(name) }
      let resolved = try EnumModule.resolved(value, name, self, bases, given)
      names.insert(name.text)
      given.append(resolved)
      set(name, resolved)
    }

    private func reused(_ name: StringObject) -> PythonError {
      let known = get(name).flatMap { try? Machine.current.repr($0) } ?? ""
      return PythonError.typeFault("\(Quoting.repr(name.text)) already defined as \(known)")
    }
  }

  /// The value with `auto()`, also inside a tuple, replaced by what comes next.
  private static func resolved(
    _ value: Value, _ name: StringObject, _ namespace: DictObject, _ bases: [TypeObject], _ values: [Value]
  ) throws -> Value {
    if let tuple = value.asTuple, tuple.isExactly(.tuple) {
      return .tuple(try tuple.items.map { try resolved($0, name, namespace, bases, values) })
    }
    guard case .object(let object) = value, object is Auto else { return value }
    let machine = Machine.current
    var hook = namespace.get("_generate_next_value_")
    for base in bases where hook == nil {
      if let found = base.lookup("_generate_next_value_") { hook = try machine.bind(found, to: nil, through: base) }
    }
    if let hook {
      let function: Value
      if case .object(let object) = hook, let method = object as? StaticMethodObject {
        function = method.function
      } else {
        function = hook
      }
      return try machine.call(function, [.object(name), .int(1), .int(values.count), .list(values)])
    }
    if bases.contains(where: { $0.isSubclass(of: strEnumType) }) { return .string(CaseMapping.lower(name.text)) }
    if bases.contains(where: { $0.isSubclass(of: flagType) }) {
      let highest = values.compactMap(\.intValue).max() ?? 0
      if highest <= 0 { return .int(1) }
      return .int(1 << (Int.bitWidth - highest.leadingZeroBitCount))
    }
    guard let highest = values.compactMap(\.integerValue).max() else { return .int(1) }
    return .integer(highest + 1)
  }

  private static func define(
    _ name: StringObject, _ value: Value, _ type: TypeObject, _ own: Members, _ personalNew: Value?
  ) throws {
    let machine = Machine.current
    let arguments = value.asTuple?.items ?? [value]
    let made: Value
    if let personalNew {
      made = try machine.call(
        machine.bind(personalNew, to: nil, through: type), [.object(type)] + arguments)
    } else {
      made = try fresh(type, own.mixed, value)
    }
    var actual = made.enumField(valueKey)
    if actual == nil {
      actual =
        own.mixed == nil || value.asTuple == nil ? value : try machine.call(.object(own.mixed ?? .object), arguments)
      set(made, valueKey, actual ?? .none)
    }
    for known in own.all {
      if let other = known.enumField(valueKey), let actual, try machine.equal(other, actual) {
        own.byName.set(name, known)
        type.attributes.set(name, known)
        return
      }
    }
    set(made, nameKey, .object(name))
    set(made, StringObject.interned("__objclass__"), .object(type))
    set(made, StringObject.interned("_sort_order_"), .int(own.all.count))
    if case .method(let initializer) = type.resolve(.initialize) {
      _ = try machine.call(machine.bind(initializer, to: made, through: type), arguments)
    }
    let bits = made.enumField(valueKey)?.intValue ?? 0
    // A combination that has a name is an alias: it does not count as a member of its own.
    let isCanonical = !type.isSubclass(of: flagType) || (bits > 0 && bits & (bits - 1) == 0)
    if isCanonical { own.all.append(made) }
    own.byName.set(name, made)
    type.attributes.set(name, made)
  }

  /// `Enum('Color', 'RED GREEN')`.
  private static func create(_ type: TypeObject, _ arguments: Arguments) throws -> Value {
    let machine = Machine.current
    let bound = try arguments.parse(
      "EnumType.__call__", ["value", "names", "module", "qualname", "type", "start", "boundary"], required: 2)
    let name = try machine.str(bound[0] ?? .none)
    let namespace = Namespace([type])
    namespace.set("__module__", .string("__main__"))
    let given = bound[1] ?? .none
    var start = bound[5] ?? .int(1)
    func add(_ item: Value) throws {
      if let pair = item.asTuple ?? item.asList.map({ TupleObject($0.items) }), pair.items.count == 2 {
        namespace.set(try machine.str(pair.items[0]), pair.items[1])
        return
      }
      let isFlag = type.isSubclass(of: flagType)
      let value: Value = type.isSubclass(of: strEnumType) ? .string(CaseMapping.lower(try machine.str(item))) : start
      namespace.set(try machine.str(item), value)
      start = try machine.binary(isFlag ? .multiply : .add, start, .int(isFlag ? 2 : 1))
    }
    if let text = given.asString {
      try MemoryCap.check(codePointsOf: text)
      for word in Words.split(String(text.text.map { $0 == "," ? " " : $0 }), limit: -1) { try add(.string(word)) }
    } else if let dict = given.asDict {
      for (key, value) in dict.pairs { namespace.set(try machine.str(key), value) }
    } else {
      for item in try machine.elements(given) { try add(item) }
    }
    return .object(try machine.makeClass(name, bases: [type], namespace: namespace, metaclass: metaclass))
  }

  // MARK: The types

  nonisolated(unsafe) static let baseType: TypeObject = {
    let type = TypeObject("Enum", module: "enum", summary: "A set of names for values.")
    type.metaclass = metaclass
    members[ObjectIdentifier(type)] = Members()
    type.subclassHook = prepare
    type.acceptsAttributes = false
    type.slots.initialize = { _, _ in }
    func field(_ value: Value, _ name: StringObject) -> Value { value.enumField(name) ?? .none }
    func shownName(_ value: Value) throws -> String {
      let machine = Machine.current
      let name = field(value, nameKey)
      return name.isNone ? try machine.repr(field(value, valueKey)) : try machine.str(name)
    }
    type.slots.repr = { value in
      let machine = Machine.current
      let type = machine.type(of: value)
      let shown = try machine.repr(field(value, valueKey))
      if field(value, nameKey).isNone { return "<\(type.name): \(shown)>" }
      return "<\(type.name).\(try shownName(value)): \(shown)>"
    }
    type.slots.str = { value in
      let type = Machine.current.type(of: value)
      if field(value, nameKey).isNone { return "\(type.name)(\(try Machine.current.repr(field(value, valueKey))))" }
      return "\(type.name).\(try shownName(value))"
    }
    type.slots.hash = { try Machine.current.hash(field($0, nameKey)) }
    type.slots.format = { value, spec in
      let text = try Machine.current.str(value)
      return try Machine.current.format(.string(text), spec)
    }
    type.slots.compare = { operation, left, right in
      switch operation {
      case .equal: return left.isIdentical(to: right) ? .bool(true) : nil
      case .notEqual: return left.isIdentical(to: right) ? .bool(false) : nil
      default: return nil
      }
    }
    type.property("name", summary: "The name of the member.", get: { field($0, nameKey) })
    type.property("value", summary: "The value of the member.", get: { field($0, valueKey) })
    for name in ["__copy__", "__deepcopy__"] {
      type.method(name, [.positional("self"), .variadic("memo")], summary: "The member itself.", .variadic { $0[0] })
    }
    type.slots.setAttribute = { value, name, _ in
      guard name.text == "name" || name.text == "value" else { return false }
      throw PythonError(
        .attributeError, "<enum 'Enum'> cannot set attribute \(Quoting.repr(name.text))")
    }
    return type
  }()

  private static func mixing(_ name: String, _ mixed: TypeObject?, _ bases: [TypeObject], _ summary: String)
    -> TypeObject
  {
    let type = TypeObject(name, module: "enum", bases: bases, layout: mixed?.layout, summary: summary)
    type.metaclass = metaclass
    let own = Members()
    own.mixed = mixed
    members[ObjectIdentifier(type)] = own
    guard let mixed else { return type }
    type.slots.repr = baseType.slots.repr
    type.slots.str = { try Machine.current.str($0.enumField(valueKey) ?? .none) }
    type.slots.format = { try Machine.current.format($0.enumField(valueKey) ?? .none, $1) }
    type.slots.hash = mixed.slots.hash
    type.slots.compare = mixed.slots.compare
    return type
  }

  nonisolated(unsafe) private static let intEnumType = mixing(
    "IntEnum", .int, [.int, baseType], "Names for whole numbers, which they are.")
  nonisolated(unsafe) private static let strEnumType = mixing(
    "StrEnum", .str, [.str, baseType], "Names for texts, which they are.")

  nonisolated(unsafe) static let flagType: TypeObject = {
    let type = mixing("Flag", nil, [baseType], "Names for bits, which can be put together.")
    installBits(type)
    return type
  }()

  nonisolated(unsafe) static let intFlagType: TypeObject = {
    let type = mixing("IntFlag", .int, [.int, flagType], "Names for bits of whole numbers.")
    installBits(type)
    return type
  }()

  private static func installBits(_ type: TypeObject) {
    func bits(_ value: Value, like type: TypeObject) -> Int? {
      if Machine.current.isInstance(value, type) { return value.enumField(valueKey)?.intValue }
      return type.isSubclass(of: intFlagType) ? value.intValue : nil
    }
    type.slots.binary = { operation, left, right in
      let machine = Machine.current
      let isLeft = machine.type(of: left).isSubclass(of: flagType)
      let own = machine.type(of: isLeft ? left : right)
      guard let members = members(of: own), let a = bits(left, like: own), let b = bits(right, like: own) else {
        return own.isSubclass(of: .int) ? try TypeObject.int.slots.binary?(operation, left, right) : nil
      }
      switch operation {
      case .bitOr: return try composite(own, members, a | b)
      case .bitAnd: return try composite(own, members, a & b)
      case .bitXor: return try composite(own, members, a ^ b)
      default: return own.isSubclass(of: .int) ? try TypeObject.int.slots.binary?(operation, left, right) : nil
      }
    }
    type.slots.unary = { operation, value in
      let own = Machine.current.type(of: value)
      guard operation == .invert, let members = members(of: own), let bits = value.enumField(valueKey)?.intValue else {
        return own.isSubclass(of: .int) ? try TypeObject.int.slots.unary?(operation, value) : nil
      }
      return try composite(own, members, ~bits)
    }
    type.slots.truth = { $0.enumField(valueKey)?.intValue != 0 }
    type.slots.contains = { value, other in
      guard let a = value.enumField(valueKey)?.intValue,
        let b = bits(other, like: Machine.current.type(of: value))
      else {
        throw PythonError.typeFault(
          "unsupported operand type(s) for 'in': \(Quoting.repr(other.typeName)) and \(Quoting.repr(value.typeName))")
      }
      return b & a == b
    }
    type.slots.iterate = { value in
      let own = Machine.current.type(of: value)
      let bits = value.enumField(valueKey)?.intValue ?? 0
      let parts = (members(of: own)?.all ?? []).filter { part in
        let bit = part.enumField(valueKey)?.intValue ?? 0
        return bit != 0 && bits & bit == bit
      }
      return .object(ListIterator(ListObject(parts)))
    }
    type.slots.length = { ($0.enumField(valueKey)?.intValue ?? 0).nonzeroBitCount }
  }

  // MARK: The module

  static func make() throws -> ModuleObject {
    let module = ModuleObject("enum", summary: "Names for values.")
    for type in [baseType, intEnumType, strEnumType, flagType, intFlagType, metaclass, autoType] {
      module.set(type.name, .object(type))
    }
    module.set("EnumMeta", .object(metaclass))
    module.function(
      "unique", [.positional("enumeration")], summary: "Refuses an enumeration with two names for one value.",
      .unary { value in
        let (type, members) = try own(value)
        let aliases = members.byName.pairs.compactMap { pair -> String? in
          guard let name = pair.value.enumField(nameKey)?.asString, let key = pair.key.asString,
            !name.hasSameText(as: key)
          else { return nil }
          return "\(key.text) -> \(name.text)"
        }
        if !aliases.isEmpty {
          throw PythonError.valueFault(
            "duplicate values found in <enum \(Quoting.repr(type.name))>: \(aliases.joined(separator: ", "))")
        }
        return value
      })
    for name in ["member", "nonmember", "global_enum"] {
      module.function(name, [.positional("value")], summary: "The value itself.", .unary { $0 })
    }
    module.set("property", .object(TypeObject.property))
    return module
  }
}

extension Value {
  /// An attribute that an enumeration keeps on its member.
  fileprivate func enumField(_ name: StringObject) -> Value? {
    guard case .object(let object) = self else { return nil }
    return object.fields?.field(name)
  }
}
