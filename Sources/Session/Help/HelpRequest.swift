import Diagnostics
import Library
import Machine
import Syntax

/// A cell that asks for help: `x.mean?`, `?relu`, `torch.sin??`.
struct HelpRequest {
  /// What is asked about, as it was written.
  let name: String
  /// Two question marks: the program text, too.
  let wantsSource: Bool

  /// Nil for a cell that is code.
  init?(_ cell: String) {
    var text = cell[...]
    while let last = text.last, last.isWhitespace || last == ";" { text.removeLast() }
    text = text.drop { $0.isWhitespace }
    guard !text.contains(where: \.isNewline) else { return nil }
    let before = text.prefix { $0 == "?" }.count
    var after = 0
    if before > 0 {
      text = text.dropFirst(before)
    } else {
      after = text.reversed().prefix { $0 == "?" }.count
      text = text.dropLast(after)
    }
    guard (1...2).contains(max(before, after)) else { return nil }
    text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    // A magic is asked about by its name with or without the sign.
    let isName = text.utf8.allSatisfy { Ascii.isNamePart($0) || $0 == UInt8(ascii: ".") }
    let isExpression = !text.contains("?") && !text.contains("#") && !text.hasPrefix("!")
    guard !text.isEmpty, isName || text.hasPrefix("%") || isExpression else { return nil }
    name = String(text)
    wantsSource = max(before, after) == 2
  }
}

extension Session {
  /// Shows a page about what a name means. A name is followed through attributes and elements, and nothing is run.
  func answer(_ request: HelpRequest, into sink: @escaping (Event) -> Void) {
    machine.standardOutput = { sink(.output($0)) }
    guard let page = page(about: request) else {
      return sink(.output("Object `\(request.name)` not found.\n"))
    }
    machine.help(page)
  }

  private func page(about request: HelpRequest) -> Documentation? {
    guard let expression = try? Parser.parseExpression(Source(name: "", text: request.name)) else {
      return keywordPage(request.name)
    }
    switch Inference(machine: machine, globals: globals).guess(expression) {
    case .value(let value):
      return machine.documentation(of: value, name: request.name, wantsSource: request.wantsSource)
    case .method(let function, _): return machine.documentation(of: .object(function))
    case .instance(let type): return machine.documentation(of: .object(type))
    case .tensor(let tensor):
      var page = Documentation([request.name], kind: "Tensor")
      page.facts = [.init("shape", ShapeText.of(tensor.shape))]
      return page
    case .layer(let type, _): return machine.documentation(of: .object(type))
    case .fault(let text): return Documentation([request.name], kind: "would fail", text: text)
    case .items: return machine.documentation(of: .object(TypeObject.list))
    case .unknown: return property(expression, request.name)
    }
  }

  /// A property of a class of the person's: what it says of itself, and not its value.
  private func property(_ expression: Expression, _ name: String) -> Documentation? {
    guard case .attribute(let owner, let attribute, _) = expression.kind,
      case .value(let value) = Inference(machine: machine, globals: globals).guess(owner),
      let found = machine.type(of: value).lookup(attribute)
    else { return nil }
    return machine.documentation(of: found, name: name)
  }

  private func keywordPage(_ name: String) -> Documentation? {
    Keyword.all.contains(name) ? Documentation([name], kind: "keyword", text: "A word of the language.") : nil
  }
}
