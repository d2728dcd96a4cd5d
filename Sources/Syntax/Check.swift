import Diagnostics

enum Check {
  static func statements(_ statements: [Statement], in source: Source) throws(Diagnostic) {}
}
