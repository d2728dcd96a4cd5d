public import Autograd
import NDArray

extension InPlace {
  /// The nodes of views, and those of the same views in place.
  private static let changing = [
    "TBackward0": "TBackward1", "TransposeBackward0": "TransposeBackward1", "UnsqueezeBackward0": "UnsqueezeBackward1",
    "SqueezeBackward0": "SqueezeBackward3", "SqueezeBackward1": "SqueezeBackward4",
    "SqueezeBackward2": "SqueezeBackward5",
  ]

  /// Makes a tensor another view of its own memory: `x.t_()`.
  public static func become(_ target: Tensor, _ view: (Tensor) throws -> Tensor) throws -> Tensor {
    try checkLeaf(target)
    try target.materialize()
    let before = Tensor(target.data, node: target.node, slot: target.slot)
    let result = try view(before)
    // Asked now: when the memory has another version, a view's history is another one.
    let made = result.node
    target.data.layout = result.data.layout
    target.data.offset = result.data.offset
    target.bumpVersion()
    target.view?.version = target.version
    if GradMode.isEnabled, let node = made, !node.isLeaf {
      // PyTorch numbers `t_` apart from `t`.
      if let node = node as? ViewNode, let edge = node.edge0, let name = changing[node.name] {
        target.node = ViewNode(name, edge, node.derivative)
      } else {
        target.node = node
      }
      target.slot = result.slot
    }
    return target
  }
}
