import Machine
import NDArray

extension ShapeRules {
  /// Functions that make tensors, and losses, which give one number.
  static func addCreation(_ rules: inout [String: Rule]) {
    for name in ["zeros", "ones", "empty", "rand", "randn"] {
      rules[name] = { call throws in
        guard let sizes = withoutShortForm(call).sizes(from: 0, "size") else { return .unknown }
        if let odd = sizes.first(where: { $0 < 0 }) { throw ShapeFault("a size of \(odd)") }
        return .tensor(sizes)
      }
    }
    for name in ["new_zeros", "new_ones", "new_empty", "new_full"] {
      rules[name] = { call throws in
        name == "new_full"
          ? call.argument(1, "size")?.ints.map { .tensor($0) } ?? .unknown
          : call.sizes(from: 1, "size").map { .tensor($0) } ?? .unknown
      }
    }
    rules["full"] = { call throws in call.argument(0, "size")?.ints.map { .tensor($0) } ?? .unknown }
    rules["eye"] = { call throws in
      guard let n = call.argument(0, "n")?.asInt, n >= 0 else { return .unknown }
      return .tensor([n, call.argument(1, "m")?.asInt ?? n])
    }
    rules["arange"] = { call throws in
      let call = withoutShortForm(call)
      let bounds = call.positional.compactMap(\.asInt)
      guard bounds.count == call.positional.count, call.keywords["start"] == nil, call.keywords["end"] == nil else {
        return .unknown
      }
      let step = bounds.count > 2 ? bounds[2] : call.keywords["step"]?.asInt ?? (call.keywords["step"] == nil ? 1 : 0)
      guard (1...3).contains(bounds.count), step > 0, bounds.allSatisfy({ abs($0) < 1 << 40 }) else { return .unknown }
      let length = bounds.count == 1 ? bounds[0] : bounds[1] - bounds[0]
      return length >= 0 ? .tensor([(length + step - 1) / step]) : .unknown
    }
    for name in ["linspace", "logspace"] {
      rules[name] = { call throws in call.argument(2, "steps")?.asInt.map { .tensor([$0]) } ?? .unknown }
    }
    rules["randperm"] = { call throws in
      call.argument(0, "n")?.asInt.map { .tensor([$0], .int64) } ?? .unknown
    }
    rules["randint"] = { call throws in
      let sizes = call.keywords["size"]?.ints ?? call.positional.dropFirst().first { $0.elements != nil }?.ints
      return sizes.map { .tensor($0, .int64) } ?? .unknown
    }
    for name in ["tensor", "as_tensor", "asarray"] {
      rules[name] = { call throws in
        guard let data = call.argument(0, "data", "obj") else { return .unknown }
        return try nested(data).map { .tensor($0) } ?? .unknown
      }
    }
    for name in [
      "mse_loss", "l1_loss", "smooth_l1_loss", "huber_loss", "kl_div", "binary_cross_entropy",
      "binary_cross_entropy_with_logits", "poisson_nll_loss", "soft_margin_loss", "hinge_embedding_loss",
    ] {
      rules[name] = { call throws in
        guard let x = call.argument(0, "input")?.asTensor, let y = call.argument(1, "target")?.asTensor else {
          return .unknown
        }
        let whole = try broadcast(x.shape, y.shape, "against")
        return .tensor(call.keywords["reduction"]?.asText == "none" ? whole : [])
      }
    }
    for name in ["nll_loss", "cross_entropy"] {
      rules[name] = { call throws in
        guard let x = call.argument(0, "input")?.asTensor, let y = call.argument(1, "target")?.asTensor else {
          return .unknown
        }
        let fits = x.rank == 1 ? y.rank == 0 : [x.shape[0]] + x.shape.dropFirst(2) == y.shape
        guard fits || y.shape == x.shape else {
          throw ShapeFault("scores \(ShapeText.of(x.shape)) against classes \(ShapeText.of(y.shape))")
        }
        return call.keywords["reduction"]?.asText == "none" ? .unknown : .scalar
      }
    }
    rules["where"] = { call throws in
      guard call.positional.count == 3, let condition = call.positional[0].asTensor else { return .unknown }
      var shape = condition.shape
      for part in call.positional.dropFirst() {
        if let tensor = part.asTensor {
          shape = try broadcast(shape, tensor.shape, "and")
        } else if !part.isNumber {
          return .unknown
        }
      }
      return .tensor(shape)
    }
    rules["one_hot"] = { call throws in
      guard let x = call.argument(0, "tensor", "input")?.asTensor, let n = call.argument(1, "num_classes")?.asInt, n > 0
      else { return .unknown }
      return .tensor(x.shape + [n], .int64)
    }
  }

  /// `zeros(2, grad)`: the last word is no size.
  private static func withoutShortForm(_ call: CallGuess) -> CallGuess {
    guard case .value(let last)? = call.positional.last, ShortForm.isGrad(last) else { return call }
    var call = call
    call.positional.removeLast()
    return call
  }

  /// The shape of nested lists.
  private static func nested(_ data: Guess, depth: Int = 0) throws -> [Int]? {
    if let tensor = data.asTensor { return tensor.shape }
    if data.isNumber { return [] }
    guard depth < 16, let elements = data.elements else { return nil }
    guard let first = elements.first else { return [0] }
    guard let inner = try nested(first, depth: depth + 1) else { return nil }
    for element in elements.dropFirst() {
      guard let other = try nested(element, depth: depth + 1) else { return nil }
      guard other == inner else {
        throw ShapeFault("rows of \(ShapeText.of(inner)) and \(ShapeText.of(other)) in one tensor")
      }
    }
    return [elements.count] + inner
  }
}
