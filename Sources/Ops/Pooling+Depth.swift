import Autograd
import NDArray

/// Windows on bodies: the last three dimensions.
extension Pooling {
  public static let maxPool3d = Op(
    "max_pool3d", "The largest element of each window.", forms: .functional,
    Overload(
      "MaxPool3DWithIndicesBackward0", Arg.input, kernel, stride, padding, dilation, ceiling, withIndices,
      samples: [
        Sample(.random([1, 2, 3, 4, 3]), .ints([2])),
        Sample(.random([1, 1, 3, 4, 3]), .ints([2]), .ints([1]), .ints([1]), .ints([2]), .number(.bool(true))),
      ]
    ) { x, kernel, stride, padding, dilation, ceiling, withIndices in
      let (values, places) = try largest3d(x, kernel, stride, padding, dilation, ceiling)
      return withIndices ? Argument.list([.tensor(values), .tensor(places)]) : .tensor(values)
    },
    examples: ["F.max_pool3d(torch.arange(8.).reshape(1, 2, 2, 2), 2)"])

  public static let torchMaxPool3d = Op(
    "max_pool3d", "The largest element of each window.", forms: .function,
    Overload(
      "MaxPool3DWithIndicesBackward0", Arg.input, kernel, stride, padding, dilation, ceiling
    ) { try largest3d($0, $1, $2, $3, $4, $5).0 },
    examples: ["torch.max_pool3d(torch.arange(8.).reshape(1, 2, 2, 2), 2)"])

  private static func largest3d(
    _ x: Tensor, _ kernel: [Int], _ stride: [Int]?, _ padding: [Int], _ dilation: [Int], _ ceiling: Bool
  ) throws -> (Tensor, Tensor) {
    let s = try sliding("max_pool3d", 3, kernel, stride, padding, dilation)
    guard x.rank == 4 || x.rank == 5 else { throw rankError }
    for d in x.rank - 4..<x.rank where x.shape[d] == 0 {
      throw EngineError.runtime(
        "max_pool3d_with_indices_out_cpu_template(): Expected input's non-batch dimensions to have positive length, but "
          + "input has a shape of \(Layout.text(x.shape)) and non-batch dimension \(d - (x.rank - 4)) has length zero!")
    }
    try checkSliding(s)
    try x.dtype.refuseBool("max_pool3d")
    let size = try outputSize3d(x, s, ceiling)
    let ranges = (0..<3).map { d in
      (0..<size[d]).map { i in
        var start = i * s.stride[d] - s.padding[d]
        let end = min(start + (s.kernel[d] - 1) * s.dilation[d] + 1, x.shape[x.rank - 3 + d])
        if start < 0 { start += (-start + s.dilation[d] - 1) / s.dilation[d] * s.dilation[d] }
        return start..<max(start, end)
      }
    }
    return try picked3d("MaxPool3DWithIndicesBackward0", x, Boxes(ranges, steps: s.dilation))
  }

  private static let rankError = EngineError.runtime("non-empty 4D or 5D (batch mode) tensor expected for input")

  private static func outputSize3d(_ x: Tensor, _ s: Sliding, _ ceiling: Bool) throws -> [Int] {
    let size = (0..<3).map { places(x.shape[x.rank - 3 + $0], s, $0, ceiling) }
    guard size.allSatisfy({ $0 >= 1 }) else {
      throw EngineError.runtime(
        "Given input size: (\(x.shape.suffix(4).map(String.init).joined(separator: "x"))). Calculated output size: "
          + "(\(([x.shape[x.rank - 4]] + size.map { max($0, 0) }).map(String.init).joined(separator: "x"))). Output size "
          + "is too small")
    }
    return size
  }

  /// Bodies as pictures of all their slices, one below the other: places in both are the same.
  private static func flat(_ shape: [Int]) -> [Int] {
    Array(shape.dropLast(3)) + [shape[shape.count - 3] * shape[shape.count - 2], shape[shape.count - 1]]
  }

