import Autograd
import Machine
import NDArray
import Ops

/// Turns declared operations into functions and methods of the language.
enum OpFunctions {
  /// The operation as it is called at a place: `torch.f`, `x.f`.
  static func function(_ op: Op, name: String, _ place: Refusal.Place) -> (Arguments) throws -> Value {
    let binder = Binder(op: op, name: name, place: place)
    let isConsecutive = place == .torch && name == "unique_consecutive"
    func general(_ arguments: Arguments) throws -> Value {
      if Profiler.isRunning { return try Profiler.operation(name, arguments) { try whole(arguments) } }
      return try whole(arguments)
    }
    func whole(_ arguments: Arguments) throws -> Value {
      let (overload, bound) = try binder.bind(arguments)
      if place != .method, let out = arguments.keyword("out"), !out.isNone {
        return try OutArguments.write(out, name, bound) { try overload.call(bound) }
      }
      let result =
        isConsecutive ? try ConsecutiveResults.of(overload, arguments, bound) : try overload.call(bound)
      try Saved.check()
      return Value(result)
    }
    // Calls with tensors alone go straight to the operation.
    switch op.overloads.first?.direct {
    case .unary(let run):
      return { arguments in
        if arguments.count == 1, arguments.keywordCount == 0, !Profiler.isRunning, let x = arguments[0].asTensor {
          let result = try run(x)
          try Saved.check()
          return .native(result)
        }
        return try general(arguments)
      }
    case .alone(let run):
      return { arguments in
        if arguments.count == 1, arguments.keywordCount == 0, !Profiler.isRunning, let x = arguments[0].asTensor {
          let result = try run(x)
          try Saved.check()
          return Value(result)
        }
        return try general(arguments)
      }
    case .binary(let run):
      return { arguments in
        if arguments.count == 2, arguments.keywordCount == 0, !Profiler.isRunning, let x = arguments[0].asTensor,
          let y = arguments[1].asTensor
        {
          let result = try run(x, y)
          try Saved.check()
          return .native(result)
        }
        return try general(arguments)
      }
    case .some(.none), nil: return general
    }
  }

  /// `x.f_`, which changes x and gives it back.
  static func inPlace(_ op: Op, name: String) -> (Arguments) throws -> Value {
    let binder = Binder(op: op, name: name, place: .method)
    func whole(_ arguments: Arguments) throws -> Value {
      let (overload, bound) = try binder.bind(arguments)
      if let inPlace = overload.inPlace { return Value(try inPlace(bound)) }
      guard case .tensor(let target)? = bound.first else { throw EngineError(.typeError, "\(name)() needs a tensor") }
      _ = try InPlace.replace(target) { before in
        try Tensor.from(overload.call([.tensor(before)] + bound.dropFirst()))
      }
      return .native(target)
    }
    return { arguments in
      if Profiler.isRunning { return try Profiler.operation(name, arguments) { try whole(arguments) } }
      return try whole(arguments)
    }
  }

  /// The parameters as help and completion show them.
  static func parameters(_ op: Op) -> [LanguageParameter] {
    (op.overloads.first?.parameters ?? []).map { parameter in
      LanguageParameter(
        parameter.name, parameter.isKeywordOnly ? .keywordOnly : .positionalOrKeyword,
        default: parameter.defaultArgument.map { Value($0) }, type: parameter.type.rawValue)
    }
  }

  static func native(_ op: Op, name: String, _ place: Refusal.Place) -> Value {
    .object(
      NativeFunction(name, later: { parameters(op) }, summary: op.summary, variadic: function(op, name: name, place))
        .noting(op, name, place))
  }
}
