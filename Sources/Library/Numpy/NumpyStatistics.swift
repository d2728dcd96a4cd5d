import Glibc
import Machine
import NDArray
import Syntax

/// Counting and describing samples.
enum NumpyStatistics {
  static func add(to module: ModuleObject) {
    addQuantiles(to: module)
    addHistograms(to: module)
    addWithoutGaps(to: module)
    let machine = Machine.current
    module.function(
      "average",
      [
        .init("a"), .init("axis", default: Value.none), .init("weights", default: Value.none),
        .init("returned", default: .bool(false)), .keyword("keepdims", default: .bool(false)),
      ], summary: "The mean, weighted.",
      .bound { arguments in
        let data = try Numpy.anything(arguments[0])
        let axes = try NumpyReductions.axes(arguments[1], data.rank)
        let keeps = try machine.truth(arguments[4])
        guard !arguments[2].isNone else {
          return Numpy.value(try NumpyReductions.mean(data, axes, keepdims: keeps))
        }
        var weights = try Numpy.anything(arguments[2])
        if weights.shape != data.shape {
          guard axes.count == 1, weights.rank == 1, weights.count == data.shape[axes[0]] else {
            throw PythonError(.typeError, "Axis must be specified when shapes of a and weights differ.")
          }
          var shape = [Int](repeating: 1, count: data.rank)
          shape[axes[0]] = weights.count
          weights = try weights.reshaped(shape).inMemory().expanded(to: data.shape)
        }
        let whole = try weights.converted(to: NumpyTypes.promoted(weights.dtype, .float64))
        let total = try NumpyReductions.sum(whole, axes, keepdims: keeps)
        guard !total.doubles().contains(0) else {
          throw PythonError(.zeroDivisionError, "Weights sum to zero, can't be normalized")
        }
        let sum = try NumpyReductions.sum(
          NumpyArithmetic.compute(.multiply, .strong(data), .strong(whole)), axes, keepdims: keeps)
        let mean = Numpy.value(try NumpyArithmetic.compute(.divide, .strong(sum), .strong(total)))
        return try machine.truth(arguments[3]) ? .tuple([mean, Numpy.value(total)]) : mean
      })
    for name in ["cov", "corrcoef"] {
      module.function(
        name,
        [
          .init("m"), .init("y", default: Value.none), .init("rowvar", default: .bool(true)),
          .init("bias", default: .bool(false)), .init("ddof", default: Value.none),
        ], summary: "How rows of samples vary together.",
        .bound { arguments in
          func rows(_ value: Value) throws -> NDArray {
            var data = try Numpy.anything(value).converted(to: .float64)
            if data.rank < 2 { data = try data.reshaped([1, data.count]) }
            return try machine.truth(arguments[2]) || data.shape[0] == 1
              ? data.inMemory() : data.inMemory().permuted([1, 0])
          }
          var data = try rows(arguments[0])
          if !arguments[1].isNone { data = try NumpyShapes.joined([data, rows(arguments[1])], 0) }
          let less = try arguments[4].isNone ? (machine.truth(arguments[3]) ? 0 : 1) : machine.index(arguments[4])
          let result = try covariance(data, Double(less))
          return Numpy.value(
            try name == "cov" ? (data.shape[0] == 1 ? result.reshaped([]) : result) : correlation(result))
        })
    }
  }

  private static func covariance(_ data: NDArray, _ less: Double) throws -> NDArray {
    let mean = try NumpyReductions.mean(data, [1], keepdims: true)
    let off = try NumpyArithmetic.compute(.subtract, .strong(data), .strong(mean))
    let product = try NumpyProducts.matmul(off, off.permuted([1, 0]))
    let factor = 1 / (Double(data.shape[1]) - less)
    return try NumpyFunctions.mapped(product, to: .float64, { $0 }, { $0 * factor })
  }

  private static func correlation(_ covariance: NDArray) throws -> NDArray {
    let n = covariance.shape[0]
    if n == 1 { return NDArray(.float(1), .float64) }
    let result = try covariance.copied().inMemory()
    guard let out = result.pointer(Double.self) else { return result }
    let spread = (0..<n).map { out[$0 * n + $0].squareRoot() }
    for i in 0..<n {
      for j in 0..<n { out[i * n + j] = min(max(out[i * n + j] / spread[i] / spread[j], -1), 1) }
    }
    return result
  }

  // MARK: Quantiles

