import Diagnostics
import Machine
import Testing

/// Everything that runs programs: one machine at a time, so one test at a time.
@Suite(.serialized) struct MachineTests {}

/// What a program prints; an exception that it does not catch ends it with its headline as the last line.
func output(of program: String, setUp: (Machine) -> Void = { _ in }) -> String {
  var printed = ""
  let machine = Machine()
  machine.standardOutput = { printed += $0 }
  machine.standardError = { printed += $0 }
  machine.activate()
  setUp(machine)
  do {
    _ = try Machine.onLargeStack {
      try machine.run(Source(name: "test", text: program), globals: Machine.newGlobals(), wantsResult: false)
    }
  } catch let error as PythonError {
    printed += machine.headline(of: error.exception)
  } catch {
    printed += "\(error)"
  }
  return printed.hasSuffix("\n") ? String(printed.dropLast()) : printed
}
