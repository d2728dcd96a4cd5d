import BigInt

/// The instance that a method of a built-in type was called on. Reached through the class (`str.upper(3)`) it can be
/// anything, so each method asks; the error is Python's.
extension Value {
  var typeName: String { Machine.current.type(of: self).errorName }

  @inline(__always) func receiver<T>(_ found: T?, _ method: StaticString, _ type: StaticString) throws -> T {
    if let found { return found }
    throw PythonError.typeFault(
      "descriptor '\(method)' for '\(type)' objects doesn't apply to a '\(typeName)' object")
  }

  @inline(__always) func string(_ method: StaticString) throws -> StringObject { try receiver(asString, method, "str") }
  @inline(__always) func list(_ method: StaticString) throws -> ListObject { try receiver(asList, method, "list") }
  @inline(__always) func tuple(_ method: StaticString) throws -> TupleObject { try receiver(asTuple, method, "tuple") }
  @inline(__always) func dict(_ method: StaticString) throws -> DictObject { try receiver(asDict, method, "dict") }
  @inline(__always) func anySet(_ method: StaticString) throws -> SetObject { try receiver(asSet, method, "set") }
  @inline(__always) func bytesObject(_ method: StaticString) throws -> BytesObject {
    try receiver(asBytes, method, "bytes")
  }

  /// The string an argument must be; `what` begins the error, as in `replace() argument 1`.
  func stringArgument(_ what: String) throws -> StringObject {
    if let text = asString { return text }
    throw PythonError.typeFault("\(what) must be str, not \(isNone ? "None" : typeName)")
  }

  /// A method of a built-in type as Python prints it for errors of the kind "must be str, not int".
  func plainString() throws -> StringObject {
    if let text = asString {
      // Modules work on what they are given in arrays, and copy it more than once.
      try MemoryCap.check(codePointsOf: text)
      return text
    }
    throw PythonError.typeFault("must be str, not \(typeName)")
  }
}

/// A slice bound of `find`, `index`, `count` and their like: clamped, `None` meaning absent.
func searchBound(_ value: Value, default fallback: Int, count: Int) throws -> Int {
  if value.isNone { return fallback }
  guard let index = try Machine.current.indexIfAny(value) else {
    throw PythonError.typeFault("slice indices must be integers or None or have an __index__ method")
  }
  var number: Int
  switch index {
  case .int(let small): number = small
  default: number = (index.asBigInt?.value.signum() ?? 0) < 0 ? .min : .max
  }
  if number < 0 { number = number < -count ? 0 : number + count }
  return number
}
