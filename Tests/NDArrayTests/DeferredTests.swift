import Testing

@testable import NDArray

/// What is put off and computed in chains has the values of steps that are computed one by one, whatever happens to the
/// arrays in between.
@Suite(.serialized) struct DeferredTests {
  enum Line: BinaryFormula {
    static func value<T: Arithmetic>(_ a: T, _ b: T) throws -> T { try a * b + 0.25 }
  }
  enum Quotient: BinaryFormula {
    static func value<T: Arithmetic>(_ a: T, _ b: T) throws -> T { try (1.0 - a) / (b * b + 1.0) - b }
  }
  enum Logistic: UnaryFormula {
    static func value<T: Arithmetic>(_ x: T) throws -> T { try x.sigmoid() }
  }
  enum Cube: UnaryFormula {
    static func value<T: Arithmetic>(_ x: T) throws -> T { try x.pow(3.0) }
  }
  enum Slope: DerivativeFormula {
    static func value<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T { try g * (1.0 - y) * y + a.cos() }
  }

  /// A program of random steps over a few arrays, some of them written to, looked at, summed up or dropped.
  private func program(_ seed: Int, _ count: Int, _ dtype: DType) throws -> [Double] {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state >> 33) % bound
    }
    var arrays: [NDArray] = []
    for which in 0..<3 {
      let values = (0..<count).map { (place: Int) -> Double in Double((place * 7 + which * 31) % 97) / 97 - 0.3 }
      arrays.append(try NDArray.doubles(values, shape: [count], dtype))
    }
    var seen: [Double] = []
    for _ in 0..<24 {
      let (a, b, c) = (arrays[next(arrays.count)], arrays[next(arrays.count)], arrays[next(arrays.count)])
      switch next(12) {
      case 0, 1: arrays.append(try Elementwise.zip(Line.self, a, b))
      case 2: arrays.append(try Elementwise.zip(Quotient.self, a, b))
      case 3: arrays.append(try Elementwise.map(Logistic.self, a))
      case 4: arrays.append(try Elementwise.map(Cube.self, a))
      case 5: arrays.append(try Elementwise.zip(Line.self, a, Number.float(Double(next(5)) / 4)))
      case 6: arrays.append(try Gradients.run(Slope.self, a, b, nil, c))
      case 7: arrays.append(try Elementwise.zip(Quotient.self, NDArray.filled(shape: [count], .float(0.5), dtype), a))
      case 8: seen.append(try Reduction.total(a).item.asDouble)
      case 9: if arrays.count > 3 { arrays.remove(at: next(arrays.count)) }
      case 10:
        a.assign(try Elementwise.map(Logistic.self, b))
        seen.append(b.number(atOffset: next(count)).asDouble)
      default: seen.append(a.number(atOffset: next(count)).asDouble)
      }
    }
    for array in arrays { seen += array.doubles() }
    return seen
  }

  @Test(arguments: [16, 40, 1024, 2100, 40_003]) func chainsHaveTheBitsOfSingleSteps(_ count: Int) throws {
    let least = Deferral.least
    defer { Deferral.least = least }
    for seed in 1...(count > 10_000 ? 3 : 40) {
      for dtype in [DType.float32, .float64] {
        Deferral.least = 16
        let chained = try program(seed, count, dtype).map(\.bitPattern)
        Deferral.least = .max
        #expect(try program(seed, count, dtype).map(\.bitPattern) == chained, "seed \(seed)")
      }
    }
  }

  @Test func aLongChainIsComputedInPieces() throws {
    let least = Deferral.least
    defer { Deferral.least = least }
    Deferral.least = 16
    var x = try NDArray.doubles((0..<100).map { Double($0) }, shape: [100], .float64)
    for _ in 0..<10_000 { x = try Elementwise.zip(Line.self, x, Number.float(0.5)) }
    #expect(x.doubles() == [Double](repeating: 0.5, count: 100))
  }

  @Test func whatAStepReadsMayChangeAfterwards() throws {
    let count = Deferral.least
    let x = try NDArray.doubles([Double](repeating: 1, count: count), shape: [count], .float32)
    let y = try Elementwise.zip(Line.self, x, Number.float(2))
    let z = try Elementwise.zip(Line.self, y, x)
    x.pointer(Float.self)?[3] = 100
    y.pointer(Float.self)?[4] = 100
    #expect((2...5).map { z.number(atOffset: $0).asDouble } == [2.5, 2.5, 2.5, 2.5])
    #expect((2...5).map { y.number(atOffset: $0).asDouble } == [2.25, 2.25, 100, 2.25])
  }
}
