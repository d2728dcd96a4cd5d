import Glibc

/// The part of `statistics` that is about pairs of values.
enum StatisticsRelations {
  private static func sum(_ values: [Double]) throws -> Double {
    let fsum = try Machine.current.importModule("math").namespace.get("fsum") ?? .none
    return try Machine.current.double(Machine.current.call(fsum, [.list(values.map(Value.float))]))
  }

  /// Both means, and the sums of the products of what differs from them.
  private struct Sums {
    let count: Int
    let meanX: Double
    let meanY: Double
    let xx: Double
    let yy: Double
    let xy: Double

    init(_ a: Value, _ b: Value, _ name: String, _ failure: TypeObject) throws {
      let machine = Machine.current
      let x = try machine.elements(a).map(machine.double)
      let y = try machine.elements(b).map(machine.double)
      if x.count != y.count {
        throw PythonError(failure, "\(name) requires that both inputs have same number of data points")
      }
      if x.count < 2 { throw PythonError(failure, "\(name) requires at least two data points") }
      count = x.count
      let (middleX, middleY) = (try sum(x) / Double(x.count), try sum(y) / Double(y.count))
      meanX = middleX
      meanY = middleY
      xx = try sum(x.map { ($0 - middleX) * ($0 - middleX) })
      yy = try sum(y.map { ($0 - middleY) * ($0 - middleY) })
      xy = try sum(zip(x, y).map { ($0 - middleX) * ($1 - middleY) })
    }
  }

  static func install(_ module: ModuleObject, failure: TypeObject) {
    let pair: [Parameter] = [.positional("x"), .positional("y")]
    module.function(
      "covariance", pair, summary: "How two samples vary together.",
      .binary { x, y in
        let sums = try Sums(x, y, "covariance", failure)
        return .float(sums.xy / Double(sums.count - 1))
      })
    module.function(
      "correlation", pair, summary: "How far two samples lie on a line, from -1 to 1.",
      .binary { x, y in
        let sums = try Sums(x, y, "correlation", failure)
        let root = (sums.xx * sums.yy).squareRoot()
        if root == 0 { throw PythonError(failure, "at least one of the inputs is constant") }
        return .float(sums.xy / root)
      })
    let line = NamedTuple.makeType("LinearRegression", ["slope", "intercept"], module: "statistics")
    module.set("LinearRegression", .object(line))
    module.function(
      "linear_regression", pair + [.keyword("proportional", default: .bool(false))],
      summary: "The line nearest to the points.",
      .bound { arguments in
        let sums = try Sums(arguments[0], arguments[1], "linear regression", failure)
        if sums.xx == 0 { throw PythonError(failure, "x is constant") }
        let slope = sums.xy / sums.xx
        return .object(TupleInstance(line, [.float(slope), .float(sums.meanY - slope * sums.meanX)]))
      })
    module.function(
      "median_grouped", [Parameter("data"), Parameter("interval", default: .int(1))],
      summary: "The middle of grouped values.",
      .bound { arguments in
        let machine = Machine.current
        let sorted = try Sorting.sorted(machine.elements(arguments[0]), key: .none, reverse: false).map(machine.double)
        if sorted.isEmpty { throw PythonError(failure, "no median for empty data") }
        let interval = try machine.double(arguments[1])
        let middle = sorted[sorted.count / 2]
        let below = sorted.prefix { $0 < middle }.count
        let equal = sorted.filter { $0 == middle }.count
        return .float(middle - interval / 2 + interval * (Double(sorted.count) / 2 - Double(below)) / Double(equal))
      })
  }
}
