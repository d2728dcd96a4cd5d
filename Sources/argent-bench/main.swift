import Autograd
import Glibc
import NDArray
import Ops

/// Nanoseconds per run of the engine's smallest loops, without the language: what the machine adds is the difference
/// to `make bench`.
func report(_ name: String, _ count: Int, _ body: () throws -> Void) rethrows {
  var best = Double.infinity
  for _ in 0..<5 {
    var start = timespec()
    clock_gettime(CLOCK_MONOTONIC, &start)
    for _ in 0..<count { try body() }
    var end = timespec()
    clock_gettime(CLOCK_MONOTONIC, &end)
    let elapsed = Double(end.tv_sec - start.tv_sec) * 1e9 + Double(end.tv_nsec - start.tv_nsec)
    best = min(best, elapsed / Double(count))
  }
  print("\(name): \(best.rounded()) ns")
}

let x = Tensor(NDArray(Float(2)))
x.setRequiresGrad(true)
try report("x**2, backward, zero_", 200_000) {
  let y = try Pow.of(x, .int(2))
  try Backward.run(y)
  try x.grad?.data.fill(.int(0))
}

let features = Tensor(try NDArray(values: [1, 2, 3, 4], shape: [4]))
let targets = Tensor(try NDArray(values: [2, 4, 6, 8], shape: [4]))
let weight = Tensor(NDArray(Float(0)))
weight.setRequiresGrad(true)
try report("linear regression by hand, one step", 100_000) {
  let predicted = try Mul.of(weight, features)
  let loss = try Mean.all(Pow.of(Sub.of(predicted, targets), .int(2)))
  try Backward.run(loss)
  guard let gradient = weight.grad else { return }
  GradMode.isEnabled = false
  _ = try Sub.inPlace(weight, Mul.of(gradient, .float(0.01)))
  GradMode.isEnabled = true
  try gradient.data.fill(.int(0))
}
