/// Binds arguments of a call to a native function's declared parameters.
enum NativeBinding {
  /// Calls `body` with one value for each parameter, or throws the TypeError that Python's built-ins throw.
  static func withBound<R>(
    _ function: NativeFunction, _ arguments: Arguments, _ body: (BoundArguments) throws -> R
  ) throws -> R {
    let parameters = function.parameters
    if arguments.names == nil, arguments.count >= function.leastPlain, arguments.count <= function.mostPlain {
      return try body(function.bound(arguments.base, count: arguments.count))
    }
    let capacity = Swift.max(parameters.count, 1)
    return try withUnsafeTemporaryAllocation(of: Value.self, capacity: capacity) { buffer in
      guard let base = buffer.baseAddress else { throw PythonError(.memoryError) }
      base.initialize(repeating: .undefined, count: capacity)
      defer { base.deinitialize(count: capacity) }
      try bind(function, parameters, arguments, base)
      return try body(BoundArguments(base, count: parameters.count))
    }
  }

  private static func bind(
    _ function: NativeFunction, _ parameters: [Parameter], _ arguments: Arguments, _ base: UnsafeMutablePointer<Value>
  ) throws {
    var next = 0
    for (at, parameter) in parameters.enumerated() {
      switch parameter.kind {
      case .positionalOnly, .positionalOrKeyword:
        guard next < arguments.count else { continue }
        base[at] = arguments[next]
        next += 1
      case .variadic:
        base[at] = .tuple(Array(arguments.positional.dropFirst(next)))
        next = arguments.count
      case .variadicKeyword: base[at] = .object(DictObject())
      case .keywordOnly: break
      }
    }
    if next < arguments.count { throw tooMany(function, parameters, given: arguments.count) }
    let isWritten = function.isWrittenInPython
    for (name, value) in arguments.keywords {
      let at = parameters.firstIndex { parameter in
        (parameter.kind == .positionalOrKeyword || parameter.kind == .keywordOnly
          || isWritten && parameter.kind == .positionalOnly) && parameter.key.hasSameText(as: name)
      }
      if let at {
        if !base[at].isUndefined {
          if isWritten {
            throw PythonError.typeFault("\(function.name)() got multiple values for argument '\(name.text)'")
          }
          throw PythonError(
            .typeError, "argument for \(function.name)() given by name ('\(name.text)') and position (\(at + 1))")
        }
        base[at] = value
      } else if let rest = parameters.firstIndex(where: { $0.kind == .variadicKeyword }) {
        base[rest].asDict?.set(name, value)
      } else if isWritten {
        throw PythonError.typeFault("\(function.name)() got an unexpected keyword argument '\(name.text)'")
      } else if !parameters.contains(where: { $0.kind == .positionalOrKeyword || $0.kind == .keywordOnly }) {
        throw PythonError(.typeError, "\(function.errorName)() takes no keyword arguments")
      } else {
        throw PythonError(
          .typeError, "'\(name.text)' is an invalid keyword argument for \(function.name)()")
      }
    }
    for (at, parameter) in parameters.enumerated() where base[at].isUndefined {
      guard let value = parameter.default else {
        if isWritten {
          let missing = parameters.indices.filter { base[$0].isUndefined && parameters[$0].default == nil }
          throw PersonLikeFunction.missing(missing.map { parameters[$0].name }, "positional", of: function.name)
        }
        throw tooFew(function, parameters, arguments, missing: at)
      }
      base[at] = value
    }
  }

  private static func plural(_ count: Int) -> String { count == 1 ? "argument" : "arguments" }

  private static func tooMany(_ function: NativeFunction, _ parameters: [Parameter], given: Int) -> PythonError {
    if function.isWrittenInPython {
      let places = parameters.filter { $0.kind == .positionalOnly || $0.kind == .positionalOrKeyword }
      let optional = places.filter { $0.default != nil }.count
      return PersonLikeFunction.tooMany(given, most: places.count, optional: optional, of: function.name)
    }
    return count(function, parameters, given: given)
  }

  private static func tooFew(
    _ function: NativeFunction, _ parameters: [Parameter], _ arguments: Arguments, missing: Int
  ) -> PythonError {
    if parameters.allSatisfy({ $0.kind == .positionalOnly }) {
      return count(function, parameters, given: arguments.count)
    }
    return PythonError(
      .typeError, "\(function.name)() missing required argument '\(parameters[missing].name)' (pos \(missing + 1))")
  }

  /// The error for a wrong number of positional arguments, in the words that fit how many are allowed.
  private static func count(_ function: NativeFunction, _ parameters: [Parameter], given: Int) -> PythonError {
    let hidden = function.hidesFirst ? 1 : 0
    let places = parameters.filter { $0.kind == .positionalOnly || $0.kind == .positionalOrKeyword }
    let most = places.count - hidden
    let least = places.filter { $0.default == nil }.count - hidden
    let given = given - hidden
    let onlyPositional = parameters.allSatisfy { $0.kind == .positionalOnly }
    let name = function.errorName
    if function.countsAsTaken {
      let (word, bound) = given < least ? ("least", least) : ("most", most)
      return PythonError(
        .typeError, "\(function.name)() takes at \(word) \(bound) \(plural(bound)) (\(given) given)")
    }
    let hasKeywordOnly = parameters.contains { $0.kind == .keywordOnly }
    if most <= 0, hasKeywordOnly {
      return PythonError(.typeError, "\(function.name)() takes no positional arguments")
    }
    if most <= 0 { return PythonError(.typeError, "\(name)() takes no arguments (\(given) given)") }
    if onlyPositional, most == 1, least == 1 {
      return PythonError(.typeError, "\(name)() takes exactly one argument (\(given) given)")
    }
    if onlyPositional {
      let short = function.name
      if least == most {
        return PythonError(.typeError, "\(short) expected \(most) \(plural(most)), got \(given)")
      }
      return given < least
        ? PythonError(.typeError, "\(short) expected at least \(least) \(plural(least)), got \(given)")
        : PythonError(.typeError, "\(short) expected at most \(most) \(plural(most)), got \(given)")
    }
    let word = least == most ? "exactly" : "at most"
    return PythonError(
      .typeError,
      "\(function.name)() takes \(word) \(most) \(hasKeywordOnly ? "positional " : "")\(plural(most)) (\(given) given)")
  }
}

extension NativeFunction {
  /// What errors about the number of arguments call it: with its type or its module, built-in functions without.
  fileprivate var errorName: String {
    guard let module, module != "builtins" else { return qualifiedName }
    return "\(module).\(qualifiedName)"
  }
}
