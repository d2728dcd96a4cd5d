import Diagnostics
import Syntax

/// A cell's code as CPython can read it: what only a notebook understands is a comment.
struct PythonCell {
  let source: Source
  /// Nil for what is no Python.
  let statements: [Statement]?

  init(_ text: String) {
    let asIs = Source(name: "", text: text)
    if let statements = try? Parser.parse(asIs) {
      (source, self.statements) = (asIs, statements)
      return
    }
    let lines = text.linesSplit.map(PythonCell.line)
    source = Source(name: "", text: lines.joined(separator: "\n"))
    statements = try? Parser.parse(source)
  }

  private static func line(_ line: String) -> String {
    let body = line.drop { $0 == " " || $0 == "\t" }
    // What is timed is run all the same.
    if body.hasPrefix("%time "), !body.hasPrefix("%%") {
      return String(line.prefix(line.count - body.count)) + body.dropFirst(6).trimmed
    }
    let isMagic = body.hasPrefix("%") || body.hasPrefix("!") || body.hasPrefix("?")
    return isMagic || (body.hasSuffix("?") && !body.hasPrefix("#")) ? "# \(line)" : line
  }
}

/// Every expression of a program.
enum ExpressionWalk {
  static func forEach(in statements: [Statement], _ visit: (Expression) -> Void) {
    for statement in statements {
      for expression in expressions(of: statement) { forEach(in: expression, visit) }
      for block in blocks(of: statement) { forEach(in: block, visit) }
    }
  }

  private static func forEach(in expression: Expression, _ visit: (Expression) -> Void) {
    visit(expression)
    expression.forEachChild { forEach(in: $0, visit) }
  }

  private static func expressions(of statement: Statement) -> [Expression] {
    switch statement.kind {
    case .expression(let value): [value]
    case .assign(let targets, let value): targets + [value]
    case .augmentedAssign(let target, _, let value): [target, value]
    case .annotatedAssign(let target, let annotation, let value): [target, annotation] + [value].compactMap(\.self)
    case .if(let test, _, _), .while(let test, _, _): [test]
    case .for(let target, let iterable, _, _, _): [target, iterable]
    case .function(let definition):
      definition.decorators + definition.parameters.written.flatMap { [$0.annotation, $0.default].compactMap(\.self) }
        + [definition.returns].compactMap(\.self)
    case .class(let definition): definition.decorators + definition.arguments.map(\.value)
    case .return(let value): [value].compactMap(\.self)
    case .with(let items, _, _): items.flatMap { [$0.context, $0.target].compactMap(\.self) }
    case .try(_, let handlers, _, _): handlers.compactMap(\.type)
    case .raise(let value, let cause): [value, cause].compactMap(\.self)
    case .assert(let test, let message): [test, message].compactMap(\.self)
    case .delete(let targets): targets
    case .match(let subject, let cases): [subject] + cases.compactMap(\.guardExpression)
    case .break, .continue, .pass, .import, .importFrom, .global, .nonlocal: []
    }
  }

  private static func blocks(of statement: Statement) -> [[Statement]] {
    switch statement.kind {
    case .if(_, let then, let otherwise): [then, otherwise]
    case .while(_, let body, let otherwise), .for(_, _, let body, let otherwise, _): [body, otherwise]
    case .function(let definition): [definition.body]
    case .class(let definition): [definition.body]
    case .with(_, let body, _): [body]
    case .try(let body, let handlers, let otherwise, let finally):
      [body] + handlers.map(\.body) + [otherwise, finally]
    case .match(_, let cases): cases.map(\.body)
    default: []
    }
  }
}
