import Diagnostics
import Syntax

extension MagicLines {
  /// The statements of the masked text, with calls where the magics stood.
  func placed(in statements: [Statement]) -> [Statement] { statements.map(placed) }

  private func placed(_ statement: Statement) -> Statement {
    let kind: Statement.Kind
    switch statement.kind {
    case .expression(let value): kind = .expression(placed(value))
    case .assign(let targets, let value): kind = .assign(targets: targets, value: placed(value))
    case .if(let test, let then, let otherwise):
      kind = .if(test: test, then: placed(in: then), otherwise: placed(in: otherwise))
    case .while(let test, let body, let otherwise):
      kind = .while(test: test, body: placed(in: body), otherwise: placed(in: otherwise))
    case .for(let target, let iterable, let body, let otherwise, let isAsync):
      kind = .for(
        target: target, iterable: iterable, body: placed(in: body), otherwise: placed(in: otherwise), isAsync: isAsync)
    case .function(let definition):
      kind = .function(
        FunctionDefinition(
          name: definition.name, nameSpan: definition.nameSpan, parameters: definition.parameters,
          returns: definition.returns, body: placed(in: definition.body), decorators: definition.decorators,
          isAsync: definition.isAsync))
    case .class(let definition):
      kind = .class(
        ClassDefinition(
          name: definition.name, nameSpan: definition.nameSpan, arguments: definition.arguments,
          body: placed(in: definition.body), decorators: definition.decorators))
    case .with(let items, let body, let isAsync): kind = .with(items, body: placed(in: body), isAsync: isAsync)
    case .try(let body, let handlers, let otherwise, let finally):
      kind = .try(
        body: placed(in: body),
        handlers: handlers.map {
          ExceptHandler(type: $0.type, name: $0.name, body: placed(in: $0.body), span: $0.span)
        }, otherwise: placed(in: otherwise), finally: placed(in: finally))
    case .match(let subject, let cases):
      kind = .match(
        subject: subject,
        cases: cases.map {
          MatchCase(pattern: $0.pattern, guardExpression: $0.guardExpression, body: placed(in: $0.body))
        })
    default: return statement
    }
    return Statement(kind, statement.span)
  }

  private func placed(_ expression: Expression) -> Expression {
    guard let line = lines.first(where: { $0.offset == expression.span.start }) else { return expression }
    return MagicLines.call(
      Session.lineCall, [.string(line.name), .string(line.rest), .int(line.restOffset)],
      Span(line.offset, line.trimmedEnd))
  }

  /// A call of one of the session's own functions, which no name of a person's hides.
  static func call(_ function: String, _ arguments: [Constant], _ span: Span) -> Expression {
    Expression(
      .call(
        Expression(.name(function), span),
        arguments.map { Argument(.positional, Expression(.constant($0), span), span) }), span)
  }
}

extension MagicLines.Line {
  /// Where the words of the line end.
  var trimmedEnd: Int { max(offset + 1, restOffset + rest.utf8.reversed().drop { $0 == 0x20 || $0 == 0x09 }.count) }
}
