import BigInt
import Glibc
import Syntax

/// `datetime`: dates, times of day, moments and spans between them, on the Gregorian calendar.
enum DatetimeModule {
  /// Days before a year, counted from year 1.
  static func daysBefore(year: Int) -> Int {
    let y = year - 1
    return y * 365 + y / 4 - y / 100 + y / 400
  }

  static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  static func days(in month: Int, _ year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  static func ordinal(_ year: Int, _ month: Int, _ day: Int) -> Int {
    daysBefore(year: year) + (1..<month).reduce(0) { $0 + days(in: $1, year) } + day
  }

  static func date(ofOrdinal ordinal: Int) -> (year: Int, month: Int, day: Int) {
    var year = Swift.max(1, ordinal * 400 / 146_097)
    while daysBefore(year: year + 1) < ordinal { year += 1 }
    while daysBefore(year: year) >= ordinal { year -= 1 }
    var rest = ordinal - daysBefore(year: year)
    var month = 1
    while rest > days(in: month, year) {
      rest -= days(in: month, year)
      month += 1
    }
    return (year, month, rest)
  }

  static let largestOrdinal = 3_652_059
  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

  static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number.magnitude)
    return (number < 0 ? "-" : "") + String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
  }

  // MARK: Values

  /// A span of time in microseconds.
  final class Span {
    let microseconds: Int
    init(_ microseconds: Int) { self.microseconds = microseconds }

    var days: Int { Integers.floorDivide(microseconds, 86_400_000_000) }
    var seconds: Int { Integers.modulo(microseconds, 86_400_000_000) / 1_000_000 }
    var rest: Int { Integers.modulo(microseconds, 1_000_000) }
  }

  /// A date, a time of day, or both.
  final class Moment {
    /// 0 for a time of day.
    let ordinal: Int
    /// Microseconds since midnight; 0 for a date.
    let time: Int
    /// A fixed distance from UTC in microseconds; nil for none.
    let zone: Int?

    init(ordinal: Int, time: Int = 0, zone: Int? = nil) {
      self.ordinal = ordinal
      self.time = time
      self.zone = zone
    }

    var date: (year: Int, month: Int, day: Int) { DatetimeModule.date(ofOrdinal: ordinal) }
    var hour: Int { time / 3_600_000_000 }
    var minute: Int { time / 60_000_000 % 60 }
    var second: Int { time / 1_000_000 % 60 }
    var microsecond: Int { time % 1_000_000 }
    var weekday: Int { (ordinal + 6) % 7 }
    /// Microseconds from the beginning of the calendar, in UTC where a zone is known.
    var position: Int { ordinal * 86_400_000_000 + time - (zone ?? 0) }

    var clock: String {
      let rest = microsecond == 0 ? "" : "." + padded(microsecond, 6)
      return "\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2))\(rest)"
    }
    var calendar: String { "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))" }
    var offset: String {
      guard let zone else { return "" }
      let minutes = abs(zone) / 60_000_000
      let seconds = abs(zone) / 1_000_000 % 60
      return (zone < 0 ? "-" : "+") + padded(minutes / 60, 2) + ":" + padded(minutes % 60, 2)
        + (seconds == 0 ? "" : ":" + padded(seconds, 2))
    }
  }

  static func span(_ value: Value) -> Span? { value.asInstance?.payload as? Span }
  static func moment(_ value: Value) -> Moment? { value.asInstance?.payload as? Moment }

  static func receiver(_ value: Value) throws -> Moment {
    guard let moment = moment(value) else { throw PythonError.typeFault("a date is required, not '\(value.typeName)'") }
    return moment
  }

  static func make(_ microseconds: Int) throws -> Value {
    let span = Span(microseconds)
    if abs(span.days) > 999_999_999 {
      throw PythonError(.overflowError, "days=\(span.days); must have magnitude <= 999999999")
    }
    return .object(InstanceObject(spanType, payload: span))
  }

  static func make(_ type: TypeObject, _ moment: Moment) throws -> Value {
    if type.isSubclass(of: dateType), moment.ordinal < 1 || moment.ordinal > largestOrdinal {
      throw PythonError(.overflowError, "date value out of range")
    }
    return .object(InstanceObject(type, payload: moment))
  }

  // MARK: timedelta

  nonisolated(unsafe) static let spanType: TypeObject = {
    let type = TypeObject("timedelta", module: "datetime", summary: "A span of time.")
    let units: [(String, Double)] = [
      ("days", 86_400e6), ("seconds", 1e6), ("microseconds", 1), ("milliseconds", 1e3), ("minutes", 60e6),
      ("hours", 3_600e6), ("weeks", 604_800e6),
    ]
    type.slots.new = { _, arguments in
      let machine = Machine.current
      let bound = try arguments.parse("timedelta", units.map(\.0))
      var whole = 0
      var rest = 0.0
      for (value, unit) in zip(bound, units) {
        guard let value else { continue }
        if let number = value.intValue {
          let (product, overflow) = number.multipliedReportingOverflow(by: Int(unit.1))
          let (sum, more) = whole.addingReportingOverflow(product)
          if overflow || more { throw PythonError(.overflowError, "Python int too large to convert to C int") }
          whole = sum
        } else if case .float(let number) = value {
          let exact = number * unit.1
          guard exact.magnitude < 9e18 else {
            throw PythonError(.overflowError, "cannot convert float infinity to integer")
          }
          whole = try checked(whole.addingReportingOverflow(Int(exact.rounded(.down))))
          rest += exact - exact.rounded(.down)
        } else {
          throw PythonError.typeFault(
            "unsupported type for timedelta \(unit.0) component: \(machine.type(of: value).name)")
        }
      }
      return try make(checked(whole.addingReportingOverflow(Int(rest.rounded(.toNearestOrEven)))))
    }
    type.slots.initialize = { _, _ in }
    func own(_ value: Value) throws -> Span {
      guard let span = span(value) else {
        throw PythonError.typeFault("a timedelta is required, not '\(value.typeName)'")
      }
      return span
    }
    type.slots.repr = { value in
      let span = try own(value)
      let parts = [("days", span.days), ("seconds", span.seconds), ("microseconds", span.rest)].filter { $0.1 != 0 }
      return "datetime.timedelta(" + (parts.isEmpty ? "0" : parts.map { "\($0.0)=\($0.1)" }.joined(separator: ", "))
        + ")"
    }
    type.slots.str = { value in
      let span = try own(value)
      let clock = "\(span.seconds / 3600):\(padded(span.seconds / 60 % 60, 2)):\(padded(span.seconds % 60, 2))"
      let rest = span.rest == 0 ? "" : "." + padded(span.rest, 6)
      return (span.days == 0 ? "" : "\(span.days) day\(abs(span.days) == 1 ? "" : "s"), ") + clock + rest
    }
    type.slots.hash = { Integers.hash(try own($0).microseconds) }
    type.slots.truth = { try own($0).microseconds != 0 }
    type.slots.compare = { operation, left, right in
      guard let a = span(left)?.microseconds, let b = span(right)?.microseconds else { return nil }
      return .bool(operation.holds(a == b ? 0 : a < b ? -1 : 1))
    }
    type.slots.unary = { operation, value in
      let microseconds = try own(value).microseconds
      return operation == .negative ? try make(-microseconds) : operation == .positive ? value : nil
    }
    type.slots.binary = spanArithmetic
    type.property("days", summary: "Whole days.", get: { .int(try own($0).days) })
    type.property("seconds", summary: "Seconds beyond the days.", get: { .int(try own($0).seconds) })
    type.property("microseconds", summary: "Microseconds beyond the seconds.", get: { .int(try own($0).rest) })
    type.method(
      "total_seconds", [.positional("self")], summary: "The whole in seconds.",
      .unary { .float(Double(try own($0).microseconds) / 1e6) })
    type.method(
      "__abs__", [.positional("self")], summary: "Without its sign.", .unary { try make(abs(own($0).microseconds)) })
    return type
  }()

  private static func spanArithmetic(_ operation: BinaryOperator, _ left: Value, _ right: Value) throws -> Value? {
    let a = span(left)?.microseconds
    let b = span(right)?.microseconds
    switch (operation, a, b) {
    case (.add, let a?, let b?): return try make(checked(a.addingReportingOverflow(b)))
    case (.subtract, let a?, let b?): return try make(checked(a.subtractingReportingOverflow(b)))
    case (.divide, let a?, let b?):
      if b == 0 { throw PythonError(.zeroDivisionError, "division by zero") }
      return .float(Double(a) / Double(b))
    case (.floorDivide, let a?, let b?), (.modulo, let a?, let b?):
      if b == 0 { throw PythonError(.zeroDivisionError, "integer division or modulo by zero") }
      return operation == .modulo
        ? try make(Integers.modulo(a, b)) : .int(Integers.floorDivide(a, b))
    case (.multiply, let a?, nil): return try scaled(a, by: right)
    case (.multiply, nil, let b?): return try scaled(b, by: left)
    case (.divide, let a?, nil):
      if case .float(let divisor) = right {
        if divisor == 0 { throw PythonError(.zeroDivisionError, "division by zero") }
        return try make(rounded(Double(a) / divisor))
      }
      guard let divisor = right.intValue else { return nil }
      if divisor == 0 { throw PythonError(.zeroDivisionError, "division by zero") }
      // Rounded to even; in integers without bound, because the divisor may be as large as any.
      let (quotient, rest) = try Integers.divideFloor(BigInt(a), BigInt(divisor))
      let doubled = rest.magnitude * 2
      let isUp = doubled > BigInt(divisor).magnitude || (doubled == BigInt(divisor).magnitude && quotient % 2 != 0)
      guard let result = Int(exactly: isUp ? quotient + 1 : quotient) else {
        throw PythonError(.overflowError, "Python int too large to convert to C int")
      }
      return try make(result)
    case (.floorDivide, let a?, nil):
      guard let divisor = right.intValue else { return nil }
      if divisor == 0 { throw PythonError(.zeroDivisionError, "integer division or modulo by zero") }
      return try make(divisor == -1 ? -a : Integers.floorDivide(a, divisor))
    default: return nil
    }
  }

  private static func checked(_ result: (partialValue: Int, overflow: Bool)) throws -> Int {
    if result.overflow { throw PythonError(.overflowError, "Python int too large to convert to C int") }
    return result.partialValue
  }

  private static func rounded(_ microseconds: Double) throws -> Int {
    guard microseconds.magnitude < 9e18 else {
      throw PythonError(.overflowError, "cannot convert float infinity to integer")
    }
    return Int(microseconds.rounded(.toNearestOrEven))
  }

  private static func scaled(_ microseconds: Int, by factor: Value) throws -> Value? {
    if let number = factor.intValue {
      let (product, overflow) = microseconds.multipliedReportingOverflow(by: number)
      if overflow { throw PythonError(.overflowError, "Python int too large to convert to C int") }
      return try make(product)
    }
    guard case .float(let number) = factor else { return nil }
    return try make(rounded(Double(microseconds) * number))
  }

  // MARK: The module

  nonisolated(unsafe) static let dateType = DateTypes.makeDate()
  nonisolated(unsafe) static let datetimeType = DateTypes.makeDatetime()
  nonisolated(unsafe) static let timeType = DateTypes.makeTime()
  nonisolated(unsafe) static let zoneType = DateTypes.makeZone()
  nonisolated(unsafe) static let utc = Value.object(InstanceObject(zoneType, payload: Span(0)))

  static func make() throws -> ModuleObject {
    let module = ModuleObject("datetime", summary: "Dates and times.")
    for type in [spanType, dateType, datetimeType, timeType, zoneType] {
      type.errorName = "datetime." + type.name
      module.set(type.name, .object(type))
    }
    spanType.set("resolution", try make(1))
    for type in [dateType, datetimeType] {
      type.set("min", try make(type, Moment(ordinal: 1)))
      let time = type === datetimeType ? 86_399_999_999 : 0
      type.set("max", try make(type, Moment(ordinal: largestOrdinal, time: time)))
    }
    zoneType.set("utc", utc)
    module.set("UTC", utc)
    module.set("MINYEAR", .int(1))
    module.set("MAXYEAR", .int(9999))
    module.set("tzinfo", .object(TypeObject("tzinfo", module: "datetime", summary: "A zone.")))
    return module
  }
}
