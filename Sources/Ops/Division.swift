public import Autograd
public import NDArray

/// Division with rounding.
public enum FloorDivide {
  public static let op = Op(
    "floor_divide", "The quotient rounded down, as Python's `//`. It has no derivative.", formula: "floor(a / b)",
    forms: .elementwise,
    Overload(
      parameters: [Parameter("input", .tensorOrNumber), Parameter("other", .tensorOrNumber)], gradFn: nil,
      inPlace: { arguments in
        let x = try Tensor.from(arguments[0])
        if case .tensor(let b) = arguments[1] { return .tensor(try inPlace(x, b)) }
        return .tensor(try inPlace(x, Number.from(arguments[1])))
      }
    ) { arguments in
      let a = try Operand.tensor(arguments[0], beside: arguments[1])
      if case .tensor(let b) = arguments[1] { return .tensor(try of(a, b)) }
      return .tensor(try of(a, Number.from(arguments[1])))
    },
    examples: ["torch.floor_divide(torch.tensor([7., -7.]), 2)"])

  enum Floored: BinaryFormula {
    static var onIntegers: ((Int, Int) throws -> Int)? {
      { a, b in
        guard b != 0 else { throw EngineError.runtime("ZeroDivisionError") }
        if b == -1 { return 0 &- a }
        let quotient = a / b
        return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient
      }
    }
    static var takesWideNumber: Bool { true }
    static func value<T: Arithmetic>(_ a: T, _ b: T) throws -> T { try a.floorDivided(by: b) }
    static func admit(_ a: DType, _ b: DType, as type: DType) throws { try type.refuseBool("div_floor_cpu") }
  }

  enum Truncated: BinaryFormula {
    static var onIntegers: ((Int, Int) throws -> Int)? {
      { a, b in
        guard b != 0 else { throw EngineError.runtime("ZeroDivisionError") }
        return b == -1 ? 0 &- a : a / b
      }
    }
    static var takesWideNumber: Bool { true }
    static func value<T: Arithmetic>(_ a: T, _ b: T) throws -> T { try (a / b).trunc() }
    static func admit(_ a: DType, _ b: DType, as type: DType) throws { try type.refuseBool("div_trunc_cpu") }
  }

  public static func of(_ a: Tensor, _ b: Tensor) throws -> Tensor {
    let y = Tensor(try Elementwise.zip(Floored.self, a.data, b.data))
    UnderivedNode.attach("floor_divide", to: y, [a, b])
    return y
  }

  public static func of(_ a: Tensor, _ b: Number) throws -> Tensor {
    let y = Tensor(try Elementwise.zip(Floored.self, a.data, b))
    UnderivedNode.attach("floor_divide", to: y, [a])
    return y
  }

  public static func of(_ a: Number, _ b: Tensor) throws -> Tensor {
    let y = Tensor(try Elementwise.zip(Floored.self, a, b.data))
    UnderivedNode.attach("floor_divide", to: y, [b])
    return y
  }

  /// `x //= y`
  public static func inPlace(_ x: Tensor, _ y: Tensor) throws -> Tensor {
    try InPlace.replace(x, with: [y]) {
      // What would stretch the tensor is refused before anything is divided.
      if x.shape != y.shape { try InPlace.checkShape([.tensor(x), .tensor(y)]) }
      return UnderivedNode.renamed("floor_divide_", try of($0, y))
    }
  }

  /// `x //= 2`
  public static func inPlace(_ x: Tensor, _ y: Number) throws -> Tensor {
    try InPlace.replace(x) { UnderivedNode.renamed("floor_divide_", try of($0, y)) }
  }

  // MARK: div with a rounding mode

  /// `torch.div(a, b, rounding_mode='floor')`
  ///
  /// - Parameter mode: Nil where a person said `None`, which is a node of its own.
  public static func rounded(_ a: Tensor, _ b: Tensor, _ mode: String?) throws -> Tensor {
    guard let mode else {
      let data = try Elementwise.zip(Div.self, a.data, b.data)
      let layouts = [a.data.layout, b.data.layout]
      let types = [a.dtype, b.dtype]
      return Recording.record("DivBackward2", [a, b], data, keeping: [a, b]) { d in
        let divisor = try d.kept(1)
        return [
          d.needs(0) ? try (d.gradient / divisor).reduced(to: layouts[0], types[0]) : nil,
          d.needs(1)
            ? try (-d.gradient * (d.kept(0) / divisor / divisor)).reduced(to: layouts[1], types[1]) : nil,
        ]
      }
    }
    let data: NDArray
    switch mode {
    case "floor": data = try Elementwise.zip(Floored.self, a.data, b.data)
    case "trunc": data = try Elementwise.zip(Truncated.self, a.data, b.data)
    default:
      throw EngineError.runtime(
        "div expected rounding_mode to be one of None, 'trunc', or 'floor' but found '\(mode)'")
    }
    let layouts = [a.data.layout, b.data.layout]
    let types = [a.dtype, b.dtype]
    return Recording.record("DivBackward2", [a, b], data) { d in
      try layouts.indices.map {
        d.needs($0) ? try d.gradient.constant(0).placed(as: d.gradient).reduced(to: layouts[$0], types[$0]) : nil
      }
    }
  }

