import Autograd
import NDArray

/// The largest and the mean of windows.
public enum Pooling {
  static let kernel = Typed<[Int]>("kernel_size")
  static let stride = Typed<[Int]?>("stride", .ints, default: Parameter.Default.none)
  static let padding = Typed<[Int]>("padding", default: .number(.int(0)))
  static let dilation = Typed<[Int]>("dilation", default: .number(.int(1)))
  static let ceiling = Typed<Bool>("ceil_mode", default: .number(.bool(false)))
  static let withIndices = Typed<Bool>("return_indices", default: .number(.bool(false)))

  // MARK: Largest

  public static let maxPool1d = maximum("max_pool1d", 1, .functional)
  public static let maxPool2d = maximum("max_pool2d", 2, .functional)
  public static let torchMaxPool1d = maximumOnly("max_pool1d", 1)
  public static let torchMaxPool2d = maximumOnly("max_pool2d", 2)

  private static func node(_ dims: Int) -> String { dims == 1 ? "SqueezeBackward1" : "MaxPool2DWithIndicesBackward0" }
  private static func sampleShape(_ dims: Int) -> [Int] { dims == 1 ? [2, 2, 5] : [1, 2, 4, 5] }

  private static func maximum(_ name: String, _ dims: Int, _ forms: Op.Forms) -> Op {
    Op(
      name, "The largest element of each window.", forms: forms,
      Overload(
        node(dims), Arg.input, kernel, stride, padding, dilation, ceiling, withIndices,
        samples: [
          Sample(.random(sampleShape(dims)), .ints([2])),
          Sample(.random(sampleShape(dims)), .ints([3]), .ints([2]), .ints([1]), .ints([1]), .number(.bool(true))),
        ]
      ) { x, kernel, stride, padding, dilation, ceiling, withIndices in
        let (values, places) = try largest(
          x, dims, kernel, stride, padding, dilation, ceiling, withIndices: withIndices)
        return withIndices ? Argument.list([.tensor(values), .tensor(places)]) : .tensor(values)
      },
      examples: ["F.\(name)(torch.arange(16.).reshape(1, 4, 4), 2)"])
  }

  private static func maximumOnly(_ name: String, _ dims: Int) -> Op {
    Op(
      name, "The largest element of each window.", forms: .function,
      Overload(
        node(dims), Arg.input, kernel, stride, padding, dilation, ceiling
      ) { x, kernel, stride, padding, dilation, ceiling in
        try largest(x, dims, kernel, stride, padding, dilation, ceiling, withIndices: false).0
      },
      examples: ["torch.\(name)(torch.arange(16.).reshape(1, 4, 4), 2)"])
  }

  /// - Throws: PyTorch's errors for several sizes of windows that have one.
  private static func checkSingle(_ kernel: [Int], _ stride: [Int]?, _ padding: [Int], _ dilation: [Int]) throws {
    func check(_ values: [Int], _ name: String, _ what: String) throws {
      guard values.count == 1 else {
        throw EngineError.runtime("max_pool1d() \(name) must be \(what) of size 1 but got size \(values.count)")
      }
    }
    try check(kernel, "kernel_size", "an int, list of ints or tuple of ints")
    if let stride, !stride.isEmpty { try check(stride, "stride", "None, an int, list of ints, or tuple of ints") }
    try check(padding, "padding", "an int, list of ints, or tuple of ints")
    try check(dilation, "dilation", "an int, list of ints or tuple of ints")
  }

