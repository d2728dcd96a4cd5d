import Diagnostics
import Syntax

/// A function that makes a tensor, and how a call of it with the short form's `grad` is written out: the gradient by its
/// keyword, and whole numbers as floating point, because a gradient needs that.
struct TensorMaker {
  /// What stands where the flag stood.
  enum Writing {
    case keyword(String)
    /// Behind the call, the flag being gone.
    case method(String)
  }

  /// Those whose numbers are floating point anyway.
  private static let floating: Set<String> = [
    "zeros", "ones", "empty", "rand", "randn", "linspace", "logspace", "eye",
  ]
  private static let others: Set<String> = [
    "tensor", "full", "arange", "zeros_like", "ones_like", "full_like", "empty_like", "rand_like", "randn_like",
    "randint", "randperm",
  ]

  private static let flag = "requires_grad=True"
  private static let floatingFlag = "dtype=torch.get_default_dtype(), requires_grad=True"

  let name: String

  init?(_ callee: Expression) {
    switch callee.kind {
    case .name(let name): self.name = name
    case .attribute(_, let name, _): self.name = name
    default: return nil
    }
    guard Self.floating.contains(name) || Self.others.contains(name) else { return nil }
  }

  /// How the other arguments and the flag are written.
  func writing(_ arguments: [Argument]) -> (arguments: [Span: [(Span, String)]], flag: Writing) {
    let hasType = arguments.contains { argument in
      if case .keyword("dtype", _) = argument.kind { true } else { false }
    }
    if hasType || Self.floating.contains(name) { return ([:], .keyword(Self.flag)) }
    let places: [Argument]
    switch name {
    case "tensor": places = Array(arguments.prefix(1))
    case "full": places = Array(arguments.dropFirst().prefix(1))
    case "arange": places = arguments
    default: return ([:], .keyword(Self.floatingFlag))
    }
    let numbers = places.map { LiteralNumbers($0.value) }
    if !numbers.isEmpty, numbers.allSatisfy(\.isLiteral) {
      let edits = zip(places, numbers).map { ($0.span, $1.whole.map { ($0, "") }) }
      var result: [Span: [(Span, String)]] = [:]
      for (place, edit) in zip(places, edits) {
        // A point behind each whole number.
        result[place.span] = edit.1.map { (Span($0.0.end, $0.0.end), ".") }
      }
      return (result, .keyword(Self.flag))
    }
    if numbers.contains(where: \.hasFloat) { return ([:], .keyword(Self.flag)) }
    return name == "tensor" ? ([:], .method(".mul(1.0).requires_grad_()")) : ([:], .keyword(Self.floatingFlag))
  }
}

/// The numbers of a list of numbers as it is written.
private struct LiteralNumbers {
  /// The places of whole numbers in decimal notation.
  var whole: [Span] = []
  var hasFloat = false
  /// Whether there is nothing but numbers.
  var isLiteral = true

  init(_ expression: Expression) { read(expression) }

  private mutating func read(_ expression: Expression) {
    switch expression.kind {
    case .constant(.int): whole.append(expression.span)
    case .constant(.float): hasFloat = true
    case .unary(.negative, let operand), .unary(.positive, let operand): read(operand)
    case .list(let items), .tuple(let items): for item in items { read(item) }
    default: isLiteral = false
    }
  }
}
