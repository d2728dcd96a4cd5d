import Autograd
import Machine
import NDArray
import Nets
import Ops

/// The module `torch.nn.init`: overwrites a tensor with first values and gives it back.
enum InitModule {
  static func build(_ machine: Machine) throws -> ModuleObject {
    let module = ModuleObject("torch.nn.init", summary: "First values of parameters.")
    let generator = LanguageParameter("generator", default: Value.none)
    func float(_ name: String, _ value: Double) -> LanguageParameter { .init(name, default: .float(value)) }
    func add(
      _ name: String, _ summary: String, _ parameters: [LanguageParameter],
      _ run: @escaping (Tensor, [Value]) throws -> Void
    ) {
      FunctionalModule.define(module, name, summary, [.init("tensor")] + parameters) { arguments in
        let tensor = try TensorArguments.tensor(arguments[0], name, "tensor", 1)
        try run(tensor, Array(arguments.dropFirst()))
        return arguments[0]
      }
    }
    add("uniform_", "Evenly from a range.", [float("a", 0), float("b", 1), generator]) {
      try Initialisation.uniform($0, Machine.current.double($1[0]), Machine.current.double($1[1]), source($1[2]))
    }
    add("normal_", "Normal values.", [float("mean", 0), float("std", 1), generator]) {
      try Initialisation.normal(
        $0, mean: Machine.current.double($1[0]), std: Machine.current.double($1[1]), source($1[2]))
    }
    add("constant_", "One value for all.", [.init("val")]) { tensor, arguments in
      try fill(tensor, Machine.current.double(arguments[0]))
    }
    add("ones_", "Ones.", []) { tensor, _ in try fill(tensor, 1) }
    add("zeros_", "Zeros.", []) { tensor, _ in try fill(tensor, 0) }
    add("eye_", "Ones on the diagonal.", []) { tensor, _ in
      guard tensor.rank == 2 else { throw PythonError(.valueError, "Only tensors with 2 dimensions are supported") }
      try Initialisation.write(NDArray.identity(tensor.shape[0], tensor.shape[1], tensor.dtype), to: tensor)
    }
    add("xavier_uniform_", "Glorot's rule, evenly.", [float("gain", 1), generator]) {
      try Initialisation.xavierUniform($0, gain: Machine.current.double($1[0]), source($1[1]))
    }
    add("xavier_normal_", "Glorot's rule, normal values.", [float("gain", 1), generator]) {
      try Initialisation.xavierNormal($0, gain: Machine.current.double($1[0]), source($1[1]))
    }
    let kaiming: [LanguageParameter] = [
      float("a", 0), .init("mode", default: .string("fan_in")), .init("nonlinearity", default: .string("leaky_relu")),
      generator,
    ]
    add("kaiming_uniform_", "He's rule, evenly.", kaiming) {
      try Initialisation.kaimingUniform(
        $0, a: Machine.current.double($1[0]), mode: $1[1].asString?.text ?? "",
        nonlinearity: $1[2].asString?.text ?? "",
        source($1[3]))
    }
    add("kaiming_normal_", "He's rule, normal values.", kaiming) {
      try Initialisation.kaimingNormal(
        $0, a: Machine.current.double($1[0]), mode: $1[1].asString?.text ?? "",
        nonlinearity: $1[2].asString?.text ?? "",
        source($1[3]))
    }
    FunctionalModule.define(
      module, "calculate_gain", "What keeps the spread of values through a nonlinearity.",
      [.init("nonlinearity"), .init("param", default: Value.none)]
    ) { arguments in
      let slope = try arguments[1].isNone ? nil : Machine.current.double(arguments[1])
      let word = arguments[0].asString?.text ?? ""
      let gain = try Initialisation.gain(word, slope)
      return gain == 1 ? .int(1) : .float(gain)
    }
    return module
  }

  private static func fill(_ tensor: Tensor, _ number: Double) throws {
    try Initialisation.write(NDArray.filled(shape: tensor.shape, .float(number), tensor.dtype), to: tensor)
  }

  private static func source(_ value: Value) throws -> Generator {
    if case .native(let object) = value, let generator = object as? Generator { return generator }
    return Generators.standard
  }
}

/// The module `torch.nn.utils`.
enum NNUtilities {
  static func build(_ machine: Machine) throws -> ModuleObject {
    let module = ModuleObject("torch.nn.utils", summary: "What is done to all parameters at once.")
    FunctionalModule.define(
      module, "clip_grad_value_", "Keeps every element of gradients between two bounds.",
      [.init("parameters"), .init("clip_value"), .init("foreach", default: Value.none)]
    ) { arguments in
      let bound = try Machine.current.double(arguments[1])
      for gradient in try tensors(arguments[0]).compactMap(\.grad) {
        let kept = try NumpyFunctions.mapped(
          gradient.data, to: gradient.dtype, { Swift.min(Swift.max($0, Float(-bound)), Float(bound)) },
          { Swift.min(Swift.max($0, -bound), bound) })
        InPlace.write(kept, to: gradient)
      }
      return .none
    }
    FunctionalModule.define(module, "parameters_to_vector", "All parameters in a row.", [.init("parameters")]) {
      arguments in
      let parts = try tensors(arguments[0]).map { Argument.tensor(try Shapes.reshape($0, [-1])) }
      return Value(try TorchCalls.call("cat", [.list(parts)]))
    }
    FunctionalModule.define(
      module, "vector_to_parameters", "Parameters overwritten with the parts of a vector.",
      [.init("vec"), .init("parameters")]
    ) { arguments in
      guard let vector = arguments[0].asTensor else {
        throw try PythonError(
          .typeError,
          "expected torch.Tensor, but got: \(Machine.current.repr(.object(Machine.current.type(of: arguments[0])))).")
      }
      var start = 0
      for parameter in try tensors(arguments[1]) {
        let end = start + parameter.count
        guard vector.rank == 1, end <= vector.count else {
          throw EngineError.runtime(
            "shape '\(Layout.text(parameter.shape))' is invalid for input of size \(max(vector.count - start, 0))")
        }
        let part = try vector.data.inMemory().sliced(0, start, end).copied().reshaped(parameter.shape)
        try Initialisation.write(part.converted(to: parameter.dtype), to: parameter)
        start = end
      }
      return .none
    }
    return module
  }

  private static func tensors(_ value: Value) throws -> [Tensor] {
    if let one = value.asTensor { return [one] }
    return try Machine.current.elements(value).compactMap(\.asTensor)
  }

  private static func norm(_ values: [Float], _ type: Double) throws -> Float {
    if type == 2 { return Float(values.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()) }
    if type.isInfinite { return values.map { abs($0) }.max() ?? 0 }
    let sum = values.reduce(0.0) { total, value in total + Double(abs(value)).pow(type) }
    return Float(sum.pow(1 / type))
  }
}
