import Machine
import Ops

/// What help says of a declared operation at the place where it was found.
struct OpNotes {
  let op: Op
  /// The name a person called: `add`, `add_`.
  let name: String
  let place: Refusal.Place

  /// As a person writes it.
  private var path: String {
    switch place {
    case .torch: "torch." + name
    case .method: "Tensor." + name
    case .functional: "torch.nn.functional." + name
    case .linalg: "torch.linalg." + bare("linalg_")
    case .special: "torch.special." + bare("special_")
    }
  }

  private func bare(_ prefix: String) -> String { name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name }

  /// Asked for when help or completion wants it, not before: there are hundreds.
  var notes: () -> DeclarationNotes {
    {
      DeclarationNotes(
        path: path, kind: place == .method ? "operation of tensors" : "operation", signatures: signatures,
        facts: facts, examples: op.examples)
    }
  }

  // MARK: Signatures

  /// PyTorch's own, where its argument parser has them; else as declared.
  private var signatures: [DeclaredSignature] {
    let known = SignatureLines.signatures(place, name).filter { !$0.isHidden }
    if !known.isEmpty { return OpNotes.distinct(known.map(signature)) }
    return OpNotes.distinct(
      op.overloads.map { overload in
        let parameters = place == .method ? Array(overload.parameters.dropFirst()) : overload.parameters
        return DeclaredSignature(
          parameters.map { parameter in
            DeclaredSignature.Item(
              parameter.name,
              parameter.isVariadic ? .variadic : parameter.isKeywordOnly ? .keywordOnly : .positionalOrKeyword,
              standard: parameter.default == nil ? nil : String(parameter.text.dropFirst(parameter.name.count + 1)),
              type: parameter.type.rawValue)
          })
      })
  }

  private func signature(_ signature: Signature) -> DeclaredSignature {
    let variadic = Set(op.overloads.flatMap(\.parameters).filter(\.isVariadic).map(\.name))
    return DeclaredSignature(
      signature.parameters.map { parameter in
        let kind: LanguageParameter.Kind =
          parameter.isKeywordOnly ? .keywordOnly : variadic.contains(parameter.name) ? .variadic : .positionalOrKeyword
        return DeclaredSignature.Item(
          parameter.name, kind, standard: parameter.standard.map(OpNotes.python), type: parameter.kind.name)
      })
  }

  /// A default of the parser's as Python writes it.
  private static func python(_ text: String) -> String {
    if text.hasPrefix("\""), text.hasSuffix("\"") { return "'" + text.dropFirst().dropLast() + "'" }
    if text.hasPrefix("{") { return "(" + text.dropFirst().dropLast() + ")" }
    return text
  }

  private static func distinct(_ signatures: [DeclaredSignature]) -> [DeclaredSignature] {
    var seen: Set<String> = []
    return signatures.filter { seen.insert($0.text).inserted }
  }

  // MARK: Facts

  private var facts: [Documentation.Fact] {
    var facts: [Documentation.Fact] = []
    if !op.formula.isEmpty { facts.append(.init("formula", op.formula)) }
    var nodes: [String] = []
    for case let node? in op.overloads.map(\.gradFn) where !nodes.contains(node) { nodes.append(node) }
    facts.append(.init("gradient", nodes.isEmpty ? "none" : nodes.joined(separator: ", ")))
    let others = otherPlaces
    if !others.isEmpty { facts.append(.init("also", others.joined(separator: ", "))) }
    return facts
  }

  private var otherPlaces: [String] {
    let bare = bare(place == .linalg ? "linalg_" : place == .special ? "special_" : "")
    var places: [String] = []
    let forms: [(Op.Forms, Refusal.Place?, String)] = [
      (.function, .torch, "torch.\(op.name)"), (.method, .method, "x.\(op.name)"), (.inPlace, nil, "x.\(op.name)_"),
      (.functional, .functional, "F.\(op.name)"), (.linalg, .linalg, "torch.linalg.\(op.name)"),
      (.special, .special, "torch.special.\(op.name)"),
    ]
    for (form, at, text) in forms where op.forms.contains(form) && (at != place || bare != op.name) {
      if place == .method, name == op.name + "_", at == nil { continue }
      places.append(text)
    }
    for alias in op.aliases where alias != bare { places.append(alias) }
    return places
  }
}

extension NativeFunction {
  /// With what its operation's declaration says.
  func noting(_ op: Op, _ name: String, _ place: Refusal.Place) -> NativeFunction {
    notes = OpNotes(op: op, name: name, place: place).notes
    takesTensors = true
    return self
  }
}

extension TypeObject {
  /// What help says of a class whose arguments are declared.
  func noteSignature(_ path: String, _ kind: String, _ parameters: [LanguageParameter]) {
    notes = { DeclarationNotes(path: path, kind: kind, signatures: [DeclaredSignature(of: parameters)]) }
  }
}
