import Glibc

/// The decimal digits of a finite number: `0.d₁d₂d₃… × 10^point`, as in David Gay's `dtoa`.
struct DecimalDigits {
  /// ASCII digits without leading zeros; `0` is the single digit zero.
  var digits: [UInt8]
  /// Where the decimal point stands, counted from before the first digit.
  var point: Int
  var isNegative: Bool

  var isZero: Bool { digits.allSatisfy { $0 == UInt8(ascii: "0") } }

  /// The fewest digits that read back as the same number, and among those the closest.
  init(shortest x: Double) {
    // Swift prints the same digits as Python and only lays them out differently.
    self.init(scientific: x.magnitude.description, isNegative: x.sign == .minus)
    while digits.count > 1, digits.last == UInt8(ascii: "0") { digits.removeLast() }
  }

  /// Exactly `count` significant digits, correctly rounded (ties to even on the exact binary value).
  init(_ x: Double, significant count: Int) {
    self.init(
      scientific: formatted("%.*e", Int32(clamping: max(count, 1) - 1), x.magnitude),
      isNegative: x.sign == .minus)
  }

  private init(scientific text: String, isNegative: Bool) {
    self.isNegative = isNegative
    digits = []
    point = 0
    var seenPoint = false
    var utf8 = text.utf8.makeIterator()
    while let c = utf8.next() {
      switch c {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits.append(c)
        if !seenPoint { point += 1 }
      case UInt8(ascii: "."): seenPoint = true
      case UInt8(ascii: "e"):
        var exponent = 0
        var negative = false
        while let e = utf8.next() {
          if e == UInt8(ascii: "-") {
            negative = true
          } else if e != UInt8(ascii: "+") {
            exponent = exponent * 10 + Int(e - UInt8(ascii: "0"))
          }
        }
        point += negative ? -exponent : exponent
      default: break
      }
    }
    let leading = digits.prefix { $0 == UInt8(ascii: "0") }.count
    if leading == digits.count {
      digits = [UInt8(ascii: "0")]
      point = 1
    } else if leading > 0 {
      digits.removeFirst(leading)
      point -= leading
    }
  }
}

/// What C's `printf` makes of the format and its arguments.
func formatted(_ format: String, _ arguments: any CVarArg...) -> String {
  var room = 64
  while true {
    var needed = 0
    let text = String(unsafeUninitializedCapacity: room) { buffer in
      // The list is made anew for each try: vsnprintf uses it up.
      needed = withVaList(arguments) { list in
        buffer.withMemoryRebound(to: CChar.self) { Int(vsnprintf($0.baseAddress, room, format, list)) }
      }
      return needed >= 0 && needed < room ? needed : 0
    }
    if needed < room { return text }
    room = needed + 1
  }
}
