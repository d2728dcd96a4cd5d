import Library
import Machine
import Syntax

extension Section {
  /// The tables of `language.md`.
  static var language: [Section] {
    let page = "language.md"
    return [
      Section("keywords", of: page) { LanguageTables.keywords },
      Section("functions", of: page) { LanguageTables.functions },
      Section("limits", of: page) { LanguageTables.limits },
      Section("refused", of: page) { LanguageTables.refused },
      Section("types", of: page) { try LanguageTables.types() },
      Section("exceptions", of: page) { LanguageTables.exceptions },
      Section("modules", of: page) { try LanguageTables.modules() },
      Section("absent modules", of: page) { LanguageTables.absentModules },
      Section("names at hand", of: page) { LanguageTables.namesAtHand },
    ]
  }
}

/// What the machine and the library declare of the language, as tables.
enum LanguageTables {
  /// A machine as a session has it.
  nonisolated(unsafe) private static let machine: Machine = {
    let machine = Machine()
    machine.activate()
    Library.install(on: machine)
    return machine
  }()

  static var keywords: String { Keyword.all.map(Markdown.code).joined(separator: ", ") + "." }

  static var functions: String {
    _ = machine
    return Markdown.table(
      ["function", ""],
      Builtin.all.filter { !$0.isRefused }.sorted { $0.name < $1.name }.map {
        [Markdown.code($0.name + Signature.text(of: $0.parameters)), $0.summary]
      })
  }

  static var refused: String {
    Markdown.table(
      ["function", "what it says"], Builtin.all.filter(\.isRefused).map { [Markdown.code($0.name), $0.summary] })
  }

  // MARK: Types

  /// The types among the built-in names, in the order they were declared.
  private static var builtinTypes: [TypeObject] {
    machine.builtins.pairs.compactMap { key, value in
      // A second name of a type, such as IOError, is not a second type.
      value.asType.flatMap { $0.name == key.asString?.text ? $0 : nil }
    }
  }

  static func types() throws -> String {
    builtinTypes.filter { !$0.isSubclass(of: .baseException) }.map { type in
      let methods = type.attributes.pairs.compactMap { key, value in key.asString.flatMap { member($0.text, value) } }
      let table = Markdown.table(["", ""], methods)
      return "**\(Markdown.code(type.name))**: \(type.summary)" + (table.isEmpty ? "" : "\n\n" + table)
    }.joined(separator: "\n\n")
  }

  /// A row about an attribute of a type; special methods are said elsewhere.
  private static func member(_ name: String, _ value: Value) -> [String]? {
    guard !name.hasPrefix("_"), case .object(let object) = value else { return nil }
    if let property = object as? NativeProperty { return [Markdown.code("." + name), property.summary] }
    var target: Object? = object
    var isBound = false
    if let method = object as? StaticMethodObject { target = native(method.function) }
    if let method = object as? ClassMethodObject {
      target = native(method.function)
      isBound = true
    }
    guard let function = target as? NativeFunction else { return nil }
    let parameters = function.isMethod || isBound ? Array(function.parameters.dropFirst()) : function.parameters
    return [Markdown.code("." + name + Signature.text(of: parameters)), function.summary]
  }

  private static func native(_ value: Value) -> NativeFunction? {
    if case .object(let object) = value { object as? NativeFunction } else { nil }
  }

  // MARK: Limits

  /// The options that open or limit a session.
  static var limits: String {
    Markdown.table(["option", "what it does"], Permission.all.map { [Markdown.code($0.usage), $0.summary] })
  }

  // MARK: Exceptions

  /// The tree of exceptions, each under the one it is derived from.
  static var exceptions: String {
    let exceptions = builtinTypes.filter { $0.isSubclass(of: .baseException) }
    func lines(_ type: TypeObject, _ depth: Int) -> [String] {
      let below = exceptions.filter { $0.bases.first === type }
      return [String(repeating: "  ", count: depth) + type.name] + below.flatMap { lines($0, depth + 1) }
    }
    return (["```"] + lines(.baseException, 0) + ["```"]).joined(separator: "\n")
  }

  // MARK: Modules

  /// Python's modules, each with its names.
  static func modules() throws -> String {
    try machine.moduleNames.filter { !["torch", "numpy", "builtins"].contains($0.prefix { $0 != "." }) }.map { name in
      let module = try machine.importModule(name)
      let names = module.namespace.keys.compactMap { $0.asString?.text }.filter { !$0.hasPrefix("_") }.sorted()
      let refused = names.filter { module.namespace.get(StringObject.interned($0)).flatMap(native)?.isRefusal == true }
      var text = "**\(Markdown.code(name))**: \(module.summary)"
      let open = names.filter { !refused.contains($0) }
      if !open.isEmpty { text += "\n" + open.map(Markdown.code).joined(separator: ", ") + "." }
      if !refused.isEmpty { text += "\nClosed: " + refused.map(Markdown.code).joined(separator: ", ") + "." }
      return text
    }.joined(separator: "\n\n")
  }

  /// What to do without the modules that are not here.
  static var absentModules: String {
    let present = Set(machine.moduleNames)
    return Markdown.table(
      ["module", "instead"],
      AbsentModules.advice.compactMap { names, hint in
        let absent = names.filter { !present.contains($0) }
        return absent.isEmpty ? nil : [absent.map(Markdown.code).joined(separator: ", "), hint]
      })
  }

  static var namesAtHand: String {
    Markdown.table(
      ["name", "what it is"],
      NamesAtHand.modules.filter { machine.moduleNames.contains($0.value) }.sorted { $0.key < $1.key }.map {
        [Markdown.code($0.key), "module " + Markdown.code($0.value)]
      })
  }
}
