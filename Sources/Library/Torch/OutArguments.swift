import Autograd
import Machine
import NDArray
import Ops

/// Results written to tensors that a call gives as `out=`.
enum OutArguments {
  /// - Parameters:
  ///   - out: A tensor, or a tuple of them for several results.
  ///   - run: Computes the results.
  /// - Throws: PyTorch's errors for gradients, dtypes, and what is no tensor.
  static func write(_ out: Value, _ name: String, _ arguments: [Argument], _ run: () throws -> Argument) throws -> Value
  {
    let targets = try tensors(out, name)
    if GradMode.isEnabled, targets.contains(where: \.requiresGrad) || arguments.contains(where: requiresGrad) {
      throw EngineError.runtime(
        "\(name)(): functions with out=... arguments don't support automatic differentiation, but one of the arguments "
          + "requires grad.")
    }
    switch try run() {
    case .tensor(let result):
      guard let target = targets.first else { return .native(result) }
      return .native(try overwrite(target, result))
    case .named(let type, let fields):
      var written: [(name: String, value: Argument)] = []
      for (index, field) in fields.enumerated() {
        guard index < targets.count, case .tensor(let result) = field.value else { continue }
        written.append((field.name, .tensor(try overwrite(targets[index], result))))
      }
      return Value(.named(type + "_out", written))
    case let other: return Value(other)
    }
  }

  private static func tensors(_ out: Value, _ name: String) throws -> [Tensor] {
    if let tensor = out.asTensor { return [tensor] }
    let items = (out.sequenceItems ?? []).compactMap(\.asTensor)
    guard !items.isEmpty else {
      throw PythonError(
        .typeError, "\(name)(): argument 'out' must be Tensor, not \(Machine.current.type(of: out).name)")
    }
    return items
  }

  private static func requiresGrad(_ argument: Argument) -> Bool {
    switch argument {
    case .tensor(let tensor): tensor.requiresGrad
    case .list(let items): items.contains(where: requiresGrad)
    default: false
    }
  }

  private static func overwrite(_ target: Tensor, _ result: Tensor) throws -> Tensor {
    if result.dtype.isFloatingPoint && !target.dtype.isFloatingPoint || target.dtype == .bool && result.dtype != .bool {
      throw EngineError.runtime(
        "result type \(result.dtype.scalarTypeName) can't be cast to the desired output type "
          + target.dtype.scalarTypeName)
    }
    let values = try result.data.converted(to: target.dtype)
    guard target.shape != result.shape else {
      InPlace.write(values, to: target)
      return target
    }
    if target.count > 0 {
      try Warnings.warnOfResizing(target.shape, to: result.shape)
    }
    target.bumpVersion()
    target.data = try values.copied().inMemory()
    return target
  }
}
