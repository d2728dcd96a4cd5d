import Glibc

/// A loop that is timed, without the language: what the machine adds is the difference to `make bench`.
struct Workload {
  let name: String
  /// How often the step runs in one of the five timings.
  let count: Int
  let step: () throws -> Void

  init(_ name: String, _ count: Int, _ step: @escaping () throws -> Void) {
    self.name = name
    self.count = count
    self.step = step
  }

  /// Prints nanoseconds per step, the best of five.
  func report() throws {
    var best = Double.infinity
    for _ in 0..<5 { best = min(best, try seconds(count) * 1e9 / Double(count)) }
    print("\(name): \(best < 1000 ? best.rounded() : (best / 10).rounded() * 10) ns")
  }

  func seconds(_ count: Int) throws -> Double {
    let start = Workload.now
    for _ in 0..<count { try step() }
    return Workload.now - start
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}

/// How much memory the process holds, in MB.
enum Memory {
  static var peak: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) / 1024
  }

  static var now: Double {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var line = [UInt8](repeating: 0, count: 128)
    let length = fread(&line, 1, line.count, file)
    let fields = String(decoding: line.prefix(length), as: UTF8.self).split(separator: " ")
    let pages = fields.count > 1 ? Double(fields[1]) ?? 0 : 0
    return pages * Double(sysconf(Int32(_SC_PAGESIZE))) / 1_048_576
  }
}
