import Autograd
import NDArray

/// Convolutions, and their derivatives, which are convolutions again.
public enum Convolutions {
  public static let conv1d = convolution("conv1d", 1)
  public static let conv2d = convolution("conv2d", 2)
  public static let conv3d = convolution("conv3d", 3)
  public static let convTranspose1d = transposed("conv_transpose1d", 1)
  public static let convTranspose2d = transposed("conv_transpose2d", 2)
  public static let convTranspose3d = transposed("conv_transpose3d", 3)

  private static let weight = Typed<Tensor>("weight")
  private static let bias = Typed<Tensor?>("bias", default: Parameter.Default.none)
  private static let stride = Typed<[Int]>("stride", default: .number(.int(1)))
  private static let padding = Typed<[Int]>("padding", default: .number(.int(0)))
  private static let dilation = Typed<[Int]>("dilation", default: .number(.int(1)))
  private static let groups = Typed<Int>("groups", default: .number(.int(1)))

  private static func convolution(_ name: String, _ dims: Int) -> Op {
    let x = [[2, 4, 5], [2, 4, 4, 5], [1, 4, 3, 3, 3]][dims - 1]
    let w = [[2, 4, 3], [2, 4, 3, 2], [2, 4, 2, 1, 2]][dims - 1]
    let split = [[2, 2, 2], [2, 2, 2, 2], [2, 2, 2, 1, 2]][dims - 1]
    return Op(
      name, "The products of filters with every window of the input.", forms: [.function, .functional],
      Overload(
        "ConvolutionBackward0", Arg.input, weight, bias, stride, padding, dilation, groups,
        samples: [
          Sample(.random(x), .random(w), .random([2])),
          Sample(.random(x), .random(w), .none, .ints([2]), .ints([1]), .ints([1]), .number(.int(1))),
          Sample(.random(x), .random(split), .random([2]), .ints([1]), .ints([2]), .ints([2]), .number(.int(2))),
        ]
      ) { x, w, b, stride, padding, dilation, groups in
        try of(x, w, b, dims, stride, padding, dilation, groups, name)
      },
      Overload(
        "ConvolutionBackward0", Arg.input, weight, bias, stride, Typed<String>("padding", default: .text("valid")),
        dilation, groups, samples: [Sample(.random(x), .random(w), .none, .ints([1]), .text("same"))]
      ) { x, w, b, stride, padding, dilation, groups in
        try padded(x, w, b, dims, stride, padding, dilation, groups, name)
      },
      examples: [
        "F.\(name)(torch.ones(1, 1\(times(dims, ", 3"))), torch.ones(1, 1\(times(dims, ", 2"))))"
      ])
  }

  private static func transposed(_ name: String, _ dims: Int) -> Op {
    let x = [[2, 4, 3], [2, 4, 2, 3], [1, 4, 2, 2, 2]][dims - 1]
    let w = [[4, 2, 3], [4, 2, 3, 2], [4, 2, 2, 1, 2]][dims - 1]
    return Op(
      name, "The input spread out again by the filters of a convolution.", forms: [.function, .functional],
      Overload(
        "ConvolutionBackward0", Arg.input, weight, bias, stride, padding,
        Typed<[Int]>("output_padding", default: .number(.int(0))), groups, dilation,
        samples: [
          Sample(.random(x), .random(w), .random([2])),
          Sample(
            .random(x), .random(w), .random([4]), .ints([2]), .ints([1]), .ints([1]), .number(.int(2)), .ints([1])),
        ]
      ) { x, w, b, stride, padding, extra, groups, dilation in
        try spread(x, w, b, dims, stride, padding, extra, groups, dilation, name)
      },
      examples: [
        "F.\(name)(torch.ones(1, 1\(times(dims, ", 2"))), torch.ones(1, 1\(times(dims, ", 2"))))"
      ])
  }

  private static func times(_ count: Int, _ text: String) -> String { String(repeating: text, count: count) }

  // MARK: Checks

  /// One number for each dimension.
  private static func each(_ values: [Int], _ dims: Int, _ name: String) throws -> [Int] {
    if values.count == 1 { return [Int](repeating: values[0], count: dims) }
    guard values.count == dims else {
      throw EngineError.runtime(
        "expected \(name) to be a single integer value or a list of \(dims) values to match the convolution dimensions, "
          + "but got \(name)=\(Layout.text(values))")
    }
    return values
  }

