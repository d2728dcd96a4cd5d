/// Convolutions of bodies, `[n, channels, d, h, w]`. Each place along the depth is a convolution of a picture, whose
/// channels are the slices that the window looks at there.
extension Convolution {
  /// As `forward`, on bodies.
  static func deepForward(
    _ x: NDArray, _ weight: NDArray, _ bias: NDArray?, _ sliding: Sliding, groups: Int, places: [Int]
  ) throws -> NDArray {
    let slices = try Slices(x.shape, sliding, places: places[0])
    let flat = try forward(
      slices.gathered(x), Slices.flat(weight), bias, sliding.withoutDepth, groups: groups,
      places: Array(places.dropFirst()))
    return try slices.standing(flat)
  }

  /// As `backward`, on bodies.
  static func deepBackward(_ g: NDArray, _ weight: NDArray, _ sliding: Sliding, groups: Int, shape: [Int]) throws
    -> NDArray
  {
    let slices = try Slices(shape, sliding, places: g.shape[2])
    let flat = try backward(
      slices.lying(g), Slices.flat(weight), sliding.withoutDepth, groups: groups, shape: slices.shape)
    return try slices.returned(flat)
  }

  /// As `weight`, on bodies.
  static func deepWeight(_ x: NDArray, _ g: NDArray, _ sliding: Sliding, groups: Int, shape: [Int]) throws -> NDArray {
    let slices = try Slices(x.shape, sliding, places: g.shape[2])
    let flat = try weight(
      slices.gathered(x), slices.lying(g), sliding.withoutDepth, groups: groups,
      shape: [shape[0], shape[1] * shape[2], shape[3], shape[4]])
    return try flat.reshaped(shape)
  }
}

extension Sliding {
  /// The same on the slices of bodies.
  fileprivate var withoutDepth: Sliding {
    Sliding(
      kernel: Array(kernel.dropFirst()), stride: Array(stride.dropFirst()), padding: Array(padding.dropFirst()),
      dilation: Array(dilation.dropFirst()))
  }
}

/// The slices of bodies that a window looks at from each of its places along the depth, as channels of pictures.
private struct Slices {
  /// Of the bodies.
  let bodies: [Int]
  let places: Int
  let kernel: Int
  let stride: Int
  let padding: Int
  let dilation: Int
  /// Of the pictures.
  let shape: [Int]

  init(_ bodies: [Int], _ sliding: Sliding, places: Int) throws {
    self.bodies = bodies
    self.places = places
    (kernel, stride) = (sliding.kernel[0], sliding.stride[0])
    (padding, dilation) = (sliding.padding[0], sliding.dilation[0])
    let (count, overflow) = bodies[0].multipliedReportingOverflow(by: places)
    let (channels, overflow2) = bodies[1].multipliedReportingOverflow(by: kernel)
    guard !overflow, !overflow2 else { throw EngineError.runtime("numel: integer multiplication overflow") }
    shape = [count, channels, bodies[3], bodies[4]]
  }

  /// Filters as those of pictures.
  static func flat(_ weight: NDArray) throws -> NDArray {
    let s = weight.shape
    return try weight.contiguous().inMemory().reshaped([s[0], s[1] * s[2], s[3], s[4]])
  }

  /// Calls with the number of each slice of a body that is looked at, and that of its channel in the pictures.
  private func each(_ body: (_ slice: Int, _ channel: Int) -> Void) {
    for n in 0..<bodies[0] {
      for place in 0..<places {
        for c in 0..<bodies[1] {
          for k in 0..<kernel {
            let depth = place * stride - padding + k * dilation
            guard depth >= 0, depth < bodies[2] else { continue }
            body((n * bodies[1] + c) * bodies[2] + depth, ((n * places + place) * bodies[1] + c) * kernel + k)
          }
        }
      }
    }
  }

  func gathered(_ x: NDArray) throws -> NDArray {
    let source = try x.ready()
    let out = try NDArray.zeros(shape: shape, source.dtype).inMemory()
    guard out.count > 0, source.count > 0 else { return try out.converted(to: x.dtype) }
    let bytes = bodies[3] * bodies[4] * source.dtype.size
    guard let from = source.pointer(UInt8.self), let to = out.pointer(UInt8.self) else { return out }
    each { slice, channel in (to + channel * bytes).update(from: from + slice * bytes, count: bytes) }
    return try out.converted(to: x.dtype)
  }

  /// What the channels say about the slices they are copies of, added up.
  func returned(_ pictures: NDArray) throws -> NDArray {
    let source = try pictures.ready()
    let out = try NDArray.zeros(shape: bodies, source.dtype).inMemory()
    guard out.count > 0, source.count > 0 else { return try out.converted(to: pictures.dtype) }
    func add<T: FloatingPoint>(_: T.Type) {
      guard let from = source.pointer(T.self), let to = out.pointer(T.self) else { return }
      let area = bodies[3] * bodies[4]
      each { slice, channel in
        for i in 0..<area { to[slice * area + i] += from[channel * area + i] }
      }
    }
    if out.dtype == .float32 { add(Float.self) } else { add(Double.self) }
    return try out.converted(to: pictures.dtype)
  }

  /// Results of the pictures as one of the bodies.
  func standing(_ y: NDArray) throws -> NDArray {
    let s = y.shape
    return try y.inMemory().reshaped([bodies[0], places, s[1], s[2], s[3]]).permuted([0, 2, 1, 3, 4]).contiguous()
  }

  /// The other way round.
  func lying(_ y: NDArray) throws -> NDArray {
    let s = y.shape
    return try y.inMemory().permuted([0, 2, 1, 3, 4]).contiguous().reshaped([s[0] * s[2], s[1], s[3], s[4]])
  }
}
