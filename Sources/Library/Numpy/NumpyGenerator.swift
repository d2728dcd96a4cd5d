import Machine
import Glibc
import NDArray

/// numpy's old random generator: a Mersenne Twister and numpy's own ways to draw from it.
final class NumpyGenerator {
  private let engine: Generator
  private var pendingNormal: Double?

  init(seed: UInt32) { engine = Generator(seed: UInt64(seed)) }

  func seed(_ seed: UInt32) {
    engine.seed(UInt64(seed))
    pendingNormal = nil
  }

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

  /// Evenly among 0 ... most, by throwing away what does not fit.
  func whole(upTo most: UInt64) -> UInt64 {
    guard most > 0 else { return 0 }
    var mask = most
    for shift in [1, 2, 4, 8, 16, 32] as [UInt64] { mask |= mask >> shift }
    while true {
      let draw: UInt64
      if most <= 0xFFFF_FFFF {
        draw = UInt64(engine.next32()) & mask
      } else {
        let high = UInt64(engine.next32())
        draw = (high << 32 | UInt64(engine.next32())) & mask
      }
      if draw <= most { return draw }
    }
  }

  /// 0 ..< count in random order.
  func permutation(_ count: Int) -> [Int] {
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
