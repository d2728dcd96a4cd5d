/// What may stand at the left of `=`, after `del`, and so on.
enum Target {
  enum Use {
    case assignment, annotation, augmentedAssignment, delete
  }

  static func check(_ target: Expression, for use: Use) throws {
    guard allows(target, for: use) else { throw Parser.Unparsed() }
  }

  static func allows(_ target: Expression, for use: Use) -> Bool {
    switch target.kind {
    case .name, .attribute, .subscript_: true
    case .tuple(let elements), .list(let elements):
      (use == .assignment || use == .delete) && elements.allSatisfy { allows($0, for: use) }
    case .starred(let value):
      if case .starred = value.kind { false } else { use == .assignment && allows(value, for: use) }
    default: false
    }
  }
}
