import Autograd
public import NDArray

public enum Relu: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self, flat: "ThresholdBackwardBackward0")
  public static let op = Op(
    "relu", "Each element, or zero where it is below zero.", formula: "max(x, 0)", forms: .elementwise,
    Overload("ReluBackward0", Arg.input, samples: [Sample(.random([2, 3])), Sample(.random([]))]) { x in
      guard x.dtype != .bool else { throw EngineError.runtime("Boolean inputs not supported for relu") }
      return try Relu.of(x)
    },
    examples: ["torch.relu(torch.tensor([-1., 0., 2.]))"])
  @inlinable public static var nodeName: String { "ReluBackward0" }
  @inlinable public static var leader: Leader { .result }
  @inlinable public static var keeps: Kept { .result }
  public static var onIntegers: ((Int) throws -> Int)? { { Swift.max($0, 0) } }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T {
    try T.select(T.less(x, 0), x.constant(0), x)
  }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T {
    try T.select(T.or(T.less(y, 0), T.equal(y, 0)), g.constant(0), g)
  }
}

public enum Silu: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Activations.declaration(
    Self.self, "silu", "Each element times its sigmoid.", formula: "x * sigmoid(x)", kernel: "silu_cpu")
  @inlinable public static var nodeName: String { "SiluBackward0" }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.silu() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T {
    let s = try x.sigmoid()
    return try g * (s * (x * (1 - s) + 1))
  }
}

public enum Mish: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self)
  public static let op = Activations.declaration(
    Self.self, "mish", "Each element times the hyperbolic tangent of its softplus.",
    formula: "x * tanh(log(1 + exp(x)))",
    kernel: "mish_cpu")
  @inlinable public static var nodeName: String { "MishBackward0" }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.mish() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T {
    let s = try x.sigmoid()
    let t = try x.exp().log1p().tanh()
    return try g * (t + x * s * (1 - t * t))
  }
}

public enum Gelu: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self, step: "GeluBackwardBackward0")
  public static let op = Activations.gelu
  @inlinable public static var nodeName: String { "GeluBackward0" }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.gelu() }
  /// Φ(x) + x φ(x)
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T {
    let cdf = try ((x * 0.7071067811865476).erf() + 1) * 0.5
    let pdf = try (x * x * -0.5).exp() * 0.3989422804014327
    return try g * (cdf + x * pdf)
  }
}

public enum GeluTanh: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self, step: "GeluBackwardBackward0")
  public static let op = Activations.gelu
  @inlinable public static var nodeName: String { "GeluBackward0" }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.geluTanh() }
  /// With u = √(2/π) (x + 0.044715 x³): ½ (1 + tanh u) + ½ x (1 - tanh² u) u'
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T {
    let square = try x * x
    let inner = try (x * square * 0.044715 + x) * 0.7978845608028654
    let t = try inner.tanh()
    let slope = try (square * 0.134145 + 1) * 0.7978845608028654
    return try g * ((t + 1) * 0.5 + x * 0.5 * (1 - t * t) * slope)
  }
}

public enum Hardsigmoid: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self, underived: "hardsigmoid_backward")
  public static let op = Activations.declaration(
    Self.self, "hardsigmoid", "A sigmoid of straight lines.", formula: "clamp(x + 3, 0, 6) / 6",
    kernel: "hardsigmoid_cpu")
  @inlinable public static var nodeName: String { "HardsigmoidBackward0" }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.hardsigmoid() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T {
    // PyTorch keeps the sixth in single precision, in double precision too.
    try T.select(T.and(T.less(-x, 3), T.less(x, 3)), g * Double(Float(1) / 6), g.constant(0))
  }
}

public enum Hardswish: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self, step: "HardswishBackwardBackward0")
  public static let op = Activations.declaration(
    Self.self, "hardswish", "Each element times its hard sigmoid.", formula: "x * clamp(x + 3, 0, 6) / 6",
    kernel: "hardswish_cpu")
  @inlinable public static var nodeName: String { "HardswishBackward0" }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.hardswish() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T {
    let middle = try g * (x / 3 + 0.5)
    return try T.select(T.not(T.less(-x, 3)), g.constant(0), T.select(T.less(x, 3), middle, g))
  }
}

