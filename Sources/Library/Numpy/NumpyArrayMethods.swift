import Machine
import NDArray

/// Methods and attributes that arrays and scalars share.
enum NumpyArrayMethods {
  static func add(to type: TypeObject) {
    addAttributes(to: type)
    addReductions(to: type)
    addShapes(to: type)
    addConversions(to: type)
    addMore(to: type)
  }

  static func data(_ value: Value) throws -> NDArray { try Numpy.anything(value) }

  private static func addAttributes(to type: TypeObject) {
    type.property(
      "shape", get: { .tuple(try data($0).shape.map { .int($0) }) },
      set: { value, shape in
        guard let array = Numpy.array(value) else { return }
        array.array = try NumpyShapes.reshaped(array.array, NumpyBuilding.shape(shape))
      })
    type.property("dtype", get: { .object(NumpyDType.of(try data($0).dtype)) })
    type.property("ndim", get: { .int(try data($0).rank) })
    type.property("size", get: { .int(try data($0).count) })
    type.property("itemsize", get: { .int(try data($0).dtype.size) })
    type.property("nbytes", get: { .int(try data($0).count * data($0).dtype.size) })
    type.property(
      "T",
      get: { value in
        let array = try data(value)
        return array.rank < 2 ? value : .native(NumpyArray(array.permuted(Array((0..<array.rank).reversed()))))
      })
    type.property(
      "flat",
      get: { value in
        let array = try data(value)
        return try Machine.current.iterate(.list(array.numbers().map { Numpy.value($0, array.dtype) }))
      })
    type.property("real", get: { $0 })
  }

  private static func addReductions(to type: TypeObject) {
    for name in NumpyReductions.names where !name.hasPrefix("am") && name != "ptp" {
      let isSpread = name == "std" || name == "var"
      var parameters: [LanguageParameter] = [.init("self"), .init("axis", default: Value.none)]
      if !["max", "min", "any", "all", "argmax", "argmin"].contains(name) {
        parameters.append(.init("dtype", default: Value.none))
      }
      parameters.append(.init("out", default: Value.none))
      if isSpread { parameters.append(.init("ddof", default: .int(0))) }
      parameters.append(.init("keepdims", default: .bool(false)))
      let names = parameters.map(\.name)
      type.method(
        name, parameters, summary: "The \(name) of the elements.",
        .bound { arguments in
          func argument(_ name: String) -> Value { names.firstIndex(of: name).map { arguments[$0] } ?? .none }
          return Numpy.value(
            try NumpyReductions.run(
              name, data(arguments[0]), axis: argument("axis"), keepdims: Machine.current.truth(argument("keepdims")),
              dtype: NumpyTypes.dtype(argument("dtype")),
              correction: isSpread ? Machine.current.double(argument("ddof")) : 0))
        })
    }
    for (name, isProduct) in [("cumsum", false), ("cumprod", true)] {
      type.method(
        name, [.init("self"), .init("axis", default: Value.none)], summary: "Running totals.",
        .bound { arguments in
          .native(NumpyArray(try NumpyReductions.running(data(arguments[0]), axis: arguments[1], isProduct: isProduct)))
        })
    }
    type.method(
      "dot", [.init("self"), .init("b")], summary: "The inner or matrix product.",
      .bound { arguments in
        let (a, b) = (try data(arguments[0]), try data(arguments[1]))
        return Numpy.value(try NumpyProducts.dot(a, b))
      })
    type.method(
      "round", [.init("self"), .init("decimals", default: .int(0))], summary: "Rounded to so many decimals.",
      .bound { arguments in
        Numpy.value(try NumpyShapes.rounded(data(arguments[0]), Machine.current.index(arguments[1])))
      })
    type.method(
      "clip", [.init("self"), .init("min", default: Value.none), .init("max", default: Value.none)],
      summary: "Kept between bounds.",
      .bound { arguments in Numpy.value(try NumpyShapes.clipped(data(arguments[0]), arguments[1], arguments[2])) })
  }