  private static func largest(
    _ x: Tensor, _ dims: Int, _ kernel: [Int], _ stride: [Int]?, _ padding: [Int], _ dilation: [Int], _ ceiling: Bool,
    withIndices: Bool
  ) throws -> (Tensor, Tensor) {
    if dims == 1 {
      if !withIndices, kernel.count == 1, let size = kernel.first, let own = padding.first, size > 0, own > size / 2 {
        throw EngineError.runtime(
          "max_pool1d() padding should be at most half of kernel size, but got padding=\(own) and kernel_size=\(size)")
      }
      guard x.rank == 2 || x.rank == 3, x.shape.dropFirst(x.rank - 2).allSatisfy({ $0 > 0 }) else {
        throw EngineError.runtime(
          "max_pool1d: Expected 2D or 3D (batch mode) tensor with optional 0 dim batch size for input, but got:"
            + Layout.text(x.shape))
      }
      if !withIndices { try checkSingle(kernel, stride, padding, dilation) }
      let s = try sliding("max_pool1d", 1, kernel, stride, padding, dilation)
      try checkSliding(s)
      let size = places(x.shape[x.rank - 1], s, 0, ceiling)
      guard size > 0 else { throw EngineError.runtime("max_pool1d() Invalid computed output size: \(size)") }
      if !withIndices { try x.dtype.requireFloatingPoint("max_pool1d_impl") }
      let lifted = try Shapes.unsqueeze(x, -2)
      let (values, indices) = try windows(lifted, s.lifted, [1, size])
      return (try Shapes.squeeze(values, [values.rank - 2]), try Shapes.squeeze(indices, [indices.rank - 2]))
    }
    let s = try sliding("max_pool2d", 2, kernel, stride, padding, dilation)
    try checkSliding(s)
    guard x.rank == 3 || x.rank == 4, x.shape.dropFirst(x.rank - 3).allSatisfy({ $0 > 0 }) else {
      throw EngineError.runtime("non-empty 3D or 4D (batch mode) tensor expected for input")
    }
    try x.dtype.refuseBool("max_pool2d")
    return try windows(x, s, try outputSize(x, s, ceiling))
  }

  private static func windows(_ x: Tensor, _ s: Sliding, _ size: [Int]) throws -> (Tensor, Tensor) {
    let (h, w) = (x.shape[x.rank - 2], x.shape[x.rank - 1])
    func ranges(_ count: Int, _ d: Int, _ n: Int) -> [Range<Int>] {
      (0..<count).map { i in
        var start = i * s.stride[d] - s.padding[d]
        let end = min(start + (s.kernel[d] - 1) * s.dilation[d] + 1, n)
        if start < 0 { start += (-start + s.dilation[d] - 1) / s.dilation[d] * s.dilation[d] }
        return start..<max(start, end)
      }
    }
    let tiles = Tiles(
      rows: ranges(size[0], 0, h), columns: ranges(size[1], 1, w), rowStep: s.dilation[0], columnStep: s.dilation[1])
    return try picked("MaxPool2DWithIndicesBackward0", x, tiles)
  }

  /// The largest of each window, whose gradient goes to where it was found.
  private static func picked(_ name: String, _ x: Tensor, _ tiles: Tiles) throws -> (Tensor, Tensor) {
    let (values, places) = try tiles.largest(x.data)
    let shape = x.shape
    let other = String(name.dropLast()) + "Backward0"
    let result = Recording.record(name, [x], values, keeping: [x]) { d in
      let input = try d.kept(0)
      let data = try Tiles.givenBack(d.gradient.data, places, shape: shape)
      return [
        Recording.record(other, [d.gradient, input], data) { d in
          [
            try collected(d.gradient, places, shape),
            d.needs(1) ? Tensor(try NDArray.zeros(shape: shape, input.dtype)) : nil,
          ]
        }
      ]
    }
    return (result, Tensor(places))
  }

  /// The elements at places of planes.
  static func collected(_ x: Tensor, _ places: NDArray, _ shape: [Int]) throws -> Tensor {
    let planes = shape.dropLast(2).reduce(1, *)
    let index = Tensor(try places.reshaped([planes, places.count / max(planes, 1)]))
    let flat = try Shapes.reshape(x, [planes, shape[shape.count - 2] * shape[shape.count - 1]])
    return try Shapes.reshape(Gathering.gather(flat, 1, index), places.shape)
  }

  // MARK: Mean

