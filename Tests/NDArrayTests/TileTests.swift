import Testing

@testable import NDArray

/// What is evaluated piece by piece, and on two cores, has the bits of one run over all elements.
@Suite struct TileTests {
  enum Logistic: UnaryFormula {
    static func value<T: Arithmetic>(_ x: T) throws -> T { try x.sigmoid() }
  }
  enum Line: BinaryFormula {
    static func value<T: Arithmetic>(_ a: T, _ b: T) throws -> T { try a * b + 1.0 }
  }
  enum Guarded: DerivativeFormula {
    static func value<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T {
      try T.select(T.and(T.less(a, b), T.not(T.isNaN(y))), g.constant(0), g * a.cos() / b)
    }
  }

  static let sizes = [0, 1, 15, 16, 17, 1024, 1039, 1040, 2049, 32_768, 40_003, 131_072, 140_001]

  private func numbers(_ count: Int, _ factor: Float) throws -> (NDArray, [Float]) {
    let values = (0..<count).map { Float($0 % 977) * factor - 3 }
    let array = try NDArray.uninitialized(shape: [count], .float32)
    for (at, value) in values.enumerated() { array.pointer(Float.self)?[at] = value }
    return (array, values)
  }

  private func elements(_ array: NDArray) -> [Float] {
    (0..<array.count).map { array.pointer(Float.self)?[$0] ?? .nan }
  }

  @Test(arguments: sizes) func givesTheBitsOfOneRun(_ count: Int) throws {
    let (x, values) = try numbers(count, 0.01)
    var expected = values
    if count < TileRun.least {
      expected = values.map { $0.sigmoid() }
    } else {
      expected.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        Float.run(.sigmoid, base, base, count)
      }
    }
    #expect(elements(try Elementwise.map(Logistic.self, x)) == expected)
  }

  @Test(arguments: sizes) func takesNumbersAndArrays(_ count: Int) throws {
    let (a, p) = try numbers(count, 0.01)
    let (b, q) = try numbers(count, 0.37)
    #expect(elements(try Elementwise.zip(Line.self, a, b)) == zip(p, q).map { $0 * $1 + 1 })
    #expect(elements(try Elementwise.zip(Line.self, a, Number.float(2.5))) == p.map { $0 * 2.5 + 1 })
  }

  @Test(arguments: sizes) func evaluatesDerivatives(_ count: Int) throws {
    let (g, gs) = try numbers(count, 0.5)
    let (a, values) = try numbers(count, 0.02)
    let b = NDArray(Float(2))
    let found = elements(try Gradients.run(Guarded.self, g, a, b, a))
    let cosines = elements(try Elementwise.map(Cosine.self, a))
    let expected = (0..<count).map { values[$0] < 2 ? 0 : gs[$0] * cosines[$0] / 2 }
    #expect(found == expected)
  }

  enum Cosine: UnaryFormula {
    static func value<T: Arithmetic>(_ x: T) throws -> T { try x.cos() }
  }

  @Test func knowsWhichFormulasAreElementary() {
    #expect(TileRun.suits(Logistic.self, 16))
    #expect(!TileRun.suits(Logistic.self, 15))
    #expect(!TileRun.suits(Line.self, 131_071))
    #expect(TileRun.suits(Line.self, 131_072))
  }
}
