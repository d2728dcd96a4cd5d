import Autograd
import Machine
import NDArray
import Ops

/// Nodes of the graph as a person sees them: `<MulBackward0 object at 0x…>`.
enum NodeObjects {
  nonisolated(unsafe) private static var types: [String: TypeObject] = [:]

  static func value(_ node: Node) -> Value { .object(NodeObject.of(node)) }

  static func type(_ name: String) -> TypeObject {
    if let known = types[name] { return known }
    let type = TypeObject(name, module: "builtins", bases: [base], layout: .opaque)
    if name.hasSuffix("Backward") {
      // Functions that PyTorch itself writes in Python.
      type.slots.repr = { "<torch.autograd.function.\(name) object at \(Machine.address(of: $0))>" }
    }
    types[name] = type
    return type
  }

  nonisolated(unsafe) static let base: TypeObject = {
    let type = TypeObject("Node", module: "torch.autograd.graph", layout: .opaque, summary: "A step of the graph.")
    type.property("next_functions", summary: "The nodes that gradients go to next, with the number of their result.") {
      value in
      guard let node = node(of: value) else { return .none }
      return .tuple(
        node.shownEdges.map { edge in
          guard let edge, !((edge.node as? AccumulateGrad)?.isUnreached ?? false) else {
            return .tuple([.none, .int(0)])
          }
          return .tuple([NodeObjects.value(edge.node), .int(Int(edge.slot))])
        })
    }
    type.property("variable", summary: "The leaf that gradients are collected for.") { value in
      guard let leaf = node(of: value) as? AccumulateGrad else {
        throw Machine.current.missingAttribute(of: value, StringObject.interned("variable"))
      }
      return leaf.variable.map { .native($0) } ?? .none
    }
    type.property("metadata", summary: "What a person noted of the node.") { value in
      guard case .object(let object) = value, let face = object as? NodeObject else { return .none }
      return .object(face.metadata)
    }
    type.method(
      "name", summary: "The node's name.", .unary { value in .string(node(of: value).map(displayName) ?? "") })
    type.method(
      "register_hook", [.init("self"), .init("hook")], summary: "Calls a function after the node ran.",
      .binary { value, function in
        guard let node = node(of: value) else { return .none }
        return Hooks.addAfter(function, to: node)
      })
    type.method(
      "register_prehook", [.init("self"), .init("hook")], summary: "Calls a function before the node runs.",
      .binary { value, function in
        guard let node = node(of: value) else { return .none }
        return Hooks.addBefore(function, to: node)
      })
    type.method(
      "_sequence_nr", summary: "Later steps have higher numbers.",
      .unary { value in .int(node(of: value).map { Int(truncatingIfNeeded: $0.sequence) } ?? 0) })
    type.slots.call = NodeCalls.call
    type.slots.attributeNames = { value in
      guard let node = node(of: value), !node.isReleased else { return [] }
      return ((try? node.savedValues()) ?? []).map { "_saved_" + $0.name }
    }
    type.slots.getMissingAttribute = { value, name in
      guard let node = node(of: value), name.text.hasPrefix("_saved_") else { return nil }
      guard !node.isReleased else { throw Saved.releasedError }
      let wanted = name.text.dropFirst("_saved_".count)
      let values = try node.hooks?.packed?.unpacked(in: node) { try node.savedValues() } ?? node.savedValues()
      for (key, saved) in values where key == wanted {
        switch saved {
        case .tensor(let tensor): return .native(tensor)
        case .number(let number): return Value(number)
        case .ints(let values): return .tuple(values.map { .int($0) })
        case .text(let text): return .string(text)
        case .none: return Value.none
        }
      }
      return nil
    }
    return type
  }()

  private static func displayName(_ node: Node) -> String {
    ["AccumulateGrad", "CopySlices", "CopyBackwards", "NotImplemented"].contains(node.name)
      ? "torch::autograd::\(node.name)" : node.name
  }

  static func node(of value: Value) -> Node? {
    guard case .object(let object) = value else { return nil }
    return (object as? NodeObject)?.node
  }
}

/// The face of one node; the same object as long as somebody holds it.
final class NodeObject: Object {
  let node: Node
  private(set) lazy var metadata = DictObject()

  private init(_ node: Node) {
    self.node = node
    super.init(.other)
  }

  override var type: TypeObject { (node as? CustomNode)?.faceType ?? NodeObjects.type(node.name) }
  override var fields: InstanceObject? { (node as? CustomNode)?.attributes }

  private struct Weak { weak var object: NodeObject? }
  nonisolated(unsafe) private static var known: [ObjectIdentifier: Weak] = [:]

  static func of(_ node: Node) -> NodeObject {
    if let present = known[ObjectIdentifier(node)]?.object, present.node === node { return present }
    let made = NodeObject(node)
    if known.count > 1000 { known = known.filter { $0.value.object != nil } }
    known[ObjectIdentifier(node)] = Weak(object: made)
    return made
  }
}

/// Hooks that a person registers, and the handles that take them off again.
enum Hooks {
  nonisolated(unsafe) private static var lastID = 0

  private static func nextID() -> Int {
    lastID += 1
    return lastID
  }

