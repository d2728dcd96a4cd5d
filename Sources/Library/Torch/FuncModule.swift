import Autograd
import Machine
import NDArray
import Ops

/// The module `torch.func`: derivatives of functions, as functions.
enum FuncModule {
  static func build(_ machine: Machine) throws -> ModuleObject {
    let module = ModuleObject("torch.func", summary: "Derivatives of functions, as functions.")
    let argnums = LanguageParameter("argnums", default: .int(0))
    let hasAux = LanguageParameter("has_aux", default: .bool(false))
    module.function(
      "grad", [.init("func"), argnums, hasAux],
      summary: "The function that computes the gradient of a scalar function.",
      .bound { arguments in try gradient(arguments, withValue: false) })
    module.function(
      "grad_and_value", [.init("func"), argnums, hasAux], summary: "As grad, with the function's value.",
      .bound { arguments in try gradient(arguments, withValue: true) })
    module.function(
      "vjp", [.init("func"), .variadic("primals"), .keyword("has_aux", default: .bool(false))],
      summary: "The value, and the function of vector-Jacobian products.", .bound(vjp))
    module.function(
      "jvp",
      [
        .init("func"), .init("primals"), .init("tangents"), .keyword("strict", default: .bool(false)),
        .keyword("has_aux", default: .bool(false)),
      ],
      summary: "The value and a Jacobian-vector product.", .bound(jvp))
    module.function(
      "jacrev",
      [
        .init("func"), argnums, .keyword("has_aux", default: .bool(false)), .keyword("chunk_size", default: Value.none),
        .keyword("_preallocate_and_copy", default: .bool(false)),
      ],
      summary: "The function that computes the Jacobian, row by row.",
      .bound { try jacobian($0[0], $0[1], hasAux: Machine.current.truth($0[2]), .reverse) })
    module.function(
      "jacfwd", [.init("func"), argnums, hasAux, .keyword("randomness", default: .string("error"))],
      summary: "The function that computes the Jacobian.",
      .bound { try jacobian($0[0], $0[1], hasAux: Machine.current.truth($0[2]), .forward) })
    module.function(
      "hessian", [.init("func"), argnums], summary: "The function that computes the matrix of second derivatives.",
      .bound { try jacobian(jacobian($0[0], $0[1], .reverse), $0[1], .forward) })
    module.set("vmap", Vmap.function)
    module.function(
      "functional_call",
      [
        .init("module"), .init("parameter_and_buffer_dicts"), .init("args", default: Value.none),
        .init("kwargs", default: Value.none),
        .keyword("tie_weights", default: .bool(true)), .keyword("strict", default: .bool(false)),
      ],
      summary: "Calls a module with other parameters in place of its own.", .bound(FunctionalCall.call)
    ).takesTensors = true
    return module
  }

  // MARK: Which arguments

  /// The positions that `argnums` names.
  private static func positions(_ argnums: Value, of count: Int) throws -> [Int] {
    let given: [Value]
    if case .int = argnums {
      given = [argnums]
    } else if let items = argnums.asTuple?.items {
      guard !items.isEmpty else { throw EngineError.runtime("argnums must be non-empty") }
      given = items
    } else {
      throw EngineError.runtime("argnums should be int or Tuple[int, ...], got: \(Tree.className(argnums))")
    }
    return try given.map { item in
      guard case .int(let index) = item else {
        throw EngineError.runtime("argnums elements must be int, got \(Tree.className(item))")
      }
      guard index >= -count, index < count else {
        throw EngineError.runtime("Got argnum=\(index), but only \(count) positional inputs")
      }
      return index < 0 ? index + count : index
    }
  }

  /// One call inside a level: the arguments named by `argnums` made inputs of it.
  private struct Call {
    let level: Level
    /// The nestings that derivatives are taken by, in the order of `argnums`.
    let differentiated: [Value]
    let result: Value

    init(_ level: Level, _ function: Value, _ arguments: Arguments, _ argnums: Value) throws {
      self.level = level
      var given = (0..<arguments.count).map { arguments[$0] }
      var chosen: [Value] = []
      for position in try FuncModule.positions(argnums, of: given.count) {
        given[position] = try level.inputs(given[position])
        chosen.append(given[position])
      }
      differentiated = chosen
      result = try Machine.current.call(
        function, given, keywords: arguments.keywords.map { ($0.name.text, $0.value) })
    }

