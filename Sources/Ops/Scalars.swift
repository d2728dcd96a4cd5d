import Autograd
import NDArray

/// Products and quotients with a number inside of other operations, where PyTorch's nodes have no place for the number.
enum Scalars {
  static func times(_ x: Tensor, _ factor: Double) throws -> Tensor {
    Recording.record("MulBackward1", [x], try Elementwise.zip(Mul.self, x.data, .float(factor))) {
      [try times($0.gradient, factor)]
    }
  }

  static func divided(_ x: Tensor, by divisor: Double) throws -> Tensor {
    Recording.record("DivBackward1", [x], try Elementwise.zip(Div.self, x.data, .float(divisor))) {
      [try divided($0.gradient, by: divisor)]
    }
  }
}
