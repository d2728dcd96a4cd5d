import Diagnostics

/// What a function, a class body, a cell or a generator expression was compiled to.
final class CodeObject: Object {
  let name: String
  let qualifiedName: String
  let source: SourceText
  let doc: String?

  // Parameters come first among the registers, in this order: positional ones, keyword-only ones, `*`, `**`.
  var positionalOnlyCount = 0
  var positionalCount = 0
  var keywordOnlyCount = 0
  var variadicName: String?
  var variadicKeywordName: String?
  var parameterNames: [String] = []

  var isGenerator = false

  init(name: String, qualifiedName: String, source: SourceText, doc: String?) {
    self.name = name
    self.qualifiedName = qualifiedName
    self.source = source
    self.doc = doc
    super.init(.code)
  }

  override var type: TypeObject { .code }
}
