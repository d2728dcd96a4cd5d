import Machine
import NDArray

/// A distribution that both of numpy's kinds of generators draw from: its name, its settings and how one number is drawn.
struct NumpyDistribution {
  /// What a setting may be.
  enum Bound {
    case any, nonNegative, positive, zeroToOne, aboveZeroToOne, belowOne, aboveOne, rate

    /// numpy's complaint about a number, nil when it may be.
    func complaint(_ name: String, _ x: Double) -> String? {
      switch self {
      case .any: nil
      case .nonNegative: !x.isNaN && x.sign == .minus ? "\(name) < 0" : nil
      case .positive: x <= 0 ? "\(name) <= 0" : nil
      case .zeroToOne: x >= 0 && x <= 1 ? nil : "\(name) < 0, \(name) > 1 or \(name) is NaN"
      case .aboveZeroToOne: x > 0 && x <= 1 ? nil : "\(name) <= 0, \(name) > 1 or \(name) contains NaNs"
      case .belowOne: x >= 0 && x < 1 ? nil : "\(name) < 0, \(name) >= 1 or \(name) is NaN"
      case .aboveOne: x > 1 ? nil : "\(name) <= 1 or \(name) is NaN"
      case .rate: x >= 0 ? (x > 9.2e18 ? "\(name) value too large" : nil) : "\(name) < 0 or \(name) is NaN"
      }
    }
  }

  struct Setting {
    let name: String
    let standard: Double?
    let bound: Bound

    init(_ name: String, _ standard: Double? = nil, _ bound: Bound = .any) {
      self.name = name
      self.standard = standard
      self.bound = bound
    }
  }

  enum Draw {
    case real((any NumpyBits, [Double]) -> Double)
    case whole((any NumpyBits, [Double]) -> Int)
  }

  let name: String
  let settings: [Setting]
  let draw: Draw
  /// A complaint about the settings together.
  var together: ([Double]) -> String? = { _ in nil }

  var summary: String { "Numbers of the \(name.replacing("_", with: " ")) distribution." }

  var parameters: [LanguageParameter] {
    settings.map { setting in
      setting.standard.map { .init(setting.name, default: .float($0)) } ?? .init(setting.name)
    } + [.init("size", default: Value.none)]
  }

  /// - Parameter arguments: The settings, then the sizes.
  func run(_ bits: any NumpyBits, _ arguments: [Value]) throws -> Value {
    let given = try settings.indices.map { try Numpy.anything(arguments[$0]).converted(to: .float64) }
    for (setting, data) in zip(settings, given) {
      for number in data.doubles() {
        if let complaint = setting.bound.complaint(setting.name, number) {
          throw PythonError(.valueError, complaint)
        }
      }
    }
    let size = settings.isEmpty || arguments.count > settings.count ? arguments[settings.count] : .none
    if given.allSatisfy({ $0.rank == 0 }) {
      let values = given.map(\.item.asDouble)
      if let complaint = together(values) { throw PythonError(.valueError, complaint) }
      switch draw {
      case .real(let next): return try NumpyRandom.draw(size) { next(bits, values) }
      case .whole(let next): return try NumpyRandom.drawWhole(size) { next(bits, values) }
      }
    }
    let shape = try commonShape(given, size)
    let columns = try given.map { try $0.inMemory().expanded(to: shape).doubles() }
    var values = [Double](repeating: 0, count: columns.count)
    func set(_ i: Int) throws {
      for j in columns.indices { values[j] = columns[j][i] }
      if let complaint = together(values) { throw PythonError(.valueError, complaint) }
    }
    switch draw {
    case .real(let next):
      let result = try NDArray.uninitialized(shape: shape, .float64).inMemory()
      if let out = result.pointer(Double.self) {
        for i in 0..<result.count {
          try set(i)
          out[i] = next(bits, values)
        }
      }
      return .native(NumpyArray(result))
    case .whole(let next):
      let result = try NDArray.uninitialized(shape: shape, .int64).inMemory()
      if let out = result.pointer(Int.self) {
        for i in 0..<result.count {
          try set(i)
          out[i] = next(bits, values)
        }
      }
      return .native(NumpyArray(result))
    }
  }

  private func commonShape(_ given: [NDArray], _ size: Value) throws -> [Int] {
    var shapes = given.map(\.shape)
    if !size.isNone { shapes.insert(try NumpyBuilding.shape(size), at: 0) }
    let shape = try NumpyRandom.commonShape(shapes)
    guard size.isNone || shape == shapes[0] else {
      throw PythonError(
        .valueError,
        "Output size \(NumpyRandom.tuple(shapes[0])) is not compatible with broadcast dimensions of inputs "
          + "\(NumpyRandom.tuple(shape)).")
    }
    return shape
  }
}

