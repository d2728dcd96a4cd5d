public import Autograd
public import NDArray

/// Activations with exponentials in them.
extension Activations {
  private static let seluAlpha = 1.6732632423543772
  private static let seluScale = 1.0507009873554805

  public static let elu = Op(
    "elu", "Each element, an exponential below zero.", formula: "x if x > 0 else alpha * (exp(x) - 1)",
    forms: .functional,
    Overload(
      "EluBackward0", Arg.input, Typed<Double>("alpha", default: .number(.float(1))), inplace,
      samples: [Sample(.random([2, 3], -2...2), .number(.float(1.5)))]
    ) { x, alpha, inplace in try placed(x, inplace) { try elu($0, alpha, 1, 1) } },
    examples: ["F.elu(torch.tensor([-1., 2.]))"])

  public static let selu = Op(
    "selu", "elu with the constants that keep mean and variance.", forms: .function,
    Overload("EluBackward0", Arg.input, samples: [Sample(.random([2, 3], -2...2))]) {
      try elu($0, seluAlpha, seluScale, 1)
    },
    examples: ["torch.selu(torch.tensor([-1., 2.]))"])

  public static let functionalSelu = Op(
    "selu", "elu with the constants that keep mean and variance.", forms: .functional,
    Overload("EluBackward0", Arg.input, inplace) { x, inplace in
      try placed(x, inplace) { try elu($0, seluAlpha, seluScale, 1) }
    },
    examples: ["F.selu(torch.tensor([-1., 2.]))"])

  public static let celu = Op(
    "celu", "elu that is smooth for every alpha.", formula: "max(0, x) + min(0, alpha * (exp(x / alpha) - 1))",
    forms: [.function, .functional],
    Overload(
      "CeluBackward0", Arg.input, Typed<Double>("alpha", default: .number(.float(1))), inplace,
      samples: [Sample(.random([2, 3], -2...2), .number(.float(1.5)))]
    ) { x, alpha, inplace in
      guard alpha != 0 else { throw EngineError.runtime("ZeroDivisionError: alpha cannot be 0 for CELU") }
      return try placed(x, inplace) { try elu($0, alpha, 1, 1 / alpha, name: "CeluBackward0") }
    },
    examples: ["F.celu(torch.tensor([-1., 2.]))"])

  /// alpha * scale * (exp(inputScale * x) - 1) below zero, scale * x above.
  static func elu(
    _ x: Tensor, _ alpha: Double, _ scale: Double, _ inputScale: Double, name: String = "EluBackward0"
  ) throws -> Tensor {
    let data = try Elementwise.each(
      x.data, unsupported: "elu_cpu", float: { Formulas.elu($0, Float(alpha), Float(scale), Float(inputScale)) },
      double: { Formulas.elu($0, alpha, scale, inputScale) })
    return Recording.record(name, [x], data, keeping: [x]) { d in
      let input = try d.kept(0)
      return [try eluSlope(d.gradient, input, alpha, scale, inputScale)]
    }
  }

  /// The derivative of `elu`, with one of its own.
  private static func eluSlope(
    _ g: Tensor, _ input: Tensor, _ alpha: Double, _ scale: Double, _ inputScale: Double
  ) throws -> Tensor {
    func curve(_ factor: Double) throws -> Tensor {
      try factor * (Bounds.clamp(input, nil, .int(0)) * inputScale).exp()
    }
    let data = try withoutRecording {
      try Where.of(LessOrEqual.of(input, .int(0)), g * curve(inputScale * alpha * scale), g * scale).placed(
        as: g, input)
    }.data
    return Recording.record("EluBackwardBackward0", [g, input], data, keeping: [g, input]) { d in
      let (g, input) = (try d.kept(0), try d.kept(1))
      let zero = Tensor(NDArray(.int(0), input.dtype))
      let second = try Bounds.clamp(input, nil, .int(0)) * inputScale
      return [
        d.needs(0) ? try eluSlope(d.gradient, input, alpha, scale, inputScale) : nil,
        d.needs(1)
          ? try Where.of(
            Less.of(input, .int(0)), d.gradient * g * (inputScale * inputScale * alpha * scale * second.exp()), zero
          ).placed(as: d.gradient, g, input)
          : nil,
      ]
    }
  }