  private static func checkRank(_ x: Tensor, _ dims: Int, _ name: String) throws {
    guard x.rank == dims + 1 || x.rank == dims + 2 else {
      throw EngineError.runtime(
        "Expected \(dims + 1)D (unbatched) or \(dims + 2)D (batched) input to \(name), but got input of size: "
          + Layout.text(x.shape))
    }
  }

  /// - Parameter x: With a batch dimension.
  private static func check(
    _ x: Tensor, _ w: Tensor, _ b: Tensor?, _ sliding: Sliding, _ groups: Int, isTransposed: Bool
  ) throws {
    guard w.rank == x.rank else {
      throw EngineError.runtime(
        "Expected \(w.rank)-dimensional input for \(w.rank)-dimensional weight \(Layout.text(w.shape)), but got "
          + "\(x.rank)-dimensional input of size \(Layout.text(x.shape)) instead")
    }
    guard sliding.padding.allSatisfy({ $0 >= 0 }) else {
      throw EngineError.runtime("negative padding is not supported")
    }
    guard sliding.stride.allSatisfy({ $0 > 0 }) else {
      throw EngineError.runtime("non-positive stride is not supported")
    }
    guard sliding.dilation.allSatisfy({ $0 > 0 }) else {
      throw EngineError.runtime("non-positive dilation is not supported")
    }
    guard groups > 0 else { throw EngineError.runtime("non-positive groups is not supported") }
    guard w.shape[0] >= groups else {
      throw EngineError.runtime(
        "Given groups=\(groups), expected weight to be at least \(groups) at dimension 0, but got weight of size "
          + "\(Layout.text(w.shape)) instead")
    }
    guard w.shape[0] % groups == 0 else {
      throw EngineError.runtime(
        "Given groups=\(groups), expected weight to be divisible by \(groups) at dimension 0, but got weight of size "
          + "[\(Layout.text(w.shape))] instead")
    }
    let channels = isTransposed ? w.shape[0] : w.shape[1] * groups
    guard x.shape[1] == channels else {
      throw EngineError.runtime(
        "Given \(isTransposed ? "transposed=1" : "groups=\(groups)"), weight of size \(Layout.text(w.shape)), expected "
          + "input\(Layout.text(x.shape)) to have \(channels) channels, but got \(x.shape[1]) channels instead")
    }
    let filters = isTransposed ? w.shape[1] * groups : w.shape[0]
    if let b, b.rank != 1 || b.count != filters {
      throw EngineError.runtime(
        "Given \(isTransposed ? "transposed=1, " : "")weight of size \(Layout.text(w.shape)), expected bias to be "
          + "1-dimensional with \(filters) elements, but got bias of size \(Layout.text(b.shape)) instead")
    }
    if !isTransposed {
      for (d, padding) in sliding.padding.enumerated() where padding > .max / 2 {
        throw EngineError.runtime(
          "Given padding=\(padding) at dimension \(d) , expected padding to be at most \(Int.max / 2)")
      }
      let sizes = x.shape.dropFirst(2).enumerated().map { $1.plus(2 * sliding.padding[$0]) }
      let reach = sliding.kernel.enumerated().map { sliding.dilation[$0].times($1 - 1).plus(1) }
      guard zip(sizes, reach).allSatisfy({ $0 >= $1 }) else {
        throw EngineError.runtime(
          "Calculated padded input size per channel: (\(product(sizes))). Kernel size: (\(product(reach))). Kernel size "
            + "can't be greater than actual input size")
      }
    }
    guard x.dtype == w.dtype else {
      throw EngineError.runtime(
        "expected scalar type \(x.dtype.scalarTypeName) but found \(w.dtype.scalarTypeName)")
    }
    if let b, b.dtype != x.dtype {
      throw EngineError.runtime(
        "Input type (\(Products.cName(x.dtype))) and bias type (\(Products.cName(b.dtype))) should be the same")
    }
  }

  private static func product(_ sizes: [Int]) -> String { sizes.map(String.init).joined(separator: " x ") }

  // MARK: Forms

