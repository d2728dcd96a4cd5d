/// Warnings that operations give; whoever shows them sets `handler`.
public enum Warnings {
  nonisolated(unsafe) public static var handler: (String) -> Void = { _ in }

  /// - Parameter message: PyTorch's words, without where it was triggered.
  static func warn(_ message: String) { handler(message) }
}
