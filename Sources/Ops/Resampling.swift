import Autograd
import NDArray

/// Pictures made larger or smaller.
public enum Resampling {
  public static let interpolate = Op(
    "interpolate", "Pictures of another size.", forms: .functional,
    Overload(
      "UpsampleNearest2DBackward0", Arg.input, Typed<Argument>("size", .any, default: Parameter.Default.none),
      Typed<Argument>("scale_factor", .any, default: Parameter.Default.none),
      Typed<String>("mode", default: .text("nearest")), Typed<Bool?>("align_corners", default: Parameter.Default.none),
      Typed<Bool?>("recompute_scale_factor", default: Parameter.Default.none),
      Typed<Bool>("antialias", default: .number(.bool(false))),
      samples: [
        Sample(.random([1, 2, 3, 4]), .none, .number(.int(2))), Sample(.random([1, 2, 5]), .ints([3])),
        Sample(.random([1, 2, 3, 4]), .ints([5, 2]), .none, .text("bilinear")),
        Sample(.random([1, 2, 3, 4]), .none, .number(.int(2)), .text("bilinear"), .number(.bool(true))),
        Sample(.random([1, 2, 4]), .ints([6]), .none, .text("linear")),
        Sample(.random([1, 1, 4, 4]), .ints([6, 3]), .none, .text("bicubic")),
        Sample(.random([1, 1, 2, 3, 2]), .ints([3, 2, 4]), .none, .text("trilinear")),
        Sample(.random([1, 1, 2, 3, 2]), .none, .number(.int(2))),
      ]
    ) { x, size, scale, mode, align, recompute, smooths in
      try of(x, size, scale, mode, align, recompute ?? false, antialias: smooths)
    },
    examples: ["F.interpolate(torch.tensor([[[1., 2.]]]), scale_factor=2, mode='nearest')"])

  public static let upsample = Op(
    "upsample", "Pictures of another size.", forms: .functional,
    Overload(
      "UpsampleNearest2DBackward0", Arg.input, Typed<Argument>("size", .any, default: Parameter.Default.none),
      Typed<Argument>("scale_factor", .any, default: Parameter.Default.none),
      Typed<String>("mode", default: .text("nearest")), Typed<Bool?>("align_corners", default: Parameter.Default.none)
    ) { x, size, scale, mode, align in
      try Warnings.warn("`nn.functional.upsample` is deprecated. Use `nn.functional.interpolate` instead.")
      return try of(x, size, scale, mode, align, false)
    },
    examples: ["F.interpolate(torch.tensor([[[1., 2.]]]), size=4, mode='nearest')"])

  private static let interpolating = ["linear", "bilinear", "bicubic", "trilinear"]

  static func of(
    _ x: Tensor, _ size: Argument, _ scale: Argument, _ mode: String, _ align: Bool?, _ recompute: Bool,
    antialias: Bool = false
  ) throws -> Tensor {
    if ["nearest", "area", "nearest-exact"].contains(mode) {
      if align != nil {
        throw EngineError(
          .valueError,
          "align_corners option can only be set with the interpolating modes: linear | bilinear | bicubic | trilinear")
      }
    }
    let dims = x.rank - 2
    var factors: [Double]?
    let target: [Int]
    switch (size, scale) {
    case (.none, .none): throw EngineError(.valueError, "either size or scale_factor should be defined")
    case (.none, _):
      let given = try list(scale)
      guard given.count == dims || isSingle(scale) else {
        throw EngineError(
          .valueError,
          "Input and scale_factor must have the same number of spatial dimensions, but got input with spatial dimensions "
            + "of \(Layout.text(Array(x.shape.dropFirst(2)))) and scale_factor of shape "
            + "\(tuple(spelled(scale))). Please provide input tensor in (N, C, d1, d2, ...,dK) format and "
            + "scale_factor in (s1, s2, ...,sK) format.")
      }
      let each = isSingle(scale) ? [Double](repeating: given[0], count: max(dims, 0)) : given
      let sizes = zip(x.shape.dropFirst(2), each).map { (Double($0) * $1).rounded(.down) }
      guard sizes.allSatisfy({ $0.isFinite && $0 < 1e9 }) else {
        throw EngineError.runtime("numel: integer multiplication overflow")
      }
      target = sizes.map { Int($0) }
      factors = recompute ? nil : each
    case (_, .none):
      let given = try list(size)
      guard given.count == dims || isSingle(size) else {
        throw EngineError(
          .valueError,
          "Input and output must have the same number of spatial dimensions, but got input with spatial dimensions of "
            + "\(Layout.text(Array(x.shape.dropFirst(2)))) and output size of \(tuple(given.map { String(Int($0)) })). "
            + "Please provide input tensor in (N, C, d1, d2, ...,dK) format and output size in (o1, o2, ...,oK) format."
        )
      }
      guard given.allSatisfy({ Swift.abs($0) < 1e9 }) else {
        throw EngineError.runtime("numel: integer multiplication overflow")
      }
      target = isSingle(size) ? [Int](repeating: Int(given[0]), count: max(dims, 0)) : given.map { Int($0) }
    default: throw EngineError(.valueError, "only one of size or scale_factor should be defined")
    }
    if recompute, factors == nil, case .none = scale {
      throw EngineError(.valueError, "recompute_scale_factor is not meaningful with an explicit size.")
    }
    guard !antialias || ["bilinear", "bicubic", "lanczos"].contains(mode) && x.rank == 4 else {
      throw EngineError(
        .valueError,
        "Anti-alias option is restricted to bilinear, bicubic, and lanczos modes and requires a 4-D tensor as input")
    }
    return try resized(x, target, factors, mode, align ?? false, antialias)
  }

