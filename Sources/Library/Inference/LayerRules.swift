import Autograd
import Machine
import NDArray

/// The shape of what a layer of `torch.nn` gives, by its settings.
enum LayerRules {
  /// The settings of a layer: of an instance as they stand, of a call as they would be.
  private struct Settings {
    let name: String
    let setting: (String) -> Guess?

    func int(_ name: String) -> Int? { setting(name)?.asInt }

    /// One number for both dimensions, or two.
    func ints(_ name: String, _ count: Int, standard: Int? = nil) -> [Int]? {
      guard let guess = setting(name), !guess.isNone else { return standard.map { [Int](repeating: $0, count: count) } }
      if let value = guess.asInt { return [Int](repeating: value, count: count) }
      return guess.ints.flatMap { $0.count == count ? $0 : nil }
    }
  }

  /// Calls through layers may be nested no deeper.
  private static let deepest = 64

  static func result(of instance: InstanceObject, _ call: CallGuess, depth: Int = 0) throws -> Guess {
    guard depth < deepest, let state = ModuleState.of(instance), let layer = state.layer, state.hooks?.isEmpty ?? true,
      instance.classObject.isNative, let input = call.argument(0, "input")
    else { return .unknown }
    if layer.name == "Sequential" {
      var value = input
      for child in state.children {
        guard let child = child.held else { continue }
        value = try result(of: child, CallGuess(positional: [value], keywords: [:]), depth: depth + 1)
      }
      return value
    }
    let settings = Settings(name: layer.name) { instance.field(StringObject.interned($0)).map { .value($0) } }
    return try shape(settings, input, call)
  }

  /// A layer that is made and called at once.
  static func result(
    of type: TypeObject, _ made: CallGuess, _ call: CallGuess, depth: Int = 0
  ) throws -> Guess {
    guard depth < deepest, let input = call.argument(0, "input"), !made.isOpen else { return .unknown }
    if type.name == "Sequential" {
      var value = input
      for part in made.positional {
        let next = CallGuess(positional: [value], keywords: [:])
        switch part {
        case .layer(let type, let made): value = try result(of: type, made, next, depth: depth + 1)
        case .value(let module):
          guard let instance = module.asInstance else { return .unknown }
          value = try result(of: instance, next, depth: depth + 1)
        default: return .unknown
        }
      }
      return value
    }
    guard let parameters = type.notes?().signatures.first?.items else { return .unknown }
    let settings = Settings(name: type.name) { name in
      if let value = made.keywords[name] { return value }
      guard let at = parameters.firstIndex(where: { $0.name == name }) else { return nil }
      if at < made.positional.count { return made.positional[at] }
      return parameters[at].standard.flatMap(Int.init).map { .int($0) }
    }
    return try shape(settings, input, call)
  }

  /// A module in a list of them.
  static func child(of value: Value, _ at: Int) -> Value? {
    guard let instance = value.asInstance, instance.classObject.isNative, let state = ModuleState.of(instance) else {
      return nil
    }
    let place = at < 0 ? at + state.children.count : at
    return state.children.indices.contains(place) ? state.children[place].held.map { .object($0) } : nil
  }

  static func linear(_ shape: [Int], _ inner: Int, _ outer: Int) throws -> [Int] {
    guard let last = shape.last else { throw ShapeFault("Linear of a scalar") }
    guard last == inner else {
      throw ShapeFault("Linear(\(inner), \(outer)) of \(ShapeText.of(shape)): \(last) where \(inner) is needed")
    }
    return shape.dropLast() + [outer]
  }

  private static func shape(_ layer: Settings, _ input: Guess, _ call: CallGuess) throws -> Guess {
    guard let x = input.asTensor else { return .unknown }
    switch layer.name {
    case "Linear":
      guard let inner = layer.int("in_features"), let outer = layer.int("out_features") else { return .unknown }
      return .tensor(try linear(x.shape, inner, outer))
    case "Conv1d", "Conv2d": return try convolution(layer, x, layer.name == "Conv1d" ? 1 : 2)
    case "MaxPool1d", "AvgPool1d": return try pool(layer, x, 1)
    case "MaxPool2d", "AvgPool2d": return try pool(layer, x, 2)
    case "AdaptiveAvgPool1d", "AdaptiveMaxPool1d": return adaptive(layer, x, 1)
    case "AdaptiveAvgPool2d", "AdaptiveMaxPool2d": return adaptive(layer, x, 2)
    case "Flatten":
      return .tensor(try ShapeRules.flattened(x, layer.int("start_dim") ?? 1, layer.int("end_dim") ?? -1))
    case "Embedding":
      guard let width = layer.int("embedding_dim") else { return .unknown }
      return .tensor(x.shape + [width])
    case "BatchNorm1d", "BatchNorm2d":
      guard let channels = layer.int("num_features"), x.rank >= 2 else { return .unknown }
      guard x.shape[1] == channels else {
        throw ShapeFault("\(layer.name)(\(channels)) of \(ShapeText.of(x.shape)): \(x.shape[1]) channels")
      }
      return .tensor(x.shape)
    case "LayerNorm":
      let wanted = layer.setting("normalized_shape")
      guard let sizes = wanted?.ints ?? wanted?.asInt.map({ [$0] }) else { return .unknown }
      guard Array(x.shape.suffix(sizes.count)) == sizes else {
        throw ShapeFault("LayerNorm(\(ShapeText.of(sizes))) of \(ShapeText.of(x.shape))")
      }
      return .tensor(x.shape)
    case "MSELoss", "L1Loss", "SmoothL1Loss", "HuberLoss", "BCELoss", "BCEWithLogitsLoss":
      guard let y = call.argument(1, "target")?.asTensor else { return .unknown }
      let whole = try ShapeRules.broadcast(x.shape, y.shape, "against")
      let reduction = layer.setting("reduction")?.asText
      return reduction == "none" ? .tensor(whole) : .scalar
    default: return sameShape.contains(layer.name) ? .tensor(x.shape) : .unknown
    }
  }

