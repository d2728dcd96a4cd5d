import Syntax

/// `typing`: its names exist and can be subscripted, which is all that annotations need.
enum TypingModule {
  /// `typing.List`, `typing.Any`, …: shown by its name, equal to nothing else.
  final class Form: Object {
    let name: String
    let arguments: [Value]?

    init(_ name: String, _ arguments: [Value]? = nil) {
      self.name = name
      self.arguments = arguments
      super.init(.other)
    }

    override var type: TypeObject { TypingModule.formType }
  }

  private static func form(_ value: Value) throws -> Form {
    guard case .object(let object) = value, let form = object as? Form else {
      throw PythonError.typeFault("a typing form is required, not '\(value.typeName)'")
    }
    return form
  }

  private static func union(_ members: [Value]) -> Value {
    var kept: [Value] = []
    for member in members where !kept.contains(where: { $0.isIdentical(to: member) }) { kept.append(member) }
    return kept.count == 1 ? kept[0] : .object(Form("Union", kept))
  }

  nonisolated(unsafe) private static let formType: TypeObject = {
    let type = TypeObject("_SpecialForm", module: "typing", layout: .opaque)
    type.slots.repr = { value in
      let form = try form(value)
      guard let arguments = form.arguments else { return form.name.hasPrefix("~") ? form.name : "typing." + form.name }
      if form.name == "Union", arguments.count == 2, let none = arguments.firstIndex(where: { $0.isNone }) {
        return "typing.Optional[" + (try GenericAlias.shown(arguments[1 - none])) + "]"
      }
      return "typing.\(form.name)["
        + (try arguments.map { $0.isNone ? "NoneType" : try GenericAlias.shown($0) }.joined(separator: ", ")) + "]"
    }
    type.slots.getItem = { value, item in
      let form = try form(value)
      let arguments = item.asTuple?.items ?? [item]
      switch form.name {
      case "Optional": return union(arguments + [.none])
      case "Union": return union(arguments)
      default: return .object(Form(form.name, arguments))
      }
    }
    type.slots.binary = { operation, left, right in operation == .bitOr ? union([left, right]) : nil }
    type.slots.call = { value, arguments in
      let name = try form(value).name
      switch name {
      case "List": return try Machine.current.call(.object(TypeObject.list), arguments)
      case "Dict": return try Machine.current.call(.object(TypeObject.dict), arguments)
      default: throw PythonError.typeFault("Cannot instantiate typing.\(name)")
      }
    }
    type.slots.compare = { operation, left, right in
      guard operation == .equal || operation == .notEqual, let a = try? form(left), let b = try? form(right) else {
        return nil
      }
      let same =
        try a.name == b.name
        && Machine.current.equal(.tuple(a.arguments ?? []), .tuple(b.arguments ?? []))
      return .bool(same == (operation == .equal))
    }
    type.slots.hash = { StringHash.hash(try form($0).name) }
    return type
  }()

  private static let names = [
    "Any", "Union", "Optional", "List", "Dict", "Set", "FrozenSet", "Tuple", "Type", "Callable", "Iterable", "Iterator",
    "Sequence", "Mapping", "MutableMapping", "MutableSequence", "Generator", "Literal", "Final", "ClassVar",
    "Annotated",
    "NoReturn", "Never", "Self", "Deque", "DefaultDict", "OrderedDict", "Counter", "Collection", "Container",
    "Hashable",
    "Sized", "Text", "AnyStr", "TypeAlias", "Concatenate", "Awaitable", "Coroutine", "SupportsFloat", "SupportsInt",
  ]

  static func make() throws -> ModuleObject {
    let module = ModuleObject("typing", summary: "Names for annotations; nothing is checked.")
    for name in names { module.set(name, .object(Form(name))) }
    module.set("TYPE_CHECKING", .bool(false))
    module.function(
      "TypeVar", [.positional("name", "str"), .variadic("constraints"), .variadicKeyword("options")],
      summary: "A type that stands for any.",
      .variadic { arguments in
        .object(Form("~" + (arguments.count > 0 ? try Machine.current.str(arguments[0]) : "T")))
      })
    module.function("cast", [Parameter("typ"), Parameter("val")], summary: "The value itself.", .bound { $0[1] })
    module.function(
      "get_type_hints", [.positional("obj")], summary: "The annotations.",
      .unary { try Machine.current.attribute(of: $0, "__annotations__") })
    for name in ["overload", "final", "no_type_check", "runtime_checkable"] {
      module.function(name, [.positional("func")], summary: "The function itself.", .unary { $0 })
    }
    for name in ["Generic", "Protocol"] {
      let type = TypeObject(name, module: "typing", summary: "A base of classes with types for parameters.")
      type.classMethod(
        "__class_getitem__", [.positional("type"), .positional("item")], summary: "", .binary { type, _ in type })
      module.set(name, .object(type))
    }
    module.set("NamedTuple", .object(NamedTuple.makeBase()))
    return module
  }
}
