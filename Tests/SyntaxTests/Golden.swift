import Diagnostics
import Foundation
import Syntax
import Testing

/// The programs of a golden file, with what CPython made of each.
struct Recorded: CustomTestStringConvertible, Sendable {
  let program: String
  /// What stands after `===`.
  let heading: String
  /// What stands after `---`.
  let body: [String]

  var testDescription: String { program }

  var source: Source { Source(name: "In [1]", text: program) }

  static func read(_ name: String) -> [Recorded] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/\(name).golden")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    return ("\n" + (text.hasSuffix("\n") ? String(text.dropLast()) : text)).components(separatedBy: "\n===").dropFirst()
      .map { block in
        let lines = block.components(separatedBy: "\n")
        let program = lines.dropFirst().joined(separator: "\n")
        let parts = (program + "\n").components(separatedBy: "\n---\n")
        return Recorded(
          program: parts.count > 1 ? parts[0] : program, heading: lines[0].trimmingCharacters(in: .whitespaces),
          body: parts.count > 1 ? parts[1].components(separatedBy: "\n").filter { !$0.isEmpty } : [])
      }
  }
}

func environment(_ name: String) -> String { ProcessInfo.processInfo.environment[name] ?? "" }
