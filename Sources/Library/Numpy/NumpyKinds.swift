import Machine
import NDArray
import Syntax

/// Questions about dtypes, their limits, and functions made for arrays.
enum NumpyKinds {
  static func add(to module: ModuleObject) {
    let machine = Machine.current
    module.function(
      "isscalar", [.init("element")], summary: "Whether this is one number or text.",
      .bound { arguments in
        let value = arguments[0]
        return .bool(value.asNumber != nil && Numpy.array(value) == nil || value.asString != nil)
      })
    module.function(
      "result_type", [.variadic("arrays_and_dtypes")], summary: "The dtype that several meet in.",
      .bound { arguments in
        let types = try (arguments[0].asTuple?.items ?? []).map { value -> DType in
          if let data = Numpy.data(value) { return data.dtype }
          if let number = value.asNumber { return NumpyBuilding.type(of: number) }
          return try NumpyTypes.dtype(value) ?? .float64
        }
        guard let first = types.first else {
          throw PythonError(.valueError, "at least one array or dtype is required")
        }
        return .object(NumpyDType.of(types.dropFirst().reduce(first) { NumpyTypes.promoted($0, $1) }))
      })
    module.function(
      "promote_types", [.positional("type1"), .positional("type2")], summary: "The dtype that two meet in.",
      .bound { arguments in
        .object(
          NumpyDType.of(
            NumpyTypes.promoted(
              try NumpyTypes.dtype(arguments[0]) ?? .float64, try NumpyTypes.dtype(arguments[1]) ?? .float64)))
      })
    module.function(
      "can_cast", [.init("from_"), .init("to"), .init("casting", default: .string("safe"))],
      summary: "Whether every value of a dtype has one in another.",
      .bound { arguments in
        let from = try Numpy.data(arguments[0])?.dtype ?? NumpyTypes.dtype(arguments[0]) ?? .float64
        let to = try NumpyTypes.dtype(arguments[1]) ?? .float64
        switch try machine.str(arguments[2]) {
        case "unsafe": return .bool(true)
        case "no", "equiv": return .bool(from == to)
        case "same_kind": return .bool(from.category <= to.category)
        default: return .bool(NumpyTypes.promoted(from, to) == to)
        }
      })
    module.function(
      "issubdtype", [.init("arg1"), .init("arg2")], summary: "Whether a dtype is of a kind.",
      .bound { arguments in
        func type(_ value: Value) throws -> TypeObject {
          if let type = value.asType, NumpyTypes.abstract.contains(where: { $0 === type }) { return type }
          return NumpyTypes.scalarType(try NumpyTypes.dtype(value) ?? .float64)
        }
        let (narrow, wide) = (try type(arguments[0]), try type(arguments[1]))
        return try machine.call(
          machine.attribute(of: .object(machine.importModule("builtins")), "issubclass"),
          [.object(narrow), .object(wide)])
      })
    for (name, isFloating) in [("finfo", true), ("iinfo", false)] { addLimits(name, isFloating, to: module) }
    addFunctionTools(to: module)
  }

  // MARK: Limits

  private final class Limits {
    let dtype: DType
    init(_ dtype: DType) { self.dtype = dtype }
  }

