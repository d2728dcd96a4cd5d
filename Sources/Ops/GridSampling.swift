import Autograd
import NDArray

/// Pictures and bodies read at places between their elements, and the places that a linear map gives.
public enum GridSampling {
  private static let align = Typed<Bool?>("align_corners", default: Parameter.Default.none)

  private static func warn(_ align: Bool?) throws {
    guard align == nil else { return }
    try Warnings.warn(
      "Default grid_sample and affine_grid behavior has changed to align_corners=False since 1.3.0. Please specify "
        + "align_corners=True if the old behavior is desired. See the documentation of grid_sample for details.")
  }

  // MARK: Places by a linear map

  public static let affineGrid = Op(
    "affine_grid", "The places from which a picture that is turned, stretched and moved takes its elements.",
    forms: .functional,
    Overload(
      "AffineGridGeneratorBackward0", Typed<Tensor>("theta"), Typed<[Int]>("size"), align,
      samples: [
        Sample(.random([2, 2, 3]), .ints([2, 1, 2, 3]), .number(.bool(false))),
        Sample(.random([1, 3, 4]), .ints([1, 1, 2, 1, 3]), .number(.bool(true))),
      ]
    ) { theta, size, align in try affine(theta, size, align) },
    examples: ["F.affine_grid(torch.tensor([[[1., 0., 0.], [0., 1., 0.]]]), (1, 1, 2, 2), align_corners=False)"])

  private static func affine(_ theta: Tensor, _ size: [Int], _ align: Bool?) throws -> Tensor {
    try warn(align)
    guard theta.dtype.isFloatingPoint else {
      throw EngineError(
        .valueError, "Expected theta to have floating point type, but got torch.\(theta.dtype)")
    }
    let text = "(" + size.map(String.init).joined(separator: ", ") + (size.count == 1 ? ",)" : ")")
    guard size.count == 4 || size.count == 5 else {
      throw EngineError(
        .notImplementedError,
        "affine_grid only supports 4D and 5D sizes, for 2D and 3D affine transforms, respectively. Got size \(text).")
    }
    let dims = size.count - 2
    guard theta.rank == 3, theta.shape[1] == dims, theta.shape[2] == dims + 1 else {
      throw EngineError(
        .valueError,
        "Expected a batch of \(dims)D affine matrices of shape Nx\(dims)x\(dims + 1) for size \(text). Got "
          + "torch.Size(\(Layout.text(theta.shape))).")
    }
    let space = Array(size.dropFirst(2))
    if align == true, space.min() == 1 {
      try Warnings.warn(
        "Since version 1.3.0, affine_grid behavior has changed for unit-size grids when align_corners=True. This is not "
          + "an intended use case of affine_grid. See the documentation of affine_grid for details.")
    }
    guard size.allSatisfy({ $0 > 0 && $0 < 1 << 24 }) else {
      throw EngineError(.valueError, "Expected non-zero, positive output size. Got \(text)")
    }
    let count = try space.reduce(size[0]) { total, next in
      let (result, overflow) = total.multipliedReportingOverflow(by: next * (dims + 1))
      guard !overflow, result < 1 << 40 else { throw EngineError.runtime("numel: integer multiplication overflow") }
      return result / (dims + 1)
    }
    let base = Tensor(try points(size[0], space, count, theta.dtype, align ?? false))
    return try Recording.step("AffineGridGeneratorBackward0", [theta]) { inputs in
      let places = try Products.bmm(base, Shapes.transpose(inputs[0], 1, 2))
      return try Shapes.reshape(places, [size[0]] + space + [dims])
    }
  }

  /// The middle of every element of a picture, its corners at -1 and 1, each followed by a one.
  private static func points(_ n: Int, _ space: [Int], _ count: Int, _ dtype: DType, _ align: Bool) throws -> NDArray {
    let axes = try space.map { steps -> [Double] in
      guard steps > 1 else { return [0] }
      let whole = Tensor(try NDArray.linspace(-1, 1, count: steps, dtype))
      guard !align else { return whole.data.doubles() }
      return try Div.of(Mul.of(whole, .int(steps - 1)), .int(steps)).data.doubles()
    }
    var values: [Double] = []
    values.reserveCapacity(count * (space.count + 1))
    for _ in 0..<n {
      var place = [Int](repeating: 0, count: space.count)
      for _ in 0..<count / n {
        // The last dimension comes first: x, y, z.
        for d in space.indices.reversed() { values.append(axes[d][place[d]]) }
        values.append(1)
        for d in space.indices.reversed() {
          place[d] += 1
          if place[d] < space[d] { break }
          place[d] = 0
        }
      }
    }
    return try NDArray.doubles(values, shape: [n, count / n, space.count + 1], dtype)
  }

