/// Warnings that operations give; whoever shows them sets `handler`.
public enum Warnings {
  nonisolated(unsafe) public static var handler: (String) -> Void = { _ in }

  nonisolated(unsafe) private static var said: Set<String> = []

  /// - Parameter message: PyTorch's words, without where it was triggered.
  static func warn(_ message: String) { handler(message) }

  /// A warning that PyTorch gives once per process.
  static func warnOnce(_ message: String) {
    if said.insert(message).inserted { handler(message) }
  }
}
