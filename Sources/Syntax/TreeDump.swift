import Diagnostics

/// Trees as text, with the bytes every node covers: for tests, which compare it with what CPython's `ast` says.
///
/// ```
/// (assign@0-9 (name@0-1 x) (+@4-9 (name@4-5 y) (int@8-9 1)))
/// ```
public struct TreeDump {
  /// Off inside f-strings, where CPython 3.11 does not know the places itself.
  private var showsRanges = true

  /// One line for each statement.
  public static func lines(of statements: [Statement]) -> [String] {
    let dump = TreeDump()
    return statements.map(dump.text)
  }

  public static func text(of expression: Expression) -> String { TreeDump().text(expression) }

  private func form(_ kind: String, _ span: Span?, _ parts: [String]) -> String {
    var head = kind
    if showsRanges, let span { head += "@\(span.start)-\(span.end)" }
    return "(\(([head] + parts).joined(separator: " ")))"
  }

  private func block(_ name: String, _ statements: [Statement]) -> String { form(name, nil, statements.map(text)) }
  private func optional(_ expression: Expression?) -> String { expression.map(text) ?? "_" }

  // MARK: Statements

  private func text(_ statement: Statement) -> String {
    func form(_ kind: String, _ parts: String...) -> String { self.form(kind, statement.span, parts) }
    func form(_ kind: String, _ parts: [String]) -> String { self.form(kind, statement.span, parts) }
    switch statement.kind {
    case .expression(let value): return form("expression", text(value))
    case .assign(let targets, let value): return form("assign", (targets + [value]).map(text))
    case .augmentedAssign(let target, let binary, let value):
      return form("augment", TreeDump.spelling(binary), text(target), text(value))
    case .annotatedAssign(let target, let annotation, let value):
      return form("annotate", text(target), text(annotation), optional(value))
    case .if(let test, let then, let otherwise):
      return form("if", text(test), block("then", then), block("else", otherwise))
    case .while(let test, let body, let otherwise):
      return form("while", text(test), block("body", body), block("else", otherwise))
    case .for(let target, let iterable, let body, let otherwise, let isAsync):
      return form(
        isAsync ? "async-for" : "for", text(target), text(iterable), block("body", body), block("else", otherwise))
    case .function(let function):
      return form(
        function.isAsync ? "async-def" : "def", function.name, text(function.parameters), optional(function.returns),
        block("body", function.body), self.form("decorators", nil, function.decorators.map(text)))
    case .class(let definition):
      return form(
        "class",
        [definition.name] + definition.arguments.map(text) + [
          block("body", definition.body), self.form("decorators", nil, definition.decorators.map(text)),
        ])
    case .return(let value): return form("return", optional(value))
    case .break: return form("break")
    case .continue: return form("continue")
    case .pass: return form("pass")
    case .with(let items, let body, let isAsync):
      let items = items.map { "(item \(text($0.context)) \(optional($0.target)))" }
      return form(isAsync ? "async-with" : "with", items + [block("body", body)])
    case .try(let body, let handlers, let otherwise, let finally):
      let handlers = handlers.map {
        self.form("except", $0.span, [optional($0.type), $0.name ?? "_", block("body", $0.body)])
      }
      return form("try", [block("body", body)] + handlers + [block("else", otherwise), block("finally", finally)])
    case .raise(let exception, let cause): return form("raise", optional(exception), optional(cause))
    case .assert(let test, let message): return form("assert", text(test), optional(message))
    case .delete(let targets): return form("delete", targets.map(text))
    case .import(let names): return form("import", names.map(text))
    case .importFrom(let module, let level, let names):
      return form("import-from", [module.isEmpty ? "_" : module, String(level)] + names.map(text))
    case .global(let names): return form("global", names)
    case .nonlocal(let names): return form("nonlocal", names)
    case .match(let subject, let cases):
      return form(
        "match",
        [text(subject)]
          + cases.map { "(case \(text($0.pattern)) \(optional($0.guardExpression)) \(block("body", $0.body)))" })
    }
  }

  private func text(_ name: ImportedName) -> String { form("as", name.span, [name.name, name.alias ?? "_"]) }

  private func text(_ pattern: Pattern) -> String {
    func form(_ kind: String, _ parts: [String]) -> String { self.form(kind, pattern.span, parts) }
    switch pattern.kind {
    case .value(let value): return form("value", [text(value)])
    case .singleton(let constant): return form("singleton", [TreeDump.word(constant)])
    case .capture(let pattern, let name): return form("capture", [pattern.map(text) ?? "_", name ?? "_"])
    case .sequence(let patterns): return form("sequence", patterns.map(text))
    case .star(let name): return form("star", [name ?? "_"])
    case .mapping(let keys, let values, let rest):
      return form("mapping", zip(keys, values).map { "\(text($0)) \(text($1))" } + [rest ?? "_"])
    case .class_(let value, let positional, let keywords):
      return form("class-pattern", [text(value)] + positional.map(text) + keywords.map { "\($0) \(text($1))" })
    case .or(let patterns): return form("or-pattern", patterns.map(text))
    }
  }

  // MARK: Expressions

