import Autograd
import NDArray

/// Inverses and equations of tensors that stand for matrices.
extension Linalg {
  public static let tensorinv = Op(
    "tensorinv", "The inverse under tensordot.", formula: "tensordot(A⁻¹, B, ind)", forms: .linalg,
    Overload(
      "ReshapeAliasBackward0", Arg.input, Typed<Int>("ind", default: .number(.int(2))),
      samples: [
        Sample(
          .values([2, 0.3, 0.1, 0.2, 1.5, 0.4, 0.3, 0.1, 1, 0.2, 0.6, 0.5, 0.1, 0.9, 0.2, 1.7], [4, 2, 2]),
          .number(.int(1)))
      ]
    ) { a, ind in
      guard ind > 0 else {
        throw EngineError.runtime("Expected a strictly positive integer for 'ind', but got \(ind)")
      }
      let first = Array(a.shape.prefix(ind))
      let last = Array(a.shape.dropFirst(ind))
      let (rows, columns) = (first.reduce(1, *), last.reduce(1, *))
      guard rows == columns else {
        throw EngineError.runtime(
          "Expected self to satisfy the requirement prod(self.shape[ind:]) == prod(self.shape[:ind]), but got \(columns) != "
            + "\(rows)")
      }
      let matrix = try Shapes.reshape(a, [columns, rows])
      let (inverted, infos) = try inverseWithInfo(matrix, isChecked: false)
      if let place = infos.data.ints().first, place != 0 {
        throw EngineError(
          .linAlgError,
          "inv: The diagonal element \(place) is zero, the inversion could not be completed because the input matrix is "
            + "singular.")
      }
      let result = try Shapes.reshape(inverted, last + first)
      // What is not in rows but can be seen in another shape has a node of its own in PyTorch.
      if inverted.data.layout.isContiguous { return result }
      return Recording.record("ReshapeAliasBackward0", [inverted], result.data) { d in
        [try Shapes.reshape(d.gradient, inverted.shape)]
      }
    },
    examples: ["torch.linalg.tensorinv(torch.eye(4).reshape(4, 2, 2), ind=1).shape"])

  public static let tensorsolve = Op(
    "tensorsolve", "The solution of tensordot(A, X) = B.", formula: "tensordot(A, X, X.ndim) = B", forms: .linalg,
    Overload(
      "ViewBackward0", Arg.input, Arg.other, Typed<[Int]?>("dims", .ints, default: Parameter.Default.none),
      samples: [Sample(.values([2, 0.3, 0.2, 1.5], [2, 2]), .random([2]))]
    ) { a, b, dims in
      var whole = a
      if let dims {
        let moved = try dims.map { try Dims.resolve($0, a.rank) }
        whole = try Shapes.permute(a, (0..<a.rank).filter { !moved.contains($0) } + moved)
      }
      let shape = Array(whole.shape.dropFirst(b.rank))
      let size = shape.reduce(1, *)
      guard size == b.count else {
        throw EngineError.runtime(
          "Expected self to satisfy the requirement prod(self.shape[other.ndim:]) == prod(self.shape[:other.ndim]), but got "
            + "\(size) != \(b.count)")
      }
      let solution = try solve(Shapes.reshape(whole, [size, size]), Shapes.reshape(b, [-1]))
      return try Shapes.reshape(solution, shape)
    },
    examples: ["torch.linalg.tensorsolve(torch.eye(6).reshape(2, 3, 6), torch.ones(2, 3))"])
}