  public static let div = Op(
    "div", "The quotient of two tensors, element by element, rounded where that is asked for.", formula: "a / b",
    forms: .elementwise, aliases: ["divide"],
    Overload(
      parameters: [Parameter("input", .tensorOrNumber), Parameter("other", .tensorOrNumber)], gradFn: "DivBackward0",
      direct: .binary(Div.of),
      samples: [
        Sample(.random([2, 3]), .random([2, 3], 0.5...2)), Sample(.random([2, 3]), .random([3], 0.5...2)),
        Sample(.random([2, 3]), .number(.float(2))),
      ]
    ) { arguments in
      let a = try Operand.tensor(arguments[0], beside: arguments[1])
      if case .tensor(let b) = arguments[1] { return .tensor(try Div.of(a, b)) }
      return .tensor(try Div.of(a, Number.from(arguments[1])))
    },
    Overload(
      parameters: [
        Parameter("input", .tensorOrNumber), Parameter("other", .tensorOrNumber),
        Parameter("rounding_mode", .text, default: Parameter.Default.none, keywordOnly: true),
      ],
      gradFn: "DivBackward2",
      samples: [Sample(.random([2, 3]), .random([3], 0.5...2), .none)]
    ) { arguments in
      let a = try Operand.tensor(arguments[0], beside: arguments[1])
      let b = try Operand.tensor(arguments[1], beside: arguments[0])
      return .tensor(try rounded(a, b, String?.from(arguments[2])))
    },
    examples: ["torch.div(torch.tensor([7., -7.]), 2, rounding_mode='floor')"])

  public static let trueDivide = Op(
    "true_divide", "The quotient of two tensors, element by element.", formula: "a / b", forms: .elementwise,
    Overload(
      parameters: [Parameter("input", .tensorOrNumber), Parameter("other", .tensorOrNumber)], gradFn: "DivBackward0"
    ) { arguments in
      let a = try Operand.tensor(arguments[0], beside: arguments[1])
      if case .tensor(let b) = arguments[1] { return .tensor(try Div.of(a, b)) }
      return .tensor(try Div.of(a, Number.from(arguments[1])))
    },
    examples: ["torch.true_divide(torch.tensor([1, 2]), 4)"])
}

/// Arguments that may be tensors or numbers.
enum Operand {
  /// The tensor itself, or a number as a 0-dim tensor that counts as a number of the program does: in the other operand's
  /// dtype unless its kind is higher.
  static func tensor(_ argument: Argument, beside other: Argument) throws -> Tensor {
    if case .tensor(let tensor) = argument { return tensor }
    let number = try Number.from(argument)
    if case .tensor(let tensor) = other { return Tensor(NDArray(number, tensor.dtype.combined(with: number))) }
    return Tensor(NDArray(number, number.dtype))
  }
}

/// The node of an operation without a derivative: asking for one is an error.
final class UnderivedNode: Node {
  private(set) var operation: String

  init(_ operation: String, _ inputs: [Tensor]) {
    self.operation = operation
    super.init(inputCount: inputs.count)
    for (index, input) in inputs.enumerated() { setEdge(index, input.edge) }
  }

  /// `floor_divide` → `FloorDivide`, as PyTorch's names of nodes begin.
  static func title(_ operation: String) -> String {
    operation.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  static func attach(_ operation: String, to y: Tensor, _ inputs: [Tensor]) {
    guard GradMode.isEnabled, y.dtype.isFloatingPoint, inputs.contains(where: { $0.node != nil }) else { return }
    y.node = UnderivedNode(operation, inputs)
  }

  /// The same under the name of the operation that changes its tensor.
  static func renamed(_ operation: String, _ y: Tensor) -> Tensor {
    (y.node as? UnderivedNode)?.operation = operation
    return y
  }

  /// The same for any operation, by the name of its method: `scatter_`.
  static func changing(_ y: Tensor, _ before: Tensor) -> Tensor {
    if let node = y.node as? UnderivedNode, node !== before.node, !node.operation.hasSuffix("_") {
      node.operation += "_"
    }
    return y
  }

  override var name: String { "NotImplemented" }

  override func backward(_ gradient: Tensor, _ walk: GradientWalk) throws {
    throw EngineError.runtime("derivative for aten::\(operation) is not implemented")
  }
}