  static func of(
    _ x: Tensor, _ w: Tensor, _ b: Tensor?, _ dims: Int, _ stride: [Int], _ padding: [Int], _ dilation: [Int],
    _ groups: Int, _ name: String
  ) throws -> Tensor {
    try checkRank(x, dims, name)
    if x.rank == dims + 1 {
      return try Shapes.squeeze(
        of(Shapes.unsqueeze(x, 0), w, b, dims, stride, padding, dilation, groups, name), [0])
    }
    let space = max(w.rank - 2, 0)
    // Numbers are one for each of the function's dimensions, whatever the weight's.
    func all(_ values: [Int]) -> [Int] { values.count == 1 ? [Int](repeating: values[0], count: dims) : values }
    let sliding = Sliding(
      kernel: Array(w.shape.dropFirst(2)), stride: try each(w.rank == x.rank ? stride : all(stride), space, "stride"),
      padding: try each(padding, space, "padding"), dilation: try each(dilation, space, "dilation"))
    try check(x, w, b, sliding, groups, isTransposed: false)
    return try plain(x, w, b, sliding, groups, "ConvolutionBackward0")
  }

  /// Padding by a word.
  private static func padded(
    _ x: Tensor, _ w: Tensor, _ b: Tensor?, _ dims: Int, _ stride: [Int], _ padding: String, _ dilation: [Int],
    _ groups: Int, _ name: String
  ) throws -> Tensor {
    try checkRank(x, dims, name)
    switch padding {
    case "valid": return try of(x, w, b, dims, stride, [0], dilation, groups, name)
    case "same": break
    default: throw EngineError.runtime("Invalid padding string: '\(padding)'")
    }
    guard stride.allSatisfy({ $0 == 1 }) else {
      throw EngineError.runtime("padding='same' is not supported for strided convolutions")
    }
    guard w.rank == dims + 2 else { return try of(x, w, b, dims, stride, [0], dilation, groups, name) }
    let steps = try each(dilation, dims, "dilation")
    let totals = (0..<dims).map { max(steps[$0] * (w.shape[2 + $0] - 1), 0) }
    // What does not fit evenly goes to the right and to the bottom.
    var extra: [Int] = []
    for total in totals.reversed() { extra += [0, total % 2] }
    if extra.contains(1) {
      try Warnings.warnOnce(
        "Using padding='same' with even kernel lengths and odd dilation may require a zero-padded copy of the input be "
          + "created", at: "Convolution.cpp:1101")
    }
    let source = extra.contains(1) ? try Padding.constant(x, extra, .int(0)) : x
    return try of(source, w, b, dims, stride, totals.map { $0 / 2 }, dilation, groups, name)
  }

  private static func spread(
    _ x: Tensor, _ w: Tensor, _ b: Tensor?, _ dims: Int, _ stride: [Int], _ padding: [Int], _ extra: [Int],
    _ groups: Int, _ dilation: [Int], _ name: String
  ) throws -> Tensor {
    try checkRank(x, dims, name)
    if x.rank == dims + 1 {
      return try Shapes.squeeze(
        spread(Shapes.unsqueeze(x, 0), w, b, dims, stride, padding, extra, groups, dilation, name), [0])
    }
    let space = max(w.rank - 2, 0)
    let sliding = Sliding(
      kernel: Array(w.shape.dropFirst(2)), stride: try each(stride, space, "stride"),
      padding: try each(padding, space, "padding"), dilation: try each(dilation, space, "dilation"))
    let more = try each(extra, space, "output_padding")
    try check(x, w, b, sliding, groups, isTransposed: true)
    for d in 0..<space where more[d] >= max(sliding.stride[d], sliding.dilation[d]) {
      let sides = ["depth", "height", "width"].suffix(max(space, 2))
      let words = [("output_padding", more, 0), ("stride", sliding.stride, 1), ("dilation", sliding.dilation, 1)]
        .flatMap { what, values, usual in
          zip(sides, space == 1 ? [usual] + values : values).map { "\(what)_\($0): \($1)" }
        }
      throw EngineError.runtime(
        "output padding must be smaller than either stride or dilation, but got " + words.joined(separator: " "))
    }
    var sizes: [Int] = []
    for d in 0..<space {
      let reach = sliding.dilation[d] * (sliding.kernel[d] - 1)
      sizes.append((x.shape[2 + d] - 1) * sliding.stride[d] - 2 * sliding.padding[d] + reach + more[d] + 1)
    }
    guard sizes.allSatisfy({ $0 > 0 }) else {
      throw EngineError.runtime(
        "Given input size per channel: (\(product(Array(x.shape.dropFirst(2))))). Calculated output size per channel: "
          + "(\(product(sizes))). Output size is too small")
    }
    return try back(
      x, w, b, sliding, groups, [x.shape[0], w.shape[1] * groups] + sizes, "ConvolutionBackward0")
  }

