import ArgumentParser
import Glibc
import LineEditor
import Notebook
import Session

extension Argent {
  /// `argent play`
  struct Play: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "play",
      abstract: "Perform a lesson in front of an audience.",
      discussion: """
        Cells appear as if typed. \(PlayStage.keys) Text cells and comments above code are shown dimmed; lines that \
        begin "#:" are the presenter's alone. A cell with "#| ask" waits for a number and says how near it was.
        """)

    @Argument(help: "The lesson.", completion: .file(extensions: ["ag", "py", "ipynb"]))
    var file: String

    @Option(name: .long, help: "Characters typed in a second, whatever the lesson says.")
    var speed: Double?

    @Option(
      name: .long, help: ArgumentHelp("A second terminal, for notes and the next cell.", valueName: "tty"),
      completion: .file())
    var notes: String?

    @OptionGroup var limits: LimitOptions

    func validate() throws {
      if let speed, !(speed > 0) { throw ValidationError("--speed must be more than 0.") }
    }

    func run() throws {
      do {
        guard Prompt.hasTerminal else {
          throw LessonError("a performance needs a terminal; 'argent run \(file)' shows the lesson without one")
        }
        let lesson = try LessonFile.read(file)
        guard !lesson.isProgram else { throw LessonError("\(file): a program without cells cannot be performed") }
        let screen = try notes.map { (path) throws(LessonError) in try NotesScreen(path) }
        let session = Session(limits.startOptions)
        session.isTimedByCell = true
        guard let editor = LineEditor(program: "argent"), editor.canPerform else {
          throw LessonError("a performance needs a terminal that can move its cursor (TERM)")
        }
        PlayStage(Performance(lesson, in: session, speed: speed), editor: editor, notes: screen)
          .play(title: lesson.title ?? file)
      } catch let error as LessonError {
        StandardStream.error.write("argent: \(error.description)\n")
        throw ExitCode(2)
      }
    }
  }
}
