import Syntax

/// The attributes and representations of functions and methods.
enum FunctionTypes {
  static func install() {
    installFunction()
    installMethod()
    installNative()
    // Calls go past these; they are what `f.__call__` is.
    for type in [TypeObject.function, .method, .nativeFunction, .methodDescriptor, .slotWrapper, .methodWrapper] {
      type.slots.call = { try Machine.current.call($0, $1) }
    }
  }

  private static func function(_ value: Value) throws -> FunctionObject {
    guard case .object(let object) = value, let function = object as? FunctionObject else {
      throw PythonError.typeFault("a function is required, not '\(value.typeName)'")
    }
    return function
  }

  private static func installFunction() {
    let type = TypeObject.function
    type.slots.repr = { "<function \(try function($0).qualifiedName) at \(Machine.address(of: $0))>" }
    type.property("__name__", summary: "Its name.", get: { .string(try function($0).name) }) {
      guard let name = $1.asString else { throw PythonError.typeFault("__name__ must be set to a string object") }
      try function($0).name = name.text
    }
    type.property(
      "__qualname__", summary: "Its name with the classes and functions around it.",
      get: { .string(try function($0).qualifiedName) }
    ) {
      guard let name = $1.asString else { throw PythonError.typeFault("__qualname__ must be set to a string object") }
      try function($0).qualifiedName = name.text
    }
    type.property("__doc__", summary: "Its documentation string.", get: { try function($0).doc }) {
      try function($0).doc = $1
    }
    type.property(
      "__module__", summary: "The module it was defined in.",
      get: { value in
        let function = try function(value)
        return function.fields?.field(StringObject.interned("__module__")) ?? function.globals.get("__name__") ?? .none
      }
    ) { try function($0).fields?.setField(StringObject.interned("__module__"), $1) }
    type.property(
      "__defaults__", summary: "The defaults of its last parameters.",
      get: { value in
        let defaults = try function(value).defaults
        return defaults.isEmpty ? .none : .tuple(defaults)
      }
    ) { try function($0).defaults = $1.asTuple?.items ?? [] }
    type.property(
      "__kwdefaults__", summary: "The defaults of its keyword-only parameters.",
      get: { value in try function(value).keywordDefaults.map { .object($0) } ?? .none }
    ) {
      try function($0).keywordDefaults = $1.asDict
    }
    type.property(
      "__annotations__", summary: "The annotations of its parameters and result.",
      get: { value in
        let function = try function(value)
        if let known = function.annotations { return .object(known) }
        let fresh = DictObject()
        function.annotations = fresh
        return .object(fresh)
      }
    ) { try function($0).annotations = $1.asDict }
    type.property("__code__", summary: "What it was compiled to.", get: { .object(try function($0).code) })
    type.property(
      "__globals__", summary: "The names it sees outside itself.", get: { .object(try function($0).globals) })
    type.property(
      "__closure__", summary: "The variables it shares with the functions around it.",
      get: { value in
        let cells = try function(value).closure
        return cells.isEmpty ? .none : .tuple(cells.map { .object($0) })
      })
    TypeObject.cell.property(
      "cell_contents", summary: "The value of the variable.",
      get: { value in
        guard case .object(let object) = value, let cell = object as? CellObject, !cell.value.isUndefined else {
          throw PythonError.valueFault("Cell is empty")
        }
        return cell.value
      })
    type.slots.descriptorGet = nil
    type.method(
      "__get__", [.positional("self"), .positional("instance"), .positional("owner", default: .none)],
      summary: "The function bound to an instance.",
      .bound { arguments in
        arguments[1].isNone ? arguments[0] : .object(BoundMethodObject(arguments[0], arguments[1]))
      })
  }

  private static func bound(_ value: Value) throws -> BoundMethodObject {
    guard case .object(let object) = value, let method = object as? BoundMethodObject else {
      throw PythonError.typeFault("a method is required, not '\(value.typeName)'")
    }
    return method
  }