  // MARK: The three products

  /// Inputs of a node, with a place for a bias that is not there.
  private static func inputs(_ x: Tensor, _ w: Tensor, _ b: Tensor?) -> [Tensor] { [x, w, b ?? Tensor(x.data)] }

  /// The gradient of a bias.
  private static func total(_ g: Tensor, _ parts: [Tensor]) throws -> Tensor {
    let sums = try withoutRecording { try Sum.along(g, [0] + Array(2..<g.rank), keepdim: false) }
    let shape = g.shape
    return Recording.record(double, parts, sums.data) { d in
      let column = [1, shape[1]] + shape.dropFirst(2).map { _ in 1 }
      return [d.needs(0) ? try Shapes.expand(Shapes.view(d.gradient, column), shape) : nil, nil, nil]
    }
  }

  private static let double = "ConvolutionBackwardBackward0"

  /// A convolution.
  ///
  /// - Parameter beside: The other input, where this is the derivative of a transposed convolution by its input: PyTorch
  ///   takes all derivatives in one step, so that each of them depends on everything there was.
  static func plain(
    _ x: Tensor, _ w: Tensor, _ b: Tensor?, _ sliding: Sliding, _ groups: Int, _ name: String, beside: Tensor? = nil
  ) throws -> Tensor {
    let places = x.shape.dropFirst(2).enumerated().map { sliding.places($1, $0) }
    let data = try Convolution.forward(x.data, w.data, b?.data, sliding, groups: groups, places: places)
    let (shape, weights) = (x.shape, w.shape)
    if let beside {
      return Recording.record(name, [x, beside, w], data, keeping: [x, w]) { d in
        let other = d.gradient
        return [
          d.needs(0) ? try back(other, d.kept(1), nil, sliding, groups, shape, double) : nil, nil,
          d.needs(2) ? try crossed(weight(d.kept(0), other, sliding, groups, weights), shape, other, sliding) : nil,
        ]
      }
    }
    return Recording.record(name, inputs(x, w, b), data, keeping: [x, w]) { d in
      let g = d.gradient
      let (x, w) = (try d.kept(0), try d.kept(1))
      return [
        d.needs(0) ? try back(g, w, nil, sliding, groups, shape, double, beside: x) : nil,
        d.needs(1) ? try weight(x, g, sliding, groups, weights, [g, x, w]) : nil,
        d.needs(2) ? try total(g, [g, x, w]) : nil,
      ]
    }
  }

  /// The gradient of a convolution's input of `shape`, which is also a transposed convolution.
  ///
  /// - Parameter beside: The convolution's input, where this is its derivative.
  static func back(
    _ g: Tensor, _ w: Tensor, _ b: Tensor?, _ sliding: Sliding, _ groups: Int, _ shape: [Int], _ name: String,
    beside: Tensor? = nil
  ) throws -> Tensor {
    var data = try Convolution.backward(g.data, w.data, sliding, groups: groups, shape: shape)
    if let b {
      let column = try b.data.contiguous().inMemory().reshaped([b.count] + shape.dropFirst(2).map { _ in 1 })
      data = try Elementwise.zip(Add.self, data, column)
    }
    let weights = w.shape
    if let beside {
      return Recording.record(name, [g, beside, w], data, keeping: [g, w]) { d in
        let (other, g) = (d.gradient, try d.kept(0))
        return [
          d.needs(0) ? try plain(other, d.kept(1), nil, sliding, groups, double) : nil, nil,
          d.needs(2) ? try crossed(weight(other, g, sliding, groups, weights), other.shape, g, sliding) : nil,
        ]
      }
    }
    return Recording.record(name, inputs(g, w, b), data, keeping: [g, w]) { d in
      let other = d.gradient
      let (x, w) = (try d.kept(0), try d.kept(1))
      return [
        d.needs(0) ? try plain(other, w, nil, sliding, groups, double, beside: x) : nil,
        d.needs(1) ? try weight(other, x, sliding, groups, weights, [other, x, w]) : nil,
        d.needs(2) ? try total(other, [other, x, w]) : nil,
      ]
    }
  }

