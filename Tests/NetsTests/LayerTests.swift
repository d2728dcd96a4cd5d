import Autograd
import NDArray
import Nets
import Ops
import Testing

private func random(_ shape: [Int], _ generator: Generator, leaf: Bool = true) throws -> Tensor {
  let tensor = Tensor(try NDArray.normal(shape: shape, .float64, generator).inMemory())
  if leaf { tensor.setRequiresGrad(true) }
  return tensor
}

private func near(_ a: Tensor?, _ b: Tensor?) -> Bool {
  guard let a, let b, a.shape == b.shape else { return false }
  return zip(a.data.doubles(), b.data.doubles()).allSatisfy { abs($0 - $1) < 1e-12 }
}

/// The fused layers beside the operations that they are short for.
@Suite struct LayerTests {
  @Test(arguments: [[3], [4, 3], [2, 5, 3], [0, 3]], [true, false])
  func linearAgreesWithTheOperation(shape: [Int], hasBias: Bool) throws {
    let generator = Generator(seed: 1)
    let (x, w, b) = (try random(shape, generator), try random([2, 3], generator), try random([2], generator))
    var gradients: [[Tensor?]] = []
    var results: [Tensor] = []
    for run in [{ try Linear.of(x, w, hasBias ? b : nil) }, { try Products.linear(x, w, hasBias ? b : nil) }] {
      let y = try run()
      results.append(y)
      for leaf in [x, w, b] { leaf.grad = nil }
      try Backward.run(Sum.all(Mul.of(y, y)))
      gradients.append([x.grad, w.grad, hasBias ? b.grad : nil])
    }
    #expect(near(results[0], results[1]))
    for (fused, plain) in zip(gradients[0], gradients[1]) { #expect(fused == nil && plain == nil || near(fused, plain)) }
  }

  @Test(arguments: [LossReduction.mean, .sum]) func squaredErrorAgreesWithTheOperation(reduction: LossReduction) throws {
    let generator = Generator(seed: 2)
    let (x, t) = (try random([4, 3], generator), try random([4, 3], generator))
    var gradients: [[Tensor?]] = []
    for run in [{ try SquaredError.of(x, t, reduction) }, { try Losses.mse(x, t, reduction) }] {
      (x.grad, t.grad) = (nil, nil)
      try Backward.run(run())
      gradients.append([x.grad, t.grad])
    }
    for (fused, plain) in zip(gradients[0], gradients[1]) { #expect(near(fused, plain)) }
  }

  @Test func firstValuesFollowFromTheSeed() throws {
    let weight = Tensor(try NDArray.zeros(shape: [3, 2], .float32))
    let bias = Tensor(try NDArray.zeros(shape: [3], .float32))
    try Initialisation.layer(weight: weight, bias: bias, Generator(seed: 0))
    #expect(weight.data.doubles().first == -0.005293981172144413)
    #expect(bias.data.doubles() == [-0.014010033570230007, 0.5606575012207031, -0.06275151669979095])
  }
}
