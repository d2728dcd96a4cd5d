import Autograd
import Machine
import NDArray
import Ops

/// `torch.autograd.forward_ad`: tensors that carry a tangent.
///
/// A dual tensor is an input of a transform; the tangent of what is computed from it is worked out from the graph when
/// someone asks, so every operation that can be differentiated twice has one.
enum DualNumbers {
  private final class Dual {
    let level = Level()
    var inputs: [Tensor] = []
    var tangents: [Tensor] = []
  }

  nonisolated(unsafe) private static var current: Dual?
  /// Leaves that belong to dual tensors: a person must not see that they require gradients.
  nonisolated(unsafe) private static var wasUsed = false

  static func sizeError(_ primal: Tensor, _ tangent: Tensor) -> EngineError {
    EngineError.runtime(
      "Trying to set a forward gradient that has a different size than that of the original Tensor, this is not supported. "
        + "Tensor is of size \(Layout.text(primal.shape)) while the given forward gradient is of size "
        + "\(Layout.text(tangent.shape)).")
  }

  static func build(_ machine: Machine) throws -> ModuleObject {
    let module = ModuleObject("torch.autograd.forward_ad", summary: "Derivatives along with the values.")
    let dualLevel = TypeObject("dual_level", module: "torch.autograd.forward_ad", summary: "Where dual tensors live.")
    dualLevel.slots.new = { type, _ in .object(InstanceObject(type)) }
    dualLevel.slots.initialize = { _, _ in }
    dualLevel.slots.enter = { _ in
      guard current == nil else {
        throw EngineError.runtime("Nested forward mode AD is not supported at the moment")
      }
      current = Dual()
      wasUsed = true
      return .int(0)
    }
    dualLevel.slots.exit = { _, _ in
      current = nil
      return .none
    }
    module.set("dual_level", .object(dualLevel))
    module.function(
      "enter_dual_level", [], summary: "Begins a level.",
      .nullary {
        current = current ?? Dual()
        wasUsed = true
        return .int(0)
      })
    module.function(
      "exit_dual_level", [.keyword("level", default: Value.none)], summary: "Ends the level.",
      .bound { _ in
        current = nil
        return .none
      })
    module.function(
      "make_dual", [.init("tensor"), .init("tangent"), .keyword("level", default: Value.none)],
      summary: "A tensor with a tangent.", .bound { try make($0[0], $0[1]) })
    module.function(
      "unpack_dual", [.init("tensor"), .keyword("level", default: Value.none)],
      summary: "The value and the tangent of a tensor.",
      .bound { arguments in
        guard let x = arguments[0].asTensor else { return .tuple([.none, .none]) }
        let tangent = try tangent(of: x)
        let primal = try current.map { try $0.level.outside(x) } ?? x
        return try Machine.current.call(
          unpackedType(), [.native(primal), tangent.map { .native($0) } ?? .none])
      })
    return module
  }

  private static func make(_ primal: Value, _ tangent: Value) throws -> Value {
    guard let current else {
      throw EngineError.runtime(
        "Trying to create a dual Tensor for forward AD but no level exists, make sure to enter_dual_level() first.")
    }
    guard let x = primal.asTensor, let t = tangent.asTensor else {
      let wrong = primal.asTensor == nil ? primal : tangent
      throw Machine.current.missingAttribute(of: wrong, StringObject.interned("is_floating_point"))
    }
    for (tensor, name) in [(x, "primal"), (t, "tangent")] where !tensor.dtype.isFloatingPoint {
      throw PythonError(
        .valueError, "Expected \(name) to be floating point or complex, but got: torch.\(tensor.dtype.name)")
    }
    guard x.shape == t.shape else { throw sizeError(x, t) }
    let input = try current.level.input(x, node: "ViewBackward0")
    (input.node as? AccumulateGrad)?.isHidden = true
    current.inputs.append(input)
    current.tangents.append(t)
    return .native(input)
  }

  /// The tangent that a tensor carries now.
  static func tangent(of x: Tensor) throws -> Tensor? {
    guard let current, x.requiresGrad else { return nil }
    if let at = current.inputs.firstIndex(where: { $0 === x }) { return current.tangents[at] }
    guard current.level.sees(x) else { return nil }
    let wasEnabled = GradMode.isEnabled
    GradMode.isEnabled = true
    defer { GradMode.isEnabled = wasEnabled }
    return try current.level.outside(current.level.pushforward(x, current.inputs, current.tangents))
  }

  /// A tensor's node as a person sees it: dual tensors alone are no reason for gradients.
  static func visibleNode(_ x: Tensor) -> Node? {
    guard wasUsed, let node = x.node else { return x.node }
    return Level.search([node]) { $0.isLeaf && !(($0 as? AccumulateGrad)?.isHidden ?? false) } ? node : nil
  }

  nonisolated(unsafe) private static var unpacked: Value?

  private static func unpackedType() throws -> Value {
    if let unpacked { return unpacked }
    let collections = try Machine.current.importModule("collections")
    let made = try Machine.current.call(
      Machine.current.attribute(of: .object(collections), "namedtuple"),
      [.string("UnpackedDualTensor"), .list([.string("primal"), .string("tangent")])])
    unpacked = made
    return made
  }
}
