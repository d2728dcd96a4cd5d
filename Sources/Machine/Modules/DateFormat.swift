import Glibc

/// Dates written and read in forms of one's own.
enum DateFormat {
  typealias Moment = DatetimeModule.Moment

  static func now(utc: Bool) -> Moment {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return moment(microseconds: Int(time.tv_sec) * 1_000_000 + Int(time.tv_nsec) / 1000)
  }

  private static func moment(microseconds: Int) -> Moment {
    let epoch = DatetimeModule.ordinal(1970, 1, 1)
    return Moment(
      ordinal: epoch + Integers.floorDivide(microseconds, 86_400_000_000),
      time: Integers.modulo(microseconds, 86_400_000_000))
  }

  static func moment(seconds: Double) throws -> Moment {
    if seconds.isNaN { throw PythonError.valueFault("cannot convert float NaN to integer") }
    guard seconds.magnitude < 3e11 else { throw PythonError.valueFault("year is out of range") }
    return moment(microseconds: Int((seconds * 1e6).rounded(.toNearestOrEven)))
  }

  static func clock(_ moment: Moment, timespec: String) throws -> String {
    func two(_ number: Int) -> String { DatetimeModule.padded(number, 2) }
    let hour = two(moment.hour)
    let seconds = "\(hour):\(two(moment.minute)):\(two(moment.second))"
    switch timespec {
    case "auto": return moment.clock
    case "hours": return hour
    case "minutes": return "\(hour):\(two(moment.minute))"
    case "seconds": return seconds
    case "milliseconds": return seconds + "." + DatetimeModule.padded(moment.microsecond / 1000, 3)
    case "microseconds": return seconds + "." + DatetimeModule.padded(moment.microsecond, 6)
    default: throw PythonError.valueFault("Unknown timespec value")
    }
  }

  static func format(_ moment: Moment, _ format: String) throws -> String {
    // A time of day stands on the first day of 1900.
    let whole =
      moment.ordinal == 0
      ? Moment(ordinal: DatetimeModule.ordinal(1900, 1, 1), time: moment.time, zone: moment.zone) : moment
    let date = whole.date
    func two(_ number: Int) -> String { DatetimeModule.padded(number, 2) }
    let dayOfYear = whole.ordinal - DatetimeModule.daysBefore(year: date.year)
    var out = ""
    var scalars = format.unicodeScalars.makeIterator()
    while let scalar = scalars.next() {
      guard scalar == "%" else {
        out.unicodeScalars.append(scalar)
        continue
      }
      guard var letter = scalars.next() else {
        out += "%"
        break
      }
      let isPlain = letter == "-"
      if isPlain { letter = scalars.next() ?? "-" }
      var text: String
      switch letter {
      case "Y": text = String(date.year)
      case "y": text = two(date.year % 100)
      case "m": text = two(date.month)
      case "d": text = two(date.day)
      case "e": text = (date.day < 10 ? " " : "") + String(date.day)
      case "H": text = two(moment.hour)
      case "I": text = two((moment.hour + 11) % 12 + 1)
      case "M": text = two(moment.minute)
      case "S": text = two(moment.second)
      case "f": text = DatetimeModule.padded(moment.microsecond, 6)
      case "p": text = moment.hour < 12 ? "AM" : "PM"
      case "A": text = DatetimeModule.weekdays[whole.weekday]
      case "a": text = String(DatetimeModule.weekdays[whole.weekday].prefix(3))
      case "B": text = DatetimeModule.months[date.month - 1]
      case "b", "h": text = String(DatetimeModule.months[date.month - 1].prefix(3))
      case "j": text = DatetimeModule.padded(dayOfYear, 3)
      case "w": text = String((whole.weekday + 1) % 7)
      case "u": text = String(whole.weekday + 1)
      case "U": text = two((dayOfYear + 6 - (whole.weekday + 1) % 7) / 7)
      case "W": text = two((dayOfYear + 6 - whole.weekday) / 7)
      case "x", "D": text = "\(two(date.month))/\(two(date.day))/\(two(date.year % 100))"
      case "X", "T": text = "\(two(moment.hour)):\(two(moment.minute)):\(two(moment.second))"
      case "R": text = "\(two(moment.hour)):\(two(moment.minute))"
      case "F": text = whole.calendar
      case "c": text = try self.format(whole, "%a %b %e %H:%M:%S %Y")
      case "z": text = moment.offset.filter { $0 != ":" }
      case "Z": text = moment.zone == nil ? "" : moment.zone == 0 ? "UTC" : "UTC" + moment.offset
      case "G", "V":
        let thursday = whole.ordinal - whole.weekday + 3
        let year = DatetimeModule.date(ofOrdinal: Swift.max(thursday, 1)).year
        text = letter == "G" ? String(year) : two((thursday - DatetimeModule.ordinal(year, 1, 1)) / 7 + 1)
      case "n": text = "\n"
      case "t": text = "\t"
      case "%": text = "%"
      default: text = "%" + String(letter)
      }
      if isPlain, text.count > 1, text.first == "0" { text = String(text.drop { $0 == "0" }) }
      if isPlain, text.isEmpty { text = "0" }
      out += text
    }
    return out
  }

