public import NDArray

/// The end of the graph at a leaf: what arrives here is added to the leaf's `grad`.
///
/// The leaf holds this node; the node does not hold the leaf, so that neither keeps the other alive.
public final class AccumulateGrad: Node {
  public var grad: Tensor?
  public let layout: Layout
  public let dtype: DType
  /// The leaf itself while someone holds it.
  public var variable: Tensor? { owner.tensor }
  let owner: Owner
  /// Whether it serves a computation of the library's, so that a person does not see that it wants gradients.
  public var isHidden = false
  /// Whether the leaf is a view that nothing recorded: it requires gradients because its base does, and gets none.
  public var isUnreached = false
  /// Run after `grad` has been updated (`register_post_accumulate_grad_hook`).
  public var afterAccumulation: [(id: Int, run: (Tensor) throws -> Void)] = []

  init(of tensor: Tensor) {
    layout = tensor.data.layout
    dtype = tensor.dtype
    owner = Owner(tensor)
    super.init(inputCount: 0, isLeaf: true)
    sequence = .max
  }

  /// - Parameter view: A view that was made while nothing was recorded.
  convenience init(unreached view: Tensor) {
    self.init(of: view)
    view.owner = owner
    isUnreached = true
  }

  public override var name: String { "AccumulateGrad" }

  /// The way back from a node to its leaf. The leaf empties it when it goes; a weak reference would make every other
  /// reference to the leaf slower.
  final class Owner {
    unowned(unsafe) var tensor: Tensor?

    init(_ tensor: Tensor) { self.tensor = tensor }
  }
}
