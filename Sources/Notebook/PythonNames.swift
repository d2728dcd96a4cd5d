import Diagnostics
import Session
import Syntax

/// Finds the short forms in a lesson's cells, one after the other, and says how PyTorch writes them.
///
/// A name is looked up as Python would, as far as that can be seen without running: what a person has bound by then is
/// the person's, and what is bound anywhere in the lesson is so inside functions, which run later.
struct PythonNames {
  struct Edit {
    var span: Span
    var text: String
  }

  private let known: NamesKnown
  /// Bound by the person so far, and by the end.
  private var bound: Set<String> = []
  private let everBound: Set<String>
  /// Names of the person's functions.
  private var functions: Set<String> = []
  /// Names of modules at hand that were used, and whether torch is named.
  private(set) var modules: Set<String> = []
  private(set) var edits: [Edit] = []
  private var source = Source(name: "", text: "")
  /// Names bound in the functions around.
  private var scopes: [Set<String>] = []

  init(_ programs: [[Statement]], known: NamesKnown) {
    self.known = known
    var names = BoundNames(torch: known.torch)
    for program in programs { names.read(program) }
    everBound = names.names
  }

  /// The edits of one cell.
  mutating func edits(of statements: [Statement], in source: Source) -> [Edit] {
    self.source = source
    edits = []
    visit(statements)
    return edits
  }

