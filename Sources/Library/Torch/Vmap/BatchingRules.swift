import Autograd
import Machine
import NDArray
import Ops

/// What functions of tensors do with batches.
enum BatchingRules {
  /// The result of a call with tensors batched by `frame`.
  static func run(_ call: BatchedCall, _ frame: BatchFrame) throws -> Value {
    if let refused = refusals[call.name], isRefused(call) { throw refused(call.name) }
    if call.isInPlace { return try inPlace(call, frame) }
    try checkProduct(call)
    if ["mm", "matmul"].contains(call.name), let product = try productWithMatrix(call.values, frame) { return product }
    if pointwise.contains(call.name), let result = try onWhole(call, frame) { return result }
    if random.contains(call.name), frame.randomness == .different, let result = try onWhole(call, frame) {
      return result
    }
    if let result = try alongDimensions(call, frame) { return result }
    return try Batching.each(frame, call.values, call.name) { try call.with($0).run() }
  }

  /// Some are refused with certain arguments only.
  private static func isRefused(_ call: BatchedCall) -> Bool {
    switch call.name {
    case "where": call.values.count == 1
    case "one_hot": call.values.count == 1
    default: true
    }
  }

  // MARK: Element by element

  /// The arguments with the batch in front of every tensor that has one, aligned so that they stretch as for the
  /// function; nil where 0-dim tensors would decide the dtype otherwise.
  static func aligned(_ values: [Value], _ frame: BatchFrame) throws -> [Value]? {
    let tensors = values.filter(Batching.isTensor)
    let rank = tensors.map { Batching.shape($0).count }.max() ?? 0
    if Set(tensors.map { Batching.dtype($0) }).count > 1,
      Set(tensors.map { Batching.shape($0).isEmpty }).count > 1
    {
      return nil
    }
    return try values.map { value in
      guard let one = Batching.batched(value), one.frame === frame else {
        return Batching.frame(of: value) === frame ? nil : value
      }
      let shape = Batching.shape(value)
      guard shape.count < rank else { return try one.front }
      let filled = [frame.size] + Array(repeating: 1, count: rank - shape.count) + shape
      return try Batching.method(one.front, "reshape", [.tuple(filled.map { .int($0) })])
    }.reduce(into: [Value]?.some([])) { list, value in
      if let value { list?.append(value) } else { list = nil }
    }
  }

  private static func onWhole(_ call: BatchedCall, _ frame: BatchFrame) throws -> Value? {
    guard !call.keywords.contains(where: { $0.0 == "out" }), let values = try aligned(call.values, frame) else {
      return nil
    }
    if values.count == 1, let only = Batching.batched(call.values[0]), call.name != "to", only.dim > 0 {
      return .native(BatchedTensor(try whole(call.with([only.whole])), dim: only.dim, of: frame))
    }
    return .native(BatchedTensor(try whole(call.with(values)), of: frame))
  }

  /// Runs a call for the whole batch at once.
  static func whole(_ call: BatchedCall) throws -> Value {
    Batching.drawsOnce += 1
    defer { Batching.drawsOnce -= 1 }
    return try call.run()
  }

  // MARK: Products

  /// - Throws: PyTorch's `RuntimeError` for a product of tensors with other numbers of dimensions than it takes.
  private static func checkProduct(_ call: BatchedCall) throws {
    let ranks: [String: [Int]] = ["mm": [2, 2], "mv": [2, 1], "bmm": [3, 3], "dot": [1, 1], "vdot": [1, 1]]
    guard let wanted = ranks[call.name], call.positional.count == 2 else { return }
    let given = call.positional.map { Batching.shape($0).count }
    guard given != wanted else { return }
    if wanted == [1, 1] { throw EngineError.runtime("Got wrong shapes for dot") }
    throw EngineError.runtime(
      "Shape mismatch: Got incorrect dims for \(call.name)(a, b). a has dim \(given[0])and b has dim \(given[1])but "
        + "expected them to have dim \(wanted[0]) and dim \(wanted[1])")
  }

  /// A batched tensor times one matrix for all of the batch; nil for other pairs.
  static func productWithMatrix(_ values: [Value], _ frame: BatchFrame) throws -> Value? {
    guard values.count == 2, let one = Batching.batched(values[0]), one.frame === frame,
      !Batching.shape(values[0]).isEmpty, Batching.isTensor(values[1]), Batching.shape(values[1]).count == 2,
      Batching.frame(of: values[1]) !== frame
    else { return nil }
    return .native(BatchedTensor(try Batching.method(one.front, "matmul", [values[1]]), of: frame))
  }

