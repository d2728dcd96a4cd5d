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
  /// Gives the place its own number, so that nodes made in one statement can be told apart; asked while anomalies are
  /// looked for.
  nonisolated(unsafe) public static var trace: () -> UInt32 = { current }
}

/// Whether backward looks at every gradient it computes.
public enum AnomalyMode {
  nonisolated(unsafe) public static var isEnabled = false
  /// Whether a NaN is an error.
  nonisolated(unsafe) public static var checksNaN = true
  /// Called with the node whose derivative failed, before the error goes on.
  nonisolated(unsafe) public static var report: (Node) throws -> Void = { _ in }
}
