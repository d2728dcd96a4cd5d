import Machine
import NDArray
import Ops

extension ShapeRules {
  /// The rules by the name of the function or method.
  nonisolated(unsafe) static let rules: [String: Rule] = {
    var rules: [String: Rule] = [:]
    func add(_ names: String, _ rule: @escaping Rule) {
      for name in names.split(separator: " ") { rules[String(name)] = rule }
    }
    // What declares itself to work element by element.
    for op in Op.all {
      let rule: Rule
      switch op.overloads.first?.direct {
      case .unary: rule = same
      case .binary: rule = elementwise
      default: continue
      }
      for name in [op.name] + op.aliases {
        rules[name] = rule
        if op.forms.contains(.special) { rules["special_" + name] = rule }
      }
    }
    add(
      """
      add sub subtract div divide true_divide floor_divide rsub float_power ldexp eq ne lt le gt ge not_equal less \
      less_equal greater greater_equal logical_and logical_or logical_xor bitwise_and bitwise_or bitwise_xor isclose \
      heaviside gcd lcm mul multiply pow maximum minimum
      """, elementwise)
    add(
      """
      clamp clip clamp_min clamp_max relu relu6 gelu silu mish elu selu celu leaky_relu softplus softsign tanhshrink \
      hardtanh hardsigmoid hardswish hardshrink softshrink threshold sigmoid tanh logsigmoid softmax log_softmax \
      softmin dropout alpha_dropout cumsum cumprod logcumsumexp tril triu flip fliplr flipud roll clone detach \
      contiguous nan_to_num round logit zeros_like ones_like empty_like full_like rand_like randn_like randint_like \
      requires_grad_ double half bfloat16 long int short bool to type cpu normalize \
      masked_fill index_fill index_add index_copy scatter scatter_add bernoulli argsort msort layer_norm renorm \
      isnan isinf isfinite logical_not bitwise_not sign positive index_put
      """, same)
    rules["float"] = same
    add("sum mean prod nansum nanmean logsumexp norm count_nonzero all any amax amin argmax argmin", reduction(at: 1))
    rules["var"] = reduction(at: 1, sparesFlags: true)
    rules["std"] = rules["var"]
    add("max min median nanmedian mode", extremum)
    rules["norm"] = reduction(at: 2)
    rules["linalg_norm"] = nil
    add("sort cummax cummin") { call throws in
      guard let x = call.argument(0, "input")?.asTensor else { return .unknown }
      return .items([.tensor(x), .tensor(x.shape, .int64)])
    }
    rules["topk"] = { call throws in
      guard let x = call.argument(0, "input")?.asTensor, let k = call.argument(1, "k")?.asInt, x.rank > 0 else {
        return .unknown
      }
      let dim = try x.dimension(call.argument(2, "dim")?.asInt ?? -1)
      guard (0...x.shape[dim]).contains(k) else { throw ShapeFault("k = \(k) of a size of \(x.shape[dim])") }
      var shape = x.shape
      shape[dim] = k
      return .items([.tensor(shape, x.dtype), .tensor(shape, .int64)])
    }
    addProducts(&rules)
    addShapes(&rules)
    addCreation(&rules)
    addNetworks(&rules)
    return rules
  }()

  nonisolated(unsafe) static let same: Rule = { call throws in
    guard let x = call.argument(0, "input", "self")?.asTensor else { return .unknown }
    return .tensor(x.shape)
  }

  nonisolated(unsafe) static let elementwise: Rule = { call throws in
    guard let a = call.argument(0, "input", "self"), let b = call.argument(1, "other", "exponent") else {
      return .unknown
    }
    switch (a.asTensor, b.asTensor) {
    case (let x?, let y?): return .tensor(try broadcast(x.shape, y.shape, "and"))
    case (let x?, nil): return b.isNumber ? .tensor(x.shape) : .unknown
    case (nil, let y?): return a.isNumber ? .tensor(y.shape) : .unknown
    default: return .unknown
    }
  }

  /// The shape without some dimensions, or with a 1 in their place.
  static func reduced(_ x: TensorGuess, _ dims: [Int], _ keepdim: Bool) throws -> [Int] {
    var gone: Set<Int> = []
    for dim in dims { gone.insert(try x.dimension(dim)) }
    var shape: [Int] = []
    for (at, size) in x.shape.enumerated() {
      if !gone.contains(at) { shape.append(size) } else if keepdim { shape.append(1) }
    }
    return shape
  }