  public static let avgPool1d = Op(
    "avg_pool1d", "The mean of each window.", forms: [.function, .functional],
    Overload(
      "SqueezeBackward1", Arg.input, kernel, stride, padding, ceiling,
      Typed<Bool>("count_include_pad", default: .number(.bool(true))),
      samples: [
        Sample(.random([2, 2, 5]), .ints([2])), Sample(.random([2, 2, 5]), .ints([3]), .ints([2]), .ints([1])),
      ]
    ) { try mean1d($0, $1, $2, $3, $4, $5) },
    examples: ["F.avg_pool1d(torch.tensor([[1., 3., 5., 7.]]), 2)"])

  static func mean1d(
    _ x: Tensor, _ kernel: [Int], _ stride: [Int]?, _ padding: [Int], _ ceiling: Bool, _ countsMargin: Bool = true
  ) throws -> Tensor {
    guard x.rank == 2 || x.rank == 3 else {
      throw EngineError.runtime(
        "Expected 2 to 3 dimensions, but got \(x.rank)-dimensional tensor for argument #1 'self' (while checking "
          + "arguments for avg_pool1d)")
    }
    let s = try sliding("avg_pool1d", 1, kernel, stride, padding, [1])
    let lifted = try Shapes.unsqueeze(x, -2)
    try checkSliding(s)
    let y = try mean(lifted, s.lifted, try outputSize(lifted, s.lifted, ceiling), countsMargin, nil)
    return try Shapes.squeeze(y, [y.rank - 2])
  }

  public static let avgPool2d = Op(
    "avg_pool2d", "The mean of each window.", forms: .functional,
    Overload(
      "AvgPool2DBackward0", Arg.input, kernel, stride, padding, ceiling,
      Typed<Bool>("count_include_pad", default: .number(.bool(true))),
      Typed<Int?>("divisor_override", default: Parameter.Default.none),
      samples: [
        Sample(.random([1, 2, 4, 5]), .ints([2])),
        Sample(
          .random([1, 2, 4, 5]), .ints([3]), .ints([2]), .ints([1]), .number(.bool(true)), .number(.bool(false))),
      ]
    ) { try mean2d($0, $1, $2, $3, $4, $5, $6) },
    examples: ["F.avg_pool2d(torch.arange(4.).reshape(1, 2, 2), 2)"])

  static func mean2d(
    _ x: Tensor, _ kernel: [Int], _ stride: [Int]?, _ padding: [Int], _ ceiling: Bool, _ countsMargin: Bool = true,
    _ divisor: Int? = nil
  ) throws -> Tensor {
    let s = try sliding("avg_pool2d", 2, kernel, stride, padding, [1])
    if divisor == 0 { throw EngineError.runtime("divisor must be not zero") }
    try checkSliding(s)
    guard x.rank == 3 || x.rank == 4, x.shape.dropFirst(x.rank - 3).allSatisfy({ $0 > 0 }) else {
      throw EngineError.runtime("non-empty 3D or 4D (batch mode) tensor expected for input")
    }
    return try mean(x, s, try outputSize(x, s, ceiling), countsMargin, divisor)
  }

  private static func mean(_ x: Tensor, _ s: Sliding, _ size: [Int], _ countsMargin: Bool, _ divisor: Int?) throws
    -> Tensor
  {
    guard x.dtype.isFloatingPoint || x.dtype == .int64 else { throw EngineError.notImplemented("avg_pool2d", x.dtype) }
    let sizes = [x.shape[x.rank - 2], x.shape[x.rank - 1]]
    var ranges: [[Range<Int>]] = []
    var lengths: [[Int]] = []
    for d in 0..<2 {
      var own: [Range<Int>] = []
      var wide: [Int] = []
      for i in 0..<size[d] {
        let start = i * s.stride[d] - s.padding[d]
        let end = min(start + s.kernel[d], sizes[d] + s.padding[d])
        wide.append(end - start)
        let low = max(start, 0)
        own.append(low..<max(low, min(end, sizes[d])))
      }
      ranges.append(own)
      lengths.append(countsMargin ? wide : own.map(\.count))
    }
    var divisors: [Double] = []
    for i in 0..<size[0] {
      for j in 0..<size[1] {
        let isEmpty = ranges[0][i].isEmpty || ranges[1][j].isEmpty
        divisors.append(isEmpty ? 1 : Double(divisor ?? lengths[0][i] * lengths[1][j]))
      }
    }
    return try tiled("AvgPool2DBackward0", x, Tiles(rows: ranges[0], columns: ranges[1]), divisors)
  }