  private static func isSingle(_ argument: Argument) -> Bool {
    if case .list = argument { return false }
    return true
  }

  private static func list(_ argument: Argument) throws -> [Double] {
    guard case .list(let items) = argument else { return [try Double.from(argument)] }
    return try items.map { try Double.from($0) }
  }

  private static func spelled(_ argument: Argument) -> [String] {
    guard case .list(let items) = argument else { return [] }
    return items.map { item in
      if case .number(let number) = item { Spelling.python(number) } else { item.typeName }
    }
  }

  private static func tuple(_ items: [String]) -> String {
    "(" + items.joined(separator: ", ") + (items.count == 1 ? ",)" : ")")
  }

  private static func resized(
    _ x: Tensor, _ target: [Int], _ factors: [Double]?, _ mode: String, _ align: Bool, _ antialias: Bool
  ) throws -> Tensor {
    let needed = ["linear": 3, "bilinear": 4, "bicubic": 4, "trilinear": 5, "lanczos": 4]
    guard (3...5).contains(x.rank) else {
      throw EngineError(
        .notImplementedError,
        "Input Error: Only 3D, 4D and 5D input Tensors supported (got \(x.rank)D) for the modes: nearest | linear | "
          + "bilinear | bicubic | trilinear | lanczos | area | nearest-exact (got \(mode))")
    }
    if let rank = needed[mode], rank != x.rank, mode != "bicubic", mode != "lanczos" {
      throw EngineError(.notImplementedError, "Got \(x.rank)D input, but \(mode) mode needs \(rank)D input")
    }
    guard needed[mode] == x.rank || ["nearest", "nearest-exact", "area"].contains(mode) else {
      throw EngineError(
        .notImplementedError,
        "Input Error: Only 3D, 4D and 5D input Tensors supported (got \(x.rank)D) for the modes: nearest | linear | "
          + "bilinear | bicubic | trilinear | lanczos | area | nearest-exact (got \(mode))")
    }
    if mode == "lanczos" {
      guard !align else { throw EngineError(.valueError, "Lanczos mode does not support align_corners=True") }
      guard antialias else { throw EngineError(.valueError, "Lanczos mode requires antialias=True") }
    }
    let dims = x.rank - 2
    if mode == "area" {
      if dims == 3 { return try Pooling.adaptiveMean3d(x, target) }
      if dims == 2 { return try Pooling.adaptiveMean(x, target) }
      let y = try Pooling.adaptiveMean(Shapes.unsqueeze(x, -2), [1, target[0]])
      return try Shapes.squeeze(y, [y.rank - 2])
    }
    let sizes = Array(x.shape.dropFirst(2))
    guard zip(sizes, target).allSatisfy({ $0 > 0 && $1 > 0 }) else {
      func text(_ sizes: [Int]) -> String {
        zip(["D", "H", "W"].suffix(dims), sizes).map { "\($0): \($1)" }.joined(separator: ", ")
      }
      throw EngineError.runtime(
        "Input and output sizes should be greater than 0, but got input (\(text(sizes))) \(dims == 1 ? "and " : "")output (\(text(target)))"
      )
    }
    if let bytes = try bytes(x, target, factors, mode, align, antialias: antialias) { return bytes }
    if antialias { return try smoothed(x, target, factors, mode, align) }
    let axes = (0..<dims).map { d in
      axis(sizes[d], target[d], factors?[d], mode, align, isDouble: x.dtype == .float64)
    }
    let taps = mode == "bicubic" ? 4 : mode.hasPrefix("nearest") ? 1 : 2
    // One dimension is the columns of pictures one row high; all the weight is on that row.
    let row = (
      places: [Int](repeating: 0, count: taps), weights: [1] + [Double](repeating: 0, count: taps - 1)
    )
    let first = dims == 1 ? row : axes[dims - 2]
    let mixing = Mixing(
      taps: taps, rows: first.places, columns: axes[dims - 1].places, rowWeights: first.weights,
      columnWeights: axes[dims - 1].weights)
    let blocks = SpatialMixing(
      pictures: mixing, depth: dims == 3 ? axes[0].places : nil, depthWeights: axes[0].weights, dims: dims,
      shape: x.shape)
    let word: String =
      switch mode {
      case "nearest": "Nearest\(dims)D"
      case "nearest-exact": "NearestExact\(dims)D"
      case "linear": "Linear1D"
      case "bilinear": "Bilinear2D"
      case "trilinear": "Trilinear3D"
      default: "Bicubic2D"
      }
    return try Recording.linear("Upsample\(word)Backward0", x, blocks.mixed, adjoint: blocks.unmixed)
  }

