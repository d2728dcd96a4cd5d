import Glibc
import Syntax

/// `date`, `time`, `datetime` and `timezone`.
enum DateTypes {
  typealias Moment = DatetimeModule.Moment

  private static let dateNames = ["year", "month", "day"]
  private static let timeNames = ["hour", "minute", "second", "microsecond"]

  private static func zone(_ value: Value?) throws -> Int? {
    guard let value, !value.isNone else { return nil }
    guard let zone = DatetimeModule.span(value) else {
      throw PythonError.typeFault("tzinfo argument must be None or of a tzinfo subclass, not type '\(value.typeName)'")
    }
    return zone.microseconds
  }

  private static func ordinal(_ year: Int, _ month: Int, _ day: Int) throws -> Int {
    guard (1...9999).contains(year) else { throw PythonError.valueFault("year \(year) is out of range") }
    guard (1...12).contains(month) else { throw PythonError.valueFault("month must be in 1..12") }
    guard (1...DatetimeModule.days(in: month, year)).contains(day) else {
      throw PythonError.valueFault("day is out of range for month")
    }
    return DatetimeModule.ordinal(year, month, day)
  }

  private static func time(_ hour: Int, _ minute: Int, _ second: Int, _ microsecond: Int) throws -> Int {
    guard (0...23).contains(hour) else { throw PythonError.valueFault("hour must be in 0..23") }
    guard (0...59).contains(minute) else { throw PythonError.valueFault("minute must be in 0..59") }
    guard (0...59).contains(second) else { throw PythonError.valueFault("second must be in 0..59") }
    guard (0...999_999).contains(microsecond) else { throw PythonError.valueFault("microsecond must be in 0..999999") }
    return ((hour * 60 + minute) * 60 + second) * 1_000_000 + microsecond
  }

  private static func integers(_ values: [Value?], _ fallback: [Int]) throws -> [Int] {
    try zip(values, fallback).map { value, fallback in try value.map { try Machine.current.index($0) } ?? fallback }
  }

  private static func zoneValue(_ moment: Moment) -> Value {
    moment.zone.map {
      $0 == 0 ? DatetimeModule.utc : .object(InstanceObject(DatetimeModule.zoneType, payload: DatetimeModule.Span($0)))
    } ?? .none
  }

  /// The arguments of `date` and `datetime`, whose first three must be given.
  private static func parsed(_ arguments: Arguments, _ names: [String]) throws -> [Value?] {
    let bound = try arguments.parse("function", names)
    for at in 0..<3 where bound[at] == nil {
      throw PythonError.typeFault("function missing required argument '\(names[at])' (pos \(at + 1))")
    }
    return bound
  }

  // MARK: Parts that several types have

  private static func addDateParts(_ type: TypeObject) {
    type.property("year", summary: "The year.", get: { .int(try DatetimeModule.receiver($0).date.year) })
    type.property("month", summary: "The month.", get: { .int(try DatetimeModule.receiver($0).date.month) })
    type.property("day", summary: "The day of the month.", get: { .int(try DatetimeModule.receiver($0).date.day) })
    func ask(_ name: String, _ summary: String, _ body: @escaping (Moment) -> Value) {
      type.method(name, [.positional("self")], summary: summary, .unary { body(try DatetimeModule.receiver($0)) })
    }
    ask("weekday", "0 for Monday to 6 for Sunday.") { .int($0.weekday) }
    ask("isoweekday", "1 for Monday to 7 for Sunday.") { .int($0.weekday + 1) }
    ask("toordinal", "The number of days since the calendar began.") { .int($0.ordinal) }
    ask("isocalendar", "Year, week and day of the ISO calendar.") { moment in
      let thursday = moment.ordinal - moment.weekday + 3
      let year = DatetimeModule.date(ofOrdinal: Swift.max(thursday, 1)).year
      let week = (thursday - DatetimeModule.ordinal(year, 1, 1)) / 7 + 1
      return .object(
        TupleInstance(isoType, [.int(year), .int(week), .int(moment.weekday + 1)]))
    }
    ask("ctime", "In words.") { moment in
      .string(
        "\(DatetimeModule.weekdays[moment.weekday].prefix(3)) \(DatetimeModule.months[moment.date.month - 1].prefix(3)) "
          + "\(moment.date.day < 10 ? " " : "")\(moment.date.day) \(DatetimeModule.padded(moment.hour, 2)):"
          + "\(DatetimeModule.padded(moment.minute, 2)):\(DatetimeModule.padded(moment.second, 2)) \(moment.date.year)")
    }
    ask("timetuple", "As the time module has it.") { moment in
      .tuple([
        .int(moment.date.year), .int(moment.date.month), .int(moment.date.day), .int(moment.hour), .int(moment.minute),
        .int(moment.second), .int(moment.weekday),
        .int(moment.ordinal - DatetimeModule.daysBefore(year: moment.date.year)), .int(-1),
      ])
    }
  }

