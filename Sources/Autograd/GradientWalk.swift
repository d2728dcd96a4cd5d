public import NDArray

/// One run of reverse mode over a graph: nodes in order of decreasing sequence, each when everything that
/// feeds it has arrived.
///
/// The mechanism only; adding two gradients is an operation, so a subclass says how.
open class GradientWalk {
  /// Keep saved values for another run.
  public final let retainsGraph: Bool
  /// Record the derivative itself.
  public final let createsGraph: Bool

  private final var visited: [Node] = []
  private final var stack: [Node] = []
  private final var ready: [Node] = []
  /// Where gradients are wanted; empty means at every leaf.
  private final var captures: [Capture] = []
  private final var needed: Set<ObjectIdentifier> = []

  private struct Capture {
    let node: Node
    let slot: Int32
    var gradient: Tensor?
  }

  nonisolated(unsafe) private static var lastVisit: UInt32 = 0
  /// How many walks are under way: a hook may start another.
  nonisolated(unsafe) private static var depth = 0

  public init(retainsGraph: Bool, createsGraph: Bool) {
    self.retainsGraph = retainsGraph
    self.createsGraph = createsGraph
  }

  /// The sum of two gradients that meet.
  open func sum(_ a: Tensor, _ b: Tensor) throws -> Tensor { a }

  /// Adds what arrived at a leaf to the leaf's gradient.
  open func accumulate(_ gradient: consuming Tensor, at leaf: AccumulateGrad) throws {}

  /// Called before each node runs and after it gave its gradients (anomaly detection).
  open func willRun(_ node: Node) throws {}
  open func didDeliver(_ gradient: Tensor, from node: Node, input: Int) throws {}

  // MARK: Running

  /// - Parameters:
  ///   - roots: Where to begin, each with the gradient that comes in there.
  ///   - inputs: The only places whose gradients are wanted; none means to fill in every leaf.
  /// - Returns: A gradient for each of `inputs`, nil where none arrived.
  public final func run(_ roots: [(edge: Edge, gradient: Tensor)], inputs: [Edge]? = nil) throws -> [Tensor?] {
    defer { finish() }
    GradientWalk.depth += 1
    GradientWalk.lastVisit &+= 1
    let visit = GradientWalk.lastVisit
    for root in roots where root.edge.node.visit != visit {
      root.edge.node.visit = visit
      stack.append(root.edge.node)
    }
    while let node = stack.popLast() {
      visited.append(node)
      explore(node.edge0, visit)
      explore(node.edge1, visit)
      for edge in node.moreEdges { explore(edge, visit) }
    }
    if let inputs { prepareCaptures(inputs) }
    for root in roots { try receive(root.gradient, at: root.edge) }
    for root in roots where root.edge.node.pending == 0 && !ready.contains(where: { $0 === root.edge.node }) {
      push(root.edge.node)
    }
    while let node = pop() { try process(node) }
    return captures.map(\.gradient)
  }

  /// One root, all leaves: the everyday `y.backward()`.
  public final func run(_ root: Edge, _ gradient: consuming Tensor) throws {
    _ = try run([(root, gradient)])
  }

  private final func explore(_ edge: Edge?, _ visit: UInt32) {
    guard let node = edge?.node else { return }
    node.pending += 1
    if node.visit != visit {
      node.visit = visit
      stack.append(node)
    }
  }

  private final func finish() {
    for node in visited {
      node.pending = 0
      node.incoming = nil
      if !node.moreIncoming.isEmpty { node.moreIncoming = [] }
    }
    visited.removeAll(keepingCapacity: true)
    stack.removeAll()
    ready.removeAll()
    GradientWalk.depth -= 1
  }

  // MARK: Gradients on their way

  /// Adds to the gradient that flows into an edge; the node there is ready when all its users delivered.
  @inlinable public final func deliver(_ gradient: consuming Tensor, to edge: Edge) throws {
    try receive(gradient, at: edge)
    arrived(edge.node)
  }

  /// Says that no gradient comes along an edge.
  @inlinable public final func skip(_ edge: Edge) {
    arrived(edge.node)
  }

  @usableFromInline final func arrived(_ node: Node) {
    node.pending -= 1
    if node.pending == 0 { push(node) }
  }

  @usableFromInline final func receive(_ gradient: consuming Tensor, at edge: Edge) throws {
    let node = edge.node
    if edge.slot == 0 {
      if let present = node.incoming {
        node.incoming = nil
        node.incoming = try sum(present, gradient)
      } else {
        node.incoming = gradient
      }
      return
    }
    let index = Int(edge.slot) - 1
    while node.moreIncoming.count <= index { node.moreIncoming.append(nil) }
    if let present = node.moreIncoming[index] {
      node.moreIncoming[index] = try sum(present, gradient)
    } else {
      node.moreIncoming[index] = gradient
    }
  }

