/// Recorded lines beside the lines of now, as few of them changed as can be.
struct RecordAlignment {
  enum Step: Equatable {
    /// A recorded line that stands for this line of now.
    case same(recorded: Int, now: Int)
    /// A line `...`, and how many lines it stands for.
    case any(recorded: Int, now: Range<Int>)
    case gone(recorded: Int)
    case new(now: Int)
  }

  /// The record's line for any number of lines.
  static let anyLines = "..."
  /// More pairs of lines than this are not compared: all of them count as changed.
  private static let mostPairs = 4_000_000

  let recorded: [String]
  let now: [String]
  private(set) var steps: [Step] = []

  init(recorded: [String], now: [String], tolerance: Double = 0) {
    self.recorded = recorded
    self.now = now
    let patterns = recorded.map { RecordPattern($0, tolerance: tolerance) }
    var head = 0
    while head < min(recorded.count, now.count), recorded[head] != Self.anyLines, patterns[head].matches(now[head]) {
      steps.append(.same(recorded: head, now: head))
      head += 1
    }
    var tail = 0
    while tail < min(recorded.count, now.count) - head, recorded[recorded.count - 1 - tail] != Self.anyLines,
      patterns[recorded.count - 1 - tail].matches(now[now.count - 1 - tail])
    {
      tail += 1
    }
    align(patterns, head..<recorded.count - tail, head..<now.count - tail)
    for offset in (0..<tail).reversed() {
      steps.append(.same(recorded: recorded.count - 1 - offset, now: now.count - 1 - offset))
    }
  }

  /// Whether what is recorded is what is said now.
  var isEqual: Bool {
    steps.allSatisfy { step in
      switch step {
      case .same, .any: true
      case .gone, .new: false
      }
    }
  }

  /// What a step costs. A line that `...` swallows costs something too, so that a line that changed counts as changed
  /// even where `...` could have taken it.
  private enum Cost {
    static let swallowed: Int32 = 2
    static let gone: Int32 = 4
    static let new: Int32 = 4
    /// One line in the place of another.
    static let replaced: Int32 = 5
  }

  /// The cheapest way through both, from `cost[i][j]`: what is left to pay from line `i` of the record and `j` of now.
  private mutating func align(_ patterns: [RecordPattern], _ old: Range<Int>, _ new: Range<Int>) {
    guard old.count.multipliedReportingOverflow(by: new.count).partialValue <= Self.mostPairs else {
      steps += old.map { .gone(recorded: $0) } + new.map { .new(now: $0) }
      return
    }
    let width = new.count + 1
    var cost = [Int32](repeating: 0, count: (old.count + 1) * width)
    func isAny(_ i: Int) -> Bool { recorded[old.lowerBound + i] == Self.anyLines }
    func isSame(_ i: Int, _ j: Int) -> Bool { patterns[old.lowerBound + i].matches(now[new.lowerBound + j]) }
    for i in stride(from: old.count, through: 0, by: -1) {
      for j in stride(from: new.count, through: 0, by: -1) {
        let place = i * width + j
        if i == old.count {
          cost[place] = Int32(new.count - j) * Cost.new
        } else if isAny(i) {
          cost[place] = cost[place + width]
          if j < new.count { cost[place] = min(cost[place], cost[place + 1] + Cost.swallowed) }
        } else {
          cost[place] = cost[place + width] + Cost.gone
          guard j < new.count else { continue }
          let beyond = cost[place + width + 1]
          cost[place] = min(cost[place], cost[place + 1] + Cost.new, beyond + Cost.replaced)
          if beyond < cost[place], isSame(i, j) { cost[place] = beyond }
        }
      }
    }
    var (i, j) = (0, 0)
    var (gone, added): ([Step], [Step]) = ([], [])
    func flush() {
      steps += gone + added
      (gone, added) = ([], [])
    }
    while i < old.count || j < new.count {
      let place = i * width + j
      let (line, other) = (old.lowerBound + i, new.lowerBound + j)
      if i < old.count, isAny(i) {
        flush()
        let start = other
        while j < new.count, cost[(i + 1) * width + j] != cost[i * width + j] { j += 1 }
        steps.append(.any(recorded: line, now: start..<new.lowerBound + j))
        i += 1
      } else if i < old.count, j < new.count, cost[place + width + 1] == cost[place], isSame(i, j) {
        flush()
        steps.append(.same(recorded: line, now: other))
        (i, j) = (i + 1, j + 1)
      } else if i < old.count, j < new.count, cost[place + width + 1] + Cost.replaced == cost[place] {
        gone.append(.gone(recorded: line))
        added.append(.new(now: other))
        (i, j) = (i + 1, j + 1)
      } else if i < old.count, cost[place + width] + Cost.gone == cost[place] {
        gone.append(.gone(recorded: line))
        i += 1
      } else {
        added.append(.new(now: other))
        j += 1
      }
    }
    flush()
  }

  /// What is to be recorded now: lines and wildcards that still hold stay as they are.
  ///
  /// - Parameter isAccepted: Whether a change, by its place among the hunks, is to be made.
  func updated(where isAccepted: (Int) -> Bool = { _ in true }) -> [String] {
    var accepted = [Bool](repeating: false, count: steps.count)
    for (number, hunk) in hunks.enumerated() where isAccepted(number) {
      for index in hunk { accepted[index] = true }
    }
    return zip(steps, accepted).compactMap { step, isAccepted in
      switch step {
      case .same(let index, _), .any(let index, _): recorded[index]
      case .gone(let index): isAccepted ? nil : recorded[index]
      case .new(let index): isAccepted ? RecordedOutput.withoutAddresses(now[index]) : nil
      }
    }
  }
}
