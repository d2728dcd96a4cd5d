public import Autograd
import NDArray

extension Tensor {
  /// The same values, placed in memory as PyTorch places the result of an elementwise operation of these operands.
  ///
  /// What is computed in other steps than PyTorch's kernel names the kernel's operands here, in its order.
  func placed(as operands: Tensor...) throws -> Tensor {
    guard let data = try data.placed(as: operands.map(\.data)) else { return self }
    return Tensor(data, node: node, slot: slot)
  }

  /// As `placed`, where PyTorch has a kernel for what is not derived further, and else takes single steps.
  func asKernel(_ operands: Tensor...) throws -> Tensor {
    if GradMode.isEnabled { return self }
    guard let data = try data.placed(as: operands.map(\.data)) else { return self }
    return Tensor(data)
  }

  /// The same values in row-major order, as PyTorch's kernels leave them that write into new memory element by element.
  public func inRow() throws -> Tensor {
    data.layout.isContiguous ? self : Tensor(try data.contiguous(), node: node, slot: slot)
  }
}
