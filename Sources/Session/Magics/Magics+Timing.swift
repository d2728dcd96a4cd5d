import Diagnostics
import Glibc
import Machine
import Syntax

extension Magic {
  nonisolated(unsafe) static let timing: [Magic] = [time, timeit]

  nonisolated(unsafe) private static let time = Magic(
    "time", form: .both, "statement",
    summary: "Runs a statement or a cell and says how long it took; an expression's value is shown.",
    body: { call in
      let rest = call.line[...]
      if call.cell != nil, rest.contains(where: { !$0.isWhitespace }) {
        throw usageError("Can't use statement directly after '%%time'!")
      }
      let (source, statements) = try call.statements(rest)
      let (cpu, wall) = (CPUTime.now, wallNow())
      defer {
        let used = CPUTime.now
        let (user, system) = (used.user - cpu.user, used.system - cpu.system)
        call.say(
          "CPU times: user \(TimeText.of(user)), sys: \(TimeText.of(system)), total: \(TimeText.of(user + system))")
        call.say("Wall time: \(TimeText.of(wallNow() - wall))")
      }
      return try call.machine.run(statements, source: source, globals: call.session.globals)
    })

  nonisolated(unsafe) private static let timeit = Magic(
    "timeit", form: .both,
    options: [
      .value("n", "N", "Loops in a run; without it as many as take 0.2 seconds."),
      .value("r", "R", "Runs; 7 without it."),
      .flag("t", "Measures with time.time."),
      .flag("c", "Measures processor time."),
      .value("p", "P", "Significant digits; 3 without it."),
      .flag("q", "Says nothing."),
      .flag("o", "Gives a TimeitResult."),
      .value("v", "V", "Keeps the TimeitResult in a variable."),
    ], "statement",
    summary: "Runs a statement many times and says how long one takes; above a cell, its own line is the set-up.",
    body: { call in
      let arguments = try call.parsed()
      guard call.cell != nil || !arguments.rest.isEmpty else { return .none }
      let asked = try arguments.number("n") ?? 0
      let runs = max(try arguments.number("r") ?? 7, 1)
      let digits = try arguments.number("p") ?? 3
      let loop = try TimedLoop(call, setup: call.cell == nil ? "" : arguments.rest, statement: arguments.rest)
      let clock: () -> Double = arguments.has("c") ? { CPUTime.now.user } : { wallNow() }
      var loops = max(asked, 0)
      if loops == 0 {
        loops = 1
        for power in 0..<10 {
          if power > 0 { loops *= 10 }
          if try loop.run(loops, clock) >= 0.2 { break }
        }
      }
      let times = try (0..<runs).map { _ in try loop.run(loops, clock) }
      let result = TimingSummary(loops: loops, times: times, digits: digits)
      if !arguments.has("q") {
        if let caution = result.caution { call.say(caution) }
        call.say(result.text)
      }
      let value = arguments.has("o") || arguments.values["v"] != nil ? result.value() : .none
      if let name = arguments.values["v"] { call.session.globals.set(name, value) }
      return arguments.has("o") ? value : .none
    })

  private static func wallNow() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
  }
}

/// Processor time of this program, in seconds.
struct CPUTime {
  let user: Double
  let system: Double

  static var now: CPUTime {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return CPUTime(user: seconds(usage.ru_utime), system: seconds(usage.ru_stime))
  }
}

/// A statement in a loop, as a function of its own, so that its variables are fast.
private struct TimedLoop {
  let function: Value
  let machine: Machine

  private static let name = "%timed"

  init(_ call: MagicCall, setup: Substring, statement: Substring) throws {
    machine = call.machine
    let (source, body) = try call.statements(statement)
    var before: [Statement] = []
    if call.cell != nil, !setup.isEmpty {
      before = try call.machine.parsed(Source(name: source.name, text: String(setup)))
    }
    let span = body.first?.span ?? Span(0, 0)
    func name(_ text: String) -> Expression { Expression(.name(text), span) }
    func timed(_ target: String) -> Statement {
      Statement(.assign(targets: [name(target)], value: Expression(.call(name("%timer"), []), span)), span)
    }
    var parameters = Parameters()
    parameters.positional = ["%times", "%timer"].map { .init(name: $0, annotation: nil, default: nil, span: span) }
    let loop = Statement(
      .for(
        target: name("%turn"), iterable: name("%times"), body: body.isEmpty ? [Statement(.pass, span)] : body,
        otherwise: [], isAsync: false), span)
    let took = Expression(.binary(.subtract, name("%end"), name("%start"), operatorSpan: span), span)
    let definition = FunctionDefinition(
      name: TimedLoop.name, nameSpan: span, parameters: parameters, returns: nil,
      body: before + [timed("%start"), loop, timed("%end"), Statement(.return(took), span)], decorators: [],
      isAsync: false)
    let globals = call.session.globals
    _ = try machine.run([Statement(.function(definition), span)], source: source, globals: globals, wantsResult: false)
    function = globals.get(TimedLoop.name) ?? .none
    globals.remove(StringObject.interned(TimedLoop.name))
  }

  func run(_ loops: Int, _ clock: @escaping () -> Double) throws -> Double {
    let timer = NativeFunction("timer", [], .nullary { .float(clock()) })
    let times = RangeObject(start: 0, stop: loops, step: 1)
    return try machine.double(machine.call(function, [.object(times), .object(timer)]))
  }
}