  public static let softplus = Op(
    "softplus", "A smooth relu.", formula: "log(1 + exp(beta * x)) / beta", forms: .functional,
    Overload(
      "SoftplusBackward0", Arg.input, Typed<Double>("beta", default: .number(.int(1))),
      Typed<Double>("threshold", default: .number(.int(20))),
      samples: [Sample(.random([2, 3], -2...2)), Sample(.random([3], -2...2), .number(.int(2)), .number(.int(3)))]
    ) { x, beta, threshold in
      let data = try Elementwise.each(
        x.data, unsupported: "softplus_cpu", float: { Formulas.softplus($0, Float(beta), Float(threshold)) },
        double: { Formulas.softplus($0, beta, threshold) })
      return Recording.record("SoftplusBackward0", [x], data, keeping: [x]) { d in
        [
          try Recording.step("SoftplusBackwardBackward0", [d.gradient, d.kept(0)]) { inputs in
            let scaled = try inputs[1] * beta
            let z = try scaled.exp()
            return try Where.of(Greater.of(scaled, .float(threshold)), inputs[0], inputs[0] * z / (z + 1))
              .placed(as: inputs[0], inputs[1])
          }
        ]
      }
    },
    examples: ["F.softplus(torch.tensor([-1., 0., 1.]))"])

  public static let softsign = Op(
    "softsign", "Each element over one more than its size.", formula: "x / (1 + |x|)", forms: .functional,
    Overload("DivBackward0", Arg.input, samples: [Sample(.random([2, 3]))]) { x in try x / (x.abs() + 1) },
    examples: ["F.softsign(torch.tensor([-1., 0., 1.]))"])

  public static let tanhshrink = Op(
    "tanhshrink", "Each element minus its hyperbolic tangent.", formula: "x - tanh(x)", forms: .functional,
    Overload("SubBackward0", Arg.input, samples: [Sample(.random([2, 3]))]) { x in try x - x.tanh() },
    examples: ["F.tanhshrink(torch.tensor([-1., 0., 1.]))"])

  public static let functionalSigmoid = Op(
    "sigmoid", "The logistic function of each element.", formula: "1 / (1 + exp(-x))", forms: .functional,
    Overload("SigmoidBackward0", Arg.input) { try Sigmoid.of($0) },
    examples: ["F.sigmoid(torch.tensor([-1., 0., 1.]))"])

  public static let functionalTanh = Op(
    "tanh", "The hyperbolic tangent of each element.", formula: "tanh(x)", forms: .functional,
    Overload("TanhBackward0", Arg.input) { try Tanh.of($0) },
    examples: ["F.tanh(torch.tensor([-1., 0., 1.]))"])

  public static let glu = Op(
    "glu", "One half of a dimension times the sigmoid of the other.", formula: "a * sigmoid(b), the halves of x",
    forms: .functional,
    Overload(
      "GluBackward0", Arg.input, Typed<Int>("dim", default: .number(.int(-1))),
      samples: [Sample(.random([2, 4]), .number(.int(1)))]
    ) { x, dim in
      guard x.rank > 0 else { throw EngineError.runtime("glu does not support 0-dimensional tensors") }
      let d = try Dims.resolve(dim, x.rank)
      let size = x.shape[d]
      guard size % 2 == 0 else {
        throw EngineError.runtime("Halving dimension must be even, but dimension \(d) is size \(size)")
      }
      try x.dtype.requireFloatingPoint("glu_cpu")
      // The half types are rounded once, at the end.
      let wide = x.dtype == .float64 ? x.data : try x.data.converted(to: .float32)
      let a = wide.sliced(d, 0, size / 2)
      let b = wide.sliced(d, size / 2, size)
      let data = try Elementwise.zip(Mul.self, a, Elementwise.map(Sigmoid.self, b)).converted(to: x.dtype)
      return Recording.record("GluBackward0", [x], data, keeping: [x]) { derivation in
        let input = try derivation.kept(0)
        let first = try Shapes.slice(input, d, 0, size / 2, 1)
        let gate = try Shapes.slice(input, d, size / 2, size, 1).sigmoid()
        let g = derivation.gradient
        return [try Joining.joined([gate * g, (1 - gate) * gate * first * g], d)]
      }
    },
    examples: ["F.glu(torch.tensor([1., 2., 0., 0.]))"])

  // MARK: softmax

