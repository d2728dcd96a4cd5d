import TensorText
import Testing

private func tensor(
  _ values: [Float], _ shape: [Int]? = nil, options: PrintOptions = .standard, gradient: GradientMark = .none
) -> String {
  values.withUnsafeBytes {
    let array = PrintableArray(base: $0.baseAddress, element: .float32, shape: shape ?? [values.count])
    return TorchText.tensor(array, options: options, gradient: gradient)
  }
}

private func tensor(_ values: [Int64], _ shape: [Int]? = nil) -> String {
  values.withUnsafeBytes {
    TorchText.tensor(PrintableArray(base: $0.baseAddress, element: .int64, shape: shape ?? [values.count]))
  }
}

@Test(
  arguments: [
    ([1, 2, 3], "tensor([1., 2., 3.])"),
    ([1.5, 2, -3], "tensor([ 1.5000,  2.0000, -3.0000])"),
    ([1.5, .nan, .infinity, -.infinity], "tensor([1.5000,    nan,    inf,   -inf])"),
    ([1, .nan, .infinity, -.infinity], "tensor([1., nan, inf, -inf])"),
    ([0, .nan], "tensor([0., nan])"),
    ([1000, 1], "tensor([1000.,    1.])"),
    ([1001, 1], "tensor([1.0010e+03, 1.0000e+00])"),
    ([1e-4], "tensor([1.0000e-04])"),
    ([1e-3, 1], "tensor([0.0010, 1.0000])"),
    ([1e-3, 1.1], "tensor([1.0000e-03, 1.1000e+00])"),
    ([1e8], "tensor([100000000.])"),
    ([100_000_008], "tensor([1.0000e+08])"),
    ([0, 1e-5], "tensor([0.0000e+00, 1.0000e-05])"),
    ([12345.678], "tensor([12345.6777])"),
  ] as [([Float], String)])
func oneFormatForAllFloats(values: [Float], text: String) {
  #expect(tensor(values) == text)
}

@Test func shapesNestAndSummarise() {
  #expect(tensor([-0.0], []) == "tensor(-0.)")
  #expect(tensor([3] as [Int64], []) == "tensor(3)")
  #expect(tensor([1, 2, 3, 4, 5, 6] as [Int64], [2, 3]) == "tensor([[1, 2, 3],\n        [4, 5, 6]])")
  #expect(
    tensor([1, 2, 3, 4] as [Int64], [2, 1, 2])
      == "tensor([[[1, 2]],\n\n        [[3, 4]]])")
  #expect(
    tensor(Array(0...1000)) == "tensor([   0,    1,    2,  ...,  998,  999, 1000])")
  let row = "[0., 0., 0.,  ..., 0., 0., 0.]"
  let edge = "\(row),\n        \(row),\n        \(row)"
  #expect(tensor([Float](repeating: 0, count: 1200), [20, 60]) == "tensor([\(edge),\n        ...,\n        \(edge)])")
}

@Test func whatStandsBehindTheElements() {
  #expect(tensor([4.6666665], [], gradient: .node("MeanBackward0")) == "tensor(4.6667, grad_fn=<MeanBackward0>)")
  #expect(
    tensor((0..<12).map(Float.init), gradient: .leaf)
      == "tensor([ 0.,  1.,  2.,  3.,  4.,  5.,  6.,  7.,  8.,  9., 10., 11.],\n       requires_grad=True)")
  #expect(tensor([] as [Float], [0]) == "tensor([])")
  #expect(tensor([] as [Float], [1, 0]) == "tensor([], size=(1, 0))")
  #expect(tensor([] as [Int64]) == "tensor([], dtype=torch.int64)")
  let values: [Float] = [1, 2]
  values.withUnsafeBytes {
    let array = PrintableArray(base: $0.baseAddress, element: .float32, shape: [2])
    #expect(TorchText.tensor(array, defaultFloat: .float64) == "tensor([1., 2.], dtype=torch.float32)")
    #expect(TorchText.tensor(array, tangent: "tensor([1., 1.])") == "tensor([1., 2.], tangent=tensor([1., 1.]))")
    #expect(TorchText.parameter(array) == "Parameter containing:\ntensor([1., 2.], requires_grad=True)")
    #expect(TorchText.elements(array) == "[1., 2.]")
  }
  #expect(TorchText.size([]) == "torch.Size([])")
  #expect(TorchText.size([2, 3]) == "torch.Size([2, 3])")
}

@Test func stridesAreFollowed() {
  let values: [Int64] = [1, 2, 3, 4, 5, 6]
  values.withUnsafeBytes {
    let transposed = PrintableArray(base: $0.baseAddress, element: .int64, shape: [3, 2], strides: [1, 3])
    #expect(TorchText.tensor(transposed) == "tensor([[1, 4],\n        [2, 5],\n        [3, 6]])")
    #expect(NumpyText.repr(transposed) == "array([[1, 4],\n       [2, 5],\n       [3, 6]])")
    let expanded = PrintableArray(base: $0.baseAddress, element: .int64, shape: [1 << 40, 1 << 40], strides: [0, 0])
    #expect(TorchText.tensor(expanded).hasPrefix("tensor([[1, 1, 1,  ..., 1, 1, 1],"))
  }
}

@Test func settingsAreTakenOverOneByOne() {
  var options = PrintOptions.standard
  options.set(precision: 2, scientific: true)
  #expect(options == PrintOptions(precision: 2, scientific: true))
  options.set(lineWidth: 40)
  #expect(options == PrintOptions(precision: 2, lineWidth: 40))
  options.set(profile: "short", threshold: 5)
  #expect(options == PrintOptions(precision: 2, threshold: 5, edgeItems: 2))
  options.set(profile: "no such")
  #expect(options == PrintOptions(precision: 2, threshold: 5, edgeItems: 2))
  options.set(profile: "full")
  #expect(options == PrintOptions(threshold: .infinity))
}

/// Settings that make no sense give a text, not a crash.
@Test(arguments: [Int.min, -1, 0, 1, Int.max])
func strangeSettings(number: Int) {
  let values: [Double] = [1.5, 1e300, .leastNonzeroMagnitude, .nan]
  values.withUnsafeBytes {
    let array = PrintableArray(base: $0.baseAddress, element: .float64, shape: [2, 2])
    for scientific in [nil, true, false] {
      let options = PrintOptions(
        precision: min(number, 400), threshold: Double(number), edgeItems: number, lineWidth: number,
        scientific: scientific)
      #expect(TorchText.tensor(array, options: options).hasPrefix("tensor(["))
    }
    for mode in ["fixed", "unique", "maxprec", "maxprec_equal"] {
      let options = NumpyOptions(
        precision: min(number, 400), threshold: Double(number), edgeItems: number, lineWidth: number,
        floatMode: .init(rawValue: mode) ?? .unique)
      #expect(NumpyText.repr(array, options: options).hasPrefix("array(["))
    }
  }
  let none = PrintableArray(base: nil, element: .float32, shape: [2])
  #expect(TorchText.tensor(none) == "tensor([])")
}
