import Autograd
import Machine
import NDArray

extension Hints {
  /// Changes in place that the graph does not allow.
  nonisolated(unsafe) static let changeRows: [Row] = [
    Row("a leaf Variable that requires grad is being used in an in-place operation") { scene in
      let name = target(scene)
      return "\(scene.told(name)) is a leaf whose gradient is wanted; \(withoutGrad(scene)), or make a new tensor: "
        + "\(rewritten(scene, name))"
    },
    Row("a view of a leaf Variable that requires grad is being used") { scene in
      let name = target(scene)
      return
        "this is a part of \(scene.told(name)), a leaf whose gradient is wanted; \(withoutGrad(scene)), or change a "
        + "copy: \(name)2 = \(name).clone()"
    },
    Row("one of the variables needed for gradient computation has been modified", modified),
    Row("Output ") { scene in
      guard scene.message.contains("is a view and is being modified inplace") else { return nil }
      let name = target(scene)
      return
        "\(scene.told(name)) is one of several views that were made at once; make a new tensor: \(rewritten(scene, name))"
    },
    Row("you can only change requires_grad flags of leaf variables") { scene in
      let name = scene.receiver(of: "requires_grad") ?? subject(scene)?.name ?? "y"
      return
        "\(scene.told(name)) is computed, so its flag follows its inputs; take \(name).detach() for a tensor apart from "
        + "the graph"
    },
    Row("Can't detach views in-place") { scene in
      let name = scene.receiver(of: "detach_") ?? "y"
      return "\(scene.told(name)) is a view; write \(name) = \(name).detach()"
    },
    Row("Can't call numpy() on Tensor that requires grad") { scene in
      let name =
        scene.receiver(of: "numpy") ?? scene.tensors(in: scene.line).first { $0.tensor.requiresGrad }?.name ?? "x"
      return "\(scene.told(name)) requires grad; write \(name).detach().numpy()"
    },
    Row("Only Tensors created explicitly by the user") { scene in
      let name = scene.tensors(in: scene.expression).first { $0.tensor.node != nil }?.name ?? "x"
      return "\(scene.told(name)) is computed; copy \(name).detach().clone() instead"
    },
    Row("*functions with out=... arguments don't support automatic differentiation") { scene in
      let names = scene.tensors(in: scene.line).filter { $0.tensor.requiresGrad }.map { scene.told($0.name) }
      return
        "\(names.isEmpty ? "an argument requires grad" : names.joined(separator: " and ") + " requires grad"); take the result "
        + "without out=, or compute inside torch.no_grad()"
    },
    Row("output with shape") { scene in
      guard let told = shapes(scene, scene.line) else { return nil }
      return "\(told); a change in place cannot grow a tensor: write \(rewritten(scene, target(scene)))"
    },
    Row("result type ") { scene in
      let name = target(scene)
      let kind = scene.tensor(name).map { " holds \($0.dtype.name)" } ?? ""
      return "\(scene.told(name))\(kind); make it floating point first: \(name) = \(name).float()"
    },
  ]

  /// What the failing line changes.
  static func target(_ scene: HintScene) -> String {
    let code = scene.line
    let first = String(code.prefix { $0 == "_" || $0.isLetter || $0.isNumber })
    if scene.tensor(first) != nil { return first }
    return subject(scene)?.name ?? (first.isEmpty ? "x" : first)
  }

  private static func withoutGrad(_ scene: HintScene) -> String { "change it inside `with torch.no_grad():`" }

  /// The change as one that makes a new tensor: `x += 1` as `x = x + 1`, `x.add_(1)` as `x = x.add(1)`.
  static func rewritten(_ scene: HintScene, _ name: String) -> String {
    let code = scene.line
    for sign in ["**=", "//=", "+=", "-=", "*=", "/=", "@=", "%="] {
      guard let at = HintScene.place(of: sign, in: code), code[..<at].trimmed == name else { continue }
      let rest = code[code.index(at, offsetBy: sign.count)...].trimmed
      return "\(name) = \(name) \(sign.dropLast()) \(rest)"
    }
    if let dot = HintScene.place(of: "_(", in: code), code.hasPrefix(name + ".") {
      return "\(name) = \(code[..<dot])\(code[code.index(after: dot)...])"
    }
    return "\(name) = \(name) + 1 instead of \(name) += 1"
  }

