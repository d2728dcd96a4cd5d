import Autograd
import Glibc
import Machine
import NDArray

/// numpy's elementwise functions of one array.
enum NumpyFunctions {
  /// A function for each floating-point type; whole numbers become floating point first.
  nonisolated(unsafe) static let floating: [(name: String, float: (Float) -> Float, double: (Double) -> Double)] = [
    ("sin", { Float(Glibc.sin(Double($0))) }, Glibc.sin), ("cos", { Float(Glibc.cos(Double($0))) }, Glibc.cos),
    ("tan", { Float(Glibc.tan(Double($0))) }, Glibc.tan), ("arcsin", { Float(Glibc.asin(Double($0))) }, Glibc.asin),
    ("arccos", { Float(Glibc.acos(Double($0))) }, Glibc.acos),
    ("arctan", { Float(Glibc.atan(Double($0))) }, Glibc.atan),
    ("sinh", { Float(Glibc.sinh(Double($0))) }, Glibc.sinh), ("cosh", { Float(Glibc.cosh(Double($0))) }, Glibc.cosh),
    ("tanh", { Float(Glibc.tanh(Double($0))) }, Glibc.tanh),
    ("arcsinh", { Float(Glibc.asinh(Double($0))) }, Glibc.asinh),
    ("arccosh", { Float(Glibc.acosh(Double($0))) }, Glibc.acosh),
    ("arctanh", { Float(Glibc.atanh(Double($0))) }, Glibc.atanh), ("exp", { Float(Glibc.exp(Double($0))) }, Glibc.exp),
    ("exp2", { Float(Glibc.exp2(Double($0))) }, Glibc.exp2), ("expm1", { Float(Glibc.expm1(Double($0))) }, Glibc.expm1),
    ("log", { Float(Glibc.log(Double($0))) }, Glibc.log), ("log2", { Float(Glibc.log2(Double($0))) }, Glibc.log2),
    ("log10", { Float(Glibc.log10(Double($0))) }, Glibc.log10),
    ("log1p", { Float(Glibc.log1p(Double($0))) }, Glibc.log1p),
    ("sqrt", { $0.squareRoot() }, { $0.squareRoot() }), ("cbrt", { Float(Glibc.cbrt(Double($0))) }, Glibc.cbrt),
    ("rint", { $0.rounded(.toNearestOrEven) }, { $0.rounded(.toNearestOrEven) }),
    ("deg2rad", { $0 * (.pi / 180) }, { $0 * (.pi / 180) }), ("rad2deg", { $0 * (180 / .pi) }, { $0 * (180 / .pi) }),
    ("radians", { $0 * (.pi / 180) }, { $0 * (.pi / 180) }), ("degrees", { $0 * (180 / .pi) }, { $0 * (180 / .pi) }),
  ]

  /// Functions that leave whole numbers whole.
  nonisolated(unsafe) static let keeping:
    [(name: String, float: (Float) -> Float, double: (Double) -> Double, int: (Int) -> Int)] = [
      ("abs", { abs($0) }, { abs($0) }, { $0 == .min ? $0 : abs($0) }),
      ("absolute", { abs($0) }, { abs($0) }, { $0 == .min ? $0 : abs($0) }),
      ("fabs", { abs($0) }, { abs($0) }, { $0 == .min ? $0 : abs($0) }),
      ("negative", { -$0 }, { -$0 }, { 0 &- $0 }), ("positive", { $0 }, { $0 }, { $0 }),
      ("square", { $0 * $0 }, { $0 * $0 }, { $0 &* $0 }),
      ("reciprocal", { 1 / $0 }, { 1 / $0 }, { $0 == 0 ? 0 : 1 / $0 }),
      ("sign", { $0 > 0 ? 1 : $0 < 0 ? -1 : $0 }, { $0 > 0 ? 1 : $0 < 0 ? -1 : $0 }, { $0.signum() }),
      ("floor", { $0.rounded(.down) }, { $0.rounded(.down) }, { $0 }),
      ("ceil", { $0.rounded(.up) }, { $0.rounded(.up) }, { $0 }),
      ("trunc", { $0.rounded(.towardZero) }, { $0.rounded(.towardZero) }, { $0 }),
      ("fix", { $0.rounded(.towardZero) }, { $0.rounded(.towardZero) }, { $0 }),
    ]

  /// Questions, answered with truth values.
  nonisolated(unsafe) static let questions: [(name: String, test: (Double) -> Bool)] = [
    ("isnan", { $0.isNaN }), ("isinf", { $0.isInfinite }), ("isfinite", { $0.isFinite }),
    ("signbit", { $0.sign == .minus }),
    ("logical_not", { $0 == 0 }),
  ]

  static func add(to module: ModuleObject) {
    for (name, float, double) in floating {
      define(module, name) { data in
        try mapped(data, to: NumpyTypes.floatType(data.dtype), float, double)
      }
    }
    for (name, float, double, int) in keeping {
      define(module, name) { data in
        data.dtype.isFloatingPoint || name == "fabs"
          ? try mapped(data, to: NumpyTypes.floatType(data.dtype), float, double) : try mapped(data, int)
      }
    }
    for (name, test) in questions {
      define(module, name) { data in
        let source = try data.converted(to: .float64).contiguous().inMemory()
        let result = try NDArray.uninitialized(shape: data.shape, .bool).inMemory()
        guard let from = source.pointer(Double.self), let to = result.pointer(UInt8.self) else { return result }
        for i in 0..<source.count { to[i] = test(from[i]) ? 1 : 0 }
        return result
      }
    }
  }

  private static func define(_ module: ModuleObject, _ name: String, _ run: @escaping (NDArray) throws -> NDArray) {
    module.function(
      name, [.positional("x"), .init("out", default: Value.none)], summary: "Elementwise \(name).",
      .bound { arguments in
        let result = try NumpyErrorState.watched(name) { try run(Numpy.anything(arguments[0])) }
        if let out = Numpy.array(arguments[1]) {
          out.array.assign(try result.converted(to: out.array.dtype))
          return arguments[1]
        }
        // What goes in as a tensor comes out as one.
        return arguments[0].asTensor == nil ? Numpy.value(result) : Value(.init(result))
      })
  }

  /// A function of floating-point elements.
  static func mapped(
    _ data: NDArray, to dtype: DType, _ float: (Float) -> Float, _ double: (Double) -> Double
  ) throws -> NDArray {
    let type: DType = dtype == .float64 ? .float64 : .float32
    let source = try data.converted(to: type).contiguous().inMemory()
    let result = try NDArray.uninitialized(shape: data.shape, type).inMemory()
    if type == .float64 {
      guard let from = source.pointer(Double.self), let to = result.pointer(Double.self) else { return result }
      for i in 0..<source.count { to[i] = double(from[i]) }
    } else {
      guard let from = source.pointer(Float.self), let to = result.pointer(Float.self) else { return result }
      for i in 0..<source.count { to[i] = float(from[i]) }
    }
    return try result.converted(to: dtype)
  }

  /// A function of whole numbers.
  static func mapped(_ data: NDArray, _ body: (Int) -> Int) throws -> NDArray {
    let source = try data.converted(to: .int64).contiguous().inMemory()
    let result = try NDArray.uninitialized(shape: data.shape, .int64).inMemory()
    guard let from = source.pointer(Int.self), let to = result.pointer(Int.self) else { return result }
    for i in 0..<source.count { to[i] = body(from[i]) }
    return try result.converted(to: data.dtype)
  }
}
