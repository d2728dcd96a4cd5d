public import Autograd
import NDArray

/// Margins around pictures.
public enum Padding {
  public static let pad = Op(
    "pad", "A margin around the last dimensions: constant, mirrored, the edge again, or coming round.",
    forms: .functional,
    Overload(
      "ConstantPadNdBackward0", Arg.input, Typed<[Int]>("pad", takesOne: false),
      Typed<String>("mode", default: .text("constant")),
      Typed<Double?>("value", default: Parameter.Default.none),
      samples: [
        Sample(.random([2, 3]), .ints([1, 2])), Sample(.random([2, 3]), .ints([-1, 2, 1, 0])),
        Sample(.random([2, 2, 4]), .ints([1, 2]), .text("reflect")),
        Sample(.random([2, 2, 4]), .ints([1, 2]), .text("replicate")),
        Sample(.random([2, 2, 3, 4]), .ints([1, 2, 1, 1]), .text("reflect")),
        Sample(.random([2, 2, 3, 4]), .ints([1, 2, 1, 1]), .text("replicate")),
        Sample(.random([2, 2, 4]), .ints([1, 2]), .text("circular")),
        Sample(.random([1, 2, 2, 3, 2]), .ints([1, 1, 0, 2, 1, 1]), .text("reflect")),
        Sample(.random([1, 2, 2, 2]), .ints([1, 0, 0, 2, 1, 1]), .text("replicate")),
      ]
    ) { x, pad, mode, value in try of(x, pad, mode, value) },
    examples: ["F.pad(torch.tensor([1., 2.]), (1, 1))"])

  public static let constantOp = Op(
    "constant_pad_nd", "A margin of one value around the last dimensions.", forms: .function,
    Overload(
      "ConstantPadNdBackward0", Arg.input, Typed<[Int]>("pad"), Typed<Number>("value", default: .number(.int(0))),
      samples: [Sample(.random([2, 3]), .ints([1, 2]))]
    ) { x, pad, value in try constant(x, pad, value) },
    examples: ["torch.constant_pad_nd(torch.tensor([1., 2.]), (1, 1), 9.)"])

  public static func of(_ x: Tensor, _ pad: [Int], _ mode: String, _ value: Double?) throws -> Tensor {
    guard pad.count % 2 == 0 else { throw EngineError.runtime("Padding length must be divisible by 2") }
    guard pad.count / 2 <= x.rank else {
      throw EngineError.runtime(
        "Padding length should be less than or equal to two times the input dimension but got padding length "
          + "\(pad.count) and input of dimension \(x.rank)")
    }
    if mode == "constant" { return try constant(x, pad, .float(value ?? 0)) }
    guard ["reflect", "replicate", "circular"].contains(mode) else {
      throw EngineError(.notImplementedError, "Unrecognised padding mode \(mode)")
    }
    if let value, value != 0 {
      throw EngineError.runtime("Padding mode \"\(mode)\" doesn't take in value argument")
    }
    guard [2, 4, 6].contains(pad.count), x.rank == pad.count / 2 + 1 || x.rank == pad.count / 2 + 2 else {
      throw EngineError(
        .notImplementedError,
        "Padding size \(pad.count) is not supported for \(x.rank)D input tensor.\n"
          + "Supported combinations for non-constant padding:\n"
          + "  - 2D or 3D input: padding size = 2 (pads last dimension)\n"
          + "  - 3D or 4D input: padding size = 4 (pads last 2 dimensions)\n"
          + "  - 4D or 5D input: padding size = 6 (pads last 3 dimensions)")
    }
    let dims = pad.count / 2
    switch mode {
    case "reflect": return try moved(x, pad, "ReflectionPad\(dims)DBackward0", reflected)
    case "replicate": return try moved(x, pad, "ReplicationPad\(dims)DBackward0") { i, n in min(max(i, 0), n - 1) }
    case "circular":
      for d in 0..<dims where max(pad[2 * d], pad[2 * d + 1]) > x.shape[x.rank - 1 - d] {
        throw EngineError.runtime("Padding value causes wrapping around more than once.")
      }
      return try moved(x, pad, "CopySlices") { i, n in ((i % n) + n) % n }
    default: return x
    }
  }