    /// The tensors that derivatives are taken by.
    func inputs() throws -> [Tensor] { try differentiated.flatMap { try Tree.leaves($0).map(level.raw) } }

    /// One tensor for each input, nested as the arguments were; a single argument stands alone.
    func nested(_ tensors: [Tensor], alone: Bool) -> Value {
      var rest = tensors[...]
      let values = differentiated.map { value in
        let count = Tree.leaves(value).count
        defer { rest = rest.dropFirst(count) }
        return Tree.rebuilt(value, rest.prefix(count).map { level.wrapped($0) })
      }
      return alone ? values.first ?? .none : .tuple(values)
    }
  }

  private static func isAlone(_ argnums: Value) -> Bool { argnums.asTuple == nil }

  /// The value and the extra part of a function that gives both.
  private static func split(_ result: Value, _ hasAux: Bool, _ caller: String) throws -> (Value, Value?) {
    guard hasAux else { return (result, nil) }
    guard let items = result.asTuple?.items, items.count == 2 else {
      throw EngineError.runtime(
        "\(caller): output of function f should be a tuple: (output, aux) if has_aux is True")
    }
    return (items[0], items[1])
  }

  // MARK: Gradients

  private static func gradient(_ arguments: BoundArguments, withValue: Bool) throws -> Value {
    let function = arguments[0]
    let argnums = arguments[1]
    let hasAux = try Machine.current.truth(arguments[2])
    return try WrappingFunction.make(like: function) { given in
      try Level.run { level in
        let call = try Call(level, function, given, argnums)
        let (value, aux) = try split(call.result, hasAux, "grad_and_value(f)(*args)")
        guard Batching.isTensor(value) else {
          throw EngineError.runtime(
            "grad_and_value(f)(*args): Expected f(*args) to return a Tensor, got \(Tree.className(value))")
        }
        let rank = Batching.shape(value).count
        guard rank == 0 else {
          throw EngineError.runtime(
            "grad_and_value(f)(*args): Expected f(*args) to return a scalar Tensor, got tensor with \(rank) dims. "
              + "Maybe you wanted to use the vjp or jacrev APIs instead?")
        }
        let output = try level.raw(value)
        let seed = level.frames.isEmpty ? nil : Tensor(try NDArray.filled(shape: output.shape, .int(1), output.dtype))
        let gradients = try level.pullback([output], [seed], call.inputs())
        let result = try level.outside(call.nested(gradients, alone: isAlone(argnums)))
        let shown = try aux.map { try level.outside($0) }
        if withValue {
          let plain = try level.outside(value)
          return .tuple([result, shown.map { .tuple([plain, $0]) } ?? plain])
        }
        return shown.map { .tuple([result, $0]) } ?? result
      }
    }
  }

  /// The tensors of a function's result.
  private static func tensors(_ value: Value, _ level: Level, _ caller: String) throws -> [Tensor] {
    try Tree.leaves(value).map { leaf in
      guard Batching.isTensor(leaf) else {
        throw EngineError.runtime(
          "\(caller) to return only tensors, got unsupported type \(Tree.className(leaf))")
      }
      return try level.raw(leaf)
    }
  }

  // MARK: Products with Jacobians

