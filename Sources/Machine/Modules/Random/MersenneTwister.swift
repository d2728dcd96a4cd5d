import BigInt

/// MT19937 as Python's `random` uses it: the same seed gives the same numbers.
///
/// Matsumoto, Nishimura, "Mersenne Twister: a 623-dimensionally equidistributed uniform pseudorandom number
/// generator", ACM TOMACS 8 (1998).
struct MersenneTwister {
  private static let size = 624
  private static let middle = 397
  private(set) var state: [UInt32]
  private(set) var position: Int

  /// A state given back by `random.setstate`; nil when it has not the right length.
  init?(state: [UInt32], position: Int) {
    guard state.count == MersenneTwister.size, position >= 0, position <= MersenneTwister.size else { return nil }
    self.state = state
    self.position = position
  }

  /// Seeded with an integer of any size, by its magnitude as Python does.
  init(seed: BigUInt) {
    var key = seed.words.flatMap { [UInt32(truncatingIfNeeded: $0), UInt32(truncatingIfNeeded: $0 >> 32)] }
    while key.count > 1, key.last == 0 { key.removeLast() }
    if key.isEmpty { key = [0] }
    self.init(key: key)
  }

  private init(key: [UInt32]) {
    let size = MersenneTwister.size
    state = Array(repeating: 0, count: size)
    position = size
    state[0] = 19_650_218
    for i in 1..<size { state[i] = 1_812_433_253 &* (state[i - 1] ^ (state[i - 1] >> 30)) &+ UInt32(i) }
    var i = 1
    var j = 0
    for _ in 0..<max(size, key.count) {
      state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) &* 1_664_525)) &+ key[j] &+ UInt32(j)
      i += 1
      j += 1
      if i >= size {
        state[0] = state[size - 1]
        i = 1
      }
      if j >= key.count { j = 0 }
    }
    for _ in 1..<size {
      state[i] = (state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) &* 1_566_083_941)) &- UInt32(i)
      i += 1
      if i >= size {
        state[0] = state[size - 1]
        i = 1
      }
    }
    state[0] = 0x8000_0000
  }

  /// The next 32 bits.
  mutating func next() -> UInt32 {
    if position >= MersenneTwister.size { twist() }
    var y = state[position]
    position += 1
    y ^= y >> 11
    y ^= (y << 7) & 0x9d2c_5680
    y ^= (y << 15) & 0xefc6_0000
    y ^= y >> 18
    return y
  }

  private mutating func twist() {
    let size = MersenneTwister.size
    for i in 0..<size {
      let y = (state[i] & 0x8000_0000) | (state[(i + 1) % size] & 0x7fff_ffff)
      state[i] = state[(i + MersenneTwister.middle) % size] ^ (y >> 1) ^ (y & 1 == 0 ? 0 : 0x9908_b0df)
    }
    position = 0
  }

  /// A double in [0, 1) with 53 random bits.
  mutating func unit() -> Double {
    let a = next() >> 5
    let b = next() >> 6
    return (Double(a) * 67_108_864 + Double(b)) * (1.0 / 9_007_199_254_740_992)
  }

  /// An integer of `count` random bits.
  mutating func bits(_ count: Int) -> BigUInt {
    guard count > 32 else { return count > 0 ? BigUInt(next() >> UInt32(32 - count)) : 0 }
    var words: [UInt] = []
    var remaining = count
    while remaining > 0 {
      var low = UInt(next())
      if remaining < 32 { low >>= UInt(32 - remaining) }
      remaining -= 32
      var high: UInt = 0
      if remaining > 0 {
        high = UInt(next())
        if remaining < 32 { high >>= UInt(32 - remaining) }
        remaining -= 32
      }
      words.append(low | high << 32)
    }
    return BigUInt(words: words)
  }

  /// An integer in `0..<limit`, every one as likely.
  mutating func below(_ limit: Int) -> Int {
    guard limit > 0 else { return 0 }
    let count = Int.bitWidth - limit.leadingZeroBitCount
    while true {
      let value =
        if count <= 32 {
          Int(next() >> UInt32(32 - count))
        } else {
          Int(next()) | Int(next() >> UInt32(64 - count)) << 32
        }
      if value < limit { return value }
    }
  }

  mutating func below(_ limit: BigUInt) -> BigUInt {
    let count = limit.bitWidth
    while true {
      let value = bits(count)
      if value < limit { return value }
    }
  }
}
