import Foundation
import Ops
import Testing

/// What is declared stands in the table, and what stands there can be explained.
@Suite struct TableTests {
  @Test func everyOperationIsDescribed() {
    for op in Op.all {
      #expect(op.summary.hasSuffix("."), "\(op.name): \(op.summary)")
      #expect(!op.overloads.isEmpty, "\(op.name)")
    }
  }

  /// The lesson in which PyTorch's answers to the examples are recorded has all of them:
  /// Tests/Conformance/goldens/examples.py.
  @Test func everyOperationHasAnExampleThatPyTorchWasAsked() throws {
    let lesson = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Conformance/notebooks/operation_examples.ag")
    let cells = Set(
      try String(contentsOf: lesson, encoding: .utf8).components(separatedBy: "# %%\n").map { cell in
        cell.split(separator: "\n").filter { !$0.hasPrefix("#>") }.joined(separator: "\n")
      })
    for op in Op.all {
      #expect(!op.examples.isEmpty, "\(op.name)")
      for example in op.examples { #expect(cells.contains(example), "\(example) is not in the lesson") }
    }
  }

  @Test func noNameIsDeclaredTwiceForOnePlace() {
    let places: [Op.Forms] = [.function, .method, .functional, .linalg, .special]
    for place in places {
      var seen: Set<String> = []
      for op in Op.all where op.forms.contains(place) {
        for name in [op.name] + op.aliases { #expect(seen.insert(name).inserted, "\(name) twice") }
      }
    }
  }

  /// Every public constant of an operation type is listed in the table's source: `Sin.op`, `Joining.cat`.
  @Test func everyDeclarationIsListed() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources/Ops")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    let table = try String(contentsOf: folder.appending(path: "Table.swift"), encoding: .utf8)
    // Where a rule's `op` is another one's, the other one is listed.
    let others = ["ElementwiseRule", "Typed", "Forms(", "FloorDivide.", "Parametric.", "Scaled.", "Activations.gelu"]
    for file in files where file.pathExtension == "swift" && file.lastPathComponent != "Table.swift" {
      var type = ""
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        if let match = line.firstMatch(of: /^(?:public )?(?:enum|extension|struct) (\w+)/) { type = String(match.1) }
        guard let match = line.firstMatch(of: /^  public static let (\w+|`\w+`) = (.*)$/) else { continue }
        guard !others.contains(where: { match.2.hasPrefix($0) }) else { continue }
        let name = "\(type).\(match.1.replacing("`", with: ""))"
        #expect(table.contains(name), "\(name) is not in Table.swift")
      }
    }
  }
}