  private static func tiled(_ name: String, _ x: Tensor, _ tiles: Tiles, _ divisors: [Double]) throws -> Tensor {
    let shape = x.shape
    return try Recording.linear(
      name, x, keepsInput: true, { try tiles.mean($0, divisors) },
      adjoint: { try tiles.spread($0, divisors, shape: shape) })
  }

  // MARK: To a given size

  public static let adaptiveAvgPool1d = Op(
    "adaptive_avg_pool1d", "Means of so many windows.", forms: [.function, .functional],
    Overload(
      "SqueezeBackward1", Arg.input, Typed<[Int]>("output_size"), samples: [Sample(.random([2, 2, 5]), .ints([3]))]
    ) { x, size in
      guard x.rank == 2 || x.rank == 3 else {
        throw EngineError.runtime(
          "Expected 2 to 3 dimensions, but got \(x.rank)-dimensional tensor for argument #1 'self' (while checking "
            + "arguments for adaptive_avg_pool1d)")
      }
      guard size.count == 1 else {
        throw EngineError.runtime(
          "adaptive_avg_pool1d() argument 'output_size' should contain one int (got \(size.count))")
      }
      let lifted = try Shapes.unsqueeze(x, -2)
      let y =
        try size[0] == 1
        ? Mean.along(lifted, [lifted.rank - 1, lifted.rank - 2], keepdim: true) : adaptiveMean(lifted, [1, size[0]])
      return try Shapes.squeeze(y, [y.rank - 2])
    },
    examples: ["F.adaptive_avg_pool1d(torch.tensor([[1., 3., 5., 7.]]), 2)"])

  public static let adaptiveAvgPool2d = Op(
    "adaptive_avg_pool2d", "Means of so many windows.", forms: .functional,
    Overload(
      "AdaptiveAvgPool2DBackward0", Arg.input, Typed<Argument>("output_size", .any),
      samples: [Sample(.random([1, 2, 4, 5]), .ints([2, 3])), Sample(.random([1, 2, 4, 5]), .ints([1, 1]))]
    ) { x, size in
      let wanted = try adaptiveSizes(size, x, 2)
      guard wanted.count == 2 else { throw EngineError.runtime("adaptive_avg_pool2d: output_size must be 2") }
      guard x.rank == 3 || x.rank == 4 else {
        throw EngineError.runtime("adaptive_avg_pool2d(): Expected 3D or 4D tensor, but got \(Layout.text(x.shape))")
      }
      if wanted == [1, 1] { return try Mean.along(x, [x.rank - 1, x.rank - 2], keepdim: true) }
      return try adaptiveMean(x, wanted)
    },
    examples: ["F.adaptive_avg_pool2d(torch.arange(4.).reshape(1, 2, 2), 1)"])

  static func adaptiveMean(_ x: Tensor, _ size: [Int]) throws -> Tensor {
    let tiles = try adaptiveTiles(x, size)
    let divisors = tiles.rows.flatMap { row in tiles.columns.map { Double(max(row.count * $0.count, 1)) } }
    return try tiled("AdaptiveAvgPool2DBackward0", x, tiles, divisors)
  }

  private static func adaptiveTiles(_ x: Tensor, _ size: [Int]) throws -> Tiles {
    guard size.allSatisfy({ $0 >= 0 && $0 < 1 << 24 }) else {
      throw EngineError.runtime(
        "adaptive_avg_pool2d: elements of output_size must be greater than or equal to 0 but received "
          + "{\(size.map(String.init).joined(separator: ", "))}")
    }
    func ranges(_ count: Int, _ n: Int) -> [Range<Int>] {
      (0..<count).map { i in
        let start = i * n / count
        return start..<max(start, ((i + 1) * n + count - 1) / count)
      }
    }
    return Tiles(rows: ranges(size[0], x.shape[x.rank - 2]), columns: ranges(size[1], x.shape[x.rank - 1]))
  }

