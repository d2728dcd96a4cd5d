import ArgumentParser
import Glibc
import Session

/// What programs may reach and take: the machine's own declarations as options.
struct LimitOptions: ParsableArguments {
  @Option(
    name: .customLong(StartOption.files.name),
    help: ArgumentHelp("\(StartOption.files.summary)", valueName: StartOption.files.valueName), completion: .directory)
  var folder: String?

  @Option(
    name: .customLong(StartOption.seconds.name),
    help: ArgumentHelp("\(StartOption.seconds.summary)", valueName: StartOption.seconds.valueName))
  var seconds: Double?

  @Option(
    name: .customLong(StartOption.memory.name),
    help: ArgumentHelp("\(StartOption.memory.summary)", valueName: StartOption.memory.valueName))
  var memory: MemorySize?

  /// What a cell may take where lessons are checked, if nothing else is said.
  static let secondsPerCell = 60.0

  /// The same options, as they are written.
  var arguments: [String] {
    var result: [String] = []
    if let folder { result += ["--\(StartOption.files.name)", folder] }
    if let seconds { result += ["--\(StartOption.seconds.name)", "\(seconds)"] }
    if let memory { result += ["--\(StartOption.memory.name)", "\(memory.bytes)"] }
    return result
  }

  var startOptions: StartOptions { StartOptions(folder: folder, seconds: seconds, memory: memory?.bytes) }

  func validate() throws {
    if let seconds, !(seconds > 0) {
      throw ValidationError("--\(StartOption.seconds.name) must be more than 0.")
    }
    if let folder {
      var status = stat()
      guard stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
        throw ValidationError("--\(StartOption.files.name): there is no folder '\(folder)'.")
      }
    }
  }
}

/// An amount of memory as a person writes it: `512MB`, `1.5G`, `100000`.
struct MemorySize: ExpressibleByArgument {
  let bytes: Int

  init?(argument: String) {
    let number = argument.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let value = Double(number), value > 0 else { return nil }
    let shift: Int? =
      switch argument.dropFirst(number.count).uppercased() {
      case "", "B": 0
      case "K", "KB", "KIB": 10
      case "M", "MB", "MIB": 20
      case "G", "GB", "GIB": 30
      case "T", "TB", "TIB": 40
      default: nil
      }
    guard let shift else { return nil }
    let bytes = value * Double(1 << shift)
    guard bytes >= 1, bytes < 9e18 else { return nil }
    self.bytes = Int(bytes)
  }
}