public enum LogSigmoid: UnaryRule {
  public static let rule = ElementwiseRule.unary(Self.self, step: "LogSigmoidBackwardBackward0")
  public static let op = Op(
    "logsigmoid", "The logarithm of the sigmoid of each element.", formula: "-log(1 + exp(-x))", forms: .functional,
    Overload(
      LogSigmoid.nodeName, Arg.input, samples: [Sample(.random([2, 3], -1...1)), Sample(.random([], -1...1))]
    ) { try LogSigmoid.of($0).inRow() },
    examples: ["F.logsigmoid(torch.tensor([-1., 0., 1.]))"])
  @inlinable public static var nodeName: String { "LogSigmoidBackward0" }
  public static func admit(_ dtype: DType) throws { try dtype.requireFloatingPoint("log_sigmoid_cpu") }
  @inlinable public static func value<T: Arithmetic>(_ x: T) throws -> T { try x.logsigmoid() }
  @inlinable public static func derivative<T: Arithmetic>(_ g: T, _ x: T, _ y: T) throws -> T { try g * (-x).sigmoid() }
}

/// Activations with parameters, as declarations.
public enum Activations {
  /// The `inplace` flag of functions in torch.nn.functional.
  static let inplace = Typed<Bool>("inplace", default: .number(.bool(false)))

  /// The result itself, or written over the input where that is asked for.
  static func placed(_ x: Tensor, _ inplace: Bool, _ run: (Tensor) throws -> Tensor) throws -> Tensor {
    inplace ? try InPlace.replace(x) { try run($0) } : try run(x)
  }

  /// The declaration of an activation of torch.nn.functional that does not know whole numbers.
  static func declaration<R: UnaryRule>(
    _: R.Type, _ name: String, _ summary: String, formula: String, kernel: String
  ) -> Op {
    Op(
      name, summary, formula: formula, forms: .functional,
      Overload(R.nodeName, Arg.input, inplace, samples: [Sample(.random([2, 3], -4...4)), Sample(.random([]))]) {
        x, inplace in
        if inplace { try InPlace.check(x) }
        try x.dtype.requireFloatingPoint(kernel)
        return try placed(x, inplace) { try R.of($0) }
      },
      examples: ["F.\(name)(torch.tensor([-1., 0., 1.]))"])
  }

  public static let relu = Op(
    "relu", "Each element, or zero where it is below zero.", formula: "max(x, 0)", forms: .functional,
    Overload("ReluBackward0", Arg.input, inplace) { x, inplace in
      guard x.dtype != .bool else { throw EngineError.runtime("Boolean inputs not supported for relu") }
      return try placed(x, inplace) { try Relu.of($0) }
    },
    examples: ["F.relu(torch.tensor([-1., 0., 2.]))"])

  public static let gelu = Op(
    "gelu", "Each element times the normal distribution's share below it.", formula: "x * Φ(x)", forms: .functional,
    Overload(
      "GeluBackward0", Arg.input, Typed<String>("approximate", default: .text("none"), keywordOnly: true),
      samples: [Sample(.random([2, 3], -2...2), .text("none")), Sample(.random([2, 3], -2...2), .text("tanh"))]
    ) { x, approximate in
      guard approximate == "none" || approximate == "tanh" else {
        throw EngineError.runtime("approximate argument must be either none or tanh.")
      }
      guard x.dtype.isFloatingPoint else { throw EngineError.notImplemented("GeluKernelImpl", x.dtype) }
      let isRow = x.data.layout.isContiguous
      if approximate == "none", x.dtype == .float32, x.count > 1, isRow || !x.data.layout.isDense {
        let data = try isRow ? Elementwise.geluOfContiguous(x.data) : Elementwise.geluOneByOne(x.data)
        return Recording.record("GeluBackward0", [x], data, keeping: [x]) { d in
          [
            try Recording.step("GeluBackwardBackward0", [d.gradient, d.kept(0)]) {
              try Gelu.derivative($0[0], $0[1], $0[0])
            }
          ]
        }
      }
      return approximate == "tanh" ? try GeluTanh.of(x) : try Gelu.of(x)
    },
    examples: ["F.gelu(torch.tensor([-1., 0., 1.]))"])