  nonisolated(unsafe) private static let isoType = NamedTuple.makeType(
    "datetime.IsoCalendarDate", ["year", "week", "weekday"], module: "datetime")

  private static func addTimeParts(_ type: TypeObject) {
    type.property("hour", summary: "The hour.", get: { .int(try DatetimeModule.receiver($0).hour) })
    type.property("minute", summary: "The minute.", get: { .int(try DatetimeModule.receiver($0).minute) })
    type.property("second", summary: "The second.", get: { .int(try DatetimeModule.receiver($0).second) })
    type.property(
      "microsecond", summary: "The microsecond.", get: { .int(try DatetimeModule.receiver($0).microsecond) })
    type.property("tzinfo", summary: "The zone.", get: { zoneValue(try DatetimeModule.receiver($0)) })
    type.property("fold", summary: "0.", get: { _ in .int(0) })
    type.method(
      "utcoffset", [.positional("self")], summary: "The distance from UTC.",
      .unary { try DatetimeModule.receiver($0).zone.map { try DatetimeModule.make($0) } ?? .none })
    type.method(
      "tzname", [.positional("self")], summary: "The name of the zone.",
      .unary { value in
        let moment = try DatetimeModule.receiver(value)
        return moment.zone == nil ? .none : .string(moment.zone == 0 ? "UTC" : "UTC" + moment.offset)
      })
  }

  private static func addCommon(_ type: TypeObject, _ names: [String]) {
    type.slots.initialize = { _, _ in }
    type.slots.hash = { Integers.hash(try DatetimeModule.receiver($0).position) }
    type.method(
      "strftime", [.positional("self"), Parameter("format", type: "str")], summary: "In a form of one's own.",
      .bound { .string(try DateFormat.format(DatetimeModule.receiver($0[0]), $0[1].plainString().text)) })
    type.slots.format = { value, spec in
      spec.isEmpty ? try Machine.current.str(value) : try DateFormat.format(DatetimeModule.receiver(value), spec)
    }
    type.method(
      "replace", [.positional("self"), .variadicKeyword("parts")], summary: "With some parts changed.",
      .bound { arguments in
        let machine = Machine.current
        let given = arguments[1].asDict ?? DictObject()
        var keywords: [(String, Value)] = []
        for name in names {
          let value = try given.remove(StringObject.interned(name)) ?? machine.attribute(of: arguments[0], name)
          if name != "tzinfo" || !value.isNone { keywords.append((name, value)) }
        }
        if let (key, _) = given.pairs.first.map({ ($0.key, $0.value) }) {
          throw PythonError.typeFault("'\(try machine.str(key))' is an invalid keyword argument for replace()")
        }
        return try machine.call(.object(machine.type(of: arguments[0])), [], keywords: keywords)
      })
  }

  private static func compare(
    _ operation: ComparisonOperator, _ left: Value, _ right: Value, _ type: TypeObject
  ) throws -> Value? {
    let machine = Machine.current
    guard let a = DatetimeModule.moment(left), let b = DatetimeModule.moment(right),
      machine.isInstance(left, type), machine.isInstance(right, type)
    else { return nil }
    let isEquality = operation == .equal || operation == .notEqual
    let isMixed =
      machine.isInstance(left, DatetimeModule.datetimeType) != machine.isInstance(right, DatetimeModule.datetimeType)
    if (a.zone == nil) != (b.zone == nil) || isMixed {
      if isEquality { return .bool(operation == .notEqual) }
      if isMixed {
        throw PythonError.typeFault(
          "can't compare \(machine.type(of: left).errorName) to \(machine.type(of: right).errorName)")
      }
      throw PythonError.typeFault("can't compare offset-naive and offset-aware \(type.name)s")
    }
    return .bool(operation.holds(a.position == b.position ? 0 : a.position < b.position ? -1 : 1))
  }

