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
      let pairs = (0..<rows).flatMap { i in (i + 1..<max(rows, i + 1)).map { (i, $0) } }
      if !pairs.isEmpty, x.shape[1] > 0 { try x.dtype.refuseHalf("pdist") }
      let first = Tensor(try NDArray.ints(pairs.map(\.0), shape: [pairs.count]))
      let second = Tensor(try NDArray.ints(pairs.map(\.1), shape: [pairs.count]))
      let differences = try withoutRecording {
        try Gathering.indexSelect(x, 0, first) - Gathering.indexSelect(x, 0, second)
      }
      let data = try withoutRecording { try Norms.vectorNorm(differences, p, [1], false, nil) }.data
      return Recording.record("PdistBackward0", [x], data, keepsResult: true) { d in
        let gradient = try withoutRecording {
          let each =
            try Norms.derivative(
              Shapes.unsqueeze(d.gradient, 1), differences, Shapes.unsqueeze(d.kept(0), 1), p, [1])
            ?? differences * 0
          let zeros = Tensor(try NDArray.zeros(shape: x.shape, x.dtype))
          return try Gathering.indexAdd(Gathering.indexAdd(zeros, 0, first, each, .int(1)), 0, second, -each, .int(1))
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