  // MARK: Straight lines

  private static func number(_ name: String, _ value: Double) -> Typed<Double> {
    Typed<Double>(name, default: .number(value == value.rounded() ? .int(Int(value)) : .float(value)))
  }

  public static let leakyRelu = Op(
    "leaky_relu", "Each element, less steep below zero.", formula: "x if x > 0 else negative_slope * x",
    forms: .functional,
    Overload(
      "LeakyReluBackward0", Arg.input, Typed<Double>("negative_slope", default: .number(.float(0.01))), inplace,
      samples: [Sample(.random([2, 3]), .number(.float(0.1)))]
    ) { x, slope, inplace in
      if inplace { try InPlace.check(x) }
      guard x.dtype.isFloatingPoint else { throw EngineError.notImplemented("leaky_relu_cpu", x.dtype) }
      return try placed(x, inplace) { x in
        let narrow = Float(slope)
        let data = try Elementwise.each(
          x.data, float: { $0 > 0 ? $0 : $0 * narrow }, double: { $0 > 0 ? $0 : $0 * slope })
        return Recording.record("LeakyReluBackward0", [x], data, keeping: [x]) { d in
          let input = try d.kept(0)
          let gradient = try Where.of(Greater.of(input, .int(0)), d.gradient, d.gradient * slope)
          return [Recording.flat("LeakyReluBackwardBackward0", try gradient.placed(as: input, d.gradient), in: input)]
        }
      }
    },
    examples: ["F.leaky_relu(torch.tensor([-1., 2.]))"])

  public static let prelu = Op(
    "prelu", "Each element, times a learned slope below zero.", formula: "x if x > 0 else weight * x",
    forms: [.function, .method, .functional],
    Overload(
      "PreluKernelBackward0", Arg.input, Typed<Tensor>("weight"),
      samples: [Sample(.random([2, 3]), .random([1])), Sample(.random([2, 3]), .random([3]))]
    ) { x, weight in
      guard x.dtype == weight.dtype else {
        throw EngineError.runtime(
          "prelu: Type promoting not supported. Got \(x.dtype.scalarTypeName) and \(weight.dtype.scalarTypeName)")
      }
      guard weight.rank <= 1 else {
        throw EngineError.runtime(
          "prelu: Expected `weight` to be a scalar or 1D tensor, but got: ndim = \(weight.rank)")
      }
      if weight.count != 1, x.rank == 0 {
        throw EngineError.runtime("Not allow zero-dim input tensor.")
      }
      let channels = x.rank > 1 ? x.shape[1] : 1
      guard weight.count == 1 || (weight.rank == 1 && weight.count == channels) else {
        throw EngineError.runtime(
          "Mismatch of parameter numbers and input channel size. Found parameter numbers = \(weight.count) and channel size = "
            + "\(channels).")
      }
      try x.dtype.requireFloatingPoint("prelu_cpu")
      var shape = [Int](repeating: 1, count: x.rank)
      if weight.count != 1 { shape[1] = weight.count }
      let slopes = try Shapes.view(weight, shape)
      let positive = try Greater.of(x, .int(0))
      let data = try Elementwise.select(positive.data, x.data, Elementwise.zip(Mul.self, x.data, slopes.data))
      let layout = slopes.data.layout
      return Recording.record("PreluKernelBackward0", [x, slopes], data, keeping: [x, slopes]) { d in
        let gradients = try preluSlopes(d.gradient, d.kept(0), d.kept(1))
        return [gradients[0], try gradients[1].reduced(to: layout)]
      }
    },
    examples: ["F.prelu(torch.tensor([-1., 2.]), torch.tensor(0.25))"])