  // MARK: Reading

  public static let gridSample = Op(
    "grid_sample", "Elements of pictures read at the places of a grid, whose corners are -1 and 1.", forms: .functional,
    Overload(
      "GridSampler2DBackward0", Arg.input, Typed<Tensor>("grid"), Typed<String>("mode", default: .text("bilinear")),
      Typed<String>("padding_mode", default: .text("zeros")), align,
      samples: [
        Sample(
          .random([1, 2, 3, 4]), .random([1, 2, 2, 2], -0.9...0.9), .text("bilinear"), .text("zeros"),
          .number(.bool(false))),
        Sample(
          .random([1, 1, 3, 3]), .random([1, 2, 2, 2], -0.8...0.8), .text("bicubic"), .text("border"),
          .number(.bool(true))),
        Sample(
          .random([1, 1, 3, 3]), .random([1, 2, 2, 2], 1.1...1.8), .text("bilinear"), .text("reflection"),
          .number(.bool(false))),
        Sample(
          .random([1, 1, 2, 3, 2]), .random([1, 1, 2, 2, 3], -0.9...0.9), .text("bilinear"), .text("zeros"),
          .number(.bool(true))),
      ]
    ) { x, grid, mode, margin, align in try read(x, grid, mode, margin, align) },
    examples: [
      "F.grid_sample(torch.tensor([[[[1., 2.], [3., 4.]]]]), torch.zeros(1, 1, 1, 2), align_corners=False)"
    ])

  private static func read(_ x: Tensor, _ grid: Tensor, _ mode: String, _ margin: String, _ align: Bool?) throws
    -> Tensor
  {
    guard let reading = Reading(rawValue: mode) else {
      throw EngineError(
        .valueError,
        "nn.functional.grid_sample(): expected mode to be 'bilinear', 'nearest' or 'bicubic', but got: '\(mode)'")
    }
    guard let margin = Margin(rawValue: margin) else {
      throw EngineError(
        .valueError,
        "nn.functional.grid_sample(): expected padding_mode to be 'zeros', 'border', or 'reflection', but got: "
          + "'\(margin)'")
    }
    try warn(align)
    try check(x, grid, reading)
    let dims = x.rank - 2
    let sampling = Sampling(
      sizes: Array(x.shape.dropFirst(2)), places: Array(grid.shape.dropFirst().dropLast()), reading: reading,
      margin: margin, align: align ?? false)
    let data = try withoutRecording { try sampling.of(x, grid) }.data
    return Recording.record("GridSampler\(dims)DBackward0", [x, grid], data, keeping: [x, grid]) { d in
      let wanted = [d.needs(0), d.needs(1)]
      return try slopes(sampling, d.gradient, d.kept(0), d.kept(1), wanted)
    }
  }

  /// The gradients of pictures and grids: one step in the graph, as PyTorch's kernel for both is.
  private static func slopes(_ sampling: Sampling, _ g: Tensor, _ x: Tensor, _ grid: Tensor, _ wanted: [Bool]) throws
    -> [Tensor?]
  {
    let isDerived = GradMode.isEnabled
    let gradients = try recorded {
      let ends = [x, grid].map { Recording.double(of: $0, isDerived: false) }
      return try own(sampling, Tensor(g.data), ends[0], ends[1], createsGraph: false)
    }
    let data = try zip([x, grid], gradients).map { try $1?.data ?? NDArray.zeros(shape: $0.shape, $0.dtype) }
    guard isDerived else { return data.map { Tensor($0) } }
    let inputs = [g, x, grid]
    let name = "GridSampler\(x.rank - 2)DBackwardBackward0"
    let results = Recording.recordSeveral(name, inputs, data, keeping: inputs) { further, node in
      try curves(sampling, further, inputs.indices.map { try node.value($0) })
    }
    return zip(wanted, results).map { $0 ? $1 : nil }
  }

