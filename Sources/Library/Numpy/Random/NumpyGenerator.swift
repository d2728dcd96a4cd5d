import Machine
import Glibc
import NDArray

/// numpy's old random generator: a Mersenne Twister and numpy's own ways to draw from it.
final class NumpyGenerator: NumpyBits {
  let isLegacy = true
  private let engine: Generator
  private var pendingNormal: Double?

  init(seed: UInt32) { engine = Generator(seed: UInt64(seed)) }

  func seed(_ seed: UInt32) {
    engine.seed(UInt64(seed))
    pendingNormal = nil
  }

  func seed(_ words: [UInt32]) {
    engine.seed(words)
    pendingNormal = nil
  }

  func next32() -> UInt32 { engine.next32() }

  func next64() -> UInt64 { engine.next64() }

  /// Evenly in [0, 1), with 53 bits.
  func unit() -> Double {
    let a = engine.next32() >> 5
    let b = engine.next32() >> 6
    return (Double(a) * 67_108_864 + Double(b)) / 9_007_199_254_740_992
  }

  /// Normal, by the polar method, two at a time.
  func normal() -> Double {
    if let waiting = pendingNormal {
      pendingNormal = nil
      return waiting
    }
    while true {
      let x = 2 * unit() - 1
      let y = 2 * unit() - 1
      let square = x * x + y * y
      guard square < 1, square != 0 else { continue }
      let factor = (-2 * log(square) / square).squareRoot()
      pendingNormal = factor * x
      return factor * y
    }
  }

  func exponential() -> Double { -log(1 - unit()) }

  /// Evenly among 0 ... most.
  func whole(upTo most: UInt64) -> UInt64 {
    var numbers = NumpyWholeNumbers(self, width: 64)
    return numbers.draw(upTo: most)
  }

  /// 0 ..< count in random order.
  func permutation(_ count: Int) throws -> [Int] {
    try MemoryCap.check(elements: count, ofSize: 2 * MemoryLayout<Value>.stride)
    var order = Array(0..<count)
    shuffle(count) { order.swapAt($0, $1) }
    return order
  }

  /// Exchanges from the last place down.
  func shuffle(_ count: Int, _ exchange: (Int, Int) throws -> Void) rethrows {
    var i = count - 1
    while i > 0 {
      let j = Int(whole(upTo: UInt64(i)))
      try exchange(i, j)
      i -= 1
    }
  }

  nonisolated(unsafe) static let standard = NumpyGenerator(
    seed: UInt32.random(in: 0...UInt32.max, using: &Entropy.source))
}
