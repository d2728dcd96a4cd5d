import Glibc
import Machine
import NDArray
import Syntax

/// Functions of several arrays, and of their shapes.
enum NumpyCombining {
  /// Operators as functions.
  static let operators: [(String, BinaryOperator)] = [
    ("add", .add), ("subtract", .subtract), ("multiply", .multiply), ("divide", .divide), ("true_divide", .divide),
    ("power", .power), ("floor_divide", .floorDivide), ("mod", .modulo), ("remainder", .modulo),
    ("matmul", .matrixMultiply), ("bitwise_and", .bitAnd), ("bitwise_or", .bitOr), ("bitwise_xor", .bitXor),
  ]

  static func add(to module: ModuleObject) {
    addShapes(to: module)
    addJoining(to: module)
    addChoices(to: module)
    addComparisons(to: module)
    module.function(
      "dot", [.init("a"), .init("b")], summary: "The inner or matrix product.",
      .bound { arguments in
        Numpy.value(try NumpyProducts.dot(Numpy.anything(arguments[0]), Numpy.anything(arguments[1])))
      })
    module.function(
      "outer", [.init("a"), .init("b")], summary: "Every product of two vectors' elements.",
      .bound { arguments in
        let a = try Numpy.anything(arguments[0])
        let b = try Numpy.anything(arguments[1])
        return Numpy.value(
          try NumpyArithmetic.compute(.multiply, .strong(a.reshaped([a.count, 1])), .strong(b.reshaped([1, b.count]))))
      })
  }

  private static func one(
    _ module: ModuleObject, _ name: String, _ parameters: [LanguageParameter], _ summary: String,
    _ run: @escaping (NDArray, BoundArguments) throws -> NDArray
  ) {
    module.function(
      name, [.init("a")] + parameters, summary: summary,
      .bound { arguments in
        .native(NumpyArray(try run(Numpy.anything(arguments[0]), arguments)))
      })
  }

  private static let axis = "axis"

  private static func addShapes(to module: ModuleObject) {
    one(module, "reshape", [.init("newshape")], "The same elements under other sizes.") {
      try NumpyShapes.reshaped($0, NumpyShapes.sizes($1[1]))
    }
    one(module, "ravel", [], "The elements in a row.") { data, _ in try data.reshaped([data.count]) }
    one(module, "transpose", [.init("axes", default: Value.none)], "The dimensions in another order.") {
      try NumpyShapes.transposed($0, $1[1])
    }
    one(module, "squeeze", [.init(axis, default: Value.none)], "Without dimensions of size 1.") {
      try NumpyShapes.squeezed($0, $1[1])
    }
    one(module, "repeat", [.init("repeats"), .init(axis, default: Value.none)], "Each element several times.") {
      try NumpyShapes.repeated($0, $1[1], $1[2])
    }
    one(module, "expand_dims", [.init(axis)], "With one more dimension of size 1.") { data, arguments in
      let wanted = try Machine.current.index(arguments[1])
      let place = wanted < 0 ? wanted + data.rank + 1 : wanted
      guard place >= 0, place <= data.rank else {
        throw PythonError(
          NumpyExceptions.axisError, "axis \(wanted) is out of bounds for array of dimension \(data.rank + 1)")
      }
      return try data.inMemory().unsqueezed(place)
    }
    one(module, "sort", [.init(axis, default: .int(-1))], "Sorted along an axis.") {
      try NumpyShapes.sorted($0, $1[1]).0
    }
    one(module, "argsort", [.init(axis, default: .int(-1))], "The order that sorts.") {
      try NumpyShapes.sorted($0, $1[1]).1
    }
    for name in ["flip", "flipud", "fliplr"] {
      one(module, name, [.init(axis, default: Value.none)], "Backwards along an axis.") { data, arguments in
        let least = name == "flipud" ? 1 : name == "fliplr" ? 2 : 0
        guard data.rank >= least else { throw PythonError(.valueError, "Input must be >= \(least)-d.") }
        let axes = try name == "flipud" ? [0] : name == "fliplr" ? [1] : NumpyReductions.axes(arguments[1], data.rank)
        var result = try data.inMemory()
        for dim in axes where result.shape[dim] > 0 {
          var strides = result.layout.strides
          let shift = (result.shape[dim] - 1) * strides[dim]
          strides[dim] = -strides[dim]
          result = result.strided(result.shape, strides, shift: shift)
        }
        return result
      }
    }
    one(module, "diff", [.init("n", default: .int(1)), .init(axis, default: .int(-1))], "Differences of neighbours.") {
      data, arguments in
      var result = data
      let dim = try NumpyReductions.axis(arguments[2], data.rank)
      for _ in 0..<max(0, try Machine.current.index(arguments[1])) {
        if result.shape[dim] == 0 { break }
        let size = result.shape[dim]
        result = try NumpyArithmetic.compute(
          .subtract, .strong(result.sliced(dim, 1, size)), .strong(result.sliced(dim, 0, size - 1)))
      }
      return result
    }
    for name in ["round", "around"] {
      module.function(
        name, [.init("a"), .init("decimals", default: .int(0))], summary: "Rounded to so many decimals.",
        .bound { arguments in
          Numpy.value(try NumpyShapes.rounded(Numpy.anything(arguments[0]), Numpy.int32(arguments[1])))
        })
    }
    module.function(
      "shape", [.init("a")], summary: "The sizes.", .bound { .tuple(try Numpy.anything($0[0]).shape.map { .int($0) }) })
    module.function(
      "ndim", [.init("a")], summary: "The number of dimensions.", .bound { .int(try Numpy.anything($0[0]).rank) })
    module.function(
      "size", [.init("a")], summary: "The number of elements.", .bound { .int(try Numpy.anything($0[0]).count) })
    module.function(
      "copy", [.init("a")], summary: "A copy.", .bound { .native(NumpyArray(try Numpy.anything($0[0]).copied())) })
  }

