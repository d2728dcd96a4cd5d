import ArgumentParser
import Notebook
import Session

extension Argent {
  /// `argent check`
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Replay lessons and compare them with their recorded outputs.",
      discussion: """
        Each file runs in a session of its own. What a cell prints and shows is compared with the lines that begin \
        "#>" below it: "[..]" there is any text, a line "..." any lines; addresses are not compared. The status is 1 \
        where something differs, 2 where a file cannot be read.
        """)

    @Argument(help: "The lessons (.ag), or executed notebooks.", completion: .file(extensions: ["ag", "py", "ipynb"]))
    var files: [String]

    @Option(name: .customLong(Directive.tolerance.name), help: "\(Directive.tolerance.summary)")
    var tolerance: Double?

    @Option(
      name: .long, help: ArgumentHelp("Also write the results as JUnit XML.", valueName: "file.xml"),
      completion: .file(extensions: ["xml"]))
    var junit: String?

    @Flag(name: .long, help: "Print the results as JSON, a line for each file.")
    var json = false

    @OptionGroup var limits: LimitOptions

    func validate() throws {
      if let tolerance, !(tolerance >= 0) { throw ValidationError("--tol must be 0 or more.") }
    }

    func run() throws {
      var checks: [LessonCheck] = []
      for file in files {
        let check = files.count == 1 ? checked(file) : inChild(file)
        if json {
          StandardStream.output.write(check.json.line + "\n")
        } else {
          for cell in check.cells where !cell.diff.isEmpty {
            StandardStream.output.write(cell.diff.joined(separator: "\n") + "\n\n")
          }
        }
        if let fault = check.fault, !json { StandardStream.error.write("argent: \(fault)\n") }
        checks.append(check)
      }
      if !json { StandardStream.output.write(LessonCheck.summary(of: checks) + "\n") }
      var cannot = checks.contains { $0.fault != nil }
      if let junit {
        do {
          try LessonFile.write(JUnitReport.xml(of: checks), to: junit)
        } catch {
          StandardStream.error.write("argent: \(error.description)\n")
          cannot = true
        }
      }
      if cannot { throw ExitCode(2) }
      if checks.contains(where: \.hasDifferences) { throw ExitCode(1) }
    }

    private func checked(_ file: String) -> LessonCheck {
      do {
        let lesson = try LessonFile.read(file)
        var options = limits.startOptions
        options.seconds = nil
        return LessonCheck(
          lesson, file: file, in: Session(options), tolerance: tolerance,
          secondsPerCell: limits.seconds ?? LimitOptions.secondsPerCell)
      } catch {
        return LessonCheck(file: file, fault: error.description)
      }
    }

    /// What one lesson sets for the whole engine ends with its process.
    private func inChild(_ file: String) -> LessonCheck {
      var arguments = ["check", "--json"] + limits.arguments
      if let tolerance { arguments += ["--\(Directive.tolerance.name)", "\(tolerance)"] }
      do {
        let ending = try OwnProgram.run(arguments + ["--", file])
        if let json = try? JSON.parse(ending.output), let check = LessonCheck(json: json) {
          return check
        }
        let reason = ending.status < 0 ? "ended by signal \(-ending.status)" : "ended with status \(ending.status)"
        return LessonCheck(file: file, fault: "\(file): the replay \(reason)")
      } catch {
        return LessonCheck(file: file, fault: error.description)
      }
    }
  }
}
