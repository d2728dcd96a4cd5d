import Diagnostics
import Syntax

/// What `makeFunction` needs besides the values in registers.
final class FunctionTemplate: Object {
  let code: CodeObject
  let defaultCount: Int
  let keywordDefaults: [StringObject]
  let annotations: [StringObject]

  init(_ code: CodeObject, defaultCount: Int, keywordDefaults: [StringObject], annotations: [StringObject]) {
    self.code = code
    self.defaultCount = defaultCount
    self.keywordDefaults = keywordDefaults
    self.annotations = annotations
    super.init(.code)
  }
}

extension Compiler {
  /// Compiles a function's body into a code object and emits what makes the function from it. Values of defaults and
  /// annotations lie in registers from `firstValue` on.
  func function(
    named name: String, facts: ScopeFacts, parameters: [String], doc: String?, span: Span, into destination: Int,
    firstValue: Int, defaultCount: Int = 0, keywordDefaults: [StringObject] = [], annotations: [StringObject] = [],
    _ body: (Compiler) throws -> Void
  ) throws {
    let code = CodeObject(name: name, qualifiedName: unit.prefix + name, source: source, doc: doc)
    let outer = unit
    let inner = Unit(
      kind: .function, parent: outer, code: code, facts: facts,
      prefix: unit.prefix + name + (name == "<genexpr>" ? "." : ".<locals>."),
      parameters: parameters)
    inner.span = span
    code.isGenerator = facts.isGenerator
    unit = inner
    defer { unit = outer }
    inner.prepareCells()
    if facts.isGenerator { inner.emit(.makeGenerator) }
    try body(self)
    inner.emit(.returnNone, 0, inner.top)
    inner.finish()
    let template = FunctionTemplate(
      code, defaultCount: defaultCount, keywordDefaults: keywordDefaults, annotations: annotations)
    outer.emit(.makeFunction, destination, outer.constant(.object(template)), firstValue)
  }

  /// The values of defaults, then annotations, from the next free register on.
  private func signatureValues(
    _ parameters: Parameters, returns: Expression?
  ) throws -> (defaultCount: Int, keywordDefaults: [StringObject], annotations: [StringObject]) {
    var defaultCount = 0
    for parameter in parameters.positionalOnly + parameters.positional {
      guard let expression = parameter.default else {
        if defaultCount > 0 {
          throw syntaxError("non-default argument follows default argument", parameter.span)
        }
        continue
      }
      try value(expression, into: unit.allocate())
      defaultCount += 1
    }
    var keywordDefaults: [StringObject] = []
    for parameter in parameters.keywordOnly {
      guard let expression = parameter.default else { continue }
      try value(expression, into: unit.allocate())
      keywordDefaults.append(StringObject.interned(parameter.name))
    }
    var annotations: [StringObject] = []
    for parameter in parameters.inAnnotationOrder {
      guard let annotation = parameter.annotation else { continue }
      try value(annotation, into: unit.allocate())
      annotations.append(StringObject.interned(parameter.name))
    }
    if let returns {
      try value(returns, into: unit.allocate())
      annotations.append(StringObject.interned("return"))
    }
    return (defaultCount, keywordDefaults, annotations)
  }

  private func checkParameters(_ parameters: Parameters) throws {
    var seen: Set<String> = []
    for parameter in parameters.all where !seen.insert(parameter.name).inserted {
      throw syntaxError("duplicate argument '\(parameter.name)' in function definition", parameter.span)
    }
  }

  private func describe(_ parameters: Parameters, to code: CodeObject) {
    code.positionalOnlyCount = parameters.positionalOnly.count
    code.positionalCount = parameters.positionalOnly.count + parameters.positional.count
    code.keywordOnlyCount = parameters.keywordOnly.count
    code.variadicName = parameters.variadic?.name
    code.variadicKeywordName = parameters.variadicKeyword?.name
  }

  func lambda(_ parameters: Parameters, _ body: Expression, into target: Int?) throws -> Operand {
    try checkParameters(parameters)
    let destination = temporary(target)
    let mark = unit.top
    let first = unit.top
    let span = unit.span
    let values = try signatureValues(parameters, returns: nil)
    unit.span = span
    try function(
      named: "<lambda>", facts: .lambda(parameters, body: body), parameters: parameters.names, doc: nil, span: span,
      into: destination, firstValue: first, defaultCount: values.defaultCount, keywordDefaults: values.keywordDefaults,
      annotations: values.annotations
    ) { compiler in
      compiler.describe(parameters, to: compiler.unit.code)
      try compiler.emitReturn(of: body, body.span)
    }
    unit.top = mark
    return Operand(register: destination, isTemporary: true)
  }

  func define(_ definition: FunctionDefinition, _ span: Span) throws {
    if definition.isAsync {
      throw syntaxError(
        "'async def' is not supported", definition.nameSpan,
        hint: "asynchronous code is outside this language; write a plain def")
    }
    try checkParameters(definition.parameters)
    let mark = unit.top
    let facts = ScopeFacts.function(definition.parameters, body: definition.body)
    try check(facts, definition.body, parameters: definition.parameters)
    let calls = try decorators(definition.decorators)
    let place = unit.allocate()
    let first = unit.top
    let values = try signatureValues(definition.parameters, returns: definition.returns)
    var body = definition.body
    let doc = Compiler.docstring(&body)
    unit.span = definition.nameSpan
    try function(
      named: definition.name, facts: facts, parameters: definition.parameters.names, doc: doc,
      span: definition.nameSpan,
      into: place, firstValue: first, defaultCount: values.defaultCount, keywordDefaults: values.keywordDefaults,
      annotations: values.annotations
    ) { compiler in
      compiler.describe(definition.parameters, to: compiler.unit.code)
      try compiler.statements(body)
    }
    unit.top = place + 1
    let result = decorate(calls, place)
    unit.span = span
    store(definition.name, Operand(register: result, isTemporary: true))
    unit.top = mark
  }

