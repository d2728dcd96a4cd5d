import Autograd
import Diagnostics
import Machine

/// What can be known of an error beyond its words: where it happened, what names meant there, and what was run before.
struct HintScene {
  /// `RuntimeError`.
  let kind: String
  let message: String
  /// The line that failed, without its indentation.
  let line: String
  /// The part of it that failed.
  let expression: String
  private let names: [DictObject]
  /// Everything that was run, in order, under what it is called; the text that failed is the last.
  private let texts: [(label: String, lines: [Substring])]
  /// The number of the failing line in the last text.
  private let lineNumber: Int

  init?(_ exception: ExceptionObject, globals: DictObject) {
    kind = exception.type.name
    message = (try? Machine.current.str(.object(exception))) ?? ""
    guard let entry = exception.traceback.first ?? exception.syntaxPlace else { return nil }
    // What is written of the library itself is not the person's.
    let innermost = exception.traceback.last { !WrittenPart.isFile($0.source.name) } ?? entry
    line = innermost.lineText
    lineNumber = innermost.line
    let bytes = innermost.source.bytes
    let end = min(innermost.span.end, bytes.count)
    expression =
      innermost.span.start < end
      ? String(decoding: bytes[innermost.span.start..<end], as: UTF8.self) : innermost.lineText
    names = [exception.namesAround, globals].compactMap { $0 }
    let inputs = globals.get("In")?.asList?.items ?? []
    var texts: [(label: String, lines: [Substring])] = []
    for (number, input) in inputs.enumerated() {
      guard number > 0, let text = input.asString?.text else { continue }
      texts.append(("In [\(number)]", HintScene.lines(text)))
    }
    // Outside a notebook there is the program itself.
    if texts.isEmpty {
      texts = [("", HintScene.lines(innermost.source.text))]
    }
    self.texts = texts
  }

  /// The lines of a text, without blank ones at its end.
  private static func lines(_ text: String) -> [Substring] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    while let last = lines.last, last.allSatisfy(\.isWhitespace) { lines.removeLast() }
    return lines
  }

  // MARK: Names

  func value(_ name: String) -> Value? { names.lazy.compactMap { $0.get(name) }.first }

  func tensor(_ name: String) -> Tensor? { value(name)?.asTensor }

  /// The names of tensors in a piece of code, each once, in order.
  func tensors(in code: String) -> [(name: String, tensor: Tensor)] {
    var result: [(name: String, tensor: Tensor)] = []
    for name in HintScene.identifiers(code) where !result.contains(where: { $0.name == name }) {
      if let tensor = tensor(name) { result.append((name, tensor)) }
    }
    return result
  }

  /// Names that stand by themselves, attributes and what is in quotes left out.
  static func identifiers(_ code: String) -> [String] {
    var result: [String] = []
    var current = ""
    var before: Character = " "
    var quote: Character?
    func isPart(_ c: Character) -> Bool { c == "_" || c.isLetter || c.isNumber }
    for character in code + " " {
      if let open = quote {
        if character == open { quote = nil }
        continue
      }
      if isPart(character) {
        if current.isEmpty, character.isNumber {
          before = character
          continue
        }
        current.append(character)
        continue
      }
      if !current.isEmpty {
        if before != ".", !(before.isNumber) { result.append(current) }
        current = ""
      }
      if character == "#" { break }
      if character == "\"" || character == "'" { quote = character }
      before = character
    }
    return result
  }

  /// What a tensor is called; nil where it has no name.
  func name(of tensor: Tensor) -> String? {
    for scope in names {
      for (key, value) in scope.pairs where value.asTensor === tensor {
        if let text = key.asString?.text, !text.hasPrefix("_") { return text }
      }
    }
    return nil
  }

  // MARK: Places

  struct Place {
    let text: Int
    let line: Int
    let code: String
  }

  /// The last line before the failing one for which something holds.
  func last(where holds: (String) -> Bool) -> Place? {
    for text in texts.indices.reversed() {
      let lines = texts[text].lines
      let end = text == texts.count - 1 ? min(max(lineNumber - 1, 0), lines.count) : lines.count
      for at in (0..<end).reversed() {
        let code = String(lines[at].drop { $0 == " " || $0 == "\t" })
        if holds(code) { return Place(text: text, line: at + 1, code: code) }
      }
    }
    // In a loop the line that came before may stand after, or be the failing one itself.
    guard let text = texts.indices.last else { return nil }
    for (at, line) in texts[text].lines.enumerated().dropFirst(max(lineNumber - 1, 0)) {
      let code = String(line.drop { $0 == " " || $0 == "\t" })
      if holds(code) { return Place(text: text, line: at + 1, code: code) }
    }
    return nil
  }

  /// The line that gave a name its value last.
  func assignment(of name: String) -> Place? {
    last { HintScene.assigns($0, name) }
  }

  private static func assigns(_ code: String, _ name: String) -> Bool {
    guard code.hasPrefix(name) || code.contains(name + ",") || code.contains(", " + name) || code.hasPrefix("for ")
    else {
      return false
    }
    guard let equals = firstEquals(code) else { return code.hasPrefix("for \(name) in") }
    let targets = code[..<equals].split { ", \t+-*/@%&|^<>".contains($0) }
    return targets.contains { $0 == name }
  }

  /// The `=` of an assignment, not one of a comparison or an argument.
  private static func firstEquals(_ code: String) -> String.Index? {
    var depth = 0
    var before: Character = " "
    var at = code.startIndex
    while at < code.endIndex {
      let c = code[at]
      if "([{".contains(c) { depth += 1 }
      if ")]}".contains(c) { depth -= 1 }
      // A change in place gives the name no new tensor.
      if c == "=", depth == 0, !"=!<>+-*/@%&|^".contains(before) {
        let next = code.index(after: at)
        return next < code.endIndex && code[next] == "=" ? nil : at
      }
      before = c
      at = code.index(after: at)
    }
    return nil
  }

  /// What stands right of the `=`.
  static func right(of code: String) -> String {
    guard let equals = firstEquals(code) else { return code }
    return String(code[code.index(after: equals)...].drop { $0 == " " })
  }

  /// `In [3]`, `In [3], line 2` where the cell has several lines, `line 7` in a program.
  func label(_ place: Place) -> String {
    let text = texts[place.text]
    if text.label.isEmpty { return "line \(place.line)" }
    return text.lines.count > 1 ? "\(text.label), line \(place.line)" : text.label
  }

  /// A name with the place it was made: `x (In [3])`.
  func told(_ name: String) -> String {
    assignment(of: name).map { "\(name) (\(label($0)))" } ?? name
  }

  /// What a method is called on: `y` of `y.backward()`.
  func receiver(of method: String) -> String? {
    for code in [expression, line] {
      guard let at = HintScene.place(of: "." + method, in: code) else { continue }
      if code[..<at].last == ")" { return String(code[..<at].prefix(40)) }
      let before = code[..<at].reversed().prefix { $0 == "_" || $0 == "." || $0.isLetter || $0.isNumber }
      let name = String(before.reversed())
      if !name.isEmpty { return name }
    }
    return nil
  }

  static func place(of part: String, in text: String) -> String.Index? {
    var at = text.startIndex
    while at < text.endIndex {
      if text[at...].hasPrefix(part) { return at }
      at = text.index(after: at)
    }
    return nil
  }
}