  // MARK: In place

  private static func inPlace(_ call: BatchedCall, _ frame: BatchFrame) throws -> Value {
    guard let target = call.positional.first else { return .none }
    guard let one = Batching.batched(target), one.frame === frame else {
      throw mismatch(call.name, call.values, frame)
    }
    let plain = String(call.name.dropLast())
    if pointwise.contains(plain) || random.contains(call.name) && frame.randomness == .different,
      Batching.shape(target).count == call.values.map({ Batching.shape($0).count }).max(),
      let values = try aligned(call.values, frame)
    {
      _ = try whole(call.with(values))
    } else {
      _ = try Batching.each(frame, call.values, call.name) { values in
        _ = try call.with(values).run()
        return .none
      }
    }
    return target
  }

  /// PyTorch's words for a tensor that has no place for each of the batch's results.
  static func mismatch(_ name: String, _ values: [Value], _ frame: BatchFrame) -> EngineError {
    if stretching.contains(name), let target = values.first.map(Batching.shape) {
      let rank = values.map { Batching.shape($0).count }.max() ?? 0
      var together = target
      for other in values { together = (try? ShapeFunctions.together(together, Batching.shape(other))) ?? together }
      return EngineError.runtime(
        "output with shape \(Layout.text(target)) doesn't match the broadcast shape "
          + Layout.text([frame.size] + Array(repeating: 1, count: max(rank - together.count, 0)) + together))
    }
    let hasRule = ruled.contains(name)
    let what = arithmetic.contains(name) ? "inplace arithmetic" : hasRule ? name : "aten::" + name
    return EngineError.runtime(
      "vmap: \(what)(self, *extra_args) is not possible because there exists a Tensor `other` in extra_args that has more "
        + "elements than `self`. This happened due to `other` being vmapped over but `self` not being vmapped over "
        + (arithmetic.contains(name) || hasRule ? "in a vmap" : "at level \(frame.number)")
        + ". Please try to use out-of-place operators instead of \(what). If said operator is being called inside the "
        + "PyTorch framework, please file a bug report instead.")
  }

  /// Changes in place that PyTorch refuses where it compares the shapes.
  private static let stretching: Set<String> = [
    "add_", "arctan2_", "atan2_", "bitwise_and_", "bitwise_left_shift_", "bitwise_or_", "bitwise_right_shift_",
    "bitwise_xor_", "copysign_", "gcd_", "lcm_",
  ]
  private static let arithmetic: Set<String> = [
    "clamp_max_", "clamp_min_", "copy_", "div_", "divide_", "logical_and_", "logical_or_", "logical_xor_", "mul_",
    "multiply_", "sub_", "true_divide_", "__setitem__",
  ]
  /// Those that PyTorch has rules of their own for.
  private static let ruled: Set<String> = [
    "fill_", "index_add_", "index_copy_", "index_fill_", "masked_fill_", "scatter_add_",
  ]

  // MARK: Along dimensions

  /// Functions of one tensor whose other arguments name dimensions or sizes, on the whole.
  private static func alongDimensions(_ call: BatchedCall, _ frame: BatchFrame) throws -> Value? {
    guard let first = call.positional.first, let one = Batching.batched(first), one.frame === frame,
      Batching.frame(of: call.values.dropFirst()) == nil
    else { return nil }
    let rank = Batching.shape(first).count
    var rest = Array(call.values.dropFirst())
    let names = Array(repeating: "", count: call.positional.count - 1) + call.keywords.map(\.0)
    switch call.name {
    case "sum", "mean":
      guard rank > 0, !names.contains("out"), !names.contains("axis") else { return nil }
      let place = call.positional.count > 1 ? 0 : names.firstIndex(of: "dim")
      guard let place, !rest[place].isNone else {
        guard call.positional.count == 1, place == nil else { return nil }
        let dims = Value.tuple((1...rank).map { .int($0) })
        return .native(
          BatchedTensor(
            try Machine.current.call(.object(call.function), [one.front, dims], keywords: call.keywords), of: frame))
      }
      guard let dims = inner(rest[place], rank) else { return nil }
      rest[place] = dims
    case "softmax", "log_softmax", "cumsum", "cumprod", "logsumexp", "amax", "amin":
      let place = call.positional.count > 1 ? 0 : names.firstIndex(of: "dim")
      guard rank > 0, let place, let dims = inner(rest[place], rank) else { return nil }
      rest[place] = dims
    case "unsqueeze":
      guard rest.count == 1, let dims = inner(rest[0], rank + 1) else { return nil }
      rest[0] = dims
    case "transpose", "swapaxes", "movedim":
      let dims = rest.compactMap { inner($0, rank) }
      guard rest.count == 2, dims.count == 2, names.allSatisfy(\.isEmpty) else { return nil }
      rest = dims
    case "view", "reshape":
      guard let sizes = self.sizes(rest), names.allSatisfy(\.isEmpty) else { return nil }
      rest = [.tuple([.int(frame.size)] + sizes)]
      return .native(BatchedTensor(try Batching.method(one.front, call.name, rest), of: frame))
    default: return nil
    }
    return .native(BatchedTensor(try call.with([one.front] + rest).run(), of: frame))
  }

