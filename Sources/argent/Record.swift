import ArgumentParser
import Notebook
import Session

extension Argent {
  /// `argent record`
  struct Record: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "record",
      abstract: "Replay lessons and write what they say into them.",
      discussion: """
        Only outputs that differ are written, in lines that begin "#>" below their cell; wildcards that still hold, \
        comments and everything else stay as they are. Each file is replaced in one step.
        """)

    @Argument(help: "The lessons (.ag).", completion: .file(extensions: ["ag", "py"]))
    var files: [String]

    @Flag(name: .long, help: "Show what would change, and write nothing.")
    var diff = false

    @Flag(name: .long, help: "Ask at each change: y makes it, n leaves it, a makes all that follow, q makes no more.")
    var interactive = false

    /// Given where this is one of several files.
    @Flag(name: .long, help: .hidden)
    var inTurn = false

    @OptionGroup var limits: LimitOptions

    func validate() throws {
      if diff, interactive { throw ValidationError("--diff writes nothing, so there is nothing to ask with it.") }
    }

    /// The status by which one file's run tells that the person wants no more.
    private static let quitStatus: Int32 = 3

    func run() throws {
      if files.count == 1, let file = files.first { return try record(file) }
      var worst: Int32 = 0
      for file in files {
        let flags = ["--in-turn"] + (diff ? ["--diff"] : []) + (interactive ? ["--interactive"] : [])
        let status: Int32
        do {
          status = try OwnProgram.run(["record"] + flags + limits.arguments + ["--", file], capturing: false).status
        } catch {
          StandardStream.error.write("argent: \(error.description)\n")
          throw ExitCode(2)
        }
        if status == Record.quitStatus { break }
        if status < 0 { StandardStream.error.write("argent: \(file): the replay ended by signal \(-status)\n") }
        worst = max(worst, status < 0 ? 2 : status)
      }
      if worst != 0 { throw ExitCode(worst) }
    }

    private func record(_ file: String) throws {
      do {
        var options = limits.startOptions
        options.seconds = nil
        let recording = try LessonRecording(
          file, in: Session(options), secondsPerCell: limits.seconds ?? LimitOptions.secondsPerCell)
        if diff {
          for change in recording.changes { Record.show(recording.heading(of: change) + change.hunks.flatMap(\.self)) }
          return
        }
        var answers = Answers()
        let text = interactive ? ask(about: recording, &answers) : recording.text()
        try recording.write(text)
        let numbers = recording.changes.enumerated().filter { !interactive || answers.touched.contains($0.offset) }
          .map { "In [\($0.element.number)]" }
        StandardStream.output.write("\(file): \(numbers.isEmpty ? "as recorded" : numbers.joined(separator: ", "))\n")
        if answers.hasQuit, inTurn { throw ExitCode(Record.quitStatus) }
      } catch let error as LessonError {
        StandardStream.error.write("argent: \(error.description)\n")
        throw ExitCode(2)
      }
    }

    private static func show(_ lines: [String]) {
      StandardStream.output.write(lines.map { $0 + "\n" }.joined())
    }

    /// What the person said so far.
    private struct Answers {
      var takesAll = false
      var hasQuit = false
      /// The changes of which a part is made.
      var touched: Set<Int> = []
    }

    private func ask(about recording: LessonRecording, _ answers: inout Answers) -> String {
      var accepted: Set<[Int]> = []
      for (index, change) in recording.changes.enumerated() where !answers.hasQuit {
        for (number, hunk) in change.hunks.enumerated() where !answers.hasQuit {
          if !answers.takesAll {
            Record.show((number == 0 ? recording.heading(of: change) : []) + hunk)
          }
          if answers.takesAll || Record.answer(&answers) {
            accepted.insert([index, number])
            answers.touched.insert(index)
          }
        }
      }
      return recording.text { accepted.contains([$0, $1]) }
    }

    /// Asks until the answer is one of those there are; the end of input is "no more".
    private static func answer(_ answers: inout Answers) -> Bool {
      while true {
        StandardStream.output.write("Record this? [y, n, a, q] ")
        guard let line = readLine() else {
          answers.hasQuit = true
          return false
        }
        switch line.lowercased().first {
        case "y": return true
        case "n": return false
        case "a":
          answers.takesAll = true
          return true
        case "q":
          answers.hasQuit = true
          return false
        default: continue
        }
      }
    }
  }
}