  private func text(_ expression: Expression) -> String {
    func form(_ kind: String, _ parts: String...) -> String { self.form(kind, expression.span, parts) }
    func form(_ kind: String, _ parts: [String]) -> String { self.form(kind, expression.span, parts) }
    switch expression.kind {
    case .name(let name): return form("name", name)
    case .constant(let constant): return text(constant, expression.span)
    case .formatted(let parts): return form("formatted", formatted(parts))
    case .tuple(let elements): return form("tuple", elements.map(text))
    case .list(let elements): return form("list", elements.map(text))
    case .set(let elements): return form("set", elements.map(text))
    case .dict(let items):
      return form(
        "dict",
        items.map {
          switch $0 {
          case .pair(let key, let value): "(pair \(text(key)) \(text(value)))"
          case .unpack(let value): "(unpack \(text(value)))"
          }
        })
    case .attribute(let value, let name, _): return form("attribute", text(value), name)
    case .subscript_(let value, let index): return form("subscript", text(value), text(index))
    case .slice(let lower, let upper, let step): return form("slice", optional(lower), optional(upper), optional(step))
    case .call(let function, let arguments): return form("call", [text(function)] + arguments.map(text))
    case .unary(let unary, let value): return form(TreeDump.spelling(unary), text(value))
    case .binary(let binary, let left, let right, _): return form(TreeDump.spelling(binary), text(left), text(right))
    case .comparison(let first, let pairs):
      return form("compare", [text(first)] + pairs.map { "\(TreeDump.spelling($0)) \(text($1))" })
    case .and(let operands): return form("and", operands.map(text))
    case .or(let operands): return form("or", operands.map(text))
    case .conditional(let test, let then, let otherwise):
      return form("conditional", text(test), text(then), text(otherwise))
    case .lambda(let parameters, let body): return form("lambda", text(parameters), text(body))
    case .comprehension(let kind, let element, let value, let clauses):
      let name =
        switch kind {
        case .list: "list-of"
        case .set: "set-of"
        case .dict: "dict-of"
        case .generator: "generator"
        }
      let parts = clauses.map {
        self.form($0.isAsync ? "async-for" : "for", nil, ([$0.target, $0.iterable] + $0.conditions).map(text))
      }
      return form(name, [text(element)] + (value.map { [text($0)] } ?? []) + parts)
    case .named(let name, _, let value): return form("named", name, text(value))
    case .starred(let value): return form("starred", text(value))
    case .yield(let value): return form("yield", optional(value))
    case .yieldFrom(let value): return form("yield-from", text(value))
    case .await(let value): return form("await", text(value))
    }
  }

  private func text(_ argument: Argument) -> String {
    switch argument.kind {
    case .positional: text(argument.value)
    case .keyword(let name, _): form(name, argument.span, [text(argument.value)])
    case .unpackSequence: form("*", argument.span, [text(argument.value)])
    case .unpackMapping: form("**", argument.span, [text(argument.value)])
    }
  }

  private func text(_ parameters: Parameters) -> String {
    var parts = parameters.positionalOnly.map(text)
    if !parts.isEmpty { parts.append("/") }
    parts += parameters.positional.map(text)
    if parameters.variadic != nil || !parameters.keywordOnly.isEmpty {
      parts.append("*" + (parameters.variadic.map(text) ?? ""))
    }
    parts += parameters.keywordOnly.map(text)
    if let rest = parameters.variadicKeyword { parts.append("**" + text(rest)) }
    return form("parameters", nil, parts)
  }

  private func text(_ parameter: Parameters.Parameter) -> String {
    form(parameter.name, parameter.span, [optional(parameter.annotation), optional(parameter.default)])
  }

  private func formatted(_ parts: [FormattedPart]) -> [String] {
    var dump = self
    dump.showsRanges = false
    var result: [String] = []
    var text = ""
    for part in parts {
      switch part {
      case .text(let more): text += more
      case .field(let value, let label, let conversion, let spec):
        // Python keeps the label as part of the text.
        text += label ?? ""
        if !text.isEmpty { result.append(TreeDump.quoted(text)) }
        text = ""
        result.append(
          form("field", nil, [dump.text(value), conversion.map { String($0) } ?? "_"] + dump.formatted(spec)))
      }
    }
    return text.isEmpty ? result : result + [TreeDump.quoted(text)]
  }

  private func text(_ constant: Constant, _ span: Span) -> String {
    switch constant {
    case .none, .true_, .false_, .ellipsis: form(TreeDump.word(constant), span, [])
    case .int(let value): form("int", span, [String(value)])
    case .bigInt: form("int", span, ["big"])
    case .float(let value): form("float", span, [TreeDump.bits(value)])
    case .imaginary(let value): form("imaginary", span, [TreeDump.bits(value)])
    case .string(let text): form("string", span, [TreeDump.quoted(text)])
    case .bytes(let bytes):
      form("bytes", span, [bytes.isEmpty ? "_" : bytes.map { TreeDump.hex(UInt64($0), 2) }.joined()])
    }
  }

  // MARK: Spellings

  private static func word(_ constant: Constant) -> String {
    switch constant {
    case .none: "None"
    case .true_: "True"
    case .false_: "False"
    default: "ellipsis"
    }
  }

  private static func bits(_ value: Double) -> String { hex(value.bitPattern, 16) }

  private static func hex(_ value: UInt64, _ width: Int) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      let isPlain = (0x20...0x7E).contains(scalar.value) && scalar != "\"" && scalar != "\\"
      result += isPlain ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
    }
    return result + "\""
  }

  private static func spelling(_ unary: UnaryOperator) -> String {
    switch unary {
    case .negative: "-"
    case .positive: "+"
    case .invert: "~"
    case .not: "not"
    }
  }

  private static func spelling(_ binary: BinaryOperator) -> String {
    switch binary {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    case .floorDivide: "//"
    case .modulo: "%"
    case .power: "**"
    case .matrixMultiply: "@"
    case .leftShift: "<<"
    case .rightShift: ">>"
    case .bitAnd: "&"
    case .bitOr: "|"
    case .bitXor: "^"
    }
  }

  private static func spelling(_ comparison: ComparisonOperator) -> String {
    switch comparison {
    case .equal: "=="
    case .notEqual: "!="
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    case .is_: "is"
    case .isNot: "is-not"
    case .in_: "in"
    case .notIn: "not-in"
    }
  }
}
