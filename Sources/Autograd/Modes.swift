/// What is recorded at the moment. One thread runs a person's program, so these are plain variables.
public enum GradMode {
  /// Whether operations on tensors that require gradients are recorded.
  nonisolated(unsafe) public static var isEnabled = true
  /// Whether results are inference tensors, which can never take part in recording.
  nonisolated(unsafe) public static var isInference = false
}

/// Where in the person's program the engine is working for: the machine keeps it up to date, tensors
/// and nodes remember it, and explanations translate it into a cell and a line.
public enum Origin {
  nonisolated(unsafe) public static var current: UInt32 = 0
}
