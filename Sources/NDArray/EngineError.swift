/// A failure of the engine: the exception's type and PyTorch's exact words.
public struct EngineError: Error {
  public enum Kind: String, Sendable {
    case runtimeError = "RuntimeError"
    case typeError = "TypeError"
    case valueError = "ValueError"
    case indexError = "IndexError"
    case attributeError = "AttributeError"
    case assertionError = "AssertionError"
    case notImplementedError = "NotImplementedError"
    case zeroDivisionError = "ZeroDivisionError"
    case overflowError = "OverflowError"
    case linAlgError = "_LinAlgError"
    case gradcheckError = "GradcheckError"
    case keyboardInterrupt = "KeyboardInterrupt"
  }

  public let kind: Kind
  public let message: String

  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  /// A `RuntimeError`, PyTorch's most frequent kind.
  public static func runtime(_ message: String) -> EngineError {
    EngineError(.runtimeError, message)
  }
}
