internal import CKernels
internal import Glibc

/// The float formats narrower than `Float`: their numbers are drawn as floats, then rounded.
public enum NarrowFloat: Sendable {
  case float16
  case bfloat16

  /// The value of this format that is nearest to `value`, ties to even.
  public func round(_ value: Float) -> Float {
    switch self {
    case .float16:
      return Float(Float16(value))
    case .bfloat16:
      guard !value.isNaN else { return value }
      let bits = value.bitPattern
      return Float(bitPattern: (bits &+ 0x7fff &+ (bits >> 16 & 1)) & 0xffff_0000)
    }
  }
}

// MARK: - Uniform

extension Generator {
  /// Fills with numbers evenly spread over [from, to), as `uniform_(from, to)` does; `rand` is 0 to 1.
  public func uniform(into buffer: UnsafeMutableBufferPointer<Float>, from: Double = 0, to: Double = 1) {
    guard let base = buffer.baseAddress else { return }
    mt_fill_uniform_f32(&engine, base, buffer.count, Float(from), Float(to))
  }

  /// Fills with numbers evenly spread over [from, to), in double precision.
  public func uniform(into buffer: UnsafeMutableBufferPointer<Double>, from: Double = 0, to: Double = 1) {
    guard let base = buffer.baseAddress else { return }
    mt_fill_uniform_f64(&engine, base, buffer.count, from, to)
  }

  /// Fills with numbers that a narrower format can hold; one that rounds up to `to` becomes `from`.
  public func uniform(
    into buffer: UnsafeMutableBufferPointer<Float>, from: Double = 0, to: Double = 1, roundedTo format: NarrowFloat
  ) {
    uniform(into: buffer, from: from, to: to)
    let end = format.round(Float(to))
    let start = format.round(Float(from))
    for index in buffer.indices {
      let value = format.round(buffer[index])
      buffer[index] = value == end ? start : value
    }
  }
}

// MARK: - Normal

extension Generator {
  /// From this many elements on, contiguous arrays are filled by blocks of sixteen, which gives other numbers
  /// than one by one does.
  private static let blockThreshold = 16

  /// Fills with normal numbers, as `normal_(mean, std)` does; `randn` is 0 and 1.
  ///
  /// - Parameter contiguous: whether the array being filled is contiguous; PyTorch fills others one by one.
  public func normal(
    into buffer: UnsafeMutableBufferPointer<Float>, mean: Double = 0, std: Double = 1, contiguous: Bool = true
  ) {
    guard let base = buffer.baseAddress else { return }
    if contiguous && buffer.count >= Self.blockThreshold {
      mt_fill_normal_f32(&engine, base, buffer.count, Float(mean), Float(std))
    } else {
      for index in buffer.indices { buffer[index] = Float(mt_normal(&engine, mean, std)) }
    }
  }

  /// Fills with normal numbers in double precision.
  public func normal(
    into buffer: UnsafeMutableBufferPointer<Double>, mean: Double = 0, std: Double = 1, contiguous: Bool = true
  ) {
    guard let base = buffer.baseAddress else { return }
    if contiguous && buffer.count >= Self.blockThreshold {
      mt_fill_normal_f64(&engine, base, buffer.count, mean, std)
    } else {
      for index in buffer.indices { buffer[index] = mt_normal(&engine, mean, std) }
    }
  }

  /// Fills with normal numbers that a narrower format can hold.
  ///
  /// Unlike wider formats, the uniforms of an incomplete last block are not drawn before it is drawn anew.
  public func normal(
    into buffer: UnsafeMutableBufferPointer<Float>, mean: Double = 0, std: Double = 1, contiguous: Bool = true,
    roundedTo format: NarrowFloat
  ) {
    guard let base = buffer.baseAddress else { return }
    let count = buffer.count
    if contiguous && count >= Self.blockThreshold {
      let whole = count - count % 16
      mt_fill_normal_f32(&engine, base, whole, Float(mean), Float(std))
      if whole < count { mt_fill_normal_f32(&engine, base + (count - 16), 16, Float(mean), Float(std)) }
    } else {
      for index in buffer.indices { buffer[index] = Float(mt_normal(&engine, mean, std)) }
    }
    for index in buffer.indices { buffer[index] = format.round(buffer[index]) }
  }
}

// MARK: - Families made from one uniform or normal double each

extension Generator {
  /// Fills with exponential numbers of rate `lambda`, drawn in double precision.
  public func exponential<T: BinaryFloatingPoint>(into buffer: UnsafeMutableBufferPointer<T>, lambda: Double = 1) {
    let scale = -1 / lambda
    for index in buffer.indices { buffer[index] = T(scale * log1p(-mt_unit(&engine))) }
  }

  /// Fills with Cauchy numbers, drawn in double precision.
  public func cauchy<T: BinaryFloatingPoint>(
    into buffer: UnsafeMutableBufferPointer<T>, median: Double = 0, sigma: Double = 1
  ) {
    for index in buffer.indices { buffer[index] = T(fma(sigma, tan(Double.pi * (mt_unit(&engine) - 0.5)), median)) }
  }

  /// Fills with numbers whose logarithm is normal, drawn in double precision.
  public func logNormal<T: BinaryFloatingPoint>(
    into buffer: UnsafeMutableBufferPointer<T>, mean: Double = 1, std: Double = 2
  ) {
    for index in buffer.indices { buffer[index] = T(exp(mt_normal(&engine, mean, std))) }
  }

  /// Fills with the number of trials up to the first success of chance `p`, for 0 < p < 1.
  public func geometric<T: BinaryFloatingPoint>(into buffer: UnsafeMutableBufferPointer<T>, p: Double) {
    let scale = log1p(-p)
    for index in buffer.indices { buffer[index] = T(ceil(log(mt_unit(&engine)) / scale)) }
  }
}