  /// Sizes given one by one, or as one tuple or list.
  private static func sizes(_ values: [Value]) -> [Value]? {
    let all = values.count == 1 ? values[0].sequenceItems ?? values : values
    let isPlain = all.allSatisfy {
      if case .int = $0 { return true }
      return false
    }
    return isPlain ? all : nil
  }

  /// A dimension, or several, of the function's tensor as dimensions of the whole; nil where one is out of range.
  private static func inner(_ dims: Value, _ rank: Int) -> Value? {
    if let items = dims.sequenceItems {
      let inner = items.compactMap { Self.inner($0, rank) }
      return inner.count == items.count && !items.isEmpty ? .tuple(inner) : nil
    }
    guard case .int(let dim) = dims, dim >= -rank, dim < rank else { return nil }
    return .int(dim < 0 ? dim : dim + 1)
  }

  // MARK: Random numbers

  /// What a function that draws gives for each of the batch; nil for functions that do not draw.
  static func draw(_ call: BatchedCall, _ frame: BatchFrame) throws -> Value? {
    guard random.contains(call.name) else { return nil }
    if call.isInPlace {
      throw EngineError.runtime(
        "vmap: Cannot ask for different inplace randomness on an unbatched tensor. This will appear like same randomness. If "
          + "this is necessary for your usage, please file an issue with functorch.")
    }
    if let first = call.positional.first, Batching.isTensor(first) {
      var values = call.values
      values[0] = try Batching.stretched(first, frame.size)
      return .native(BatchedTensor(try whole(call.with(values)), of: frame))
    }
    if let larger = sized(call, frame.size) { return .native(BatchedTensor(try whole(larger), of: frame)) }
    return try Batching.each(frame, call.values, call.name) { try call.with($0).run() }
  }

  /// A call that makes a tensor, with one dimension more.
  private static func sized(_ call: BatchedCall, _ size: Int) -> BatchedCall? {
    guard ["rand", "randn", "randint"].contains(call.name) else { return nil }
    var larger = call
    func extended(_ sizes: [Value]) -> Value { .tuple([.int(size)] + sizes) }
    if let at = call.keywords.firstIndex(where: { $0.0 == "size" }), let sizes = call.keywords[at].1.sequenceItems {
      larger.keywords[at].1 = extended(sizes)
    } else if let at = call.positional.firstIndex(where: { $0.sequenceItems != nil }) {
      larger.positional[at] = extended(call.positional[at].sequenceItems ?? [])
    } else if call.name != "randint" {
      larger.positional = [extended(call.positional)]
    } else {
      return nil
    }
    return larger
  }

  // MARK: What is known of names

  private static let random: Set<String> = [
    "rand", "randn", "randint", "randperm", "rand_like", "randn_like", "randint_like", "normal", "bernoulli",
    "multinomial",
    "poisson", "binomial", "dropout", "alpha_dropout", "feature_alpha_dropout", "rrelu", "bernoulli_", "normal_",
    "uniform_",
    "random_", "exponential_", "geometric_", "cauchy_", "log_normal_",
  ]