  private static func addLimits(_ name: String, _ isFloating: Bool, to module: ModuleObject) {
    let type = TypeObject(name, module: "numpy", summary: "The limits of a dtype.")
    func dtype(_ value: Value) -> DType { (value.asInstance?.payload as? Limits)?.dtype ?? .float64 }
    type.slots.new = { type, arguments in
      let given = arguments.count > 0 ? arguments[0] : .none
      let dtype =
        try Numpy.data(given)?.dtype ?? given.asNumber.map { NumpyBuilding.type(of: $0) } ?? NumpyTypes.dtype(given)
        ?? .float64
      guard dtype.isFloatingPoint == isFloating, dtype != .bool else {
        throw PythonError(
          .valueError,
          isFloating
            ? "data type <class 'numpy.\(dtype.name)'> not inexact"
            : "Invalid integer data type '\(dtype == .bool ? "b" : "f")'.")
      }
      return .object(InstanceObject(type, payload: Limits(dtype)))
    }
    type.slots.initialize = { _, _ in }
    func float(_ name: String, _ values: [DType: Double]) {
      type.property(name, get: { Numpy.value(.float(values[dtype($0)] ?? 0), dtype($0)) })
    }
    if isFloating {
      float("eps", [.float64: 0x1p-52, .float32: 0x1p-23, .float16: 0x1p-10])
      float("epsneg", [.float64: 0x1p-53, .float32: 0x1p-24, .float16: 0x1p-11])
      let most: [DType: Double] = [
        .float64: Double.greatestFiniteMagnitude, .float32: Double(Float.greatestFiniteMagnitude), .float16: 65504,
      ]
      float("max", most)
      float("min", most.mapValues { -$0 })
      let least: [DType: Double] = [.float64: 0x1p-1022, .float32: 0x1p-126, .float16: 0x1p-14]
      float("tiny", least)
      float("smallest_normal", least)
      float("smallest_subnormal", [.float64: 0x0.0000000000001p-1022, .float32: 0x1p-149, .float16: 0x1p-24])
      float("resolution", [.float64: 1e-15, .float32: 1e-6, .float16: 0.001])
      type.property("precision", get: { .int(dtype($0) == .float64 ? 15 : dtype($0) == .float32 ? 6 : 3) })
    } else {
      type.property("min", get: { .int(range(dtype($0)).low) })
      type.property("max", get: { .int(range(dtype($0)).high) })
    }
    type.property("bits", get: { .int(dtype($0).size * 8) })
    type.property("dtype", get: { .object(NumpyDType.of(dtype($0))) })
    type.slots.repr = { value in
      let machine = Machine.current
      func text(_ name: String) throws -> String { try machine.str(machine.attribute(of: value, name)) }
      return try isFloating
        ? "finfo(resolution=\(text("resolution")), min=\(text("min")), max=\(text("max")), dtype=\(dtype(value).name))"
        : "iinfo(min=\(text("min")), max=\(text("max")), dtype=\(dtype(value).name))"
    }
    module.set(name, .object(type))
  }

  static func range(_ dtype: DType) -> (low: Int, high: Int) {
    if dtype == .bool { return (0, 1) }
    if dtype == .uint8 { return (0, 255) }
    return dtype.size >= 8 ? (.min, .max) : (-(1 << (8 * dtype.size - 1)), 1 << (8 * dtype.size - 1) - 1)
  }

  // MARK: Functions for arrays

  private final class Kept {
    var function = Value.none
  }

