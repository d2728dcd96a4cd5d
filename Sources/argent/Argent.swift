import ArgumentParser
import Glibc
import LineEditor
import Notebook
import Session

/// The program: a prompt when nothing else is asked for.
@main
struct Argent: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "argent",
    abstract: "A notebook at the prompt for automatic differentiation.",
    discussion: """
      Without a command it opens the prompt; what is piped in is run as a script. Tensors speak PyTorch's words: \
      x = tensor([1,2,3], grad), y = (x**2).mean(), y.backward(), x.grad
      """,
    version: "argent \(version)",
    subcommands: [Run.self, Check.self, Record.self, Play.self, Export.self, Docs.self, Operations.self])

  @OptionGroup var limits: LimitOptions

  @Flag(name: .long, help: "Bring the last session back, also after the program was killed.")
  var resume = false

  @Flag(name: .long, help: "Label results Out[n]: as IPython does.")
  var labels = false

  /// Wrong options end the program with status 2, as they do in a shell.
  static func main() {
    do {
      let arguments = CommandLine.arguments.dropFirst()
      if arguments.isEmpty { return try openPrompt(StartOptions(), resumes: false, labels: false) }
      if let request = RunRequest.ofFileAlone(arguments) { return try request.perform() }
      var command = try command(arguments) ?? parseAsRoot()
      try command.run()
    } catch {
      guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
      StandardStream.error.write(fullMessage(for: error) + "\n")
      Glibc.exit(2)
    }
  }

  /// A command whose name stands first, parsed by itself, because reading the declarations of all takes a third of a
  /// start; nil when there is something to say about the arguments.
  private static func command(_ arguments: ArraySlice<String>) -> (any ParsableCommand)? {
    guard let type = configuration.subcommands.first(where: { $0.configuration.commandName == arguments.first }),
      let command = try? type.parseAsRoot(Array(arguments.dropFirst())), Swift.type(of: command) == type
    else { return nil }
    return command
  }

  func run() throws { try Argent.openPrompt(limits.startOptions, resumes: resume, labels: labels) }

  private static func openPrompt(_ options: StartOptions, resumes: Bool, labels: Bool) throws {
    guard Prompt.hasTerminal else { return try runPiped(options) }
    guard let editor = LineEditor(program: "argent") else { return try runPiped(options) }
    func begin() -> Session {
      let session = Session(options)
      session.beginInteraction()
      session.labelsResults = labels
      session.readLines(StandardStream.readLine)
      session.readCells = { try LessonFile.read($0).cells.filter { $0.kind == .code }.map(\.text) }
      session.screenColumns = { ScreenColors.columns }
      return session
    }
    guard resumes else {
      let face = SessionFace {
        let session = begin()
        session.keepJournal()
        return session
      }
      return Prompt(face, editor: editor)
        .run(welcome: "argent \(version): PyTorch's words, no import needed. Ctrl-D leaves.")
    }
    let session = begin()
    Prompt(SessionFace(session), editor: editor).run(welcome: resume(session))
  }

  /// Brings the last session back, and gives the line that says so.
  private static func resume(_ session: Session) -> String {
    guard let journal = Journal.latest() else {
      session.keepJournal()
      return "argent: there is no session to bring back."
    }
    return summary(session.resume(journal))
  }

  private static func summary(_ resumed: Session.Resumption) -> String {
    var text = "argent: In [1] to In [\(resumed.cells)] are back"
    if !resumed.interrupted.isEmpty {
      let cells = resumed.interrupted.map { "In [\($0)]" }.joined(separator: ", ")
      text += ", without \(cells), which had been interrupted"
    }
    return text + (resumed.isCutShort ? "; the rest was stopped." : ".")
  }

  /// What comes through a pipe is a script; only what it prints and shows is shown.
  private static func runPiped(_ options: StartOptions) throws {
    let bytes = try LessonFile.bytes(from: STDIN_FILENO, "standard input")
    let lesson = try Lesson.ag(bytes, name: "standard input")
    let session = Session(options)
    session.screenColumns = { ScreenColors.columns }
    LineEditor.catchInterrupts(session.interruptFlag)
    let replay = Replay(
      session: session, style: .outputs, keepsGoing: false, out: { StandardStream.output.write($0) },
      complain: { StandardStream.error.write($0) })
    if replay.run(lesson, name: "standard input").hasFailed { throw ExitCode(1) }
  }
}
