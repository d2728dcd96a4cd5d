extension Machine {
  /// Arranges arguments of a call to a person's function, as they lie from `base` on, into its parameters' registers.
  @inline(never) func bind(_ function: FunctionObject, _ base: Slot, _ count: Int, _ names: TupleObject?) throws {
    let code = function.code
    let positional = code.positionalCount
    let total = code.parameterNames.count
    guard base + total + 8 < stack.end else { throw Machine.recursionError() }
    var keywords: [(StringObject, Value)] = []
    if let names {
      for (at, name) in names.items.enumerated() {
        keywords.append((name.asString ?? .empty, (base + count + at).takeOut()))
      }
    }
    var extra: [Value] = []
    if count > positional { extra = Machine.takeAll(base + positional, count - positional) }
    for at in Swift.min(count, positional)..<Swift.max(total, Swift.min(count, positional)) { (base + at).release() }
    let rest = code.variadicKeywordName == nil ? nil : DictObject()
    try bindKeywords(function, base, keywords, rest)
    if !extra.isEmpty, code.variadicName == nil { throw tooManyArguments(function, base, given: count) }
    try fillDefaults(function, base)
    var next = positional + code.keywordOnlyCount
    if code.variadicName != nil {
      (base + next).pointee = .object(extra.isEmpty ? TupleObject.empty : TupleObject(extra))
      next += 1
    }
    if let rest { (base + next).pointee = .object(rest) }
  }

  private func bindKeywords(
    _ function: FunctionObject, _ base: Slot, _ keywords: [(StringObject, Value)], _ rest: DictObject?
  ) throws {
    let code = function.code
    let name = function.qualifiedName
    for (keyword, value) in keywords {
      let named = code.parameterNames[..<(code.positionalCount + code.keywordOnlyCount)]
      let at = named.firstIndex { StringObject.sameText($0, keyword.text) }
      if let at, at >= code.positionalOnlyCount {
        if !(base + at).isUndefined {
          throw PythonError(.typeError, "\(name)() got multiple values for argument '\(keyword.text)'")
        }
        (base + at).pointee = value
      } else if let rest {
        rest.set(keyword, value)
      } else if at != nil {
        let wrong = keywords.map(\.0.text).filter { named[..<code.positionalOnlyCount].contains($0) }
        throw PythonError(
          .typeError,
          "\(name)() got some positional-only arguments passed as keyword arguments: '\(wrong.joined(separator: ", "))'"
        )
      } else {
        throw PythonError(.typeError, "\(name)() got an unexpected keyword argument '\(keyword.text)'")
      }
    }
  }

  private func fillDefaults(_ function: FunctionObject, _ base: Slot) throws {
    let code = function.code
    let firstDefault = code.positionalCount - function.defaults.count
    var missing: [String] = []
    for at in 0..<code.positionalCount where (base + at).isUndefined {
      if at >= firstDefault {
        (base + at).pointee = function.defaults[at - firstDefault]
      } else {
        missing.append(code.parameterNames[at])
      }
    }
    if !missing.isEmpty { throw missingArguments(function, missing, "positional") }
    for at in code.positionalCount..<(code.positionalCount + code.keywordOnlyCount) where (base + at).isUndefined {
      if let value = function.keywordDefaults?.get(code.parameterNames[at]) {
        (base + at).pointee = value
      } else {
        missing.append(code.parameterNames[at])
      }
    }
    if !missing.isEmpty { throw missingArguments(function, missing, "keyword-only") }
  }

  private func missingArguments(_ function: FunctionObject, _ names: [String], _ kind: String) -> PythonError {
    let quoted = names.map { "'\($0)'" }
    let list: String
    switch quoted.count {
    case 1: list = quoted[0]
    case 2: list = "\(quoted[0]) and \(quoted[1])"
    default: list = quoted.dropLast().joined(separator: ", ") + ", and " + (quoted.last ?? "")
    }
    let noun = names.count == 1 ? "argument" : "arguments"
    return PythonError(
      .typeError, "\(function.qualifiedName)() missing \(names.count) required \(kind) \(noun): \(list)")
  }

  private func tooManyArguments(_ function: FunctionObject, _ base: Slot, given: Int) -> PythonError {
    let code = function.code
    let most = code.positionalCount
    let least = most - function.defaults.count
    let takes = least == most ? "\(most)" : "from \(least) to \(most)"
    let noun = most == 1 && least == most ? "argument" : "arguments"
    var keywordsGiven = 0
    for at in most..<(most + code.keywordOnlyCount) where !(base + at).isUndefined { keywordsGiven += 1 }
    let start = "\(function.qualifiedName)() takes \(takes) positional \(noun) but \(given)"
    if keywordsGiven > 0 {
      let positional = given == 1 ? "argument" : "arguments"
      let keyword = keywordsGiven == 1 ? "argument" : "arguments"
      return PythonError(
        .typeError,
        "\(start) positional \(positional) (and \(keywordsGiven) keyword-only \(keyword)) were given")
    }
    return PythonError(.typeError, "\(start) \(given == 1 ? "was" : "were") given")
  }
}