  public static let softmax = Op(
    "softmax", "Exponentials along a dimension, divided by their sum.", formula: "exp(x) / Σ exp(x)",
    forms: [.function, .method, .special],
    Overload(
      "SoftmaxBackward0", Arg.input, Arg.dim, Typed<DType?>("dtype", default: Parameter.Default.none),
      samples: [Sample(.random([2, 3]), .number(.int(1))), Sample(.random([2, 3]), .number(.int(0)))]
    ) { try softmax($0, $1, $2) },
    examples: ["torch.softmax(torch.tensor([1., 2., 3.]), dim=0)"])

  public static let logSoftmax = Op(
    "log_softmax", "The logarithm of softmax.", formula: "x - log(Σ exp(x))", forms: [.function, .method, .special],
    Overload(
      "LogSoftmaxBackward0", Arg.input, Arg.dim, Typed<DType?>("dtype", default: Parameter.Default.none),
      samples: [Sample(.random([2, 3]), .number(.int(1))), Sample(.random([2, 3]), .number(.int(0)))]
    ) { try logSoftmax($0, $1, $2) },
    examples: ["torch.log_softmax(torch.tensor([1., 2., 3.]), dim=0)"])

  public static let functionalSoftmax = implicit(
    "softmax", "Exponentials along a dimension, divided by their sum.", softmax)
  public static let functionalLogSoftmax = implicit("log_softmax", "The logarithm of softmax.", logSoftmax)
  public static let softmin = implicit("softmin", "softmax of the negated elements.") { try softmax(-$0, $1, $2) }

  private static func implicit(
    _ name: String, _ summary: String, _ run: @escaping (Tensor, Int, DType?) throws -> Tensor
  ) -> Op {
    Op(
      name, summary, forms: .functional,
      Overload(
        "SoftmaxBackward0", Arg.input, Typed<Int?>("dim", default: Parameter.Default.none),
        Typed<Argument>("_stacklevel", .setting, default: .number(.int(3))),
        Typed<DType?>("dtype", default: Parameter.Default.none)
      ) { x, dim, _, dtype in
        if let dim { return try run(x, dim, dtype) }
        try Warnings.warn(
          "Implicit dimension choice for \(name) has been deprecated. Change the call to include dim=X as an argument.")
        return try run(x, x.rank == 0 || x.rank == 1 || x.rank == 3 ? 0 : 1, dtype)
      },
      examples: ["F.\(name)(torch.tensor([1., 2., 3.]), dim=0)"])
  }

  public static func softmax(_ x: Tensor, _ dim: Int, _ dtype: DType? = nil) throws -> Tensor {
    let source = try dtype.map { try Casts.to(x, $0) } ?? x
    let d = try Dims.resolve(dim, x.rank)
    if source.count == 0, !source.dtype.isFloatingPoint { return try Shapes.clone(source) }
    try checkSoftmax(source, d, log: false)
    return Recording.record(
      "SoftmaxBackward0", [source], try Scans.softmax(source.data, d, log: false), keepsResult: true
    ) {
      derivation in
      [
        try Recording.step("SoftmaxBackwardDataBackward0", [derivation.gradient, derivation.kept(0)]) { inputs in
          // The half types are rounded once, at the end.
          let (g, y) = (try wide(inputs[0]), try wide(inputs[1]))
          let weighted = try g * y
          let total = y.rank == 0 ? weighted : try Sum.along(weighted, [d], keepdim: true)
          return try Casts.to(y * (g - total), inputs[1].dtype).inRow()
        }
      ]
    }
  }

  public static func logSoftmax(_ x: Tensor, _ dim: Int, _ dtype: DType? = nil) throws -> Tensor {
    let source = try dtype.map { try Casts.to(x, $0) } ?? x
    let d = try Dims.resolve(dim, x.rank)
    if source.count == 0, !source.dtype.isFloatingPoint { return try Shapes.clone(source) }
    try checkSoftmax(source, d, log: true)
    return Recording.record(
      "LogSoftmaxBackward0", [source], try Scans.softmax(source.data, d, log: true), keepsResult: true
    ) {
      derivation in
      [
        try Recording.step("LogSoftmaxBackwardDataBackward0", [derivation.gradient, derivation.kept(0)]) { inputs in
          let (g, y) = (try wide(inputs[0]), try wide(inputs[1]))
          let total = y.rank == 0 ? g : try Sum.along(g, [d], keepdim: true)
          return try Casts.to(g - y.exp() * total, inputs[1].dtype).inRow()
        }
      ]
    }
  }

  private static func wide(_ x: Tensor) throws -> Tensor {
    x.dtype == .float16 || x.dtype == .bfloat16 ? try Casts.to(x, .float32) : x
  }

