import Glibc
import Syntax

/// `statistics`, in floating point.
enum StatisticsModule {
  static func make() throws -> ModuleObject {
    let module = ModuleObject("statistics", summary: "Means and spreads.")
    let failure = TypeObject(
      "StatisticsError", module: "statistics", bases: [.valueError], summary: "The data do not allow the question.")
    module.set("StatisticsError", .object(failure))
    func data(_ value: Value, _ name: String, least: Int = 1) throws -> [Value] {
      let items = try Machine.current.elements(value)
      if items.count < least {
        throw PythonError(
          failure,
          least == 1
            ? "\(name) requires at least one data point" : "\(name) requires at least two data points")
      }
      return items
    }
    func sum(_ items: [Value]) throws -> Value {
      try items.reduce(.int(0)) { try Machine.current.binary(.add, $0, $1) }
    }
    func doubles(_ items: [Value]) throws -> [Double] { try items.map(Machine.current.double) }
    func whole(_ x: Double, _ items: [Value]) -> Value {
      let areIntegers = items.allSatisfy { $0.intValue != nil }
      if areIntegers, let number = Int(exactly: x) { return .int(number) }
      return .float(x)
    }
    func exactSum(_ values: [Double]) throws -> Double {
      let math = try MathModule.make()
      let fsum = math.namespace.get("fsum") ?? .none
      return try Machine.current.double(Machine.current.call(fsum, [.list(values.map(Value.float))]))
    }
    func spread(_ items: [Value], _ degrees: Int, root: Bool) throws -> Double {
      guard let exact = ExactSpread(try doubles(items)) else { return .nan }
      return root ? try exact.deviation(degrees: degrees) : try exact.variance(degrees: degrees)
    }
    let one: [Parameter] = [Parameter("data")]
    module.function(
      "mean", one, summary: "The arithmetic mean.",
      .bound {
        let items = try data($0[0], "mean")
        if items.contains(where: { $0.integerValue == nil && FloatType.number($0) == nil }) {
          return try Machine.current.binary(.divide, sum(items), .int(items.count))
        }
        return whole(try exactSum(doubles(items)) / Double(items.count), items)
      })
    module.function(
      "fmean", one + [Parameter("weights", default: Value.none)], summary: "The arithmetic mean as a float.",
      .bound {
        let items = try data($0[0], "fmean")
        if !$0[1].isNone {
          let weights = try doubles(Machine.current.elements($0[1]))
          guard weights.count == items.count else {
            throw PythonError(failure, "data and weights must be the same length")
          }
          let total = try exactSum(weights)
          if total == 0 { throw PythonError(failure, "sum of weights must be non-zero") }
          return .float(try exactSum(zip(doubles(items), weights).map(*)) / total)
        }
        return .float(try exactSum(doubles(items)) / Double(items.count))
      })
    module.function(
      "median", one, summary: "The middle value.",
      .bound {
        let items = try Machine.current.elements($0[0])
        if items.isEmpty { throw PythonError(failure, "no median for empty data") }
        let sorted = try Sorting.sorted(items, key: .none, reverse: false)
        let middle = sorted.count / 2
        if sorted.count % 2 == 1 { return sorted[middle] }
        return try Machine.current.binary(.divide, sum([sorted[middle - 1], sorted[middle]]), .int(2))
      })
    module.function(
      "mode", one, summary: "The most frequent value.",
      .bound {
        let items = try Machine.current.elements($0[0])
        if items.isEmpty { throw PythonError(failure, "no mode for empty data") }
        let counts = DictObject()
        for item in items { try counts.set(item, .int((counts.get(item)?.intValue ?? 0) + 1)) }
        var best: (key: Value, count: Int) = (.none, 0)
        for (key, value) in counts.pairs { if let count = value.intValue, count > best.count { best = (key, count) } }
        return best.key
      })
    func ordered(_ value: Value) throws -> [Value] {
      let items = try Machine.current.elements(value)
      if items.isEmpty { throw PythonError(failure, "no median for empty data") }
      return try Sorting.sorted(items, key: .none, reverse: false)
    }
    module.function(
      "median_low", one, summary: "The middle value, the lower of two.",
      .bound {
        let sorted = try ordered($0[0])
        return sorted[(sorted.count - 1) / 2]
      })
    module.function(
      "median_high", one, summary: "The middle value, the higher of two.",
      .bound {
        let sorted = try ordered($0[0])
        return sorted[sorted.count / 2]
      })
    module.function(
      "multimode", one, summary: "All of the most frequent values.",
      .bound {
        let counts = DictObject()
        for item in try Machine.current.elements($0[0]) {
          try counts.set(item, .int((counts.get(item)?.intValue ?? 0) + 1))
        }
        let most = counts.values.compactMap(\.intValue).max() ?? 0
        return .list(counts.pairs.filter { $0.value.intValue == most }.map(\.key))
      })
    module.function(
      "harmonic_mean", one + [Parameter("weights", default: Value.none)],
      summary: "The reciprocal of the mean of reciprocals.",
      .bound {
        let items = try data($0[0], "harmonic_mean")
        let values = try doubles(items)
        var weights = values.map { _ in 1.0 }
        if $0[1].isNone {
          if values.contains(where: { $0 < 0 }) {
            throw PythonError(failure, "harmonic mean does not support negative values")
          }
          if values.count == 1 { return items[0] }
        } else {
          weights = try doubles(Machine.current.elements($0[1]))
          if values.count == 1 { return items[0] }
          guard weights.count == values.count else {
            throw PythonError(failure, "Number of weights does not match data size")
          }
          if (values + weights).contains(where: { $0 < 0 }) {
            throw PythonError(failure, "harmonic mean does not support negative values")
          }
        }
        if values.contains(0) { return .int(0) }
        guard let above = ExactSpread(weights), let below = ExactSpread(zip(weights, values).map(/)) else {
          return .float(try exactSum(weights) / exactSum(zip(weights, values).map(/)))
        }
        return .float(try above.quotient(by: below))
      })
    module.function(
      "geometric_mean", one, summary: "The root of the product.",
      .bound {
        let values = try doubles(Machine.current.elements($0[0]))
        if values.isEmpty || values.contains(where: { $0 <= 0 }) {
          throw PythonError(failure, "geometric mean requires a non-empty dataset containing positive numbers")
        }
        return .float(exp(try exactSum(values.map(log)) / Double(values.count)))
      })
    module.function(
      "quantiles",
      one + [.keyword("n", "int", default: .int(4)), .keyword("method", "str", default: .string("exclusive"))],
      summary: "The values that part the data in n parts.",
      .bound {
        let parts = try Machine.current.index($0[1])
        if parts < 1 { throw PythonError(failure, "n must be at least 1") }
        let items = try Sorting.sorted(Machine.current.elements($0[0]), key: .none, reverse: false)
        let values = try doubles(items)
        if values.count < 2 { throw PythonError(failure, "must have at least two data points") }
        try MemoryCap.check(elements: parts, ofSize: SequenceOperators.elementSize)
        let method = $0[2].asString?.text
        if method == "inclusive" {
          return .list(
            (1..<Swift.max(parts, 1)).map { part in
              let reach = part.multipliedReportingOverflow(by: values.count - 1).partialValue
              let place = Swift.min(Swift.max(reach / parts, 0), values.count - 2)
              let delta = Double(reach - place * parts)
              return .float((values[place] * (Double(parts) - delta) + values[place + 1] * delta) / Double(parts))
            })
        }
        guard method == "exclusive" else {
          throw PythonError.valueFault("Unknown method: \(try Machine.current.repr($0[2]))")
        }
        return .list(
          (1..<Swift.max(parts, 1)).map { part in
            let reach = part.multipliedReportingOverflow(by: values.count + 1).partialValue
            let place = Swift.min(Swift.max(reach / parts, 1), values.count - 1)
            let delta = Double(reach - place * parts)
            return .float((values[place - 1] * (Double(parts) - delta) + values[place] * delta) / Double(parts))
          })
      })
    for (name, degrees, root, summary) in [
      ("variance", 1, false, "The variance of a sample."), ("pvariance", 0, false, "The variance of a population."),
      ("stdev", 1, true, "The standard deviation of a sample."),
      ("pstdev", 0, true, "The standard deviation of a population."),
    ] {
      module.function(
        name, one, summary: summary,
        .bound {
          let items = try data($0[0], name, least: degrees + 1)
          let result = try spread(items, degrees, root: root)
          return root ? .float(result) : whole(result, items)
        })
    }
    StatisticsRelations.install(module, failure: failure)
    try WrittenModule.normalDistribution.load(into: module)
    return module
  }
}
