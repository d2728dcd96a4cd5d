/// Where numpy's distributions take their random bits from.
protocol NumpyBits: AnyObject {
  /// Whether the formulas are those of numpy's old generator, whose streams never change.
  var isLegacy: Bool { get }

  func next32() -> UInt32
  func next64() -> UInt64
  /// Evenly in [0, 1), with 53 bits.
  func unit() -> Double
  func normal() -> Double
  func exponential() -> Double
}

/// Whole numbers of ranges, drawn as numpy draws them for elements of one size: small ones share the bits of a word.
struct NumpyWholeNumbers {
  private let source: any NumpyBits
  private let width: Int
  private var word: UInt32 = 0
  private var left = 0

  /// - Parameter width: Bits of an element: 1, 8, 16, 32 or 64.
  init(_ source: any NumpyBits, width: Int) {
    self.source = source
    self.width = width
  }

  /// Evenly among 0 ... most.
  mutating func draw(upTo most: UInt64) -> UInt64 {
    guard most > 0 else { return 0 }
    if width == 1 { return piece() }
    let bits = width == 64 && most <= 0xFFFF_FFFF ? 32 : width
    let all = UInt64.max >> UInt64(64 - bits)
    if most >= all { return piece(bits) }
    return source.isLegacy ? masked(most, bits) : multiplied(most, bits, all)
  }

  /// By cutting off bits and throwing away what is too large.
  private mutating func masked(_ most: UInt64, _ bits: Int) -> UInt64 {
    let mask = UInt64.max >> UInt64(most.leadingZeroBitCount)
    while true {
      let drawn = piece(bits) & mask
      if drawn <= most { return drawn }
    }
  }

  /// By multiplying and throwing away what is not even.
  private mutating func multiplied(_ most: UInt64, _ bits: Int, _ all: UInt64) -> UInt64 {
    let count = most + 1
    if bits == 64 {
      var product = piece(bits).multipliedFullWidth(by: count)
      if product.low < count {
        let threshold = (all - most) % count
        while product.low < threshold { product = piece(bits).multipliedFullWidth(by: count) }
      }
      return product.high
    }
    var product = piece(bits) * count
    if product & all < count {
      let threshold = (all - most) % count
      while product & all < threshold { product = piece(bits) * count }
    }
    return product >> UInt64(bits)
  }

  private mutating func piece(_ bits: Int) -> UInt64 {
    switch bits {
    case 64: source.next64()
    case 32: UInt64(source.next32())
    default: piece()
    }
  }

  /// The next bits of the word that is being used up.
  private mutating func piece() -> UInt64 {
    if left == 0 {
      word = source.next32()
      left = 32 / width - 1
    } else {
      word >>= UInt32(width)
      left -= 1
    }
    return UInt64(word & (UInt32(1) << UInt32(width) - 1))
  }
}
