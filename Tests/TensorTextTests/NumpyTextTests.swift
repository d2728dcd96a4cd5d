import TensorText
import Testing

private func array<T>(
  _ values: [T], _ element: PrintableElement, _ shape: [Int]? = nil, options: NumpyOptions = .standard
) -> String {
  values.withUnsafeBytes {
    NumpyText.repr(
      PrintableArray(base: $0.baseAddress, element: element, shape: shape ?? [values.count]), options: options)
  }
}

@Test func digitsAsManyAsNeeded() {
  #expect(array([1, 2.5, 0.1] as [Double], .float64) == "array([1. , 2.5, 0.1])")
  #expect(array([1, 2] as [Float], .float32) == "array([1., 2.], dtype=float32)")
  #expect(array([1.0 / 3, 1] as [Double], .float64) == "array([0.33333333, 1.        ])")
  #expect(array([1e-10, 1] as [Double], .float64) == "array([1.e-10, 1.e+00])")
  #expect(
    array([1e-10, 1] as [Double], .float64, options: NumpyOptions(suppress: true)) == "array([0., 1.])")
  #expect(array([.nan, -.infinity, 1] as [Double], .float64) == "array([ nan, -inf,   1.])")
}

@Test func dtypesAndShapesWhereTheyAreNeeded() {
  #expect(array([1, 2] as [Int64], .int64) == "array([1, 2])")
  #expect(array([1, 2] as [Int32], .int32) == "array([1, 2], dtype=int32)")
  #expect(array([1, 0] as [UInt8], .bool) == "array([ True, False])")
  #expect(array([1] as [UInt8], .bool, []) == "array(True)")
  #expect(array([1, 2, 3, -4] as [Double], .complex128, [2]) == "array([1.+2.j, 3.-4.j])")
  #expect(array([] as [Double], .float64) == "array([], dtype=float64)")
  #expect(array([] as [Double], .float64, [0, 2]) == "array([], shape=(0, 2), dtype=float64)")
  #expect(
    array(Array(0...1000) as [Int64], .int64)
      == "array([   0,    1,    2, ...,  998,  999, 1000], shape=(1001,))")
}

@Test func scalars() {
  func text<T>(_ value: T, _ element: PrintableElement) -> [String] {
    withUnsafeBytes(of: value) {
      let array = PrintableArray(base: $0.baseAddress, element: element, shape: [])
      return [NumpyText.scalarRepr(array), NumpyText.str(array)]
    }
  }
  #expect(text(1.5, .float64) == ["np.float64(1.5)", "1.5"])
  #expect(text(0.1 as Float, .float32) == ["np.float32(0.1)", "0.1"])
  #expect(text(1e16, .float64) == ["np.float64(1e+16)", "1e+16"])
  #expect(text(true, .bool) == ["np.True_", "True"])
  #expect(text(3 as Int64, .int64) == ["np.int64(3)", "3"])
  #expect(text((1.0, -2.5), .complex128) == ["np.complex128(1-2.5j)", "(1-2.5j)"])
  #expect(text((0.0, 2.0), .complex128) == ["np.complex128(2j)", "2j"])
}
