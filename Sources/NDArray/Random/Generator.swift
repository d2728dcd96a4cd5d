internal import CKernels

/// A stream of random numbers: the same numbers, bit for bit, as PyTorch's CPU generator gives.
///
/// Drawing moves the stream on; ``state`` is a snapshot that can be put back. The fills are extensions by
/// family: continuous, whole numbers, chances, choices.
public final class Generator {
  /// What PyTorch seeds its default generator with when nobody has said otherwise.
  public static let defaultSeed: UInt64 = 67_280_421_310_721

  var engine: mt_generator

  /// A generator as `manual_seed(seed)` leaves it.
  public init(seed: UInt64 = Generator.defaultSeed) {
    engine = mt_generator()
    mt_seed(&engine, seed)
  }

  /// A generator that goes on from a snapshot.
  public init(state: GeneratorState) {
    engine = state.engine
  }

  /// What the generator was last seeded with.
  public var initialSeed: UInt64 { engine.seed }

  /// Begins the stream of a seed, of which the twister takes the low 32 bits; forgets the cached normal.
  public func seed(_ seed: UInt64) {
    mt_seed(&engine, seed)
  }

  /// Begins the stream of several words, as the twister's authors spread them over its state.
  public func seed(_ key: [UInt32]) {
    mt_seed(&engine, 19_650_218)
    guard !key.isEmpty else { return }
    withUnsafeMutableBytes(of: &engine.words) { raw in
      let words = raw.bindMemory(to: UInt32.self)
      var at = 1
      func mix(_ factor: UInt32, _ extra: UInt32, subtracting: Bool) {
        let turned = (words[at - 1] ^ (words[at - 1] >> 30)) &* factor
        words[at] = subtracting ? (words[at] ^ turned) &- extra : (words[at] ^ turned) &+ extra
        at += 1
        if at >= words.count {
          words[0] = words[words.count - 1]
          at = 1
        }
      }
      for step in 0..<max(words.count, key.count) {
        let place = step % key.count
        mix(1_664_525, key[place] &+ UInt32(truncatingIfNeeded: place), subtracting: false)
      }
      for _ in 1..<words.count { mix(1_566_083_941, UInt32(truncatingIfNeeded: at), subtracting: true) }
      words[0] = 0x8000_0000
    }
  }

  /// Where the stream stands, cached normal included.
  public var state: GeneratorState {
    get { GeneratorState(engine: engine) }
    set { engine = newValue.engine }
  }

  /// A second generator that will give the same numbers from here on.
  public func fork() -> Generator { Generator(state: state) }

  /// The next 32 random bits.
  public func next32() -> UInt32 { mt_next32(&engine) }

  /// The next 64 random bits: two draws, the first in the high half.
  public func next64() -> UInt64 { mt_next64(&engine) }

  /// The next double in [0, 1).
  public func unit() -> Double { mt_unit(&engine) }
}

/// A snapshot of a generator, to be put back later or saved.
public struct GeneratorState {
  var engine: mt_generator
}
