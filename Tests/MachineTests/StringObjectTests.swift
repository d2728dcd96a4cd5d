import Testing

@testable import Machine

/// Short text lies in the object and long text in a `String`; nobody can tell which.
@Suite struct StringObjectTests {
  static let texts = [
    "", "a", "é", "abcdefghijklmno", "abcdefghijklmnop", "abcdefghijklmnopqrstuvw", "abcdefghijklmnopqrstuvwx",
    "abcdefghijklmnopqrstuvwxy", "ααααααααααα", "αααααααααααα", "ααααααααααααα", "😀😀😀😀😀😀", "😀😀😀😀😀😀!",
    String(repeating: "long ", count: 100),
  ]

  /// The same text made from bytes rather than from a `String`.
  private func made(_ text: String) -> StringObject {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { StringObject.of($0) }
  }

  @Test(arguments: texts) func isTheSameHoweverItWasMade(_ text: String) {
    let (one, other) = (StringObject(text), made(text))
    #expect(other.text == text)
    #expect(other.byteCount == text.utf8.count)
    #expect(other.count == text.unicodeScalars.count)
    #expect(other.isASCII == text.utf8.allSatisfy { $0 < 0x80 })
    #expect(one.hash == other.hash)
    #expect(one.hasSameText(as: other))
    #expect(other.withBytes { Array($0) } == Array(text.utf8))
  }

  @Test(arguments: texts, texts) func putsTextsTogether(_ first: String, _ second: String) {
    let (a, b) = (made(first), made(second))
    let together = StringObject.concatenated(a, b)
    #expect(together.text == first + second)
    #expect(together.count == (first + second).unicodeScalars.count)
    #expect(a.hasSameText(as: b) == (first == second))
    let items: [Value] = [.object(a), .object(b), .object(a)]
    let joined = items.withUnsafeBufferPointer { StringObject.joined($0, separator: StringObject("·")) }
    #expect(joined.text == [first, second, first].joined(separator: "·"))
  }
}
