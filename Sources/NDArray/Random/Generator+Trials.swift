internal import CKernels
internal import Glibc

/// Numbers that are found by trying: a place is drawn, and drawn again until it falls under the density.
extension Generator {
  /// A gamma number of scale 1, drawn in double precision by the method of Marsaglia and Tsang (2000), as PyTorch does:
  /// with constants in single precision, and a shape in the precision of its dtype.
  ///
  /// - Parameter shape: Positive; what else it is gives NaN, where PyTorch doesn't end.
  public func gamma<T: BinaryFloatingPoint>(shape: T) -> Double {
    guard shape >= 0, shape.isFinite else { return .nan }
    var alpha = shape
    var scale = 1.0
    if alpha < 1 {
      if alpha == 0 { return 0 }
      scale = pow(1 - mt_unit(&engine), Double(1 / alpha))
      alpha += 1
    }
    let d = Double(alpha - T(1 / Float(3)))
    let c = 1 / (9 * d).squareRoot()
    while true {
      var x: Double
      var y: Double
      repeat {
        x = mt_normal(&engine, 0, 1)
        y = 1 + c * x
      } while y <= 0
      let v = y * y * y
      let u = 1 - mt_unit(&engine)
      let square = x * x
      if u < 1 - Double(Float(0.0331)) * square * square { return scale * d * v }
      if log(u) < 0.5 * square + d * (1 - v + log(v)) { return scale * d * v }
    }
  }

  /// How many events there are where `rate` are expected: by counting up to ten, else by the transformed rejection of
  /// Hörmann (1993).
  ///
  /// - Parameter rate: Finite and not negative.
  public func poisson(rate: Double) -> Double {
    guard rate > 0, rate.isFinite else { return rate == 0 ? 0 : .nan }
    if rate < 10 {
      let end = exp(-rate)
      var count = 0.0
      var product = 1.0
      while true {
        product *= mt_unit(&engine)
        if product <= end { return count }
        count += 1
      }
    }
    let root = rate.squareRoot()
    let b = 0.931 + 2.53 * root
    let a = -0.059 + 0.02483 * b
    let inverse = 1.1239 + 1.1328 / (b - 3.4)
    let tight = 0.9277 - 3.6224 / (b - 2)
    while true {
      let u = mt_unit(&engine) - 0.5
      let v = mt_unit(&engine)
      let us = 0.5 - abs(u)
      let k = floor((2 * a / us + b) * u + rate + 0.43)
      if us >= 0.07, v <= tight { return k }
      if k < 0 || (us < 0.013 && v > us) { continue }
      if log(v) + log(inverse) - log(a / (us * us) + b) <= -rate + k * log(rate) - lgamma(k + 1) { return k }
    }
  }

  /// How many of `count` trials of chance `p` succeed: by counting failures between successes where few are expected, else
  /// by Hörmann's rejection; in the precision of the dtype.
  public func binomial<T: BinaryFloatingPoint>(count: T, p: T) -> T {
    guard count.isFinite, !p.isNaN else { return .nan }
    if count <= 0 || p <= 0 { return 0 }
    if p >= 1 { return count }
    func successes(_ p: T) -> T { Double(count * p) >= 10 ? many(count, p) : few(count, p) }
    if p <= 0.5 { return successes(p) }
    let failing: Double = 1 - Double(p)
    let failures: T = successes(T(failing))
    return count - failures
  }

  private func few<T: BinaryFloatingPoint>(_ count: T, _ p: T) -> T {
    // PyTorch takes the logarithm in the precision of the dtype.
    let failure: Double
    if let single = p as? Float { failure = Double(log1p(single * -1)) } else { failure = log1p(Double(p) * -1) }
    var sum = 0.0
    var successes: T = 0
    while true {
      sum += ceil(log(mt_unit(&engine)) / failure)
      if sum > Double(count) { return successes }
      successes += 1
    }
  }

  private func many<T: BinaryFloatingPoint>(_ count: T, _ p: T) -> T {
    let deviation = Double((count * p * (1 - p)).squareRoot())
    let b = 1.15 + 2.53 * deviation
    let a = -0.0873 + 0.0248 * b + 0.01 * Double(p)
    let c = Double(count * p) + 0.5
    let tight = 0.92 - 4.2 / b
    let odds = Double(p / (1 - p))
    let alpha = (2.83 + 5.1 / b) * deviation
    let middle = Double(((count + 1) * p).rounded(.down))
    let n = Double(count)
    while true {
      let u = mt_unit(&engine) - 0.5
      let v = mt_unit(&engine)
      let us = 0.5 - abs(u)
      let k = T(floor((2 * a / us + b) * u + c))
      if k < 0 || k > count || k.isNaN { continue }
      if us >= 0.07, v <= tight { return k }
      let rest = Double(count - k + 1)
      let bound =
        (middle + 0.5) * log((middle + 1) / (odds * (n - middle + 1))) + Double(count + 1)
        * log((n - middle + 1) / rest)
        + Double(k + T(0.5)) * log(odds * rest / Double(k + 1))
        + tail(middle) + tail(n - middle) - tail(Double(k)) - tail(Double(count - k))
      if log(v * alpha / (a / (us * us) + b)) <= bound { return k }
    }
  }

  /// What Stirling's formula for the logarithm of a factorial leaves over.
  private func tail(_ k: Double) -> Double {
    let known = [
      0.0810614667953272, 0.0413406959554092, 0.0276779256849983, 0.02079067210376509, 0.0166446911898211,
      0.0138761288230707, 0.0118967099458917, 0.0104112652619720, 0.00925546218271273, 0.00833056343336287,
    ]
    if k >= 0, k < Double(known.count) { return known[Int(k)] }
    let square = (k + 1) * (k + 1)
    return (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / (k + 1)
  }
}
