internal import CKernels

/// Yes or no, with a chance.
extension Generator {
  /// Calls `body` with stretches of uniform doubles until `count` have been drawn, and where each stretch begins.
  private func units(_ count: Int, _ body: (Int, UnsafeMutableBufferPointer<Double>) -> Void) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: min(max(count, 1), 1024)) { chunk in
      var done = 0
      while done < count {
        let stretch = UnsafeMutableBufferPointer(rebasing: chunk[..<min(chunk.count, count - done)])
        uniform(into: stretch)
        body(done, stretch)
        done += stretch.count
      }
    }
  }

  /// Fills with `yes` at chance `p`, else `no`: `bernoulli_(p)`, and `bernoulli(input, p)`.
  public func bernoulli<T>(into buffer: UnsafeMutableBufferPointer<T>, p: Double, yes: T, no: T) {
    units(buffer.count) { start, stretch in
      for index in stretch.indices { buffer[start + index] = stretch[index] < p ? yes : no }
    }
  }

  /// Fills with `yes` at each element's own chance, else `no`: `bernoulli(probabilities)` of single precision or
  /// narrower, one draw each.
  public func bernoulli<T>(
    into buffer: UnsafeMutableBufferPointer<T>, probabilities: UnsafeBufferPointer<Float>, yes: T, no: T
  ) {
    let scale: Float = 0x1p-24
    for index in 0..<min(buffer.count, probabilities.count) {
      let unit = Float(mt_next32(&engine) & 0xff_ffff) * scale
      buffer[index] = unit < probabilities[index] ? yes : no
    }
  }

  /// Fills with `yes` at each element's own chance, else `no`: `bernoulli(probabilities)` of double precision.
  public func bernoulli<T>(
    into buffer: UnsafeMutableBufferPointer<T>, probabilities: UnsafeBufferPointer<Double>, yes: T, no: T
  ) {
    let count = min(buffer.count, probabilities.count)
    units(count) { start, stretch in
      for index in stretch.indices { buffer[start + index] = stretch[index] < probabilities[start + index] ? yes : no }
    }
  }

  /// Fills with what dropout multiplies its input by: 0 at chance `p`, else 1 / (1 - p).
  ///
  /// All zero, and nothing drawn, when p is 1; all one, and nothing drawn, when p is 0.
  public func dropoutMask<T: BinaryFloatingPoint>(into buffer: UnsafeMutableBufferPointer<T>, p: Double) {
    if p == 0 || p == 1 {
      buffer.update(repeating: p == 0 ? 1 : 0)
    } else {
      bernoulli(into: buffer, p: 1 - p, yes: 1 / T(1 - p), no: 0)
    }
  }
}
