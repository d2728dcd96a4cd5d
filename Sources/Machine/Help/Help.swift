/// `help(value)`: a page of what is declared; a person's own functions and classes as Python's `help` has them.
enum Help {
  static func show(_ value: Value, on machine: Machine) throws {
    if let type = value.asType, !type.isNative { return machine.standardOutput(text(aboutClass: type)) }
    if let function = value.personFunction { return machine.standardOutput(text(about: function)) }
    if value.asInstance != nil, !machine.type(of: value).isNative {
      return machine.standardOutput(text(aboutClass: machine.type(of: value)))
    }
    machine.help(machine.documentation(of: value))
  }

  private static func text(about function: FunctionObject) -> String {
    let module = function.globals.get("__name__").flatMap(\.asString)?.text ?? "__main__"
    let doc = function.doc.asString.map { indented(cleaned($0.text)) } ?? ""
    return "Help on function \(function.name) in module \(module):\n\n\(function.name)"
      + Signature.text(of: function.parameters) + "\n" + doc + "\n"
  }

  private static func text(aboutClass type: TypeObject) -> String {
    var out = "Help on class \(type.name) in module \(type.module):\n\nclass \(type.name)"
    let bases = type.bases.filter { $0 !== TypeObject.object }.map(\.name)
    if !bases.isEmpty { out += "(" + bases.joined(separator: ", ") + ")" }
    out += "\n"
    let doc = type.attributes.get("__doc__")?.asString?.text ?? type.summary
    if !doc.isEmpty { out += " |  " + cleaned(doc).replacingLines(with: "\n |  ") + "\n |\n" }
    for (key, value) in type.attributes.pairs {
      guard let name = key.asString?.text, !name.hasPrefix("_") || name == "__init__", case .object(let object) = value
      else { continue }
      if let function = object as? FunctionObject {
        out += " |  \(name)\(Signature.text(of: function.parameters))\n"
        if let doc = function.doc.asString {
          out += " |      " + cleaned(doc.text).replacingLines(with: "\n |      ") + "\n"
        }
        out += " |\n"
      } else if let function = object as? NativeFunction {
        out += " |  \(name)\(Signature.text(of: function.parameters))\n |      \(function.summary)\n |\n"
      }
    }
    return out
  }

  /// A documentation string without the indentation of the code around it.
  static func cleaned(_ text: String) -> String {
    var lines = Words.lines(text, keepEnds: false)
    func indentation(_ line: String) -> Int { line.prefix { $0 == " " }.count }
    let margin = lines.dropFirst().filter { !$0.allSatisfy { $0 == " " } }.map(indentation).min() ?? 0
    for at in lines.indices {
      lines[at] = at == 0 ? String(lines[at].drop { $0 == " " }) : String(lines[at].dropFirst(margin))
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    while lines.first?.isEmpty == true { lines.removeFirst() }
    return lines.joined(separator: "\n")
  }

  static func firstLine(_ text: String) -> String {
    String(cleaned(text).split(separator: "\n", maxSplits: 1).first ?? "")
  }

  private static func indented(_ text: String) -> String {
    Words.lines(text, keepEnds: false).map { $0.isEmpty ? "\n" : "    \($0)\n" }.joined()
  }
}

extension String {
  fileprivate func replacingLines(with separator: String) -> String {
    Words.lines(self, keepEnds: false).joined(separator: separator)
  }
}
