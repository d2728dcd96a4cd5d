import Autograd
import Machine

extension Hints {
  /// Backward through a graph that is not there, or is there no longer.
  nonisolated(unsafe) static let graphRows: [Row] = [
    Row("element 0 of tensors does not require grad", cutGraph),
    Row("grad can be implicitly created only for scalar outputs") { scene in
      let name = output(scene)
      let kind = scene.tensor(name).map { " has shape \(shape($0))" } ?? " is not one number"
      return
        "\(scene.told(name))\(kind); make it one number, \(name).sum().backward() or \(name).mean().backward(), or pass "
        + "what each element counts: \(name).backward(torch.ones_like(\(name)))"
    },
    Row("Trying to backward through the graph a second time", releasedGraph),
    Row("One of the differentiated Tensors does not require grad") { scene in
      let plain = scene.tensors(in: scene.expression).filter { !$0.tensor.requiresGrad }.map(\.name)
      guard let name = plain.last else { return "create the input with requires_grad=True before computing with it" }
      return "\(scene.told(name)) does not require grad; create it with requires_grad=True, or call "
        + "\(name).requires_grad_() before computing with it"
    },
    Row("The differentiated Tensor at index") { scene in
      let index = Int(scene.message.drop { !$0.isNumber }.prefix { $0.isNumber }) ?? 0
      let inputs = arguments(scene, at: 1)
      guard index < inputs.count else {
        return "the result was not computed from it; allow_unused=True gives None there"
      }
      return
        "\(output(scene)) was not computed from \(scene.told(inputs[index])); leave it out, or pass allow_unused=True "
        + "to get None for it"
    },
    Row("`inputs` argument to `grad()` cannot be empty") { scene in
      "name the tensors whose gradients you want, as in torch.autograd.grad(\(output(scene)), [x])"
    },
    Row("`inputs` argument to `backward()` cannot be empty") { scene in "name the tensors whose gradients you want" },
    Row("*returned nan values in its") { scene in
      let node = scene.message.dropFirst("Function '".count).prefix { $0 != "'" }
      guard let place = Anomalies.lastPlace else {
        return "the derivative of \(node) is not a number where it was taken; look at the inputs with .isnan() or at 0"
      }
      return
        "\(node) was made in \(place.sourceName.hasPrefix("In [") ? place.sourceName + ", " : "")line \(place.line): "
        + "\(place.lineText)"
    },
    Row("derivative for aten::") { scene in
      let operation = scene.message.dropFirst("derivative for aten::".count).prefix { $0 != " " }
      return operation.hasPrefix("floor_divide")
        ? "rounding down has no slope; use / where gradients must pass"
        : "\(operation) has no derivative; use another operation"
    },
    Row("*is not a scalar Tensor") { _ in nil },
    Row("grad_and_value(f)(*args): Expected f(*args) to return a scalar") { _ in
      "end the function with .sum() or .mean(), or use torch.func.jacrev for all derivatives"
    },
    Row("*Jacobian mismatch for output") { _ in
      "finite differences need double precision: pass inputs made with dtype=torch.float64"
    },
    Row("function ") { scene in
      guard scene.message.contains("incorrect number of gradients") else { return nil }
      return "backward returns one gradient for each argument of forward after ctx, None for those without"
    },
    Row("You must implement either the backward or vjp method") { scene in
      "give the class a @staticmethod backward(ctx, grad_output) that returns one gradient for each argument of forward"
    },
    Row("Inference tensors cannot be saved for backward") { scene in
      let inference = scene.tensors(in: scene.expression).first?.name
      return
        "\(inference.map { scene.told($0) } ?? "a tensor") was made in inference_mode; use .clone() of it, or torch.no_grad() "
        + "there"
    },
  ]

  /// What backward was called on, or what `grad` was asked about.
  static func output(_ scene: HintScene) -> String {
    scene.receiver(of: "backward") ?? arguments(scene, at: 0).first ?? subject(scene)?.name ?? "y"
  }

  /// The names in one argument of a call of `grad`.
  static func arguments(_ scene: HintScene, at wanted: Int) -> [String] {
    guard let open = scene.expression.firstIndex(of: "(") else { return [] }
    var depth = 0
    var parts: [String] = [""]
    for character in scene.expression[scene.expression.index(after: open)...] {
      if "([{".contains(character) { depth += 1 }
      if ")]}".contains(character) { depth -= 1 }
      if depth < 0 { break }
      if character == ",", depth == 0 {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    guard wanted < parts.count else { return [] }
    return HintScene.identifiers(parts[wanted]).filter { scene.tensor($0) != nil }
  }

  /// Which step cut the graph, and where.
  private static func cutGraph(_ scene: HintScene) -> String? {
    let name = output(scene)
    var seen: Set<String> = []
    var current = name
    while seen.insert(current).inserted, let place = scene.assignment(of: current) {
      let code = HintScene.right(of: place.code)
      for (mark, reason) in cuts where HintScene.place(of: mark, in: code) != nil {
        // `requires_grad=True` makes a leaf of the copy.
        if code.contains("requires_grad=True") { break }
        return "\(current) was made in \(scene.label(place)) by \(code), and \(reason)"
      }
      let inputs = HintScene.identifiers(code).filter { $0 != current }.compactMap { name in
        scene.tensor(name).map { (name, $0) }
      }
      if inputs.contains(where: { $0.1.requiresGrad }) {
        return
          "\(current) was made in \(scene.label(place)) without a graph: inside no_grad(), or by an operation without a "
          + "derivative (\(code))"
      }
      guard let next = inputs.first(where: { !$0.1.requiresGrad }) else {
        return "\(current) was made in \(scene.label(place)) without requires_grad=True: \(code)"
      }
      current = next.0
    }
    return "nothing that \(name) was computed from asked for gradients: create the inputs with requires_grad=True"
  }

  private static let cuts: [(String, String)] = [
    (".detach()", "detach() leaves the graph behind"), (".item()", "item() copies a plain number out of the graph"),
    (".data", ".data leaves the graph behind"), (".numpy()", "numpy() leaves the graph behind"),
    (".tolist()", "tolist() copies plain numbers out of the graph"),
    ("torch.tensor(", "torch.tensor() copies values and leaves the graph behind; use torch.stack() to join tensors"),
    ("argmax", "argmax has no derivative"), (".long()", "whole numbers have no derivative"),
    (".int()", "whole numbers have no derivative"), (" > ", "comparisons have no derivative"),
    (" < ", "comparisons have no derivative"), (" == ", "comparisons have no derivative"),
  ]

  /// Where an earlier backward went, and which nodes let go of their values then.
  private static func releasedGraph(_ scene: HintScene) -> String? {
    let name = output(scene)
    var released: [String] = []
    var waiting: [Node] = []
    var seen: Set<ObjectIdentifier> = []
    if let node = scene.tensor(name)?.node { waiting.append(node) }
    while let node = waiting.popLast(), seen.count < 10_000 {
      guard seen.insert(ObjectIdentifier(node)).inserted else { continue }
      if node.isReleased, !released.contains(node.name) { released.append(node.name) }
      waiting += node.shownEdges.compactMap { $0?.node }
    }
    let earlier = scene.last { $0.contains(".backward(") || $0.contains("autograd.grad(") || $0.hasPrefix("grad(") }
    let went =
      earlier.map { "\(scene.label($0)) already went backward through \(name)" }
      ?? "backward already went through \(name)"
    let what =
      released.isEmpty
      ? "what it had saved is gone"
      : "\(released.prefix(3).joined(separator: ", ")) let go of what \(released.count == 1 ? "it" : "they") had saved"
    return "\(went), and \(what). Compute \(name) again, or call \(name).backward(retain_graph=True) the first time"
  }
}