  private static func arithmetic(_ operation: BinaryOperator, _ left: Value, _ right: Value) throws -> Value? {
    let machine = Machine.current
    func moved(_ value: Value, _ moment: Moment, by microseconds: Int) throws -> Value {
      let isWhole = machine.isInstance(value, DatetimeModule.datetimeType)
      let shift = isWhole ? microseconds : DatetimeModule.Span(microseconds).days * 86_400_000_000
      let (total, overflow) = (moment.ordinal * 86_400_000_000 + moment.time).addingReportingOverflow(shift)
      if overflow { throw PythonError(.overflowError, "date value out of range") }
      return try DatetimeModule.make(
        machine.type(of: value),
        Moment(
          ordinal: Integers.floorDivide(total, 86_400_000_000), time: Integers.modulo(total, 86_400_000_000),
          zone: moment.zone))
    }
    switch operation {
    case .add:
      if let moment = DatetimeModule.moment(left), let span = DatetimeModule.span(right) {
        return try moved(left, moment, by: span.microseconds)
      }
      if let span = DatetimeModule.span(left), let moment = DatetimeModule.moment(right) {
        return try moved(right, moment, by: span.microseconds)
      }
    case .subtract:
      guard let a = DatetimeModule.moment(left) else { return nil }
      if let span = DatetimeModule.span(right) { return try moved(left, a, by: -span.microseconds) }
      guard let b = DatetimeModule.moment(right),
        machine.isInstance(left, DatetimeModule.datetimeType) == machine.isInstance(right, DatetimeModule.datetimeType)
      else { return nil }
      if (a.zone == nil) != (b.zone == nil) {
        throw PythonError.typeFault("can't subtract offset-naive and offset-aware datetimes")
      }
      return try DatetimeModule.make(a.position - b.position)
    default: break
    }
    return nil
  }

  // MARK: The types

  static func makeDate() -> TypeObject {
    let type = TypeObject("date", module: "datetime", summary: "A day of the calendar.")
    addCommon(type, dateNames)
    addDateParts(type)
    type.slots.new = { type, arguments in
      let bound = try parsed(arguments, dateNames)
      let parts = try integers(bound, [0, 0, 0])
      return try DatetimeModule.make(type, Moment(ordinal: ordinal(parts[0], parts[1], parts[2])))
    }
    type.slots.repr = { value in
      let date = try DatetimeModule.receiver(value).date
      return "datetime.date(\(date.year), \(date.month), \(date.day))"
    }
    type.slots.str = { try DatetimeModule.receiver($0).calendar }
    type.slots.compare = { try compare($0, $1, $2, type) }
    type.slots.binary = arithmetic
    type.method(
      "isoformat", [.positional("self")], summary: "Year, month and day with hyphens.",
      .unary { .string(try DatetimeModule.receiver($0).calendar) })
    type.classMethod(
      "today", [.positional("type")], summary: "The day that it is.",
      .unary { try DatetimeModule.make($0.asType ?? type, Moment(ordinal: DateFormat.now(utc: false).ordinal)) })
    type.classMethod(
      "fromordinal", [.positional("type"), .positional("ordinal", "int")], summary: "The day of a number.",
      .binary { own, number in
        let ordinal = try Machine.current.index(number)
        if ordinal < 1 { throw PythonError.valueFault("ordinal must be >= 1") }
        return try DatetimeModule.make(own.asType ?? type, Moment(ordinal: ordinal))
      })
    type.classMethod(
      "fromtimestamp", [.positional("type"), .positional("timestamp")], summary: "The day of a moment.",
      .binary { own, seconds in
        let moment = try DateFormat.moment(seconds: Machine.current.double(seconds))
        return try DatetimeModule.make(own.asType ?? type, Moment(ordinal: moment.ordinal))
      })
    type.classMethod(
      "fromisoformat", [.positional("type"), .positional("date_string", "str")], summary: "The day that a text names.",
      .binary { own, text in
        let text = try text.stringArgument("fromisoformat: argument").text
        guard let moment = DateFormat.parseISO(text, hasTime: false) else {
          throw PythonError.valueFault("Invalid isoformat string: \(Quoting.repr(text))")
        }
        return try DatetimeModule.make(own.asType ?? type, moment)
      })
    return type
  }

