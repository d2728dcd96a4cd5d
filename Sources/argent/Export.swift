public import ArgumentParser
public import Notebook
import Session

extension ExportFormat: ExpressibleByArgument {}

extension Argent {
  /// `argent export`
  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Make a notebook, a PyTorch program, a page or a recording of a lesson.",
      discussion: """
        Outputs are those that the lesson records, unless --executed runs it anew or --no-executed leaves them out. A \
        notebook (.ipynb) or program (.py) can be made a lesson in the same way: --to ag.
        """)

    @Argument(help: "The lesson, notebook or program.", completion: .file(extensions: ["ag", "py", "ipynb"]))
    var file: String

    @Option(
      name: .long,
      help: ArgumentHelp(
        "What to make: \(ExportFormat.allCases.map { "\($0.rawValue) (\($0.summary))" }.joined(separator: ", ")).",
        valueName: "format"))
    var to: ExportFormat?

    @Option(
      name: .shortAndLong, help: ArgumentHelp("Where to write it; without this, standard output.", valueName: "file"),
      completion: .file())
    var output: String?

    @Flag(inversion: .prefixedNo, help: "Run the lesson for its outputs, or leave them out.")
    var executed: Bool?

    @OptionGroup var limits: LimitOptions

    func validate() throws {
      if to == nil, output.flatMap(ExportFormat.init(path:)) == nil {
        throw ValidationError("Say what to make: --to \(ExportFormat.allCases.map(\.rawValue).joined(separator: "|")).")
      }
    }

    func run() throws {
      do {
        guard let format = to ?? output.flatMap(ExportFormat.init(path:)) else { return }
        let lesson = try LessonFile.read(file)
        let text = LessonExport(lesson, file: file).text(format, try exhibit(lesson, format))
        if let output { try LessonFile.write(text, to: output) } else { StandardStream.output.write(text) }
      } catch let error as LessonError {
        StandardStream.error.write("argent: \(error.description)\n")
        throw ExitCode(2)
      }
    }

    private func exhibit(_ lesson: Lesson, _ format: ExportFormat) throws -> Exhibit {
      guard executed ?? format.isRun else { return Exhibit(lesson, executed == false ? .none : .recorded) }
      var options = limits.startOptions
      options.seconds = nil
      let run = LessonRun(
        lesson, in: Session(options), secondsPerCell: limits.seconds ?? LimitOptions.secondsPerCell)
      return Exhibit(lesson, .run(lesson.cells.map { run.run($0) }))
    }
  }
}
