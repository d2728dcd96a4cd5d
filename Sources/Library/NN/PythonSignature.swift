import Machine

/// Binds arguments as a function written in Python does, with that function's own words for what is wrong.
struct PythonSignature {
  /// What errors call the function: `Linear.__init__`.
  let name: String
  let parameters: [LanguageParameter]
  /// Whether an instance comes first that messages count.
  let hasSelf: Bool

  init(_ name: String, _ parameters: [LanguageParameter], hasSelf: Bool = false) {
    self.name = name
    self.parameters = parameters
    self.hasSelf = hasSelf
  }

  /// One value for each parameter, defaults filled in.
  ///
  /// - Parameter arguments: Without the instance.
  func bind(_ arguments: Arguments) throws -> [Value] {
    var bound = [Value](repeating: .undefined, count: parameters.count)
    var next = 0
    for (at, parameter) in parameters.enumerated() {
      switch parameter.kind {
      case .positionalOnly, .positionalOrKeyword:
        guard next < arguments.count else { continue }
        bound[at] = arguments[next]
        next += 1
      case .variadic:
        bound[at] = .tuple(Array(arguments.positional.dropFirst(next)))
        next = arguments.count
      case .variadicKeyword: bound[at] = .object(DictObject())
      case .keywordOnly: break
      }
    }
    for (key, value) in arguments.keywords {
      if let at = parameters.firstIndex(where: {
        ($0.kind == .positionalOrKeyword || $0.kind == .keywordOnly) && $0.name == key.text
      }) {
        guard bound[at].isUndefined else {
          throw PythonError(.typeError, "\(name)() got multiple values for argument '\(key.text)'")
        }
        bound[at] = value
      } else if let rest = parameters.firstIndex(where: { $0.kind == .variadicKeyword }) {
        bound[rest].asDict?.set(key, value)
      } else {
        throw PythonError(.typeError, "\(name)() got an unexpected keyword argument '\(key.text)'")
      }
    }
    if next < arguments.count { throw tooMany(arguments) }
    try fillDefaults(&bound)
    return bound
  }

  private func fillDefaults(_ bound: inout [Value]) throws {
    var missing: [String] = []
    var missingKeywords: [String] = []
    for (at, parameter) in parameters.enumerated() where bound[at].isUndefined {
      if let value = parameter.default {
        bound[at] = value
      } else if parameter.kind == .keywordOnly {
        missingKeywords.append(parameter.name)
      } else {
        missing.append(parameter.name)
      }
    }
    if !missing.isEmpty { throw absent(missing, "positional") }
    if !missingKeywords.isEmpty { throw absent(missingKeywords, "keyword-only") }
  }

  private func absent(_ names: [String], _ kind: String) -> PythonError {
    let quoted = names.map { "'\($0)'" }
    let list =
      quoted.count < 3
      ? quoted.joined(separator: " and ") : quoted.dropLast().joined(separator: ", ") + ", and " + (quoted.last ?? "")
    return PythonError(
      .typeError,
      "\(name)() missing \(names.count) required \(kind) argument\(names.count == 1 ? "" : "s"): \(list)")
  }

  private func tooMany(_ arguments: Arguments) -> PythonError {
    let hidden = hasSelf ? 1 : 0
    let places = parameters.filter { $0.kind == .positionalOnly || $0.kind == .positionalOrKeyword }
    let most = places.count + hidden
    let least = places.filter { $0.default == nil }.count + hidden
    let given = arguments.count + hidden
    let takes = least == most ? "\(most)" : "from \(least) to \(most)"
    let keywordOnly = arguments.keywords.filter { key in
      parameters.contains { $0.kind == .keywordOnly && $0.name == key.name.text }
    }.count
    let plural = most == 1 && least == most ? "argument" : "arguments"
    let were = given == 1 ? "was" : "were"
    guard keywordOnly > 0 else {
      return PythonError(.typeError, "\(name)() takes \(takes) positional \(plural) but \(given) \(were) given")
    }
    return PythonError(
      .typeError,
      "\(name)() takes \(takes) positional \(plural) but \(given) positional argument\(given == 1 ? "" : "s") "
        + "(and \(keywordOnly) keyword-only argument\(keywordOnly == 1 ? "" : "s")) were given")
  }
}