  private final func process(_ node: Node) throws {
    if !captures.isEmpty {
      try hooksBefore(node)
      for i in captures.indices where captures[i].node === node {
        let slot = Int(captures[i].slot)
        captures[i].gradient = slot == 0 ? node.incoming : slot - 1 < node.moreIncoming.count ? node.moreIncoming[slot - 1] : nil
      }
      guard needed.contains(ObjectIdentifier(node)) else {
        skipAll(node)
        return
      }
    } else if node.hooks != nil {
      try hooksBefore(node)
    }
    if node.isLeaf {
      if captures.isEmpty, let gradient = node.incoming {
        node.incoming = nil
        try accumulate(gradient, at: unsafeDowncast(node, to: AccumulateGrad.self))
      }
      return
    }
    guard !node.isReleased else { throw Saved.releasedError }
    try willRun(node)
    if let hooks = node.hooks, !hooks.after.isEmpty {
      try runObserved(node, hooks)
    } else if node.outputCount == 1, node.moreIncoming.isEmpty {
      if let gradient = node.incoming {
        node.incoming = nil
        try node.backward(gradient, self)
      } else {
        skipAll(node)
      }
    } else {
      let gradients = takeIncoming(node)
      if gradients.allSatisfy({ $0 == nil }) { skipAll(node) } else { try node.backward(gradients, self) }
    }
    if !retainsGraph, node.savesValues {
      node.release()
      node.isReleased = true
    }
  }

  private final func takeIncoming(_ node: Node) -> [Tensor?] {
    var gradients = [node.incoming] + node.moreIncoming
    node.incoming = nil
    node.moreIncoming = []
    while gradients.count < node.outputCount { gradients.append(nil) }
    return gradients
  }

  private final func skipAll(_ node: Node) {
    for i in 0..<Int(node.inputCount) {
      if let edge = node.edge(i) { skip(edge) }
    }
  }

  // MARK: Hooks

  private final func hooksBefore(_ node: Node) throws {
    guard let hooks = node.hooks else { return }
    for hook in hooks.gradients {
      let index = Int(hook.slot)
      let present = index == 0 ? node.incoming : index - 1 < node.moreIncoming.count ? node.moreIncoming[index - 1] : nil
      guard let present else { continue }
      if let replaced = try hook.run(present) {
        if index == 0 { node.incoming = replaced } else { node.moreIncoming[index - 1] = replaced }
      }
    }
    for entry in hooks.before {
      if let replaced = try entry.run([node.incoming] + node.moreIncoming), let first = replaced.first {
        node.incoming = first
        node.moreIncoming = Array(replaced.dropFirst())
      }
    }
    for entry in hooks.retained {
      let index = Int(entry.slot)
      let present = index == 0 ? node.incoming : index - 1 < node.moreIncoming.count ? node.moreIncoming[index - 1] : nil
      if let present { try entry.keep(present) }
    }
  }

  /// Runs a node whose results somebody wants to see before they go on.
  private final func runObserved(_ node: Node, _ hooks: NodeHooks) throws {
    let incoming = takeIncoming(node)
    let collector = Collector(self, node)
    var edges: [Edge?] = []
    for i in 0..<Int(node.inputCount) {
      edges.append(node.edge(i))
      if edges[i] != nil { node.setEdge(i, Edge(collector.placeholders[i], slot: 0)) }
    }
    defer { for (i, edge) in edges.enumerated() { node.setEdge(i, edge) } }
    if node.outputCount == 1, let first = incoming.first, let first {
      try node.backward(first, collector)
    } else {
      try node.backward(incoming, collector)
    }
    var gradients = collector.placeholders.map(\.incoming)
    for hook in hooks.after {
      if let replaced = try hook.run(gradients, incoming) { gradients = replaced }
    }
    for (i, edge) in edges.enumerated() {
      guard let edge else { continue }
      if i < gradients.count, let gradient = gradients[i] {
        try deliver(gradient, to: edge)
      } else {
        skip(edge)
      }
    }
  }

  /// Catches what one node delivers.
  private final class Collector: GradientWalk {
    let owner: GradientWalk
    let placeholders: [Node]

    init(_ owner: GradientWalk, _ node: Node) {
      self.owner = owner
      placeholders = (0..<Int(node.inputCount)).map { _ in
        let placeholder = Node(inputCount: 0)
        placeholder.pending = 2  // never becomes ready
        return placeholder
      }
      super.init(retainsGraph: owner.retainsGraph, createsGraph: owner.createsGraph)
    }

    override func sum(_ a: Tensor, _ b: Tensor) throws -> Tensor { try owner.sum(a, b) }
  }

  // MARK: Only some inputs

  private final func prepareCaptures(_ inputs: [Edge]) {
    captures = inputs.map { Capture(node: $0.node, slot: $0.slot, gradient: nil) }
    // A node has to run when one of the wanted places lies behind it.
    for node in visited.sorted(by: { $0.sequence < $1.sequence }) where !node.isLeaf {
      var leads = false
      for i in 0..<Int(node.inputCount) {
        guard let target = node.edge(i)?.node else { continue }
        if needed.contains(ObjectIdentifier(target)) || captures.contains(where: { $0.node === target }) {
          leads = true
          break
        }
      }
      if leads { needed.insert(ObjectIdentifier(node)) }
    }
  }

  // MARK: The heap of ready nodes, highest sequence first

  @usableFromInline final func push(_ node: Node) {
    ready.append(node)
    var child = ready.count - 1
    while child > 0 {
      let parent = (child - 1) >> 1
      guard ready[parent].sequence < ready[child].sequence else { break }
      ready.swapAt(parent, child)
      child = parent
    }
  }

  private final func pop() -> Node? {
    guard let last = ready.popLast() else { return nil }
    guard let top = ready.first else { return last }
    ready[0] = last
    var parent = 0
    while true {
      let left = 2 * parent + 1
      guard left < ready.count else { break }
      let right = left + 1
      let child = right < ready.count && ready[right].sequence > ready[left].sequence ? right : left
      guard ready[child].sequence > ready[parent].sequence else { break }
      ready.swapAt(parent, child)
      parent = child
    }
    return top
  }
}
