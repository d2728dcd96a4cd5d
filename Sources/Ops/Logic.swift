import Autograd
import NDArray

/// Questions about elements and operations on bits.
public enum Questions {
  private static func question(_ name: String, _ summary: String, _ ask: @escaping (Double) -> Bool) -> Op {
    Op(
      name, summary, Overload(nil, Arg.input) { Tensor(try Elementwise.ask($0.data, ask)) },
      examples: ["torch.\(name)(torch.tensor([-1., 0., float('inf'), float('nan')]))"])
  }

  public static let isnan = question("isnan", "Where elements are NaN.") { $0.isNaN }
  public static let isinf = question("isinf", "Where elements are infinite.") { $0.isInfinite }
  public static let isfinite = question("isfinite", "Where elements are neither infinite nor NaN.") { $0.isFinite }
  public static let isposinf = question("isposinf", "Where elements are positive infinity.") { $0 == .infinity }
  public static let isneginf = question("isneginf", "Where elements are negative infinity.") { $0 == -.infinity }
  public static let signbit = question("signbit", "Where elements have a minus sign.") { $0.sign == .minus }
  public static let isreal = question("isreal", "Where elements are real: everywhere.") { _ in true }

  public static let isclose = Op(
    "isclose", "Where two tensors are nearly equal.", formula: "|a - b| <= atol + rtol * |b|",
    Overload(
      nil, Arg.input, Arg.other, Typed<Double>("rtol", default: .number(.float(1e-05))),
      Typed<Double>("atol", default: .number(.float(1e-08))), Typed<Bool>("equal_nan", default: .number(.bool(false))),
      run: isclose),
    examples: ["torch.isclose(torch.tensor([1., 2.]), torch.tensor([1.000001, 3.]))"])

  static func isclose(_ a: Tensor, _ b: Tensor, _ rtol: Double, _ atol: Double, _ equalNaN: Bool) throws -> Tensor {
    guard a.dtype == b.dtype else {
      throw EngineError.runtime(
        "\(a.dtype.scalarTypeName) did not match \(b.dtype.scalarTypeName)")
    }
    guard rtol >= 0 else {
      throw EngineError.runtime("rtol must be greater than or equal to zero, but got \(Spelling.c(rtol))")
    }
    guard atol >= 0 else {
      throw EngineError.runtime("atol must be greater than or equal to zero, but got \(Spelling.c(atol))")
    }
    let shape = try Broadcast.shape(a.shape, b.shape)
    let x = try a.data.inMemory().expanded(to: shape).doubles()
    let y = try b.data.inMemory().expanded(to: shape).doubles()
    let flags = zip(x, y).map { p, q -> Double in
      if p == q { return 1 }
      if p.isNaN && q.isNaN { return equalNaN ? 1 : 0 }
      guard p.isFinite, q.isFinite else { return 0 }
      let allowed =
        a.dtype == .float32
        ? Double(Float(atol) + Swift.abs(Float(rtol) * Float(q))) : atol + Swift.abs(rtol * q)
      return Swift.abs(p - q) <= allowed ? 1 : 0
    }
    let result = try NDArray.doubles(flags, shape: shape, .bool)
    return Tensor(try result.placed(as: [a.data, b.data]) ?? result)
  }

  public static let allclose = Op(
    "allclose", "Whether two tensors are nearly equal everywhere.",
    Overload(
      nil, Arg.input, Arg.other, Typed<Double>("rtol", default: .number(.float(1e-05))),
      Typed<Double>("atol", default: .number(.float(1e-08))), Typed<Bool>("equal_nan", default: .number(.bool(false)))
    ) { a, b, rtol, atol, equalNaN in
      try isclose(a, b, rtol, atol, equalNaN).data.numbers().allSatisfy { $0 == .bool(true) }
    },
    examples: ["torch.allclose(torch.tensor([1.]), torch.tensor([1.000001]))"])

  public static let equal = Op(
    "equal", "Whether two tensors have the same shape and elements.",
    Overload(nil, Arg.input, Arg.other) { a, b in
      guard a.shape == b.shape else { return false }
      return try Elementwise.compare(Equal.self, a.data, b.data).numbers().allSatisfy { $0 == .bool(true) }
    },
    examples: ["torch.equal(torch.ones(2), torch.ones(2))"])

