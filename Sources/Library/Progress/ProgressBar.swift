import Glibc

/// A bar that says how far long work has come, how fast it goes and how long it will take, as tqdm draws it.
struct ProgressBar {
  var description = ""
  var total: Int?
  var unit = "it"
  var postfix = ""
  private(set) var count: Int
  private let start: Double
  private var lastDrawn = -Double.infinity
  private var lastCount = 0
  /// Smoothed seconds for one.
  private var pace: Double?

  init(total: Int?, initial: Int) {
    self.total = total
    count = initial
    lastCount = initial
    start = ProgressBar.now
  }

  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  mutating func advance(_ steps: Int) { count += steps }

  mutating func restart(at count: Int) { self.count = count }

  /// Whether it is time to draw again.
  func isDue(interval: Double) -> Bool { ProgressBar.now - lastDrawn >= interval }

  /// The line as it stands now, in so many columns.
  mutating func line(columns: Int) -> String {
    let now = ProgressBar.now
    let steps = count - lastCount
    if steps > 0, lastDrawn.isFinite, now > lastDrawn {
      let own = (now - lastDrawn) / Double(steps)
      pace = pace.map { 0.3 * own + 0.7 * $0 } ?? own
    }
    lastDrawn = now
    lastCount = count
    return ProgressBar.line(
      count: count, total: total, elapsed: now - start, pace: pace, description: description, unit: unit,
      postfix: postfix, columns: columns)
  }

  private static let eighths: [Character] = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]

  static func line(
    count: Int, total: Int?, elapsed: Double, pace: Double?, description: String, unit: String, postfix: String,
    columns: Int
  ) -> String {
    let rate = pace.map { 1 / max($0, 1e-12) } ?? (elapsed > 0 ? Double(count) / elapsed : 0)
    let speed: String =
      if count == 0 || rate <= 0 {
        "?\(unit)/s"
      } else if rate < 1 {
        padded(1 / rate) + "s/\(unit)"
      } else {
        padded(rate) + "\(unit)/s"
      }
    let head = description.isEmpty ? "" : description + ": "
    let tail = postfix.isEmpty ? "" : ", " + postfix
    guard let total, total > 0 else { return "\(head)\(count)\(unit) [\(clock(elapsed)), \(speed)\(tail)]" }
    let share = min(max(Double(count) / Double(total), 0), 1)
    let left = rate > 0 && count > 0 ? clock(Double(max(total - count, 0)) / rate) : "?"
    let percent = String(Int(share * 100))
    let before = head + String(repeating: " ", count: max(3 - percent.count, 0)) + percent + "%|"
    let after = "| \(count)/\(total) [\(clock(elapsed))<\(left), \(speed)\(tail)]"
    let width = max(columns - before.count - after.count, 10)
    let parts = Int(share * Double(width) * 8)
    var bar = String(repeating: eighths[8], count: parts / 8)
    if parts / 8 < width {
      bar.append(eighths[parts % 8])
      bar += String(repeating: " ", count: width - parts / 8 - 1)
    }
    return before + bar + after
  }

  private static func padded(_ number: Double) -> String {
    let hundredths = Int((min(number, 1e15) * 100).rounded())
    let text = "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    return String(repeating: " ", count: max(5 - text.count, 0)) + text
  }

  private static func clock(_ seconds: Double) -> String {
    let whole = Int(min(max(seconds, 0), 1e9))
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let tail = "\(two(whole / 60 % 60)):\(two(whole % 60))"
    return whole >= 3600 ? "\(whole / 3600):\(tail)" : tail
  }
}
