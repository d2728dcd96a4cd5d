import Syntax

/// A cell's code with its words, strings, numbers and comments marked.
enum CodeColours {
  enum Kind: String { case word = "w", string = "s", number = "n", comment = "c" }

  static func html(_ code: String) -> String {
    let bytes = Array(code.utf8)
    var out = ""
    var place = 0
    for (range, kind) in runs(bytes) {
      out += HTML.escaped(String(decoding: bytes[place..<range.lowerBound], as: UTF8.self))
      out += "<span class=\"\(kind.rawValue)\">\(HTML.escaped(String(decoding: bytes[range], as: UTF8.self)))</span>"
      place = range.upperBound
    }
    return out + HTML.escaped(String(decoding: bytes[place...], as: UTF8.self))
  }

  private static let words = Set(Keyword.all)

  /// The coloured stretches, in order. Right for right programs, and for wrong ones nothing worse than odd.
  static func runs(_ bytes: [UInt8]) -> [(Range<Int>, Kind)] {
    var result: [(Range<Int>, Kind)] = []
    var index = 0
    while index < bytes.count {
      let start = index
      let byte = bytes[index]
      if byte == UInt8(ascii: "#") {
        while index < bytes.count, bytes[index] != 0x0A { index += 1 }
        result.append((start..<index, .comment))
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        index = stringEnd(bytes, index)
        result.append((start..<index, .string))
      } else if (0x30...0x39).contains(byte) {
        while index < bytes.count, isNamePart(bytes[index]) || bytes[index] == UInt8(ascii: ".") { index += 1 }
        result.append((start..<index, .number))
      } else if isNamePart(byte) {
        while index < bytes.count, isNamePart(bytes[index]) { index += 1 }
        let word = String(decoding: bytes[start..<index], as: UTF8.self)
        if index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'"),
          word.utf8.count <= 2
        {
          index = stringEnd(bytes, index)
          result.append((start..<index, .string))
        } else if words.contains(word) {
          result.append((start..<index, .word))
        }
      } else {
        index += 1
      }
    }
    return result
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
      || (0x61...0x7A).contains(byte)
  }

  /// The place behind a string that begins with its quote.
  private static func stringEnd(_ bytes: [UInt8], _ start: Int) -> Int {
    let quote = bytes[start]
    let isTriple = start + 2 < bytes.count && bytes[start + 1] == quote && bytes[start + 2] == quote
    var index = start + (isTriple ? 3 : 1)
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\\") {
        index += 2
      } else if bytes[index] == quote, !isTriple {
        return index + 1
      } else if bytes[index] == quote, index + 2 < bytes.count, bytes[index + 1] == quote, bytes[index + 2] == quote {
        return index + 3
      } else if bytes[index] == 0x0A, !isTriple {
        return index
      } else {
        index += 1
      }
    }
    return bytes.count
  }
}
