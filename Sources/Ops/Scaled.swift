import Autograd
import NDArray

/// Sums and differences with a factor for the second operand.
public enum Scaled {
  public static let add = declaration(
    Add.self, "add", "The sum of two tensors, element by element.", formula: "a + alpha * b")
  public static let sub = declaration(
    Sub.self, "sub", "The difference of two tensors, element by element.", formula: "a - alpha * b")
  public static let subtract = declaration(
    Sub.self, "subtract", "The difference of two tensors, element by element.", formula: "a - alpha * b",
    nodeOfPlaced: "SubBackward1")

  public static let rsub = Op(
    "rsub", "The second operand minus the first.", formula: "b - alpha * a", forms: .function,
    Overload(
      parameters: [Arg.input.parameter, Parameter("other", .tensorOrNumber), alpha], gradFn: "RsubBackward0",
      samples: [Sample(.random([2, 3]), .random([3]), .number(.int(2)))]
    ) { arguments in
      if case .tensor(let other) = arguments[1] {
        let scale = try Number.from(arguments[2])
        return .tensor(try scaled(other, Tensor.from(arguments[0]), scale, "RsubBackward0", negated: true))
      }
      return try subtracted(arguments)
    },
    // With its factor by position, the second operand is a number, which a tensor of one element without dimensions is.
    Overload(
      parameters: [Arg.input.parameter, Parameter("other", .number), Parameter("alpha", .number)],
      gradFn: "RsubBackward1", call: subtracted),
    examples: ["torch.rsub(torch.tensor([1., 2.]), 10)"])

  /// A number minus a tensor times its factor.
  private static func subtracted(_ arguments: [Argument]) throws -> Argument {
    let x = try Tensor.from(arguments[0])
    let scale = try Number.from(arguments[2])
    let number = try Number.from(arguments[1])
    let type = x.dtype.combined(with: number)
    try Sub.admit(number.dtype, x.dtype, as: type)
    if scale == .int(1) { return .tensor(try Sub.of(number, x)) }
    return .tensor(try scaled(Tensor(NDArray(number, type)), x, scale, "RsubBackward1", negated: true, places: [1]))
  }

  private static let alpha = Parameter("alpha", .number, default: .number(.int(1)), keywordOnly: true)

  private static func declaration<R: BinaryRule>(
    _: R.Type, _ name: String, _ summary: String, formula: String, nodeOfPlaced: String? = nil
  ) -> Op {
    Op(
      name, summary, formula: formula, forms: .elementwise,
      Overload(
        parameters: [Parameter("input", .tensorOrNumber), Parameter("other", .tensorOrNumber), alpha],
        gradFn: R.nodeName,
        direct: .binary(R.of),
        samples: [
          Sample(.random([2, 3]), .random([2, 3])), Sample(.random([2, 3]), .random([3])),
          Sample(.random([2, 1]), .random([])), Sample(.random([2, 3]), .number(.float(0.5))),
          Sample(.random([2, 3]), .random([3]), .number(.int(2))),
        ],
        inPlace: { arguments in
          let x = try Tensor.from(arguments[0])
          let scale = try Number.from(arguments[2])
          if case .tensor(let b) = arguments[1] {
            if R.self == Sub.self { try Sub.admit(x.dtype, b.dtype, as: Elementwise.promotedType(x.data, b.data)) }
            if scale == .int(1) { return .tensor(try R.inPlace(x, b)) }
            return .tensor(
              try InPlace.replace(x, with: [b]) { try scaled($0, b, scale, R.nodeName, negated: R.self == Sub.self) })
          }
          let number = try Number.from(arguments[1])
          try InPlace.checkLeaf(x)
          if R.self == Sub.self { try Sub.admit(x.dtype, number.dtype, as: x.dtype) }
          if scale == .int(1) { return .tensor(try R.inPlace(x, number)) }
          let other = Tensor(NDArray(number, x.dtype.combined(with: number)))
          return .tensor(
            try InPlace.replace(x) {
              try scaled($0, other, scale, R.nodeNameWithNumber, negated: R.self == Sub.self, places: [0])
            })
        },
        call: { arguments in
          let scale = try Number.from(arguments[2])
          switch (arguments[0], arguments[1]) {
          case (.tensor(let a), .tensor(let b)):
            if scale == .int(1) { return .tensor(try R.of(a, b)) }
            return .tensor(try scaled(a, b, scale, R.nodeName, negated: R.self == Sub.self))
          case (.tensor(let a), let b):
            let number = try Number.from(b)
            let type = a.dtype.combined(with: number)
            if R.self == Sub.self { try Sub.admit(a.dtype, number.dtype, as: type) }
            if scale == .int(1) { return .tensor(try R.of(a, number)) }
            let other = Tensor(NDArray(number, type))
            return .tensor(
              try scaled(a, other, scale, R.nodeNameWithNumber, negated: R.self == Sub.self, places: [0]))
          case (let a, .tensor(let b)):
            return .tensor(try R.of(Number.from(a), scale == .int(1) ? b : Mul.of(b, scale)))
          case (let a, let b):
            let number = try Number.from(a)
            return .tensor(try R.of(Tensor(NDArray(number, number.dtype)), multiplied(Number.from(b), scale)))
          }
        }),
      placed(R.self, nodeOfPlaced),
      examples: ["torch.\(name)(torch.tensor([1., 2.]), torch.tensor([10., 20.]), alpha=2)"])
  }

