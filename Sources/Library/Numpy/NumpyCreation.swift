import Autograd
import Glibc
import Machine
import NDArray

/// Functions that make arrays.
enum NumpyCreation {
  static func add(to module: ModuleObject) {
    let dtype = LanguageParameter("dtype", default: Value.none)
    for name in ["array", "asarray", "asanyarray", "ascontiguousarray"] {
      module.function(
        name, [.init("object"), dtype, .keyword("copy", default: .bool(true)), .keyword("ndmin", default: .int(0))],
        summary: "An array of the values.",
        .bound { arguments in
          let type = try NumpyTypes.dtype(arguments[1])
          if name != "array", let same = Numpy.array(arguments[0]), type == nil || type == same.array.dtype {
            return arguments[0]
          }
          if name != "array", let tensor = arguments[0].asTensor, type == nil || type == tensor.dtype {
            return .native(NumpyArray(try Numpy.data(of: tensor)))
          }
          var result = try NumpyBuilding.build(arguments[0], dtype: type).inMemory()
          while result.rank < (try Machine.current.index(arguments[3])), result.rank < 64 {
            result = result.unsqueezed(0)
          }
          return .native(NumpyArray(result))
        })
    }
    for (name, fill) in [("zeros", 0), ("ones", 1), ("empty", 0)] {
      module.function(
        name, [.init("shape"), dtype], summary: "An array filled with one number.",
        .bound { arguments in
          .native(
            NumpyArray(
              try filled(NumpyBuilding.shape(arguments[0]), .int(fill), NumpyTypes.dtype(arguments[1]) ?? .float64)))
        })
      module.function(
        name + "_like", [.init("a"), dtype], summary: "As \(name), with another array's shape and dtype.",
        .bound { arguments in
          let like = try Numpy.anything(arguments[0])
          return .native(NumpyArray(try filled(like.shape, .int(fill), NumpyTypes.dtype(arguments[1]) ?? like.dtype)))
        })
    }
    module.function(
      "full", [.init("shape"), .init("fill_value"), dtype], summary: "An array filled with one number.",
      .bound { arguments in
        let value = try Numpy.anything(arguments[1])
        let type = try NumpyTypes.dtype(arguments[2]) ?? value.dtype
        let result = try NDArray.uninitialized(shape: NumpyBuilding.shape(arguments[0]), type).inMemory()
        result.assign(try value.converted(to: type).inMemory().expanded(to: result.shape))
        return .native(NumpyArray(result))
      })
    module.function(
      "full_like", [.init("a"), .init("fill_value"), dtype], summary: "As full, with another array's shape and dtype.",
      .bound { arguments in
        let like = try Numpy.anything(arguments[0])
        let number = try Numpy.anything(arguments[1]).item
        return .native(NumpyArray(try filled(like.shape, number, NumpyTypes.dtype(arguments[2]) ?? like.dtype)))
      })
    for name in ["eye", "identity"] {
      module.function(
        name,
        [
          .init("N"), .init("M", default: Value.none), .init("k", default: .int(0)),
          .init("dtype", default: Value.none),
        ],
        summary: "Ones on the diagonal.",
        .bound { arguments in
          let rows = try Machine.current.index(arguments[0])
          let columns = try arguments[1].isNone ? rows : Machine.current.index(arguments[1])
          guard rows >= 0, columns >= 0 else { throw PythonError(.valueError, "negative dimensions are not allowed") }
          let dtype = try NumpyTypes.dtype(arguments[3]) ?? .float64
          let shift = try Machine.current.index(arguments[2])
          guard shift != 0 else { return .native(NumpyArray(try NDArray.identity(rows, columns, dtype))) }
          let result = try filled([rows, columns], .int(0), dtype)
          for row in 0..<rows {
            let (column, overflow) = row.addingReportingOverflow(shift)
            guard !overflow, column >= 0, column < columns else { continue }
            var cell = result.selected(0, row).selected(0, column)
            try cell.fill(.int(1))
          }
          return .native(NumpyArray(result))
        })
    }
    module.function(
      "arange", [.init("start"), .init("stop", default: Value.none), .init("step", default: .int(1)), dtype],
      summary: "Numbers from start up to stop.", .bound(arange))
    module.function(
      "linspace",
      [
        .init("start"), .init("stop"), .init("num", default: .int(50)), .init("endpoint", default: .bool(true)),
        .init("retstep", default: .bool(false)), dtype,
      ], summary: "Evenly spaced numbers.", .bound(linspace))
    module.function(
      "logspace",
      [
        .init("start"), .init("stop"), .init("num", default: .int(50)), .init("endpoint", default: .bool(true)),
        .init("base", default: .float(10)), dtype,
      ], summary: "Numbers evenly spaced by their logarithms.",
      .bound { arguments in
        let count = try Machine.current.index(arguments[2])
        let base = try Machine.current.double(arguments[4])
        let (exponents, _) = try spaced(
          arguments[0], arguments[1], count, endpoint: Machine.current.truth(arguments[3]))
        return .native(
          NumpyArray(
            try NumpyFunctions.mapped(exponents, to: .float64, { $0 }, { pow(base, $0) }).converted(
              to: NumpyTypes.dtype(arguments[5]) ?? .float64)))
      })
  }

