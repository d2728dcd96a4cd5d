import Diagnostics
import Syntax
import Testing

/// Recorded programs, cut up and mixed: whatever comes of it, the parser answers, and its places are in the text.
///
/// A longer run: `ARGENT_FUZZ=1000000 swift test --filter FuzzTests`.
@Suite struct FuzzTests {
  static let rounds = Int(environment("ARGENT_FUZZ")) ?? 400

  @Test func noInputBreaksTheParser() {
    var mutator = Mutator(seed: 20)
    for _ in 0..<FuzzTests.rounds {
      let source = Source(name: "fuzz", bytes: mutator.next())
      do {
        let statements = try Parser.parse(source)
        _ = TreeDump.lines(of: statements)
      } catch {
        #expect(error.span.map { 0 <= $0.start && $0.start <= $0.end && $0.end <= source.bytes.count + 1 } == true)
        #expect(!error.rendered().isEmpty)
        #expect(error.message != "", "\(source.text)")
      }
      _ = Completeness(of: source)
    }
  }
}

/// Makes new programs from recorded ones.
struct Mutator {
  private let corpus: [[UInt8]]
  private var state: UInt64
  private static let words: [[UInt8]] = [
    "(", ")", "[", "]", "{", "}", "'", "\"", "'''", "f'{", "}'", "\\", "\n", "\n  ", "\t", ":", ",", "=", ":=", "**",
    "*",
    "if ", "else ", "for ", " in ", "lambda ", "yield ", "await ", "async ", "def f(", "class A:", "match x:\n case ",
    "not ", "is ", "0x", "1e", "1_", "é", "日", "\u{200B}", "\0", "# ", "@", "!", "$", "...", "\\N{", "\\x", "return ",
    "global x\n", "import ", "from . ", " as ", "with ", "try:\n", "except ", "print ",
  ].map { Array($0.utf8) }

  init(seed: UInt64) {
    corpus = ["faults", "trees"].flatMap(Recorded.read).map { Array($0.program.utf8) }
    state = seed
  }

  private mutating func random(_ bound: Int) -> Int {
    // SplitMix64
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return bound > 0 ? Int((z ^ (z >> 31)) % UInt64(bound)) : 0
  }

  private mutating func sample() -> [UInt8] { corpus.isEmpty ? [] : corpus[random(corpus.count)] }

  mutating func next() -> [UInt8] {
    var bytes = sample()
    for _ in 0...random(4) {
      let place = random(bytes.count + 1)
      switch random(7) {
      case 0: bytes.insert(contentsOf: Mutator.words[random(Mutator.words.count)], at: place)
      case 1: bytes.removeSubrange(place..<min(bytes.count, place + 1 + random(4)))
      case 2: if place < bytes.count { bytes[place] = UInt8(random(256)) }
      case 3: bytes.insert(contentsOf: sample(), at: place)
      case 4: bytes = Array(bytes[..<place]) + sample()
      case 5:
        let from = random(bytes.count + 1)
        bytes.insert(contentsOf: bytes[min(from, place)..<max(from, place)], at: place)
      default: bytes.insert(UInt8(random(128)), at: place)
      }
    }
    return bytes
  }
}
