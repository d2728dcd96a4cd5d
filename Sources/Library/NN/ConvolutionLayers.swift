import Autograd
import Machine
import NDArray
import Nets
import Ops

/// Layers whose weights slide over pictures.
enum ConvolutionLayers {
  nonisolated(unsafe) static let all = [
    layer("Conv1d", 1, isTransposed: false), layer("Conv2d", 2, isTransposed: false),
    layer("Conv3d", 3, isTransposed: false), layer("ConvTranspose1d", 1, isTransposed: true),
    layer("ConvTranspose2d", 2, isTransposed: true), layer("ConvTranspose3d", 3, isTransposed: true),
  ]

  private static func parameters(isTransposed: Bool) -> [LanguageParameter] {
    let start: [LanguageParameter] = [
      .init("in_channels"), .init("out_channels"), .init("kernel_size"), .init("stride", default: .int(1)),
      .init("padding", default: .int(0)),
    ]
    let end: [LanguageParameter] =
      isTransposed
      ? [
        .init("output_padding", default: .int(0)), .init("groups", default: .int(1)),
        .init("bias", default: .bool(true)), .init("dilation", default: .int(1)),
        .init("padding_mode", default: .string("zeros")),
      ]
      : [
        .init("dilation", default: .int(1)), .init("groups", default: .int(1)), .init("bias", default: .bool(true)),
        .init("padding_mode", default: .string("zeros")),
      ]
    return start + end + [.init("device", default: Value.none), .init("dtype", default: Value.none)]
  }

  private static func layer(_ name: String, _ dims: Int, isTransposed: Bool) -> Layer {
    Layer(
      name, "conv",
      isTransposed
        ? "The input spread out by filters that are learnt." : "Filters that are learnt, slid over the input.",
      parameters(isTransposed: isTransposed), begin: { try begin($0, dims, isTransposed) },
      describe: { instance, state in try describe(instance, state, dims) },
      forward: { try isTransposed ? spread($0, dims) : slide($0, dims) })
  }

  /// A number for each dimension, or the tuple that was given.
  private static func each(_ value: Value, _ dims: Int) -> Value {
    if value.sequenceItems != nil || value.asString != nil { return value }
    return .tuple([Value](repeating: value, count: dims))
  }

  private static func begin(_ setup: LayerSetup, _ dims: Int, _ isTransposed: Bool) throws {
    try Devices.check(setup.argument("device"))
    let inputs = try setup.int("in_channels")
    let outputs = try setup.int("out_channels")
    let groups = try setup.int("groups")
    guard groups > 0 else { throw PythonError(.valueError, "groups must be a positive integer") }
    guard inputs % groups == 0 else { throw PythonError(.valueError, "in_channels must be divisible by groups") }
    guard outputs % groups == 0 else { throw PythonError(.valueError, "out_channels must be divisible by groups") }
    if let word = setup.argument("padding").asString?.text {
      guard word == "same" || word == "valid" else {
        throw PythonError(.valueError, "Invalid padding string '\(word)', should be one of {'same', 'valid'}")
      }
      let strides = each(setup.argument("stride"), dims).sequenceItems ?? []
      guard word == "valid" || strides.allSatisfy({ if case .int(1) = $0 { true } else { false } }) else {
        throw PythonError(.valueError, "padding='same' is not supported for strided convolutions")
      }
    }
    let mode = setup.argument("padding_mode").asString?.text ?? ""
    guard ["zeros", "reflect", "replicate", "circular"].contains(mode) else {
      throw PythonError(
        .valueError,
        "padding_mode must be one of {'zeros', 'reflect', 'replicate', 'circular'}, but got padding_mode='\(mode)'")
    }
    if isTransposed, mode != "zeros" {
      throw PythonError(.valueError, "Only \"zeros\" padding mode is supported for \(setup.layer.name)")
    }
    setup.keep("in_channels", "out_channels", "groups", "padding_mode")
    for name in ["stride", "padding", "dilation"] { setup.keep(name, each(setup.argument(name), dims)) }
    let size = setup.argument("kernel_size")
    let sizes = size.sequenceItems ?? [Value](repeating: size, count: dims)
    setup.keep("kernel_size", .tuple(sizes))
    setup.keep("transposed", .bool(isTransposed))
    setup.keep("output_padding", each(isTransposed ? setup.argument("output_padding") : .int(0), dims))
    var shape = isTransposed ? [inputs, outputs / groups] : [outputs, inputs / groups]
    for (index, item) in sizes.enumerated() {
      guard case .int(let size) = item else {
        throw PythonError(
          .typeError,
          "empty(): argument 'size' failed to unpack the object at pos \(index + 3) with error \"type must be tuple of "
            + "ints,but got \(Machine.current.type(of: item).name)\"")
      }
      shape.append(size)
    }
    let weight = try setup.empty(shape)
    let bias = try setup.flag("bias") ? setup.empty([outputs]) : nil
    try Initialisation.layer(weight: weight, bias: bias)
    try setup.parameter("weight", weight)
    try setup.parameter("bias", bias)
  }

