/// Checks as JUnit XML, which CI services read: a suite for each file, a case for each cell.
public enum JUnitReport {
  public static func xml(of checks: [LessonCheck]) -> String {
    var out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    let all = checks.map(counts)
    out += "<testsuites name=\"argent check\" \(attributes(all.reduce((0, 0, 0, 0, 0.0), added)))>\n"
    for (check, counts) in zip(checks, all) { out += suite(check, counts) }
    return out + "</testsuites>\n"
  }

  private typealias Counts = (tests: Int, failures: Int, errors: Int, skipped: Int, seconds: Double)

  private static func counts(_ check: LessonCheck) -> Counts {
    let faults = check.fault == nil ? 0 : 1
    return (check.cells.count + faults, check.count(.different), faults, check.count(.skipped), check.seconds)
  }

  private static func added(_ a: Counts, _ b: Counts) -> Counts {
    (a.tests + b.tests, a.failures + b.failures, a.errors + b.errors, a.skipped + b.skipped, a.seconds + b.seconds)
  }

  private static func attributes(_ counts: Counts) -> String {
    "tests=\"\(counts.tests)\" failures=\"\(counts.failures)\" errors=\"\(counts.errors)\" "
      + "skipped=\"\(counts.skipped)\" time=\"\(milliseconds(counts.seconds))\""
  }

  private static func suite(_ check: LessonCheck, _ counts: Counts) -> String {
    let file = escaped(check.file)
    var out = "  <testsuite name=\"\(file)\" \(attributes(counts))>\n"
    if let fault = check.fault {
      out += "    <testcase classname=\"\(file)\" name=\"file\"><error message=\"\(escaped(fault))\"/></testcase>\n"
    }
    for (index, cell) in check.cells.enumerated() {
      let name = cell.number > 0 ? "In [\(cell.number)]" : "cell \(index + 1), not run"
      out += "    <testcase classname=\"\(file)\" name=\"\(name)\" time=\"\(milliseconds(cell.seconds))\""
      switch cell.verdict {
      case .same: out += "/>\n"
      case .skipped: out += "><skipped/></testcase>\n"
      case .different:
        let diff = escaped(cell.diff.joined(separator: "\n"))
        out += ">\n      <failure message=\"\(name) differs from its record\">\(diff)</failure>\n    </testcase>\n"
      }
    }
    return out + "  </testsuite>\n"
  }

  private static func milliseconds(_ seconds: Double) -> String {
    let whole = Int(min(max(seconds, 0), 1e12) * 1000 + 0.5)
    let rest = String(whole % 1000)
    return "\(whole / 1000)." + String(repeating: "0", count: 3 - rest.utf8.count) + rest
  }

  /// Text as XML 1.0 allows it.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
