import Autograd
import Machine
import NDArray

extension Hints {
  /// Flags and gradients that do not go with their tensors.
  nonisolated(unsafe) static let gradientRows: [Row] = [
    Row("Only Tensors of floating point and complex dtype can require gradients", floatSpelling),
    Row("only Tensors of floating point and complex dtype can require gradients", floatSpelling),
    Row("only Tensors of floating point dtype can require gradients", floatSpelling),
    Row("Mismatch in shape: grad_output[") { scene in
      let name = output(scene)
      guard let tensor = scene.tensor(name) else { return "the gradient must have the shape of the output" }
      return
        "\(scene.told(name)) has shape \(shape(tensor)), so the gradient you pass must have it, too: torch.ones_like(\(name))"
    },
    Row("'float' object is not iterable") { scene in passedNumber(scene) },
    Row("'int' object is not iterable") { scene in passedNumber(scene) },
    Row("gradients can be either Tensors or None, but got") { scene in
      scene.receiver(of: "backward").map { "pass the gradient as a tensor: \($0).backward(torch.ones_like(\($0)))" }
    },
    Row("attempting to assign a gradient of size") { scene in
      let name = scene.receiver(of: "grad") ?? "x"
      let size = scene.tensor(name).map { shape($0) } ?? "its shape"
      return
        "\(scene.told(name)) is \(size); its gradient must be, too: torch.zeros_like(\(name)), or None for no gradient"
    },
    Row("assigned grad expected to be a Tensor or None but got grad of type") { scene in
      let name = scene.receiver(of: "grad") ?? "x"
      return "give \(scene.told(name)) a tensor of its shape, torch.ones_like(\(name)), or None for no gradient"
    },
    Row("'NoneType' object has no attribute '") { scene in
      guard let name = scene.receiver(of: "grad") else { return nil }
      guard let tensor = scene.tensor(name) else { return "\(name).grad is None until backward() has run" }
      if !tensor.requiresGrad { return "\(scene.told(name)) does not require grad, so \(name).grad stays None" }
      if tensor.node.map({ !$0.isLeaf }) ?? false {
        return
          "\(scene.told(name)) is computed, so its gradient is not kept; call \(name).retain_grad() before backward()"
      }
      return
        "\(name).grad is None until backward() has gone through something computed from \(scene.told(name)); guard it with "
        + "`if \(name).grad is not None:`"
    },
    Row("'NoneType' object is not subscriptable") { scene in
      scene.receiver(of: "grad").map { "\($0).grad is None until backward() has run" }
    },
    Row("unsupported operand type(s) for") { scene in
      guard scene.message.contains("'NoneType'"), let name = scene.receiver(of: "grad") else {
        guard scene.message.contains("'Tensor'") else { return nil }
        if scene.message.contains("'list'") { return "make a tensor of the list first: torch.tensor([…])" }
        if scene.message.contains("'str'") {
          return "texts and tensors do not mix; int() or float() makes a number of a text"
        }
        return nil
      }
      return
        "\(name).grad is None: backward() has not run since \(scene.told(name)) was made, or zero_grad() took it away"
    },
    Row("can't retain_grad on Tensor that has requires_grad=False") { scene in notTracked(scene, "retain_grad") },
    Row("cannot register a hook on a tensor that doesn't require gradient") { scene in
      notTracked(scene, "register_hook")
    },
    Row("tensor() got an unexpected keyword argument 'grad'") { _ in "the argument is called requires_grad=True" },
    Row("can't optimize a non-leaf Tensor") { scene in
      let name = scene.tensors(in: scene.line).first { $0.tensor.node.map { !$0.isLeaf } ?? false }?.name ?? "w"
      return "\(scene.told(name)) is computed; give the optimiser a leaf: \(name) = \(name).detach().requires_grad_()"
    },
  ]

  private static func passedNumber(_ scene: HintScene) -> String? {
    guard let name = scene.receiver(of: "backward") else { return nil }
    return "pass the gradient as a tensor: \(name).backward(torch.tensor(1.))"
  }

  private static func notTracked(_ scene: HintScene, _ method: String) -> String {
    let name = scene.receiver(of: method) ?? "x"
    return "\(scene.told(name)) does not require grad; create it with requires_grad=True first"
  }

  /// The spelling with points for whole numbers.
  private static func floatSpelling(_ scene: HintScene) -> String? {
    if let spelled = withPoints(scene.line) { return "gradients need floating point: write \(spelled)" }
    let name = scene.receiver(of: "requires_grad") ?? subject(scene)?.name
    guard let name else { return "gradients need floating point: pass dtype=torch.float32" }
    let kind = scene.tensor(name).map { " holds \($0.dtype.name)" } ?? " holds whole numbers"
    var spelling = ""
    if let place = scene.assignment(of: name), let spelled = withPoints(place.code) { spelling = "\(spelled), or " }
    return "\(scene.told(name))\(kind); write \(spelling)\(name) = \(name).float() first"
  }

  /// The list in a line with its whole numbers as floats; nil where there is none.
  private static func withPoints(_ code: String) -> String? {
    guard let call = HintScene.place(of: "tensor(", in: code) ?? HintScene.place(of: "Parameter(", in: code) else {
      guard let at = HintScene.place(of: "arange(", in: code), let close = code[at...].firstIndex(of: ")") else {
        return nil
      }
      let inner = code[code.index(at, offsetBy: 7)..<close].split(separator: ",").first ?? ""
      return inner.allSatisfy(\.isNumber) && !inner.isEmpty ? "torch.arange(\(inner)., …)" : nil
    }
    var result = "torch."
    var number = ""
    var depth = 0
    var isChanged = false
    for character in code[call...] {
      if character.isNumber || (character == "." && !number.isEmpty) || (character == "-" && number.isEmpty) {
        number.append(character)
        continue
      }
      if !number.isEmpty {
        result += number
        let isWhole = !number.contains(".") && number != "-" && depth > 0
        if isWhole, character != "e", character != "j" {
          result += "."
          isChanged = true
        }
        number = ""
      }
      if character == "(" || character == "[" { depth += 1 }
      if character == ")" || character == "]" { depth -= 1 }
      result.append(character)
      if depth == 0, character == ")" { break }
    }
    return isChanged ? result : nil
  }
}