  /// How far two neighbours of the result are from one another in the source.
  static func step(_ size: Int, _ target: Int, _ factor: Double?, _ align: Bool) -> Double {
    if align { return target > 1 ? Double(size - 1) / Double(target - 1) : 0 }
    if let factor, factor > 0 { return 1 / factor }
    return Double(size) / Double(target)
  }

  /// For each place along a dimension the source places and their weights. Float tensors are placed in single
  /// precision, as PyTorch does.
  private static func axis(
    _ size: Int, _ target: Int, _ factor: Double?, _ mode: String, _ align: Bool, isDouble: Bool
  ) -> (places: [Int], weights: [Double]) {
    func rounded(_ x: Double) -> Double { isDouble ? x : Double(Float(x)) }
    let scale = rounded(step(size, target, factor, align))
    var places: [Int] = []
    var weights: [Double] = []
    for i in 0..<target {
      switch mode {
      case "nearest", "nearest-exact":
        let at = rounded((Double(i) + (mode == "nearest" ? 0 : 0.5)) * scale)
        places.append(min(Int(at.rounded(.down)), size - 1))
        weights.append(1)
      case "bicubic":
        let at = align ? rounded(scale * Double(i)) : rounded(rounded(scale * (Double(i) + 0.5)) - 0.5)
        let start = at.rounded(.down)
        let t = rounded(at - start)
        for k in -1...2 { places.append(min(max(Int(start) + k, 0), size - 1)) }
        weights += cubic(t).map(rounded)
      default:
        let at = align ? rounded(scale * Double(i)) : max(rounded(rounded(scale * (Double(i) + 0.5)) - 0.5), 0)
        let start = min(Int(at.rounded(.down)), size - 1)
        let t = min(max(rounded(at - Double(start)), 0), 1)
        places += [start, min(start + 1, size - 1)]
        weights += [rounded(1 - t), t]
      }
    }
    return (places, weights)
  }

  /// The weights of four neighbours, by the convolution kernel with a = -0.75.
  static func cubic(_ t: Double) -> [Double] {
    let a = -0.75
    func near(_ x: Double) -> Double { ((a + 2) * x - (a + 3)) * x * x + 1 }
    func far(_ x: Double) -> Double { ((a * x - 5 * a) * x + 8 * a) * x - 4 * a }
    return [far(t + 1), near(t), near(1 - t), far(2 - t)]
  }
}
