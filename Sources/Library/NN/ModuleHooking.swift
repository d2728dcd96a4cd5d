import Autograd
import Machine
import NDArray
import Ops

/// Hooks on modules: before and after `forward`, and around the backward pass.
enum ModuleHooking {
  static func add(to type: TypeObject) {
    add(to: type, "register_forward_pre_hook", "Before forward: hook(module, args).", \.beforeForward)
    add(to: type, "register_forward_hook", "After forward: hook(module, args, output).", \.afterForward)
    add(to: type, "register_full_backward_pre_hook", "Before backward: hook(module, grad_output).", \.beforeBackward)
    add(
      to: type, "register_full_backward_hook", "After backward: hook(module, grad_input, grad_output).",
      \.afterBackward,
      besides: \.onNode)
    add(
      to: type, "register_backward_hook", "After the last step's backward: hook(module, grad_input, grad_output).",
      \.onNode,
      besides: \.afterBackward)
  }

  private static func add(
    to type: TypeObject, _ name: String, _ summary: String,
    _ list: ReferenceWritableKeyPath<ModuleHooks, [ModuleHooks.Hook]>,
    besides other: ReferenceWritableKeyPath<ModuleHooks, [ModuleHooks.Hook]>? = nil
  ) {
    type.method(
      name,
      [
        .init("self"), .init("hook"), .keyword("prepend", default: .bool(false)),
        .keyword("with_kwargs", default: .bool(false)), .keyword("always_call", default: .bool(false)),
      ], summary: summary,
      .bound { arguments in
        guard let state = ModuleState.of(arguments[0]) else { return .none }
        let hooks = state.hooks ?? ModuleHooks()
        state.hooks = hooks
        if let other, !hooks[keyPath: other].isEmpty {
          throw EngineError.runtime(
            "Cannot use both regular backward hooks and full backward hooks on a single Module. Please use only one of them."
          )
        }
        let hook = ModuleHooks.Hook(
          id: ModuleHooks.newID(), function: arguments[1], takesKeywords: try Machine.current.truth(arguments[3]))
        if try Machine.current.truth(arguments[2]) {
          hooks[keyPath: list].insert(hook, at: 0)
        } else {
          hooks[keyPath: list].append(hook)
        }
        return Hooks.handle { [weak state] in
          hooks[keyPath: list].removeAll { $0.id == hook.id }
          if hooks.isEmpty { state?.hooks = nil }
        }
      })
  }

  /// `module(…)` with hooks around `forward`.
  static func call(
    _ module: Value, _ state: ModuleState, _ arguments: Arguments, forward: (Arguments) throws -> Value
  ) throws -> Value {
    guard let hooks = state.hooks else { return try forward(arguments) }
    var positional = Array(arguments.positional)
    var keywords = arguments.keywords.map { ($0.name.text, $0.value) }
    for hook in hooks.beforeForward {
      let dictionary = DictObject()
      for (name, value) in keywords { dictionary.set(StringObject.interned(name), value) }
      let given = [module, .tuple(positional)] + (hook.takesKeywords ? [.object(dictionary)] : [])
      let answer = try Machine.current.call(hook.function, given)
      guard !answer.isNone else { continue }
      if hook.takesKeywords, let pair = answer.asTuple?.items, pair.count == 2 {
        positional = pair[0].asTuple?.items ?? [pair[0]]
        keywords = pair[1].asDict?.pairs.map { ($0.key.asString?.text ?? "", $0.value) } ?? keywords
      } else {
        positional = answer.asTuple?.items ?? [answer]
      }
    }
    let watch = hooks.beforeBackward.isEmpty && hooks.afterBackward.isEmpty ? nil : BackwardWatch(module, hooks)
    if let watch { positional = try watch.inputs(positional) }
    var output = try Arguments.with(positional, keywords: keywords, forward)
    for hook in hooks.afterForward {
      var given = [module, .tuple(positional)]
      if hook.takesKeywords {
        let dictionary = DictObject()
        for (name, value) in keywords { dictionary.set(StringObject.interned(name), value) }
        given.append(.object(dictionary))
      }
      let answer = try Machine.current.call(hook.function, given + [output])
      if !answer.isNone { output = answer }
    }
    if let watch { output = try watch.output(output) }
    if !hooks.onNode.isEmpty { try NodeHooking.attach(hooks.onNode, module, positional, output) }
    return output
  }
}

/// Stands around a module in the graph, so that backward hooks see its gradients.
private final class BackwardWatch {
  private let module: Value
  private let hooks: ModuleHooks
  private var gradOutputs: [Tensor?] = []
  private var gradInputs: [Tensor?] = []
  private var inputCount = 0
  private var awaited = 0
  private var hasInputs = false

  init(_ module: Value, _ hooks: ModuleHooks) {
    self.module = module
    self.hooks = hooks
  }

  func inputs(_ values: [Value]) throws -> [Value] {
    inputCount = values.count
    gradInputs = [Tensor?](repeating: nil, count: values.count)
    return values.enumerated().map { index, value in
      guard let tensor = value.asTensor, tensor.requiresGrad, GradMode.isEnabled else { return value }
      awaited += 1
      hasInputs = true
      return Value(
        Recording.record("BackwardHookFunctionBackward", [tensor], tensor.data) { [self] derivation in
          gradInputs[index] = derivation.gradient
          awaited -= 1
          guard awaited == 0 else { return [derivation.gradient] }
          try finish()
          return [gradInputs[index]]
        })
    }
  }

  func output(_ value: Value) throws -> Value {
    if let tensor = value.asTensor { return Value(watched(tensor, 0, of: 1)) }
    guard let items = value.asTuple?.items else { return value }
    return .tuple(
      items.enumerated().map { index, item in item.asTensor.map { Value(watched($0, index, of: items.count)) } ?? item }
    )
  }

  private func watched(_ tensor: Tensor, _ index: Int, of count: Int) -> Tensor {
    guard tensor.requiresGrad, GradMode.isEnabled else { return tensor }
    gradOutputs = [Tensor?](repeating: nil, count: count)
    return Recording.record("BackwardHookFunctionBackward", [tensor], tensor.data) { [self] derivation in
      gradOutputs[index] = derivation.gradient
      for hook in hooks.beforeBackward {
        let answer = try Machine.current.call(hook.function, [module, tuple(gradOutputs)])
        if let changed = answer.asTensor ?? answer.asTuple?.items.first?.asTensor { gradOutputs[index] = changed }
      }
      if awaited == 0 {
        if !hasInputs, !hooks.afterBackward.isEmpty {
          try Machine.current.warn(
            .userWarning,
            "Full backward hook is firing when gradients are computed with respect to module outputs since no inputs require "
              + "gradients. See https://docs.pytorch.org/docs/main/generated/torch.nn.Module.html"
              + "#torch.nn.Module.register_full_backward_hook for more details.")
        }
        try finish()
      }
      return [gradOutputs[index]]
    }
  }

  private func finish() throws {
    for hook in hooks.afterBackward {
      let answer = try Machine.current.call(hook.function, [module, tuple(gradInputs), tuple(gradOutputs)])
      if answer.isNone { continue }
      let items = answer.asTuple?.items ?? [answer]
      for (index, item) in items.enumerated() where index < gradInputs.count { gradInputs[index] = item.asTensor }
    }
  }

  private func tuple(_ tensors: [Tensor?]) -> Value {
    .tuple((tensors.isEmpty ? [nil] : tensors).map { tensor in tensor.map { Value($0) } ?? .none })
  }
}