  /// Functions that work element by element on tensors that stretch to each other.
  private static let pointwise: Set<String> = {
    var names: Set<String> = []
    for op in Op.all {
      switch op.overloads.first?.direct {
      case .unary, .binary: names.formUnion([op.name] + op.aliases)
      default: break
      }
    }
    // Reductions and products take tensors alone, too.
    names.subtract(["sum", "mean", "max", "min", "mm", "mv", "dot", "matmul"])
    names.formUnion([
      "add", "sub", "subtract", "mul", "multiply", "div", "divide", "true_divide", "floor_divide", "rsub",
      "float_power",
      "pow", "eq", "ne", "lt", "le", "gt", "ge", "not_equal", "less", "less_equal", "greater", "greater_equal",
      "logical_and", "logical_or", "logical_xor", "logical_not", "bitwise_and", "bitwise_or", "bitwise_xor",
      "bitwise_not", "maximum", "minimum", "fmod", "remainder", "clamp", "clip", "clamp_min", "clamp_max", "relu",
      "relu6", "gelu", "silu", "mish", "elu", "selu", "celu", "leaky_relu", "softplus", "softsign", "tanhshrink",
      "hardtanh", "hardsigmoid", "hardswish", "hardshrink", "softshrink", "threshold", "sigmoid", "tanh", "logsigmoid",
      "clone", "detach", "nan_to_num", "round", "logit", "zeros_like", "ones_like", "full_like", "double", "float",
      "half", "bfloat16", "long", "int", "short", "bool", "where", "lerp", "addcmul", "addcdiv", "masked_fill", "isnan",
      "isinf", "isfinite", "sign", "positive", "square", "type_as",
    ])
    return names
  }()

  /// Functions that a batch is refused, with what PyTorch says.
  nonisolated(unsafe) private static let refusals: [String: (String) -> EngineError] = {
    func text(_ text: String) -> (String) -> EngineError { { _ in EngineError.runtime(text) } }
    var refusals: [String: (String) -> EngineError] = [
      "item": { _ in item }, "nonzero": dynamicShape, "argwhere": { _ in dynamicShape("nonzero") },
      "where": dynamicShape,
      "unique": { _ in dynamicShape("_unique2") }, "unique_consecutive": dynamicShape,
      "masked_select": text(
        "vmap: Attempted to vmap over `mask` in torch.masked_select(self, mask) We cannot support this because for each "
          + "batch this would return a differently shaped Tensor. Please file an issue at "
          + "https://github.com/pytorch/pytorch/issues if you need this feature."),
      "one_hot": text(
        "When vmap-ing torch.nn.functional.one_hot, please provide an explicit positive num_classes argument."),
      "equal": text("Batching rule not implemented for aten::equal. We could not generate a fallback."),
      "allclose": text(
        "vmap over torch.allclose isn't supported yet. Please file an issue at "
          + "https://github.com/pytorch/pytorch/issues if you need this feature."),
      "backward": { _ in backward },
      "requires_grad_": text(
        "You are attempting to call Tensor.requires_grad_() (or perhaps using torch.autograd.functional.* APIs) inside of a "
          + "function being transformed by a functorch transform. This is unsupported, please attempt to use the functorch "
          + "transforms (e.g. grad, vjp, jacrev, jacfwd, hessian) or call requires_grad_() outside of a function being "
          + "transformed instead."),
    ]
    // What takes numbers asks tensors for theirs.
    for name in ["arange", "zeros", "ones", "full", "empty", "eye", "linspace", "logspace"] {
      refusals[name] = { _ in item }
    }
    for name in ["tolist", "numpy", "data_ptr"] {
      refusals[name] = text("Cannot access data pointer of Tensor that doesn't have storage")
    }
    return refusals
  }()

  static let backward = EngineError.runtime(
    "backward() called inside a functorch transform. This is not supported, please use functorch.grad or functorch.vjp "
      + "instead or call backward() outside of functorch transforms.")

  static let item = EngineError.runtime(
    "vmap: It looks like you're calling .item() on a Tensor. We don't support vmap over calling .item() on a Tensor, please "
      + "try to rewrite what you're doing with other operations. If error is occurring somewhere inside PyTorch internals, "
      + "please file a bug report.")

  static let controlFlow = EngineError.runtime(
    "vmap: It looks like you're attempting to use a Tensor in some data-dependent control flow. We don't support that yet, "
      + "please file an issue at https://github.com/pytorch/pytorch/issues .")

  static let maskIndex = EngineError.runtime(
    "vmap: We do not support batching operators that can support dynamic shape. Attempting to batch over indexing with a "
      + "boolean mask.")

  static func dynamicShape(_ name: String) -> EngineError {
    EngineError.runtime(
      "vmap: We do not support batching operators that can output dynamic shape. Attempted to vmap over aten::\(name). "
        + "Please file an issue at https://github.com/pytorch/pytorch/issues if you need this feature.")
  }
}
