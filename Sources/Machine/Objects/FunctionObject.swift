public import Diagnostics

/// A function that a person defined.
public final class FunctionObject: Object {
  let code: CodeObject
  let layout: UnsafeMutablePointer<CodeLayout>
  let globals: DictObject
  /// Values of the last positional parameters.
  var defaults: [Value]
  /// Values of keyword-only parameters by name.
  var keywordDefaults: DictObject?
  let closure: [CellObject]
  public var name: String
  public var qualifiedName: String
  public var doc: Value
  var annotations: DictObject?
  private var attributeHolder: InstanceObject?

  init(
    _ code: CodeObject, globals: DictObject, defaults: [Value], keywordDefaults: DictObject?, closure: [CellObject],
    annotations: DictObject?
  ) {
    self.code = code
    layout = code.layout
    self.globals = globals
    self.defaults = defaults
    self.keywordDefaults = keywordDefaults
    self.closure = closure
    name = code.name
    qualifiedName = code.qualifiedName
    doc = code.doc.map { .string($0) } ?? .none
    self.annotations = annotations
    super.init(.function)
  }

  deinit { Reclaimer.release(&defaults) }

  public override var type: TypeObject { .function }

  public override var fields: InstanceObject? {
    if let attributeHolder { return attributeHolder }
    let holder = InstanceObject(fieldsOf: .function)
    attributeHolder = holder
    return holder
  }

  /// The names of its parameters in order, `*` and `**` ones last.
  public var parameterNames: [String] { code.parameterNames }

  /// The parameters as declared, with their defaults as they stand now.
  public var parameters: [Parameter] {
    var result: [Parameter] = []
    let firstDefault = code.positionalCount - defaults.count
    for (at, name) in code.parameterNames.prefix(code.positionalCount).enumerated() {
      let kind: Parameter.Kind = at < code.positionalOnlyCount ? .positionalOnly : .positionalOrKeyword
      result.append(Parameter(name, kind, default: at >= firstDefault ? defaults[at - firstDefault] : nil))
    }
    if let variadic = code.variadicName { result.append(Parameter(variadic, .variadic)) }
    for name in code.parameterNames.dropFirst(code.positionalCount).prefix(code.keywordOnlyCount) {
      result.append(Parameter(name, .keywordOnly, default: keywordDefaults?.get(name)))
    }
    if let variadicKeyword = code.variadicKeywordName { result.append(Parameter(variadicKeyword, .variadicKeyword)) }
    return result
  }

  /// The text it was compiled from and its place there.
  public var source: Source { code.source }
}