  private static let sameShape: Set<String> = [
    "ReLU", "ReLU6", "Sigmoid", "Tanh", "GELU", "SiLU", "Mish", "ELU", "SELU", "CELU", "LeakyReLU", "PReLU", "Softplus",
    "Softsign", "Tanhshrink", "Hardtanh", "Hardsigmoid", "Hardswish", "Hardshrink", "Softshrink", "Threshold",
    "LogSigmoid", "Softmax", "LogSoftmax", "Softmin", "Dropout", "Dropout1d", "Dropout2d", "AlphaDropout", "Identity",
    "GroupNorm", "RMSNorm", "InstanceNorm1d", "InstanceNorm2d",
  ]

  // MARK: Windows

  private static func window(
    _ sizes: [Int], _ kernel: [Int], _ stride: [Int], _ padding: [Int], _ dilation: [Int]
  ) throws -> [Int] {
    var result: [Int] = []
    for at in sizes.indices {
      let reach = dilation[at] * (kernel[at] - 1) + 1
      let room = sizes[at] + 2 * padding[at]
      guard reach <= room else { throw ShapeFault("a window of \(reach) on a size of \(room)") }
      guard stride[at] > 0 else { throw ShapeFault("a stride of \(stride[at])") }
      result.append((room - reach) / stride[at] + 1)
    }
    return result
  }

  private static func convolution(_ layer: Settings, _ x: TensorGuess, _ dims: Int) throws -> Guess {
    guard let inner = layer.int("in_channels"), let outer = layer.int("out_channels"),
      let kernel = layer.ints("kernel_size", dims), let stride = layer.ints("stride", dims, standard: 1),
      let padding = layer.ints("padding", dims, standard: 0), let dilation = layer.ints("dilation", dims, standard: 1)
    else { return .unknown }
    guard x.rank == dims + 1 || x.rank == dims + 2 else {
      throw ShapeFault("\(layer.name) of \(ShapeText.of(x.shape)): \(dims + 1) or \(dims + 2) dimensions are needed")
    }
    let channels = x.shape[x.rank - dims - 1]
    guard channels == inner else {
      throw ShapeFault("\(layer.name)(\(inner), \(outer)) of \(ShapeText.of(x.shape)): \(channels) channels")
    }
    let sizes = try window(Array(x.shape.suffix(dims)), kernel, stride, padding, dilation)
    return .tensor(Array(x.shape.dropLast(dims + 1)) + [outer] + sizes)
  }

  private static func pool(_ layer: Settings, _ x: TensorGuess, _ dims: Int) throws -> Guess {
    guard let kernel = layer.ints("kernel_size", dims), x.rank > dims,
      let padding = layer.ints("padding", dims, standard: 0), let dilation = layer.ints("dilation", dims, standard: 1),
      layer.setting("ceil_mode")?.asBool != true, layer.setting("return_indices")?.asBool != true
    else { return .unknown }
    guard let stride = layer.ints("stride", dims) ?? kernel as [Int]? else { return .unknown }
    let sizes = try window(Array(x.shape.suffix(dims)), kernel, stride, padding, dilation)
    return .tensor(Array(x.shape.dropLast(dims)) + sizes)
  }

  private static func adaptive(_ layer: Settings, _ x: TensorGuess, _ dims: Int) -> Guess {
    guard let sizes = layer.ints("output_size", dims), x.rank > dims else { return .unknown }
    return .tensor(Array(x.shape.dropLast(dims)) + sizes)
  }
}

extension ShapeRules {
  /// What functions of networks give: those that are layers without memory.
  static func addNetworks(_ rules: inout [String: Rule]) {
    rules["embedding"] = { call throws in
      guard let x = call.argument(0, "input")?.asTensor, let weight = call.argument(1, "weight")?.asTensor,
        let width = weight.shape.last
      else { return .unknown }
      return .tensor(x.shape + [width])
    }
  }
}
