import Autograd
import Machine
import NDArray
import Syntax

/// Polynomials, interpolation, slopes, areas and convolutions.
enum NumpyCurveTools {
  static func add(to module: ModuleObject) {
    addPolynomials(to: module)
    addSlopes(to: module)
    module.function(
      "interp",
      [
        .init("x"), .init("xp"), .init("fp"), .init("left", default: Value.none), .init("right", default: Value.none),
      ], summary: "Values between given points.",
      .bound { arguments in
        let x = try Numpy.anything(arguments[0]).converted(to: .float64)
        let at = try Numpy.anything(arguments[1]).doubles()
        let values = try Numpy.anything(arguments[2]).doubles()
        guard at.count == values.count else {
          throw PythonError(.valueError, "fp and xp are not of the same length.")
        }
        guard let first = values.first, let last = values.last else {
          throw PythonError(.valueError, "array of sample points is empty")
        }
        let left = try arguments[3].isNone ? first : Machine.current.double(arguments[3])
        let right = try arguments[4].isNone ? last : Machine.current.double(arguments[4])
        return Numpy.value(
          try NumpyFunctions.mapped(x, to: .float64, { $0 }) { between($0, at, values, left, right) })
      })
    for name in ["convolve", "correlate"] {
      let isTurned = name == "convolve"
      module.function(
        name, [.init("a"), .init("v"), .init("mode", default: .string(isTurned ? "full" : "valid"))],
        summary: "Sums of products of neighbours.",
        .bound { arguments in
          try slid(
            Numpy.anything(arguments[0]), Numpy.anything(arguments[1]), Machine.current.str(arguments[2]),
            isTurned: isTurned)
        })
    }
  }

  private static func between(_ x: Double, _ at: [Double], _ values: [Double], _ left: Double, _ right: Double)
    -> Double
  {
    guard let first = at.first, let last = at.last, !x.isNaN else { return x }
    if x < first { return left }
    if x > last { return right }
    var (low, high) = (0, at.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if at[middle] <= x { low = middle } else { high = middle }
    }
    if at[high] == x { return values[high] }
    if at[low] == x || low == high { return values[low] }
    let slope = (values[high] - values[low]) / (at[high] - at[low])
    return slope * (x - at[low]) + values[low]
  }

  private static func slid(_ a: NDArray, _ v: NDArray, _ mode: String, isTurned: Bool) throws -> Value {
    guard a.count > 0, v.count > 0 else {
      throw PythonError(.valueError, "\(a.count == 0 ? "a" : "v") cannot be empty")
    }
    let type = NumpyTypes.promoted(a.dtype, v.dtype)
    var (long, short) = (a.doubles(), isTurned ? v.doubles() : v.doubles().reversed())
    if short.count > long.count { (long, short) = (short, long) }
    let (n, m) = (long.count, short.count)
    var full = [Double](repeating: 0, count: n + m - 1)
    for i in full.indices {
      for j in max(0, i - n + 1)...min(i, m - 1) { full[i] += long[i - j] * short[j] }
    }
    let result: ArraySlice<Double>
    switch mode {
    case "full": result = full[...]
    case "same":
      let start = (m - 1) / 2
      result = full[start..<(start + n)]
    case "valid": result = full[(m - 1)..<n]
    default: throw PythonError(.valueError, "mode must be one of 'valid', 'same', or 'full' (got '\(mode)')")
    }
    return .native(NumpyArray(try NumpyStatistics.array(Array(result), type)))
  }

  // MARK: Polynomials

  private static func addPolynomials(to module: ModuleObject) {
    module.function(
      "polyval", [.init("p"), .init("x")], summary: "A polynomial's value.",
      .bound { arguments in
        let x = try Numpy.anything(arguments[1])
        let coefficients = try Numpy.anything(arguments[0])
        var result = try NDArray.zeros(shape: x.shape, x.dtype)
        for number in coefficients.numbers() {
          result = try NumpyArithmetic.compute(
            .add, .strong(NumpyArithmetic.compute(.multiply, .strong(result), .strong(x))),
            .strong(NDArray(number, coefficients.dtype)))
        }
        return Numpy.value(result)
      })
    module.function(
      "polyfit", [.init("x"), .init("y"), .init("deg")], summary: "The polynomial that comes nearest.",
      .bound { arguments in
        let x = try Numpy.anything(arguments[0]).converted(to: .float64).doubles()
        let y = try Numpy.anything(arguments[1]).converted(to: .float64)
        let degree = try Machine.current.index(arguments[2])
        guard degree >= 0 else { throw PythonError(.valueError, "expected deg >= 0") }
        guard !x.isEmpty else { throw PythonError(.typeError, "expected non-empty vector for x") }
        guard y.rank > 0, y.shape[0] == x.count else {
          throw PythonError(.typeError, "expected x and y to have same length")
        }
        // Powers, the highest first, each column of length one.
        let size = degree.plus(1)
        let powers = try NDArray.uninitialized(shape: [x.count, size], .float64).inMemory()
        guard let out = powers.pointer(Double.self) else { return .none }
        var lengths = [Double](repeating: 0, count: size)
        for (row, value) in x.enumerated() {
          var power = 1.0
          for column in (0..<size).reversed() {
            out[row * size + column] = power
            lengths[column] += power * power
            power *= value
          }
        }
        lengths = lengths.map { $0.squareRoot() }
        for row in 0..<x.count {
          for column in 0..<size where lengths[column] > 0 { out[row * size + column] /= lengths[column] }
        }
        let found = try NumpyLinalg.leastSquares(powers, y)
        guard let first = found.sequenceItems?.first else { return .none }
        let scale = try NumpyStatistics.array(lengths.map { $0 > 0 ? $0 : 1 }, .float64)
        let solution = try Numpy.anything(first)
        return Numpy.value(
          try NumpyArithmetic.compute(
            .divide, .strong(solution), .strong(solution.rank == 1 ? scale : scale.unsqueezed(1))))
      })
  }

