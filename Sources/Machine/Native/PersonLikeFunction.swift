/// A function written in Swift that takes its arguments, and complains of them, as a person's function does:
/// `Point.__init__() missing 1 required positional argument: 'y'`.
final class PersonLikeFunction: Object {
  struct Place {
    let name: String
    /// Nil when it must be given.
    let fallback: Value?
    let isKeywordOnly: Bool
  }

  let name: String
  let qualifiedName: String
  let places: [Place]
  var annotations = DictObject()
  private let body: ([Value]) throws -> Value

  init(_ name: String, qualifiedName: String, _ places: [Place], _ body: @escaping ([Value]) throws -> Value) {
    self.name = name
    self.qualifiedName = qualifiedName
    self.places = places
    self.body = body
    super.init(.other)
  }

  override var type: TypeObject { PersonLikeFunction.functionType }

  var parameters: [Parameter] {
    places.map { Parameter($0.name, $0.isKeywordOnly ? .keywordOnly : .positionalOrKeyword, default: $0.fallback) }
  }

  nonisolated(unsafe) private static let functionType: TypeObject = {
    let type = TypeObject("function", layout: .opaque, summary: "A function.")
    type.canBeSubclassed = false
    func function(_ value: Value) throws -> PersonLikeFunction {
      guard case .object(let object) = value, let function = object as? PersonLikeFunction else {
        throw PythonError.typeFault("a function is required, not '\(value.typeName)'")
      }
      return function
    }
    type.slots.call = { try function($0).call($1) }
    type.slots.repr = { "<function \(try function($0).qualifiedName) at \(Machine.address(of: $0))>" }
    type.slots.descriptorGet = { function, receiver, _ in
      receiver.map { .object(BoundMethodObject(function, $0)) } ?? function
    }
    type.property("__name__", summary: "Its name.", get: { .string(try function($0).name) })
    type.property("__qualname__", summary: "Its name with its class.", get: { .string(try function($0).qualifiedName) })
    type.property("__annotations__", summary: "Its annotations.", get: { .object(try function($0).annotations) })
    type.property("__doc__", summary: "None.", get: { _ in .none })
    return type
  }()

  private func call(_ arguments: Arguments) throws -> Value {
    var values: [Value?] = Array(repeating: nil, count: places.count)
    let positional = places.prefix { !$0.isKeywordOnly }.count
    if arguments.count > positional { throw tooMany(arguments, positional) }
    for at in 0..<arguments.count { values[at] = arguments[at] }
    for (key, value) in arguments.keywords {
      guard let at = places.firstIndex(where: { $0.name == key.text }) else {
        throw PythonError.typeFault("\(qualifiedName)() got an unexpected keyword argument '\(key.text)'")
      }
      if values[at] != nil {
        throw PythonError.typeFault("\(qualifiedName)() got multiple values for argument '\(key.text)'")
      }
      values[at] = value
    }
    for (isKeywordOnly, kind) in [(false, "positional"), (true, "keyword-only")] {
      let missing = places.indices.filter {
        values[$0] == nil && places[$0].fallback == nil && places[$0].isKeywordOnly == isKeywordOnly
      }.map { places[$0].name }
      if !missing.isEmpty { throw PersonLikeFunction.missing(missing, kind, of: qualifiedName) }
    }
    return try body(zip(values, places).map { $0 ?? $1.fallback ?? .none })
  }

  private func tooMany(_ arguments: Arguments, _ positional: Int) -> PythonError {
    let optional = places.prefix(positional).filter { $0.fallback != nil }.count
    return PersonLikeFunction.tooMany(arguments.count, most: positional, optional: optional, of: qualifiedName)
  }

  /// The error for too many positional arguments.
  static func tooMany(_ given: Int, most: Int, optional: Int, of function: String) -> PythonError {
    let quantity = optional == 0 ? "\(most)" : "from \(most - optional) to \(most)"
    return PythonError.typeFault(
      "\(function)() takes \(quantity) positional argument\(most == 1 && optional == 0 ? "" : "s") "
        + "but \(given) \(given == 1 ? "was" : "were") given")
  }

  /// The error for arguments that were not given.
  static func missing(_ names: [String], _ kind: String, of function: String) -> PythonError {
    PythonError.typeFault(
      "\(function)() missing \(names.count) required \(kind) argument\(names.count == 1 ? "" : "s"): "
        + listed(names.map { "'\($0)'" }))
  }

  /// `'a'`, `'a' and 'b'`, `'a', 'b', and 'c'`.
  static func listed(_ names: [String]) -> String {
    switch names.count {
    case 1: names[0]
    case 2: names.joined(separator: " and ")
    default: names.dropLast().joined(separator: ", ") + ", and " + (names.last ?? "")
    }
  }
}