  /// Settings that are not the usual ones are said.
  private static func describe(_ instance: InstanceObject, _ state: ModuleState, _ dims: Int) throws -> String {
    func text(_ name: String) throws -> String {
      try Machine.current.repr(instance.field(StringObject.interned(name)) ?? .none)
    }
    func words(_ name: String) throws -> String {
      try Machine.current.str(instance.field(StringObject.interned(name)) ?? .none)
    }
    let zeros = try Machine.current.repr(each(.int(0), dims))
    let ones = try Machine.current.repr(each(.int(1), dims))
    var result =
      try text("in_channels") + ", " + text("out_channels") + ", "
      + LayerText.settings(instance, ["kernel_size", "stride"])
    for (name, usual) in [("padding", zeros), ("dilation", ones), ("output_padding", zeros), ("groups", "1")]
    where try text(name) != usual { result += ", \(name)=\(try words(name))" }
    if state.parameter(1) == nil { result += ", bias=False" }
    if try words("padding_mode") != "zeros" { result += ", padding_mode=\(try words("padding_mode"))" }
    return result
  }

  private static func argument(_ call: LayerCall, _ name: String) throws -> Argument {
    try OpLayer.argument(call.setting(StringObject.interned(name)))
  }

  private static func parameters(_ call: LayerCall) throws -> [Argument] {
    guard let weight = call.state.parameter(0) else {
      throw Machine.current.missingAttribute(of: .object(call.instance), StringObject.interned("weight"))
    }
    return [.tensor(weight), call.state.parameter(1).map(Argument.tensor) ?? .none]
  }

  private static func slide(_ call: LayerCall, _ dims: Int) throws -> Value {
    let op = [Convolutions.conv1d, Convolutions.conv2d, Convolutions.conv3d][dims - 1]
    var x = try call.tensor(op.name)
    var padding = try argument(call, "padding")
    let mode = call.setting(StringObject.interned("padding_mode")).asString?.text ?? "zeros"
    if mode != "zeros" {
      x = try Padding.of(x, margins(call, padding, dims), mode, nil)
      padding = .number(.int(0))
    }
    var isWord = false
    if case .text = padding { isWord = true }
    guard op.overloads.count == 2 else { return .none }
    return Value(
      try op.overloads[isWord ? 1 : 0].call(
        [.tensor(x)] + parameters(call) + [
          argument(call, "stride"), padding, argument(call, "dilation"), argument(call, "groups"),
        ]))
  }

  /// Padding on both sides, the last dimension first.
  private static func margins(_ call: LayerCall, _ padding: Argument, _ dims: Int) throws -> [Int] {
    if case .text(let word) = padding {
      guard word == "same" else { return [Int](repeating: 0, count: 2 * dims) }
      let kernel = try [Int].from(argument(call, "kernel_size"))
      let dilation = try [Int].from(argument(call, "dilation"))
      return zip(kernel, dilation).reversed().flatMap { size, step in
        let total = step * (size - 1)
        return [total / 2, total - total / 2]
      }
    }
    return try [Int].from(padding).reversed().flatMap { [$0, $0] }
  }

  private static func spread(_ call: LayerCall, _ dims: Int) throws -> Value {
    let op = [Convolutions.convTranspose1d, Convolutions.convTranspose2d, Convolutions.convTranspose3d][dims - 1]
    guard let overload = op.overloads.first else { return .none }
    let bound = try PythonSignature(
      "\(call.instance.classObject.name).forward", [.init("input"), .init("output_size", default: Value.none)],
      hasSelf: true
    ).bind(call.arguments)
    let x = try TensorArguments.tensor(bound[0], op.name, "input", 1)
    var extra = try argument(call, "output_padding")
    if let wanted = bound[1].sequenceItems {
      let sizes = try wanted.suffix(dims).map(Machine.current.index)
      extra = .list(try missing(call, x, sizes, dims).map { .number(.int($0)) })
    }
    return Value(
      try overload.call(
        [.tensor(x)] + parameters(call) + [
          argument(call, "stride"), argument(call, "padding"), extra, argument(call, "groups"),
          argument(call, "dilation"),
        ]))
  }

  /// What a wanted size is larger than the smallest.
  private static func missing(_ call: LayerCall, _ x: Tensor, _ wanted: [Int], _ dims: Int) throws -> [Int] {
    let stride = try [Int].from(argument(call, "stride"))
    let padding = try [Int].from(argument(call, "padding"))
    let dilation = try [Int].from(argument(call, "dilation"))
    let kernel = try [Int].from(argument(call, "kernel_size"))
    guard [stride, padding, dilation, kernel, wanted].allSatisfy({ $0.count == dims }), x.rank > dims else {
      throw PythonError(
        .valueError, "ConvTranspose\(dims)D: for \(x.rank)D input, output_size must have \(dims) elements")
    }
    return (0..<dims).map { d in
      let size = x.shape[x.rank - dims + d]
      return wanted[d] - ((size - 1) * stride[d] - 2 * padding[d] + dilation[d] * (kernel[d] - 1) + 1)
    }
  }
}
