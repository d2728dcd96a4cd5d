/// One way to call something, as help shows it and completion reads it.
public struct DeclaredSignature {
  /// A parameter in words.
  public struct Item {
    public let name: String
    public let kind: Parameter.Kind
    /// The default as it is written; nil when an argument must be given.
    public let standard: String?
    /// What the argument should be: `int`, `Tensor`; may be empty.
    public let type: String

    public init(_ name: String, _ kind: Parameter.Kind, standard: String?, type: String = "") {
      self.name = name
      self.kind = kind
      self.standard = standard
      self.type = type
    }

    /// `*args`, `dim=None`
    public var text: String {
      switch kind {
      case .variadic: "*" + name
      case .variadicKeyword: "**" + name
      default: standard.map { "\(name)=\($0)" } ?? name
      }
    }
  }

  public let items: [Item]

  public init(_ items: [Item]) { self.items = items }

  /// - Parameter parameters: As declared; a default that is an object of the person's is not asked for its text.
  public init(of parameters: some Sequence<Parameter>) {
    items = parameters.map { parameter in
      Item(
        parameter.name, parameter.kind, standard: parameter.default.map { DeclaredSignature.text(of: $0, depth: 0) },
        type: parameter.typeText)
    }
  }

  /// The parameters as written between parentheses, each with its place among `items`; `*` and `/` have none.
  public var pieces: [(text: String, item: Int?)] {
    var pieces: [(text: String, item: Int?)] = []
    var last: Parameter.Kind?
    for (index, item) in items.enumerated() {
      if last == .positionalOnly, item.kind != .positionalOnly { pieces.append(("/", nil)) }
      if item.kind == .keywordOnly, last != .keywordOnly, last != .variadic { pieces.append(("*", nil)) }
      last = item.kind
      pieces.append((item.text, index))
    }
    if last == .positionalOnly { pieces.append(("/", nil)) }
    return pieces
  }

  /// `(input, dim, keepdim=False, *, dtype=None)`
  public var text: String { "(" + pieces.map(\.text).joined(separator: ", ") + ")" }

  /// The representation of what is not a person's own object.
  private static func text(of value: Value, depth: Int) -> String {
    if case .undefined = value { return "<unrepresentable>" }
    guard isPlain(value, depth: depth) else { return "<\(value.typeName)>" }
    return (try? Machine.current.repr(value)) ?? "..."
  }

  /// Whether a value can be shown without running anything of the person's.
  public static func isPlain(_ value: Value, depth: Int = 0) -> Bool {
    guard depth < 4 else { return false }
    if let list = value.asList { return list.items.allSatisfy { isPlain($0, depth: depth + 1) } }
    if let tuple = value.asTuple { return tuple.items.allSatisfy { isPlain($0, depth: depth + 1) } }
    if let dict = value.asDict {
      return dict.pairs.allSatisfy { isPlain($0.0, depth: depth + 1) && isPlain($0.1, depth: depth + 1) }
    }
    if value.asSet != nil { return false }
    if case .object(let object) = value, object is InstanceObject { return false }
    return Machine.current.type(of: value).isNative
  }
}