  private static func addShapes(to type: TypeObject) {
    type.method(
      "reshape", [.init("self"), .variadic("shape"), .variadicKeyword("order")],
      summary: "The same elements under other sizes.",
      .bound { arguments in
        let given = arguments[1].asTuple?.items ?? []
        let sizes = given.count == 1 ? given[0] : arguments[1]
        return .native(NumpyArray(try NumpyShapes.reshaped(data(arguments[0]), NumpyShapes.sizes(sizes))))
      })
    for name in ["ravel", "flatten"] {
      type.method(
        name, summary: "The elements in a row.",
        .unary { value in
          let array = try data(value)
          return .native(
            NumpyArray(try name == "flatten" ? array.copied().reshaped([array.count]) : array.reshaped([array.count])))
        })
    }
    type.method(
      "transpose", [.init("self"), .variadic("axes")], summary: "The dimensions in another order.",
      .bound { arguments in
        let array = try data(arguments[0])
        let given = arguments[1].asTuple?.items ?? []
        let order = given.count == 1 ? given[0] : given.isEmpty ? Value.none : arguments[1]
        return .native(NumpyArray(try NumpyShapes.transposed(array, order)))
      })
    type.method(
      "squeeze", [.init("self"), .init("axis", default: Value.none)], summary: "Without dimensions of size 1.",
      .bound { arguments in
        .native(NumpyArray(try NumpyShapes.squeezed(data(arguments[0]), arguments[1])))
      })
    type.method(
      "repeat", [.init("self"), .init("repeats"), .init("axis", default: Value.none)],
      summary: "Each element several times.",
      .bound { arguments in
        .native(NumpyArray(try NumpyShapes.repeated(data(arguments[0]), arguments[1], arguments[2])))
      })
    type.method(
      "fill", [.init("self"), .init("value")], summary: "Sets every element.",
      .bound { arguments in
        guard let array = Numpy.array(arguments[0]) else { return .none }
        let number = try data(arguments[1]).item
        try array.array.fill(number)
        return .none
      })
    type.method(
      "sort", [.init("self"), .init("axis", default: .int(-1))], summary: "Sorts in place.",
      .bound { arguments in
        guard let array = Numpy.array(arguments[0]) else { return .none }
        array.array.assign(try NumpyShapes.sorted(array.array, arguments[1]).0)
        return .none
      })
    type.method(
      "argsort", [.init("self"), .init("axis", default: .int(-1))], summary: "The order that sorts.",
      .bound { arguments in
        Numpy.value(try NumpyShapes.sorted(data(arguments[0]), arguments[1]).1)
      })
    type.method(
      "nonzero", summary: "Where elements are not zero.",
      .unary { value in
        .tuple(try NumpyIndexing.nonzero(data(value)).map { .native(NumpyArray($0)) })
      })
  }

  private static func addConversions(to type: TypeObject) {
    type.method(
      "astype", [.init("self"), .init("dtype"), .init("copy", default: .bool(true))],
      summary: "The elements in another dtype.",
      .bound { arguments in
        let array = try data(arguments[0])
        let result = try NumpyTypes.converted(array.copied(), to: NumpyTypes.dtype(arguments[1]) ?? .float64)
        return Numpy.array(arguments[0]) == nil ? Numpy.value(result) : .native(NumpyArray(result))
      })
    type.method(
      "copy", summary: "A copy.",
      .unary { value in
        let copy = try data(value).copied()
        return Numpy.array(value) == nil ? Numpy.value(copy) : .native(NumpyArray(copy))
      })
    type.method(
      "item", [.init("self"), .variadic("index")], summary: "One element as a number of the language.",
      .bound { arguments in
        let array = try data(arguments[0])
        let given = arguments[1].asTuple?.items ?? []
        if let first = given.first {
          let key = given.count == 1 ? first : arguments[1]
          let flat = given.count == 1 ? try array.reshaped([array.count]) : array
          let found = try NumpyIndexing.get(flat, key)
          return Value(try data(found).item)
        }
        guard array.count == 1 else {
          throw PythonError(.valueError, "can only convert an array of size 1 to a Python scalar")
        }
        return Value(array.item)
      })
    type.method(
      "tolist", summary: "Nested lists of numbers.",
      .unary { value in
        try TensorConversions.nested(data(value))
      })
  }
}
