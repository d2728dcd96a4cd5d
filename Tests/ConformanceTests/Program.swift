import Foundation

/// The top of the source tree.
let tree = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// The program that was built together with these tests, run as a person runs it.
enum Program {
  static let path = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "argent")

  struct Ending {
    let output: String
    let errors: String
    let status: Int32
  }

  /// Runs `argent run` with arguments, without a terminal.
  static func run(_ arguments: [String]) throws -> Ending {
    let folder = try Folder()
    let process = Process()
    process.executableURL = path
    process.arguments = ["run"] + arguments
    process.standardInput = FileHandle.nullDevice
    // Files and not pipes: a pipe that nobody reads while the other is read would stop the program.
    process.standardOutput = try folder.file("output")
    process.standardError = try folder.file("errors")
    try process.run()
    process.waitUntilExit()
    return Ending(
      output: try folder.text("output"), errors: try folder.text("errors"), status: process.terminationStatus)
  }
}

/// A folder that goes when it is no longer needed.
final class Folder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "argent-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func file(_ name: String) throws -> FileHandle {
    let place = url.appending(path: name)
    try Data().write(to: place)
    return try FileHandle(forWritingTo: place)
  }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: url.appending(path: name)), as: UTF8.self)
  }
}

extension String {
  /// The text with addresses of objects left out: they differ from run to run.
  var withoutAddresses: String { replacing(/0x[0-9a-f]{6,}/, with: "0x…") }
}
