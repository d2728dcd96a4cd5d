import Autograd
import NDArray

extension Distances {
  public static let pdist = Op(
    "pdist", "The distance of every row from every later one.", formula: "‖x[i] - x[j]‖ for i < j",
    forms: [.function, .functional],
    Overload(
      "PdistBackward0", Arg.input, Typed<Double>("p", default: .number(.int(2))), samples: [Sample(.random([3, 2]))]
    ) { x, p in
      guard x.rank == 2 else { throw EngineError.runtime("pdist only supports 2D tensors, got: \(x.rank)D") }
      guard x.dtype.isFloatingPoint else { throw EngineError.runtime("pdist only supports floating-point dtypes") }
      guard p >= 0 else { throw EngineError.runtime("pdist only supports non-negative p values") }
      let rows = x.shape[0]
      if rows > 1, x.shape[1] > 0 { try x.dtype.refuseHalf("pdist") }
      let count = rows * max(rows - 1, 0) / 2
      let data = try count == 0 ? NDArray.zeros(shape: [0], x.dtype) : x.data.pairDistances(p: p)
      return Recording.record("PdistBackward0", [x], data, keepsResult: true) { d in
        let gradient = try withoutRecording {
          try x.dtype.refuseHalf("pdist_backward")
          return Tensor(try x.data.pairSlopes(d.gradient.data, d.kept(0).data, p: p))
        }
        return [underived("PdistBackward", "_pdist_backward", gradient, [d.gradient, x])]
      }
    },
    examples: ["F.pdist(torch.tensor([[0., 0.], [3., 4.], [1., 1.]]))"])

  /// A gradient whose own derivative PyTorch refuses, naming its kernel.
  static func underived(_ node: String, _ kernel: String, _ gradient: Tensor, _ inputs: [Tensor]) -> Tensor {
    Recording.record("\(node)Backward0", inputs, gradient.data) { _ in
      throw EngineError(.notImplementedError, "the derivative for '\(kernel)' is not implemented.")
    }
  }
}
