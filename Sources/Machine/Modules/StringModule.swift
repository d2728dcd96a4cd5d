/// `string`.
enum StringModule {
  static func make() throws -> ModuleObject {
    let module = ModuleObject("string", summary: "Sets of characters.")
    let lower = "abcdefghijklmnopqrstuvwxyz"
    let digits = "0123456789"
    let punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
    let space = " \t\n\r\u{0B}\u{0C}"
    for (name, text) in [
      ("ascii_lowercase", lower), ("ascii_uppercase", lower.uppercased()),
      ("ascii_letters", lower + lower.uppercased()),
      ("digits", digits), ("hexdigits", digits + "abcdefABCDEF"), ("octdigits", "01234567"),
      ("punctuation", punctuation), ("whitespace", space),
      ("printable", digits + lower + lower.uppercased() + punctuation + space),
    ] { module.set(name, .string(text)) }
    module.set("Template", .object(StringTemplate.type))
    module.set("Formatter", .object(StringTemplate.formatter))
    module.function(
      "capwords", [Parameter("s"), Parameter("sep", default: Value.none)],
      summary: "Each word with a capital.",
      .bound { arguments in
        let whole = try arguments[0].plainString()
        let text = whole.text
        if let separator = arguments[1].asString {
          if separator.isEmpty { throw PythonError.valueFault("empty separator") }
          var parts: [String] = []
          whole.withHaystack { haystack in
            separator.withBytes { haystack.split($0, limit: -1) { parts.append(haystack.string($0)) } }
          }
          return .string(parts.map(CaseMapping.capitalized).joined(separator: separator.text))
        }
        return .string(Words.split(text, limit: -1).map(CaseMapping.capitalized).joined(separator: " "))
      })
    return module
  }
}
