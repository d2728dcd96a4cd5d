import Machine
import NDArray
import Ops

/// What programs ask of the machine they run on: `torch.cuda`, `torch.backends`, `torch.random`, `torch.version`.
/// There is one CPU here, and the answers say so.
enum PlatformModules {
  static func register(on machine: Machine) {
    machine.registerModule("torch.cuda", buildCuda)
    machine.registerModule("torch.mps", buildMps)
    machine.registerModule("torch.xpu") { _ in
      answers("torch.xpu", "Intel's GPUs: none.", [("is_available", .bool(false)), ("device_count", .int(0))])
    }
    machine.registerModule("torch.accelerator") { _ in
      answers(
        "torch.accelerator", "Accelerators of any make: none.",
        [("is_available", .bool(false)), ("device_count", .int(0)), ("current_accelerator", .none)])
    }
    machine.registerModule("torch.backends", buildBackends)
    machine.registerModule("torch.backends.cudnn", buildCudnn)
    machine.registerModule(
      "torch.backends.mps",
      { _ in
        answers(
          "torch.backends.mps", "Apple's GPUs: none.", [("is_available", .bool(false)), ("is_built", .bool(false))])
      })
    machine.registerModule("torch.random", buildRandom)
    machine.registerModule(
      "torch.version",
      { _ in
        let module = ModuleObject("torch.version", summary: "The version of PyTorch that is followed.")
        module.set("__version__", .string(TorchModule.version))
        for name in ["cuda", "hip", "xpu"] { module.set(name, .none) }
        module.set("debug", .bool(false))
        return module
      })
  }

  /// A module of functions that give the same answer whatever they are asked.
  private static func answers(_ name: String, _ summary: String, _ list: [(String, Value)]) -> ModuleObject {
    let module = ModuleObject(name, summary: summary)
    for (function, answer) in list { define(module, function, answer) }
    return module
  }

  private static func define(_ module: ModuleObject, _ name: String, _ answer: Value) {
    module.set(
      name,
      .object(
        NativeFunction(
          name, [.variadic("args"), .variadicKeyword("kwargs")], summary: "Always the same answer here.",
          .variadic { _ in answer })))
  }

  private static func buildCuda(_ machine: Machine) throws -> ModuleObject {
    let module = answers(
      "torch.cuda", "NVIDIA's GPUs: none.",
      [
        ("is_available", .bool(false)), ("device_count", .int(0)), ("is_initialized", .bool(false)),
        ("manual_seed", .none), ("manual_seed_all", .none), ("empty_cache", .none), ("is_bf16_supported", .bool(false)),
        ("seed", .none), ("seed_all", .none), ("memory_allocated", .int(0)), ("max_memory_allocated", .int(0)),
        ("memory_reserved", .int(0)), ("max_memory_reserved", .int(0)),
      ])
    for name in [
      "current_device", "synchronize", "get_device_name", "set_device", "init", "get_device_properties",
      "get_device_capability", "initial_seed", "get_rng_state",
    ] {
      module.set(
        name,
        .object(
          NativeFunction(
            name, [.variadic("args"), .variadicKeyword("kwargs")], summary: "Refused: there is no GPU.",
            .variadic { _ in throw Devices.noCuda })))
    }
    return module
  }

  private static func buildMps(_ machine: Machine) throws -> ModuleObject {
    answers("torch.mps", "Apple's GPUs: none.", [("is_available", .bool(false)), ("device_count", .int(0))])
  }

  private static func buildBackends(_ machine: Machine) throws -> ModuleObject {
    ModuleObject("torch.backends", summary: "Settings of libraries that are not used here.")
  }

  private static func buildCudnn(_ machine: Machine) throws -> ModuleObject {
    let module = answers(
      "torch.backends.cudnn", "Settings without effect: there is no GPU.",
      [("is_available", .bool(false)), ("version", .none)])
    for name in ["deterministic", "benchmark", "enabled"] { module.set(name, .bool(name == "enabled")) }
    return module
  }

  private static func buildRandom(_ machine: Machine) throws -> ModuleObject {
    let module = ModuleObject("torch.random", summary: "The stream of random numbers.")
    let torch = try machine.importModule("torch")
    for name in ["manual_seed", "seed", "initial_seed", "default_generator", "get_rng_state", "set_rng_state"] {
      if let value = torch.namespace.get(StringObject.interned(name)) { module.set(name, value) }
    }
    return module
  }

  /// Functions of `torch` itself that are accepted without effect.
  static func addSettings(to module: ModuleObject) {
    for (name, answer) in [
      ("use_deterministic_algorithms", Value.none), ("set_float32_matmul_precision", .none),
      ("are_deterministic_algorithms_enabled", .bool(false)), ("get_float32_matmul_precision", .string("highest")),
      ("set_num_interop_threads", .none), ("set_flush_denormal", .bool(true)),
    ] { define(module, name, answer) }
  }
}
