import Glibc

/// Continuous distributions, bit for bit as numpy draws them from the same bits.
enum NumpyCurves {
  static func exponential(_ x: Double) -> Double { exp(x) }

  /// Marsaglia and Tsang's method; below 1 Ahrens and Dieter's.
  static func gamma(_ bits: any NumpyBits, _ shape: Double) -> Double {
    if shape == 1 { return bits.exponential() }
    if shape == 0 { return 0 }
    if shape < 1 {
      while true {
        let u = bits.unit()
        let v = bits.exponential()
        if u <= 1 - shape {
          let x = pow(u, 1 / shape)
          if x <= v { return x }
        } else {
          let y = -log((1 - u) / shape)
          let x = pow(1 - shape + shape * y, 1 / shape)
          if x <= v + y { return x }
        }
      }
    }
    let b = shape - 1.0 / 3
    let c = 1 / (9 * b).squareRoot()
    while true {
      var x: Double
      var v: Double
      repeat {
        x = bits.normal()
        v = 1 + c * x
      } while v <= 0
      v = v * v * v
      let u = bits.unit()
      if u < 1 - 0.0331 * (x * x) * (x * x) { return b * v }
      if log(u) < 0.5 * x * x + b * (1 - v + log(v)) { return b * v }
    }
  }

  /// Two gammas; Jöhnk's method where both settings are at most 1.
  static func beta(_ bits: any NumpyBits, _ a: Double, _ b: Double) -> Double {
    guard a <= 1, b <= 1 else {
      let x = gamma(bits, a)
      let y = gamma(bits, b)
      return x / (x + y)
    }
    while true {
      let u = bits.unit()
      let v = bits.unit()
      let x = pow(u, 1 / a)
      let y = pow(v, 1 / b)
      guard x + y <= 1, bits.isLegacy || u + v > 0 else { continue }
      if x + y > 0 { return x / (x + y) }
      let (p, q) = (log(u) / a, log(v) / b)
      let most = max(p, q)
      return exp(p - most - log(exp(p - most) + exp(q - most)))
    }
  }

  static func chiSquare(_ bits: any NumpyBits, _ freedom: Double) -> Double { 2 * gamma(bits, freedom / 2) }

  static func noncentralChiSquare(_ bits: any NumpyBits, _ freedom: Double, _ shift: Double) -> Double {
    if !bits.isLegacy, shift.isNaN { return .nan }
    if shift == 0 { return chiSquare(bits, freedom) }
    if freedom > 1 {
      let rest = chiSquare(bits, freedom - 1)
      let n = bits.normal() + shift.squareRoot()
      return rest + n * n
    }
    let count = NumpyCounts.poisson(bits, shift / 2)
    let drawn = chiSquare(bits, freedom + 2 * Double(count))
    return shift.isNaN ? .nan : drawn
  }

  static func f(_ bits: any NumpyBits, _ above: Double, _ below: Double) -> Double {
    let top = chiSquare(bits, above) * below
    return top / (chiSquare(bits, below) * above)
  }

  static func noncentralF(_ bits: any NumpyBits, _ above: Double, _ below: Double, _ shift: Double) -> Double {
    let top = noncentralChiSquare(bits, above, shift) * below
    return top / (chiSquare(bits, below) * above)
  }

  static func t(_ bits: any NumpyBits, _ freedom: Double) -> Double {
    let top = bits.normal()
    let bottom = gamma(bits, freedom / 2)
    return (freedom / 2).squareRoot() * top / bottom.squareRoot()
  }

  static func cauchy(_ bits: any NumpyBits) -> Double {
    let top = bits.normal()
    return top / bits.normal()
  }

  static func pareto(_ bits: any NumpyBits, _ a: Double) -> Double {
    bits.isLegacy ? exp(bits.exponential() / a) - 1 : expm1(bits.exponential() / a)
  }

  static func weibull(_ bits: any NumpyBits, _ a: Double) -> Double { a == 0 ? 0 : pow(bits.exponential(), 1 / a) }

  static func power(_ bits: any NumpyBits, _ a: Double) -> Double {
    bits.isLegacy ? pow(1 - exp(-bits.exponential()), 1 / a) : pow(-expm1(-bits.exponential()), 1 / a)
  }

  static func laplace(_ bits: any NumpyBits, _ center: Double, _ scale: Double) -> Double {
    while true {
      let u = bits.unit()
      if u >= 0.5 { return center - scale * log(2 - u - u) }
      if u > 0 { return center + scale * log(u + u) }
    }
  }

  static func gumbel(_ bits: any NumpyBits, _ center: Double, _ scale: Double) -> Double {
    while true {
      let u = 1 - bits.unit()
      if u < 1 { return center - scale * log(-log(u)) }
    }
  }

  static func logistic(_ bits: any NumpyBits, _ center: Double, _ scale: Double) -> Double {
    while true {
      let u = bits.unit()
      if u > 0 { return center + scale * log(u / (1 - u)) }
    }
  }

  static func rayleigh(_ bits: any NumpyBits, _ mode: Double) -> Double {
    bits.isLegacy
      ? mode * (-2 * log1p(-bits.unit())).squareRoot() : mode * (2 * bits.exponential()).squareRoot()
  }

  static func triangular(_ bits: any NumpyBits, _ left: Double, _ mode: Double, _ right: Double) -> Double {
    let base = right - left
    let u = bits.unit()
    return u <= (mode - left) / base
      ? left + (u * ((mode - left) * base)).squareRoot() : right - ((1 - u) * ((right - mode) * base)).squareRoot()
  }

  static func wald(_ bits: any NumpyBits, _ mean: Double, _ scale: Double) -> Double {
    var y = bits.normal()
    y = mean * y * y
    let x =
      bits.isLegacy
      ? mean + mean / (2 * scale) * (y - (4 * scale * y + y * y).squareRoot())
      : mean * (1 - 2 / (1 + (1 + 4 * scale / y).squareRoot()))
    return bits.unit() <= mean / (mean + x) ? x : mean * mean / x
  }

  static func vonMises(_ bits: any NumpyBits, _ center: Double, _ kappa: Double) -> Double {
    if kappa.isNaN { return .nan }
    if kappa < 1e-8 { return .pi * (2 * bits.unit() - 1) }
    let s: Double
    if kappa < 1e-5 {
      s = 1 / kappa + kappa
    } else {
      let r = 1 + (1 + 4 * kappa * kappa).squareRoot()
      let rho = (r - (2 * r).squareRoot()) / (2 * kappa)
      s = (1 + rho * rho) / (2 * rho)
    }
    var w: Double
    while true {
      let z = cos(.pi * bits.unit())
      w = (1 + s * z) / (s + z)
      let y = kappa * (s - w)
      let v = bits.unit()
      if y * (2 - y) - v >= 0 || log(y / v) + 1 - y >= 0 { break }
    }
    let angle = (bits.unit() < 0.5 ? -acos(w) : acos(w)) + center
    let turned = fmod(abs(angle) + .pi, 2 * .pi) - .pi
    return angle < 0 ? -turned : turned
  }
}
