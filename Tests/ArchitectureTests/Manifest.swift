import Foundation
import Testing

/// The top of the source tree that these tests were built from.
let tree = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// A target as Package.swift declares it.
struct Target: CustomTestStringConvertible, Sendable {
  let name: String
  /// The names of targets and products between the brackets of its dependencies, in the order they are declared.
  let dependencies: [String]
  let isProgram: Bool

  var testDescription: String { name }

  /// The folder that holds its sources.
  var folder: URL? {
    ["Sources", "Tests"]
      .map { tree.appending(path: $0).appending(path: name) }
      .first { FileManager.default.fileExists(atPath: $0.path) }
  }

  /// Its Swift files.
  var files: [URL] {
    guard let folder, let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) else {
      return []
    }
    return all.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.sorted { $0.path < $1.path }
  }

  var isTest: Bool { name.hasSuffix("Tests") }

  /// Every target of the package, read from the text of Package.swift, so that a test needs no second build system.
  static let all: [Target] = {
    guard let text = try? String(contentsOf: tree.appending(path: "Package.swift"), encoding: .utf8),
      let targets = text.firstRange(of: "targets: [")
    else { return [] }
    let start = /(?:\.\w*[tT]arget|\.systemLibrary|\w+)\(\s*(?:name: )?"(\w[\w-]*)"/
    return calls(in: text[targets.upperBound...]).compactMap { call in
      guard let match = call.prefixMatch(of: start) else { return nil }
      return Target(
        name: String(match.1), dependencies: dependencies(in: call[match.range.upperBound...]),
        isProgram: call.hasPrefix(".executableTarget"))
    }
  }()

  /// The calls that stand one beside the other in a list, each from its name to its closing parenthesis.
  private static func calls(in list: Substring) -> [Substring] {
    var found: [Substring] = []
    var depth = 0
    var start: Substring.Index?
    for line in list.split(separator: "\n") where !line.trimmingPrefix(while: \.isWhitespace).hasPrefix("//") {
      for index in line.indices {
        switch line[index] {
        case "(", "[":
          depth += 1
        case ")", "]":
          depth -= 1
          if depth < 0 { return found }
          if depth == 0, let from = start {
            found.append(list[from...index])
            start = nil
          }
        case let c where start == nil && (c.isLetter || c == "."):
          start = index
        default: break
        }
      }
    }
    return found
  }

  /// The names in the first list of dependencies: string literals, and of a product its name.
  private static func dependencies(in arguments: Substring) -> [String] {
    guard let open = arguments.prefixMatch(of: /\s*,\s*(?:dependencies:\s*)?\[/) else { return [] }
    let list = arguments[open.range.upperBound...].prefix { $0 != "]" }
    return list.matches(of: /\.(?:product|target|byName)\(name: "([\w-]+)"[^)]*\)|"([\w-]+)"/).compactMap { match in
      (match.1 ?? match.2).map(String.init)
    }
  }
}