  /// A number for all of the dimensions, or one for each, of which None keeps the size there is.
  ///
  /// - Returns: As many sizes as were given.
  static func adaptiveSizes(_ size: Argument, _ x: Tensor, _ dims: Int) throws -> [Int] {
    let items: [Argument]
    switch size {
    case .list(let list): items = list
    case .tensor(let tensor) where tensor.rank > 0: items = tensor.data.ints().map { .number(.int($0)) }
    case .tensor: throw EngineError(.typeError, "len() of a 0-d tensor")
    default: return [Int](repeating: try Int.from(size), count: dims)
    }
    guard items.count < x.rank else {
      throw EngineError(.valueError, "Input dimension should be at least \(items.count + 1)")
    }
    return try items.enumerated().map { d, item in
      if case .none = item { return x.shape[x.rank - items.count + d] }
      return try Int.from(item)
    }
  }

  /// - Throws: PyTorch's `RuntimeError` where a result would have fewer than no elements.
  static func checkSizes(_ size: [Int], _ x: Tensor) throws {
    guard let bad = size.first(where: { $0 < 0 || $0 >= 1 << 24 }) else { return }
    throw EngineError.runtime(
      "Trying to create tensor with negative dimension \(bad): \(Layout.text(x.shape.dropLast(size.count) + size))")
  }

  public static let adaptiveMaxPool1d = Op(
    "adaptive_max_pool1d", "The largest elements of so many windows.", forms: .functional,
    Overload(
      "SqueezeBackward1", Arg.input, Typed<[Int]>("output_size"), withIndices,
      samples: [Sample(.random([2, 2, 5]), .ints([3]))]
    ) { x, size, withIndices in
      guard size.count == 1 else {
        throw EngineError.runtime(
          "adaptive_max_pool1d() argument 'output_size' should contain one int (got \(size.count))")
      }
      guard x.rank == 2 || x.rank == 3 else {
        throw EngineError.runtime(
          "adaptive_max_pool1d(): Expected 2D or 3D tensor, but got: \(Layout.text(x.shape))")
      }
      try x.dtype.requireFloatingPoint("adaptive_max_pool2d")
      let lifted = try Shapes.unsqueeze(x, -2)
      try checkSizes([1, size[0]], lifted)
      let (values, places) = try picked("AdaptiveMaxPool2DBackward0", lifted, adaptiveTiles(lifted, [1, size[0]]))
      let result = try Shapes.squeeze(values, [values.rank - 2])
      let indices = try Shapes.squeeze(places, [places.rank - 2])
      return withIndices ? Argument.list([.tensor(result), .tensor(indices)]) : .tensor(result)
    },
    examples: ["F.adaptive_max_pool1d(torch.tensor([[1., 3., 5., 7.]]), 2)"])

  public static let adaptiveMaxPool2d = Op(
    "adaptive_max_pool2d", "The largest elements of so many windows.", forms: .functional,
    Overload(
      "AdaptiveMaxPool2DBackward0", Arg.input, Typed<Argument>("output_size", .any), withIndices,
      samples: [Sample(.random([1, 2, 4, 5]), .ints([2, 3]))]
    ) { x, size, withIndices in
      let wanted = try adaptiveSizes(size, x, 2)
      guard x.rank == 3 || x.rank == 4 else {
        throw EngineError.runtime("adaptive_max_pool2d(): Expected 3D or 4D tensor, but got: \(Layout.text(x.shape))")
      }
      guard wanted.count == 2 else {
        throw EngineError.runtime("adaptive_max_pool2d(): internal error: output_size.size() must be 2")
      }
      try checkSizes(wanted, x)
      try x.dtype.requireFloatingPoint("adaptive_max_pool2d")
      let (values, places) = try picked("AdaptiveMaxPool2DBackward0", x, adaptiveTiles(x, wanted))
      return withIndices ? Argument.list([.tensor(values), .tensor(places)]) : .tensor(values)
    },
    examples: ["F.adaptive_max_pool2d(torch.arange(4.).reshape(1, 2, 2), 1)"])

