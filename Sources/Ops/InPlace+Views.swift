public import Autograd
import NDArray

extension InPlace {
  /// Makes a tensor another view of its own memory: `x.t_()`.
  public static func become(_ target: Tensor, _ view: (Tensor) throws -> Tensor) throws -> Tensor {
    try check(target)
    try target.materialize()
    let before = Tensor(target.data, node: target.node, slot: target.slot)
    let result = try view(before)
    target.data.layout = result.data.layout
    target.data.offset = result.data.offset
    if GradMode.isEnabled, let node = result.node, !node.isLeaf {
      // PyTorch numbers `t_` apart from `t`.
      if let node = node as? ViewNode, let edge = node.edge0, node.name == "TBackward0" {
        target.node = ViewNode("TBackward1", edge, node.derivative)
      } else {
        target.node = node
      }
      target.slot = result.slot
    }
    return target
  }
}
