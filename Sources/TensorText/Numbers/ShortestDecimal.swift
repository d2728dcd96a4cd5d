/// The fewest decimal digits that tell a float from its neighbours of the same width.
struct ShortestDecimal {
  /// The digits, most significant first, without zeros at either end; empty for zero.
  private(set) var digits: [UInt8] = []
  /// Where the point stands: the value is 0.d₁d₂d₃… × 10^point.
  private(set) var point = 0

  /// The digits of a finite value's magnitude, held as `element` holds it.
  init(_ value: Double, as element: PrintableElement) {
    switch element {
    case .float16: self.init(searching: Float16(value).magnitude)
    case .float32, .complex64, .bfloat16: self.init(text: Float(value).magnitude.description)
    default: self.init(text: value.magnitude.description)
    }
  }

  /// Tries one digit, two digits, …, because the standard library writes whole halves out in full.
  private init(searching value: Float16) {
    let exact = ExactDecimal(Double(value))
    search: for count in 1...5 {
      let place = count - exact.point
      // At a power of two only the neighbour above may be near enough, though the one below is no farther off.
      for candidate in [exact.rounded(toPlace: place), exact.roundedUp(toPlace: place)]
      where Float16(candidate.approximation) == value {
        digits = candidate.digits
        point = candidate.point
        break search
      }
    }
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { point = 0 }
  }

  /// Reads `12.5`, `1e-05`, `1.25e+20`.
  private init(text: String) {
    var seenPoint = false
    var exponent = 0
    var bytes = text.utf8.makeIterator()
    reading: while let byte = bytes.next() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digit = byte - UInt8(ascii: "0")
        if digit != 0 || !digits.isEmpty {
          digits.append(digit)
          if !seenPoint { point += 1 }
        } else if seenPoint {
          point -= 1
        }
      case UInt8(ascii: "."):
        seenPoint = true
      default:
        var negative = false
        while let byte = bytes.next() {
          if byte == UInt8(ascii: "-") { negative = true }
          if byte >= UInt8(ascii: "0") { exponent = exponent * 10 + Int(byte - UInt8(ascii: "0")) }
        }
        if negative { exponent = -exponent }
        break reading
      }
    }
    while digits.last == 0 { digits.removeLast() }
    point = digits.isEmpty ? 0 : point + exponent
  }
}
