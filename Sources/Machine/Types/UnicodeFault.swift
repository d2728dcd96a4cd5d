/// `UnicodeEncodeError` and `UnicodeDecodeError`, which say what could not be written or read, and where.
enum UnicodeFault {
  static func error(
    _ type: TypeObject, _ encoding: String, _ object: Value, _ range: Range<Int>, _ reason: String
  ) -> PythonError {
    PythonError(
      type, arguments: [.string(encoding), object, .int(range.lowerBound), .int(range.upperBound), .string(reason)])
  }

  private static let names = ["encoding", "object", "start", "end", "reason"]

  static func install() {
    for type in [TypeObject.unicodeEncodeError, .unicodeDecodeError] {
      for (place, name) in names.enumerated() {
        type.property(
          name, summary: "About what could not be \(type === TypeObject.unicodeEncodeError ? "written" : "read").",
          get: { value in
            let items = value.asException?.args.items ?? []
            return items.indices.contains(place) ? items[place] : .none
          })
      }
      let plain = TypeObject.baseException.slots.initialize
      type.slots.initialize = { value, arguments in
        if arguments.count != names.count {
          throw PythonError.typeFault("function takes exactly 5 arguments (\(arguments.count) given)")
        }
        try plain?(value, arguments)
      }
      type.slots.str = { value in
        let items = value.asException?.args.items ?? []
        return try text(of: items, isEncoding: value.asException?.type.isSubclass(of: .unicodeEncodeError) ?? false)
      }
    }
  }

  private static func text(of items: [Value], isEncoding: Bool) throws -> String {
    let machine = Machine.current
    guard items.count == names.count, let start = items[2].intValue, let end = items[3].intValue else {
      return try items.isEmpty ? "" : machine.repr(.tuple(items))
    }
    let verb = isEncoding ? "encode" : "decode"
    var what = "\(isEncoding ? "characters" : "bytes") in position \(start)-\(end - 1)"
    if end == start + 1 {
      if isEncoding, let text = items[1].asString?.text {
        let scalar = text.unicodeScalars.dropFirst(start).first
        what = "character '\(scalar.map(Quoting.escape) ?? "")' in position \(start)"
      } else if let bytes = items[1].asBytes?.bytes, bytes.indices.contains(start) {
        let digits = String(bytes[start], radix: 16)
        what = "byte 0x\(digits.count == 1 ? "0" : "")\(digits) in position \(start)"
      }
    }
    return "'\(try machine.str(items[0]))' codec can't \(verb) \(what): \(try machine.str(items[4]))"
  }
}