  /// The derivatives of `prelu` by its input and, not yet summed, by the slopes; one step, with derivatives of its own.
  private static func preluSlopes(_ g: Tensor, _ input: Tensor, _ slopes: Tensor) throws -> [Tensor] {
    let zero = Tensor(NDArray(.int(0), g.dtype))
    let data = try withoutRecording {
      let positive = try Greater.of(input, .int(0))
      return [try Where.of(positive, g, g * slopes).data, try Where.of(positive, zero, g * input).data]
    }
    let layout = slopes.data.layout
    return Recording.recordSeveral(
      "PreluKernelBackwardBackward0", [g, input, slopes], data, keeping: [g, input, slopes]
    ) { gradients, node in
      let (g, input, slopes) = (try node.value(0), try node.value(1), try node.value(2))
      // Zero counts as positive here, other than in the first derivative.
      let positive = try GreaterOrEqual.of(input, .int(0))
      let (first, second) = (gradients[0], gradients[1])
      var below: Tensor?
      if let first { below = try first * slopes }
      if let second { below = try below.map { try $0 + second * input } ?? second * input }
      let nothing = Tensor(try NDArray.zeros(shape: input.shape, input.dtype))
      return [
        try below.map { try Where.of(positive, first ?? zero, $0) },
        try second.map { try Where.of(positive, zero, g * $0) } ?? nothing,
        try (first.map { try Where.of(positive, zero, g * $0) } ?? nothing).reduced(to: layout),
      ]
    }
  }

  public static let hardtanh = Op(
    "hardtanh", "Each element kept between two bounds, without gradient beyond them.",
    formula: "min(max(x, min_val), max_val)", forms: .functional,
    Overload(
      "HardtanhBackward0", Arg.input, number("min_val", -1), number("max_val", 1), inplace,
      samples: [Sample(.random([2, 3], -2...2), .number(.float(-0.5)), .number(.float(0.7)))], run: hardtanh),
    examples: ["F.hardtanh(torch.tensor([-2., 0.5, 2.]))"])

  public static let relu6 = Op(
    "relu6", "Each element kept between 0 and 6.", formula: "min(max(x, 0), 6)", forms: .functional,
    Overload("HardtanhBackward0", Arg.input, inplace, samples: [Sample(.random([2, 3], -2...8))]) { x, inplace in
      try hardtanh(x, 0, 6, inplace)
    },
    examples: ["F.relu6(torch.tensor([-1., 3., 8.]))"])

  static func hardtanh(_ x: Tensor, _ low: Double, _ high: Double, _ inplace: Bool) throws -> Tensor {
    guard low <= high else {
      throw EngineError(.valueError, "min_val cannot be greater than max_val")
    }
    guard x.dtype != .bool else { throw EngineError.runtime("Bool inputs not supported for hardtanh") }
    guard x.dtype != .uint8 || low >= 0 && high >= 0 else {
      throw EngineError.runtime("cannot do hardtanh on an unsigned type with negative limits")
    }
    return try placed(x, inplace) { x in
      let data = try withoutRecording { try Bounds.clamp(x, numberLike(x, low), numberLike(x, high)) }.data
      return Recording.record("HardtanhBackward0", [x], data, keeping: [x]) { d in
        let input = try d.kept(0)
        let inside = try LogicalAnd.of(Greater.of(input, .float(low)), Less.of(input, .float(high)))
        let gradient = try Where.of(inside, d.gradient, Tensor(NDArray(.int(0), d.gradient.dtype)))
        return [Recording.flat("HardtanhBackwardBackward0", try gradient.placed(as: d.gradient, input), in: input)]
      }
    }
  }

  private static func numberLike(_ x: Tensor, _ value: Double) -> Number {
    x.dtype.isFloatingPoint ? .float(value) : .int(Int(value))
  }

