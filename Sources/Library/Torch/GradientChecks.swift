import Autograd
import Machine
import NDArray
import Ops

/// `gradcheck` and `gradgradcheck`: derivatives against small differences.
enum GradientChecks {
  nonisolated(unsafe) private static let settings: [LanguageParameter] = [
    .keyword("eps", default: .float(1e-6)), .keyword("atol", default: .float(1e-5)),
    .keyword("rtol", default: .float(1e-3)),
    .keyword("raise_exception", default: .bool(true)),
  ]
  nonisolated(unsafe) private static let accepted: [LanguageParameter] = [
    "nondet_tol", "check_undefined_grad", "check_grad_dtypes", "check_batched_grad", "check_batched_forward_grad",
    "check_forward_ad", "check_backward_ad", "fast_mode", "masked", "gen_non_contig_grad_outputs", "check_fwd_over_rev",
    "check_rev_over_rev",
  ].map { .keyword($0, default: .none) }

  nonisolated(unsafe) static let gradcheck = Value.object(
    NativeFunction(
      "gradcheck", [.init("func"), .init("inputs")] + settings + accepted,
      summary: "Compares a function's gradients with small differences.",
      .bound { arguments in
        let tolerance = try Tolerance(arguments, from: 2)
        return try tolerance.answer { try check(arguments[0], GradientChecks.inputs(arguments[1]), tolerance) }
      }))

  nonisolated(unsafe) static let gradgradcheck = Value.object(
    NativeFunction(
      "gradgradcheck",
      [.init("func"), .init("inputs"), .init("grad_outputs", default: Value.none)] + settings + accepted,
      summary: "Compares the gradients of a function's gradients with small differences.",
      .bound { arguments in
        let tolerance = try Tolerance(arguments, from: 3)
        let inputs = try GradientChecks.inputs(arguments[1])
        let given = try arguments[2].isNone ? nil : GradientChecks.inputs(arguments[2]).compactMap(\.asTensor)
        return try tolerance.answer { try checkSecond(arguments[0], inputs, given, tolerance) }
      }))

  static func build(_ machine: Machine) throws -> ModuleObject {
    let module = ModuleObject("torch.autograd.gradcheck", summary: "Derivatives against small differences.")
    module.set("gradcheck", gradcheck)
    module.set("gradgradcheck", gradgradcheck)
    module.set("GradcheckError", .object(EngineExceptions.gradcheckError))
    return module
  }

  private struct Tolerance {
    let step: Double
    let absolute: Double
    let relative: Double
    let raises: Bool

    init(_ arguments: BoundArguments, from index: Int) throws {
      step = try Machine.current.double(arguments[index])
      absolute = try Machine.current.double(arguments[index + 1])
      relative = try Machine.current.double(arguments[index + 2])
      raises = try Machine.current.truth(arguments[index + 3])
    }

    /// True; on a mismatch the error, or False.
    func answer(_ body: () throws -> Void) throws -> Value {
      do {
        try body()
        return .bool(true)
      } catch let error as EngineError where error.kind == .gradcheckError && !raises {
        return .bool(false)
      }
    }
  }

  private static func inputs(_ value: Value) throws -> [Value] {
    value.asTensor == nil ? try Machine.current.elements(value) : [value]
  }

  private static func outputs(_ value: Value) -> [Tensor] {
    (value.sequenceItems ?? [value]).compactMap(\.asTensor)
  }

  // MARK: First derivatives

  private static func check(_ function: Value, _ given: [Value], _ tolerance: Tolerance) throws {
    let positions = given.indices.filter { given[$0].asTensor?.requiresGrad ?? false }
    for position in positions where given[position].asTensor?.dtype != .float64 {
      try Machine.current.warn(
        .userWarning,
        "Input #\(position) requires gradient and is not a double precision floating point or complex. This check will likely "
          + "fail if all the inputs are not of double precision floating point or complex. ")
    }
    guard !positions.isEmpty else {
      throw EngineError(
        .valueError,
        "gradcheck expects at least one input tensor to require gradient, but none of them have requires_grad=True.")
    }
    let results = outputs(try Machine.current.call(function, given))
    let variables = positions.compactMap { given[$0].asTensor }
    for (number, output) in results.enumerated() {
      let numerical = try positions.map {
        try differences(function, given, $0, output: number, of: output, tolerance.step)
      }
      guard output.requiresGrad else {
        if numerical.contains(where: { $0.contains { $0 != 0 } }) {
          throw EngineError(
            .gradcheckError, "Numerical gradient for function expected to be zero")
        }
        continue
      }
      let analytical = try products(output, variables)
      for (at, position) in positions.enumerated() where !isClose(analytical[at], numerical[at], tolerance) {
        throw EngineError(
          .gradcheckError,
          "Jacobian mismatch for output \(number) with respect to input \(position),\n"
            + "numerical:\(try text(numerical[at], variables[at], output))\n"
            + "analytical:\(try text(analytical[at], variables[at], output))\n")
      }
    }
  }

