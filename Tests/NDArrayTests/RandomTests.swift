import Glibc
import NDArray
import Testing

/// Replays `Golden/random.txt`: every draw, from where the one before left the generator.
@Test func drawsAsPyTorchDoes() throws {
  let generator = Generator()
  var count = 0
  for line in try golden("random.txt").split(separator: "\n") {
    if line.hasPrefix("seed ") {
      generator.seed(try #require(UInt64(line.dropFirst(5))))
      continue
    }
    let parts = line.split(separator: ":").map { $0.drop { $0 == " " } }
    let draw = try #require(Draw(parts[0]))
    #expect(draw.run(on: generator) == parts[2], "\(line)")
    count += 1
  }
  #expect(count > 1000)
}

@Test func snapshotsBringTheStreamBack() throws {
  let generator = Generator(seed: 7)
  #expect(generator.initialSeed == 7)
  _ = generator.next32()
  _ = filled(1, of: Float.self) { generator.normal(into: $0) }
  let snapshot = generator.state
  let fork = generator.fork()
  let first = filled(40, of: Float.self) { generator.normal(into: $0, contiguous: false) }
  generator.state = snapshot
  #expect(filled(40, of: Float.self) { generator.normal(into: $0, contiguous: false) } == first)
  #expect(filled(40, of: Float.self) { fork.normal(into: $0, contiguous: false) } == first)

  let saved = try #require(GeneratorState(bytes: snapshot.bytes))
  let restored = Generator(state: saved)
  #expect(filled(40, of: Float.self) { restored.normal(into: $0, contiguous: false) } == first)
  let untouched = Generator(seed: 3).state.bytes
  #expect(GeneratorState(bytes: untouched)?.bytes == untouched)
  #expect(GeneratorState(bytes: []) == nil)
  #expect(GeneratorState(bytes: Array(repeating: 0, count: GeneratorState.byteCount)) == nil)
}

@Test func emptyAndDegenerateFillsAreHarmless() {
  let generator = Generator(seed: 0)
  #expect(filled(0, of: Float.self) { generator.normal(into: $0) }.isEmpty)
  #expect(filled(0, of: Int64.self) { generator.permutation(into: $0) }.isEmpty)
  #expect(filled(3, of: Int64.self) { generator.integers(into: $0, from: 5, to: 5) } == [5, 5, 5])
  #expect(filled(2, of: Double.self) { generator.dropoutMask(into: $0, p: 1) } == [0, 0])
  #expect(filled(2, of: Double.self) { generator.dropoutMask(into: $0, p: 0) } == [1, 1])
  let none = UnsafeBufferPointer<Float>(start: nil, count: 0)
  let samples = filled(2, of: Int64.self) {
    generator.multinomial(into: $0, weights: none, categories: 0, samples: 2, replacement: true)
  }
  #expect(samples == [0, 0])
}

private func filled<T: Numeric>(_ count: Int, of type: T.Type, by fill: (UnsafeMutableBufferPointer<T>) -> Void) -> [T]
{
  var values = [T](repeating: 0, count: count)
  values.withUnsafeMutableBufferPointer { fill($0) }
  return values
}

/// A line of the golden: what to draw, of which element type, how much, with which parameters.
private struct Draw {
  let name: String
  let dtype: String
  let count: Int
  let parameters: [Double]

  init?(_ text: Substring) {
    let words = text.split(separator: " ")
    guard words.count >= 3, let count = Int(words[2]) else { return nil }
    (name, dtype, self.count) = (String(words[0]), String(words[1]), count)
    parameters = words[3...].map { Double(String($0)) ?? .nan }
  }

  func run(on generator: Generator) -> String {
    switch dtype {
    case "float64": floats(Double.self, generator)
    case "float32": floats(Float.self, generator)
    case "float16": narrow(.float16, generator)
    case "bfloat16": narrow(.bfloat16, generator)
    default: integers(generator)
    }
  }

  private func floats<T: Drawn>(_ type: T.Type, _ generator: Generator) -> String {
    if name == "multinomial" { return fingerprint(multinomial(type, generator)) }
    let values = filled(count, of: type) { (buffer: UnsafeMutableBufferPointer<T>) in
      fill(buffer, generator)
    }
    return fingerprint(values)
  }

  private func multinomial<T: Drawn>(_ type: T.Type, _ generator: Generator) -> [Int64] {
    let (categories, samples, replacement) = (Int(parameters[0]), Int(parameters[1]), parameters[2] == 1)
    var weights: [T] = []
    for index in 0..<categories * count { weights.append(index % 5 == 4 ? 0 : T(index % 11 + 1) / 8) }
    return filled(count * samples, of: Int64.self) { (buffer: UnsafeMutableBufferPointer<Int64>) in
      weights.withUnsafeBufferPointer {
        generator.multinomial(
          into: buffer, weights: $0, categories: categories, samples: samples, replacement: replacement)
      }
    }
  }

  private func fill<T: Drawn>(_ buffer: UnsafeMutableBufferPointer<T>, _ generator: Generator) {
    let p = parameters
    switch name {
    case "uniform": T.uniform(generator, buffer, p[0], p[1])
    case "normal": T.normal(generator, buffer, p[0], p[1], contiguous: true)
    case "strided_normal": T.normal(generator, buffer, p[0], p[1], contiguous: false)
    case "exponential": generator.exponential(into: buffer, lambda: p[0])
    case "cauchy": generator.cauchy(into: buffer, median: p[0], sigma: p[1])
    case "log_normal": generator.logNormal(into: buffer, mean: p[0], std: p[1])
    case "geometric": generator.geometric(into: buffer, p: p[0])
    case "bernoulli": generator.bernoulli(into: buffer, p: p[0], yes: 1, no: 0)
    case "bernoulli_each":
      var chances: [T] = []
      for index in 0..<count { chances.append(T(index % 17) / 16) }
      chances.withUnsafeBufferPointer { T.each(generator, buffer, $0) }
    case "dropout": generator.dropoutMask(into: buffer, p: p[0])
    case "randint": generator.integers(into: buffer, from: Int64(p[0]), to: Int64(p[1])) { T($0) }
    case "random": generator.integers(into: buffer, of: T.whole) { T($0) }
    default: break
    }
  }

  private func narrow(_ format: NarrowFloat, _ generator: Generator) -> String {
    let p = parameters
    var values = filled(count, of: Float.self) { (buffer: UnsafeMutableBufferPointer<Float>) in
      switch name {
      case "uniform": generator.uniform(into: buffer, from: p[0], to: p[1], roundedTo: format)
      case "normal": generator.normal(into: buffer, mean: p[0], std: p[1], roundedTo: format)
      case "strided_normal":
        generator.normal(into: buffer, mean: p[0], std: p[1], contiguous: false, roundedTo: format)
      case "exponential": generator.exponential(into: buffer, lambda: p[0])
      case "cauchy": generator.cauchy(into: buffer, median: p[0], sigma: p[1])
      case "geometric": generator.geometric(into: buffer, p: p[0])
      case "random":
        generator.integers(into: buffer, of: format == .float16 ? .float16 : .bfloat16, as: { Float($0) })
      case "bernoulli": generator.bernoulli(into: buffer, p: p[0], yes: 1, no: 0)
      case "bernoulli_each":
        let chances = (0..<count).map { Float($0 % 17) / 16 }
        chances.withUnsafeBufferPointer {
          generator.bernoulli(into: buffer, probabilities: $0, yes: 1, no: 0)
        }
      case "dropout":
        generator.dropoutMask(into: buffer, p: p[0])
      default: break
      }
    }
    for index in values.indices { values[index] = format.round(values[index]) }
    return fingerprint(values)
  }

  private func integers(_ generator: Generator) -> String {
    if name == "state" { return fingerprint(generator.state.bytes.map { Int64($0) }) }
    let ranges: [String: WholeRange] = [
      "int64": .int64, "int32": .int32, "int16": .int16, "int8": .int8, "uint8": .uint8, "bool": .bool,
    ]
    return fingerprint(
      filled(count, of: Int64.self) { (buffer: UnsafeMutableBufferPointer<Int64>) in
        switch name {
        case "randint": generator.integers(into: buffer, from: Int64(parameters[0]), to: Int64(parameters[1]))
        case "random": generator.integers(into: buffer, of: ranges[dtype] ?? .int64)
        case "everything": generator.integers(into: buffer, of: .everything)
        default: generator.permutation(into: buffer)
        }
      })
  }
}

/// The two widths that the generator fills by code of their own.
private protocol Drawn: BinaryFloatingPoint {
  typealias Buffer = UnsafeMutableBufferPointer<Self>
  static var whole: WholeRange { get }
  static func uniform(_ generator: Generator, _ buffer: Buffer, _ from: Double, _ to: Double)
  static func normal(_ generator: Generator, _ buffer: Buffer, _ mean: Double, _ std: Double, contiguous: Bool)
  static func each(_ generator: Generator, _ buffer: Buffer, _ chances: UnsafeBufferPointer<Self>)
}

extension Float: Drawn {
  fileprivate static var whole: WholeRange { .float32 }
  fileprivate static func uniform(_ generator: Generator, _ buffer: Buffer, _ from: Double, _ to: Double) {
    generator.uniform(into: buffer, from: from, to: to)
  }
  fileprivate static func normal(
    _ generator: Generator, _ buffer: Buffer, _ mean: Double, _ std: Double, contiguous: Bool
  ) {
    generator.normal(into: buffer, mean: mean, std: std, contiguous: contiguous)
  }
  fileprivate static func each(_ generator: Generator, _ buffer: Buffer, _ chances: UnsafeBufferPointer<Float>) {
    generator.bernoulli(into: buffer, probabilities: chances, yes: 1, no: 0)
  }
}

extension Double: Drawn {
  fileprivate static var whole: WholeRange { .float64 }
  fileprivate static func uniform(_ generator: Generator, _ buffer: Buffer, _ from: Double, _ to: Double) {
    generator.uniform(into: buffer, from: from, to: to)
  }
  fileprivate static func normal(
    _ generator: Generator, _ buffer: Buffer, _ mean: Double, _ std: Double, contiguous: Bool
  ) {
    generator.normal(into: buffer, mean: mean, std: std, contiguous: contiguous)
  }
  fileprivate static func each(_ generator: Generator, _ buffer: Buffer, _ chances: UnsafeBufferPointer<Double>) {
    generator.bernoulli(into: buffer, probabilities: chances, yes: 1, no: 0)
  }
}

/// FNV-1a of the elements' bytes, in sixteen hexadecimal digits.
private func fingerprint<T>(_ values: [T]) -> String {
  let hash = values.withUnsafeBytes {
    $0.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
  let digits = String(hash, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}

/// The text of a file in this target's `Golden` folder.
func golden(_ name: String) throws -> String {
  let path = String(#filePath.prefix(upTo: #filePath.lastIndex(of: "/") ?? #filePath.startIndex)) + "/Golden/" + name
  let file = try #require(fopen(path, "rb"))
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let size = fread(&chunk, 1, chunk.count, file)
    if size == 0 { return String(decoding: bytes, as: UTF8.self) }
    bytes += chunk[..<size]
  }
}
