/// "Did you mean": the known name nearest to one that is not known, by CPython 3.11's measure.
///
/// The distance is Levenshtein's, where adding, dropping or replacing a byte costs 2 and changing the case of a letter
/// costs 1. A suggestion may change no more than a third of the characters of both names.
public enum Suggestion {
  static let moveCost = 2
  static let caseCost = 1
  /// With this many candidates or more Python does not look.
  static let mostCandidates = 750
  /// What is left of a name after common ends are dropped may be no longer than this.
  static let longestName = 40

  /// The nearest of `candidates` to `name`, or nil if none is near; of equally near ones the first.
  public static func nearest(to name: String, in candidates: some Collection<String>) -> String? {
    guard candidates.count < mostCandidates else { return nil }
    let wanted = Array(name.utf8)
    var best: (name: String, distance: Int)?
    for candidate in candidates where candidate != name {
      let bytes = Array(candidate.utf8)
      var limit = (wanted.count + bytes.count + 3) * moveCost / 6
      if let best { limit = min(limit, best.distance - 1) }
      guard let found = distance(wanted[...], bytes[...], limit: limit) else { continue }
      best = (candidate, found)
    }
    return best?.name
  }

  /// The distance of two names, or nil if it is above `limit`.
  static func distance(_ first: ArraySlice<UInt8>, _ second: ArraySlice<UInt8>, limit: Int) -> Int? {
    var (a, b) = (first, second)
    while let x = a.first, x == b.first {
      a = a.dropFirst()
      b = b.dropFirst()
    }
    while let x = a.last, x == b.last {
      a = a.dropLast()
      b = b.dropLast()
    }
    func within(_ cost: Int) -> Int? { cost <= limit ? cost : nil }
    if a.isEmpty || b.isEmpty { return within((a.count + b.count) * moveCost) }
    guard a.count <= longestName, b.count <= longestName else { return nil }
    if b.count < a.count { swap(&a, &b) }
    guard (b.count - a.count) * moveCost <= limit else { return nil }

    // One row of the usual matrix, updated in place; `row[i]` is the cost of a's first i+1 bytes.
    var row = (1...a.count).map { $0 * moveCost }
    var cost = 0
    for (done, code) in b.enumerated() {
      var diagonal = done * moveCost
      cost = diagonal
      var least = Int.max
      for (index, other) in a.enumerated() {
        let substituted = diagonal + substitutionCost(code, other)
        diagonal = row[index]
        cost = min(min(cost, diagonal) + moveCost, substituted)
        row[index] = cost
        least = min(least, cost)
      }
      if least > limit { return nil }
    }
    return within(cost)
  }

  private static func substitutionCost(_ a: UInt8, _ b: UInt8) -> Int {
    if a == b { return 0 }
    func lowered(_ x: UInt8) -> UInt8 { (0x41...0x5A).contains(x) ? x + 0x20 : x }
    return lowered(a) == lowered(b) ? caseCost : moveCost
  }
}