  private static func reflected(_ i: Int, _ n: Int) -> Int { i < 0 ? -i : i >= n ? 2 * (n - 1) - i : i }

  /// Elements brought into the margin from where `source` says.
  private static func moved(_ x: Tensor, _ pad: [Int], _ name: String, _ source: (Int, Int) -> Int) throws -> Tensor {
    let dims = pad.count / 2
    let isReflected = name.hasPrefix("Reflection")
    var places: [[Int]] = []
    for d in 0..<dims {
      let n = x.shape[x.rank - 1 - d]
      let (before, after) = (pad[2 * d], pad[2 * d + 1])
      if isReflected, before >= n || after >= n {
        throw EngineError.runtime(
          "Argument #\(4 + 2 * d): Padding size should be less than the corresponding input dimension, but got: "
            + "padding (\(before), \(after)) at dimension \(x.rank - 1 - d) of input \(Layout.text(x.shape))")
      }
      let size = n + before + after
      guard size >= 1, n > 0 else {
        throw EngineError.runtime(
          "input (\(["W", "H", "D"][d]): \(n)) is too small. Calculated output \(["W", "H", "D"][d]): \(size)")
      }
      places.append((0..<size).map { source($0 - before, n) })
    }
    // One dimension is mixed as the columns of pictures one row high.
    let mixing = Mixing(rows: dims == 1 ? [0] : places[1], columns: places[0])
    let blocks = SpatialMixing(pictures: mixing, depth: dims == 3 ? places[2] : nil, dims: dims, shape: x.shape)
    return try Recording.linear(
      name, x, second: name == "CopySlices" ? "CopySlices" : nil, keepsInput: name != "CopySlices", blocks.mixed,
      adjoint: blocks.unmixed)
  }

  /// A margin of one value; a negative one cuts off.
  static func constant(_ x: Tensor, _ pad: [Int], _ value: Number) throws -> Tensor {
    guard pad.count % 2 == 0 else {
      throw EngineError.runtime("Length of pad must be even but instead it equals \(pad.count)")
    }
    guard pad.count / 2 <= x.rank else {
      throw EngineError.runtime(
        "Length of pad should be no more than twice the number of dimensions of the input. Pad length is \(pad.count) "
          + "while the input has \(x.rank) dimensions.")
    }
    try x.dtype.checkHolds(value)
    let first = x.rank - pad.count / 2
    var shape = x.shape
    for d in first..<x.rank {
      let (before, after) = (pad[2 * (x.rank - 1 - d)], pad[2 * (x.rank - 1 - d) + 1])
      guard (-(1 << 40)...1 << 40).contains(before), (-(1 << 40)...1 << 40).contains(after) else {
        throw EngineError.runtime("numel: integer multiplication overflow")
      }
      shape[d] += before + after
      guard shape[d] >= 0 else {
        throw EngineError.runtime(
          "The input size \(x.shape[d]), plus negative padding \(before) and \(after) resulted in a negative output size, "
            + "which is invalid. Check dimension \(d) of your input.")
      }
    }
    let result = try NDArray.filled(shape: shape, value, x.dtype).inMemory()
    var target = result
    var source = try x.data.inMemory()
    for d in first..<x.rank {
      let (before, after) = (pad[2 * (x.rank - 1 - d)], pad[2 * (x.rank - 1 - d) + 1])
      source = source.sliced(d, max(-before, 0), max(x.shape[d] - max(-after, 0), max(-before, 0)))
      target = target.sliced(d, max(before, 0), max(shape[d] - max(after, 0), max(before, 0)))
    }
    if source.count > 0 { target.assign(source) }
    // Where nothing is added, PyTorch copies what is left as it lies.
    let isCopy = pad.allSatisfy { $0 <= 0 } && shape == x.shape
    return Recording.record("ConstantPadNdBackward0", [x], isCopy ? try x.data.cloned() : result) { d in
      [try constant(d.gradient, pad.map { -$0 }, .int(0))]
    }
  }
}
