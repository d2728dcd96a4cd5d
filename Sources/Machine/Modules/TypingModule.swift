import Diagnostics
import Syntax

/// `typing`: its names exist and can be subscripted, which is all that annotations need; and the classes that are made
/// with its help.
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

    /// The class that `get_origin` names.
    var origin: Value {
      let types: [String: TypeObject] = [
        "List": .list, "Dict": .dict, "Set": .set, "FrozenSet": .frozenset, "Tuple": .tuple, "Type": .type,
      ]
      if let type = types[name] { return .object(type) }
      let module = try? Machine.current.importModule("collections.abc")
      if let found = module?.namespace.get(name) { return found }
      let collections = [
        "Deque": "deque", "DefaultDict": "defaultdict", "OrderedDict": "OrderedDict", "Counter": "Counter",
      ]
      if let known = collections[name] {
        return (try? Machine.current.importModule("collections"))?.namespace.get(known) ?? .none
      }
      return .object(Form(name))
    }
  }

  static func form(_ value: Value) throws -> Form {
    guard case .object(let object) = value, let form = object as? Form else {
      throw PythonError.typeFault("a typing form is required, not '\(value.typeName)'")
    }
    return form
  }

  private static func union(_ members: [Value]) -> Value {
    var kept: [Value] = []
    for member in members {
      let parts: [Value]
      if let inner = try? form(member), inner.name == "Union", let own = inner.arguments {
        parts = own
      } else {
        parts = [member]
      }
      for part in parts where !kept.contains(where: { (try? Machine.current.equal($0, part)) ?? false }) {
        kept.append(part)
      }
    }
    return kept.count == 1 ? kept[0] : .object(Form("Union", kept))
  }

  private static func shown(_ value: Value, in name: String) throws -> String {
    if name == "Literal" { return try Machine.current.repr(value) }
    if value.isNone { return "None" }
    if let text = value.asString, name != "Annotated" { return "ForwardRef(\(Quoting.repr(text.text)))" }
    if name == "Annotated", value.asType == nil { return try Machine.current.repr(value) }
    return try GenericAlias.shown(value)
  }

  nonisolated(unsafe) private static let formType: TypeObject = {
    let type = TypeObject("_SpecialForm", module: "typing", layout: .opaque)
    type.slots.repr = { value in
      let form = try form(value)
      let isVariable = form.name.hasPrefix("~")
      guard let arguments = form.arguments else { return isVariable ? form.name : "typing." + form.name }
      if form.name == "Union", let none = arguments.firstIndex(where: { $0.isNone }) {
        let others = arguments.indices.filter { $0 != none }
        if others.count == 1 { return "typing.Optional[" + (try shown(arguments[others[0]], in: "Optional")) + "]" }
        let parts = try others.map { try shown(arguments[$0], in: "Union") } + ["NoneType"]
        if none == arguments.count - 1 { return "typing.Union[" + parts.joined(separator: ", ") + "]" }
      }
      let parts = try arguments.map { form.name == "Union" && $0.isNone ? "NoneType" : try shown($0, in: form.name) }
      return "typing.\(form.name)[" + parts.joined(separator: ", ") + "]"
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
      let form = try form(value)
      if form.origin.asType != nil, form.origin.asType?.isNative == true, form.arguments == nil || true,
        case .object(let object) = form.origin, !(object is Form)
      {
        return try Machine.current.call(form.origin, arguments)
      }
      throw PythonError.typeFault("Cannot instantiate typing.\(form.name)")
    }
    type.slots.compare = { operation, left, right in
      guard operation == .equal || operation == .notEqual, let a = try? form(left), let b = try? form(right) else {
        return nil
      }
      if a.name.hasPrefix("~") || b.name.hasPrefix("~") { return .bool((a === b) == (operation == .equal)) }
      let same =
        try a.name == b.name
        && Machine.current.equal(.tuple(a.arguments ?? []), .tuple(b.arguments ?? []))
      return .bool(same == (operation == .equal))
    }
    type.slots.hash = { StringHash.hash(try form($0).name) }
    type.slots.getMissingAttribute = { value, name in
      let form = try form(value)
      switch name.text {
      case "__origin__": return form.arguments == nil ? nil : form.origin
      case "__args__": return form.arguments.map(Value.tuple)
      case "__name__", "_name": return .string(form.name.hasPrefix("~") ? String(form.name.dropFirst()) : form.name)
      default: return nil
      }
    }
    return type
  }()

  private static let names = [
    "Any", "Union", "Optional", "List", "Dict", "Set", "FrozenSet", "Tuple", "Type", "Callable", "Iterable", "Iterator",
    "Sequence", "Mapping", "MutableMapping", "MutableSequence", "MutableSet", "AbstractSet", "Generator", "Literal",
    "Final", "ClassVar", "Annotated", "NoReturn", "Never", "Self", "Deque", "DefaultDict", "OrderedDict", "Counter",
    "ChainMap", "Collection", "Container", "Hashable", "Sized", "Reversible", "ByteString", "TypeAlias", "Concatenate",
    "Awaitable", "Coroutine", "AsyncIterable", "AsyncIterator", "AsyncGenerator", "SupportsFloat", "SupportsInt",
    "SupportsAbs", "SupportsIndex", "SupportsRound", "SupportsBytes", "SupportsComplex", "ContextManager",
    "AsyncContextManager", "KeysView", "ValuesView", "ItemsView", "MappingView", "IO", "TextIO", "BinaryIO", "Pattern",
    "Match", "LiteralString", "TypeGuard", "Required", "NotRequired", "Unpack",
  ]

  static func make() throws -> ModuleObject {
    let module = ModuleObject("typing", summary: "Names for annotations; nothing is checked.")
    for name in names { module.set(name, .object(Form(name))) }
    module.set("Text", .object(TypeObject.str))
    module.set("TYPE_CHECKING", .bool(false))
    module.set("AnyStr", .object(Form("~AnyStr")))
    for name in ["TypeVar", "ParamSpec", "TypeVarTuple"] {
      module.function(
        name, [.positional("name", "str"), .variadic("constraints"), .variadicKeyword("options")],
        summary: "A type that stands for any.",
        .variadic { arguments in
          .object(Form("~" + (arguments.count > 0 ? try Machine.current.str(arguments[0]) : "T")))
        })
    }
    module.function("cast", [Parameter("typ"), Parameter("val")], summary: "The value itself.", .bound { $0[1] })
    for name in [
      "overload", "final", "no_type_check", "no_type_check_decorator", "reveal_type", "override",
    ] {
      module.function(name, [.positional("func")], summary: "The value itself.", .unary { $0 })
    }
    module.function(
      "assert_never", [.positional("arg")], summary: "Is never reached.",
      .unary {
        throw PythonError(.assertionError, "Expected code to be unreachable, but got: \(try Machine.current.repr($0))")
      })
    module.function(
      "assert_type", [.positional("val"), .positional("typ")], summary: "The value itself.",
      .binary { value, _ in value })
    installQuestions(module)
    TypingClasses.install(module)
    return module
  }

  private static func installQuestions(_ module: ModuleObject) {
    module.function(
      "get_type_hints", [Parameter("obj"), .variadicKeyword("options")],
      summary: "The annotations, with those given as text worked out.",
      .bound { arguments in
        let machine = Machine.current
        let hints = DictObject()
        var sources: [(DictObject, DictObject)] = []
        if let type = arguments[0].asType {
          for ancestor in type.mro.reversed() {
            if let own = ancestor.attributes.get("__annotations__")?.asDict {
              sources.append((own, machine.globalNames()))
            }
          }
        } else {
          var globals = machine.globalNames()
          if case .object(let object) = arguments[0], let function = object as? FunctionObject {
            globals = function.globals
          }
          if let own = try machine.attribute(of: arguments[0], "__annotations__").asDict {
            sources.append((own, globals))
          }
        }
        for (annotations, globals) in sources {
          for (key, value) in annotations.pairs {
            var hint = value
            if let text = value.asString {
              hint = try machine.evaluate(Source(name: "<string>", text: text.text), globals: globals)
            }
            try hints.set(key, hint.isNone ? .object(TypeObject.none) : hint)
          }
        }
        return .object(hints)
      })
    module.function(
      "get_origin", [.positional("tp")], summary: "What stands before the brackets.",
      .unary { value in
        guard case .object(let object) = value else { return .none }
        if let alias = object as? GenericAlias { return alias.origin }
        if let form = object as? Form, form.arguments != nil { return form.origin }
        return .none
      })
    module.function(
      "get_args", [.positional("tp")], summary: "What stands between the brackets.",
      .unary { value in
        guard case .object(let object) = value else { return .tuple([]) }
        if let alias = object as? GenericAlias { return .tuple(alias.arguments) }
        if let union = object as? UnionType { return .tuple(union.members) }
        let arguments = (object as? Form)?.arguments ?? []
        return .tuple(arguments.map { $0.isNone ? .object(TypeObject.none) : $0 })
      })
    module.function(
      "is_typeddict", [.positional("tp")], summary: "Whether it was made with TypedDict.",
      .unary { .bool($0.asType?.metaclass === TypingClasses.typedDictMeta) })
  }
}
