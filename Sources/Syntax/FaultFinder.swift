import Diagnostics

enum FaultFinder {
  static func fault(in source: Source, _ lexer: Lexer, stoppedAt position: Int) -> Diagnostic {
    let token = lexer.tokens[position]
    if token.kind == .fault, let fault = lexer.fault {
      return Diagnostic(fault.type, fault.message, in: source, at: fault.span, needsMore: fault.atEnd)
    }
    return Diagnostic("SyntaxError", "invalid syntax", in: source, at: token.span, needsMore: position >= lexer.firstAtEnd)
  }
}