  /// What changed a value that a derivative still needed, and which node had saved it.
  private static func modified(_ scene: HintScene) -> String? {
    let output = output(scene)
    var breaker: (name: String, tensor: Tensor)?
    // The tensor is known by its shape and by how often it was changed.
    let version = Int(scene.message.components(after: "is at version ").prefix { $0.isNumber }) ?? -1
    let shape = scene.message.components(after: "Tensor [").prefix { $0 != "]" }
    for name in candidates(scene) {
      guard let tensor = scene.tensor(name), Int(tensor.version) == version,
        tensor.shape.map(String.init).joined(separator: ", ") == shape
      else { continue }
      breaker = (name, tensor)
      break
    }
    var needs: String?
    var waiting: [Node] = []
    var seen: Set<ObjectIdentifier> = []
    if let node = scene.tensor(output)?.node { waiting.append(node) }
    while let node = waiting.popLast(), seen.count < 10_000, needs == nil {
      guard seen.insert(ObjectIdentifier(node)).inserted else { continue }
      if node.savesValues, !node.isReleased {
        do { _ = try node.savedValues() } catch { needs = node.name }
      }
      waiting += node.shownEdges.compactMap { $0?.node }
    }
    let saver = needs.map { "\($0) had saved it" } ?? "a derivative had saved it"
    guard let breaker else {
      return
        "a value was changed in place after \(saver.replacingFirst("had saved it", with: "had saved it")); write y = y + 1 "
        + "instead of y += 1"
    }
    let name = breaker.name
    let place = scene.last { changes($0, name) }
    guard let place else { return "\(scene.told(name)) was changed in place after \(saver); make a new tensor instead" }
    return
      "\(place.code.prefix(60)) in \(scene.label(place)) changed \(name) in place after \(saver) for \(output); write a new "
      + "tensor there: \(name) = …, or change \(name).clone()"
  }

  /// Names that may be what was changed: those that lines change in place, then all.
  private static func candidates(_ scene: HintScene) -> [String] {
    var names: [String] = []
    _ = scene.last { code in
      let name = String(code.prefix { $0 == "_" || $0.isLetter || $0.isNumber })
      if !name.isEmpty, changes(code, name), scene.tensor(name) != nil, !names.contains(name) { names.append(name) }
      return false
    }
    return names
  }

  /// Whether a line changes a tensor in place.
  private static func changes(_ code: String, _ name: String) -> Bool {
    guard code.hasPrefix(name) else { return false }
    let rest = code.dropFirst(name.count).trimmed
    if ["+=", "-=", "*=", "/=", "**=", "@="].contains(where: { rest.hasPrefix($0) }) { return true }
    if rest.hasPrefix("["), rest.contains("=") { return true }
    if rest.hasPrefix(".data") || rest.hasPrefix(".copy_") { return true }
    guard rest.hasPrefix("."), let open = rest.firstIndex(of: "(") else { return false }
    return rest[..<open].hasSuffix("_")
  }
}

extension StringProtocol {
  /// Without blanks at both ends.
  var trimmed: String {
    var text = Substring(self)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

extension String {
  /// What follows a mark; empty where there is none.
  func components(after mark: String) -> Substring {
    guard let at = HintScene.place(of: mark, in: self) else { return "" }
    return self[index(at, offsetBy: mark.count)...]
  }

  func replacingFirst(_ old: String, with new: String) -> String {
    guard let at = HintScene.place(of: old, in: self) else { return self }
    return self[..<at] + new + self[index(at, offsetBy: old.count)...]
  }
}
