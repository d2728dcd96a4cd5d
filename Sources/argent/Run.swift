import ArgumentParser
import LineEditor
import Notebook
import Session

extension Argent {
  /// `argent run`
  struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "run",
      abstract: "Replay a lesson (.ag), a program (.py) or a notebook (.ipynb).",
      discussion: """
        A lesson or notebook is shown as a session: each cell with its number, then what it said. A .py file without \
        "# %%" markers runs as Python would run it: only what it prints is shown.
        """)

    @Argument(help: "The file to run.", completion: .file(extensions: ["ag", "py", "ipynb"]))
    var file: String

    @Flag(name: .long, help: "Print only the outputs.")
    var quiet = false

    @Flag(name: .long, help: "Go on after a cell that fails.")
    var keepGoing = false

    @Option(
      name: .long, help: ArgumentHelp("Also write the executed notebook.", valueName: "file.ipynb"),
      completion: .file(extensions: ["ipynb"]))
    var output: String?

    @OptionGroup var limits: LimitOptions

    func run() throws {
      try RunRequest(
        file: file, isQuiet: quiet, keepsGoing: keepGoing, output: output, options: limits.startOptions
      ).perform()
    }
  }

  /// What `argent run` is to do.
  struct RunRequest {
    let file: String
    var isQuiet = false
    var keepsGoing = false
    var output: String?
    var options = StartOptions()

    /// A file alone behind the command's name, without the parsing of options, which takes a quarter of a start.
    static func ofFileAlone(_ arguments: ArraySlice<String>) -> RunRequest? {
      guard arguments.count == 2, arguments.first == Run.configuration.commandName, let file = arguments.last,
        !file.hasPrefix("-")
      else { return nil }
      return RunRequest(file: file)
    }

    func perform() throws {
      do {
        let lesson = try LessonFile.read(file)
        let session = Session(options)
        LineEditor.catchInterrupts(session.interruptFlag)
        let replay = Replay(
          session: session, style: isQuiet ? .outputs : .session, keepsGoing: keepsGoing,
          out: { StandardStream.output.write($0) }, complain: { StandardStream.error.write($0) },
          draw: ScreenColors.columns.map { columns in
            { $0.screen(columns: columns, colors: ScreenColors.current) }
          })
        session.screenColumns = { ScreenColors.columns }
        // A notebook shows its figures where a cell leaves them.
        session.showsFiguresAfterCells = output != nil || file.hasSuffix(".ipynb")
        let outcome = replay.run(lesson, name: file)
        if let output { try LessonFile.write(Exhibit(lesson, .run(outcome.cells)).notebook(), to: output) }
        if outcome.hasFailed, !keepsGoing { throw ExitCode(1) }
        if outcome.status != 0 { throw ExitCode(outcome.status) }
      } catch let error as LessonError {
        StandardStream.error.write("argent: \(error.description)\n")
        throw ExitCode(1)
      }
    }
  }
}
