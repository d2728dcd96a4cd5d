import Glibc
import NDArray
import Testing

/// The short cuts for single numbers and contiguous rows against the general path over strided arrays.
@Suite struct SmallArrayTests {
  private enum Formula: BinaryFormula {
    static func value<T: Arithmetic>(_ a: T, _ b: T) throws -> T { try a * b - a / (b + 3) }
  }

  private enum Slope: DerivativeFormula {
    static func value<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T { try g * a + b * y }
  }

  private static let values: [Double] = [0.1, -2.5, 3, 7.25, -0.5, 11]

  private func row(_ values: [Double], _ type: DType) throws -> NDArray {
    try NDArray.doubles(values, shape: [values.count], type)
  }

  /// The same elements, each a step of two apart.
  private func spread(_ array: NDArray) throws -> NDArray {
    let wide = try NDArray.zeros(shape: [array.count, 2], array.dtype)
    let column = wide.selected(1, 0)
    column.assign(array)
    return column
  }

  @Test(arguments: [DType.float32, .float64]) func rowsAndStridedArraysGiveTheSameElements(type: DType) throws {
    let a = try row(Self.values, type)
    let b = try row(Self.values.reversed(), type)
    let fast = try Elementwise.zip(Formula.self, a, b)
    let general = try Elementwise.zip(Formula.self, spread(a), spread(b))
    #expect(fast.doubles() == general.doubles())
  }

  @Test(arguments: [DType.float32, .float64]) func singleNumbersAgreeWithRows(type: DType) throws {
    let a = try row(Self.values, type)
    let b = try row(Self.values.reversed(), type)
    let fast = try Elementwise.zip(Formula.self, a, b).doubles()
    for i in Self.values.indices {
      let single = try Elementwise.zip(Formula.self, a.selected(0, i), b.selected(0, i))
      #expect(single.rank == 0)
      #expect(single.doubles() == [fast[i]])
      let plain = try Elementwise.zip(
        Formula.self, NDArray(a.selected(0, i).item, type), NDArray(b.selected(0, i).item, type))
      #expect(plain.storage == nil)
      #expect(plain.doubles() == [fast[i]])
    }
  }

  @Test(arguments: [DType.float32, .float64]) func derivativesAgreeHoweverTheirOperandsLie(type: DType) throws {
    let a = try row(Self.values, type)
    let b = try row(Self.values.reversed(), type)
    let g = NDArray(.float(0.3), type)
    var stretched = try g.inMemory()
    stretched.layout = a.layout.stretched
    let filled = try NDArray.filled(shape: a.shape, .float(0.3), type)
    let number = NDArray(.float(1.7), type)
    let expected = try Gradients.run(Slope.self, filled, a, NDArray.filled(shape: a.shape, .float(1.7), type), b)
      .doubles()
    #expect(try Gradients.run(Slope.self, filled, a, number, b).doubles() == expected)
    #expect(try Gradients.run(Slope.self, stretched, a, number, b).doubles() == expected)
    #expect(try Gradients.run(Slope.self, filled, spread(a), number, spread(b)).doubles() == expected)
    for i in Self.values.indices {
      let single = try Gradients.run(Slope.self, g, a.selected(0, i), number, b.selected(0, i))
      #expect(single.doubles() == [expected[i]])
    }
  }

  @Test(arguments: 0..<40) func shortSumsHaveTheBitsOfLongOnes(count: Int) throws {
    let values = (0..<count).map { Double(Float(1 + $0 * $0 % 7) / 3) }
    let array = try row(values, .float32)
    #expect(try Reduction.total(array).doubles() == Reduction.sum(array, [0]).doubles())
  }

  @Test func numbersMovedToMemoryKeepTheirValue() throws {
    var x = NDArray(Float(2.5))
    #expect(x.offset == 0)
    try x.materialize()
    #expect(x.float == 2.5)
    #expect(x.bits == UInt64(Float(2.5).bitPattern))
    let row = try NDArray(values: [1, 2, 3], shape: [3])
    #expect(row.selected(0, 2).bits == UInt64(Float(3).bitPattern))
  }

  @Test func blocksThatComeBackAreGivenOutAgainAsTheyAre() throws {
    for size in [1, 31, 32, 33, 1023, 1024, 1025, 300_000] {
      for _ in 0..<3 {
        let storage = try Storage.make(byteCount: size, zeroed: true)
        let bytes = UnsafeRawBufferPointer(start: storage.base, count: size)
        #expect(bytes.allSatisfy { $0 == 0 })
        memset(storage.base, 255, size)
      }
    }
  }
}
