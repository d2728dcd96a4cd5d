import Diagnostics

extension Machine {
  /// What there is to say of a value. Nothing of the person's is run.
  ///
  /// - Parameters:
  ///   - name: As the person called it; nil leaves it to the value.
  ///   - wantsSource: Whether the program text is wanted where there is some.
  public func documentation(of value: Value, name: String? = nil, wantsSource: Bool = false) -> Documentation {
    var page = plainDocumentation(of: value, name: name)
    if wantsSource { page.source = (try? InspectModule.source(of: value)) ?? "" }
    return page
  }

  private func plainDocumentation(of value: Value, name: String?) -> Documentation {
    if let type = value.asType { return documentation(ofClass: type) }
    if let module = value.asModule { return documentation(ofModule: module) }
    if let native = value.nativeFunction { return documentation(of: native, name: name) }
    if let function = value.personFunction { return documentation(of: function, of: value) }
    if case .object(let object) = value {
      if let function = object as? PersonLikeFunction {
        return Documentation(
          [function.qualifiedName + DeclaredSignature(of: function.parameters).text], kind: "function")
      }
      if let property = object as? NativeProperty {
        return Documentation([property.name], kind: "attribute", text: property.summary)
      }
      if let property = object as? PropertyObject {
        let text = property.doc.asString.map { Help.cleaned($0.text) } ?? ""
        return Documentation([property.name ?? name ?? "property"], kind: "property", text: text)
      }
    }
    return documentation(ofInstance: value, name: name)
  }

  // MARK: Functions

  private func documentation(of function: NativeFunction, name: String?) -> Documentation {
    let notes = function.notes?()
    let path = notes?.path ?? displayName(of: function)
    var page = Documentation(
      (notes?.signatures ?? [DeclaredSignature(of: function.visibleParameters)]).map { path + $0.text },
      kind: notes?.kind ?? (function.isMethod ? "method" : "function"), text: function.summary)
    page.facts = notes?.facts ?? []
    page.examples = notes?.examples ?? []
    return page
  }

  private func displayName(of function: NativeFunction) -> String {
    if function.isMethod { return function.qualifiedName }
    guard let module = function.module, module != "builtins" else { return function.name }
    return module + "." + function.name
  }

  private func documentation(of function: FunctionObject, of value: Value) -> Documentation {
    var parameters = function.parameters[...]
    var kind = "function"
    if case .object(let object) = value, object is BoundMethodObject {
      parameters = parameters.dropFirst()
      kind = "method"
    }
    var page = Documentation(
      [function.qualifiedName + DeclaredSignature(of: parameters).text], kind: kind,
      text: function.doc.asString.map { Help.cleaned($0.text) } ?? "")
    let place = function.code.spans.map(\.start).filter { $0 > 0 }.min() ?? 0
    page.facts = [
      Documentation.Fact("defined", "\(function.source.name), line \(function.firstLine(near: place))")
    ]
    return page
  }

  // MARK: Classes, modules, instances

  private func documentation(ofClass type: TypeObject) -> Documentation {
    let notes = type.notes?()
    let path = notes?.path ?? (type.isNative && type.module != "builtins" ? type.module + "." : "") + type.qualifiedName
    let signatures = notes?.signatures ?? signature(ofClass: type).map { [$0] } ?? []
    var page = Documentation(
      signatures.isEmpty ? [path] : signatures.map { path + $0.text }, kind: notes?.kind ?? "class",
      text: type.attributes.get("__doc__")?.asString.map { Help.cleaned($0.text) } ?? type.summary)
    page.facts = notes?.facts ?? []
    let bases = type.bases.filter { $0 !== TypeObject.object }.map(\.name)
    if !bases.isEmpty { page.facts.append(.init("derived from", bases.joined(separator: ", "))) }
    page.examples = notes?.examples ?? []
    page.members = members(of: type)
    return page
  }

