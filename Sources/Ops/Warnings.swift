import NDArray

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

  /// Of a result that is to be written to a tensor of another size.
  public static func warnOfResizing(_ shape: [Int], to required: [Int]) throws {
    try warn(
      "An output with one or more elements was resized since it had shape \(Layout.text(shape)), which does not match the "
        + "required output shape \(Layout.text(required)). This behavior is deprecated, and in a future PyTorch release "
        + "outputs will not be resized unless they have zero elements. You can explicitly reuse an out tensor t by resizing "
        + "it, inplace, to zero elements with t.resize_(0).", at: "Resize.cpp:30")
  }

  /// A warning that PyTorch gives once per process.
  static func warnOnce(_ message: String, at place: String? = nil) throws {
    if said.insert(message).inserted { try warn(message, at: place) }
  }
}
