import Autograd
import Machine

/// `torch.no_grad` and its relatives: context managers that are decorators, too.
enum GradModes {
  /// What is on, and how to put it back.
  private final class Payload {
    let enter: () -> () -> Void
    var restore: [() -> Void] = []
    /// Of `set_grad_enabled`: what it was asked for.
    var isEnabling = true
    init(_ enter: @escaping () -> () -> Void) { self.enter = enter }
  }

  nonisolated(unsafe) static let noGrad = make("no_grad", "torch.autograd.grad_mode", "Nothing is recorded inside.") {
    _ in
    { setEnabled(false) }
  }
  nonisolated(unsafe) static let enableGrad = make(
    "enable_grad", "torch.autograd.grad_mode", "Operations are recorded inside."
  ) { _ in
    { setEnabled(true) }
  }
  nonisolated(unsafe) static let inferenceMode = make(
    "inference_mode", "torch.autograd.grad_mode", "Nothing is recorded inside, and results never can be."
  ) { arguments in
    let flag = arguments.count > 0 ? arguments[0] : arguments.keyword("mode") ?? .bool(true)
    let wanted = try Machine.current.truth(flag)
    return {
      let enabled = GradMode.isEnabled
      let inference = GradMode.isInference
      GradMode.isInference = wanted
      if wanted { GradMode.isEnabled = false }
      return {
        GradMode.isEnabled = enabled
        GradMode.isInference = inference
      }
    }
  }
  /// Takes effect when called, and is undone at the end of a `with`.
  nonisolated(unsafe) static let setGradEnabled: TypeObject = {
    let type = make("set_grad_enabled", "torch.autograd.grad_mode", "Recording on or off.") { _ in { {} } }
    type.slots.new = { type, arguments in
      guard arguments.count > 0 || arguments.keyword("mode") != nil else {
        throw PythonError(.typeError, "set_grad_enabled.__init__() missing 1 required positional argument: 'mode'")
      }
      let wanted = try Machine.current.truth(arguments.count > 0 ? arguments[0] : arguments.keyword("mode") ?? .none)
      let before = GradMode.isEnabled
      GradMode.isEnabled = wanted
      let payload = Payload {
        GradMode.isEnabled = wanted
        return { GradMode.isEnabled = before }
      }
      payload.isEnabling = wanted
      return .object(InstanceObject(type, payload: payload))
    }
    type.slots.repr = { value in
      "torch.autograd.grad_mode.set_grad_enabled(mode=\(payload(value)?.isEnabling ?? true ? "True" : "False"))"
    }
    return type
  }()

  private static func setEnabled(_ wanted: Bool) -> () -> Void {
    let before = GradMode.isEnabled
    GradMode.isEnabled = wanted
    return { GradMode.isEnabled = before }
  }

  private static func payload(_ value: Value) -> Payload? { value.asInstance?.payload as? Payload }

  static func make(
    _ name: String, _ module: String, _ summary: String,
    _ begin: @escaping (Arguments) throws -> () -> () -> Void
  ) -> TypeObject {
    let type = TypeObject(name, module: module, summary: summary)
    type.slots.new = { type, arguments in
      let enter = try begin(arguments)
      let made = Value.object(InstanceObject(type, payload: Payload(enter)))
      // `@torch.no_grad` without a call decorates, too.
      if arguments.count == 1, arguments[0].isFunction { return try decorated(arguments[0], made) }
      return made
    }
    type.slots.initialize = { _, _ in }
    type.slots.enter = { value in
      if let payload = payload(value) { payload.restore.append(payload.enter()) }
      return .none
    }
    type.slots.exit = { value, _ in
      payload(value)?.restore.popLast()?()
      return .none
    }
    type.slots.call = { value, arguments in
      guard arguments.count == 1 else {
        throw PythonError(.typeError, "\(name).__call__() missing 1 required positional argument: 'orig_func'")
      }
      return try decorated(arguments[0], value)
    }
    return type
  }

  /// The function, run inside the mode.
  private static func decorated(_ function: Value, _ mode: Value) throws -> Value {
    try WrappingFunction.make(like: function) { arguments in
      guard let payload = payload(mode) else { return try Machine.current.call(function, arguments) }
      let result = try inside(payload) { try Machine.current.call(function, arguments) }
      guard case .object(let object) = result, object.kind == .generator else { return result }
      return .object(Steps(result, object.type, payload))
    }
  }

  private static func inside<R>(_ payload: Payload, _ body: () throws -> R) rethrows -> R {
    let restore = payload.enter()
    defer { restore() }
    return try body()
  }

  /// A decorated generator: each step runs inside the mode, what is between them does not.
  private final class Steps: IteratorObject {
    private let generator: Value
    private let payload: Payload

    init(_ generator: Value, _ type: TypeObject, _ payload: Payload) {
      self.generator = generator
      self.payload = payload
      super.init(type)
    }

    override func next() throws -> Value? { try inside(payload) { try Machine.current.next(generator) } }
  }
}

extension Value {
  /// Whether this is a person's function or a native one.
  var isFunction: Bool {
    guard case .object(let object) = self else { return false }
    return object.kind == .function || object.kind == .nativeFunction || object.kind == .boundMethod
      || WrappingFunction.isOne(self)
  }
}
