import Glibc
import TensorText
import Testing

/// Prints every case of `Golden/printing.txt`, or of the file that ARGENT_PRINTING_CASES names, as its owner did.
@Test func printsAsPyTorchAndNumpyDo() throws {
  let golden = #filePath.prefix(upTo: #filePath.lastIndex(of: "/") ?? #filePath.startIndex) + "/Golden/printing.txt"
  let file = try #require(fopen(getenv("ARGENT_PRINTING_CASES").map { String(cString: $0) } ?? String(golden), "rb"))
  defer { fclose(file) }
  var line: UnsafeMutablePointer<CChar>?
  var capacity = 0
  defer { free(line) }
  var count = 0
  var wrong = 0
  while getline(&line, &capacity, file) > 0, let line {
    let text = String(cString: line)
    let printing = try #require(PrintingCase(text), "\(text.prefix(200))")
    count += 1
    if printing.actual != printing.expected {
      wrong += 1
      if wrong <= 10 { Issue.record(Comment(rawValue: printing.difference)) }
    }
  }
  #expect(wrong == 0, "of \(count) cases")
  #expect(count >= 500)
}

/// One line of the golden.
private struct PrintingCase {
  let fields: [Substring]
  let element: PrintableElement
  let shape: [Int]
  let options: [Substring]
  let bytes: [UInt8]
  let expected: String

  init?(_ line: String) {
    fields = line.drop { $0 == "\n" }.split(separator: "\t", omittingEmptySubsequences: false)
    guard fields.count == 7, let element = PrintableElement(rawValue: String(fields[1])) else { return nil }
    self.element = element
    shape = fields[2].split(separator: ",").compactMap { Int($0) }
    options = fields[3].split(separator: ",", omittingEmptySubsequences: false)
    let digits = Array(fields[5].utf8).map { $0 < 58 ? $0 - 48 : $0 - 87 }
    bytes = stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    expected = fields[6].split(separator: "\n").joined().split(separator: "\\n", omittingEmptySubsequences: false)
      .joined(separator: "\n")
  }

  var actual: String {
    bytes.withUnsafeBytes { raw in
      let array = PrintableArray(base: raw.baseAddress, element: element, shape: shape)
      switch fields[0] {
      case "numpy-repr": return NumpyText.repr(array, options: numpyOptions)
      case "numpy-str": return NumpyText.str(array, options: numpyOptions)
      case "numpy-scalar-repr": return NumpyText.scalarRepr(array)
      case "numpy-scalar-str": return NumpyText.scalar(array)
      default:
        let words = fields[4].split(separator: ",")
        let mark: GradientMark = words[1] == "-" ? .none : words[1] == "leaf" ? .leaf : .node(String(words[1]))
        return TorchText.tensor(
          array, options: torchOptions, defaultFloat: PrintableElement(rawValue: String(words[0])) ?? .float32,
          gradient: mark)
      }
    }
  }

  private var torchOptions: PrintOptions {
    PrintOptions(
      precision: Int(options[0]) ?? 0, threshold: Double(String(options[1])) ?? 0, edgeItems: Int(options[2]) ?? 0,
      lineWidth: Int(options[3]) ?? 0, scientific: options[4] == "None" ? nil : options[4] == "True")
  }

  private var numpyOptions: NumpyOptions {
    NumpyOptions(
      precision: Int(options[0]) ?? 0, threshold: Double(String(options[1])) ?? 0, edgeItems: Int(options[2]) ?? 0,
      lineWidth: Int(options[3]) ?? 0, suppress: options[4] == "True",
      sign: .init(rawValue: String(options[5])) ?? .negativeOnly,
      floatMode: .init(rawValue: String(options[6])) ?? .atMost)
  }

  /// What is to be said of a case that differs: which it is, and the first line that does.
  var difference: String {
    let lines = { (text: String) in text.split(separator: "\n", omittingEmptySubsequences: false) }
    let (wanted, got) = (lines(expected), lines(actual))
    let index = zip(wanted, got).enumerated().first { $1.0 != $1.1 }?.offset ?? min(wanted.count, got.count)
    let line = { (lines: [Substring]) in index < lines.count ? lines[index] : "(nothing)" }
    return """
      \(fields[0...4].joined(separator: " ")) \(fields[5].prefix(80)) line \(index + 1)
      expected \(line(wanted))
      actual   \(line(got))
      """
  }
}
