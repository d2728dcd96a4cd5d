import Autograd
import Machine
import NDArray
import Ops
import TensorText

/// The module `torch`: declared operations, types, dtypes, modes and what belongs to the language.
enum TorchModule {
  static let version = "2.13.0+cpu"

  nonisolated(unsafe) static let strided = Value.object(SettingObject("strided"))

  static func build(_ machine: Machine) throws -> ModuleObject {
    let module = ModuleObject("torch", summary: "Tensors, and the gradients of what is done with them.")
    addTypes(to: module)
    addOperations(to: module)
    addConstants(to: module)
    addFunctions(to: module)
    PlatformModules.addSettings(to: module)
    ShapeFunctions.add(to: module)
    TensorMemory.addFunctions(to: module)
    Distributions.addDraws(to: module)
    return module
  }

  private static func addTypes(to module: ModuleObject) {
    for type in [
      TypeObject.tensor, .torchSize, .dtype, .device, .generator, GradModes.noGrad, GradModes.enableGrad,
      GradModes.inferenceMode, GradModes.setGradEnabled, NumberLimits.floating, NumberLimits.integral,
    ] { module.set(type.name, .object(type)) }
    for (type, _) in TensorConstructors.legacyTypes { module.set(type.name, .object(type)) }
  }

  private static func addOperations(to module: ModuleObject) {
    for op in Op.all where op.forms.contains(.function) {
      for name in [op.name] + op.aliases { module.set(name, OpFunctions.native(op, name: name, .torch)) }
    }
    // `torch.sin_(x)`: the changing forms exist as functions, too.
    for op in Op.all where op.forms.isSuperset(of: [.function, .inPlace]) {
      let name = op.name + "_"
      module.set(
        name,
        .object(
          NativeFunction(
            name, later: { OpFunctions.parameters(op) }, summary: op.summary,
            variadic: OpFunctions.inPlace(op, name: name)
          )
          .noting(op, name, .torch)))
    }
  }

  private static func addConstants(to module: ModuleObject) {
    for dtype in DType.allCases { module.set(dtype.name, .object(DTypeObject.of(dtype))) }
    for (alias, dtype) in [
      ("float", DType.float32), ("double", .float64), ("half", .float16), ("long", .int64), ("int", .int32),
      ("short", .int16),
    ] { module.set(alias, .object(DTypeObject.of(dtype))) }
    module.set("strided", strided)
    for name in ["contiguous_format", "preserve_format", "channels_last"] {
      module.set(name, .object(SettingObject(name)))
    }
    module.set("pi", .float(Double.pi))
    module.set("e", .float(2.718281828459045))
    module.set("inf", .float(.infinity))
    module.set("nan", .float(.nan))
    module.set("newaxis", .none)
    module.set("__version__", .string(version))
  }

