import Foundation
import Testing

/// Modules that come with the toolchain and need no declaration.
let toolchain: Set = ["Swift", "Foundation", "FoundationEssentials", "Glibc", "Dispatch", "Synchronization", "Testing"]

/// The modules that a file imports.
func imports(of file: URL) throws -> Set<String> {
  let text = try String(contentsOf: file, encoding: .utf8)
  let statement = /^(?:@\w+(?:\(.*?\))? )*(?:(?:public|package|internal|fileprivate|private) )?import (?:\w+ )?(\w+)/
  return Set(text.split(separator: "\n").compactMap { $0.prefixMatch(of: statement).map { String($0.1) } })
}

@Test func theManifestIsRead() {
  #expect(Target.all.contains { $0.name == "Syntax" && $0.dependencies == ["Diagnostics"] })
  #expect(Target.all.contains { $0.name == "Machine" && $0.dependencies.contains("BigInt") })
  #expect(Target.all.allSatisfy { $0.folder != nil }, "a target without a folder: the manifest was misread")
}

// A target that imports what it does not declare is not rebuilt when that module changes, and the package manager's own
// check says nothing.
@Test(arguments: Target.all)
func everyImportIsDeclared(_ target: Target) throws {
  for file in target.files {
    let undeclared = try imports(of: file).subtracting(target.dependencies).subtracting(toolchain)
    #expect(undeclared.isEmpty, "\(file.lastPathComponent) imports what Package.swift does not allow \(target.name)")
  }
}

@Test(arguments: Target.all)
func everyDependencyIsImported(_ target: Target) throws {
  guard !target.files.isEmpty else { return }
  // A program is run and not imported.
  let programs = Set(Target.all.filter(\.isProgram).map(\.name))
  let used = try target.files.reduce(into: programs) { $0.formUnion(try imports(of: $1)) }
  let idle = Set(target.dependencies).subtracting(used)
  #expect(idle.isEmpty, "\(target.name) declares what none of its files imports")
}

@Test(arguments: Target.all.filter { !$0.isTest })
func noRoomKnowsATest(_ target: Target) {
  #expect(!target.dependencies.contains { $0.hasSuffix("Tests") })
}