  /// The derivatives of `slopes` by the gradient that comes in, the picture and the grid.
  private static func curves(_ sampling: Sampling, _ further: [Tensor?], _ kept: [Tensor]) throws -> [Tensor?] {
    let isDerived = GradMode.isEnabled
    return try recorded {
      let doubles = kept.map { Recording.double(of: $0, isDerived: isDerived) }
      let gradients = try own(sampling, doubles[0], doubles[1], doubles[2], createsGraph: true)
      let roots = zip(gradients, further).compactMap { gradient, weight in
        gradient.flatMap { gradient in weight.flatMap { gradient.node == nil ? nil : (gradient, $0) } }
      }
      let reached = doubles.indices.filter { doubles[$0].node != nil }
      var result = [Tensor?](repeating: nil, count: doubles.count)
      if !roots.isEmpty {
        let edges = reached.compactMap { doubles[$0].edge }
        let found = try Backward.gradients(of: roots, at: edges, createsGraph: isDerived)
        for (index, gradient) in zip(reached, found) { result[index] = gradient }
      }
      // A place that is rounded to the nearest element has a derivative all the same, which is zero.
      if sampling.reading == .nearest, further[0] != nil, result[2] == nil {
        result[2] = Tensor(try NDArray.zeros(shape: kept[2].shape, kept[2].dtype))
      }
      return result
    }
  }

  /// The gradients of what is read, recorded where a picture or a grid is.
  private static func own(
    _ sampling: Sampling, _ g: Tensor, _ x: Tensor, _ grid: Tensor, createsGraph: Bool
  ) throws -> [Tensor?] {
    let ends = [x, grid].filter { $0.node != nil }
    let found = try Backward.gradients(
      of: [(sampling.of(x, grid), g)], at: ends.compactMap(\.edge), createsGraph: createsGraph)
    return x.node == nil ? [nil] + found : found + (grid.node == nil ? [nil] : [])
  }

  private static func recorded<R>(_ run: () throws -> R) rethrows -> R {
    let isEnabled = GradMode.isEnabled
    GradMode.isEnabled = true
    defer { GradMode.isEnabled = isEnabled }
    return try run()
  }

  private static func check(_ x: Tensor, _ grid: Tensor, _ reading: Reading) throws {
    let (a, b) = (Layout.text(x.shape), Layout.text(grid.shape))
    guard x.rank > 0, grid.rank > 0, x.shape[0] == grid.shape[0] else {
      throw EngineError.runtime(
        "grid_sampler(): expected grid and input to have same batch size, but got input with sizes \(a) and grid with "
          + "sizes \(b)")
    }
    guard grid.shape[grid.rank - 1] == x.rank - 2 else {
      throw EngineError.runtime(
        "grid_sampler(): expected grid to have size \(x.rank - 2) in last dimension, but got grid with sizes \(b)")
    }
    if let d = x.shape.indices.dropFirst(2).first(where: { x.shape[$0] == 0 }) {
      throw EngineError.runtime(
        "grid_sampler(): expected input to have non-empty spatial dimensions, but input has sizes \(a) with dimension "
          + "\(d) being empty")
    }
    guard x.rank == 4 || x.rank == 5, grid.rank == x.rank else {
      throw EngineError.runtime(
        "grid_sampler(): expected \(x.rank == 5 ? "5D" : "4D")"
          + " input and grid with same number of dimensions, but got input with sizes \(a) and grid with sizes \(b)")
    }
    guard x.rank == 4 || reading != .cubic else {
      throw EngineError.runtime("grid_sampler(): bicubic interpolation only supports 4D input")
    }
    try x.dtype.requireFloatingPoint("grid_sampler_\(x.rank - 2)d_cpu_kernel_impl")
    guard x.dtype == grid.dtype else {
      throw EngineError.runtime(
        "expected scalar type \(x.dtype.scalarTypeName) but found \(grid.dtype.scalarTypeName)")
    }
  }
}

/// How an element between others is read.
enum Reading: String {
  case linear = "bilinear"
  case nearest
  case cubic = "bicubic"
}

/// What lies outside of a picture.
enum Margin: String {
  case zeros
  case border
  case reflection
}
