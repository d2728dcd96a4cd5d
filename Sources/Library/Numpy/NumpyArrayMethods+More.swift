import Machine
import NDArray

extension NumpyArrayMethods {
  /// Methods that are functions of the module, too.
  static func addMore(to type: TypeObject) {
    let borrowed: [(String, [LanguageParameter])] = [
      ("swapaxes", [.init("axis1"), .init("axis2")]), ("trace", []),
      (
        "diagonal",
        [.init("offset", default: .int(0)), .init("axis1", default: .int(0)), .init("axis2", default: .int(1))]
      ),
    ]
    for (name, parameters) in borrowed {
      type.method(
        name, [.init("self")] + parameters, summary: "As numpy.\(name).",
        .bound { arguments in
          try NumpyBorrowed.call(
            name, [NumpyBorrowed.tensor(data(arguments[0]))] + parameters.indices.map { arguments[$0 + 1] })
        })
    }
    type.method(
      "take", [.init("self"), .init("indices"), .init("axis", default: Value.none)], summary: "Elements at places.",
      .bound { try NumpyPicking.taken(data($0[0]), data($0[1]), $0[2]) })
    type.method(
      "searchsorted", [.init("self"), .init("v"), .init("side", default: .string("left"))],
      summary: "Where values belong in sorted elements.",
      .bound { arguments in
        try NumpyBorrowed.call(
          "searchsorted",
          [
            NumpyBorrowed.tensor(data(arguments[0]).converted(to: .float64)),
            NumpyBorrowed.tensor(data(arguments[1]).converted(to: .float64)),
          ], [("side", arguments[2])])
      })
    type.method(
      "view", [.init("self"), .init("dtype", default: Value.none)],
      summary: "Another array of the same memory, or its bits as elements of another dtype.",
      .bound { arguments in
        let array = try data(arguments[0]).inMemory()
        guard let dtype = try NumpyTypes.dtype(arguments[1]), dtype != array.dtype else {
          return .native(NumpyArray(array))
        }
        guard dtype.size == array.dtype.size, let storage = array.storage else {
          throw PythonError(
            .notImplementedError, "view here takes a dtype whose elements are as large as the array's")
        }
        return .native(
          NumpyArray(NDArray(storage: storage, layout: array.layout, offset: array.offset, dtype: dtype)))
      })
    for name in ["conj", "conjugate"] { type.method(name, summary: "The array itself.", .unary { $0 }) }
    type.method(
      "__abs__", summary: "The magnitudes.",
      .unary { value in
        try Machine.current.call(
          Machine.current.attribute(of: .object(Machine.current.importModule("numpy")), "abs"), [value])
      })
    type.property(
      "strides",
      get: { value in
        let array = try data(value).inMemory()
        return .tuple(array.layout.strides.map { .int($0 * array.dtype.size) })
      })
  }
}
