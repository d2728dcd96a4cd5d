import Diagnostics
import Glibc

/// `gc`, `timeit`, `traceback` and `psutil`'s few questions: about the program that runs.
enum RuntimeModules {
  static func makeGC() throws -> ModuleObject {
    let module = ModuleObject("gc", summary: "Memory here is freed as soon as nothing refers to it.")
    module.function(
      "collect", [Parameter("generation", default: .int(2))], summary: "Nothing is left to be found: 0.",
      .bound { _ in .int(0) })
    for name in ["enable", "disable", "freeze"] {
      module.function(name, [], summary: "Does nothing.", .nullary { .none })
    }
    module.function("isenabled", [], summary: "True.", .nullary { .bool(true) })
    module.function("get_count", [], summary: "Zeros.", .nullary { .tuple([.int(0), .int(0), .int(0)]) })
    module.function("get_objects", [], summary: "None are listed.", .nullary { .list([]) })
    module.function("get_threshold", [], summary: "CPython's.", .nullary { .tuple([.int(700), .int(10), .int(10)]) })
    return module
  }

  private static func seconds() -> Double { Double(Watchdog.now) / 1e9 }

  nonisolated(unsafe) private static let timing: [Parameter] = [
    Parameter("stmt", default: .string("pass")), Parameter("setup", default: .string("pass")),
    Parameter("timer", default: Value.none), Parameter("number", default: .int(1_000_000)),
    Parameter("globals", default: Value.none),
  ]

  private static func run(_ statement: Value, _ globals: DictObject) throws {
    let machine = Machine.current
    if let text = statement.asString {
      _ = try machine.run(.init(name: "<timeit>", text: text.text), globals: globals, wantsResult: false)
    } else {
      _ = try machine.call(statement)
    }
  }

  private static func time(_ statement: Value, _ setup: Value, _ number: Value, _ given: Value) throws -> Double {
    let machine = Machine.current
    let globals = given.asDict ?? DictObject()
    try run(setup, globals)
    let count = try machine.index(number)
    let start = seconds()
    for _ in stride(from: 0, to: count, by: 1) {
      try run(statement, globals)
      try machine.checkInterrupt()
    }
    return seconds() - start
  }

  static func makeTimeit() throws -> ModuleObject {
    let module = ModuleObject("timeit", summary: "How long a statement or a function takes.")
    module.function("default_timer", [], summary: "Seconds from some point on.", .nullary { .float(seconds()) })
    module.function(
      "timeit", timing, summary: "The seconds that many runs take.",
      .bound { .float(try time($0[0], $0[1], $0[3], $0[4])) })
    module.function(
      "repeat",
      [
        timing[0], timing[1], timing[2], Parameter("repeat", default: .int(5)), timing[3], timing[4],
      ], summary: "The same, several times.",
      .bound { arguments in
        let count = try Machine.current.index(arguments[3])
        return .list(
          try stride(from: 0, to: count, by: 1).map { _ in
            .float(try time(arguments[0], arguments[1], arguments[4], arguments[5]))
          })
      })
    return module
  }
}
