/// Warnings that operations give; whoever shows them sets `handler`.
public enum Warnings {
  /// Throws where warnings have been made errors.
  nonisolated(unsafe) public static var handler: (String) throws -> Void = { _ in }

  /// What was said and is not to be said again.
  nonisolated(unsafe) public static var said: Set<String> = []

  /// - Parameters:
  ///   - message: PyTorch's words.
  ///   - place: The file and line of PyTorch's own source that its words end with, for those given by its kernels.
  static func warn(_ message: String, at place: String? = nil) throws {
    let end = place.map { " (Triggered internally at /__w/pytorch/pytorch/aten/src/ATen/native/\($0).)" } ?? ""
    try handler(message + end)
  }

  /// A warning that PyTorch gives once per process.
  static func warnOnce(_ message: String, at place: String? = nil) throws {
    if said.insert(message).inserted { try warn(message, at: place) }
  }
}
