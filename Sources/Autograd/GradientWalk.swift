import NDArray

/// One run of reverse mode over a graph: nodes in order of decreasing sequence, each when everything that
/// feeds it has arrived.
///
/// The mechanism only; adding two gradients is an operation, so a subclass says how.
open class GradientWalk {
  /// Keep saved values for another run.
  public private(set) final var retainsGraph: Bool
  /// Record the derivative itself.
  public private(set) final var createsGraph: Bool

  /// Whether nobody but the walk has the gradient that a node is given now, which may then be written over.
  public private(set) final var lendsGradient = false

  /// Where gradients are wanted; empty means at every leaf.
  private final var captures: [Capture] = []
  private final var needed: Set<ObjectIdentifier> = []

  private struct Capture {
    let node: Node
    let slot: Int32
    var gradient: Tensor?
  }

  nonisolated(unsafe) private static var lastVisit: UInt32 = 0

  // Lists that all walks share: a hook may start another walk, which then works above the first one's part.
  nonisolated(unsafe) private static var visited = NodeStack()
  nonisolated(unsafe) private static var ready = NodeStack()
  private final var firstVisited = 0
  private final var firstReady = 0

  /// What an outer walk had under way at nodes that this one goes through, too: a hook or a derivative may walk a graph
  /// that shares nodes with the one it is called from.
  private struct Interrupted {
    let node: Node
    let pending: Int32
    let incoming: Tensor?
    let moreIncoming: [Tensor?]
  }
  private final var interrupted: [Interrupted] = []
  nonisolated(unsafe) private static var depth = 0

  public init(retainsGraph: Bool, createsGraph: Bool) {
    self.retainsGraph = retainsGraph
    self.createsGraph = createsGraph
  }

  /// Makes a walk that has run ready to run again, over all leaves.
  public final func reuse(retainsGraph: Bool, createsGraph: Bool) {
    self.retainsGraph = retainsGraph
    self.createsGraph = createsGraph
  }

  /// The sum of two gradients that meet.
  open func sum(_ a: Tensor, _ b: Tensor) throws -> Tensor { a }

  /// Adds what arrived at a leaf to the leaf's gradient.
  open func accumulate(_ gradient: consuming Tensor, at leaf: AccumulateGrad) throws {}

  // MARK: Running

  /// - Parameters:
  ///   - roots: Where to begin, each with the gradient that comes in there.
  ///   - inputs: The only places whose gradients are wanted; none means to fill in every leaf.
  /// - Returns: A gradient for each of `inputs`, nil where none arrived.
  public final func run(_ roots: [(edge: Edge, gradient: Tensor)], inputs: [Edge]? = nil) throws -> [Tensor?] {
    let visit = begin()
    let outer = GradientWalk.choosing
    GradientWalk.choosing = inputs == nil ? nil : self
    defer {
      finish()
      GradientWalk.choosing = outer
    }
    for root in roots { discover(root.edge.node, visit) }
    exploreAll(visit)
    if let inputs { prepareCaptures(inputs) }
    for root in roots { try receive(root.gradient, at: root.edge) }
    var begun: [Node] = []
    for root in roots where root.edge.node.pending == 0 && !begun.contains(where: { $0 === root.edge.node }) {
      begun.append(root.edge.node)
      push(root.edge.node)
    }
    try drain()
    return captures.map(\.gradient)
  }

  /// One root, all leaves: the everyday `y.backward()`.
  public final func run(_ root: borrowing Edge, _ gradient: consuming Tensor) throws {
    let visit = begin()
    discover(root.node, visit)
    exploreAll(visit)
    do {
      try receive(gradient, at: root)
      push(root.node)
      try drain()
    } catch {
      finish()
      throw error
    }
    guard interrupted.isEmpty else { return finish() }
    // Every node that was visited has run, which leaves nothing behind in it.
    GradientWalk.visited.truncate(to: firstVisited)
    GradientWalk.depth -= 1
  }

  private final func begin() -> UInt32 {
    firstVisited = GradientWalk.visited.count
    firstReady = GradientWalk.ready.count
    GradientWalk.lastVisit &+= 1
    GradientWalk.depth += 1
    return GradientWalk.lastVisit
  }

