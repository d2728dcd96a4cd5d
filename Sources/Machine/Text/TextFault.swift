/// An error of pure text work (formatting, parsing, rounding), before the machine makes an exception of it.
///
/// `type` is the name of the Python exception; the message is Python's, byte for byte.
struct TextFault: Error, Equatable {
  let type: String
  let message: String

  static func value(_ message: String) -> TextFault { TextFault(type: "ValueError", message: message) }
  static func wrongType(_ message: String) -> TextFault { TextFault(type: "TypeError", message: message) }
  static func overflow(_ message: String) -> TextFault { TextFault(type: "OverflowError", message: message) }
  static let outOfMemory = TextFault(type: "MemoryError", message: "")
}

extension TextFault {
  /// The longest text that a width or precision may ask for; beyond it Python, too, ends in a `MemoryError` sooner or later.
  static var longestPadding: Int { Swift.min(1 << 28, MemoryCap.bytes / 8) }
}
