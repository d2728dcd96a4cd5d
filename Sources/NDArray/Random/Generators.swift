/// The generator that draws when none is named.
public enum Generators {
  nonisolated(unsafe) public static var standard = Generator()
}