  /// Counts, for every node that can be reached, how many edges lead to it.
  private final func exploreAll(_ visit: UInt32) {
    // The roots were discovered already: go through the list of visited nodes, which grows as we go.
    var next = firstVisited
    while next < GradientWalk.visited.count {
      let node = GradientWalk.visited[next]._withUnsafeGuaranteedRef { $0 }
      next &+= 1
      if let target = node.edge0?.node { arrive(target, visit) }
      if let target = node.edge1?.node { arrive(target, visit) }
      if let rare = node.rare {
        if let target = rare.edge2?.node { arrive(target, visit) }
        for case let edge? in rare.edges { arrive(edge.node, visit) }
      }
    }
  }

  @inline(__always) private final func arrive(_ node: Node, _ visit: UInt32) {
    discover(node, visit)
    node.pending &+= 1
  }

  @inline(__always) private final func discover(_ node: Node, _ visit: UInt32) {
    if node.visit != visit {
      node.visit = visit
      if GradientWalk.depth > 1 { interrupt(node) }
      // What a node that never ran may have left.
      node.pending = 0
      if node.incoming != nil { node.incoming = nil }
      if node.rare != nil { node.moreIncoming = [] }
      GradientWalk.visited.push(Unmanaged.passUnretained(node))
    }
  }

  private final func interrupt(_ node: Node) {
    guard node.pending != 0 || node.incoming != nil || !node.moreIncoming.isEmpty else { return }
    interrupted.append(
      Interrupted(node: node, pending: node.pending, incoming: node.incoming, moreIncoming: node.moreIncoming))
    node.pending = 0
    node.incoming = nil
    node.moreIncoming = []
  }

  /// Runs each node for who measures or counts them; nil most of the time.
  nonisolated(unsafe) public static var watcher: ((Node, () throws -> Void) throws -> Void)?

  private final func drain() throws {
    if let watcher = GradientWalk.watcher { return try drain(before: watcher) }
    while let node = pop() { try process(node) }
  }

  @inline(never) private final func drain(before watcher: (Node, () throws -> Void) throws -> Void) throws {
    while let node = pop() { try watcher(node) { try process(node) } }
  }

  private final func finish() {
    var index = firstVisited
    while index < GradientWalk.visited.count {
      let node = GradientWalk.visited[index]._withUnsafeGuaranteedRef { $0 }
      node.pending = 0
      if node.incoming != nil { node.incoming = nil }
      if node.rare != nil { node.moreIncoming = [] }
      index &+= 1
    }
    GradientWalk.visited.truncate(to: firstVisited)
    GradientWalk.ready.truncate(to: firstReady)
    GradientWalk.depth -= 1
    for state in interrupted {
      state.node.pending = state.pending
      state.node.incoming = state.incoming
      state.node.moreIncoming = state.moreIncoming
    }
    interrupted = []
  }

  // MARK: Gradients on their way

  /// Adds to the gradient that flows into an edge; the node there is ready when all its users delivered.
  @inlinable public final func deliver(_ gradient: consuming Tensor, to edge: Edge) throws {
    try receive(consume gradient, at: edge)
    arrived(edge.node)
  }

  /// Says that no gradient comes along an edge.
  @inlinable public final func skip(_ edge: Edge) {
    arrived(edge.node)
  }

  @usableFromInline final func arrived(_ node: Node) {
    node.pending &-= 1
    if node.pending == 0 { push(node) }
  }

  @usableFromInline final func receive(_ gradient: consuming Tensor, at edge: Edge) throws {
    let node = edge.node
    if edge.slot == 0 {
      if var present = node.incoming {
        node.incoming = nil
        if !createsGraph, isKnownUniquelyReferenced(&present), present.isPlainSingle, gradient.isSingle {
          present.becomeSingle(present.single + gradient.single)
          node.incoming = present
        } else {
          node.incoming = try sum(present, gradient)
        }
      } else {
        node.incoming = consume gradient
      }
      return
    }
    let index = Int(edge.slot) - 1
    let rare = node.needRare()
    while rare.incoming.count <= index { rare.incoming.append(nil) }
    if let present = rare.incoming[index] {
      rare.incoming[index] = try sum(present, gradient)
    } else {
      rare.incoming[index] = gradient
    }
  }