  static func of(_ node: Node) -> NodeHooks {
    if let hooks = node.hooks { return hooks }
    let made = NodeHooks()
    node.hooks = made
    return made
  }

  nonisolated(unsafe) static let handleType: TypeObject = {
    let type = TypeObject(
      "RemovableHandle", module: "torch.utils.hooks", layout: .opaque, summary: "Takes a hook off again.")
    type.method(
      "remove", summary: "Takes the hook off.",
      .unary { value in
        if case .object(let object) = value, let handle = object as? Handle { handle.remove() }
        return .none
      })
    type.property("id") { value in
      guard case .object(let object) = value, let handle = object as? Handle else { return .none }
      return .int(handle.id)
    }
    type.slots.enter = { $0 }
    type.slots.exit = { value, _ in
      if case .object(let object) = value, let handle = object as? Handle { handle.remove() }
      return .none
    }
    return type
  }()

  final class Handle: Object {
    let id: Int
    let remove: () -> Void

    init(_ id: Int, _ remove: @escaping () -> Void) {
      self.id = id
      self.remove = remove
      super.init(.other)
    }

    override var type: TypeObject { Hooks.handleType }
  }

  static func handle(_ remove: @escaping () -> Void) -> Value { .object(Handle(nextID(), remove)) }

  /// A hook on the gradient of one result.
  static func add(_ function: Value, to node: Node, slot: Int32) -> Value {
    let id = nextID()
    let hooks = of(node)
    hooks.gradients.append(
      .init(id: id, slot: slot) { gradient in
        let result = try Machine.current.call(function, [.native(gradient)])
        return result.isNone ? nil : try accepted(result, for: gradient, from: function)
      })
    return .object(Handle(id) { [weak hooks] in hooks?.gradients.removeAll { $0.id == id } })
  }

  static func addAfterAccumulation(_ function: Value, to leaf: AccumulateGrad) -> Value {
    let id = nextID()
    leaf.afterAccumulation.append(
      (id: id, run: { variable in _ = try Machine.current.call(function, [.native(variable)]) }))
    return .object(Handle(id) { [weak leaf] in leaf?.afterAccumulation.removeAll { $0.id == id } })
  }

  static func addBefore(_ function: Value, to node: Node) -> Value {
    let id = nextID()
    let hooks = of(node)
    hooks.before.append(
      (
        id: id,
        run: { gradients in
          try accepted(Machine.current.call(function, [tuple(gradients)]), for: gradients, from: function)
        }
      ))
    return .object(Handle(id) { [weak hooks] in hooks?.before.removeAll { $0.id == id } })
  }

  static func addAfter(_ function: Value, to node: Node) -> Value {
    let id = nextID()
    let hooks = of(node)
    // A number among the inputs has no gradient, but a place.
    let missing = max(node.shownEdges.count - Int(node.inputCount), 0)
    hooks.after.append(
      (
        id: id,
        run: { inputs, outputs in
          let shown = inputs + [Tensor?](repeating: nil, count: missing)
          return try accepted(
            Machine.current.call(function, [tuple(shown), tuple(outputs)]), for: shown, from: function)
        }
      ))
    return .object(Handle(id) { [weak hooks] in hooks?.after.removeAll { $0.id == id } })
  }

  private static func tuple(_ gradients: [Tensor?]) -> Value {
    .tuple(gradients.map { $0.map { .native($0) } ?? .none })
  }

  /// The gradients that a hook on a node gives instead of others; nil where it gives none.
  ///
  /// - Throws: PyTorch's errors where they cannot stand for those.
  private static func accepted(_ answer: Value, for gradients: [Tensor?], from hook: Value) throws -> [Tensor?]? {
    if answer.isNone { return nil }
    guard let items = answer.asTuple?.items else {
      throw PythonError(.typeError, "expected tuple, but hook returned '\(Machine.current.type(of: answer).name)'")
    }
    guard items.count == gradients.count else {
      throw EngineError.runtime(
        "hook '\(name(of: hook))' has returned an incorrect number of values (got \(items.count), but expected "
          + "\(gradients.count))")
    }
    return try zip(items, gradients).map { item, gradient in
      if item.isNone { return nil }
      guard let gradient else { throw EngineError.runtime("can't replace a None gradient with a non-None value") }
      return try accepted(item, for: gradient, from: hook)
    }
  }

  /// One gradient that a hook gives instead of another.
  private static func accepted(_ answer: Value, for gradient: Tensor, from hook: Value) throws -> Tensor {
    guard let tensor = answer.asTensor else {
      throw PythonError(.typeError, "expected Variable, but hook returned '\(Machine.current.type(of: answer).name)'")
    }
    guard tensor.dtype == gradient.dtype else {
      throw EngineError.runtime(
        "hook '\(name(of: hook))' has changed the type of value (was torch.\(gradient.dtype.scalarTypeName)Tensor got "
          + "torch.\(tensor.dtype.scalarTypeName)Tensor)")
    }
    guard tensor.shape == gradient.shape else {
      throw EngineError.runtime("hook '\(name(of: hook))' has changed the size of value")
    }
    return tensor
  }

  private static func name(of hook: Value) -> String {
    (try? Machine.current.attribute(of: hook, "__name__").asString?.text) ?? "<unknown>"
  }
}