  // MARK: Reading

  /// `2024-03-01`, `2024-03-01T10:20:30.5+02:00`.
  static func parseISO(_ text: String, hasTime: Bool) -> Moment? {
    var reader = Reader(text)
    guard let year = reader.number(4), (1...9999).contains(year) else { return nil }
    let isExtended = reader.take("-")
    guard let month = reader.number(2), (1...12).contains(month), !isExtended || reader.take("-"),
      let day = reader.number(2), (1...DatetimeModule.days(in: month, year)).contains(day)
    else { return nil }
    let ordinal = DatetimeModule.ordinal(year, month, day)
    if reader.isAtEnd { return Moment(ordinal: ordinal) }
    guard hasTime, reader.skip(), let hour = reader.number(2), hour < 24 else { return nil }
    var parts = [hour, 0, 0]
    var microseconds = 0
    for at in 1...2 where !reader.isAtEnd && !reader.isAtZone {
      _ = reader.take(":")
      guard let number = reader.number(2), number < 60 else { return nil }
      parts[at] = number
    }
    if reader.take(".") || reader.take(",") {
      guard let fraction = reader.fraction() else { return nil }
      microseconds = fraction
    }
    var zone: Int?
    if reader.take("Z") {
      zone = 0
    } else if reader.isAtZone {
      guard let offset = reader.zone() else { return nil }
      zone = offset
    }
    guard reader.isAtEnd else { return nil }
    return Moment(
      ordinal: ordinal, time: ((parts[0] * 60 + parts[1]) * 60 + parts[2]) * 1_000_000 + microseconds, zone: zone)
  }

