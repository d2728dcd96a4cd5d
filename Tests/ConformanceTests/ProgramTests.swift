import Foundation
import Testing

/// A program and what CPython or PyTorch said of it: `x.py` with `x.out` beside it (see Tests/Conformance/README.md).
struct RecordedProgram: CustomTestStringConvertible, Sendable {
  let file: URL
  var testDescription: String { file.deletingPathExtension().lastPathComponent }

  static func all(in folder: String) -> [RecordedProgram] {
    files(in: "Tests/Conformance/\(folder)", ending: "out").map { RecordedProgram(file: $0) }
  }

  /// What it prints, and the lines that say what else there is.
  func record() throws -> (output: String, notes: [String]) {
    let text = try String(contentsOf: file, encoding: .utf8)
    let end = text.firstRange(of: #/(?m)^#! /#)?.lowerBound ?? text.endIndex
    let notes = text[end...].split(separator: "\n").map { String($0.dropFirst(3)) }
    let output = String(text[..<end])
    return (notes.first == "no newline at the end" ? String(output.dropLast()) : output, notes)
  }
}

/// The files of a folder of the tree with an ending, those in folders within it too.
func files(in folder: String, ending: String) -> [URL] {
  let found = FileManager.default.enumerator(at: tree.appending(path: folder), includingPropertiesForKeys: nil)
  return (found?.allObjects ?? []).compactMap { $0 as? URL }
    .filter { $0.pathExtension == ending }
    .sorted { $0.path < $1.path }
}

@Suite struct ProgramTests {
  @Test func recordsAreThere() {
    #expect(RecordedProgram.all(in: "torch").count > 100)
  }

  @Test(arguments: RecordedProgram.all(in: "torch"))
  func printsWhatPyTorchPrints(_ program: RecordedProgram) throws { try compare(program) }

  @Test(arguments: RecordedProgram.all(in: "language"))
  func printsWhatPythonPrints(_ program: RecordedProgram) throws { try compare(program) }

  private func compare(_ program: RecordedProgram) throws {
    let record = try program.record()
    let ending = try Program.run([program.file.deletingPathExtension().appendingPathExtension("py").path])
    #expect(ending.output.withoutAddresses == record.output, "\(ending.errors)")
    let errors = ending.errors.withoutAddresses.split(separator: "\n").map(String.init)
    for note in record.notes {
      if let message = note.prefixMatch(of: /error (.*)/) {
        #expect(errors.contains(String(message.1)))
        #expect(ending.status == 1)
      } else if let warning = note.prefixMatch(of: /warning (?:line (\d+): )?(.*?)(?: \(Triggered internally\))?$/) {
        let line = warning.1.map { ":\($0): " } ?? ": "
        #expect(errors.contains { $0.contains(line + warning.2) })
      } else if let status = note.prefixMatch(of: /status (\d+)/) {
        #expect(ending.status == Int32(status.1))
      }
    }
    if record.notes.isEmpty {
      // What the program itself writes there is its own business.
      #expect(errors.filter { $0.contains("Error") || $0.contains("Warning") }.isEmpty)
      #expect(ending.status == 0)
    }
  }
}
