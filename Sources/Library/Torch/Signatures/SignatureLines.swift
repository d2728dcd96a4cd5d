import Glibc

/// The table of signatures, searched by place and name.
enum SignatureLines {
  private static let starts: [Int] = {
    let base = SignatureTable.text.utf8Start
    let count = SignatureTable.text.utf8CodeUnitCount
    var starts = [0]
    var place = 0
    while place < count, let next = memchr(base + place, 10, count - place) {
      place = UnsafeRawPointer(base).distance(to: next) + 1
      starts.append(place)
    }
    starts.append(count + 1)
    return starts
  }()

  private static func line(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(
      start: SignatureTable.text.utf8Start + starts[index], count: starts[index + 1] - starts[index] - 1)
  }

  /// What the table has for `place name`: its entries, each a signature or `python` and a Python function's.
  static func entries(_ place: Refusal.Place, _ name: String) -> [Substring] {
    let key = Array("\(place.rawValue) \(name)\t".utf8)
    var low = 0
    var high = starts.count - 1
    while low < high {
      let middle = (low + high) / 2
      if line(middle).lexicographicallyPrecedes(key) { low = middle + 1 } else { high = middle }
    }
    guard low < starts.count - 1, line(low).starts(with: key) else { return [] }
    return String(decoding: line(low).dropFirst(key.count), as: UTF8.self).split(separator: "\t")
  }

  /// The signatures of an operation that is not written in Python, as its argument parser tries them.
  static func signatures(_ place: Refusal.Place, _ name: String) -> [Signature] {
    let entries = entries(place, name)
    guard let first = entries.first, !first.hasPrefix("python "), !first.hasPrefix("when ") else { return [] }
    return entries.compactMap { Signature($0) }
  }
}
