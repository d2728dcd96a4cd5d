extension Machine {
  /// `repr(value)`.
  public func repr(_ value: Value) throws -> String { try representation(value, for: "__repr__") }

  /// `repr(value)`; `special` is what an error says was called.
  func representation(_ value: Value, for special: StaticString) throws -> String {
    switch value {
    case .int(let number): return String(number)
    case .bool(let flag): return flag ? "True" : "False"
    case .none, .undefined: return "None"
    case .float, .object, .native: break
    }
    return try nested(" while getting the repr of an object") {
      switch type(of: value).resolve(.repr) {
      case .slot(let owner):
        if let result = try owner.slots.repr?(value) { return result }
      case .method(let method):
        let result = try callMethod(method, on: value)
        guard let text = result.asString else {
          throw PythonError(.typeError, "\(special) returned non-string (type \(type(of: result).errorName))")
        }
        return text.text
      case .nobody: break
      }
      return Machine.plainRepr(of: value, type(of: value))
    }
  }

  /// `<__main__.Net object at 0x…>`.
  static func plainRepr(of value: Value, _ type: TypeObject) -> String {
    let prefix = type.module == "builtins" ? "" : type.module + "."
    return "<\(prefix)\(type.qualifiedName) object at \(address(of: value))>"
  }

  /// The address that `id` and plain representations show: `0x7f…`.
  public static func address(of value: Value) -> String {
    let digits = String(identity(of: value), radix: 16)
    return "0x" + String(repeating: "0", count: Swift.max(0, 12 - digits.count)) + digits
  }

  /// `id(value)`.
  public static func identity(of value: Value) -> Int {
    switch value {
    case .object(let object): address(of: object)
    case .native(let object): address(of: object)
    case .none, .undefined: address(of: TypeObject.none) + 8
    case .bool(let flag): address(of: TypeObject.bool) + (flag ? 8 : 16)
    case .int(let number): address(of: TypeObject.int) &+ (number &* 32) & .max
    case .float(let number): Int(truncatingIfNeeded: number.bitPattern >> 1)
    }
  }

  /// Where an object lies, in twelve hexadecimal digits as on CPython, for values are laid out by what they take: a program
  /// at a fixed address has its memory low, where it is counted from a place that is free then.
  static func address(of object: AnyObject) -> Int {
    let address = Int(bitPattern: Unmanaged.passUnretained(object).toOpaque())
    return address < 1 << 44 ? address + 0x5500_0000_0000 : address
  }

  /// `str(value)`.
  public func str(_ value: Value) throws -> String {
    switch value {
    case .int, .bool, .none, .undefined: return try repr(value)
    case .object(let object):
      if object.tag == Kind.string.rawValue { return unsafeDowncast(object, to: StringObject.self).text }
    case .float, .native: break
    }
    switch type(of: value).resolve(.str) {
    case .slot(let owner):
      if let result = try nested(" while getting the str of an object", { try owner.slots.str?(value) }) {
        return result
      }
    case .method(let method):
      let result = try callMethod(method, on: value)
      guard let text = result.asString else {
        throw PythonError(.typeError, "__str__ returned non-string (type \(type(of: result).errorName))")
      }
      return text.text
    case .nobody: break
    }
    return try representation(value, for: "__str__")
  }

  /// `format(value, spec)`.
  public func format(_ value: Value, _ spec: String) throws -> String {
    if spec.isEmpty {
      switch value {
      case .int, .bool, .none, .undefined: return try repr(value)
      case .object(let object):
        if object.tag == Kind.string.rawValue { return unsafeDowncast(object, to: StringObject.self).text }
      case .float, .native: break
      }
    }
    let type = type(of: value)
    switch type.resolve(.format) {
    case .slot(let owner):
      if let result = try owner.slots.format?(value, spec) { return result }
    case .method(let method):
      let result = try callMethod(method, on: value, .string(spec))
      guard let text = result.asString else {
        throw PythonError(.typeError, "__format__ must return a str, not \(self.type(of: result).errorName)")
      }
      return text.text
    case .nobody: break
    }
    if spec.isEmpty { return try str(value) }
    throw PythonError(.typeError, "unsupported format string passed to \(type.name).__format__")
  }

  /// Runs native code that may come back into itself (`repr` of nested lists), with RecursionError at the limit.
  /// `doing` ends that error's sentence: " while getting the repr of an object".
  public func nested<R>(_ doing: String = "", _ body: () throws -> R) throws -> R {
    if nativeDepth + depth >= recursionLimit || !NativeStack.hasRoom { throw Machine.recursionError(doing) }
    try checkInterrupt()
    nativeDepth += 1
    defer { nativeDepth -= 1 }
    return try body()
  }

  static func recursionError(_ doing: String = "") -> PythonError {
    PythonError(.recursionError, "maximum recursion depth exceeded" + doing)
  }
}