  public static let isin = Op(
    "isin", "Where elements are among others.", forms: .function,
    Overload(
      nil, Typed<Tensor>("elements"), Typed<Tensor>("test_elements"),
      Typed<Bool>("assume_unique", default: .number(.bool(false)), keywordOnly: true),
      Typed<Bool>("invert", default: .number(.bool(false)), keywordOnly: true)
    ) { x, others, _, invert in
      for dtype in [x.dtype, others.dtype] where dtype == .bool {
        throw EngineError.runtime("Unsupported input type encountered for isin(): \(dtype.scalarTypeName)")
      }
      // Few others are compared with every element, as a view of them in one row.
      if x.count > 0, Double(others.count) < (10 * Formulas.power(Double(x.count), 0.145)).rounded(.down) {
        _ = try withoutRecording { try Shapes.view(Tensor(others.data), [-1]) }
      }
      let known = Set(others.data.doubles())
      return Tensor(try Elementwise.ask(x.data) { known.contains($0) != invert }.contiguous())
    },
    examples: ["torch.isin(torch.tensor([1, 2, 3]), torch.tensor([2, 4]))"])

  public static let heaviside = Op(
    "heaviside", "0 below zero, 1 above, the second tensor's element at zero.",
    formula: "0 if a < 0, b if a = 0, 1 if a > 0", forms: .elementwise,
    Overload(
      parameters: [Arg.input.parameter, Parameter("values", .tensor)], gradFn: nil,
      inPlace: { arguments in
        let values = try Tensor.from(arguments[1])
        return .tensor(
          try InPlace.replace(Tensor.from(arguments[0]), with: [values]) {
            UnderivedNode.renamed("heaviside_", try heaviside($0, values))
          })
      },
      call: { .tensor(try heaviside(Tensor.from($0[0]), Tensor.from($0[1]))) }),
    examples: ["torch.heaviside(torch.tensor([-1., 0., 1.]), torch.tensor([0.5]))"])

  private static func heaviside(_ x: Tensor, _ values: Tensor) throws -> Tensor {
    guard x.dtype == values.dtype else {
      throw EngineError.runtime("heaviside is not yet implemented for tensors with different dtypes.")
    }
    guard !x.requiresGrad || !GradMode.isEnabled, !values.requiresGrad || !GradMode.isEnabled else {
      let y = Tensor(try step(x, values))
      UnderivedNode.attach("heaviside", to: y, [x, values])
      return y
    }
    return Tensor(try step(x, values))
  }

  private static func step(_ x: Tensor, _ values: Tensor) throws -> NDArray {
    try Elementwise.arranged([x.data, values.data]) { operands in
      let zero = try Elementwise.compare(Equal.self, operands[0], .int(0))
      let above = try Elementwise.compare(Greater.self, operands[0], .int(0)).converted(to: x.dtype)
      return try Elementwise.select(zero, operands[1], above)
    }
  }
}

/// Operations on the bits of whole numbers, or on truth values.
public enum Bits {
  private static func bitwise(
    _ name: String, _ summary: String, kernel: String? = nil, takesBool: Bool = true,
    _ combine: @escaping (Int, Int) -> Int
  ) -> Op {
    Op(
      name, summary, forms: .elementwise,
      Overload(parameters: [Parameter("input", .tensorOrNumber), Parameter("other", .tensorOrNumber)], gradFn: nil) {
        arguments in
        let a = try Operand.tensor(arguments[0], beside: arguments[1])
        let b = try Operand.tensor(arguments[1], beside: arguments[0])
        let kernel = kernel ?? "\(name)_cpu"
        if !takesBool { try Elementwise.promotedType(a.data, b.data).refuseBool(kernel) }
        // Both are of one dtype before they are combined: what is negative is large in an unsigned one.
        let type = Elementwise.promotedType(a.data, b.data)
        guard type != .bool, !type.isFloatingPoint else { return .tensor(try run(a, b, kernel, combine)) }
        return .tensor(
          try run(Tensor(a.data.converted(to: type)), Tensor(b.data.converted(to: type)), kernel, combine))
      }.checkedInPlace(checkInPlace),
      examples: ["torch.\(name)(torch.tensor([12, 6]), torch.tensor([8, 3]))"])
  }

