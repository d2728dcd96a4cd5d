import Autograd
import Machine
import NDArray
import Ops

/// Layers without weights that slide over pictures or change their size: pooling, margins, resampling.
enum WindowLayers {
  nonisolated(unsafe) static let all = operations.map { $0.layer() } + margins

  nonisolated(unsafe) private static let ceiling = LanguageParameter("ceil_mode", default: .bool(false))
  nonisolated(unsafe) private static let indices = LanguageParameter("return_indices", default: .bool(false))
  nonisolated(unsafe) private static let stride = LanguageParameter("stride", default: Value.none)
  nonisolated(unsafe) private static let padding = LanguageParameter("padding", default: .int(0))
  nonisolated(unsafe) private static let dilation = LanguageParameter("dilation", default: .int(1))
  nonisolated(unsafe) private static let countsMargin = LanguageParameter("count_include_pad", default: .bool(true))

  private static func one(
    _ name: String, _ op: String, file: String, _ parameters: [LanguageParameter], _ text: [String],
    prepare: ((LayerSetup) throws -> Void)? = nil
  ) -> OpLayer {
    OpLayer(
      name: name, file: file, op: op, inputs: ["input"], parameters: parameters, text: .named(text), prepare: prepare)
  }

  nonisolated(unsafe) private static let operations: [OpLayer] =
    [1, 2, 3].flatMap { dims in
      [
        one(
          "MaxPool\(dims)d", "max_pool\(dims)d", file: "pooling",
          [.init("kernel_size"), stride, padding, dilation, indices, ceiling],
          ["kernel_size", "stride", "padding", "dilation", "ceil_mode"], prepare: strideIsKernel),
        one(
          "AvgPool\(dims)d", "avg_pool\(dims)d", file: "pooling",
          [.init("kernel_size"), stride, padding, ceiling, countsMargin]
            + (dims > 1 ? [.init("divisor_override", default: Value.none)] : []),
          ["kernel_size", "stride", "padding"],
          prepare: { setup in
            try strideIsKernel(setup)
            guard dims == 1 else { return }
            for name in ["kernel_size", "stride", "padding"] {
              let value = setup.instance.field(StringObject.interned(name)) ?? .none
              if value.sequenceItems == nil { setup.keep(name, .tuple([value])) }
            }
          }),
        one(
          "LPPool\(dims)d", "lp_pool\(dims)d", file: "pooling",
          [.init("norm_type"), .init("kernel_size"), stride, ceiling],
          ["norm_type", "kernel_size", "stride", "ceil_mode"]),
        one("AdaptiveAvgPool\(dims)d", "adaptive_avg_pool\(dims)d", file: "pooling", [size], ["output_size"]),
        one("AdaptiveMaxPool\(dims)d", "adaptive_max_pool\(dims)d", file: "pooling", [size, indices], ["output_size"]),
      ]
    } + [
      one("PixelShuffle", "pixel_shuffle", file: "pixelshuffle", [.init("upscale_factor")], ["upscale_factor"]),
      one("PixelUnshuffle", "pixel_unshuffle", file: "pixelshuffle", [.init("downscale_factor")], ["downscale_factor"]),
      one(
        "Unfold", "unfold", file: "fold",
        [.init("kernel_size"), dilation, padding, .init("stride", default: .int(1))],
        ["kernel_size", "dilation", "padding", "stride"]),
      one(
        "Fold", "fold", file: "fold",
        [.init("output_size"), .init("kernel_size"), dilation, padding, .init("stride", default: .int(1))],
        ["output_size", "kernel_size", "dilation", "padding", "stride"]),
      upsampling("Upsample", "nearest", nil, settable: true),
      upsampling("UpsamplingNearest2d", "nearest", nil, settable: false),
      upsampling("UpsamplingBilinear2d", "bilinear", true, settable: false),
    ]

  nonisolated(unsafe) private static let size = LanguageParameter("output_size")

  /// Without a stride windows touch.
  private static func strideIsKernel(_ setup: LayerSetup) throws {
    if setup.argument("stride").isNone { setup.keep("stride", setup.argument("kernel_size")) }
  }

  private static func upsampling(_ name: String, _ mode: String, _ align: Bool?, settable: Bool) -> OpLayer {
    let both: [LanguageParameter] = [.init("size", default: Value.none), .init("scale_factor", default: Value.none)]
    let more: [LanguageParameter] = [
      .init("mode", default: .string(mode)), .init("align_corners", default: Value.none),
      .init("recompute_scale_factor", default: Value.none),
    ]
    return OpLayer(
      name: name, file: "upsampling", op: "interpolate", inputs: ["input"], parameters: settable ? both + more : both,
      text: .first(["scale_factor", "size"], then: ["mode"]),
      prepare: { setup in
        setup.keep("name", .string(name))
        if !settable {
          setup.keep("mode", .string(mode))
          setup.keep("align_corners", align.map { .bool($0) } ?? .none)
          setup.keep("recompute_scale_factor", .none)
        }
        let factor = setup.argument("scale_factor")
        guard !factor.isNone else { return }
        if let items = factor.sequenceItems {
          setup.keep("scale_factor", .tuple(try items.map { .float(try Machine.current.double($0)) }))
        } else {
          setup.keep("scale_factor", .float(try Machine.current.double(factor)))
        }
      }, settings: ["mode", "align_corners", "recompute_scale_factor"])
  }

  // MARK: Margins

  nonisolated(unsafe) private static let margins: [Layer] = [1, 2, 3].flatMap { dims in
    [
      margin("ZeroPad\(dims)d", dims, "constant", value: false),
      margin("ConstantPad\(dims)d", dims, "constant", value: true),
      margin("ReflectionPad\(dims)d", dims, "reflect", value: false),
      margin("ReplicationPad\(dims)d", dims, "replicate", value: false),
      margin("CircularPad\(dims)d", dims, "circular", value: false),
    ]
  }

  private static func margin(_ name: String, _ dims: Int, _ mode: String, value: Bool) -> Layer {
    let padding = StringObject.interned("padding")
    return Layer(
      name, "padding", "A margin around the last dimensions.", [.init("padding")] + (value ? [.init("value")] : []),
      begin: { setup in
        let given = setup.argument("padding")
        if let items = given.sequenceItems {
          guard items.count == 2 * dims else {
            throw PythonError(.valueError, "padding must be an int or a \(2 * dims)-tuple")
          }
          setup.keep("padding", .tuple(items))
        } else {
          setup.keep("padding", .tuple([Value](repeating: given, count: 2 * dims)))
        }
        if value { setup.keep("value") } else if mode == "constant" { setup.keep("value", .float(0)) }
      },
      describe: { instance, _ in
        if value { return try LayerText.settings(instance, ["padding", "value"]) }
        return try Machine.current.repr(instance.field(padding) ?? .none)
      },
      forward: { call in
        let x = try call.tensor("pad")
        let sizes = try (call.setting(padding).sequenceItems ?? []).map { try Machine.current.index($0) }
        let fill = call.setting(StringObject.interned("value"))
        return .native(
          try Padding.of(x, sizes, mode, mode == "constant" && !fill.isNone ? Machine.current.double(fill) : nil))
      })
  }
}