  /// Text with edits made.
  static func text(_ source: Source, _ edits: [Edit]) -> String {
    var bytes: [UInt8] = []
    var place = 0
    for edit in edits.sorted(by: { ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end) }) {
      guard edit.span.start >= place, edit.span.end <= source.bytes.count else { continue }
      bytes += source.bytes[place..<edit.span.start] + Array(edit.text.utf8)
      place = edit.span.end
    }
    return String(decoding: bytes + source.bytes[place...], as: UTF8.self)
  }

  // MARK: Names

  private func isPersons(_ name: String) -> Bool {
    if scopes.contains(where: { $0.contains(name) }) { return true }
    return (scopes.isEmpty ? bound : everBound).contains(name) || known.builtins.contains(name)
  }

  private mutating func replace(_ span: Span, _ text: String) { edits.append(Edit(span: span, text: text)) }

  private mutating func useTorch() {
    if !bound.contains("torch") { modules.insert("torch") }
  }

  private mutating func visitName(_ name: String, _ span: Span) {
    guard !isPersons(name) else { return }
    if known.modules[name] != nil {
      modules.insert(name)
    } else if name == "grad" {
      useTorch()
      replace(span, "torch.autograd.grad")
    } else if known.torch.contains(name) {
      useTorch()
      replace(span, "torch.\(name)")
    }
  }

  // MARK: Statements

  private mutating func visit(_ statements: [Statement]) {
    for statement in statements { visit(statement) }
  }

  /// What a statement binds at the level of the module is bound from then on.
  private mutating func visit(_ statement: Statement) {
    switch statement.kind {
    case .function(let definition):
      visit(definition)
      functions.insert(definition.name)
    case .class(let definition):
      for decorator in definition.decorators { visit(decorator) }
      for argument in definition.arguments { visit(argument.value) }
      var names = BoundNames(torch: known.torch)
      names.read(definition.body)
      // A class's names are seen in its body, though not in its methods.
      scopes.append(names.names)
      visit(definition.body)
      scopes.removeLast()
    case .assign(let targets, let value):
      visit(value)
      for target in targets { visitTarget(target) }
      if case .lambda = value.kind, case .name(let name)? = targets.first?.kind { functions.insert(name) }
    case .for(let target, let iterable, let body, let otherwise, _):
      visit(iterable)
      visitTarget(target)
      bindIfModule(statement)
      visit(body)
      visit(otherwise)
    case .with(let items, let body, _):
      for item in items {
        visit(item.context)
        if let target = item.target { visitTarget(target) }
      }
      bindIfModule(statement)
      visit(body)
    case .match(let subject, let cases):
      visit(subject)
      bindIfModule(statement)
      for one in cases {
        PatternNames.values(one.pattern).forEach { visit($0) }
        if let condition = one.guardExpression { visit(condition) }
        visit(one.body)
      }
    case .try(let body, let handlers, let otherwise, let finally):
      visit(body)
      for handler in handlers {
        if let type = handler.type { visit(type) }
        if let name = handler.name, scopes.isEmpty { bound.insert(name) }
        visit(handler.body)
      }
      visit(otherwise)
      visit(finally)
    case .if(let test, let then, let otherwise):
      visit(test)
      visit(then)
      visit(otherwise)
    case .while(let test, let body, let otherwise):
      visit(test)
      visit(body)
      visit(otherwise)
    case .annotatedAssign(let target, let annotation, let value):
      visit(annotation)
      if let value { visit(value) }
      visitTarget(target)
    case .augmentedAssign(let target, _, let value):
      visit(target)
      visit(value)
    case .expression(let value): visit(value)
    case .return(let value):
      if let value { visit(value) }
    case .raise(let value, let cause):
      if let value { visit(value) }
      if let cause { visit(cause) }
    case .assert(let test, let message):
      visit(test)
      if let message { visit(message) }
    case .delete(let targets): for target in targets { visitTarget(target) }
    case .break, .continue, .pass, .import, .importFrom, .global, .nonlocal: break
    }
    bindIfModule(statement)
  }

  private mutating func bindIfModule(_ statement: Statement) {
    guard scopes.isEmpty else { return }
    var names = BoundNames(torch: known.torch)
    names.read([statement], isShallow: true)
    bound.formUnion(names.names)
  }

  /// A name that is bound is no use of it; what stands inside a target is.
  private mutating func visitTarget(_ target: Expression) {
    switch target.kind {
    case .name: break
    case .tuple(let parts), .list(let parts): for part in parts { visitTarget(part) }
    case .starred(let part): visitTarget(part)
    default: visit(target)
    }
  }

  private mutating func visit(_ definition: FunctionDefinition) {
    for decorator in definition.decorators { visit(decorator) }
    let parameters = definition.parameters.written
    for parameter in parameters {
      if let annotation = parameter.annotation { visit(annotation) }
      if let value = parameter.default { visit(value) }
    }
    if let returns = definition.returns { visit(returns) }
    var names = BoundNames(torch: known.torch)
    names.read(definition.body)
    scopes.append(names.local.union(parameters.map(\.name)))
    visit(definition.body)
    scopes.removeLast()
  }

  // MARK: Expressions

  private mutating func visit(_ expression: Expression) {
    switch expression.kind {
    case .name(let name): visitName(name, expression.span)
    case .call(let callee, let arguments): visitCall(expression, callee, arguments)
    case .lambda(let parameters, let body):
      for parameter in parameters.written {
        if let value = parameter.default { visit(value) }
      }
      scopes.append(Set(parameters.written.map(\.name)))
      visit(body)
      scopes.removeLast()
    case .comprehension(_, let element, let value, let clauses):
      var names = BoundNames(torch: known.torch)
      for clause in clauses { names.target(clause.target) }
      scopes.append(names.names)
      for clause in clauses {
        visit(clause.iterable)
        for condition in clause.conditions { visit(condition) }
      }
      visit(element)
      if let value { visit(value) }
      scopes.removeLast()
    case .named(let name, _, let value):
      visit(value)
      if scopes.isEmpty { bound.insert(name) }
    default:
      var children: [Expression] = []
      expression.forEachChild { children.append($0) }
      for child in children { visit(child) }
    }
  }

  private mutating func visitCall(_ call: Expression, _ callee: Expression, _ arguments: [Argument]) {
    if case .name("grad") = callee.kind, !isPersons("grad") {
      useTorch()
      replace(callee.span, isOfFunction(arguments) ? "torch.func.grad" : "torch.autograd.grad")
    } else {
      visit(callee)
    }
    guard let flag = flag(among: arguments), let maker = TensorMaker(callee) else {
      for argument in arguments { visit(argument.value) }
      return
    }
    let (before, after) = maker.writing(arguments.filter { $0.span != flag.span })
    for argument in arguments where argument.span != flag.span {
      if let spans = before[argument.span] { spans.forEach { replace($0, $1) } } else { visit(argument.value) }
    }
    switch after {
    case .keyword(let text): replace(flag.span, text)
    case .method(let text):
      // The flag goes, with the comma before it.
      let end = arguments.filter { $0.span.end <= flag.span.start }.map(\.span.end).max() ?? flag.span.start
      replace(Span(end, flag.span.end), "")
      replace(Span(call.span.end, call.span.end), text)
    }
  }

  /// The last of the arguments by position, if it is the short form's `grad`.
  private func flag(among arguments: [Argument]) -> Argument? {
    guard
      let last = arguments.last(where: { argument in
        if case .positional = argument.kind { true } else { false }
      }), case .name("grad") = last.value.kind, !isPersons("grad")
    else { return nil }
    return last
  }

  /// Whether `grad` is asked of a function, as far as can be seen.
  private func isOfFunction(_ arguments: [Argument]) -> Bool {
    guard let first = arguments.first?.value else { return false }
    switch first.kind {
    case .lambda: return true
    case .name(let name):
      return functions.contains(name) || (!isPersons(name) && known.torch.contains(name))
    case .attribute(let owner, _, _):
      if case .name(let name) = owner.kind { return name == "torch" || name == "F" }
      return false
    default: return false
    }
  }
}

extension Parameters {
  /// All of them, in the order they are written in.
  var written: [Parameter] {
    positionalOnly + positional + [variadic].compactMap(\.self) + keywordOnly + [variadicKeyword].compactMap(\.self)
  }
}
