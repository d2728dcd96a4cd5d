extension Expression {
  /// Calls `visit` with every expression directly inside this one, in the order they are written in.
  ///
  /// What a lambda or comprehension encloses is among them, although it is evaluated in a scope of its own.
  public func forEachChild(_ visit: (Expression) throws -> Void) rethrows {
    switch kind {
    case .name, .constant: break
    case .formatted(let parts): try Expression.forEachField(of: parts, visit)
    case .tuple(let elements), .list(let elements), .set(let elements), .and(let elements), .or(let elements):
      for element in elements { try visit(element) }
    case .dict(let items):
      for item in items {
        switch item {
        case .pair(let key, let value):
          try visit(key)
          try visit(value)
        case .unpack(let value): try visit(value)
        }
      }
    case .attribute(let value, _, _), .unary(_, let value), .named(_, _, let value), .starred(let value),
      .yieldFrom(let value), .await(let value):
      try visit(value)
    case .subscript_(let value, let index):
      try visit(value)
      try visit(index)
    case .slice(let lower, let upper, let step):
      for part in [lower, upper, step] {
        if let part { try visit(part) }
      }
    case .call(let function, let arguments):
      try visit(function)
      for argument in arguments { try visit(argument.value) }
    case .binary(_, let left, let right, _):
      try visit(left)
      try visit(right)
    case .comparison(let first, let pairs):
      try visit(first)
      for (_, operand) in pairs { try visit(operand) }
    case .conditional(let test, let then, let otherwise):
      try visit(test)
      try visit(then)
      try visit(otherwise)
    case .lambda(let parameters, let body):
      try parameters.forEachDefault(visit)
      try visit(body)
    case .comprehension(_, let element, let value, let clauses):
      for clause in clauses {
        try visit(clause.target)
        try visit(clause.iterable)
        for condition in clause.conditions { try visit(condition) }
      }
      try visit(element)
      if let value { try visit(value) }
    case .yield(let value):
      if let value { try visit(value) }
    }
  }

  private static func forEachField(of parts: [FormattedPart], _ visit: (Expression) throws -> Void) rethrows {
    for case .field(let value, _, _, let spec) in parts {
      try visit(value)
      try forEachField(of: spec, visit)
    }
  }
}

extension Parameters {
  /// All parameters, in the order Python counts them: `*args` and `**kwargs` last.
  var all: [Parameter] {
    positionalOnly + positional + keywordOnly + [variadic, variadicKeyword].compactMap { $0 }
  }

  func forEachDefault(_ visit: (Expression) throws -> Void) rethrows {
    for parameter in positionalOnly + positional + keywordOnly {
      if let value = parameter.default { try visit(value) }
    }
  }
}
