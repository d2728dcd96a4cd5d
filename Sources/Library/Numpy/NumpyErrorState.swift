import Glibc
import Machine
import NDArray

/// What arithmetic on arrays does about divisions by zero, overflow and results that are not numbers: numpy's `errstate`.
enum NumpyErrorState {
  enum Answer: String {
    case warn, ignore, raise
  }

  /// The faults by numpy's names for them, the flags of the processor that tell of them, and numpy's words.
  private static let faults: [(name: String, flag: Int32, words: String)] = [
    ("divide", FE_DIVBYZERO, "divide by zero"), ("over", FE_OVERFLOW, "overflow"), ("under", FE_UNDERFLOW, "underflow"),
    ("invalid", FE_INVALID, "invalid value"),
  ]

  typealias Answers = [String: Answer]

  static let standard: Answers = ["divide": .warn, "over": .warn, "under": .ignore, "invalid": .warn]

  nonisolated(unsafe) static var answers = standard

  /// Runs a function of numpy's and answers for what went wrong in it.
  static func watched<R>(_ name: String, _ body: () throws -> R) throws -> R {
    let flags: Int32 = FE_DIVBYZERO | FE_OVERFLOW | FE_UNDERFLOW | FE_INVALID
    feclearexcept(flags)
    let result = try body()
    let raised = fetestexcept(flags)
    if raised != 0 { try answer(raised, name) }
    return result
  }

  /// Sets the flag that a division of whole numbers by zero leaves unset.
  static func noteDivisionByZero() { feraiseexcept(FE_DIVBYZERO) }

  private static func answer(_ raised: Int32, _ name: String) throws {
    for fault in faults where raised & fault.flag != 0 {
      switch answers[fault.name] ?? .ignore {
      case .ignore: break
      case .warn: try Machine.current.warn(.runtimeWarning, "\(fault.words) encountered in \(name)")
      case .raise: throw PythonError(.floatingPointError, "\(fault.words) encountered in \(name)")
      }
    }
  }

  // MARK: Functions

  nonisolated(unsafe) private static let parameters: [LanguageParameter] =
    [.init("all", default: Value.none)] + faults.map { .init($0.name, default: Value.none) }

  private static func changed(_ given: [Value]) throws -> Answers {
    var result = answers
    for (place, value) in given.enumerated() where !value.isNone {
      guard let word = value.asString?.text, let answer = Answer(rawValue: word) else {
        throw PythonError(
          .valueError,
          "invalid error mode value '\(try Machine.current.str(value))'; here it is one of 'ignore', 'warn' and 'raise'"
        )
      }
      for fault in faults where place == 0 || parameters[place].name == fault.name { result[fault.name] = answer }
    }
    return result
  }

  private static func dictionary(_ answers: Answers) throws -> Value {
    let result = DictObject()
    for fault in faults { try result.set(.string(fault.name), .string((answers[fault.name] ?? .ignore).rawValue)) }
    return .object(result)
  }

  private final class Waiting {
    var given: [Value] = []
    var before: [Answers] = []
  }

  static func add(to module: ModuleObject) {
    module.function(
      "seterr", parameters, summary: "What arithmetic does about faults.",
      .bound { arguments in
        let before = try dictionary(answers)
        answers = try changed(parameters.indices.map { arguments[$0] })
        return before
      })
    module.function(
      "geterr", summary: "What arithmetic does about faults.", .bound { _ in try dictionary(answers) })
    let type = TypeObject("errstate", module: "numpy", summary: "Does something else about faults for a while.")
    type.slots.new = { type, _ in .object(InstanceObject(type, payload: Waiting())) }
    type.method(
      "__init__", [.init("self")] + parameters.map { .keyword($0.name, default: Value.none) },
      summary: "Notes what to do.",
      .bound { arguments in
        (arguments[0].asInstance?.payload as? Waiting)?.given = parameters.indices.map { arguments[$0 + 1] }
        return .none
      })
    type.method(
      "__enter__", summary: "Begins to do so.",
      .unary { value in
        guard let waiting = value.asInstance?.payload as? Waiting else { return .none }
        let before = answers
        answers = try changed(waiting.given)
        waiting.before.append(before)
        return .none
      })
    type.method(
      "__exit__", [.init("self"), .variadic("exception")], summary: "Does as before.",
      .bound { arguments in
        if let before = (arguments[0].asInstance?.payload as? Waiting)?.before.popLast() { answers = before }
        return .none
      })
    module.set("errstate", .object(type))
  }
}