  // MARK: Slopes and areas

  private static func addSlopes(to module: ModuleObject) {
    module.function(
      "gradient", [.init("f"), .variadic("varargs"), .keyword("axis", default: Value.none)],
      summary: "Slopes by the neighbours on both sides.",
      .bound { arguments in
        let data = try Numpy.anything(arguments[0])
        let values = try data.dtype.isFloatingPoint ? data : data.converted(to: .float64)
        let axes = try NumpyReductions.axes(arguments[2], data.rank)
        let steps = arguments[1].asTuple?.items ?? []
        guard steps.isEmpty || steps.count == 1 || steps.count == axes.count else {
          throw PythonError(.typeError, "invalid number of arguments")
        }
        let slopes = try axes.enumerated().map { place, axis -> Value in
          let step = steps.isEmpty ? Value.float(1) : steps.count == 1 ? steps[0] : steps[place]
          return .native(NumpyArray(try slope(values, axis, Numpy.anything(step).converted(to: .float64))))
        }
        return slopes.count == 1 ? slopes[0] : .tuple(slopes)
      })
    module.function(
      "trapezoid",
      [.init("y"), .init("x", default: Value.none), .init("dx", default: .float(1)), .init("axis", default: .int(-1))],
      summary: "The area under straight lines between points.",
      .bound { arguments in
        let y = try Numpy.anything(arguments[0])
        let axis = try NumpyReductions.axis(arguments[3], y.rank)
        let n = y.shape[axis]
        guard n > 1 else { return Numpy.value(.float(0), .float64) }
        var width = try Numpy.anything(arguments[2])
        if !arguments[1].isNone {
          let x = try Numpy.anything(arguments[1]).inMemory()
          guard x.rank > 0 else {
            throw PythonError(.valueError, "diff requires input that is at least one dimensional")
          }
          let at = x.rank == 1 ? 0 : axis
          guard at < x.rank, x.shape[at] == n else {
            throw PythonError(.valueError, "operands could not be broadcast together")
          }
          width = try NumpyArithmetic.compute(
            .subtract, .strong(x.sliced(at, 1, n)), .strong(x.sliced(at, 0, n - 1)))
          if x.rank == 1, y.rank > 1 {
            var shape = [Int](repeating: 1, count: y.rank)
            shape[axis] = n - 1
            width = try width.reshaped(shape)
          }
        }
        let source = try y.inMemory()
        let heights = try NumpyArithmetic.compute(
          .add, .strong(source.sliced(axis, 1, n)), .strong(source.sliced(axis, 0, n - 1)))
        let areas = try NumpyArithmetic.compute(
          .divide, .strong(NumpyArithmetic.compute(.multiply, .strong(width), .strong(heights))), .weak(.float(2)))
        return Numpy.value(try NumpyReductions.sum(areas, [axis], keepdims: false))
      })
  }

  private static func slope(_ data: NDArray, _ axis: Int, _ step: NDArray) throws -> NDArray {
    let source = try data.inMemory()
    let n = source.shape[axis]
    guard n > 1 else {
      throw PythonError(
        .valueError,
        "Shape of array too small to calculate a numerical gradient, at least (edge_order + 1) elements are required.")
    }
    if step.rank > 0, step.count != n {
      throw PythonError(.valueError, "when 1d, distances must match the length of the corresponding dimension")
    }
    let places = step.rank > 0 ? step.doubles() : (0..<n).map { Double($0) * step.item.asDouble }
    let gaps = zip(places.dropFirst(), places).map { $0 - $1 }
    let isEven = step.rank == 0 || Set(gaps).count == 1
    let result = try NDArray.uninitialized(shape: source.shape, source.dtype).inMemory()
    func term(_ index: Int, _ factor: Double) throws -> NDArray {
      try NumpyArithmetic.compute(.multiply, .weak(.float(factor)), .strong(source.selected(axis, index)))
    }
    func difference(_ a: Int, _ b: Int, _ width: Double) throws -> NDArray {
      let change = try NumpyArithmetic.compute(
        .subtract, .strong(source.selected(axis, a)), .strong(source.selected(axis, b)))
      return try NumpyArithmetic.compute(.divide, .strong(change), .weak(.float(width)))
    }
    let even = step.rank == 0 ? step.item.asDouble : gaps[0]
    result.selected(axis, 0).assign(try difference(1, 0, isEven ? even : gaps[0]))
    result.selected(axis, n - 1).assign(try difference(n - 1, n - 2, isEven ? even : gaps[n - 2]))
    for i in 1..<max(n - 1, 1) {
      if isEven {
        result.selected(axis, i).assign(try difference(i + 1, i - 1, 2 * even))
        continue
      }
      let (before, after) = (gaps[i - 1], gaps[i])
      let sum = try NumpyArithmetic.compute(
        .add, .strong(term(i - 1, -after / (before * (before + after)))),
        .strong(term(i, (after - before) / (before * after))))
      result.selected(axis, i).assign(
        try NumpyArithmetic.compute(.add, .strong(sum), .strong(term(i + 1, before / (after * (before + after))))))
    }
    return result
  }
}
