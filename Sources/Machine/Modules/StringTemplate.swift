/// `string.Template` and `string.Formatter`.
enum StringTemplate {
  nonisolated(unsafe) private static let template = StringObject.interned("template")

  private static func filled(_ value: Value, _ mapping: Value, isSafe: Bool) throws -> String {
    let machine = Machine.current
    let scalars = Array(try machine.str(machine.attribute(of: value, template)).unicodeScalars)
    var out = String.UnicodeScalarView()
    func isStart(_ scalar: Unicode.Scalar) -> Bool {
      scalar == "_" || (scalar.isASCII && scalar.properties.isAlphabetic)
    }
    func isPart(_ scalar: Unicode.Scalar) -> Bool { isStart(scalar) || ("0"..."9").contains(scalar) }
    var at = 0
    while at < scalars.count {
      guard scalars[at] == "$" else {
        out.append(scalars[at])
        at += 1
        continue
      }
      let start = at
      at += 1
      if at < scalars.count, scalars[at] == "$" {
        out.append("$")
        at += 1
        continue
      }
      let isBraced = at < scalars.count && scalars[at] == "{"
      if isBraced { at += 1 }
      var name = String.UnicodeScalarView()
      if at < scalars.count, isStart(scalars[at]) {
        while at < scalars.count, isPart(scalars[at]) {
          name.append(scalars[at])
          at += 1
        }
      }
      let isClosed = !isBraced || (at < scalars.count && scalars[at] == "}")
      guard !name.isEmpty, isClosed else {
        if isSafe {
          out.append(contentsOf: scalars[start..<Swift.min(start + 1, scalars.count)])
          at = start + 1
          continue
        }
        let before = scalars[..<start]
        let line = before.filter { $0 == "\n" }.count + 1
        let column = start - (before.lastIndex(of: "\n") ?? -1)
        throw PythonError.valueFault("Invalid placeholder in string: line \(line), col \(column)")
      }
      if isBraced { at += 1 }
      let key = Value.string(String(name))
      if isSafe, try !machine.contains(mapping, key) {
        out.append(contentsOf: scalars[start..<at])
      } else {
        out.append(contentsOf: try machine.str(machine.getItem(mapping, key)).unicodeScalars)
      }
    }
    return String(out)
  }

  nonisolated(unsafe) static let type: TypeObject = {
    let type = TypeObject("Template", module: "string", summary: "A text with $names to be filled in.")
    type.slots.new = { type, _ in .object(InstanceObject(type)) }
    type.slots.initialize = { value, arguments in
      try arguments.expect("Template", 1...1)
      value.asInstance?.setField(template, arguments[0])
    }
    for (name, isSafe) in [("substitute", false), ("safe_substitute", true)] {
      type.method(
        name, [.positional("self"), .positional("mapping", default: .none), .variadicKeyword("kws")],
        summary: isSafe ? "With the names that are known filled in." : "With the names filled in.",
        .bound { arguments in
          var mapping = arguments[1]
          let named = arguments[2].asDict ?? DictObject()
          if mapping.isNone {
            mapping = .object(named)
          } else if named.count > 0 {
            mapping = try Machine.current.call(.object(UserContainers.chainMap), [.object(named), mapping])
          }
          return .string(try filled(arguments[0], mapping, isSafe: isSafe))
        })
    }
    return type
  }()

  nonisolated(unsafe) static let formatter: TypeObject = {
    let type = TypeObject("Formatter", module: "string", summary: "What str.format does.")
    type.method(
      "format", [.positional("self"), .positional("format_string"), .variadic("args"), .variadicKeyword("kwargs")],
      summary: "As of str.",
      .bound { arguments in
        let named = (arguments[3].asDict?.pairs ?? []).compactMap { pair in
          pair.key.asString.map { ($0.text, pair.value) }
        }
        let format = try Machine.current.attribute(of: arguments[1], "format")
        return try Machine.current.call(format, arguments[2].asTuple?.items ?? [], keywords: named)
      })
    type.method(
      "vformat", [.positional("self"), .positional("format_string"), .positional("args"), .positional("kwargs")],
      summary: "As of str.",
      .bound { arguments in
        let named = (arguments[3].asDict?.pairs ?? []).compactMap { pair in
          pair.key.asString.map { ($0.text, pair.value) }
        }
        let format = try Machine.current.attribute(of: arguments[1], "format")
        return try Machine.current.call(format, Machine.current.elements(arguments[2]), keywords: named)
      })
    return type
  }()
}