  private static func vjp(_ arguments: BoundArguments) throws -> Value {
    let function = arguments[0]
    let primals = arguments[1].asTuple?.items ?? []
    let hasAux = try Machine.current.truth(arguments[2])
    return try Level.run { level in
      let tracked = try primals.map { try level.inputs($0) }
      let (value, aux) = try split(
        Machine.current.call(function, tracked), hasAux, "vjp(f, *primals)")
      let outputs = try tensors(value, level, "vjp(f, *primals): expected f(*primals)")
      let inputs = try tracked.flatMap { try Tree.leaves($0).map(level.raw) }
      func pull(_ seeds: [Value]) throws -> Value {
        // What is batched by a later vmap is worked on one after another.
        if let frame = Batching.frame(of: seeds), !level.frames.contains(where: { $0 === frame }) {
          return try Batching.each(frame, seeds, "vjp", pull)
        }
        let cotangents = try seeds.map { Batching.isTensor($0) ? try level.raw($0) : nil }
        var rest = try level.pullback(outputs, cotangents, inputs)[...]
        return .tuple(
          try tracked.map { value in
            let count = Tree.leaves(value).count
            defer { rest = rest.dropFirst(count) }
            return try level.outside(Tree.rebuilt(value, rest.prefix(count).map { level.wrapped($0) }))
          })
      }
      let pullback = Value.object(
        NativeFunction(
          "wrapper", [.init("cotangents")],
          .variadic { given in
            guard given.count > 0 else {
              throw PythonError(
                .typeError, "_vjp_with_argnums.<locals>.wrapper() missing 1 required positional argument: 'cotangents'")
            }
            let seeds = Tree.leaves(given.count == 1 ? given[0] : .tuple((0..<given.count).map { given[$0] }))
            guard seeds.count == outputs.count else {
              throw EngineError.runtime(
                "Expected pytree structure of cotangents to be the same as pytree structure of outputs to the function. "
                  + "cotangents: \(Tree.spec(given[0])), primal output: \(Tree.spec(value))")
            }
            return try pull(seeds)
          }))
      let shown = try level.outside(value)
      if let aux { return .tuple([shown, pullback, try level.outside(aux)]) }
      return .tuple([shown, pullback])
    }
  }

  private static func jvp(_ arguments: BoundArguments) throws -> Value {
    guard let primals = arguments[1].asTuple?.items else {
      throw EngineError.runtime(
        "jvp(f, primals, tangents): Expected primals to be a tuple. E.g. it should be valid to call f(*primals).")
    }
    guard let tangents = arguments[2].asTuple?.items, tangents.count == primals.count else {
      throw EngineError.runtime(
        "jvp(f, primals, tangents): Expected primals and tangents to have the same python structure.")
    }
    let hasAux = try Machine.current.truth(arguments[4])
    return try Level.run { level in
      let tracked = try primals.map { try level.inputs($0) }
      let inputs = try tracked.flatMap { try Tree.leaves($0).map(level.raw) }
      let directions = try tangents.flatMap { try tensors($0, level, "jvp(f, primals, tangents): expected tangents") }
      for (input, direction) in zip(inputs, directions) where input.shape != direction.shape {
        throw DualNumbers.sizeError(input, direction)
      }
      let (value, aux) = try split(
        Machine.current.call(arguments[0], tracked), hasAux, "jvp(f, primals, tangents)")
      let outputs = try tensors(value, level, "jvp(f, primals, tangents): expected f(*primals)")
      let products = try outputs.map { output in
        level.wrapped(try level.outside(level.pushforward(output, inputs, directions)))
      }
      let shown = try level.outside(value)
      let product = Tree.rebuilt(value, products)
      if let aux { return .tuple([shown, product, try level.outside(aux)]) }
      return .tuple([shown, product])
    }
  }

  // MARK: Jacobians

  private enum Mode { case reverse, forward }

  private static func jacobian(
    _ function: Value, _ argnums: Value, hasAux: Bool = false, _ mode: Mode
  ) throws -> Value {
    try WrappingFunction.make(like: function) { given in
      // PyTorch runs the forward derivative inside of a vmap over the directions.
      try Level.run(above: mode == .forward ? 1 : 0) { level in
        let call = try Call(level, function, given, argnums)
        let (value, aux) = try split(call.result, hasAux, "vjp(f, *primals)")
        let outputs = try tensors(value, level, "vjp(f, *primals): expected f(*primals)")
        let inputs = try call.inputs()
        let parts = try outputs.map { output in
          let blocks = try mode == .reverse ? level.jacobian(output, inputs) : level.forwardJacobian(output, inputs)
          return try level.outside(call.nested(blocks, alone: isAlone(argnums)))
        }
        let result = Tree.rebuilt(value, parts)
        if let aux { return .tuple([result, try level.outside(aux)]) }
        return result
      }
    }
  }
}