  /// - Throws: PyTorch's `RuntimeError` for a shape or a dtype that the changed tensor cannot take, before the kernel is
  ///   looked for.
  private static func checkInPlace(_ arguments: [Argument]) throws {
    let x = try Tensor.from(arguments[0])
    try InPlace.check(x)
    try InPlace.checkShape(arguments)
    let type = Elementwise.promotedType(x.data, try Operand.tensor(arguments[1], beside: arguments[0]).data)
    guard type.category <= x.dtype.category else {
      throw EngineError.runtime(
        "result type \(type.scalarTypeName) can't be cast to the desired output type \(x.dtype.scalarTypeName)")
    }
  }

  static func run(_ a: Tensor, _ b: Tensor, _ kernel: String, _ combine: (Int, Int) -> Int) throws -> Tensor {
    let type = Elementwise.promotedType(a.data, b.data)
    guard !type.isFloatingPoint else { throw EngineError.notImplemented(kernel, type) }
    return Tensor(
      try Elementwise.arranged([a.data, b.data]) { arrays in
        let shape = try Broadcast.shape(arrays[0].layout.shape, arrays[1].layout.shape)
        let x = try arrays[0].inMemory().expanded(to: shape).ints()
        let y = try arrays[1].inMemory().expanded(to: shape).ints()
        return try NDArray.ints(zip(x, y).map { combine($0, $1) }, shape: shape).converted(to: type)
      })
  }

  public static let and = bitwise("bitwise_and", "The bits that both have.") { $0 & $1 }
  public static let or = bitwise("bitwise_or", "The bits that one or both have.") { $0 | $1 }
  public static let xor = bitwise("bitwise_xor", "The bits that one of both has.") { $0 ^ $1 }
  public static let shiftLeft = bitwise(
    "bitwise_left_shift", "The bits moved up.", kernel: "lshift_cpu", takesBool: false
  ) {
    a, b in
    b >= 0 && b < 64 ? a << b : 0
  }
  public static let shiftRight = bitwise(
    "bitwise_right_shift", "The bits moved down.", kernel: "rshift_cpu", takesBool: false
  ) {
    a, b in
    b >= 0 && b < 64 ? a >> b : (a < 0 ? -1 : 0)
  }

  public static let not = Op(
    "bitwise_not", "Every bit turned over.", forms: .elementwise,
    Overload(nil, Arg.input) { x in
      guard !x.dtype.isFloatingPoint else { throw EngineError.notImplemented("bitwise_not_cpu", x.dtype) }
      if x.dtype == .bool { return try LogicalNot.of(x) }
      return Tensor(
        try Elementwise.arranged([x.data]) {
          try NDArray.ints($0[0].ints().map { ~$0 }, shape: $0[0].layout.shape).converted(to: x.dtype)
        })
    },
    examples: ["torch.bitwise_not(torch.tensor([0, 5]))"])

  public static let logicalXor = Op(
    "logical_xor", "Where exactly one is true.", formula: "a xor b", forms: .elementwise,
    Overload(nil, Arg.input, Arg.other, inPlace: .unrecorded) { a, b in
      Tensor(try Elementwise.truths(a.data, b.data) { try Elementwise.compare(NotEqual.self, $0, $1) })
    },
    examples: ["torch.logical_xor(torch.tensor([True, True]), torch.tensor([True, False]))"])

  public static let gcd = bitwise("gcd", "The greatest common divisor.", takesBool: false) { a, b in
    var (x, y) = (a.magnitude, b.magnitude)
    while y != 0 { (x, y) = (y, x % y) }
    return Int(truncatingIfNeeded: x)
  }

  public static let lcm = bitwise("lcm", "The least common multiple.", takesBool: false) { a, b in
    var (x, y) = (a.magnitude, b.magnitude)
    while y != 0 { (x, y) = (y, x % y) }
    guard x != 0 else { return 0 }
    return Int(truncatingIfNeeded: (a.magnitude / x) &* b.magnitude)
  }
}
