internal import CEdit
internal import Glibc

/// Standard input as characters, one at a time, with the signals that arrive while waiting.
///
/// libedit's own reader drops what is not UTF-8 and can lose a signal that arrives just before it reads.
struct Keyboard {
  enum Event {
    case character(Unicode.Scalar)
    case signal(Int32)
    case end
  }

  private var ahead: [UInt8] = []

  /// Has `scalar`, an ASCII one, come next again.
  mutating func putBack(_ scalar: Unicode.Scalar) { ahead.insert(contentsOf: Array(String(scalar).utf8), at: 0) }

  /// Whether a character can be read without waiting.
  var hasInput: Bool { !ahead.isEmpty || cedit_wait(0) == 1 }

  /// Waits for a character, at most `milliseconds` if that is not negative; nil when the time is over.
  mutating func next(within milliseconds: Int32 = -1) -> Event? {
    while true {
      if ahead.isEmpty {
        switch cedit_wait(milliseconds) {
        case 0: return nil
        case -1: return .signal(cedit_take_signal())
        default: break
        }
      }
      guard let first = nextByte() else { return .end }
      // A Ctrl-D typed before the terminal was ours arrives as NUL.
      if first != 0 { return .character(scalar(startingWith: first)) }
    }
  }

  private mutating func nextByte() -> UInt8? {
    if !ahead.isEmpty { return ahead.removeFirst() }
    var byte: UInt8 = 0
    while true {
      let count = read(STDIN_FILENO, &byte, 1)
      if count == 1 { return byte }
      if count < 0, errno == EINTR || errno == EAGAIN {
        // Someone before us may have left the terminal non-blocking.
        _ = cedit_wait(100)
        continue
      }
      return nil
    }
  }

  /// Reads the rest of a character; U+FFFD stands for what is not UTF-8 or has no shape.
  private mutating func scalar(startingWith first: UInt8) -> Unicode.Scalar {
    guard first >= 0x80 else { return Unicode.Scalar(first) }
    var bytes = [first]
    let count = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1
    while bytes.count < count {
      // Half a character and then silence is not a character.
      guard !ahead.isEmpty || cedit_wait(50) == 1, let byte = nextByte() else { break }
      guard byte & 0xC0 == 0x80 else {
        ahead.insert(byte, at: 0)
        break
      }
      bytes.append(byte)
    }
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator), UTF8.width(scalar) == bytes.count,
      cedit_is_printable(scalar.value)
    else { return "\u{FFFD}" }
    return scalar
  }
}
