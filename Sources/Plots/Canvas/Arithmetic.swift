import Glibc

// Glibc's functions under names that do not collide with other rooms'.
func cosine(_ x: Double) -> Double { cos(x) }
func sine(_ x: Double) -> Double { sin(x) }
func power(_ x: Double, _ y: Double) -> Double { pow(x, y) }
func decimalLogarithm(_ x: Double) -> Double { log10(x) }

/// Python's `//` for floats.
func floorDivided(_ a: Double, _ b: Double) -> Double { (a / b).rounded(.down) }

/// A number with a fixed count of digits after the point.
func fixed(_ value: Double, _ digits: Int) -> String {
  guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
  return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 400) { buffer in
    guard let base = buffer.baseAddress else { return "" }
    _ = withVaList([Int32(clamping: max(0, min(digits, 40))), value]) { vsnprintf(base, buffer.count, "%.*f", $0) }
    return String(cString: base)
  }
}

/// A number as `%g` writes it.
func general(_ value: Double, _ digits: Int) -> String {
  withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
    guard let base = buffer.baseAddress else { return "" }
    _ = withVaList([Int32(clamping: max(0, min(digits, 17))), value]) { vsnprintf(base, buffer.count, "%.*g", $0) }
    return String(cString: base)
  }
}

/// Rounded to a count of digits after the point; half to even, as numpy rounds.
func rounded(_ value: Double, digits: Int) -> Double {
  let scale = power(10, Double(digits))
  let scaled = value * scale
  return scaled.isFinite ? scaled.rounded(.toNearestOrEven) / scale : value
}

/// The direction of a vector, in degrees.
func angleInDegrees(_ vector: Point) -> Double { atan2(vector.y, vector.x) * 180 / .pi }

func binaryLogarithm(_ x: Double) -> Double { log2(x) }