  private static func addQuantiles(to module: ModuleObject) {
    for (name, scale) in [("percentile", 100.0), ("quantile", 1), ("nanpercentile", 100), ("nanquantile", 1)] {
      module.function(
        name,
        [
          .init("a"), .init("q"), .init("axis", default: Value.none), .keyword("method", default: .string("linear")),
          .keyword("keepdims", default: .bool(false)),
        ], summary: "The value that a share of the elements lies below.",
        .bound { arguments in
          let data = try Numpy.anything(arguments[0]).converted(to: .float64)
          let shares = try Numpy.anything(arguments[1])
          let axes = try NumpyReductions.axes(arguments[2], data.rank)
          let keeps = try Machine.current.truth(arguments[4])
          let method = try Machine.current.str(arguments[3])
          guard ["linear", "lower", "higher", "nearest", "midpoint"].contains(method) else {
            throw PythonError(.notImplementedError, "the method '\(method)' is not available here")
          }
          let skips = name.hasPrefix("nan")
          let parts = try shares.converted(to: .float64).doubles().map { share -> NDArray in
            let q = share / scale
            guard q >= 0, q <= 1 else {
              throw PythonError(
                .valueError,
                scale == 100 ? "Percentiles must be in the range [0, 100]" : "Quantiles must be in the range [0, 1]")
            }
            return try NumpyReductions.fold(data, axes, keeps, Double.self, .float64) { p, n, _ -> Double in
              quantile((0..<n).map { p[$0] }, q, method, skips)
            }
          }
          guard shares.rank > 0, let first = parts.first else { return parts.first.map { Numpy.value($0) } ?? .none }
          let joined = try NumpyShapes.joined(parts.map { try $0.inMemory().unsqueezed(0) }, 0)
          return .native(NumpyArray(try joined.reshaped(shares.shape + first.shape)))
        })
    }
  }

  private static func quantile(_ values: [Double], _ q: Double, _ method: String, _ skips: Bool) -> Double {
    let kept = skips ? values.filter { !$0.isNaN } : values
    guard !kept.isEmpty, !kept.contains(where: \.isNaN) else { return .nan }
    let sorted = kept.sorted()
    let place = q * Double(sorted.count - 1)
    let low = sorted[Int(place.rounded(.down))]
    let high = sorted[min(Int(place.rounded(.down)) + 1, sorted.count - 1)]
    let share = place - place.rounded(.down)
    switch method {
    case "lower": return low
    case "higher": return share > 0 ? high : low
    case "nearest": return sorted[Int(place.rounded(.toNearestOrEven))]
    case "midpoint": return share > 0 ? low + (high - low) * 0.5 : low
    default: return share >= 0.5 ? high - (high - low) * (1 - share) : low + (high - low) * share
    }
  }

  // MARK: Histograms

  private static func addHistograms(to module: ModuleObject) {
    let parameters: [LanguageParameter] = [
      .init("a"), .init("bins", default: .int(10)), .init("range", default: Value.none),
    ]
    module.function(
      "histogram_bin_edges", parameters + [.init("weights", default: Value.none)], summary: "The borders of bins.",
      .bound { .native(NumpyArray(try edges($0[0], $0[1], $0[2]))) })
    module.function(
      "histogram", parameters + [.init("density", default: Value.none), .init("weights", default: Value.none)],
      summary: "How many elements fall in each bin.",
      .bound { arguments in
        let borders = try edges(arguments[0], arguments[1], arguments[2])
        let values = try Numpy.anything(arguments[0]).doubles()
        let weights = try arguments[4].isNone ? nil : Numpy.anything(arguments[4])
        let counts = try counted(values, weights?.doubles(), borders.doubles())
        if try Machine.current.truth(arguments[3]) {
          let total = counts.reduce(0) { $0 + $1 }
          let limits = borders.doubles()
          let shares = counts.indices.map { counts[$0] / (limits[$0 + 1] - limits[$0]) / total }
          return .tuple([.native(NumpyArray(try array(shares, .float64))), .native(NumpyArray(borders))])
        }
        let type: DType = weights.map { $0.dtype.isFloatingPoint ? .float64 : .int64 } ?? .int64
        return .tuple([.native(NumpyArray(try array(counts, type))), .native(NumpyArray(borders))])
      })
  }

  static func array(_ values: [Double], _ dtype: DType) throws -> NDArray {
    let result = try NDArray.uninitialized(shape: [values.count], .float64).inMemory()
    if let out = result.pointer(Double.self) { for (i, value) in values.enumerated() { out[i] = value } }
    return try result.converted(to: dtype)
  }

