public import NDArray

/// A step of the graph: how gradients of an operation's results become gradients of its inputs.
///
/// Subclasses hold what the derivative needs. A node refers to the nodes before it, never to the tensors
/// it made, so a graph is freed from its end.
open class Node {
  // In this order, what is shorter than a word fills the gaps: a long graph is as large as its nodes.

  /// Gradients of the first two inputs go here; most operations have no more.
  public final var edge0: Edge?
  public final var inputCount: Int32
  public final var edge1: Edge?
  /// The place in the person's program that made this node.
  public final var origin: UInt32
  /// Later operations have higher numbers, so the walk goes through nodes from high to low.
  public final var sequence: UInt64

  // Scratch space of the walk, kept here so that a walk needs no table.
  public final var visit: UInt32 = 0
  public final var pending: Int32 = 0
  public final var incoming: Tensor?

  /// What few nodes have; nil means that all of it is empty.
  final var rare: Rare?

  /// Set when saved values have been let go of; a second backward is then an error.
  public final var isReleased = false

  /// Whether this node collects the gradient of a leaf: it is an `AccumulateGrad`.
  public final let isLeaf: Bool

  final class Rare {
    /// The gradient of the third input goes here.
    var edge2: Edge?
    /// Gradients of the fourth and later inputs.
    var edges: [Edge?] = []
    /// What arrived at the second and later results.
    var incoming: [Tensor?] = []
    var hooks: NodeHooks?
    /// What is known of the results by whoever runs the node alone.
    var forms: [Int32: ResultForm] = [:]
  }

  /// The shape and dtype of a result, which its gradient has, too.
  public struct ResultForm {
    public let shape: [Int]
    public let dtype: DType

    public init(of tensor: Tensor) {
      shape = tensor.shape
      dtype = tensor.dtype
    }
  }

  /// What the gradient of a result looks like; nil where nobody noted it.
  public final func form(ofResult slot: Int32) -> ResultForm? { rare?.forms[slot] }

  /// Notes what a result, or its gradient, looks like.
  public final func note(_ tensor: Tensor, asResult slot: Int32) { needRare().forms[slot] = ResultForm(of: tensor) }

  final var moreIncoming: [Tensor?] {
    get { rare?.incoming ?? [] }
    set { if rare != nil || !newValue.isEmpty { needRare().incoming = newValue } }
  }

  public final var hooks: NodeHooks? {
    get { rare?.hooks }
    set { if rare != nil || newValue != nil { needRare().hooks = newValue } }
  }

  final func needRare() -> Rare {
    if let rare { return rare }
    let made = Rare()
    rare = made
    return made
  }

  nonisolated(unsafe) private static var lastSequence: UInt64 = 0

  /// The sequence of the node that was made last.
  public static var latestSequence: UInt64 { lastSequence }

  public init(inputCount: Int, isLeaf: Bool = false) {
    self.inputCount = Int32(inputCount)
    self.isLeaf = isLeaf
    origin = AnomalyMode.isEnabled ? Origin.trace() : Origin.current
    Node.lastSequence &+= 1
    sequence = Node.lastSequence
  }

  /// PyTorch's name of the node: `MulBackward0`.
  open var name: String { "Node" }

  /// How many results the operation had.
  open var outputCount: Int { 1 }

  /// Turns the gradients of the results into gradients of the inputs and hands those on with
  /// `deliver`. Runs without recording unless the walk was asked to be differentiable.
  ///
  /// - Parameter walk: Takes what is delivered.
  open func backward(_ gradient: Tensor, _ walk: GradientWalk) throws {}

  /// As `backward`, for operations with several results: one gradient for each, nil where none came.
  open func backward(_ gradients: [Tensor?], _ walk: GradientWalk) throws {
    if let first = gradients.first, let first { try backward(first, walk) }
  }

  /// Whether there are saved values that are let go of after the node ran.
  open var savesValues: Bool { false }

  /// Lets go of saved values.
  open func release() {}

  /// The edges as a person sees them: one for each input of the operation in PyTorch's sense.
  open var shownEdges: [Edge?] { (0..<Int(inputCount)).map { edge($0) } }

  /// Takes note that the result now lives in `y`, after an operation in place.
  open func rebindOutput(_ y: Tensor) {}

  /// The saved values by PyTorch's names without `_saved_`, for inspection.
  open func savedValues() throws -> [(name: String, value: SavedValue)] { [] }

  /// Puts another value in the place of each kept one, in PyTorch's order.
  open func exchangeSaved(_ other: (Tensor) throws -> Tensor) throws {}

