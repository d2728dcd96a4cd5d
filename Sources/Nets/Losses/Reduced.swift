public import NDArray

/// What a loss gives of its elements.
public enum LossReduction: String, Sendable {
  case none, mean, sum

  /// - Throws: PyTorch's `ValueError` for another word.
  public init(word: String) throws {
    guard let known = LossReduction(rawValue: word) else {
      throw EngineError(.valueError, "\(word) is not a valid value for reduction")
    }
    self = known
  }
}