  /// Puts decorators, from the first on, into registers as callees.
  private func decorators(_ decorators: [Expression]) throws -> [(base: Int, span: Span)] {
    try decorators.map { decorator in
      let base = unit.allocate(2)
      try value(decorator, into: base)
      return (base, decorator.span)
    }
  }

  /// Calls decorators, the last first, on what is in a register; the register of the result.
  private func decorate(_ calls: [(base: Int, span: Span)], _ place: Int) -> Int {
    var result = place
    for (base, span) in calls.reversed() {
      unit.span = span
      // The argument's place is the one after the callee and the instance.
      if result != base + 2 { unit.emit(.take, base + 2, result) }
      unit.emit(.call, base, 1, base)
      result = base
    }
    return result
  }

  /// A string as the first statement, taken off the body.
  static func docstring(_ body: inout [Statement]) -> String? {
    guard case .expression(let first)? = body.first?.kind, case .constant(.string(let text)) = first.kind else {
      return nil
    }
    body.removeFirst()
    return text
  }

  /// Faults in `global` and `nonlocal`.
  private func check(_ facts: ScopeFacts, _ body: [Statement], parameters: Parameters) throws {
    guard !facts.globals.isEmpty || !facts.nonlocals.isEmpty else { return }
    for statement in body {
      switch statement.kind {
      case .global(let names):
        for name in names where parameters.names.contains(name) {
          throw syntaxError("name '\(name)' is parameter and global", statement.span)
        }
      case .nonlocal(let names):
        for name in names {
          if parameters.names.contains(name) {
            throw syntaxError("name '\(name)' is parameter and nonlocal", statement.span)
          }
          let isBound = unit.kind == .function && unit.facts.binds(name) || unit.isBoundOutside(name)
          if !isBound { throw syntaxError("no binding for nonlocal '\(name)' found", statement.span) }
        }
      default: break
      }
    }
  }

  // MARK: Classes

  func define(_ definition: ClassDefinition, _ span: Span) throws {
    let mark = unit.top
    let calls = try decorators(definition.decorators)
    let base = unit.allocate(3)
    var body = definition.body
    let doc = Compiler.docstring(&body)
    let facts = ScopeFacts.body(body)
    try classBody(definition, body, facts, doc, into: base)
    unit.emit(.buildList, base + 1, base + 1, 0)
    var hasKeywords = false
    for argument in definition.arguments {
      let place = unit.allocate(2)
      unit.span = argument.span
      switch argument.kind {
      case .positional:
        try value(argument.value, into: place)
        unit.emit(.listAppend, base + 1, place)
      case .unpackSequence:
        try value(argument.value, into: place)
        unit.emit(.listExtend, base + 1, place)
      case .keyword(let name, _):
        if !hasKeywords { unit.emit(.buildDict, base + 2, base + 2, 0) }
        hasKeywords = true
        unit.emit(.loadConstant, place, unit.nameConstant(name))
        try value(argument.value, into: place + 1)
        unit.emit(.dictSet, base + 2, place, place + 1)
      case .unpackMapping:
        throw syntaxError("** in the bases of a class is not supported", argument.span)
      }
      unit.top = place
    }
    if !hasKeywords { unit.emit(.loadConstant, base + 2, unit.constant(.none)) }
    unit.span = definition.nameSpan
    unit.emit(.buildClass, base, base, unit.nameConstant(definition.name))
    unit.top = base + 1
    let result = decorate(calls, base)
    unit.span = span
    store(definition.name, Operand(register: result, isTemporary: true))
    unit.top = mark
  }

  /// The body as a function that fills a namespace and returns the cell `__class__`, or None.
  private func classBody(
    _ definition: ClassDefinition, _ body: [Statement], _ facts: ScopeFacts, _ doc: String?, into destination: Int
  ) throws {
    let code = CodeObject(
      name: definition.name, qualifiedName: unit.prefix + definition.name, source: source, doc: doc)
    let outer = unit
    let inner = Unit(
      kind: .classBody, parent: outer, code: code, facts: facts, prefix: unit.prefix + definition.name + ".")
    inner.span = definition.nameSpan
    unit = inner
    defer { unit = outer }
    if facts.wantedInside.contains("__class__") {
      let cell = inner.allocate()
      inner.code.variableNames.append("__class__")
      inner.emit(.newCell, cell)
      inner.classCell = cell
    }
    if let doc {
      let place = inner.allocate()
      inner.emit(.loadConstant, place, inner.constant(.string(doc)))
      inner.emit(.storeName, place, inner.nameConstant("__doc__"))
      inner.emit(.clear, place)
      inner.top = place
    }
    try statements(body)
    if let cell = inner.classCell {
      emitReturn(Operand(register: cell, isTemporary: false))
    } else {
      inner.emit(.returnNone, 0, inner.top)
    }
    inner.finish()
    let template = FunctionTemplate(code, defaultCount: 0, keywordDefaults: [], annotations: [])
    outer.emit(.makeFunction, destination, outer.constant(.object(template)), destination)
  }
}

extension Parameters {
  /// As CPython evaluates annotations: the starred parameters come where they are written, `*` before keyword-only ones.
  fileprivate var inAnnotationOrder: [Parameter] {
    positionalOnly + positional + [variadic].compactMap { $0 } + keywordOnly + [variadicKeyword].compactMap { $0 }
  }
}
