import Glibc

/// `time`.
enum TimeModule {
  private static func seconds(_ clock: clockid_t) -> (seconds: Int, nanoseconds: Int) {
    var now = timespec()
    clock_gettime(clock, &now)
    return (now.tv_sec, now.tv_nsec)
  }

  static func make() throws -> ModuleObject {
    let module = ModuleObject("time", summary: "Clocks, waiting, and dates as text.")
    for (name, clock, summary) in [
      ("time", CLOCK_REALTIME, "Seconds since 1970."),
      ("perf_counter", CLOCK_MONOTONIC, "Seconds of a clock for measuring."),
      ("monotonic", CLOCK_MONOTONIC, "Seconds of a clock that never goes back."),
      ("process_time", CLOCK_PROCESS_CPUTIME_ID, "Seconds the program has computed."),
      ("thread_time", CLOCK_THREAD_CPUTIME_ID, "Seconds this thread has computed."),
    ] {
      module.function(
        name, [], summary: summary,
        .nullary {
          let now = seconds(clock)
          return .float(Double(now.seconds) + Double(now.nanoseconds) * 1e-9)
        })
      module.function(
        name + "_ns", [], summary: summary + " In billionths.",
        .nullary {
          let now = seconds(clock)
          return .int(now.seconds * 1_000_000_000 + now.nanoseconds)
        })
    }
    module.function(
      "sleep", [.positional("seconds", "float")], summary: "Waits; Ctrl-C ends the wait.",
      .unary { value in
        let isFloat = Machine.current.type(of: value).answers(.float)
        return try wait(isFloat ? Machine.current.double(value) : Double(Machine.current.index(value)))
      })
    func wait(_ wanted: Double) throws -> Value {
      if wanted.isNaN { throw PythonError.valueFault("Invalid value NaN (not a number)") }
      if wanted < 0 { throw PythonError.valueFault("sleep length must be non-negative") }
      try sleep(wanted)
      return .none
    }
    installCalendar(module)
    return module
  }

  /// Waits in short pieces, so that an interrupt is noticed.
  private static func sleep(_ wanted: Double) throws {
    let start = seconds(CLOCK_MONOTONIC)
    while true {
      try Machine.current.checkInterrupt()
      let now = seconds(CLOCK_MONOTONIC)
      let left = wanted - (Double(now.seconds - start.seconds) + Double(now.nanoseconds - start.nanoseconds) * 1e-9)
      if left <= 0 { return }
      var piece = timespec(tv_sec: 0, tv_nsec: Int(Swift.min(left, 0.02) * 1e9))
      nanosleep(&piece, nil)
    }
  }

  private static let fields = [
    "tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst",
  ]

  private static func broken(_ value: Value?, local: Bool) throws -> tm {
    var moment: time_t
    if let value, !value.isNone {
      let number = try Machine.current.double(value).rounded(.down)
      guard number.magnitude < 1e15 else {
        throw PythonError(.overflowError, "timestamp out of range for platform time_t")
      }
      moment = Int(number)
    } else {
      moment = seconds(CLOCK_REALTIME).seconds
    }
    var result = tm()
    if local { localtime_r(&moment, &result) } else { gmtime_r(&moment, &result) }
    return result
  }

  private static func structure(_ parts: tm) -> Value {
    let numbers = [
      Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday), Int(parts.tm_hour), Int(parts.tm_min),
      Int(parts.tm_sec), Int(parts.tm_wday + 6) % 7, Int(parts.tm_yday) + 1, Int(parts.tm_isdst),
    ]
    return .object(TupleInstance(structureType, numbers.map(Value.int)))
  }

  nonisolated(unsafe) private static let structureType: TypeObject = {
    let type = TypeObject("struct_time", module: "time", bases: [.tuple], summary: "A date and time in parts.")
    for (at, field) in fields.enumerated() {
      type.property(field, summary: "A part of the date.", get: { $0.asTuple?.items[at] ?? .none })
    }
    type.slots.repr = { value in
      let items = value.asTuple?.items ?? []
      return "time.struct_time("
        + (try zip(fields, items).map { "\($0)=\(try Machine.current.repr($1))" }.joined(separator: ", ")) + ")"
    }
    return type
  }()

  private static func parts(_ value: Value) throws -> tm {
    guard let items = value.asTuple?.items, items.count >= 9 else {
      throw PythonError.typeFault("Tuple or struct_time argument required")
    }
    let numbers = try items.map { Int32(truncatingIfNeeded: try Machine.current.index($0)) }
    var result = tm()
    result.tm_year = numbers[0] &- 1900
    result.tm_mon = numbers[1] &- 1
    result.tm_mday = numbers[2]
    result.tm_hour = numbers[3]
    result.tm_min = numbers[4]
    result.tm_sec = numbers[5]
    result.tm_wday = (numbers[6] &+ 1) % 7
    result.tm_yday = numbers[7] &- 1
    result.tm_isdst = numbers[8]
    return result
  }

  private static func text(_ format: String, _ parts: tm) -> String {
    var parts = parts
    var buffer = [CChar](repeating: 0, count: 1024)
    let count = strftime(&buffer, buffer.count, format, &parts)
    return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func installCalendar(_ module: ModuleObject) {
    let moment: [Parameter] = [.positional("secs", "float", default: .none)]
    module.function(
      "localtime", moment, summary: "A moment in parts, in local time.",
      .bound { structure(try broken($0[0], local: true)) })
    module.function(
      "gmtime", moment, summary: "A moment in parts, in universal time.",
      .bound { structure(try broken($0[0], local: false)) })
    module.function(
      "ctime", moment, summary: "A moment as text.",
      .bound { .string(text("%a %b %e %H:%M:%S %Y", try broken($0[0], local: true))) })
    module.function(
      "asctime", [.positional("t", default: .none)], summary: "Parts as text.",
      .bound { .string(text("%a %b %e %H:%M:%S %Y", try $0[0].isNone ? broken(nil, local: true) : parts($0[0]))) })
    module.function(
      "strftime", [.positional("format", "str"), .positional("t", default: .none)],
      summary: "Parts as text of a format.",
      .bound { arguments in
        let format = try arguments[0].stringArgument("strftime() argument 1").text
        return .string(text(format, try arguments[1].isNone ? broken(nil, local: true) : parts(arguments[1])))
      })
    module.function(
      "mktime", [.positional("t")], summary: "The seconds since 1970 of parts in local time.",
      .unary { value in
        var parts = try parts(value)
        return .float(Double(mktime(&parts)))
      })
    module.set("struct_time", .object(structureType))
    module.function(
      "strptime",
      [.positional("string", "str"), .positional("format", "str", default: .string("%a %b %d %H:%M:%S %Y"))],
      summary: "The parts that a text names in a format.",
      .bound { arguments in
        let moment = try DateFormat.parse(arguments[0].plainString().text, arguments[1].plainString().text)
        let day = moment.ordinal - DatetimeModule.daysBefore(year: moment.date.year)
        let numbers = [
          moment.date.year, moment.date.month, moment.date.day, moment.hour, moment.minute, moment.second,
          moment.weekday,
          day, -1,
        ]
        return .object(TupleInstance(structureType, numbers.map(Value.int)))
      })
    module.set("timezone", .int(0))
    module.set("tzname", .tuple([.string("UTC"), .string("UTC")]))
  }
}