  private static func addJoining(to module: ModuleObject) {
    func arrays(_ value: Value) throws -> [NDArray] {
      try Machine.current.elements(value).map { try Numpy.anything($0).inMemory() }
    }
    func atLeast(_ rank: Int, _ data: NDArray, atEnd: Bool = false) -> NDArray {
      var data = data
      while data.rank < rank { data = data.unsqueezed(atEnd && data.rank > 0 ? data.rank : 0) }
      return data
    }
    func define(_ name: String, _ run: @escaping ([NDArray], Value) throws -> NDArray) {
      module.function(
        name, [.init("arrays"), .init(axis, default: .int(0))], summary: "Joins arrays.",
        .bound { arguments in
          .native(NumpyArray(try run(arrays(arguments[0]), arguments[1])))
        })
    }
    for name in ["concatenate", "concat"] {
      define(name) { parts, axis in
        if axis.isNone { return try NumpyShapes.joined(parts.map { try $0.reshaped([$0.count]) }, 0) }
        let rank = parts.first?.rank ?? 0
        guard rank > 0 else { return try NumpyShapes.joined(parts, 0) }
        return try NumpyShapes.joined(parts, NumpyReductions.axis(axis, rank))
      }
    }
    define("stack") { parts, axis in
      guard let first = parts.first else { throw PythonError(.valueError, "need at least one array to stack") }
      guard parts.allSatisfy({ $0.shape == first.shape }) else {
        throw PythonError(.valueError, "all input arrays must have the same shape")
      }
      let dim = try NumpyReductions.axis(axis, first.rank + 1)
      return try NumpyShapes.joined(parts.map { $0.unsqueezed(dim) }, dim)
    }
    define("vstack") { parts, _ in try NumpyShapes.joined(parts.map { atLeast(2, $0) }, 0) }
    define("hstack") { parts, _ in
      let rows = parts.map { atLeast(1, $0) }
      return try NumpyShapes.joined(rows, rows.first?.rank == 1 ? 0 : 1)
    }
    define("column_stack") { parts, _ in
      try NumpyShapes.joined(parts.map { $0.rank < 2 ? atLeast(2, $0, atEnd: true) : $0 }, 1)
    }
    module.function(
      "append", [.init("arr"), .init("values"), .init(axis, default: Value.none)],
      summary: "With more elements at the end.",
      .bound { arguments in
        let parts = [try Numpy.anything(arguments[0]), try Numpy.anything(arguments[1])]
        if arguments[2].isNone {
          return .native(NumpyArray(try NumpyShapes.joined(parts.map { try $0.reshaped([$0.count]) }, 0)))
        }
        return .native(NumpyArray(try NumpyShapes.joined(parts, NumpyReductions.axis(arguments[2], parts[0].rank))))
      })
    module.function(
      "tile", [.init("A"), .init("reps")], summary: "Laid side by side.",
      .bound { arguments in
        var data = try Numpy.anything(arguments[0]).inMemory()
        var counts = try NumpyShapes.sizes(arguments[1])
        while counts.count < data.rank { counts.insert(1, at: 0) }
        while data.rank < counts.count { data = data.unsqueezed(0) }
        for (dim, count) in counts.enumerated() {
          try MemoryCap.check(elements: count, ofSize: bytesOfView)
          data =
            count > 0 ? try NumpyShapes.joined([NDArray](repeating: data, count: count), dim) : data.sliced(dim, 0, 0)
        }
        return .native(NumpyArray(data))
      })
    module.function(
      "meshgrid", [.variadic("xi"), .keyword("indexing", default: .string("xy"))],
      summary: "Coordinates of a grid's points.",
      .bound { arguments in
        let parts = try (arguments[0].asTuple?.items ?? []).map { try Numpy.anything($0) }
        let swaps = arguments[1].asString?.text == "xy" && parts.count > 1
        var sizes = parts.map(\.count)
        if swaps { sizes.swapAt(0, 1) }
        return .tuple(
          try parts.enumerated().map { index, part in
            let dim = swaps && index < 2 ? 1 - index : index
            var shape = [Int](repeating: 1, count: parts.count)
            shape[dim] = part.count
            return .native(NumpyArray(try part.reshaped(shape).inMemory().expanded(to: sizes).copied()))
          })
      })
    for name in ["split", "array_split"] {
      module.function(
        name, [.init("ary"), .init("indices_or_sections"), .init(axis, default: .int(0))], summary: "Cut in pieces.",
        .bound { arguments in
          let data = try Numpy.anything(arguments[0]).inMemory()
          let dim = try NumpyReductions.axis(arguments[2], data.rank)
          let size = data.shape[dim]
          var cuts: [Int] = []
          if arguments[1].sequenceItems != nil {
            cuts = try NumpyShapes.sizes(arguments[1]).map { min(max(0, $0 < 0 ? $0 + size : $0), size) }
          } else {
            let count = try Machine.current.index(arguments[1])
            guard count > 0, name == "array_split" || size % count == 0 else {
              throw PythonError(.valueError, "array split does not result in an equal division")
            }
            try MemoryCap.check(elements: count, ofSize: bytesOfView)
            var end = 0
            for part in 0..<(count - 1) {
              end += size / count + (part < size % count ? 1 : 0)
              cuts.append(end)
            }
          }
          let edges = [0] + cuts + [size]
          return .list(zip(edges, edges.dropFirst()).map { .native(NumpyArray(data.sliced(dim, $0, max($0, $1)))) })
        })
    }
  }