  private static func installMethod() {
    let type = TypeObject.method
    type.slots.repr = { value in
      let method = try bound(value)
      let name = try Machine.current.attributeIfAny(of: method.function, StringObject.interned("__qualname__"))
      let shown = name?.asString?.text ?? "?"
      return "<bound method \(shown) of \(try Machine.current.repr(method.receiver))>"
    }
    for type in [TypeObject.method, .methodWrapper] {
      type.slots.compare = { operation, left, right in
        guard operation == .equal || operation == .notEqual, case .object(let a) = left, case .object(let b) = right,
          let a = a as? BoundMethodObject, let b = b as? BoundMethodObject
        else { return nil }
        let same = a.function.isIdentical(to: b.function) && a.receiver.isIdentical(to: b.receiver)
        return .bool(same == (operation == .equal))
      }
      type.slots.hash = { value in
        let method = try bound(value)
        guard case .object(let function) = method.function else { return 1 }
        return Machine.identityHash(function) ^ Machine.identity(of: method.receiver)
      }
    }
    type.property("__self__", summary: "The instance it is bound to.", get: { try bound($0).receiver })
    type.property("__func__", summary: "The function.", get: { try bound($0).function })
    type.slots.getMissingAttribute = { value, name in
      try Machine.current.attributeIfAny(of: bound(value).function, name)
    }
    type.property(
      "__doc__", summary: "The documentation string of the function.",
      get: { try Machine.current.attribute(of: bound($0).function, "__doc__") })
    TypeObject.methodWrapper.slots.repr = { value in
      let method = try bound(value)
      guard case .object(let object) = method.function, let wrapper = object as? SlotWrapper else {
        return "<method-wrapper>"
      }
      return "<method-wrapper '\(wrapper.special.text)' of \(method.receiver.typeName) object at "
        + "\(Machine.address(of: method.receiver))>"
    }
    installMethodWrapper()
    let wrapper = TypeObject.slotWrapper
    func slot(_ value: Value) throws -> SlotWrapper {
      guard case .object(let object) = value, let slot = object as? SlotWrapper else {
        throw PythonError.typeFault("a slot wrapper is required, not '\(value.typeName)'")
      }
      return slot
    }
    wrapper.slots.repr = { "<slot wrapper '\(try slot($0).special.text)' of '\(try slot($0).owner.name)' objects>" }
    wrapper.slots.compare = { operation, left, right in
      guard operation == .equal || operation == .notEqual, case .object(let a) = left, case .object(let b) = right,
        let a = a as? SlotWrapper, let b = b as? SlotWrapper
      else { return nil }
      return .bool((a.special == b.special && a.owner === b.owner) == (operation == .equal))
    }
    wrapper.property("__name__", summary: "Its name.", get: { .string(try slot($0).special.text) })
    wrapper.property(
      "__qualname__", summary: "Its name with its type.",
      get: { .string("\(try slot($0).owner.name).\(try slot($0).special.text)") })
  }

  private static func installMethodWrapper() {
    let type = TypeObject.methodWrapper
    type.property("__self__", summary: "The value it is bound to.", get: { try bound($0).receiver })
    for name in ["__name__", "__qualname__"] {
      type.property(
        name, summary: "Its name.", get: { try Machine.current.attribute(of: bound($0).function, name) })
    }
  }

  /// The native function itself, or the one inside a bound method, with the instance it is bound to.
  private static func native(_ value: Value) throws -> (NativeFunction, receiver: Value?) {
    if case .object(let object) = value {
      if let function = object as? NativeFunction { return (function, nil) }
      if let method = object as? BoundMethodObject, case .object(let inner) = method.function,
        let function = inner as? NativeFunction
      {
        return (function, method.receiver)
      }
    }
    throw PythonError.typeFault("a built-in function is required, not '\(value.typeName)'")
  }

  private static func installNative() {
    TypeObject.nativeFunction.slots.repr = { value in
      let (function, receiver) = try native(value)
      guard let receiver else {
        return function.isWrittenInPython
          ? "<function \(function.name) at \(Machine.address(of: value))>" : "<built-in function \(function.name)>"
      }
      return "<built-in method \(function.name) of \(receiver.typeName) object at \(Machine.address(of: receiver))>"
    }
    TypeObject.methodDescriptor.slots.repr = { value in
      let (function, _) = try native(value)
      let owner = function.qualifiedName.split(separator: ".").dropLast().joined(separator: ".")
      return "<method '\(function.name)' of '\(owner)' objects>"
    }
    for type in [TypeObject.nativeFunction, .methodDescriptor] {
      type.property("__name__", summary: "Its name.", get: { .string(try native($0).0.name) })
      type.property(
        "__qualname__", summary: "Its name with its type.", get: { .string(try native($0).0.qualifiedName) })
      type.property(
        "__doc__", summary: "What it does.",
        get: { value in
          let summary = try native(value).0.summary
          return summary.isEmpty ? .none : .string(summary)
        })
      type.property(
        "__module__", summary: "The module it is found in.",
        get: { value in
          let (function, receiver) = try native(value)
          return receiver == nil ? .string(function.module ?? "builtins") : .none
        })
      type.property("__self__", summary: "What it is bound to.", get: { try native($0).receiver ?? .none })
      type.property(
        "__text_signature__", summary: "Its parameters.",
        get: { .string(Signature.text(of: try native($0).0.parameters)) })
    }
    TypeObject.nativeFunction.slots.compare = TypeObject.method.slots.compare
  }
}

/// The parameters of a function as text.
public enum Signature {
  /// `(a, b=1, *args, key=None)`, as `inspect.signature` shows it.
  public static func text(of parameters: [Parameter]) -> String {
    var parts: [String] = []
    var lastKind: Parameter.Kind?
    for parameter in parameters {
      if lastKind == .positionalOnly, parameter.kind != .positionalOnly { parts.append("/") }
      if parameter.kind == .keywordOnly, lastKind != .keywordOnly, lastKind != .variadic { parts.append("*") }
      lastKind = parameter.kind
      switch parameter.kind {
      case .variadic: parts.append("*" + parameter.name)
      case .variadicKeyword: parts.append("**" + parameter.name)
      default:
        if let value = parameter.default {
          let shown = value.isUndefined ? "<unrepresentable>" : (try? Machine.current.repr(value)) ?? "..."
          parts.append("\(parameter.name)=\(shown)")
        } else {
          parts.append(parameter.name)
        }
      }
    }
    if lastKind == .positionalOnly { parts.append("/") }
    return "(" + parts.joined(separator: ", ") + ")"
  }
}
