extension RecordAlignment {
  /// Lines of context around a change.
  private static let context = 3

  /// The changes, each with its context: what a diff shows under one `@@`, and a person says yes or no to.
  var hunks: [Range<Int>] {
    let changed = steps.indices.filter { isChange(steps[$0]) }
    guard let first = changed.first else { return [] }
    let context = RecordAlignment.context
    var ranges = [max(0, first - context)..<first + 1]
    for index in changed.dropFirst() {
      let start = max(0, index - context)
      let last = ranges[ranges.count - 1]
      if start <= last.upperBound + context {
        ranges[ranges.count - 1] = last.lowerBound..<index + 1
      } else {
        ranges.append(start..<index + 1)
      }
    }
    return ranges.map { $0.lowerBound..<min(steps.count, $0.upperBound + context) }
  }

  private func isChange(_ step: Step) -> Bool {
    switch step {
    case .same, .any: false
    case .gone, .new: true
    }
  }

  /// A unified diff without its two lines of names; empty where nothing differs.
  func unifiedDiff() -> [String] { hunks.flatMap(diff) }

  /// A hunk as a diff writes it.
  func diff(_ hunk: Range<Int>) -> [String] {
    ["@@ -\(place(hunk, isOld: true)) +\(place(hunk, isOld: false)) @@"]
      + hunk.map { index in
        switch steps[index] {
        case .same(let line, _), .any(let line, _): " \(recorded[line])"
        case .gone(let line): "-\(recorded[line])"
        case .new(let line): "+\(now[line])"
        }
      }
  }

  /// `line,count` on one of the sides. A line `...` counts as one on both.
  private func place(_ hunk: Range<Int>, isOld: Bool) -> String {
    func count(_ range: Range<Int>) -> Int {
      steps[range].count { step in
        switch step {
        case .same, .any: true
        case .gone: isOld
        case .new: !isOld
        }
      }
    }
    let before = count(0..<hunk.lowerBound)
    let count = count(hunk)
    let start = count == 0 ? before : before + 1
    return count == 1 ? "\(start)" : "\(start),\(count)"
  }
}