  static func parse(_ text: String, _ format: String) throws -> Moment {
    var reader = Reader(text)
    var (year, month, day) = (1900, 1, 1)
    var (hour, minute, second, microsecond) = (0, 0, 0, 0)
    var isAfternoon: Bool?
    var dayOfYear: Int?
    var zone: Int?
    let failure = PythonError.valueFault(
      "time data \(Quoting.repr(text)) does not match format \(Quoting.repr(format))")
    func checked(_ number: Int?, _ range: ClosedRange<Int>) throws -> Int {
      guard let number, range.contains(number) else { throw failure }
      return number
    }
    func expand(_ format: String) -> String {
      [
        ("%c", "%a %b %d %H:%M:%S %Y"), ("%x", "%m/%d/%y"), ("%X", "%H:%M:%S"), ("%D", "%m/%d/%y"), ("%T", "%H:%M:%S"),
        ("%F", "%Y-%m-%d"), ("%R", "%H:%M"),
      ]
      .reduce(format) { $0.replacing($1.0, with: $1.1) }
    }
    var scalars = expand(format).unicodeScalars.makeIterator()
    while let scalar = scalars.next() {
      if scalar.isPythonSpace {
        reader.skipSpace()
        continue
      }
      guard scalar == "%" else {
        if !reader.take(String(scalar)) { throw failure }
        continue
      }
      guard let letter = scalars.next() else {
        throw PythonError.valueFault("stray % in format \(Quoting.repr(format))")
      }
      switch letter {
      case "Y": year = try checked(reader.number(4), 1...9999)
      case "y":
        let short = try checked(reader.number(2), 0...99)
        year = short < 69 ? 2000 + short : 1900 + short
      case "m": month = try checked(reader.number(upTo: 2), 1...12)
      case "d": day = try checked(reader.number(upTo: 2), 1...31)
      case "H": hour = try checked(reader.number(upTo: 2), 0...23)
      case "I": hour = try checked(reader.number(upTo: 2), 1...12)
      case "M": minute = try checked(reader.number(upTo: 2), 0...59)
      case "S": second = try checked(reader.number(upTo: 2), 0...61)
      case "f": microsecond = try checked(reader.fraction(), 0...999_999)
      case "j": dayOfYear = try checked(reader.number(upTo: 3), 1...366)
      case "p": isAfternoon = try checked(reader.word(["AM", "PM"]), 0...1) == 1
      case "B": month = try checked(reader.word(DatetimeModule.months), 0...11) + 1
      case "b", "h": month = try checked(reader.word(DatetimeModule.months.map { String($0.prefix(3)) }), 0...11) + 1
      case "A": _ = try checked(reader.word(DatetimeModule.weekdays), 0...6)
      case "a": _ = try checked(reader.word(DatetimeModule.weekdays.map { String($0.prefix(3)) }), 0...6)
      case "w", "u": _ = try checked(reader.number(1), 0...7)
      case "z":
        if reader.take("Z") {
          zone = 0
        } else {
          guard let offset = reader.zone() else { throw failure }
          zone = offset
        }
      case "Z": _ = try checked(reader.word(["UTC", "GMT"]), 0...1)
      case "%": if !reader.take("%") { throw failure }
      default:
        throw PythonError.valueFault("'\(letter)' is a bad directive in format \(Quoting.repr(format))")
      }
    }
    if !reader.isAtEnd { throw PythonError.valueFault("unconverted data remains: \(reader.rest)") }
    if let isAfternoon { hour = hour % 12 + (isAfternoon ? 12 : 0) }
    guard day <= DatetimeModule.days(in: month, year) else {
      throw PythonError.valueFault("day is out of range for month")
    }
    let ordinal =
      dayOfYear.map { DatetimeModule.daysBefore(year: year) + $0 } ?? DatetimeModule.ordinal(year, month, day)
    return Moment(
      ordinal: ordinal, time: ((hour * 60 + minute) * 60 + second) * 1_000_000 + microsecond, zone: zone)
  }

  /// Reads numbers and words from the front of a text.
  private struct Reader {
    private let text: [Character]
    private var at = 0

    init(_ text: String) { self.text = Array(text) }

    var isAtEnd: Bool { at >= text.count }
    var isAtZone: Bool { at < text.count && (text[at] == "+" || text[at] == "-" || text[at] == "Z") }
    var rest: String { String(text[at...]) }

    mutating func take(_ wanted: String) -> Bool {
      let wanted = Array(wanted)
      guard at + wanted.count <= text.count, text[at..<(at + wanted.count)].elementsEqual(wanted) else { return false }
      at += wanted.count
      return true
    }

    mutating func skip() -> Bool {
      guard at < text.count else { return false }
      at += 1
      return true
    }

    mutating func skipSpace() { while at < text.count, text[at].isWhitespace { at += 1 } }

    mutating func number(_ digits: Int) -> Int? {
      guard at + digits <= text.count, text[at..<(at + digits)].allSatisfy({ $0.isASCII && $0.isNumber }) else {
        return nil
      }
      defer { at += digits }
      return Int(String(text[at..<(at + digits)]))
    }

    mutating func number(upTo digits: Int) -> Int? {
      let found = text[at...].prefix(digits).prefix { $0.isASCII && $0.isNumber }.count
      return found == 0 ? nil : number(found)
    }

    /// Up to six digits after the point, in microseconds.
    mutating func fraction() -> Int? {
      let found = text[at...].prefix(6).prefix { $0.isASCII && $0.isNumber }.count
      guard found > 0, let value = number(found) else { return nil }
      return (found..<6).reduce(value) { number, _ in number * 10 }
    }

    /// `+02:00`, `-0530`.
    mutating func zone() -> Int? {
      let sign: Int
      if take("+") { sign = 1 } else if take("-") { sign = -1 } else { return nil }
      guard let hours = number(2) else { return nil }
      _ = take(":")
      guard let minutes = number(2), hours < 24, minutes < 60 else { return nil }
      return sign * (hours * 60 + minutes) * 60_000_000
    }

    /// The place in a list of the word that comes next, whatever its case.
    mutating func word(_ words: [String]) -> Int? {
      for (index, word) in words.enumerated() {
        let end = at + word.count
        if end <= text.count, String(text[at..<end]).lowercased() == word.lowercased() {
          at = end
          return index
        }
      }
      return nil
    }
  }
}
