import Library

extension Session {
  /// Every operation of tensors as it is declared, each in a line of JSON, for programs that test or describe them.
  public static var operations: [String] { OperationListing.lines }
}