  private static func checkSoftmax(_ x: Tensor, _ dim: Int, log: Bool) throws {
    guard x.dtype.isFloatingPoint || x.count == 0 else {
      let place = dim == Swift.max(x.rank - 1, 0) ? "_lastdim" : ""
      let kind = "\(log ? "log_softmax" : "softmax")\(place)_kernel_impl"
      throw EngineError.notImplemented(kind, x.dtype)
    }
  }

  // MARK: dropout

  public static let dropout = Op(
    "dropout", "Elements set to zero at random, the others scaled up.", formula: "x / (1 - p), or 0 with probability p",
    forms: .functional,
    Overload(
      "MulBackward0", Arg.input, Typed<Number>("p", .float, default: .number(.float(0.5))),
      Typed<Bool>("training", default: .number(.bool(true))), inplace
    ) { x, chance, training, inplace in
      let p = try probability(chance)
      // Where nothing is dropped nothing is written.
      return try placed(x, inplace && training && p > 0 && x.count > 0) { try dropout($0, p, training) }
    },
    examples: ["F.dropout(torch.ones(3), p=0.5, training=False)"])

  public static let torchDropout = Op(
    "dropout", "Elements set to zero at random, the others scaled up.", forms: .function,
    Overload("MulBackward0", Arg.input, Typed<Double>("p"), Typed<Bool>("train")) { x, p, training in
      guard p >= 0, p <= 1 else {
        throw EngineError.runtime("dropout probability has to be between 0 and 1, but got \(Spelling.c(p))")
      }
      return try dropout(x, p, training)
    },
    examples: ["torch.dropout(torch.ones(3), p=0.5, train=False)"])

  public static let dropout1d = channelDropout("dropout1d", 2...3)
  public static let dropout2d = channelDropout("dropout2d", 3...4)
  public static let dropout3d = channelDropout("dropout3d", 4...5)

  private static func channelDropout(_ name: String, _ ranks: ClosedRange<Int>) -> Op {
    Op(
      name, "Whole channels set to zero at random, the others scaled up.", forms: .functional,
      Overload(
        "MulBackward0", Arg.input, Typed<Number>("p", .float, default: .number(.float(0.5))),
        Typed<Bool>("training", default: .number(.bool(true))), inplace
      ) { x, chance, training, inplace in
        let p = try probability(chance)
        if !ranks.contains(x.rank) {
          let problem =
            "\(name): Received a \(x.rank)-D input to \(name), which is deprecated and will result in an error"
          guard name != "dropout1d" else {
            throw EngineError.runtime(
              "\(name): Expected 2D or 3D input, but received a \(x.rank)D input. Note that \(name) exists to provide "
                + "channel-wise dropout on inputs with 1 spatial dimension, a channel dimension, and an optional batch "
                + "dimension (i.e. 2D or 3D inputs).")
          }
          try Warnings.warn(
            problem
              + " in a future release. To retain the behavior and silence this warning, please use dropout instead. "
              + "Note that \(name) exists to provide channel-wise dropout on inputs with \(name == "dropout2d" ? 2 : 3) spatial "
              + "dimensions, a channel dimension, and an optional batch dimension (i.e. "
              + "\(name == "dropout2d" ? "3D or 4D" : "4D or 5D") inputs).")
        }
        if name == "dropout2d", x.rank == 3 {
          try Warnings.warn(
            "dropout2d: Received a 3D input to dropout2d and assuming that channel-wise 1D dropout behavior is desired - input "
              + "is interpreted as shape (N, C, L), where C is the channel dim. This behavior will change in a future release "
              + "to interpret the input as one without a batch dimension, i.e. shape (C, H, W). To maintain the 1D "
              + "channel-wise dropout behavior, please switch to using dropout1d instead.")
        }
        if name == "dropout1d" && x.rank == 2 || name == "dropout3d" && x.rank != 5 {
          // Without a batch the channels come first: PyTorch lends it one.
          if inplace {
            let batched = try InPlace.become(x) { try Shapes.unsqueeze($0, 0) }
            return try InPlace.become(channels(batched, p, training, inplace)) { try Shapes.squeeze($0, [0]) }
          }
          return try Shapes.squeeze(channels(Shapes.unsqueeze(x, 0), p, training, inplace), [0])
        }
        return try channels(x, p, training, inplace)
      },
      examples: ["F.\(name)(torch.ones(1, 2, 2), training=False).shape"])
  }