  public static let threshold = Op(
    "threshold", "Each element, or a value where it is not above a threshold.",
    formula: "x if x > threshold else value", forms: [.function, .functional],
    Overload(
      "ThresholdBackward0", Arg.input, Typed<Number>("threshold"), Typed<Number>("value"), inplace,
      samples: [Sample(.random([2, 3]), .number(.float(0.1)), .number(.float(2)))]
    ) { x, threshold, value, inplace in
      try placed(x, inplace) { x in
        try x.dtype.refuseBool("threshold_cpu")
        // Half types are compared as single ones.
        try (x.dtype == .float16 || x.dtype == .bfloat16 ? DType.float32 : x.dtype).checkHolds(threshold)
        let (limit, other) = (NDArray(threshold, x.dtype), try NDArray.holding(value, x.dtype))
        let kept = try Elementwise.compare(Greater.self, x.data, limit.item)
        let nan = try Elementwise.ask(x.data, \.isNaN)
        let mask = try Elementwise.zip(Add.self, kept, nan).converted(to: .bool)
        let data = try Elementwise.select(mask, x.data, other)
        return Recording.record("ThresholdBackward0", [x], data, keeping: [x]) { d in
          let input = try d.kept(0)
          let gradient = try Where.of(
            LessOrEqual.of(input, threshold), Tensor(NDArray(.int(0), d.gradient.dtype)), d.gradient)
          return [Recording.flat("ThresholdBackwardBackward0", try gradient.placed(as: input, d.gradient), in: input)]
        }
      }
    },
    examples: ["F.threshold(torch.tensor([0.5, 2.]), 1, 0)"])

  public static let hardshrink = Op(
    "hardshrink", "Each element, or zero where it is near zero.", formula: "x if |x| > lambd else 0",
    forms: [.function, .method, .functional],
    Overload(
      "HardshrinkBackward0", Arg.input, Typed<Double>("lambd", default: .number(.float(0.5))),
      samples: [Sample(.random([2, 3], -2...2), .number(.float(0.5)))]
    ) { x, lambda in
      let data = try Elementwise.each(
        x.data, unsupported: "hardshrink_cpu", float: { $0.magnitude <= Float(lambda) ? 0 : $0 },
        double: { $0.magnitude <= lambda ? 0 : $0 })
      return Recording.record("HardshrinkBackward0", [x], data, keeping: [x]) { d in
        let input = try d.kept(0)
        let gradient = try Masking.fill(d.gradient, LessOrEqual.of(input.abs(), .float(lambda)), .int(0))
        return [Recording.flat("HardshrinkBackwardBackward0", try gradient.placed(as: d.gradient, input), in: input)]
      }
    },
    examples: ["F.hardshrink(torch.tensor([-1., 0.3, 1.]))"])

  public static let softshrink = Op(
    "softshrink", "Each element nearer to zero, or zero where it is near.", formula: "sign(x) * max(|x| - lambd, 0)",
    forms: .functional,
    Overload(
      "SoftshrinkBackward0", Arg.input, Typed<Double>("lambd", default: .number(.float(0.5))),
      samples: [Sample(.random([2, 3], -2...2), .number(.float(0.5)))]
    ) { x, lambda in
      try x.dtype.requireFloatingPoint("softshrink_check")
      guard lambda >= 0 else {
        throw EngineError.runtime("lambda must be greater or equal to 0, but found to be \(Spelling.c(lambda)).")
      }
      let narrow = Float(lambda)
      // Whole pairs of vectors give zero where PyTorch's single elements keep the sign of what they were.
      let block = x.dtype == .float64 ? 8 : x.dtype == .float32 ? 16 : 32
      let run = max(x.data.layout.run, 1)
      let whole = run / block * block
      var place = -1
      let data = try Elementwise.each(
        x.data, unsupported: "softshrink_cpu",
        float: {
          place += 1
          return $0 > narrow ? $0 - narrow : $0 < -narrow ? $0 + narrow : place % run >= whole || $0.isNaN ? $0 * 0 : 0
        },
        double: {
          place += 1
          return $0 > lambda ? $0 - lambda : $0 < -lambda ? $0 + lambda : place % run >= whole || $0.isNaN ? $0 * 0 : 0
        })
      return Recording.record("SoftshrinkBackward0", [x], data, keeping: [x]) { d in
        let input = try d.kept(0)
        let gradient = try Masking.fill(d.gradient, LessOrEqual.of(input.abs(), .float(lambda)), .int(0))
        return [Recording.flat("HardshrinkBackwardBackward0", try gradient.placed(as: d.gradient, input), in: input)]
      }
    },
    examples: ["F.softshrink(torch.tensor([-1., 0.3, 1.]))"])
}
