import Diagnostics

/// `__code__` of a function: what it says of itself, for those who ask.
enum CodeType {
  private static func code(_ value: Value) throws -> CodeObject {
    guard case .object(let object) = value, let code = object as? CodeObject else {
      throw PythonError.typeFault("a code object is required, not '\(value.typeName)'")
    }
    return code
  }

  static func install() {
    let type = TypeObject.code
    type.summary = "What a function was compiled to."
    func attribute(_ name: String, _ summary: String, _ body: @escaping (CodeObject) -> Value) {
      type.property(name, summary: summary, get: { body(try code($0)) })
    }
    attribute("co_name", "The name of the function.") { .string($0.name) }
    attribute("co_qualname", "Its name with what is around it.") { .string($0.qualifiedName) }
    attribute("co_filename", "Where it was written.") { .string($0.source.name) }
    attribute("co_argcount", "How many arguments may be given by position.") { .int($0.positionalCount) }
    attribute("co_posonlyargcount", "How many only by position.") { .int($0.positionalOnlyCount) }
    attribute("co_kwonlyargcount", "How many only by keyword.") { .int($0.keywordOnlyCount) }
    attribute("co_varnames", "The parameters and local variables.") { .tuple($0.variableNames.map(Value.string)) }
    attribute("co_nlocals", "How many local variables there are.") { .int($0.variableNames.count) }
    attribute("co_freevars", "The variables of functions around it.") { .tuple($0.freeNames.map(Value.string)) }
  }
}