  /// About what a window on an array takes.
  private static let bytesOfView = 256

  private static func addChoices(to module: ModuleObject) {
    for (name, isMost) in [("maximum", true), ("minimum", false)] {
      module.function(
        name, [.positional("x1"), .positional("x2")], summary: "Elementwise \(name).",
        .bound { arguments in
          let a = try NumpyArithmetic.Operand(arguments[0]) ?? .strong(Numpy.anything(arguments[0]))
          let b = try NumpyArithmetic.Operand(arguments[1]) ?? .strong(Numpy.anything(arguments[1]))
          return Numpy.value(try NumpyShapes.extreme(a, b, isMost: isMost))
        })
    }
    module.function(
      "clip", [.init("a"), .init("a_min", default: Value.none), .init("a_max", default: Value.none)],
      summary: "Kept between bounds.",
      .bound { arguments in
        Numpy.value(try NumpyShapes.clipped(Numpy.anything(arguments[0]), arguments[1], arguments[2]))
      })
    module.function(
      "where",
      [.positional("condition"), .positional("x", default: Value.none), .positional("y", default: Value.none)],
      summary: "One or the other, by a condition; or where it holds.",
      .bound { arguments in
        let mask = try Numpy.anything(arguments[0])
        if arguments[1].isNone, arguments[2].isNone {
          return .tuple(try NumpyIndexing.nonzero(mask).map { .native(NumpyArray($0)) })
        }
        let a = try NumpyArithmetic.Operand(arguments[1]) ?? .strong(Numpy.anything(arguments[1]))
        let b = try NumpyArithmetic.Operand(arguments[2]) ?? .strong(Numpy.anything(arguments[2]))
        let type = NumpyArithmetic.common(a, b)
        let (x, y) = (try a.array(type).inMemory(), try b.array(type).inMemory())
        let shape = try NumpyArithmetic.broadcast(mask.inMemory().expanded(to: NumpyArithmetic.broadcast(mask, x)), y)
        let chosen = try mask.inMemory().expanded(to: shape).doubles()
        let result = try y.expanded(to: shape).copied().inMemory()
        let first = try x.expanded(to: shape).contiguous().inMemory()
        let size = type.size
        if let to = result.storage, let from = first.storage {
          for (i, flag) in chosen.enumerated() where flag != 0 {
            (to.base + (result.offset + i) * size).copyMemory(
              from: from.base + (first.offset + i) * size, byteCount: size)
          }
        }
        return .native(NumpyArray(result))
      })
    let connectives: [(String, (Double, Double) -> Bool)] = [
      ("logical_and", { $0 != 0 && $1 != 0 }), ("logical_or", { $0 != 0 || $1 != 0 }),
      ("logical_xor", { ($0 != 0) != ($1 != 0) }),
    ]
    for (name, test) in connectives { truth(module, name, test) }
  }