  /// Moves everything that could keep earlier nodes alive to the list, so that a long chain is freed by
  /// a loop.
  open func unlink(into objects: inout [AnyObject]) {}

  /// The edge of input `index`.
  @inlinable public final func edge(_ index: Int) -> Edge? {
    switch index {
    case 0: edge0
    case 1: edge1
    default: rareEdge(index)
    }
  }

  @usableFromInline final func rareEdge(_ index: Int) -> Edge? {
    guard let rare, index >= 2 else { return nil }
    if index == 2 { return rare.edge2 }
    return index - 3 < rare.edges.count ? rare.edges[index - 3] : nil
  }

  public final func setEdge(_ index: Int, _ edge: Edge?) {
    switch index {
    case 0: edge0 = edge
    case 1: edge1 = edge
    case 2: if rare != nil || edge != nil { needRare().edge2 = edge }
    default:
      let rare = needRare()
      while rare.edges.count < index - 2 { rare.edges.append(nil) }
      rare.edges[index - 3] = edge
    }
  }

  /// Whether the gradient of input `index` is wanted at all.
  @inlinable public final func needs(_ index: Int) -> Bool { edge(index) != nil }

  // Left to itself, Swift would free a chain of operations by recursion, and 50,000 steps of a loop
  // overflow an 8 MiB stack. So a few steps are freed by recursion, and what lies deeper in a loop.
  deinit {
    Unlinking.depth &+= 1
    if Unlinking.depth < 64 {
      edge0 = nil
      edge1 = nil
      if rare != nil { rare = nil }
      release()
    } else {
      // Letting go of edges may free a leaf's node at once, which comes here again: the shared list must not be open
      // for writing meanwhile.
      var objects: [AnyObject] = []
      unlinkEdges(into: &objects)
      Unlinking.pending += objects
    }
    if Unlinking.depth == 1, !Unlinking.pending.isEmpty { Unlinking.freePending() }
    Unlinking.depth &-= 1
  }

  fileprivate final func unlinkEdges(into objects: inout [AnyObject]) {
    if let edge0, !edge0.node.isLeaf { objects.append(edge0.node) }
    if let edge1, !edge1.node.isLeaf { objects.append(edge1.node) }
    edge0 = nil
    edge1 = nil
    if let rare {
      if let edge = rare.edge2, !edge.node.isLeaf { objects.append(edge.node) }
      for case let edge? in rare.edges where !edge.node.isLeaf { objects.append(edge.node) }
      rare.edge2 = nil
      rare.edges = []
    }
    unlink(into: &objects)
  }
}

/// A value kept for the derivative, as inspection shows it.
public enum SavedValue {
  case tensor(Tensor)
  case number(Number)
  case ints([Int])
  case text(String)
  case none
}

/// Hooks on a node, in the order they were registered.
public final class NodeHooks {
  public struct Hook {
    public let id: Int
    public let slot: Int32
    /// Takes the gradient and may give another.
    public let run: (Tensor) throws -> Tensor?

    public init(id: Int, slot: Int32, run: @escaping (Tensor) throws -> Tensor?) {
      self.id = id
      self.slot = slot
      self.run = run
    }
  }
  /// What the kept values were packed into, where they were.
  public var packed: PackedValues?
  /// On the gradient of one of the results (`Tensor.register_hook`).
  public var gradients: [Hook] = []
  /// Tensors whose own gradient is kept though they are not leaves (`retain_grad`).
  public var retained: [(slot: Int32, owner: ObjectIdentifier, keep: (Tensor) throws -> Void)] = []
  /// Before the node runs, on the gradients of its results (`Node.register_prehook`).
  public var before: [(id: Int, run: ([Tensor?]) throws -> [Tensor?]?)] = []
  /// After the node ran: gradients of inputs, gradients of results (`Node.register_hook`).
  public var after: [(id: Int, run: AfterHook)] = []
  public typealias AfterHook = ([Tensor?], [Tensor?]) throws -> [Tensor?]?

  public init() {}
}

private enum Unlinking {
  nonisolated(unsafe) static var pending: [AnyObject] = []
  /// How many nodes are being freed inside one another.
  nonisolated(unsafe) static var depth = 0

  static func freePending() {
    var rounds = 0
    while let object = pending.popLast() {
      _ = object
      rounds += 1
    }
    if pending.capacity > 4096 { pending = [] }
    // A long chain lay in pieces between what stays.
    if rounds > 1000 { Storage.releaseFreePages() }
  }
}