extension NumpyDistribution {
  nonisolated(unsafe) static let all: [NumpyDistribution] = [
    .init(
      name: "uniform", settings: [.init("low", 0), .init("high", 1)],
      draw: .real { bits, p in p[0] + (p[1] - p[0]) * bits.unit() }),
    .init(
      name: "normal", settings: [.init("loc", 0), .init("scale", 1, .nonNegative)],
      draw: .real { bits, p in p[0] + p[1] * bits.normal() }),
    .init(
      name: "exponential", settings: [.init("scale", 1, .nonNegative)],
      draw: .real { bits, p in p[0] * bits.exponential() }),
    .init(
      name: "lognormal", settings: [.init("mean", 0), .init("sigma", 1, .nonNegative)],
      draw: .real { bits, p in NumpyCurves.exponential(p[0] + p[1] * bits.normal()) }),
    .init(
      name: "beta", settings: [.init("a", nil, .positive), .init("b", nil, .positive)],
      draw: .real { NumpyCurves.beta($0, $1[0], $1[1]) }),
    .init(
      name: "gamma", settings: [.init("shape", nil, .nonNegative), .init("scale", 1, .nonNegative)],
      draw: .real { bits, p in p[1] * NumpyCurves.gamma(bits, p[0]) }),
    .init(
      name: "chisquare", settings: [.init("df", nil, .positive)], draw: .real { NumpyCurves.chiSquare($0, $1[0]) }),
    .init(
      name: "noncentral_chisquare", settings: [.init("df", nil, .positive), .init("nonc", nil, .nonNegative)],
      draw: .real { NumpyCurves.noncentralChiSquare($0, $1[0], $1[1]) }),
    .init(
      name: "f", settings: [.init("dfnum", nil, .positive), .init("dfden", nil, .positive)],
      draw: .real { NumpyCurves.f($0, $1[0], $1[1]) }),
    .init(
      name: "noncentral_f",
      settings: [.init("dfnum", nil, .positive), .init("dfden", nil, .positive), .init("nonc", nil, .nonNegative)],
      draw: .real { NumpyCurves.noncentralF($0, $1[0], $1[1], $1[2]) }),
    .init(name: "standard_t", settings: [.init("df", nil, .positive)], draw: .real { NumpyCurves.t($0, $1[0]) }),
    .init(name: "standard_cauchy", settings: [], draw: .real { bits, _ in NumpyCurves.cauchy(bits) }),
    .init(name: "pareto", settings: [.init("a", nil, .positive)], draw: .real { NumpyCurves.pareto($0, $1[0]) }),
    .init(name: "weibull", settings: [.init("a", nil, .nonNegative)], draw: .real { NumpyCurves.weibull($0, $1[0]) }),
    .init(name: "power", settings: [.init("a", nil, .positive)], draw: .real { NumpyCurves.power($0, $1[0]) }),
    .init(
      name: "laplace", settings: [.init("loc", 0), .init("scale", 1, .nonNegative)],
      draw: .real { NumpyCurves.laplace($0, $1[0], $1[1]) }),
    .init(
      name: "gumbel", settings: [.init("loc", 0), .init("scale", 1, .nonNegative)],
      draw: .real { NumpyCurves.gumbel($0, $1[0], $1[1]) }),
    .init(
      name: "logistic", settings: [.init("loc", 0), .init("scale", 1, .nonNegative)],
      draw: .real { NumpyCurves.logistic($0, $1[0], $1[1]) }),
    .init(
      name: "rayleigh", settings: [.init("scale", 1, .nonNegative)], draw: .real { NumpyCurves.rayleigh($0, $1[0]) }),
    .init(
      name: "triangular", settings: [.init("left"), .init("mode"), .init("right")],
      draw: .real { NumpyCurves.triangular($0, $1[0], $1[1], $1[2]) },
      together: { p in
        p[0] > p[1] ? "left > mode" : p[1] > p[2] ? "mode > right" : p[0] == p[2] ? "left == right" : nil
      }),
    .init(
      name: "wald", settings: [.init("mean", nil, .positive), .init("scale", nil, .positive)],
      draw: .real { NumpyCurves.wald($0, $1[0], $1[1]) }),
    .init(
      name: "vonmises", settings: [.init("mu"), .init("kappa", nil, .nonNegative)],
      draw: .real { NumpyCurves.vonMises($0, $1[0], $1[1]) }),
    .init(name: "poisson", settings: [.init("lam", 1, .rate)], draw: .whole { NumpyCounts.poisson($0, $1[0]) }),
    .init(
      name: "binomial", settings: [.init("n", nil, .nonNegative), .init("p", nil, .zeroToOne)],
      draw: .whole { NumpyCounts.binomial($0, Int(min($1[0], 9e18)), $1[1]) }),
    .init(
      name: "negative_binomial", settings: [.init("n", nil, .positive), .init("p", nil, .aboveZeroToOne)],
      draw: .whole { NumpyCounts.negativeBinomial($0, $1[0], $1[1]) }),
    .init(
      name: "geometric", settings: [.init("p", nil, .aboveZeroToOne)],
      draw: .whole { NumpyCounts.geometric($0, $1[0]) }),
    .init(
      name: "logseries", settings: [.init("p", nil, .belowOne)], draw: .whole { NumpyCounts.logSeries($0, $1[0]) }),
    .init(name: "zipf", settings: [.init("a", nil, .aboveOne)], draw: .whole { NumpyCounts.zipf($0, $1[0]) }),
  ]
}
