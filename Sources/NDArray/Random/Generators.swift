/// The generator that draws when none is named.
public enum Generators {
  nonisolated(unsafe) public static var standard = Generator()
  /// What drawing throws at the moment; nil where it is allowed.
  nonisolated(unsafe) public static var refusal: EngineError?
}
