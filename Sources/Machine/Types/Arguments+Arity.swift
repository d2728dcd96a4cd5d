/// Checks for native functions that take their arguments as they come, with the errors of CPython's own.
extension Arguments {
  /// `name expected at most 2 arguments, got 3`, in all its forms; keywords are refused.
  func expect(_ name: String, _ allowed: ClosedRange<Int>) throws {
    try refuseKeywords(name)
    if allowed.contains(count) { return }
    let bound = count < allowed.lowerBound ? allowed.lowerBound : allowed.upperBound
    let plural = bound == 1 ? "" : "s"
    let quantity =
      if allowed.lowerBound == allowed.upperBound {
        ""
      } else if count < allowed.lowerBound {
        "at least "
      } else {
        "at most "
      }
    throw PythonError.typeFault("\(name) expected \(quantity)\(bound) argument\(plural), got \(count)")
  }

  func refuseKeywords(_ name: String) throws {
    if keywordCount > 0 { throw PythonError.typeFault("\(name)() takes no keyword arguments") }
  }

  /// Positional and keyword arguments put into the order of `names`, as CPython's argument parser does it, missing
  /// ones nil. `required` are the first that must be there.
  func parse(
    _ function: String, _ names: [String], required: Int = 0, positional: Int? = nil, positionalOnly: Int = 0
  ) throws -> [Value?] {
    let total = count + keywordCount
    let most = positional ?? names.count
    if count > most || total > names.count {
      if most == 0, count > 0 { throw PythonError.typeFault("\(function)() takes no positional arguments") }
      let given = total > names.count ? total : count
      let limit = total > names.count ? names.count : most
      let kind = total > names.count ? (keywordCount > 0 ? "" : "") : "positional "
      let bound = required == limit && positional == nil ? "exactly" : "at most"
      throw PythonError.typeFault(
        "\(function)() takes \(bound) \(limit) \(kind)argument\(limit == 1 ? "" : "s") (\(given) given)")
    }
    var result: [Value?] = Array(repeating: nil, count: names.count)
    for at in 0..<count { result[at] = self[at] }
    for (name, value) in keywords {
      guard let at = names.firstIndex(of: name.text), at >= positionalOnly else {
        throw PythonError.typeFault("'\(name.text)' is an invalid keyword argument for \(function)()")
      }
      if result[at] != nil {
        throw PythonError.typeFault(
          "argument for \(function)() given by name ('\(name.text)') and position (\(at + 1))")
      }
      result[at] = value
    }
    for at in 0..<required where result[at] == nil {
      throw PythonError.typeFault("\(function)() missing required argument '\(names[at])' (pos \(at + 1))")
    }
    return result
  }
}