  private static func edges(_ data: Value, _ bins: Value, _ range: Value) throws -> NDArray {
    let values = try Numpy.anything(data).doubles()
    if bins.asString != nil {
      throw PythonError(.notImplementedError, "bins by a rule are not available here; give their number")
    }
    guard let count = try? Machine.current.index(bins) else {
      let given = try Numpy.anything(bins)
      let limits = given.doubles()
      guard zip(limits, limits.dropFirst()).allSatisfy({ $0 <= $1 }) else {
        throw PythonError(.valueError, "`bins` must increase monotonically, when an array")
      }
      return given
    }
    guard count >= 1, count <= 100_000_000 else {
      throw PythonError(.valueError, "`bins` must be positive, when an integer")
    }
    let ends = try range.isNone ? nil : Numpy.anything(range).doubles()
    var low = ends?.first ?? values.min() ?? 0
    var high = ends?.last ?? values.max() ?? (values.isEmpty ? 1 : 0)
    guard low <= high else {
      throw PythonError(.valueError, "max must be larger than min in range parameter.")
    }
    guard low.isFinite, high.isFinite else {
      throw PythonError(
        .valueError,
        "autodetected range of [\(try Machine.current.repr(.float(low))), \(try Machine.current.repr(.float(high)))] is not finite"
      )
    }
    if low == high { (low, high) = (low - 0.5, high + 0.5) }
    let step = (high - low) / Double(count)
    var result = (0...count).map { Double($0) * step + low }
    result[count] = high
    return try array(result, .float64)
  }

  /// Bins hold their lower border, the last one its upper too.
  private static func counted(_ values: [Double], _ weights: [Double]?, _ borders: [Double]) throws -> [Double] {
    guard let first = borders.first, let last = borders.last, borders.count > 1 else { return [] }
    var counts = [Double](repeating: 0, count: borders.count - 1)
    for (place, value) in values.enumerated() where value >= first && value <= last {
      var (low, high) = (0, borders.count)
      while low < high {
        let middle = (low + high) / 2
        if borders[middle] <= value { low = middle + 1 } else { high = middle }
      }
      counts[min(low - 1, counts.count - 1)] += weights.map { place < $0.count ? $0[place] : 0 } ?? 1
    }
    return counts
  }

  // MARK: Without what is not a number

  private static func addWithoutGaps(to module: ModuleObject) {
    for name in ["max", "min", "std", "var", "prod", "median", "argmax", "argmin"] {
      let isPlace = name.hasPrefix("arg")
      module.function(
        "nan" + name,
        [
          .init("a"), .init("axis", default: Value.none), .keyword("keepdims", default: .bool(false)),
          .keyword("ddof", default: .int(0)),
        ],
        summary: "As \(name), without what is not a number.",
        .bound { arguments in
          let data = try Numpy.anything(arguments[0])
          let axes = try NumpyReductions.axes(arguments[1], data.rank)
          let keeps = try Machine.current.truth(arguments[2])
          let less = try Machine.current.double(arguments[3])
          let values = try data.converted(to: .float64)
          if isPlace {
            return Numpy.value(
              try NumpyReductions.fold(values, axes, keeps, Double.self, .int64) { p, n, _ -> Int in
                let kept = (0..<n).filter { !p[$0].isNaN }
                guard !kept.isEmpty else { throw PythonError(.valueError, "All-NaN slice encountered") }
                let best = name == "argmax" ? kept.max { p[$0] < p[$1] } : kept.min { p[$0] < p[$1] }
                return kept.first { best.map { at in p[at] } == p[$0] } ?? 0
              })
          }
          let type = data.dtype.isFloatingPoint || ["max", "min", "prod"].contains(name) ? data.dtype : .float64
          return Numpy.value(
            try NumpyReductions.fold(values, axes, keeps, Double.self, .float64) { p, n, _ -> Double in
              described(name, (0..<n).map { p[$0] }.filter { !$0.isNaN }, less)
            }.converted(to: type))
        })
    }
  }

  private static func described(_ name: String, _ kept: [Double], _ less: Double) -> Double {
    switch name {
    case "max": return kept.max() ?? .nan
    case "min": return kept.min() ?? .nan
    case "prod": return kept.reduce(1, *)
    case "median": return quantile(kept, 0.5, "midpoint", false)
    default:
      func sum(_ values: [Double]) -> Double {
        values.withUnsafeBufferPointer { $0.baseAddress.map { NumpyReductions.pairwise($0, values.count) } ?? 0 }
      }
      let mean = sum(kept) / Double(kept.count)
      let variance = sum(kept.map { ($0 - mean) * ($0 - mean) }) / (Double(kept.count) - less)
      return name == "var" ? variance : variance.squareRoot()
    }
  }
}