  /// The gradient of a convolution's filters of `shape`.
  ///
  /// - Parameter parts: What the derivative of a convolution depends on: incoming gradient, input and filters.
  private static func weight(
    _ x: Tensor, _ g: Tensor, _ sliding: Sliding, _ groups: Int, _ shape: [Int], _ parts: [Tensor]? = nil
  ) throws -> Tensor {
    let data = try Convolution.weight(x.data, g.data, sliding, groups: groups, shape: shape)
    let pictures = x.shape
    // Of a transposed convolution the incoming gradient is what a plain one has for its input.
    let isTransposed = parts.map { $0[0] === x } ?? true
    return Recording.record(double, parts ?? [x, g], data, keeping: [x, g]) { d in
      let other = d.gradient
      let (ofX, ofG) = isTransposed ? (0, 1) : (1, 0)
      var gradients = [Tensor?](repeating: nil, count: parts?.count ?? 2)
      if d.needs(ofX) { gradients[ofX] = try back(d.kept(1), other, nil, sliding, groups, pictures, double) }
      if d.needs(ofG) { gradients[ofG] = try plain(d.kept(0), other, nil, sliding, groups, double) }
      return gradients
    }
  }

  /// A gradient of filters as PyTorch's second derivative leaves it in memory: it is made with channels in and out
  /// exchanged, as long as the pictures allow, and cut to the filters' size.
  private static func crossed(_ gradient: Tensor, _ picture: [Int], _ g: Tensor, _ sliding: Sliding) throws -> Tensor {
    let shape = gradient.shape
    guard shape.count > 2, !shape.contains(0) else { return gradient }
    var sizes = [shape[1], shape[0]]
    for d in 0..<shape.count - 2 {
      let reach = picture[d + 2] + 2 * sliding.padding[d] - sliding.stride[d] * (g.shape[d + 2] - 1) - 1
      sizes.append(max(reach / sliding.dilation[d] + 1, shape[d + 2]))
    }
    let whole = try NDArray.zeros(shape: sizes, gradient.dtype)
    var strides = [Int](repeating: 1, count: sizes.count)
    for d in Swift.stride(from: sizes.count - 2, through: 0, by: -1) { strides[d] = strides[d + 1] * sizes[d + 1] }
    strides.swapAt(0, 1)
    let laid = try whole.inMemory().strided(shape, strides)
    laid.assign(gradient.data)
    return Tensor(laid, node: gradient.node, slot: gradient.slot)
  }
}

extension Recording {
  /// The result of an operation that is linear in its one input: its derivative is the adjoint, and the adjoint's is
  /// the operation.
  ///
  /// - Parameter keepsInput: Whether PyTorch's derivative takes the input too, though only its shape counts. The input
  ///   then has a part in the graph of the derivative.
  static func linear(
    _ name: String, _ x: Tensor, second: String? = nil, keepsInput: Bool = false,
    _ forward: @escaping (NDArray) throws -> NDArray, adjoint: @escaping (NDArray) throws -> NDArray
  ) throws -> Tensor {
    let other = second ?? String(name.dropLast()) + "Backward0"
    guard keepsInput else {
      return record(name, [x], try forward(x.data)) { d in
        [try linear(other, d.gradient, second: name, adjoint, adjoint: forward)]
      }
    }
    return record(name, [x], try forward(x.data), keeping: [x]) { d in
      let input = try d.kept(0)
      return [
        record(other, [d.gradient, input], try adjoint(d.gradient.data)) { d in
          [
            try linear(name, d.gradient, second: other, forward, adjoint: adjoint),
            d.needs(1) ? Tensor(try NDArray.zeros(shape: input.shape, input.dtype)) : nil,
          ]
        }
      ]
    }
  }
}
