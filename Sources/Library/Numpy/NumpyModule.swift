import Glibc
import Machine
import NDArray
import TensorText

/// The module `numpy`.
enum NumpyModule {
  static let version = "2.4.6"

  static func build(_ machine: Machine) throws -> ModuleObject {
    NumpyArrayType.prepareScalars()
    let module = ModuleObject("numpy", summary: "Arrays of numbers.")
    addTypes(to: module)
    NumpyFunctions.add(to: module)
    NumpyCreation.add(to: module)
    NumpyCombining.add(to: module)
    addReductions(to: module)
    addOperators(to: module)
    for (name, value) in [
      ("pi", Double.pi), ("e", 2.718281828459045), ("inf", .infinity), ("nan", .nan),
      ("euler_gamma", 0.5772156649015329),
    ] {
      module.set(name, .float(value))
    }
    module.set("newaxis", .none)
    module.set("__version__", .string(version))
    NumpyPrinting.add(to: module)
    NumpyBorrowed.add(to: module)
    NumpyStatistics.add(to: module)
    NumpyCurveTools.add(to: module)
    NumpyPicking.add(to: module)
    NumpyKinds.add(to: module)
    NumpyErrorState.add(to: module)
    return module
  }

  private static func addTypes(to module: ModuleObject) {
    module.set("ndarray", .object(NumpyArrayType.type))
    module.set("dtype", .object(NumpyTypes.dtypeType))
    for type in NumpyTypes.abstract { module.set(type.name, .object(type)) }
    for (dtype, type) in NumpyTypes.scalars { module.set(dtype == .bool ? "bool" : dtype.name, .object(type)) }
    for (name, dtype) in [
      ("bool_", DType.bool), ("double", .float64), ("single", .float32), ("half", .float16), ("int_", .int64),
      ("long", .int64), ("intp", .int64), ("byte", .int8), ("ubyte", .uint8), ("short", .int16), ("intc", .int32),
    ] { module.set(name, .object(NumpyTypes.scalarType(dtype))) }
  }

  private static func addReductions(to module: ModuleObject) {
    for name in NumpyReductions.names {
      let isSpread = name == "std" || name == "var"
      let hasDType = ["sum", "mean", "std", "var", "prod"].contains(name)
      var parameters: [LanguageParameter] = [.init("a"), .init("axis", default: Value.none)]
      if hasDType { parameters.append(.init("dtype", default: Value.none)) }
      parameters.append(.init("out", default: Value.none))
      if isSpread { parameters.append(.init("ddof", default: .int(0))) }
      parameters.append(.init("keepdims", default: .bool(false)))
      let names = parameters.map(\.name)
      module.function(
        name, parameters, summary: "The \(name) of the elements.",
        .bound { arguments in
          func argument(_ name: String) -> Value { names.firstIndex(of: name).map { arguments[$0] } ?? .none }
          return Numpy.value(
            try NumpyReductions.run(
              name, Numpy.anything(arguments[0]), axis: argument("axis"),
              keepdims: Machine.current.truth(argument("keepdims")), dtype: NumpyTypes.dtype(argument("dtype")),
              correction: isSpread ? Machine.current.double(argument("ddof")) : 0))
        })
    }
    for (name, isProduct) in [("cumsum", false), ("cumprod", true)] {
      module.function(
        name, [.init("a"), .init("axis", default: Value.none)], summary: "Running totals.",
        .bound { arguments in
          .native(
            NumpyArray(
              try NumpyReductions.running(Numpy.anything(arguments[0]), axis: arguments[1], isProduct: isProduct)))
        })
    }
    module.function(
      "median", [.init("a"), .init("axis", default: Value.none)], summary: "The middle element.",
      .bound { arguments in
        let data = try Numpy.anything(arguments[0])
        let type = data.dtype.isFloatingPoint ? data.dtype : .float64
        let axes = try NumpyReductions.axes(arguments[1], data.rank)
        return Numpy.value(
          try NumpyReductions.fold(data.converted(to: .float64), axes, false, Double.self, .float64) {
            p, n, _ -> Double in
            let sorted = (0..<n).map { p[$0] }.sorted()
            guard n > 0 else { return .nan }
            if sorted.contains(where: \.isNaN) { return .nan }
            return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2
          }.converted(to: type))
      })
  }

  private static func addOperators(to module: ModuleObject) {
    for (name, operation) in NumpyCombining.operators {
      module.function(
        name, [.positional("x1"), .positional("x2"), .init("out", default: Value.none)],
        summary: "Elementwise \(name).",
        .bound { arguments in
          let a = try NumpyArithmetic.Operand(arguments[0]) ?? .strong(Numpy.anything(arguments[0]))
          let b = try NumpyArithmetic.Operand(arguments[1]) ?? .strong(Numpy.anything(arguments[1]))
          let result = try NumpyArithmetic.compute(operation, a, b)
          guard let out = Numpy.array(arguments[2]) else { return Numpy.value(result) }
          out.array.assign(try result.converted(to: out.array.dtype))
          return arguments[2]
        })
    }
  }
}
