internal import CKernels

/// How a window slides over pictures: one number for rows and one for columns, each.
public struct Sliding: Sendable {
  public var kernel: [Int]
  public var stride: [Int]
  public var padding: [Int]
  public var dilation: [Int]

  public init(kernel: [Int], stride: [Int], padding: [Int], dilation: [Int]) {
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
  }

  /// How many places the window has along a dimension of size `size`; may be zero or less.
  public func places(_ size: Int, _ dim: Int) -> Int {
    let (margin, overflow) = padding[dim].multipliedReportingOverflow(by: 2)
    let (reach, overflow2) = dilation[dim].multipliedReportingOverflow(by: kernel[dim] - 1)
    guard !overflow, !overflow2, margin < 1 << 40, reach < 1 << 40, stride[dim] > 0 else { return 0 }
    let rest = size + margin - reach - 1
    return rest < 0 ? 0 : rest / stride[dim] + 1
  }

  /// The same on pictures one row high.
  public var lifted: Sliding {
    kernel.count == 2
      ? self
      : Sliding(kernel: [1] + kernel, stride: [1] + stride, padding: [0] + padding, dilation: [1] + dilation)
  }
}

/// Convolutions of batches of pictures, `[n, channels, h, w]`, of rows, `[n, channels, w]`, and of bodies,
/// `[n, channels, d, h, w]`; float32 or float64 inside.
public enum Convolution {
  /// The products of filters with every window of pictures.
  public static func forward(
    _ x: NDArray, _ weight: NDArray, _ bias: NDArray?, _ sliding: Sliding, groups: Int, places: [Int]
  ) throws -> NDArray {
    if places.count == 3 { return try deepForward(x, weight, bias, sliding, groups: groups, places: places) }
    let out = try NDArray.zeros(shape: [x.shape[0], weight.shape[0]] + places, x.dtype.factored).inMemory()
    var p = window(x.shape, weight.shape[0], sliding, groups, places)
    let (a, w) = (try x.ready(), try weight.ready())
    let b = try bias?.ready()
    try check(
      run(
        out,
        { to in ag_convolvef(&p, a.pointer(Float.self), w.pointer(Float.self), b?.pointer(Float.self), to) },
        { to in ag_convolve(&p, a.pointer(Double.self), w.pointer(Double.self), b?.pointer(Double.self), to) }))
    return try out.converted(to: x.dtype)
  }

  /// The gradient of pictures of `shape`, given that of the result: what a transposed convolution computes.
  public static func backward(_ g: NDArray, _ weight: NDArray, _ sliding: Sliding, groups: Int, shape: [Int]) throws
    -> NDArray
  {
    if shape.count == 5 { return try deepBackward(g, weight, sliding, groups: groups, shape: shape) }
    let out = try NDArray.zeros(shape: shape, g.dtype.factored).inMemory()
    var p = window(shape, weight.shape[0], sliding, groups, Array(g.shape.dropFirst(2)))
    let (a, w) = (try g.ready(), try weight.ready())
    try check(
      run(
        out, { to in ag_convolve_backf(&p, a.pointer(Float.self), w.pointer(Float.self), to) },
        { to in ag_convolve_back(&p, a.pointer(Double.self), w.pointer(Double.self), to) }))
    return try out.converted(to: g.dtype)
  }

  /// The gradient of filters of `shape`, given that of the result.
  public static func weight(_ x: NDArray, _ g: NDArray, _ sliding: Sliding, groups: Int, shape: [Int]) throws
    -> NDArray
  {
    if shape.count == 5 { return try deepWeight(x, g, sliding, groups: groups, shape: shape) }
    let out = try NDArray.zeros(shape: shape, x.dtype.factored).inMemory()
    var p = window(x.shape, shape[0], sliding, groups, Array(g.shape.dropFirst(2)))
    let (a, b) = (try x.ready(), try g.ready())
    try check(
      run(
        out, { to in ag_convolve_weightf(&p, a.pointer(Float.self), b.pointer(Float.self), to) },
        { to in ag_convolve_weight(&p, a.pointer(Double.self), b.pointer(Double.self), to) }))
    return try out.converted(to: x.dtype)
  }

