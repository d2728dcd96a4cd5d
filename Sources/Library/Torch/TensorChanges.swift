import Autograd
import Machine
import NDArray
import Ops

/// Methods that overwrite a tensor: constants, copies and random numbers.
enum TensorChanges {
  static func add(to type: TypeObject) {
    type.method(
      "zero_", summary: "Sets every element to zero.",
      .unary { value in
        guard let x = value.asTensor else { return .none }
        return .native(try fill(x, .int(0), node: "ZeroBackward0"))
      })
    type.method(
      "fill_", [.init("self"), .init("value")], summary: "Sets every element to a number.",
      .variadic { arguments in
        guard arguments.count == 2 || arguments.count == 1 && arguments.keyword("value") != nil,
          let x = arguments[0].asTensor
        else {
          let given = (1..<max(1, arguments.count)).map { Machine.current.type(of: arguments[$0]).name }
          throw PythonError(
            .typeError,
            "fill_() received an invalid combination of arguments - got (\(given.joined(separator: ", "))), but expected "
              + "one of:\n * (Tensor value)\n * (Number value)\n")
        }
        let new = arguments.count == 2 ? arguments[1] : arguments.keyword("value") ?? .none
        if let number = new.asNumber { return .native(try fill(x, number, node: "FillBackward2")) }
        let source = try TensorArguments.tensor(new, "fill_", "value", 1)
        guard source.rank == 0 else {
          throw EngineError.runtime(
            "fill_ only supports 0-dimension value tensor but got tensor with \(source.rank) dimensions.")
        }
        return .native(try fill(x, source.data.item, node: "FillBackward3"))
      })
    type.method(
      "copy_", [.init("self"), .init("src"), .init("non_blocking", default: .bool(false))],
      summary: "Takes over the values of another tensor.",
      .bound { arguments in
        guard let x = arguments[0].asTensor else { return .none }
        let source = try TensorArguments.tensor(arguments[1], "copy_", "other", 1)
        return .native(try copy(source, to: x))
      })
    random(type, "uniform_", [("from", 0), ("to", 1)], "Even random numbers between `from` and `to`.") {
      x, p, generator in
      guard p[0] <= p[1] else {
        throw EngineError.runtime(
          "uniform_ expects to return a [from, to) range, but found from=\(TensorChanges.text(p[0])) > to=\(TensorChanges.text(p[1]))"
        )
      }
      return try NDArray.uniform(shape: x.shape, x.dtype, from: p[0], to: p[1], generator)
    }
    random(type, "normal_", [("mean", 0), ("std", 1)], "Normal random numbers.") { x, p, generator in
      guard p[1] >= 0 else {
        throw EngineError.runtime("normal expects std >= 0.0, but found std \(TensorChanges.text(p[1]))")
      }
      return try NDArray.normal(shape: x.shape, x.dtype, mean: p[0], std: p[1], generator)
    }
    random(type, "exponential_", [("lambd", 1)], "Exponential random numbers.") { x, p, generator in
      try NDArray.exponential(shape: x.shape, x.dtype, rate: p[0], generator)
    }
    random(type, "bernoulli_", [("p", 0.5)], "1 with a probability, else 0.") { x, p, generator in
      try NDArray.bernoulli(shape: x.shape, x.dtype, p: p[0], generator)
    }
    type.method(
      "random_",
      [
        .init("self"), .init("from", default: Value.none), .init("to", default: Value.none),
        .keyword("generator", default: Value.none),
      ],
      summary: "Whole random numbers.",
      .bound { arguments in
        guard let x = arguments[0].asTensor else { return .none }
        try InPlace.check(x)
        let generator = try Randomness.generator(arguments[3])
        let first = arguments[1].isNone ? nil : try Machine.current.index(arguments[1])
        let second = arguments[2].isNone ? nil : try Machine.current.index(arguments[2])
        let data = try NDArray.whole(
          shape: x.shape, x.dtype, from: second == nil ? nil : first, to: second ?? first, generator)
        InPlace.write(data, to: x)
        return arguments[0]
      })
  }

  /// Constant values; the old history ends here.
  static func fill(_ x: Tensor, _ number: Number, node: String) throws -> Tensor {
    if x.node == nil, x.extra == nil {
      x.bumpVersion()
      try x.data.fill(number)
      return x
    }
    return try InPlace.replace(x) { before in
      Recording.record(node, [before], try NDArray.filled(shape: before.shape, number, before.dtype)) { d in
        [try d.gradient * 0]
      }
    }
  }

  static func copy(_ source: Tensor, to x: Tensor) throws -> Tensor {
    let shape = x.shape
    let dtype = x.dtype
    guard (try? Broadcast.shape(shape, source.shape)) == shape else {
      _ = try Broadcast.shape(shape, source.shape)
      throw EngineError.runtime(
        "output with shape \(Layout.text(shape)) doesn't match the broadcast shape \(Layout.text(try Broadcast.shape(shape, source.shape)))"
      )
    }
    return try InPlace.replace(x, with: [source]) { before in
      let layout = source.data.layout
      let values = try source.data.converted(to: dtype).inMemory().expanded(to: shape).copied()
      return Recording.record("CopyBackwards", [before, source], values) { d in
        [try d.gradient * 0, d.needs(1) ? try d.gradient.reduced(to: layout, source.dtype) : nil]
      }
    }
  }

  private static func random(
    _ type: TypeObject, _ name: String, _ parameters: [(String, Double)], _ summary: String,
    _ draw: @escaping (Tensor, [Double], Generator) throws -> NDArray
  ) {
    let list =
      [LanguageParameter("self")] + parameters.map { LanguageParameter($0.0, default: .float($0.1)) }
      + [LanguageParameter.keyword("generator", default: Value.none)]
    type.method(
      name, list, summary: summary,
      .bound { arguments in
        guard let x = arguments[0].asTensor else { return .none }
        try InPlace.check(x)
        var numbers: [Double] = []
        for index in parameters.indices { numbers.append(try Machine.current.double(arguments[index + 1])) }
        let data = try draw(x, numbers, Randomness.generator(arguments[parameters.count + 1]))
        InPlace.write(data, to: x)
        return arguments[0]
      })
  }

  /// A double as C++ streams print it in messages.
  static func text(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e6 ? String(Int(value)) : "\(value)"
  }
}
