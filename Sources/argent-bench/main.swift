import Autograd
import Glibc
import NDArray
import Ops

// argent-bench                  every workload: nanoseconds per step, the best of five
// argent-bench NAME             the workloads whose names begin so
// argent-bench NAME COUNT       that many steps and no timing, to count instructions under callgrind
// argent-bench memory           long chains and long loops, and the memory they leave

let arguments = Array(CommandLine.arguments.dropFirst())
if arguments.first == "memory" {
  try checkMemory()
} else {
  let name = arguments.first ?? ""
  for workload in try workloads() where workload.name.hasPrefix(name) {
    if arguments.count > 1, let count = Int(arguments[1]) {
      _ = try workload.seconds(count)
    } else {
      try workload.report()
    }
  }
}