  /// What `Class(…)` takes, where that is known.
  public func signature(ofClass type: TypeObject) -> DeclaredSignature? {
    guard case .object(let object)? = type.lookup("__init__") else { return nil }
    if let function = object as? FunctionObject { return DeclaredSignature(of: function.parameters.dropFirst()) }
    if let function = object as? PersonLikeFunction { return DeclaredSignature(of: function.parameters.dropFirst()) }
    return nil
  }

  private func members(of type: TypeObject) -> [(heading: String, rows: [(name: String, text: String)])] {
    var methods: [(name: String, text: String)] = []
    var attributes: [(name: String, text: String)] = []
    for (key, value) in type.attributes.pairs {
      guard let name = key.asString?.text, !name.hasPrefix("_"), case .object(let object) = value else { continue }
      if let property = object as? NativeProperty {
        attributes.append((name, property.summary))
      } else if let property = object as? PropertyObject {
        attributes.append((name, property.doc.asString.map { Help.firstLine($0.text) } ?? ""))
      } else if let function = value.nativeFunction {
        methods.append((name + DeclaredSignature(of: function.visibleParameters).text, function.summary))
      } else if let function = value.personFunction {
        methods.append(
          (
            name + DeclaredSignature(of: function.parameters.dropFirst()).text,
            function.doc.asString.map { Help.firstLine($0.text) } ?? ""
          ))
      }
    }
    // Names alone read better in order.
    if methods.count > 40 {
      methods = methods.map { (String($0.name.prefix { $0 != "(" }), "") }.sorted { $0.0 < $1.0 }
    }
    return [("methods", methods), ("attributes", attributes)]
  }

  private func documentation(ofModule module: ModuleObject) -> Documentation {
    var page = Documentation([module.name], kind: "module", text: module.summary)
    let rows = module.namespace.pairs.compactMap { key, value -> (name: String, text: String)? in
      guard let name = key.asString?.text, !name.hasPrefix("_") else { return nil }
      if let function = value.nativeFunction { return (name, function.summary) }
      return (name, value.asType?.summary ?? value.asModule?.summary ?? "")
    }
    page.members = [("names", rows.sorted { $0.name < $1.name })]
    return page
  }

  private func documentation(ofInstance value: Value, name: String?) -> Documentation {
    let type = type(of: value)
    var page = Documentation([name ?? type.name], kind: type.name, text: "")
    if DeclaredSignature.isPlain(value), let text = try? Display.text(of: value) {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      page.text = lines.prefix(12).joined(separator: "\n") + (lines.count > 12 ? "\n…" : "")
    }
    page.facts = type.mro.lazy.compactMap { $0.describe?(value) }.first ?? []
    let doc = type.attributes.get("__doc__")?.asString.map { Help.firstLine($0.text) } ?? type.summary
    if !doc.isEmpty { page.facts.append(.init("class", "\(type.name): \(doc)")) }
    return page
  }
}

extension Value {
  /// The native function this is, or the one it is bound to.
  public var nativeFunction: NativeFunction? { innermost as? NativeFunction }

  /// The person's function this is, or the one it is bound to.
  public var personFunction: FunctionObject? { innermost as? FunctionObject }

  private var innermost: Object? {
    guard case .object(let object) = self else { return nil }
    let inner: Value? =
      switch object {
      case let method as BoundMethodObject: method.function
      case let method as StaticMethodObject: method.function
      case let method as ClassMethodObject: method.function
      default: nil
      }
    guard case .object(let function)? = inner else { return object }
    return function
  }
}

extension NativeFunction {
  /// The parameters that a person gives.
  public var visibleParameters: ArraySlice<Parameter> { hidesFirst ? parameters.dropFirst() : parameters[...] }
}

extension FunctionObject {
  /// The line that `def` stands on, found from a place inside.
  fileprivate func firstLine(near place: Int) -> Int {
    let lines = source.text.split(separator: "\n", omittingEmptySubsequences: false)
    var line = min(source.line(at: place), lines.count)
    while line > 1, !lines[line - 1].contains("def \(code.name)") { line -= 1 }
    return max(line, 1)
  }
}