  static func makeDatetime() -> TypeObject {
    let type = TypeObject(
      "datetime", module: "datetime", bases: [DatetimeModule.dateType], summary: "A day and a time.")
    let names = dateNames + timeNames + ["tzinfo"]
    addCommon(type, names)
    addTimeParts(type)
    type.slots.new = { type, arguments in
      let bound = try parsed(arguments, names + ["fold"])
      let parts = try integers(Array(bound.prefix(7)), [0, 0, 0, 0, 0, 0, 0])
      return try DatetimeModule.make(
        type,
        Moment(
          ordinal: ordinal(parts[0], parts[1], parts[2]), time: time(parts[3], parts[4], parts[5], parts[6]),
          zone: zone(bound[7])))
    }
    type.slots.repr = { value in
      let moment = try DatetimeModule.receiver(value)
      var parts = [moment.date.year, moment.date.month, moment.date.day, moment.hour, moment.minute]
      if moment.second != 0 || moment.microsecond != 0 { parts.append(moment.second) }
      if moment.microsecond != 0 { parts.append(moment.microsecond) }
      let zone = moment.zone == nil ? "" : ", tzinfo=" + (try Machine.current.repr(zoneValue(moment)))
      return "datetime.datetime(" + parts.map(String.init).joined(separator: ", ") + zone + ")"
    }
    func iso(_ moment: Moment, _ separator: String) -> String {
      moment.calendar + separator + moment.clock + moment.offset
    }
    type.slots.str = { iso(try DatetimeModule.receiver($0), " ") }
    type.slots.compare = { try compare($0, $1, $2, DatetimeModule.dateType) }
    type.slots.binary = arithmetic
    type.method(
      "isoformat",
      [.positional("self"), Parameter("sep", default: .string("T")), Parameter("timespec", default: .string("auto"))],
      summary: "Day and time with a letter between.",
      .bound { arguments in
        let moment = try DatetimeModule.receiver(arguments[0])
        let separator = try arguments[1].plainString().text
        let clock = try DateFormat.clock(moment, timespec: arguments[2].plainString().text)
        return .string(moment.calendar + separator + clock + moment.offset)
      })
    type.method(
      "date", [.positional("self")], summary: "The day alone.",
      .unary { try DatetimeModule.make(DatetimeModule.dateType, Moment(ordinal: DatetimeModule.receiver($0).ordinal)) })
    for (name, keeps) in [("time", false), ("timetz", true)] {
      type.method(
        name, [.positional("self")], summary: "The time alone.",
        .unary { value in
          let moment = try DatetimeModule.receiver(value)
          return try DatetimeModule.make(
            DatetimeModule.timeType, Moment(ordinal: 0, time: moment.time, zone: keeps ? moment.zone : nil))
        })
    }
    let epoch = DatetimeModule.ordinal(1970, 1, 1) * 86_400_000_000
    type.method(
      "timestamp", [.positional("self")], summary: "Seconds since 1970.",
      .unary { .float(Double(try DatetimeModule.receiver($0).position - epoch) / 1e6) })
    type.method(
      "astimezone", [.positional("self"), Parameter("tz", default: Value.none)],
      summary: "The same moment in another zone.",
      .bound { arguments in
        let moment = try DatetimeModule.receiver(arguments[0])
        let zone = try zone(arguments[1]) ?? 0
        let total = moment.position + zone
        return try DatetimeModule.make(
          type,
          Moment(
            ordinal: Integers.floorDivide(total, 86_400_000_000), time: Integers.modulo(total, 86_400_000_000),
            zone: zone))
      })
    installMakers(type)
    return type
  }

  private static func installMakers(_ type: TypeObject) {
    type.classMethod(
      "now", [.positional("type"), Parameter("tz", default: Value.none)], summary: "This moment.",
      .bound { arguments in
        let zone = try zone(arguments[1])
        let now = DateFormat.now(utc: true)
        let total = now.position + (zone ?? 0)
        return try DatetimeModule.make(
          arguments[0].asType ?? type,
          Moment(
            ordinal: Integers.floorDivide(total, 86_400_000_000), time: Integers.modulo(total, 86_400_000_000),
            zone: zone))
      })
    for name in ["today", "utcnow"] {
      type.classMethod(
        name, [.positional("type")], summary: "This moment.",
        .unary { try DatetimeModule.make($0.asType ?? type, DateFormat.now(utc: true)) })
    }
    for name in ["fromtimestamp", "utcfromtimestamp"] {
      type.classMethod(
        name, [.positional("type"), .positional("timestamp"), Parameter("tz", default: Value.none)],
        summary: "The moment of a number of seconds since 1970.",
        .bound { arguments in
          let zone = try zone(arguments[2])
          let moment = try DateFormat.moment(seconds: Machine.current.double(arguments[1]))
          let total = moment.position + (zone ?? 0)
          return try DatetimeModule.make(
            arguments[0].asType ?? type,
            Moment(
              ordinal: Integers.floorDivide(total, 86_400_000_000), time: Integers.modulo(total, 86_400_000_000),
              zone: zone))
        })
    }
    type.classMethod(
      "fromisoformat", [.positional("type"), .positional("date_string", "str")],
      summary: "The moment that a text names.",
      .binary { own, text in
        let text = try text.stringArgument("fromisoformat: argument").text
        guard let moment = DateFormat.parseISO(text, hasTime: true) else {
          throw PythonError.valueFault("Invalid isoformat string: \(Quoting.repr(text))")
        }
        return try DatetimeModule.make(own.asType ?? type, moment)
      })
    type.classMethod(
      "strptime", [.positional("type"), .positional("date_string", "str"), .positional("format", "str")],
      summary: "The moment that a text names in a form of one's own.",
      .ternary { own, text, format in
        let moment = try DateFormat.parse(text.plainString().text, format.plainString().text)
        return try DatetimeModule.make(own.asType ?? type, moment)
      })
    type.classMethod(
      "combine", [.positional("type"), Parameter("date"), Parameter("time")], summary: "A day and a time together.",
      .bound { arguments in
        let day = try DatetimeModule.receiver(arguments[1])
        let clock = try DatetimeModule.receiver(arguments[2])
        return try DatetimeModule.make(
          arguments[0].asType ?? type, Moment(ordinal: day.ordinal, time: clock.time, zone: clock.zone))
      })
  }

