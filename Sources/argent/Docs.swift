import ArgumentParser
import Notebook
import Reference

extension Argent {
  /// `argent docs`, for those who build it.
  struct Docs: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "docs",
      abstract: "Write the generated parts of the documentation.", shouldDisplay: false)

    @Argument(help: "The folder of documentation.", completion: .directory)
    var folder: String

    @Flag(name: .long, help: "Write nothing, and fail where a page is not as it would be written.")
    var check = false

    func run() throws {
      do {
        let directives = Section("directives", of: "teaching.md") { Directive.table }
        let pages =
          try Reference.written(with: [directives]) { try LessonFile.text(of: "\(folder)/\($0)") } + [
            Page("argent.1", ManualPage.text())
          ]
        var stale: [String] = []
        for page in pages where (try? LessonFile.text(of: "\(folder)/\(page.path)")) != page.text {
          stale.append(page.path)
          if !check { try LessonFile.write(page.text, to: "\(folder)/\(page.path)") }
        }
        for path in stale {
          StandardStream.output.write("\(folder)/\(path)\(check ? " is stale: make docs" : "")\n")
        }
        if check, !stale.isEmpty { throw ExitCode(1) }
      } catch let error as LessonError {
        StandardStream.error.write("argent: \(error.description)\n")
        throw ExitCode(1)
      }
    }
  }
}
