import Autograd
import Machine
import NDArray
import Ops

/// `torch.utils.checkpoint`: a part of the graph is thrown away and computed again when its gradient is wanted.
enum Checkpoint {
  static func build(_ machine: Machine) throws -> ModuleObject {
    let module = ModuleObject("torch.utils.checkpoint", summary: "Computes again instead of keeping.")
    module.function(
      "checkpoint",
      [
        .init("function"), .variadic("args"), .keyword("use_reentrant", default: Value.none),
        .variadicKeyword("kwargs"),
      ],
      summary: "Runs a function without keeping what its derivative needs.", .bound(run))
    module.function(
      "checkpoint_sequential",
      [
        .init("functions"), .init("segments"), .init("input"), .init("use_reentrant", default: Value.none),
        .variadicKeyword("kwargs"),
      ],
      summary: "Runs modules one after another, keeping only what lies between so many segments.",
      .bound(runSequence))
    return module
  }

  private static func runSequence(_ arguments: BoundArguments) throws -> Value {
    let machine = Machine.current
    let isModule = (try? machine.attribute(of: arguments[0], "children")) ?? .none
    let functions = try machine.elements(isModule.isNone ? arguments[0] : machine.call(isModule, []))
    let segments = try machine.index(arguments[1])
    guard segments > 0, !functions.isEmpty else {
      throw PythonError(.zeroDivisionError, "integer division or modulo by zero")
    }
    let size = functions.count / segments
    guard size > 0 else { throw PythonError(.valueError, "range() arg 3 must not be zero") }
    let reentrant: [(String, Value)] = [("use_reentrant", arguments[3])]
    let settings = (arguments[4].asDict?.pairs ?? []).compactMap { pair in
      pair.key.asString.map { ($0.text, pair.value) }
    }
    let whole = try machine.attribute(of: .object(machine.importModule("torch.utils.checkpoint")), "checkpoint")
    func run(_ part: ArraySlice<Value>, _ input: Value) throws -> Value {
      try part.reduce(input) { try machine.call($1, [$0]) }
    }
    var value = arguments[2]
    var start = 0
    for _ in 0..<(segments - 1) {
      let part = functions[start..<(start + size)]
      let segment = NativeFunction("forward", [.init("input")], .unary { try run(part, $0) })
      value = try machine.call(whole, [.object(segment), value], keywords: reentrant + settings)
      start += size
    }
    return try run(functions[start...], value)
  }

  private static let settings: Set<String> = [
    "preserve_rng_state", "context_fn", "determinism_check", "debug", "early_stop",
  ]

  private static func run(_ arguments: BoundArguments) throws -> Value {
    if arguments[2].isNone {
      try Machine.current.warn(
        .userWarning,
        "torch.utils.checkpoint: the use_reentrant parameter should be passed explicitly. Starting in PyTorch 2.9, calling "
          + "checkpoint without use_reentrant will raise an exception. use_reentrant=False is recommended, but if you need to "
          + "preserve the current default behavior, you can pass use_reentrant=True. Refer to docs for more details on the "
          + "differences between the two variants.")
    }
    let isReentrant = try arguments[2].isNone || Machine.current.truth(arguments[2])
    let keywords = (arguments[3].asDict?.pairs ?? []).compactMap { pair in
      pair.key.asString.map { ($0.text, pair.value) }
    }
    let segment = Segment(
      function: arguments[0], arguments: arguments[1].asTuple?.items ?? [],
      keywords: keywords.filter { !settings.contains($0.0) }, state: Generators.standard.state)
    let before = Node.latestSequence
    let result = try segment.run()
    guard GradMode.isEnabled else { return result }
    let leaves = Tree.leaves(result).map(\.asTensor)
    let recorded = leaves.compactMap { $0 }.filter(\.requiresGrad)
    guard !recorded.isEmpty else { return result }
    let name = isReentrant ? "CheckpointFunctionBackward" : nil
    let edges = Segment.boundary(of: recorded.compactMap(\.node), madeAfter: before)
    var replaced: [Value] = []
    for (index, leaf) in Tree.leaves(result).enumerated() {
      guard let tensor = leaf.asTensor, let made = tensor.gradFn else {
        replaced.append(leaf)
        continue
      }
      let copy = Tensor(tensor.data)
      copy.node = CheckpointNode(name ?? made.name, segment, output: index, edges)
      replaced.append(.native(copy))
    }
    return Tree.rebuilt(result, replaced)
  }
}

/// A call that can be repeated, with the random numbers of the first time.
private final class Segment {
  let function: Value
  let arguments: [Value]
  let keywords: [(String, Value)]
  let state: GeneratorState

  init(function: Value, arguments: [Value], keywords: [(String, Value)], state: GeneratorState) {
    self.function = function
    self.arguments = arguments
    self.keywords = keywords
    self.state = state
  }

  func run() throws -> Value { try Machine.current.call(function, arguments, keywords: keywords) }

  /// Runs again, recorded, leaving random numbers where they were.
  func again() throws -> Value {
    let now = Generators.standard.state
    let wasEnabled = GradMode.isEnabled
    Generators.standard.state = state
    GradMode.isEnabled = true
    defer {
      Generators.standard.state = now
      GradMode.isEnabled = wasEnabled
    }
    return try run()
  }

  private struct Place: Hashable {
    let node: ObjectIdentifier
    let slot: Int32
  }

  /// Where the graph of the call meets what was there before: the same places in the same order each time.
  static func boundary(of roots: [Node], madeAfter sequence: UInt64) -> [Edge] {
    var seen: Set<ObjectIdentifier> = []
    var places: Set<Place> = []
    var edges: [Edge] = []
    var open = roots
    while let node = open.popLast() {
      guard seen.insert(ObjectIdentifier(node)).inserted else { continue }
      for index in 0..<Int(node.inputCount) {
        guard let edge = node.edge(index) else { continue }
        if !edge.node.isLeaf, edge.node.sequence > sequence {
          open.append(edge.node)
        } else {
          let place = Place(node: ObjectIdentifier(edge.node), slot: edge.slot)
          if places.insert(place).inserted { edges.append(edge) }
        }
      }
    }
    return edges
  }
}

/// The node of one result of a checkpointed call.
private final class CheckpointNode: Node {
  let ownName: String
  let segment: Segment
  let output: Int

  init(_ name: String, _ segment: Segment, output: Int, _ edges: [Edge]) {
    ownName = name
    self.segment = segment
    self.output = output
    super.init(inputCount: edges.count)
    for (index, edge) in edges.enumerated() { setEdge(index, edge) }
  }

  override var name: String { ownName }

  override func backward(_ gradient: Tensor, _ walk: GradientWalk) throws {
    let edges = (0..<Int(inputCount)).compactMap { edge($0) }
    let leaves = Tree.leaves(try segment.again())
    guard output < leaves.count, let tensor = leaves[output].asTensor, tensor.requiresGrad else {
      for edge in edges { walk.skip(edge) }
      return
    }
    let gradients = try Backward.gradients(of: [(tensor, gradient)], at: edges, createsGraph: walk.createsGraph)
    for (edge, gradient) in zip(edges, gradients) {
      if let gradient { try walk.deliver(gradient, to: edge) } else { walk.skip(edge) }
    }
  }
}
