import ArgumentParser
import LineEditor
import Session

extension Argent {
  /// `argent operations`, for the tests and the makers of the reference.
  struct Operations: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "operations",
      abstract: "List the operations of tensors, one JSON object in a line.", shouldDisplay: false)

    func run() {
      for line in Session.operations { StandardStream.output.write(line + "\n") }
    }
  }
}