  /// - Parameter sparesFlags: Whether a truth value where the dimension would be is something else.
  private static func reduction(at place: Int, sparesFlags: Bool = false) -> Rule {
    { call throws in
      guard let x = call.argument(0, "input")?.asTensor else { return .unknown }
      let keepdim = call.argument(.max, "keepdim")?.asBool ?? call.argument(place + 1)?.asBool ?? false
      guard let dim = call.argument(place, "dim", "axis"), !dim.isNone, !(sparesFlags && dim.asBool != nil) else {
        return .tensor(keepdim && call.keywords["keepdim"] != nil ? x.shape.map { _ in 1 } : [])
      }
      guard let dims = dim.ints ?? dim.asInt.map({ [$0] }) else { return .unknown }
      return .tensor(try reduced(x, dims.isEmpty ? Array(0..<x.rank) : dims, keepdim))
    }
  }

  nonisolated(unsafe) private static let extremum: Rule = { call throws in
    guard let x = call.argument(0, "input")?.asTensor else { return .unknown }
    guard let second = call.argument(1, "dim", "other") else {
      return call.positional.count == 1 ? .scalar : .unknown
    }
    if let other = second.asTensor { return .tensor(try broadcast(x.shape, other.shape, "and")) }
    guard let dim = second.asInt else { return .unknown }
    let shape = try reduced(x, [dim], call.argument(2, "keepdim")?.asBool ?? false)
    return .items([.tensor(shape, x.dtype), .tensor(shape, .int64)])
  }

  private static func addProducts(_ rules: inout [String: Rule]) {
    func exactly(_ ranks: (Int, Int), _ what: String) -> Rule {
      { call throws in
        guard let a = call.argument(0, "input")?.asTensor,
          let b = call.argument(1, "mat2", "vec", "other", "tensor")?.asTensor
        else { return .unknown }
        guard a.rank == ranks.0, b.rank == ranks.1 else {
          throw ShapeFault(
            "\(what) of \(ShapeText.of(a.shape)) and \(ShapeText.of(b.shape)): \(ranks.0)-D and \(ranks.1)-D are needed"
          )
        }
        return .tensor(try product(a.shape, b.shape, what))
      }
    }
    rules["mm"] = exactly((2, 2), "mm")
    rules["mv"] = exactly((2, 1), "mv")
    rules["dot"] = exactly((1, 1), "dot")
    rules["vdot"] = exactly((1, 1), "vdot")
    rules["bmm"] = exactly((3, 3), "bmm")
    rules["matmul"] = { call throws in
      guard let a = call.argument(0, "input")?.asTensor, let b = call.argument(1, "other")?.asTensor else {
        return .unknown
      }
      return .tensor(try product(a.shape, b.shape, "@"))
    }
    rules["outer"] = { call throws in
      guard let a = call.argument(0, "input")?.asTensor, let b = call.argument(1, "vec2")?.asTensor, a.rank == 1,
        b.rank == 1
      else { return .unknown }
      return .tensor(a.shape + b.shape)
    }
    rules["linear"] = { call throws in
      guard let x = call.argument(0, "input")?.asTensor, let weight = call.argument(1, "weight")?.asTensor,
        weight.rank == 2
      else { return .unknown }
      return .tensor(try LayerRules.linear(x.shape, weight.shape[1], weight.shape[0]))
    }
    for name in ["cat", "concat", "concatenate"] {
      rules[name] = { call throws in
        guard let parts = tensors(call), let first = parts.first else { return .unknown }
        let dim = try first.dimension(call.argument(1, "dim", "axis")?.asInt ?? 0)
        var shape = first.shape
        for part in parts.dropFirst() {
          var other = part.shape
          guard other.count == shape.count else {
            throw ShapeFault("\(ShapeText.of(first.shape)) and \(ShapeText.of(other)) have different ranks")
          }
          let size = other[dim]
          other[dim] = shape[dim]
          guard other == shape else {
            throw ShapeFault("\(ShapeText.of(first.shape)) and \(ShapeText.of(part.shape)) differ beside dim \(dim)")
          }
          shape[dim] += size
        }
        return .tensor(shape, first.dtype)
      }
    }
    rules["stack"] = { call throws in
      guard let parts = tensors(call), let first = parts.first else { return .unknown }
      if let odd = parts.first(where: { $0.shape != first.shape }) {
        throw ShapeFault("\(ShapeText.of(first.shape)) and \(ShapeText.of(odd.shape)) differ")
      }
      let dim = try first.dimension(call.argument(1, "dim", "axis")?.asInt ?? 0, room: 1)
      var shape = first.shape
      shape.insert(parts.count, at: dim)
      return .tensor(shape, first.dtype)
    }
  }

  /// The tensors of a list that is the first argument, if all are known.
  private static func tensors(_ call: CallGuess) -> [TensorGuess]? {
    guard let elements = call.argument(0, "tensors")?.elements else { return nil }
    let tensors = elements.compactMap(\.asTensor)
    // An empty vector counts for nothing here, by an old custom.
    return tensors.count == elements.count && !tensors.contains { $0.shape == [0] } ? tensors : nil
  }
}
