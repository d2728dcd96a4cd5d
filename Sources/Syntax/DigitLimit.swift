/// How many decimal digits an integer may have where it is read or written, for CPython's way of converting takes time
/// that grows with their square.
public enum DigitLimit {
  /// What holds until a program sets another limit.
  public static let standard = 4300
  /// The least that can be set; fewer digits are never refused.
  public static let least = 640
  /// The limit now; 0 is none.
  nonisolated(unsafe) public static var most = standard

  /// Whether so many digits are too many.
  public static func refuses(_ count: Int) -> Bool { count > most && most > 0 }
}