  /// Both by position: an old way to call has the factor first, `subtract` a number first.
  ///
  /// - Parameter node: The node's name where a number comes first.
  private static func placed<R: BinaryRule>(_: R.Type, _ node: String?) -> Overload {
    func parts(_ arguments: [Argument]) throws -> (Tensor, Tensor, Number) {
      let x = try Tensor.from(arguments[0])
      let (number, factor) = node == nil ? (arguments[2], arguments[1]) : (arguments[1], arguments[2])
      if R.self == Sub.self, case .number(let plain) = number { try Sub.admit(x.dtype, plain.dtype, as: x.dtype) }
      if case .tensor(let other) = number { return (x, other, try Number.from(factor)) }
      let plain = try Number.from(number)
      return (x, Tensor(NDArray(plain, x.dtype.combined(with: plain))), try Number.from(factor))
    }
    func run(_ a: Tensor, _ b: Tensor, _ factor: Number, _ isNumber: Bool) throws -> Tensor {
      try scaled(a, b, factor, node ?? R.nodeName, negated: R.self == Sub.self, places: isNumber ? [0] : [0, 1])
    }
    func isNumber(_ arguments: [Argument]) -> Bool {
      if node == nil, case .tensor = arguments[2] { return false }
      return true
    }
    let (first, second) = node == nil ? ("alpha", "other") : ("other", "alpha")
    return Overload(
      parameters: [
        Arg.input.parameter, Parameter(first, .number), Parameter(second, node == nil ? .tensorOrNumber : .number),
      ], gradFn: node ?? R.nodeName,
      inPlace: { arguments in
        try InPlace.checkLeaf(Tensor.from(arguments[0]))
        let (x, other, factor) = try parts(arguments)
        return .tensor(
          try InPlace.replace(x, with: [other]) { try run($0, other, factor, isNumber(arguments)) })
      },
      call: { arguments in
        let (x, other, factor) = try parts(arguments)
        return .tensor(try run(x, other, factor, isNumber(arguments)))
      })
  }

  /// - Throws: PyTorch's `RuntimeError` for a factor of another kind than the result.
  private static func checkScale(_ alpha: Number, _ type: DType) throws {
    if alpha.category == 0, type != .bool {
      throw EngineError.runtime("Boolean alpha only supported for Boolean results.")
    }
    if alpha.category == 2, !type.isFloatingPoint {
      throw EngineError.runtime("For integral input tensors, argument alpha must not be a floating point number.")
    }
  }

  private static func multiplied(_ a: Number, _ b: Number) -> Number {
    if b == .int(1) { return a }
    if a.category < 2, b.category < 2 { return .int(a.asInt &* b.asInt) }
    return .float(a.asDouble * b.asDouble)
  }

  /// a ± alpha b with one node.
  ///
  /// - Parameter places: Which of the two stand in the graph.
  private static func scaled(
    _ a: Tensor, _ b: Tensor, _ alpha: Number, _ name: String, negated: Bool, places: [Int] = [0, 1]
  ) throws -> Tensor {
    let type = Elementwise.promotedType(a.data, b.data)
    if negated { try Sub.admit(a.dtype, b.dtype, as: type) }
    _ = try Broadcast.shape(a.shape, b.shape)
    try checkScale(alpha, type)
    let factor: Number =
      type == .bool
      ? .bool(alpha.asDouble != 0)
      : negated ? (alpha.category == 2 ? .float(-alpha.asDouble) : .int(0 &- alpha.asInt)) : alpha
    let data =
      type.isFloatingPoint
      ? try Elementwise.added(a.data.converted(to: type), b.data.converted(to: type), times: factor.asDouble)
      : try Elementwise.zip(Add.self, a.data, Elementwise.zip(Mul.self, b.data.converted(to: type), factor)).converted(
        to: type)
    let both = [a, b]
    let layouts = both.map(\.data.layout)
    let types = both.map(\.dtype)
    return Recording.record(name, places.map { both[$0] }, data) { d in
      try places.enumerated().map { index, place in
        guard d.needs(index) else { return nil }
        let gradient = place == 0 ? d.gradient : try Mul.of(d.gradient, factor)
        return try gradient.reduced(to: layouts[place], types[place])
      }
    }
  }