  /// The windows of pictures as columns: `[n, channels · kernel, places]`.
  public static func columns(_ x: NDArray, _ sliding: Sliding, places: [Int]) throws -> NDArray {
    let (n, channels) = (x.shape[0], x.shape[1])
    let depth = channels * sliding.kernel.reduce(1, *)
    let count = places.reduce(1, *)
    let out = try NDArray.zeros(shape: [n, depth, count], x.dtype.factored).inMemory()
    var p = window(x.shape, 1, sliding, 1, places)
    let a = try x.ready()
    let plane = x.shape.dropFirst(1).reduce(1, *)
    _ = run(
      out,
      { to in
        guard let from = a.pointer(Float.self) else { return 0 }
        for i in 0..<n { ag_columnsf(&p, channels, from + i * plane, to + i * depth * count) }
        return 0
      },
      { to in
        guard let from = a.pointer(Double.self) else { return 0 }
        for i in 0..<n { ag_columns(&p, channels, from + i * plane, to + i * depth * count) }
        return 0
      })
    return try out.converted(to: x.dtype)
  }

  /// Columns summed up to pictures of `shape`.
  public static func pictures(_ columns: NDArray, _ sliding: Sliding, places: [Int], shape: [Int]) throws -> NDArray {
    let (n, channels) = (shape[0], shape[1])
    let out = try NDArray.zeros(shape: shape, columns.dtype.factored).inMemory()
    var p = window(shape, 1, sliding, 1, places)
    let a = try columns.ready()
    let plane = shape.dropFirst(1).reduce(1, *)
    let block = columns.shape[1] * columns.shape[2]
    _ = run(
      out,
      { to in
        guard let from = a.pointer(Float.self) else { return 0 }
        for i in 0..<n { ag_uncolumnsf(&p, channels, from + i * block, to + i * plane) }
        return 0
      },
      { to in
        guard let from = a.pointer(Double.self) else { return 0 }
        for i in 0..<n { ag_uncolumns(&p, channels, from + i * block, to + i * plane) }
        return 0
      })
    return try out.converted(to: columns.dtype)
  }

  private static func window(_ shape: [Int], _ filters: Int, _ sliding: Sliding, _ groups: Int, _ places: [Int])
    -> ag_window
  {
    let s = sliding.lifted
    let flat = shape.count == 3
    return ag_window(
      n: shape[0], channels: shape[1], filters: filters, groups: max(groups, 1), h: flat ? 1 : shape[2],
      w: shape[shape.count - 1], oh: flat ? 1 : places[0], ow: places[places.count - 1], kh: s.kernel[0],
      kw: s.kernel[1], sh: s.stride[0], sw: s.stride[1], ph: s.padding[0], pw: s.padding[1], dh: s.dilation[0],
      dw: s.dilation[1])
  }

  private static func run(
    _ out: NDArray, _ float: (UnsafeMutablePointer<Float>) -> Int32,
    _ double: (UnsafeMutablePointer<Double>) -> Int32
  ) -> Int32 {
    guard out.count > 0 else { return 0 }
    if out.dtype == .float32 { return out.pointer(Float.self).map(float) ?? 0 }
    return out.pointer(Double.self).map(double) ?? 0
  }

  private static func check(_ status: Int32) throws {
    guard status == 0 else { throw EngineError.runtime("not enough memory for a convolution") }
  }
}

extension DType {
  /// The type in which windows are computed.
  var factored: DType { self == .float64 || isIntegral ? .float64 : .float32 }
}

extension NDArray {
  /// These values dense in rows, in the type in which windows are computed.
  func ready() throws -> NDArray { try converted(to: dtype.factored).contiguous().inMemory() }
}