  /// The largest of each window, whose gradient goes to where it was found.
  private static func picked3d(_ name: String, _ x: Tensor, _ boxes: Boxes) throws -> (Tensor, Tensor) {
    let (values, places) = try boxes.largest(x.data)
    let shape = x.shape
    let result = Recording.record(name, [x], values, keeping: [x]) { d in
      let input = try d.kept(0)
      let data = try Tiles.givenBack(d.gradient.data, places, shape: flat(shape)).reshaped(shape)
      return [
        Recording.record(String(name.dropLast()) + "Backward0", [d.gradient, input], data) { d in
          [
            try collected(d.gradient, places, flat(shape)),
            d.needs(1) ? Tensor(try NDArray.zeros(shape: shape, input.dtype)) : nil,
          ]
        }
      ]
    }
    return (result, Tensor(places))
  }

  // MARK: Mean

  public static let avgPool3d = Op(
    "avg_pool3d", "The mean of each window.", forms: .functional,
    Overload(
      "AvgPool3DBackward0", Arg.input, kernel, stride, padding, ceiling,
      Typed<Bool>("count_include_pad", default: .number(.bool(true))),
      Typed<Int?>("divisor_override", default: Parameter.Default.none),
      samples: [
        Sample(.random([1, 2, 3, 4, 3]), .ints([2])),
        Sample(
          .random([1, 1, 3, 4, 3]), .ints([2]), .ints([1]), .ints([1]), .number(.bool(true)), .number(.bool(false))),
      ]
    ) { try mean3d($0, $1, $2, $3, $4, $5, $6) },
    examples: ["F.avg_pool3d(torch.arange(8.).reshape(1, 2, 2, 2), 2)"])

  static func mean3d(
    _ x: Tensor, _ kernel: [Int], _ stride: [Int]?, _ padding: [Int], _ ceiling: Bool, _ countsMargin: Bool = true,
    _ divisor: Int? = nil
  ) throws -> Tensor {
    for (values, words) in [
      (kernel, "kernel_size must be"), (stride ?? [], "stride must be omitted,"), (padding, "padding must be"),
    ] where ![0, 1, 3].contains(values.count) {
      throw EngineError.runtime("avg_pool3d: \(words) a single int, or a tuple of three ints")
    }
    let s = try sliding("avg_pool3d", 3, kernel, stride, padding, [1])
    guard x.rank == 4 || x.rank == 5 else { throw rankError }
    if divisor == 0 { throw EngineError.runtime("divisor must be not zero") }
    for d in x.rank - 4..<x.rank where x.shape[d] == 0 {
      throw EngineError.runtime(
        "avg_pool3d_out_cpu(): Expected input's non-batch dimensions to have positive length, but input has a shape of "
          + "\(Layout.text(x.shape)) and non-batch dimension \(d - (x.rank - 4)) has length zero!")
    }
    try checkSliding(s)
    let sizes = Array(x.shape.suffix(3))
    guard zip(sizes, s.kernel).enumerated().allSatisfy({ $1.0 + 2 * s.padding[$0] >= $1.1 }) else {
      throw EngineError.runtime(
        "input image (T: \(sizes[0]) H: \(sizes[1]) W: \(sizes[2])) smaller than kernel size (kT: \(s.kernel[0]) "
          + "kH: \(s.kernel[1]) kW: \(s.kernel[2]))")
    }
    guard x.dtype.isFloatingPoint || x.dtype == .int64 else {
      throw EngineError.notImplemented("avg_pool3d_out_frame", x.dtype)
    }
    let size = try outputSize3d(x, s, ceiling)
    var ranges: [[Range<Int>]] = []
    var lengths: [[Int]] = []
    for d in 0..<3 {
      let spans = (0..<size[d]).map { i in
        let start = i * s.stride[d] - s.padding[d]
        return (start, min(start + s.kernel[d], sizes[d] + s.padding[d]))
      }
      let own = spans.map { max($0.0, 0)..<max(max($0.0, 0), min($0.1, sizes[d])) }
      ranges.append(own)
      lengths.append(countsMargin ? spans.map { $0.1 - $0.0 } : own.map(\.count))
    }
    return try averaged("AvgPool3DBackward0", x, ranges, lengths, divisor)
  }