  // MARK: Powers

  public static let floatPower = Op(
    "float_power", "Each element to a power, in double precision.", formula: "a ** b", forms: .elementwise,
    Overload(
      parameters: [Parameter("input", .tensorOrNumber), Parameter("exponent", .tensorOrNumber)], gradFn: "PowBackward0",
      inPlace: { arguments in
        let x = try Tensor.from(arguments[0])
        guard x.dtype == .float64 else {
          throw EngineError.runtime(
            "the base given to float_power_ has dtype \(x.dtype.scalarTypeName) but the operation's result requires dtype "
              + "Double")
        }
        if case .tensor(let b) = arguments[1] { return .tensor(try Pow.inPlace(x, Casts.to(b, .float64))) }
        return .tensor(try Pow.inPlace(x, Number.from(arguments[1])))
      }
    ) { arguments in
      func wide(_ argument: Argument) throws -> Argument {
        if case .tensor(let x) = argument { return .tensor(try Casts.to(x, .float64)) }
        return argument
      }
      switch (try wide(arguments[0]), try wide(arguments[1])) {
      case (.tensor(let a), .tensor(let b)): return .tensor(try Pow.of(a, b))
      case (.tensor(let a), let b): return .tensor(try Pow.of(a, Number.from(b)))
      case (let a, .tensor(let b)): return .tensor(try Pow.of(Number.from(a), b))
      case (let a, _): throw a.mismatch(.tensor)
      }
    },
    examples: ["torch.float_power(torch.tensor([2, 3]), 2)"])

  public static let ldexp = Op(
    "ldexp", "The first times 2 to the power of the second.", formula: "a * 2 ** b", forms: .elementwise,
    Overload(
      parameters: [Arg.input.parameter, Arg.other.parameter], gradFn: "LdexpBackward0",
      samples: [Sample(.random([2, 3]), .random([3]))],
      inPlace: { arguments in
        let x = try Tensor.from(arguments[0])
        let exponent = try Tensor.from(arguments[1])
        guard x.dtype.isFloatingPoint else {
          throw EngineError.runtime("ldexp can't be cast to the desired output type \(x.dtype.scalarTypeName)")
        }
        return .tensor(try InPlace.replace(x, with: [exponent]) { try ldexp($0, exponent) })
      },
      call: { .tensor(try ldexp(Tensor.from($0[0]), Tensor.from($0[1]))) }),
    examples: ["torch.ldexp(torch.tensor([1.]), torch.tensor([3]))"])

  private static func ldexp(_ a: Tensor, _ b: Tensor) throws -> Tensor {
    if a.dtype.isFloatingPoint { try b.dtype.refuseBool("ldexp_cpu_exp") }
    // Whole exponents are those of the first's dtype, and one without dimensions has that of a first one in double precision.
    let isWide = b.rank == 0 && a.dtype == .float64
    let type =
      isWide ? .float64 : b.dtype.isFloatingPoint ? b.dtype : a.dtype.isFloatingPoint ? a.dtype : DefaultDType.current
    let powers = try withoutRecording { try Pow.of(.float(2), Casts.to(b, type)) }
    let data = try Elementwise.zip(Mul.self, a.data, powers.data)
    let layouts = [a.data.layout, b.data.layout]
    let types = [a.dtype, b.dtype]
    return Recording.record("LdexpBackward0", [a, b], data, keeping: [a, b]) { d in
      let exponent = try d.kept(1)
      // PyTorch takes the power of the whole number 2 here, which whole exponents leave in their own dtype.
      let power = try Pow.of(.int(2), exponent)
      return [
        d.needs(0) ? try (d.gradient * power).reduced(to: layouts[0], types[0]) : nil,
        d.needs(1) ? try (d.gradient * d.kept(0) * power * 0.6931471805599453).reduced(to: layouts[1], types[1]) : nil,
      ]
    }
  }

  public static let positive = Op(
    "positive", "The tensor itself.", formula: "x",
    Overload(nil, Arg.input) { x in
      guard x.dtype != .bool else { throw EngineError.runtime("The `+` operator, on a bool tensor is not supported.") }
      return x
    },
    examples: ["torch.positive(torch.tensor([-1., 2.]))"])
}