  /// The first two dimensions' planes, kept or dropped.
  private static func channels(_ x: Tensor, _ p: Double, _ training: Bool, _ inplace: Bool) throws -> Tensor {
    guard training, p > 0, x.count > 0 else { return x }
    guard p == 1 || x.rank > 1 else {
      throw EngineError.runtime("Feature dropout requires at least 2 dimensions in the input")
    }
    return try placed(x, inplace) { x in
      let shape = x.shape.enumerated().map { $0 < 2 ? $1 : 1 }
      if p == 1 { return try Mul.of(x, Tensor(NDArray(.int(0), x.dtype))) }
      guard x.dtype.isFloatingPoint else {
        throw EngineError.runtime(
          "result type Float can't be cast to the desired output type \(x.dtype.scalarTypeName)")
      }
      return try Mul.of(x, Tensor(mask(shape, x.dtype, p)))
    }
  }

  public static let alphaDropout = Op(
    "alpha_dropout", "Elements set to SELU's lowest value at random, mean and spread kept.", forms: .functional,
    Overload(
      "AddBackward0", Arg.input, Typed<Number>("p", .float, default: .number(.float(0.5))),
      Typed<Bool>("training", default: .number(.bool(false))), inplace
    ) { x, chance, training, inplace in
      let p = try probability(chance)
      return try placed(x, inplace && training && p > 0 && x.count > 0) { x in
        guard training, p > 0, x.count > 0 else { return x }
        if p == 1 { return try Mul.of(x, Tensor(NDArray(.int(0), x.dtype))) }
        guard x.dtype.isFloatingPoint else {
          let type: DType = x.dtype == .bool ? .int64 : x.dtype
          throw EngineError.runtime("result type Float can't be cast to the desired output type \(type.scalarTypeName)")
        }
        let alpha = 1.7580993408473766
        let a = 1 / ((alpha * alpha * p + 1) * (1 - p)).squareRoot()
        let drawn = Tensor(try mask(x.shape, x.dtype, p).laid(like: x.data))
        let kept = try Casts.to(Greater.of(drawn, .int(0)), x.dtype)
        let moved = try (kept - 1) * (alpha * a) + alpha * a * p
        // In place, the product and the sum are written one after the other.
        return try placed(x, inplace) { try $0 * (kept * a) } + moved
      }
    },
    examples: ["F.alpha_dropout(torch.ones(3), training=False)"])

  private static func probability(_ chance: Number) throws -> Double {
    let p = chance.asDouble
    guard !(p < 0), !(p > 1) else {
      throw EngineError(
        .valueError, "dropout probability has to be between 0 and 1, but got \(Spelling.python(chance))")
    }
    guard !p.isNaN else {
      throw EngineError.runtime("dropout probability has to be between 0 and 1, but got nan")
    }
    return p
  }

  /// Zeros with a chance of `p`, and what keeps the mean elsewhere.
  private static func mask(_ shape: [Int], _ dtype: DType, _ p: Double) throws -> NDArray {
    try NDArray.drawn(
      shape: shape, dtype, unsupported: "bernoulli_scalar_cpu_",
      float: { buffer, format in
        Generators.standard.dropoutMask(into: buffer, p: p)
        if let format { for i in buffer.indices { buffer[i] = format.round(buffer[i]) } }
      }, double: { Generators.standard.dropoutMask(into: $0, p: p) })
  }

  public static func dropout(_ x: Tensor, _ p: Double, _ training: Bool) throws -> Tensor {
    guard training, p > 0, x.count > 0 else { return x }
    if p == 1 { return try Mul.of(x, Tensor(NDArray(.int(0), x.dtype))) }
    guard x.dtype.isFloatingPoint else {
      throw EngineError.runtime("result type Float can't be cast to the desired output type \(x.dtype.scalarTypeName)")
    }
    return try Mul.of(x, Tensor(mask(x.shape, x.dtype, p).laid(like: x.data)))
  }
}

extension Spelling {
  /// `2.0`, `-1.0`: as Python prints a float.
  static func python(_ number: Number) -> String {
    if case .int(let i) = number { return String(i) }
    let value = number.asDouble
    return python(value)
  }

  private static func python(_ value: Double) -> String {
    value == value.rounded() && Swift.abs(value) < 1e16 ? "\(Int(value)).0" : "\(value)"
  }
}
