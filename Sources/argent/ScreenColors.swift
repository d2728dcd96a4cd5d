import Glibc
import Session

/// The colours that the terminal says it has.
enum ScreenColors {
  static var current: Event.Picture.Colors {
    guard getenv("NO_COLOR") == nil, value("TERM") != "dumb", !value("TERM").isEmpty else { return .none }
    return ["truecolor", "24bit"].contains(value("COLORTERM")) ? .full : .palette
  }

  /// The width of the terminal that a program writes to; nil where it writes to none.
  static var columns: Int? {
    var size = winsize()
    guard isatty(STDOUT_FILENO) == 1 else { return nil }
    return ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }

  private static func value(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }
}
