public import NDArray

/// The end of the graph at a leaf: what arrives here is added to the leaf's `grad`.
///
/// The leaf holds this node; the node does not hold the leaf, so that neither keeps the other alive.
public final class AccumulateGrad: Node {
  public var grad: Tensor?
  public let layout: Layout
  public let dtype: DType
  /// The leaf itself while someone holds it.
  public weak var variable: Tensor?
  /// Whether it serves a computation of the library's, so that a person does not see that it wants gradients.
  public var isHidden = false
  /// Run after `grad` has been updated (`register_post_accumulate_grad_hook`).
  public var afterAccumulation: [(id: Int, run: (Tensor) throws -> Void)] = []

  public init(layout: Layout, dtype: DType) {
    self.layout = layout
    self.dtype = dtype
    super.init(inputCount: 0)
    sequence = .max
  }

  public override var name: String { "AccumulateGrad" }
  public override var isLeaf: Bool { true }
}