  static func filled(_ shape: [Int], _ number: Number, _ dtype: DType) throws -> NDArray {
    try NDArray.filled(shape: shape, number, dtype).inMemory()
  }

  private static func arange(_ arguments: BoundArguments) throws -> Value {
    let single = arguments[1].isNone
    let first = try Numpy.anything(single ? .int(0) : arguments[0]).item
    let last = try Numpy.anything(single ? arguments[0] : arguments[1]).item
    let step = try Numpy.anything(arguments[2]).item
    let isWhole = [first, last, step].allSatisfy { $0.category < 2 }
    let type = try NumpyTypes.dtype(arguments[3]) ?? (isWhole ? .int64 : .float64)
    guard step.asDouble != 0 else { throw PythonError(.zeroDivisionError, "division by zero") }
    let length = ((last.asDouble - first.asDouble) / step.asDouble).rounded(.up)
    guard length.isFinite, length < 1e15 else { throw PythonError(.valueError, "Maximum allowed size exceeded") }
    let count = Int(max(0, length))
    let result = try NDArray.uninitialized(shape: [count], isWhole ? .int64 : .float64).inMemory()
    if isWhole, let out = result.pointer(Int.self) {
      for i in 0..<count { out[i] = first.asInt &+ i &* step.asInt }
    } else if let out = result.pointer(Double.self) {
      // The second number minus the first is the step that the rest take.
      let delta = (first.asDouble + step.asDouble) - first.asDouble
      for i in 0..<count { out[i] = first.asDouble + Double(i) * delta }
    }
    return .native(NumpyArray(try result.converted(to: type)))
  }

  private static func spaced(_ start: Value, _ stop: Value, _ count: Int, endpoint: Bool) throws -> (NDArray, Double) {
    guard count >= 0 else {
      throw PythonError(.valueError, "Number of samples, \(count), must be non-negative.")
    }
    let from = try Machine.current.double(start)
    let to = try Machine.current.double(stop)
    let parts = endpoint ? count - 1 : count
    let delta = to - from
    let step = parts > 0 ? delta / Double(parts) : .nan
    let result = try NDArray.uninitialized(shape: [count], .float64).inMemory()
    guard let out = result.pointer(Double.self) else { return (result, step) }
    for i in 0..<count {
      out[i] =
        parts > 0 ? (step == 0 ? Double(i) / Double(parts) * delta : Double(i) * step) + from : Double(i) * delta + from
    }
    if endpoint, count > 1 { out[count - 1] = to }
    return (result, step)
  }

  private static func linspace(_ arguments: BoundArguments) throws -> Value {
    let count = try Machine.current.index(arguments[2])
    let endpoint = try Machine.current.truth(arguments[3])
    let (result, step) = try spaced(arguments[0], arguments[1], count, endpoint: endpoint)
    let type = try NumpyTypes.dtype(arguments[5]) ?? .float64
    let whole =
      try type.isFloatingPoint ? result : NumpyFunctions.mapped(result, to: .float64, { $0 }, { $0.rounded(.down) })
    let array = Value.native(NumpyArray(try whole.converted(to: type)))
    return try Machine.current.truth(arguments[4]) ? .tuple([array, Numpy.value(.float(step), .float64)]) : array
  }
}
