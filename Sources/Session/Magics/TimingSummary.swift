import Glibc
import Machine

/// A span of time in the words of IPython: `1.23 μs`, `2min 3s`.
enum TimeText {
  static func of(_ seconds: Double, digits: Int = 3) -> String {
    if seconds >= 60 { return long(seconds) }
    let units = ["s", "ms", "μs", "ns"]
    let order = seconds > 0 ? min(-Int((log10(seconds) / 3).rounded(.down)), 3) : 3
    let scale = [1, 1e3, 1e6, 1e9]
    guard order >= 0 else { return long(seconds) }
    return general(seconds * scale[order], digits) + " " + units[order]
  }

  private static func long(_ seconds: Double) -> String {
    var left = seconds
    var words: [String] = []
    for (unit, length) in [("d", 86400.0), ("h", 3600), ("min", 60), ("s", 1)] {
      let count = (left / length).rounded(.down)
      if count > 0 {
        left -= count * length
        words.append("\(Int(count))\(unit)")
      }
      if left < 1 { break }
    }
    return words.joined(separator: " ")
  }

  /// `%.3g`.
  static func general(_ number: Double, _ digits: Int) -> String {
    var buffer = [CChar](repeating: 0, count: 400)
    _ = withVaList([Int32(clamping: max(0, min(digits, 300))), number]) { vsnprintf(&buffer, buffer.count, "%.*g", $0) }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// What `%timeit` found.
struct TimingSummary {
  let loops: Int
  /// Seconds of each run.
  let times: [Double]
  let digits: Int

  private var each: [Double] { times.map { $0 / Double(loops) } }
  private var average: Double { each.reduce(0, +) / Double(each.count) }
  private var deviation: Double {
    let mean = average
    return (each.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(each.count)).squareRoot()
  }
  private var best: Double { (times.min() ?? 0) / Double(loops) }
  private var worst: Double { (times.max() ?? 0) / Double(loops) }

  /// `8.26 ns ± 0.12 ns per loop (mean ± std. dev. of 7 runs, 100,000,000 loops each)`
  var text: String {
    let runs = "\(times.count) run\(times.count == 1 ? "" : "s")"
    let turns = "\(TimingSummary.grouped(loops)) loop\(loops == 1 ? "" : "s") each"
    return "\(TimeText.of(average, digits: digits)) ± \(TimeText.of(deviation, digits: digits)) per loop "
      + "(mean ± std. dev. of \(runs), \(turns))"
  }

  /// What is said where the runs differ so much that something seems to be kept from one to the next.
  var caution: String? {
    guard worst > 4 * best, best > 0, worst > 1e-6 else { return nil }
    var buffer = [CChar](repeating: 0, count: 64)
    _ = withVaList([worst / best]) { vsnprintf(&buffer, buffer.count, "%0.2f", $0) }
    let ratio = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return "The slowest run took \(ratio) times longer than the fastest. This could mean that an intermediate result "
      + "is being cached."
  }

  static func grouped(_ number: Int) -> String {
    var text = String(number)
    var at = text.count - 3
    while at > 0 {
      text.insert(",", at: text.index(text.startIndex, offsetBy: at))
      at -= 3
    }
    return text
  }

  nonisolated(unsafe) private static let type: TypeObject = {
    let type = TypeObject(
      "TimeitResult", module: "IPython.core.magics.execution", summary: "What %timeit -o gives: its times, in seconds.")
    type.slots.repr = { value in
      let text = value.asInstance?.field(StringObject.interned("_text"))?.asString?.text ?? ""
      return "<TimeitResult : \(text)>"
    }
    return type
  }()

  func value() -> Value {
    let result = InstanceObject(TimingSummary.type)
    let fields: [(String, Value)] = [
      ("loops", .int(loops)), ("repeat", .int(times.count)), ("best", .float(best)), ("worst", .float(worst)),
      ("all_runs", .list(times.map { .float($0) })), ("compile_time", .float(0)),
      ("timings", .list(each.map { .float($0) })), ("average", .float(average)), ("stdev", .float(deviation)),
      ("_text", .string(text)),
    ]
    for (name, value) in fields { result.setField(StringObject.interned(name), value) }
    return .object(result)
  }
}
