/// What may stand at the left of `=`, after `del`, and so on.
enum Target {
  enum Use {
    case assignment, annotation, augmentedAssignment, delete
  }

  static func check(_ target: Expression, for use: Use) throws {
    guard allows(target, for: use) else { throw Parser.Unparsed() }
  }

  private static func allows(_ target: Expression, for use: Use) -> Bool {
    switch target.kind {
    case .name, .attribute, .subscript_: true
    case .tuple(let elements), .list(let elements):
      (use == .assignment || use == .delete) && elements.allSatisfy { allows($0, for: use) }
    case .starred(let value):
      if case .starred = value.kind { false } else { use == .assignment && allows(value, for: use) }
    default: false
    }
  }

  /// Why a target was asked for.
  enum Role {
    case assign, `for`, delete
  }

  /// The part of `expression` that can be no target, if there is one.
  static func firstInvalid(in expression: Expression, for role: Role) -> Expression? {
    switch expression.kind {
    case .name, .attribute, .subscript_: return nil
    case .tuple(let elements), .list(let elements):
      for element in elements {
        if let invalid = firstInvalid(in: element, for: role) { return invalid }
      }
      return nil
    case .starred(let value):
      return role == .delete ? expression : firstInvalid(in: value, for: role)
    case .comparison(let left, let pairs) where role == .for:
      // `a in b` of `for a in b` was read as a comparison.
      if case .in_? = pairs.first?.0 { return firstInvalid(in: left, for: role) }
      return nil
    default: return expression
    }
  }
}

extension Expression {
  /// What Python calls an expression of this kind in its messages.
  var kindName: String {
    switch kind {
    case .name: "name"
    case .constant(let constant):
      switch constant {
      case .none: "None"
      case .true_: "True"
      case .false_: "False"
      case .ellipsis: "ellipsis"
      case .int, .bigInt, .float, .imaginary, .string, .bytes: "literal"
      }
    case .formatted: "f-string expression"
    case .tuple: "tuple"
    case .list: "list"
    case .set: "set display"
    case .dict: "dict literal"
    case .attribute: "attribute"
    case .subscript_: "subscript"
    case .slice: "slice"
    case .call: "function call"
    case .unary, .binary, .and, .or: "expression"
    case .comparison: "comparison"
    case .conditional: "conditional expression"
    case .lambda: "lambda"
    case .comprehension(.list, _, _, _): "list comprehension"
    case .comprehension(.set, _, _, _): "set comprehension"
    case .comprehension(.dict, _, _, _): "dict comprehension"
    case .comprehension(.generator, _, _, _): "generator expression"
    case .named: "named expression"
    case .starred: "starred"
    case .yield, .yieldFrom: "yield expression"
    case .await: "await expression"
    }
  }
}
