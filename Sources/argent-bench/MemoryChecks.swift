import Autograd
import NDArray
import Ops

/// Long chains are walked and freed without recursion, and loops leave nothing behind.
func checkMemory() throws {
  let x = Tensor(NDArray(Float(1)))
  x.setRequiresGrad(true)
  print("start: \(whole(Memory.now)) MB")

  for _ in 0..<2 {
    var y = x
    for _ in 0..<1_000_000 { y = try Mul.of(y, .float(1)) }
    print("chain of 1,000,000 operations: \(whole(Memory.now)) MB")
    try Backward.run(y)
    print("  after backward: \(whole(Memory.now)) MB, gradient \(x.grad?.data.float ?? 0)")
    x.grad = nil
  }
  print("  freed: \(whole(Memory.now)) MB, peak \(whole(Memory.peak)) MB")

  let chosen = try workloads().filter { $0.count >= 50_000 }
  for workload in chosen {
    _ = try workload.seconds(1000)
    let before = Memory.now
    _ = try workload.seconds(1_000_000)
    print("1,000,000 × \(workload.name): \(whole(before)) → \(whole(Memory.now)) MB")
  }
}

private func whole(_ megabytes: Double) -> Double { (megabytes * 10).rounded() / 10 }
