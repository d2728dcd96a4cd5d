import Autograd
import Machine
import NDArray

/// `x.numpy()`: the tensor's own memory as an array.
enum TensorToNumpy {
  static func add(to type: TypeObject) {
    type.method(
      "numpy", [.init("self"), .keyword("force", default: .bool(false))],
      summary: "An array that shares the tensor's memory.",
      .bound { arguments in
        guard let tensor = arguments[0].asTensor else { return .none }
        if try Machine.current.truth(arguments[1]) { return .native(NumpyArray(try tensor.data.copied())) }
        return .native(NumpyArray(try Numpy.data(of: tensor)))
      })
    type.method(
      "__array__", [.init("self"), .init("dtype", default: Value.none)], summary: "What numpy makes of a tensor.",
      .bound { arguments in
        guard let tensor = arguments[0].asTensor else { return .none }
        let data = try Numpy.data(of: tensor)
        return .native(NumpyArray(try data.converted(to: NumpyTypes.dtype(arguments[1]) ?? data.dtype)))
      })
  }
}