  private static func addFunctionTools(to module: ModuleObject) {
    let machine = Machine.current
    let type = TypeObject("vectorize", module: "numpy", summary: "A function of numbers, for arrays.")
    type.slots.new = { type, _ in .object(InstanceObject(type, payload: Kept())) }
    type.method(
      "__init__", [.init("self"), .init("pyfunc"), .variadicKeyword("options")], summary: "Keeps the function.",
      .bound { arguments in
        (arguments[0].asInstance?.payload as? Kept)?.function = arguments[1]
        return .none
      })
    type.method(
      "__call__", [.init("self"), .variadic("args")], summary: "Calls it for each element.",
      .bound { arguments in
        let function = (arguments[0].asInstance?.payload as? Kept)?.function ?? .none
        let given = try (arguments[1].asTuple?.items ?? []).map { try Numpy.anything($0) }
        let shape = try NumpyRandom.commonShape(given.map(\.shape))
        let columns = try given.map { ($0.dtype, try $0.inMemory().expanded(to: shape).numbers()) }
        let count = shape.reduce(1, *)
        let results = try (0..<count).map { at in
          try machine.call(function, columns.map { Numpy.value($1[at], $0) })
        }
        let built = try NumpyBuilding.build(.list(results), dtype: nil)
        return Numpy.value(try built.reshaped(shape))
      })
    module.set("vectorize", .object(type))
    module.function(
      "apply_along_axis", [.init("func1d"), .init("axis"), .init("arr"), .variadic("args")],
      summary: "A function of rows, for each row.",
      .bound { arguments in
        let data = try Numpy.anything(arguments[2]).inMemory()
        let axis = try NumpyReductions.axis(arguments[1], data.rank)
        let turned = try data.permuted((0..<data.rank).filter { $0 != axis } + [axis]).contiguous().inMemory()
        let outer = Array(turned.shape.dropLast())
        let length = data.shape[axis]
        let rows = try turned.reshaped([outer.reduce(1, *), length])
        let more = arguments[3].asTuple?.items ?? []
        let results = try (0..<rows.shape[0]).map { row in
          try machine.call(arguments[0], [.native(NumpyArray(rows.selected(0, row)))] + more)
        }
        let built = try NumpyBuilding.build(.list(results), dtype: nil)
        let inner = Array(built.shape.dropFirst())
        let result = try built.reshaped(outer + inner).inMemory()
        guard inner.count == 1 else { return Numpy.value(result) }
        var order = Array(0..<outer.count)
        order.insert(outer.count, at: axis)
        return .native(NumpyArray(result.permuted(order)))
      })
    module.function(
      "fromiter", [.init("iter"), .init("dtype"), .init("count", default: .int(-1))],
      summary: "An array of what comes.",
      .bound { arguments in
        .native(
          NumpyArray(
            try NumpyBuilding.build(.list(machine.elements(arguments[0])), dtype: NumpyTypes.dtype(arguments[1]))))
      })
    module.function(
      "fromfunction", [.init("function"), .init("shape"), .keyword("dtype", default: Value.none)],
      summary: "What a function makes of indices.",
      .bound { arguments in
        let shape = try NumpyBuilding.shape(arguments[1])
        let grid = try NumpyPicking.indices(shape).converted(to: NumpyTypes.dtype(arguments[2]) ?? .float64)
        return try machine.call(
          arguments[0], try shape.indices.map { .native(NumpyArray(try grid.inMemory().selected(0, $0))) })
      })
    module.function(
      "geomspace",
      [
        .init("start"), .init("stop"), .init("num", default: .int(50)), .init("endpoint", default: .bool(true)),
      ], summary: "Numbers evenly spaced on a logarithmic scale.",
      .bound { arguments in
        let (start, stop) = (try machine.double(arguments[0]), try machine.double(arguments[1]))
        guard start != 0, stop != 0 else {
          throw PythonError(.valueError, "Geometric sequence cannot include zero")
        }
        let numpy = Value.object(try machine.importModule("numpy"))
        let sign: Double = start < 0 ? -1 : 1
        let ends = try [start, stop].map {
          try machine.call(machine.attribute(of: numpy, "log10"), [.float($0 * sign)])
        }
        let logs = try machine.call(
          machine.attribute(of: numpy, "logspace"), ends + [arguments[2], arguments[3]])
        let result = try Numpy.anything(logs).copied().inMemory()
        if let out = result.pointer(Double.self), result.count > 0 {
          out[0] = start * sign
          if try machine.truth(arguments[3]), result.count > 1 { out[result.count - 1] = stop * sign }
          for i in 0..<result.count { out[i] *= sign }
        }
        return .native(NumpyArray(result))
      })
    module.function(
      "tri",
      [.init("N"), .init("M", default: Value.none), .init("k", default: .int(0)), .init("dtype", default: Value.none)],
      summary: "Ones in a triangle.",
      .bound { arguments in
        let n = max(0, try machine.index(arguments[0]))
        let m = try arguments[1].isNone ? n : max(0, machine.index(arguments[1]))
        let ones = try NDArray.filled(shape: [n, m], .int(1), NumpyTypes.dtype(arguments[3]) ?? .float64).inMemory()
        return try NumpyBorrowed.call("tril", [NumpyBorrowed.tensor(ones), arguments[2]])
      })
    for (name, isPair) in [("modf", true), ("divmod", false)] {
      module.function(
        name, isPair ? [.positional("x")] : [.positional("x1"), .positional("x2")], summary: "Two results at once.",
        .bound { arguments in
          let data = try Numpy.anything(arguments[0])
          if isPair {
            let type = NumpyTypes.floatType(data.dtype)
            let whole = try NumpyFunctions.mapped(
              data, to: type, { $0.rounded(.towardZero) }, { $0.rounded(.towardZero) })
            let rest = try NumpyArithmetic.compute(.subtract, .strong(data.converted(to: type)), .strong(whole))
            return .tuple([Numpy.value(rest), Numpy.value(whole)])
          }
          let a = NumpyArithmetic.Operand.strong(data)
          let b = try NumpyArithmetic.Operand(arguments[1]) ?? .strong(Numpy.anything(arguments[1]))
          return .tuple([
            Numpy.value(try NumpyArithmetic.compute(.floorDivide, a, b)),
            Numpy.value(try NumpyArithmetic.compute(.modulo, a, b)),
          ])
        })
    }
    module.function(
      "ediff1d", [.init("ary")], summary: "Differences of neighbours in a row.",
      .bound { arguments in
        let data = try Numpy.anything(arguments[0])
        let flat = try data.reshaped([data.count]).inMemory()
        let n = max(flat.count, 1)
        return .native(
          NumpyArray(
            try NumpyArithmetic.compute(
              .subtract, .strong(flat.sliced(0, 1, n)), .strong(flat.sliced(0, 0, n - 1)))))
      })
  }
}
