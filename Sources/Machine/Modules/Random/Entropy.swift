import Glibc

/// Where the seeds come from that nobody chose: one stream for the whole program, begun by the clock, so that a session
/// that is brought back can be given the same ones again.
public struct Entropy: RandomNumberGenerator {
  nonisolated(unsafe) public static var source = Entropy(seed: clock)

  /// Where the stream stands.
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  /// SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators" (2014).
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number that is another in every program.
  public static var clock: UInt64 {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return UInt64(bitPattern: Int64(now.tv_sec)) &* 1_000_000_007 &+ UInt64(bitPattern: Int64(now.tv_nsec))
      ^ UInt64(getpid()) << 40
  }
}
