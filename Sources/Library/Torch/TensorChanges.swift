import Autograd
import Machine
import NDArray
import Ops

/// Tensors of other values with the dtype of one.
enum TensorChanges {
  static func add(to type: TypeObject) {
    type.method(
      "new_tensor",
      [
        .init("self"), .init("data", default: .undefined), .keyword("dtype", default: Value.none),
        .keyword("device", default: Value.none), .keyword("requires_grad", default: .bool(false)),
        .keyword("pin_memory", default: .bool(false)),
      ], summary: "A tensor of other values with this one's dtype.",
      .bound { try TensorConstructors.newTensor([$0[0], $0[1], $0[2], $0[3], $0[4]]) })
  }
}