  private static func averaged(
    _ name: String, _ x: Tensor, _ ranges: [[Range<Int>]], _ lengths: [[Int]], _ divisor: Int?
  ) throws -> Tensor {
    let shape = x.shape
    let divisors = lengths[0].flatMap { a in
      lengths[1].flatMap { b in lengths[2].map { Double(divisor ?? max(a * b * $0, 1)) } }
    }
    let boxes = Boxes(ranges)
    return try Recording.linear(
      name, x, keepsInput: true, { try boxes.mean($0, divisors) },
      adjoint: { try boxes.spread($0, divisors, shape: shape) })
  }

  // MARK: To a given size

  public static let adaptiveAvgPool3d = Op(
    "adaptive_avg_pool3d", "Means of so many windows.", forms: .functional,
    Overload(
      "AdaptiveAvgPool3DBackward0", Arg.input, Typed<Argument>("output_size", .any),
      samples: [
        Sample(.random([1, 2, 3, 4, 3]), .ints([2, 3, 2])), Sample(.random([1, 2, 2, 2, 2]), .ints([1, 1, 1])),
      ]
    ) { x, size in
      let wanted = try adaptiveSizes(size, x, 3)
      guard wanted.count == 3 else { throw EngineError.runtime("adaptive_avg_pool3d: output_size must be 3") }
      try checkMeans(wanted)
      guard x.rank == 4 || x.rank == 5 else {
        throw EngineError.runtime("adaptive_avg_pool3d(): Expected 4D or 5D tensor, but got \(Layout.text(x.shape))")
      }
      if wanted == [1, 1, 1] { return try Mean.along(x, [x.rank - 1, x.rank - 2, x.rank - 3], keepdim: true) }
      try x.dtype.requireFloatingPoint("adaptive_avg_pool3d_cpu")
      return try adaptiveMean3d(x, wanted)
    },
    examples: ["F.adaptive_avg_pool3d(torch.arange(8.).reshape(1, 2, 2, 2), 1)"])

  private static func checkMeans(_ size: [Int]) throws {
    guard size.allSatisfy({ $0 >= 0 && $0 < 1 << 24 }) else {
      throw EngineError.runtime(
        "adaptive_avg_pool3d: elements of output_size must be greater than or equal to 0 but received {\(size[0]), "
          + size.dropFirst().map(String.init).joined(separator: ",") + "}")
    }
  }

  static func adaptiveMean3d(_ x: Tensor, _ size: [Int]) throws -> Tensor {
    try checkMeans(size)
    let ranges = adaptiveRanges(x, size)
    return try averaged("AdaptiveAvgPool3DBackward0", x, ranges, ranges.map { $0.map(\.count) }, nil)
  }

  public static let adaptiveMaxPool3d = Op(
    "adaptive_max_pool3d", "The largest elements of so many windows.", forms: .functional,
    Overload(
      "AdaptiveMaxPool3DBackward0", Arg.input, Typed<Argument>("output_size", .any), withIndices,
      samples: [Sample(.random([1, 2, 3, 4, 3]), .ints([2, 3, 2]))]
    ) { x, size, withIndices in
      let wanted = try adaptiveSizes(size, x, 3)
      guard x.rank == 4 || x.rank == 5 else {
        throw EngineError.runtime("adaptive_max_pool3d(): Expected 4D or 5D tensor, but got: \(Layout.text(x.shape))")
      }
      guard wanted.count == 3 else {
        throw EngineError.runtime("adaptive_max_pool3d(): internal error: output_size.size() must be 3")
      }
      try checkSizes(wanted, x)
      try x.dtype.requireFloatingPoint("adaptive_max_pool3d_cpu")
      let (values, places) = try picked3d("AdaptiveMaxPool3DBackward0", x, Boxes(adaptiveRanges(x, wanted)))
      return withIndices ? Argument.list([.tensor(values), .tensor(places)]) : .tensor(values)
    },
    examples: ["F.adaptive_max_pool3d(torch.arange(8.).reshape(1, 2, 2, 2), 1)"])

  private static func adaptiveRanges(_ x: Tensor, _ size: [Int]) -> [[Range<Int>]] {
    (0..<3).map { d in
      let n = x.shape[x.rank - 3 + d]
      return (0..<size[d]).map { i in
        let start = i * n / size[d]
        return start..<max(start, ((i + 1) * n + size[d] - 1) / size[d])
      }
    }
  }
}