  /// A row for each element of the input, a column for each of the output, by central differences.
  private static func differences(
    _ function: Value, _ given: [Value], _ position: Int, output: Int, of shown: Tensor, _ step: Double
  ) throws -> [Double] {
    guard let x = given[position].asTensor else { return [] }
    let values = x.data.numbers().map(\.asDouble)
    func evaluate(_ element: Int, _ shift: Double) throws -> [Double] {
      var moved = values
      moved[element] += shift
      let data = try NDArray.uninitialized(shape: x.shape, .float64).inMemory()
      if let p = data.pointer(Double.self) {
        for (at, value) in moved.enumerated() { p[at] = value }
      }
      let tensor = Tensor(try data.converted(to: x.dtype))
      tensor.setRequiresGrad(true)
      var arguments = given
      arguments[position] = .native(tensor)
      let results = outputs(try Machine.current.call(function, arguments))
      return output < results.count ? results[output].data.numbers().map(\.asDouble) : []
    }
    var rows: [Double] = []
    for element in values.indices {
      let above = try evaluate(element, step)
      let below = try evaluate(element, -step)
      rows += zip(above, below).map { ($0 - $1) / (2 * step) }
    }
    return rows
  }

  /// The same rows by backward.
  private static func products(_ output: Tensor, _ variables: [Tensor]) throws -> [[Double]] {
    let columns = output.count
    var rows = variables.map { [Double](repeating: 0, count: $0.count * columns) }
    for column in 0..<columns {
      let seed = try NDArray.zeros(shape: [columns], output.dtype).inMemory()
      var one = seed.selected(0, column)
      try one.fill(.int(1))
      let gradients = try Backward.run(
        [output], gradients: [Tensor(try seed.reshaped(output.shape))], retainsGraph: true, createsGraph: false,
        inputs: variables)
      for (at, gradient) in gradients.enumerated() {
        for (row, value) in (gradient?.data.numbers() ?? []).enumerated() {
          rows[at][row * columns + column] = value.asDouble
        }
      }
    }
    return rows
  }

  private static func isClose(_ analytical: [Double], _ numerical: [Double], _ tolerance: Tolerance) -> Bool {
    guard analytical.count == numerical.count else { return false }
    return zip(analytical, numerical).allSatisfy { a, n in
      a == n || abs(a - n) <= tolerance.absolute + tolerance.relative * abs(n)
    }
  }

  private static func text(_ rows: [Double], _ x: Tensor, _ y: Tensor) throws -> String {
    let data = try NDArray.uninitialized(shape: [x.count, y.count], .float64).inMemory()
    if let p = data.pointer(Double.self) {
      for (at, value) in rows.enumerated() { p[at] = value }
    }
    return try TensorPrinting.repr(Tensor(data.converted(to: x.dtype)))
  }

  // MARK: Second derivatives

  /// The gradient is itself a function of the inputs and of what flows in at the outputs: that function is checked.
  private static func checkSecond(
    _ function: Value, _ given: [Value], _ gradOutputs: [Tensor]?, _ tolerance: Tolerance
  ) throws {
    let results = outputs(try Machine.current.call(function, given)).filter(\.requiresGrad)
    let generator = Generator()
    let seeds =
      try gradOutputs
      ?? results.map { output in
        let seed = Tensor(try NDArray.uniform(shape: output.shape, output.dtype, from: -1, to: 1, generator))
        seed.setRequiresGrad(true)
        return seed
      }
    let count = given.count
    let first = NativeFunction(
      "new_func", [.variadic("args")],
      .variadic { arguments in
        let all = (0..<arguments.count).map { arguments[$0] }
        let inputs = Array(all.prefix(count))
        let variables = inputs.compactMap(\.asTensor).filter(\.requiresGrad)
        let outputs = GradientChecks.outputs(try Machine.current.call(function, inputs)).filter(\.requiresGrad)
        let gradients = try Backward.run(
          outputs, gradients: all.dropFirst(count).map(\.asTensor), retainsGraph: true, createsGraph: true,
          inputs: variables)
        return .tuple(gradients.compactMap { $0.map { .native($0) } })
      })
    try check(.object(first), given + seeds.map { .native($0) }, tolerance)
  }
}
