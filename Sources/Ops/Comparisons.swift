public import Autograd
public import NDArray

/// An elementwise question with a bool result and no derivative.
public protocol ComparisonRule: Relation {
  static var op: Op { get }
}

extension ComparisonRule {
  public static func of(_ a: Tensor, _ b: Tensor) throws -> Tensor {
    Tensor(try Elementwise.compare(Self.self, a.data, b.data))
  }

  public static func of(_ a: Tensor, _ b: Number) throws -> Tensor {
    Tensor(try Elementwise.compare(Self.self, a.data, b))
  }

  static func declaration(_ name: String, _ summary: String, formula: String, aliases: [String] = []) -> Op {
    let node = UnderivedNode.title(name)
    return Op(
      name, summary, formula: formula, forms: .elementwise, aliases: aliases,
      Overload(
        parameters: [Arg.input.parameter, Parameter("other", .tensorOrNumber)], gradFn: nil, direct: .binary(of),
        inPlace: { arguments in
          let x = try Tensor.from(arguments[0])
          if case .tensor(let b) = arguments[1] {
            return .tensor(
              try InPlace.replace(x, with: [b]) {
                Recording.flat(node + "Backward1", [$0, b], try of($0, b).data.converted(to: x.dtype))
              })
          }
          let number = try Number.from(arguments[1])
          return .tensor(
            try InPlace.replace(x) {
              Recording.flat(node + "Backward0", [$0], try of($0, number).data.converted(to: x.dtype))
            })
        }
      ) { arguments in
        if case .tensor(let b) = arguments[1] { return .tensor(try of(Tensor.from(arguments[0]), b)) }
        return .tensor(try of(Tensor.from(arguments[0]), Number.from(arguments[1])))
      },
      examples: ["torch.\(name)(torch.tensor([1, 2, 3]), 2)"])
  }
}

public enum Equal: ComparisonRule {
  public static let op = declaration("eq", "Where two tensors are equal.", formula: "a == b")
  public static func holds<T: Comparable>(_ a: T, _ b: T) -> Bool { a == b }
}
public enum NotEqual: ComparisonRule {
  public static let op = declaration("ne", "Where two tensors differ.", formula: "a != b", aliases: ["not_equal"])
  public static func holds<T: Comparable>(_ a: T, _ b: T) -> Bool { a != b }
}
public enum Less: ComparisonRule {
  public static let op = declaration(
    "lt", "Where the first is less than the second.", formula: "a < b", aliases: ["less"])
  public static func holds<T: Comparable>(_ a: T, _ b: T) -> Bool { a < b }
}
public enum LessOrEqual: ComparisonRule {
  public static let op = declaration(
    "le", "Where the first is at most the second.", formula: "a <= b", aliases: ["less_equal"])
  public static func holds<T: Comparable>(_ a: T, _ b: T) -> Bool { a <= b }
}
public enum Greater: ComparisonRule {
  public static let op = declaration(
    "gt", "Where the first is greater than the second.", formula: "a > b", aliases: ["greater"])
  public static func holds<T: Comparable>(_ a: T, _ b: T) -> Bool { a > b }
}
public enum GreaterOrEqual: ComparisonRule {
  public static let op = declaration(
    "ge", "Where the first is at least the second.", formula: "a >= b", aliases: ["greater_equal"])
  public static func holds<T: Comparable>(_ a: T, _ b: T) -> Bool { a >= b }
}

/// Logic on truth values; anything that is not zero counts as true.
public enum LogicalAnd {
  public static let op = Op(
    "logical_and", "Where both are true.", formula: "a and b", forms: .elementwise,
    Overload(nil, Arg.input, Arg.other, inPlace: .unrecorded, run: of),
    examples: ["torch.logical_and(torch.tensor([True, True]), torch.tensor([True, False]))"])
  public static func of(_ a: Tensor, _ b: Tensor) throws -> Tensor {
    Tensor(try Elementwise.truths(a.data, b.data) { try Elementwise.zip(Mul.self, $0, $1) })
  }
}
public enum LogicalOr {
  public static let op = Op(
    "logical_or", "Where one or both are true.", formula: "a or b", forms: .elementwise,
    Overload(nil, Arg.input, Arg.other, inPlace: .unrecorded, run: of),
    examples: ["torch.logical_or(torch.tensor([False, True]), torch.tensor([False, False]))"])
  public static func of(_ a: Tensor, _ b: Tensor) throws -> Tensor {
    Tensor(
      try Elementwise.truths(a.data, b.data) {
        try Elementwise.compare(
          NotEqual.self, Elementwise.zip(Add.self, $0.converted(to: .int64), $1.converted(to: .int64)), .int(0))
      })
  }
}
public enum LogicalNot {
  public static let op = Op(
    "logical_not", "Where it is not true.", formula: "not x", forms: .elementwise,
    Overload(nil, Arg.input, inPlace: .unrecorded, run: of),
    examples: ["torch.logical_not(torch.tensor([True, False]))"])
  public static func of(_ a: Tensor) throws -> Tensor {
    Tensor(try Elementwise.compare(Equal.self, a.data.converted(to: .bool).converted(to: .int64), .int(0)))
  }
}

/// One of two tensors, element by element.
public enum Where {
  public static func of(_ mask: Tensor, _ a: Tensor, _ b: Tensor) throws -> Tensor {
    let type = Elementwise.promotedType(a.data, b.data)
    let x = try Casts.to(a, type)
    let y = try Casts.to(b, type)
    let layoutA = a.data.layout
    let layoutB = b.data.layout
    return Recording.record(
      "WhereBackward0", [x, y], try Elementwise.select(mask.data, x.data, y.data), keeping: [mask]
    ) { d in
      let mask = try d.kept(0)
      let zero = Tensor(NDArray(.int(0), d.gradient.dtype))
      return [
        d.needs(0) ? try of(mask, d.gradient, zero).reduced(to: layoutA) : nil,
        d.needs(1) ? try of(mask, zero, d.gradient).reduced(to: layoutB) : nil,
      ]
    }
  }
}