  private static func truth(_ module: ModuleObject, _ name: String, _ test: @escaping (Double, Double) -> Bool) {
    module.function(
      name, [.positional("x1"), .positional("x2")], summary: "Elementwise \(name).",
      .bound { arguments in
        let a = try Numpy.anything(arguments[0]).converted(to: .float64)
        let b = try Numpy.anything(arguments[1]).converted(to: .float64)
        let shape = try NumpyArithmetic.broadcast(a, b)
        let result = try NDArray.uninitialized(shape: shape, .bool).inMemory()
        if let out = result.pointer(UInt8.self) {
          try NumpyArithmetic.each(a, b, shape, Double.self) { out[$2] = test($0, $1) ? 1 : 0 }
        }
        return Numpy.value(result)
      })
  }

  private static func addComparisons(to module: ModuleObject) {
    let relations: [(String, (Double, Double) -> Bool)] = [
      ("equal", { $0 == $1 }), ("not_equal", { $0 != $1 }), ("less", { $0 < $1 }), ("less_equal", { $0 <= $1 }),
      ("greater", { $0 > $1 }), ("greater_equal", { $0 >= $1 }),
    ]
    for (name, test) in relations { truth(module, name, test) }
    let tolerances: [LanguageParameter] = [
      .init("a"), .init("b"), .init("rtol", default: .float(1e-5)), .init("atol", default: .float(1e-8)),
      .init("equal_nan", default: .bool(false)),
    ]
    func close(_ arguments: BoundArguments) throws -> NDArray {
      let a = try Numpy.anything(arguments[0]).converted(to: .float64)
      let b = try Numpy.anything(arguments[1]).converted(to: .float64)
      let relative = try Machine.current.double(arguments[2])
      let absolute = try Machine.current.double(arguments[3])
      let nanEqual = try Machine.current.truth(arguments[4])
      let shape = try NumpyArithmetic.broadcast(a, b)
      let result = try NDArray.uninitialized(shape: shape, .bool).inMemory()
      if let out = result.pointer(UInt8.self) {
        try NumpyArithmetic.each(a, b, shape, Double.self) { x, y, i in
          let distance: Double = (x - y).magnitude
          let allowed: Double = absolute + relative * y.magnitude
          let isNear = x == y || x.isFinite && y.isFinite && distance <= allowed
          out[i] = isNear || nanEqual && x.isNaN && y.isNaN ? 1 : 0
        }
      }
      return result
    }
    module.function(
      "isclose", tolerances, summary: "Whether elements are nearly equal.", .bound { Numpy.value(try close($0)) })
    module.function(
      "allclose", tolerances, summary: "Whether all elements are nearly equal.",
      .bound { arguments in
        .bool(try close(arguments).doubles().allSatisfy { $0 != 0 })
      })
    module.function(
      "array_equal", [.init("a1"), .init("a2")], summary: "Whether shapes and elements are equal.",
      .bound { arguments in
        let a = try Numpy.anything(arguments[0])
        let b = try Numpy.anything(arguments[1])
        return .bool(a.shape == b.shape && zip(a.doubles(), b.doubles()).allSatisfy { $0 == $1 })
      })
  }
}
