import Foundation
import Testing

/// The rows `name → what it knows` of the drawing in docs/architecture.md, top to bottom.
func drawing() throws -> [(name: String, knows: [String])] {
  let page = try String(contentsOf: tree.appending(path: "docs/architecture.md"), encoding: .utf8)
  return page.split(separator: "\n").compactMap { line in
    guard let match = line.wholeMatch(of: /(\w[\w-]*) +→ *(.*)/) else { return nil }
    return (String(match.1), match.2.split(separator: /[,·\s]+/).map(String.init))
  }
}

@Test func theDrawingIsTrueToTheManifest() throws {
  let drawn = try drawing().map { "\($0.name) → \($0.knows.sorted().joined(separator: ", "))" }.sorted()
  let declared = Target.all.filter { !$0.isTest }
    .map { "\($0.name) → \($0.dependencies.sorted().joined(separator: ", "))" }.sorted()
  #expect(drawn == declared, "docs/architecture.md draws what Package.swift does not say")
}

@Test func arrowsPointDown() throws {
  let rows = try drawing()
  let names = rows.map(\.name)
  for (place, row) in rows.enumerated() {
    for known in row.knows where names.contains(known) {
      #expect(names[(place + 1)...].contains(known), "\(row.name) stands below \(known), which it knows")
    }
  }
}