  private static func addFunctions(to module: ModuleObject) {
    func add(
      _ name: String, _ parameters: [LanguageParameter], _ summary: String,
      _ run: @escaping (BoundArguments) throws -> Value
    ) {
      let function = NativeFunction(name, parameters, summary: summary, .bound(run))
      function.takesTensors = true
      module.set(name, .object(function))
    }
    let tensorParameters: [LanguageParameter] = [
      .init("data"), .keyword("dtype", default: Value.none), .keyword("device", default: Value.none),
      .keyword("requires_grad", default: .bool(false)), .keyword("pin_memory", default: .bool(false)),
    ]
    module.set(
      "tensor",
      .object(
        NativeFunction(
          "tensor", tensorParameters, summary: "A tensor with the values of nested lists or a number.",
          .variadic(TensorConstructors.tensor))))
    for name in ["as_tensor", "asarray"] {
      add(
        name, [.init("data"), .init("dtype", default: Value.none), .init("device", default: Value.none)],
        "A tensor of the data, sharing memory where that can be."
      ) { arguments in
        try Devices.check(arguments[2])
        return .native(try TensorConstructors.asTensor(arguments[0], dtype: TensorArguments.dtype(arguments[1], name)))
      }
    }
    add("from_numpy", [.init("ndarray")], "A tensor that shares memory with a numpy array.") { arguments in
      guard case .native(let object) = arguments[0], let array = object as? any ArrayLike else {
        throw PythonError(.typeError, "expected np.ndarray (got \(Machine.current.type(of: arguments[0]).name))")
      }
      return .native(Tensor(array.array))
    }
    add("manual_seed", [.init("seed")], "Begins the stream of random numbers of a seed.") { arguments in
      Generators.standard.seed(try Randomness.seed(arguments[0]))
      return .native(Generators.standard)
    }
    add("seed", [], "Seeds by chance.") { _ in
      let seed = UInt64.random(in: 0..<(1 << 53), using: &Entropy.source)
      Generators.standard.seed(seed)
      return Randomness.value(seed)
    }
    add("initial_seed", [], "What was last seeded with.") { _ in Randomness.value(Generators.standard.initialSeed) }
    add("get_rng_state", [], "The state of random numbers, as a tensor of bytes.") { _ in
      .native(try Randomness.state(of: Generators.standard))
    }
    add("set_rng_state", [.init("new_state")], "Goes on with random numbers from a state.") { arguments in
      try Randomness.set(arguments[0], in: Generators.standard)
      return .none
    }
    module.set("vmap", Vmap.function)
    module.set("default_generator", .native(Generators.standard))
    add("is_tensor", [.init("obj")], "Whether this is a tensor.") { .bool($0[0].asTensor != nil) }
    add("is_floating_point", [.init("input")], "Whether elements are floating point.") {
      .bool($0[0].asTensor?.dtype.isFloatingPoint ?? false)
    }
    add("is_complex", [.init("input")], "Whether elements are complex.") { _ in .bool(false) }
    add("is_storage", [.init("obj")], "Whether this is a storage.") {
      .bool(StorageObject.of($0[0]) != nil)
    }
    QuantizedTensors.register(in: module)
    add("is_anomaly_enabled", [], "Whether every gradient is looked at.") { _ in .bool(AnomalyMode.isEnabled) }
    add("is_anomaly_check_nan_enabled", [], "Whether it is looked for NaN.") { _ in .bool(AnomalyMode.checksNaN) }
    add("is_grad_enabled", [], "Whether operations are recorded.") { _ in .bool(GradMode.isEnabled) }
    add("is_inference", [.init("input")], "Whether a tensor was made in inference mode.") { arguments in
      .bool(try TensorArguments.tensor(arguments[0], "is_inference", "input", 1).isInference)
    }
    add("is_inference_mode_enabled", [], "Whether inference mode is on.") { _ in .bool(GradMode.isInference) }
    add("numel", [.init("input")], "The number of elements.") { arguments in
      .int(try TensorArguments.tensor(arguments[0], "numel", "input", 1).count)
    }
    add("get_default_dtype", [], "The dtype of new floating-point tensors.") { _ in
      .object(DTypeObject.of(DefaultDType.current))
    }
    add("set_default_dtype", [.init("d")], "Sets the dtype of new floating-point tensors.") { arguments in
      guard let dtype = DTypeObject.dtype(of: arguments[0]) else {
        throw PythonError(
          .typeError, "invalid dtype object: only floating-point types are supported as the default type")
      }
      guard dtype.isFloatingPoint else {
        throw PythonError(
          .typeError, "only floating-point types are supported as the default type")
      }
      DefaultDType.current = dtype
      return .none
    }
    add("get_default_device", [], "Where new tensors go.") { _ in .object(DeviceObject.cpu) }
    add("set_default_device", [.init("device")], "Accepts the CPU.") { arguments in
      try Devices.check(arguments[0], "device")
      return .none
    }
    add("get_num_threads", [], "Between how many threads long sums are shared.") { _ in .int(Reduction.threads) }
    add("set_num_threads", [.init("n")], "Between how many threads long sums are shared.") { arguments in
      guard case .int(let count) = arguments[0] else {
        let type = Machine.current.type(of: arguments[0]).errorName
        throw PythonError(.runtimeError, "set_num_threads expects an int, but got \(type)")
      }
      guard count > 0 else { throw PythonError(.runtimeError, "set_num_threads expects a positive integer") }
      Reduction.threads = count
      return .none
    }
    add("promote_types", [.init("type1"), .init("type2")], "The dtype that two dtypes combine to.") { arguments in
      guard let a = DTypeObject.dtype(of: arguments[0]), let b = DTypeObject.dtype(of: arguments[1]) else {
        throw PythonError(.typeError, "promote_types(): argument 'type1' (position 1) must be torch.dtype")
      }
      return .object(DTypeObject.of(DType.promoted(a, b)))
    }
    add("result_type", [.init("tensor1"), .init("tensor2")], "The dtype that two operands combine to.") { arguments in
      .object(DTypeObject.of(try resultType(arguments[0], arguments[1])))
    }
    add(
      "set_printoptions",
      [
        .init("precision", default: Value.none), .init("threshold", default: Value.none),
        .init("edgeitems", default: Value.none),
        .init("linewidth", default: Value.none), .init("profile", default: Value.none),
        .init("sci_mode", default: Value.none),
      ], "How tensors are printed.", setPrintOptions)
  }

  private static func resultType(_ a: Value, _ b: Value) throws -> DType {
    switch (a.asTensor, b.asTensor) {
    case (let x?, let y?): return Elementwise.promotedType(x.data, y.data)
    case (let x?, nil): return x.dtype.combined(with: b.asNumber ?? .int(0))
    case (nil, let y?): return y.dtype.combined(with: a.asNumber ?? .int(0))
    default: return DType.promoted((a.asNumber ?? .int(0)).dtype, (b.asNumber ?? .int(0)).dtype)
    }
  }

  private static func setPrintOptions(_ arguments: BoundArguments) throws -> Value {
    func number<T>(_ value: Value, _ read: (Value) throws -> T) throws -> T? { value.isNone ? nil : try read(value) }
    TensorPrinting.options.set(
      profile: arguments[4].asString?.text, precision: try number(arguments[0], Machine.current.index),
      threshold: try number(arguments[1], Machine.current.double),
      edgeItems: try number(arguments[2], Machine.current.index),
      lineWidth: try number(arguments[3], Machine.current.index),
      scientific: try number(arguments[5], Machine.current.truth))
    return .none
  }
}