  @inline(__always) private final func process(_ node: Node) throws {
    if !captures.isEmpty {
      let isNeeded = needed.contains(ObjectIdentifier(node))
      // Hooks on tensors that lead to none of the inputs are not asked.
      if let hooks = node.hooks, isWanted(node) { try tensorHooks(hooks, node) }
      for i in captures.indices where captures[i].node === node {
        let slot = Int(captures[i].slot)
        captures[i].gradient =
          slot == 0 ? node.incoming : slot - 1 < node.moreIncoming.count ? node.moreIncoming[slot - 1] : nil
      }
      guard isNeeded else {
        skipAll(node)
        return
      }
      if let hooks = node.hooks { try nodeHooks(hooks, node) }
    } else if let hooks = node.hooks {
      try tensorHooks(hooks, node)
      try nodeHooks(hooks, node)
    }
    if node.isLeaf {
      if captures.isEmpty, let gradient = node.incoming {
        node.incoming = nil
        let leaf = unsafeDowncast(node, to: AccumulateGrad.self)
        // Given away, so that the leaf keeps it where nobody else holds it.
        guard let after = node.hooks?.after, !after.isEmpty else { return try accumulate(consume gradient, at: leaf) }
        try accumulate(gradient, at: leaf)
        for hook in after { _ = try hook.run([], [gradient]) }
      }
      return
    }
    if AnomalyMode.isEnabled { return try processWatched(node) }
    guard !node.isReleased else { throw Saved.releasedError }
    if let hooks = node.hooks {
      if let packed = hooks.packed {
        try packed.unpacked(in: node) { try runDerivative(node) }
        return releaseIfDone(node)
      }
      if !hooks.after.isEmpty {
        try runObserved(node, hooks.after)
        return releaseIfDone(node)
      }
    }
    try runPlain(node)
    releaseIfDone(node)
  }

  private final func runDerivative(_ node: Node) throws {
    if let hooks = node.hooks, !hooks.after.isEmpty { try runObserved(node, hooks.after) } else { try runPlain(node) }
  }

  @inline(__always) private final func runPlain(_ node: Node) throws {
    if node.rare == nil || node.moreIncoming.isEmpty, node.outputCount == 1 {
      if var gradient = node.incoming {
        node.incoming = nil
        lendsGradient = isKnownUniquelyReferenced(&gradient)
        try node.backward(gradient, self)
        lendsGradient = false
      } else {
        skipAll(node)
      }
    } else {
      let gradients = takeIncoming(node)
      if gradients.allSatisfy({ $0 == nil }) { skipAll(node) } else { try node.backward(gradients, self) }
    }
  }

  private final func releaseIfDone(_ node: Node) {
    if !retainsGraph, node.savesValues {
      node.release()
      node.hooks?.packed = nil
      node.isReleased = true
    }
  }

