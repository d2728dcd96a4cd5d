import Autograd
import NDArray
import Ops

/// What teaching notebooks repeat, from the smallest to whole matrices.
func workloads() throws -> [Workload] {
  let x = Tensor(NDArray(Float(2)))
  x.setRequiresGrad(true)

  let features = Tensor(try NDArray(values: [1, 2, 3, 4], shape: [4]))
  let targets = Tensor(try NDArray(values: [2, 4, 6, 8], shape: [4]))
  let weight = Tensor(NDArray(Float(0)))
  weight.setRequiresGrad(true)

  let batch = Tensor(try NDArray(values: (0..<40).map { Float($0) / 40 }, shape: [10, 4]))
  let wanted = Tensor(try NDArray(values: (0..<10).map { Float($0) }, shape: [10, 1]))
  let layer = Tensor(try NDArray(values: [0.1, 0.2, 0.3, 0.4], shape: [1, 4]))
  let bias = Tensor(try NDArray(values: [0.5], shape: [1]))
  layer.setRequiresGrad(true)
  bias.setRequiresGrad(true)

  let long = Tensor(try NDArray.filled(shape: [1_000_000], .float(0.5), .float32))
  long.setRequiresGrad(true)

  return [
    Workload("scalar: x**2, backward, zero_", 200_000) {
      let y = try Pow.of(x, .int(2))
      try Backward.run(y)
      try x.grad?.data.fill(.int(0))
    },
    Workload("regression: w*x, mean((p-y)**2), backward, w -= lr*g, zero_", 100_000) {
      let predicted = try Mul.of(weight, features)
      let loss = try Mean.all(Pow.of(Sub.of(predicted, targets), .int(2)))
      try Backward.run(loss)
      guard let gradient = weight.grad else { return }
      GradMode.isEnabled = false
      _ = try Sub.inPlace(weight, Mul.of(gradient, .float(0.01)))
      GradMode.isEnabled = true
      try gradient.data.fill(.int(0))
    },
    Workload("linear: 10x4 @ 4x1 + b, mean square, backward, step", 50_000) {
      let loss = try Mean.all(Pow.of(Sub.of(Products.linear(batch, layer, bias), wanted), .int(2)))
      try Backward.run(loss)
      GradMode.isEnabled = false
      for parameter in [layer, bias] {
        guard let gradient = parameter.grad else { continue }
        _ = try Sub.inPlace(parameter, Mul.of(gradient, .float(0.01)))
        parameter.grad = nil
      }
      GradMode.isEnabled = true
    },
    Workload("cubic: (x**3+3*x**2-4*x+5).mean(), 1e6 elements, backward", 5) {
      let cube = try Pow.of(long, .int(3))
      let sum = try Add.of(cube, Mul.of(Pow.of(long, .int(2)), .int(3)))
      try Backward.run(Mean.all(Add.of(Sub.of(sum, Mul.of(long, .int(4))), .int(5))))
      long.grad = nil
    },
    Workload("waves: sigmoid(sin(x)*exp(-x)).sum(), 1e6 elements, backward", 3) {
      try Backward.run(Sum.all(Sigmoid.of(Mul.of(Sin.of(long), Exp.of(Neg.of(long))))))
      long.grad = nil
    },
  ]
}
