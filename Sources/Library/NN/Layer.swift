import Autograd
import Machine
import NDArray
import Nets
import Ops

/// One call of a native layer.
struct LayerCall {
  let instance: InstanceObject
  let state: ModuleState
  let arguments: Arguments

  /// A setting, as it stands on the instance now.
  func setting(_ name: StringObject) -> Value { instance.field(name) ?? .none }

  var isTraining: Bool { get throws { try Modules.isTraining(instance) } }

  /// The only argument of a layer.
  ///
  /// - Throws: Python's `TypeError` of a `forward(self, input)`.
  @inline(__always) func input() throws -> Value {
    if arguments.count == 1, arguments.keywordCount == 0 { return arguments[0] }
    return try PythonSignature("\(instance.classObject.name).forward", [.init("input")], hasSelf: true).bind(arguments)[
      0]
  }

  /// The only argument as a tensor, checked as the function `name` checks it.
  @inline(__always) func tensor(_ name: String) throws -> Tensor {
    let value = try input()
    return try value.asTensor ?? TensorArguments.tensor(value, name, "input", 1)
  }
}

/// A layer, declared once: what it takes, what it holds, how it computes, what it says of itself.
final class Layer {
  let name: String
  /// The module of `torch.nn` that Python's has it in, without `torch.nn.modules.`.
  let file: String
  let summary: String
  /// The operation it computes, where that is not its own name in small letters.
  let operation: String?
  let parameters: [LanguageParameter]
  /// Sets an instance up from the arguments of `__init__`.
  let begin: (LayerSetup) throws -> Void
  let forward: (LayerCall) throws -> Value
  let describe: (InstanceObject, ModuleState) throws -> String

  init(
    _ name: String, _ file: String, _ summary: String, _ parameters: [LanguageParameter] = [], operation: String? = nil,
    begin: @escaping (LayerSetup) throws -> Void = { $0.keepAll() },
    describe: @escaping (InstanceObject, ModuleState) throws -> String = { _, _ in "" },
    forward: @escaping (LayerCall) throws -> Value
  ) {
    self.name = name
    self.file = file
    self.summary = summary
    self.operation = operation
    self.parameters = parameters
    self.begin = begin
    self.forward = forward
    self.describe = describe
  }

  /// Computes, measured where somebody measures.
  @inline(__always) func run(_ call: LayerCall) throws -> Value {
    if Profiler.isRunning { return try Profiler.layer(self, call.arguments) { try forward(call) } }
    return try forward(call)
  }

  /// The class that a person sees.
  func makeType(base: TypeObject = .nnModule) -> TypeObject {
    let type = TypeObject(name, module: "torch.nn.modules.\(file)", bases: [base], summary: summary)
    type.acceptsAttributes = true
    type.noteSignature("torch.nn.\(name)", "layer", parameters)
    let signature = PythonSignature("\(name).__init__", parameters, hasSelf: true)
    type.slots.initialize = { value, arguments in
      guard let instance = value.asInstance else { return }
      let bound = try signature.bind(arguments)
      let state = Modules.begin(instance)
      state.layer = self
      try self.begin(LayerSetup(layer: self, instance: instance, state: state, arguments: bound))
    }
    return type
  }
}

/// The arguments of a layer's `__init__` and what is made of them.
struct LayerSetup {
  let layer: Layer
  let instance: InstanceObject
  let state: ModuleState
  let arguments: [Value]

  func argument(_ name: String) -> Value {
    layer.parameters.firstIndex { $0.name == name }.map { arguments[$0] } ?? .none
  }

  func int(_ name: String) throws -> Int { try Machine.current.index(argument(name)) }
  func double(_ name: String) throws -> Double { try Machine.current.double(argument(name)) }
  func flag(_ name: String) throws -> Bool { try Machine.current.truth(argument(name)) }

  /// Keeps an argument as an attribute of the instance.
  func keep(_ names: String...) {
    for name in names { instance.setField(StringObject.interned(name), argument(name)) }
  }

  func keep(_ name: String, _ value: Value) { instance.setField(StringObject.interned(name), value) }

  func keepAll() {
    for (index, parameter) in layer.parameters.enumerated() {
      instance.setField(StringObject.interned(parameter.name), arguments[index])
    }
  }

  var dtype: DType {
    get throws { try TensorArguments.dtype(argument("dtype"), layer.name) ?? DefaultDType.current }
  }

  /// Adds a parameter; nil registers the name without one.
  func parameter(_ name: String, _ tensor: Tensor?) throws {
    if let tensor {
      tensor.isParameter = true
      tensor.setRequiresGrad(true)
    }
    try ModuleAttributes.registerParameter(instance, state, StringObject.interned(name), tensor)
  }

  func buffer(_ name: String, _ tensor: Tensor?) {
    let key = StringObject.interned(name)
    ModuleState.set(&state.buffers, key, tensor)
    instance.setField(key, tensor.map { Value($0) } ?? .none)
  }

  /// Memory for a parameter, its values not set.
  func empty(_ shape: [Int]) throws -> Tensor {
    Tensor(try NDArray.uninitialized(shape: shape, dtype).inMemory())
  }
}

/// Settings of an instance as text: `in_features=2, out_features=3`.
enum LayerText {
  /// - Parameter names: Attributes; a name before `=` may stand for another: `bias=has_bias`.
  static func settings(_ instance: InstanceObject, _ names: [String]) throws -> String {
    try names.map { name in
      let value = instance.field(StringObject.interned(name)) ?? .none
      return "\(name)=\(try Machine.current.repr(value))"
    }.joined(separator: ", ")
  }
}