  /// As `process`, looking at every gradient; a failure is reported with the node it happened in.
  private final func processWatched(_ node: Node) throws {
    do {
      guard !node.isReleased else { throw Saved.releasedError }
      if node.incoming == nil, node.moreIncoming.allSatisfy({ $0 == nil }) {
        skipAll(node)
      } else if let packed = node.hooks?.packed {
        try packed.unpacked(in: node) { try runObserved(node, node.hooks?.after ?? []) }
      } else {
        try runObserved(node, node.hooks?.after ?? [])
      }
    } catch {
      try AnomalyMode.report(node)
      throw error
    }
    releaseIfDone(node)
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

  /// Those on the gradients of the node's results.
  private final func tensorHooks(_ hooks: NodeHooks, _ node: Node) throws {
    for hook in hooks.gradients {
      let index = Int(hook.slot)
      let present =
        index == 0 ? node.incoming : index - 1 < node.moreIncoming.count ? node.moreIncoming[index - 1] : nil
      guard let present else { continue }
      if let replaced = try hook.run(present) {
        if index == 0 { node.incoming = replaced } else { node.moreIncoming[index - 1] = replaced }
      }
    }
    for entry in hooks.retained {
      let index = Int(entry.slot)
      let present =
        index == 0 ? node.incoming : index - 1 < node.moreIncoming.count ? node.moreIncoming[index - 1] : nil
      if let present { try entry.keep(present) }
    }
  }

  private final func nodeHooks(_ hooks: NodeHooks, _ node: Node) throws {
    for entry in hooks.before {
      var incoming = [node.incoming] + node.moreIncoming
      while incoming.count < node.outputCount { incoming.append(nil) }
      if let replaced = try entry.run(incoming), let first = replaced.first {
        node.incoming = first
        node.moreIncoming = Array(replaced.dropFirst())
      }
    }
  }

  /// Whether the walk that began last brings a gradient to a node.
  public static func willReach(_ node: Node) -> Bool {
    guard node.visit == lastVisit, let walk = choosing else { return node.visit == lastVisit }
    return walk.needed.contains(ObjectIdentifier(node)) || walk.captures.contains { $0.node === node }
  }

  /// The walk under way where it goes to some places only.
  nonisolated(unsafe) private static var choosing: GradientWalk?

  /// Runs a node whose results somebody wants to see before they go on.
  private final func runObserved(_ node: Node, _ hooks: [(id: Int, run: NodeHooks.AfterHook)]) throws {
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
    var gradients = zip(collector.placeholders, edges).map { placeholder, edge in
      edge.map { isWanted($0.node) } ?? false ? placeholder.incoming : nil
    }
    if AnomalyMode.isEnabled, AnomalyMode.checksNaN {
      for (index, gradient) in gradients.enumerated() {
        guard let gradient, gradient.dtype.isFloatingPoint,
          gradient.data.numbers().contains(where: { $0.asDouble.isNaN })
        else { continue }
        throw EngineError.runtime("Function '\(node.name)' returned nan values in its \(index)th output.")
      }
    }
    for hook in hooks {
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

  /// Whether a gradient is of use at a node: everywhere, unless certain inputs are asked for.
  private final func isWanted(_ node: Node) -> Bool {
    captures.isEmpty || needed.contains(ObjectIdentifier(node)) || captures.contains { $0.node === node }
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
    var visited: [Node] = []
    for index in firstVisited..<GradientWalk.visited.count {
      visited.append(GradientWalk.visited[index].takeUnretainedValue())
    }
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
    GradientWalk.ready.push(Unmanaged.passUnretained(node))
    var child = GradientWalk.ready.count - 1
    while child > firstReady {
      let parent = firstReady + ((child - firstReady - 1) >> 1)
      guard precedes(child, parent) else { break }
      exchange(parent, child)
      child = parent
    }
  }

  @inline(__always) private final func precedes(_ a: Int, _ b: Int) -> Bool {
    GradientWalk.ready[a]._withUnsafeGuaranteedRef { $0.sequence }
      > GradientWalk.ready[b]._withUnsafeGuaranteedRef { $0.sequence }
  }

  private final func exchange(_ a: Int, _ b: Int) {
    let kept = GradientWalk.ready[a]
    GradientWalk.ready[a] = GradientWalk.ready[b]
    GradientWalk.ready[b] = kept
  }

  private final func pop() -> Node? {
    guard GradientWalk.ready.count > firstReady else { return nil }
    let last = GradientWalk.ready.pop()
    guard GradientWalk.ready.count > firstReady else { return last.takeUnretainedValue() }
    let top = GradientWalk.ready[firstReady]
    GradientWalk.ready[firstReady] = last
    var parent = firstReady
    while true {
      let left = firstReady + 2 * (parent - firstReady) + 1
      guard left < GradientWalk.ready.count else { break }
      let right = left + 1
      let child = right < GradientWalk.ready.count && precedes(right, left) ? right : left
      guard precedes(child, parent) else { break }
      exchange(parent, child)
      parent = child
    }
    return top.takeUnretainedValue()
  }
}
