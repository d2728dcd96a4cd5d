extension StrType {
  /// `str(…)`.
  static func make(_ type: TypeObject, _ arguments: Arguments) throws -> Value {
    let result: Value
    if type === TypeObject.str, arguments.count == 1, arguments.keywordCount == 0 {
      if let text = arguments[0].asString, text.isExactly(.string) { return arguments[0] }
      return .string(try Machine.current.str(arguments[0]))
    }
    let bound = try arguments.parse("str", ["object", "encoding", "errors"])
    if bound[1] != nil || bound[2] != nil {
      let name = try bound[1]?.stringArgument("str() argument 'encoding'").text ?? "utf-8"
      let errors = try bound[2]?.stringArgument("str() argument 'errors'").text ?? "strict"
      guard let bytes = bound[0]?.asBytes?.bytes else {
        if bound[0]?.asString != nil { throw PythonError.typeFault("decoding str is not supported") }
        throw PythonError.typeFault(
          "decoding to str: need a bytes-like object, \((bound[0] ?? .none).typeName) found")
      }
      result = .string(try Encoding(named: name).decode(bytes, errors: errors))
    } else if let value = bound[0] {
      result = .string(try Machine.current.str(value))
    } else {
      result = .object(StringObject.empty)
    }
    if type === TypeObject.str { return result }
    return .object(StringInstance(type, result.asString?.text ?? ""))
  }
}