  // MARK: Sizes

  static func sliding(
    _ name: String, _ dims: Int, _ kernel: [Int], _ stride: [Int]?, _ padding: [Int], _ dilation: [Int]
  ) throws -> Sliding {
    func each(_ values: [Int], _ what: String) throws -> [Int] {
      if values.count == 1 { return [Int](repeating: values[0], count: dims) }
      guard values.count == dims else {
        throw EngineError.runtime(
          dims == 1
            ? "\(name)() argument '\(what)' should contain one int (got \(values.count))"
            : "\(name): \(what) must either be a single int, or a tuple of \(dims == 2 ? "two" : "three") ints")
      }
      return values
    }
    let size = try each(kernel, "kernel_size")
    let steps = stride.map { $0.isEmpty ? size : $0 } ?? size
    guard steps.count == 1 || steps.count == dims else {
      throw EngineError.runtime(
        "\(name): stride must either be omitted, a single int, or a tuple of \(dims == 2 ? "two" : "three") ints")
    }
    return Sliding(
      kernel: size, stride: try each(steps, "stride"), padding: try each(padding, "padding"),
      dilation: try each(dilation, "dilation"))
  }

  static func checkSliding(_ s: Sliding) throws {
    guard s.stride.allSatisfy({ $0 != 0 }) else { throw EngineError.runtime("stride should not be zero") }
    func check(_ what: String, _ sign: String, _ values: [Int]) throws {
      guard !values.allSatisfy({ $0 > 0 && $0 < 1 << 30 }) else { return }
      let each = zip(["T", "H", "W"].suffix(values.count), values).map { "\(sign)\($0): \($1)" }
      throw EngineError.runtime(
        "\(what) should be greater than zero, but got "
          + (values.count == 1 ? "\(values[0])" : each.joined(separator: " ")))
    }
    try check("kernel size", "k", s.kernel)
    try check("stride", "d", s.stride)
    try check("dilation", "dilation", s.dilation)
    for d in s.kernel.indices {
      guard s.padding[d] >= 0 else {
        throw EngineError.runtime("pad must be non-negative, but got pad: \(s.padding[d])")
      }
      guard s.padding[d] <= ((s.kernel[d] - 1) * s.dilation[d] + 1) / 2 else {
        throw EngineError.runtime(
          "pad should be at most half of effective kernel size, but got pad=\(s.padding[d]), kernel_size=\(s.kernel[d]) "
            + "and dilation=\(s.dilation[d])")
      }
    }
  }

  static func places(_ size: Int, _ s: Sliding, _ d: Int, _ ceiling: Bool) -> Int {
    let rest = size + 2 * s.padding[d] - s.dilation[d] * (s.kernel[d] - 1) - 1 + (ceiling ? s.stride[d] - 1 : 0)
    var count = rest >= 0 ? rest / s.stride[d] + 1 : (rest - s.stride[d] + 1) / s.stride[d] + 1
    if ceiling, (count - 1) * s.stride[d] >= size + s.padding[d] { count -= 1 }
    return count
  }

  private static func outputSize(_ x: Tensor, _ s: Sliding, _ ceiling: Bool) throws -> [Int] {
    let size = (0..<2).map { places(x.shape[x.rank - 2 + $0], s, $0, ceiling) }
    guard size.allSatisfy({ $0 >= 1 }) else {
      let (c, h, w) = (x.shape[x.rank - 3], x.shape[x.rank - 2], x.shape[x.rank - 1])
      throw EngineError.runtime(
        "Given input size: (\(c)x\(h)x\(w)). Calculated output size: (\(c)x\(max(size[0], 0))x\(max(size[1], 0))). "
          + "Output size is too small")
    }
    return size
  }
}
