extension DType {
  /// The end of the range of whole numbers drawn below `end` for this type: where the largest of them would be rounded up
  /// to `end`, the number before it that the type has, as PyTorch chooses it.
  public func reachable(_ start: Int, _ end: Int) -> Int {
    let digits: Int
    let rounded: Double
    switch self {
    case .float64: (digits, rounded) = (53, Double(end - 1))
    case .float32: (digits, rounded) = (24, Double(Float(end - 1)))
    case .float16: (digits, rounded) = (11, Double(NarrowFloat.float16.round(Float(end - 1))))
    case .bfloat16: (digits, rounded) = (8, Double(NarrowFloat.bfloat16.round(Float(end - 1))))
    default: return end
    }
    guard rounded.isFinite, rounded >= Double(end), rounded < 9e18 else { return end }
    let last = (end - 1).magnitude
    let highest = Int.bitWidth - 1 - last.leadingZeroBitCount
    return max(Int(rounded) - (1 << max(highest - digits + 1, 0)), start + 1)
  }

  /// The largest finite number of a floating-point type; nil for whole numbers.
  public var largestFinite: Double? {
    switch self {
    case .float64: .greatestFiniteMagnitude
    case .float32: Double(Float.greatestFiniteMagnitude)
    case .float16: 65504
    case .bfloat16: 3.3895313892515355e38
    default: nil
    }
  }
}