  static func makeTime() -> TypeObject {
    let type = TypeObject("time", module: "datetime", summary: "A time of day.")
    addCommon(type, timeNames + ["tzinfo"])
    addTimeParts(type)
    type.slots.new = { type, arguments in
      let bound = try arguments.parse("time", timeNames + ["tzinfo", "fold"])
      let parts = try integers(Array(bound.prefix(4)), [0, 0, 0, 0])
      return try DatetimeModule.make(
        type, Moment(ordinal: 0, time: time(parts[0], parts[1], parts[2], parts[3]), zone: zone(bound[4])))
    }
    type.slots.repr = { value in
      let moment = try DatetimeModule.receiver(value)
      var parts = [moment.hour, moment.minute]
      if moment.second != 0 || moment.microsecond != 0 { parts.append(moment.second) }
      if moment.microsecond != 0 { parts.append(moment.microsecond) }
      let zone = moment.zone == nil ? "" : ", tzinfo=" + (try Machine.current.repr(zoneValue(moment)))
      return "datetime.time(" + parts.map(String.init).joined(separator: ", ") + zone + ")"
    }
    type.slots.str = { value in
      let moment = try DatetimeModule.receiver(value)
      return moment.clock + moment.offset
    }
    type.slots.compare = { try compare($0, $1, $2, type) }
    type.method(
      "isoformat", [.positional("self"), Parameter("timespec", default: .string("auto"))],
      summary: "Hours, minutes and seconds.",
      .bound { arguments in
        let moment = try DatetimeModule.receiver(arguments[0])
        return .string(try DateFormat.clock(moment, timespec: arguments[1].plainString().text) + moment.offset)
      })
    return type
  }

  static func makeZone() -> TypeObject {
    let type = TypeObject("timezone", module: "datetime", summary: "A fixed distance from UTC.")
    type.slots.new = { type, arguments in
      let bound = try arguments.parse("timezone", ["offset", "name"], required: 1)
      guard let span = bound[0].flatMap(DatetimeModule.span) else {
        throw PythonError.typeFault(
          "timezone() argument 1 must be datetime.timedelta, not \((bound[0] ?? .none).typeName)")
      }
      if abs(span.microseconds) >= 86_400_000_000 {
        throw PythonError.valueFault(
          "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not "
            + (try Machine.current.repr(bound[0] ?? .none)) + ".")
      }
      return .object(InstanceObject(type, payload: span))
    }
    type.slots.initialize = { _, _ in }
    func shown(_ value: Value) -> String {
      let zone = DatetimeModule.span(value)?.microseconds ?? 0
      return zone == 0 ? "UTC" : "UTC" + Moment(ordinal: 1, zone: zone).offset
    }
    type.slots.str = { shown($0) }
    type.slots.repr = { value in
      let zone = DatetimeModule.span(value)?.microseconds ?? 0
      return zone == 0
        ? "datetime.timezone.utc" : "datetime.timezone(\(try Machine.current.repr(DatetimeModule.make(zone))))"
    }
    type.slots.compare = { operation, left, right in
      guard operation == .equal || operation == .notEqual, let a = DatetimeModule.span(left),
        let b = DatetimeModule.span(right)
      else { return nil }
      return .bool((a.microseconds == b.microseconds) == (operation == .equal))
    }
    type.slots.hash = { DatetimeModule.span($0)?.microseconds ?? 0 }
    return type
  }
}
