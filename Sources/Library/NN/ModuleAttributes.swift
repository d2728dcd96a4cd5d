import Autograd
import Machine
import NDArray

/// PyTorch's rules for `module.name = value`.
enum ModuleAttributes {
  /// - Returns: Whether the value was registered; false leaves it to the usual way.
  static func set(_ module: Value, _ name: StringObject, _ value: Value) throws -> Bool {
    guard let instance = module.asInstance else { return false }
    if let tensor = value.asTensor, tensor.isParameter {
      guard let state = ModuleState.of(instance) else {
        throw PythonError(.attributeError, "cannot assign parameters before Module.__init__() call")
      }
      try registerParameter(instance, state, name, tensor)
      return true
    }
    if let child = value.asInstance, child.classObject.isSubclass(of: .nnModule) {
      guard let state = ModuleState.of(instance) else {
        throw PythonError(.attributeError, "cannot assign module before Module.__init__() call")
      }
      if !state.isChild(name) { state.forget(name) }
      ModuleState.set(&state.children, name, child)
      instance.setField(name, value)
      return true
    }
    guard let state = ModuleState.of(instance) else { return false }
    if !state.parameters.isEmpty, state.isParameter(name) {
      guard value.isNone else {
        throw refused(value, "as parameter '\(name.text)' (torch.nn.Parameter or None expected)")
      }
      ModuleState.set(&state.parameters, name, nil)
      instance.setField(name, .none)
      return true
    }
    if !state.children.isEmpty, state.isChild(name) {
      guard value.isNone else {
        throw refused(value, "as child module '\(name.text)' (torch.nn.Module or None expected)")
      }
      ModuleState.set(&state.children, name, nil)
      instance.setField(name, .none)
      return true
    }
    if !state.buffers.isEmpty, state.isBuffer(name) {
      let tensor = value.asTensor
      guard value.isNone || tensor != nil else {
        throw refused(value, "as buffer '\(name.text)' (torch.nn.Buffer, torch.Tensor or None expected)")
      }
      ModuleState.set(&state.buffers, name, tensor)
      instance.setField(name, value)
      return true
    }
    return false
  }

  static func delete(_ module: Value, _ name: StringObject) -> Bool {
    guard let instance = module.asInstance, let state = ModuleState.of(instance) else { return false }
    guard state.isParameter(name) || state.isBuffer(name) || state.isChild(name) else { return false }
    state.forget(name)
    _ = instance.removeField(name)
    return true
  }

  static func refused(_ value: Value, _ rest: String) -> PythonError {
    PythonError(.typeError, "cannot assign '\(typeName(value))' \(rest)")
  }

  /// `torch.typename`.
  static func typeName(_ value: Value) -> String {
    if let tensor = value.asTensor {
      return tensor.isParameter ? "torch.nn.parameter.Parameter" : "torch.\(tensor.dtype.scalarTypeName)Tensor"
    }
    let type = Machine.current.type(of: value)
    return type.module == "builtins" ? type.name : "\(type.module).\(type.name)"
  }

  static func registerParameter(
    _ instance: InstanceObject, _ state: ModuleState, _ name: StringObject, _ tensor: Tensor?
  ) throws {
    if let tensor, tensor.gradFn != nil {
      throw PythonError(
        .valueError,
        "Cannot assign non-leaf Tensor to parameter '\(name.text)'. Model parameters must be created explicitly. To "
          + "express '\(name.text)' as a function of another Tensor, compute the value in the forward() method.")
    }
    if !state.isParameter(name) { state.forget(name) }
    ModuleState.set(&state.parameters, name, tensor)
    instance.setField(name, tensor.map { Value($0) } ?? .none)
  }

  /// The checks that registering by name makes.
  static func checkNew(
    _ name: Value, _ instance: InstanceObject, what: String, known: (StringObject) -> Bool
  ) throws -> StringObject {
    guard let text = name.asString else {
      throw PythonError(.typeError, "\(what) name should be a string. Got \(typeName(name))")
    }
    if what != "module" { try checkText(text, what) }
    let key = StringObject.interned(text.text)
    if !known(key), try Machine.current.attributeIfAny(of: .object(instance), key) != nil {
      throw PythonError(.keyError, arguments: [.string("attribute '\(text.text)' already exists")])
    }
    if what == "module" { try checkText(text, what) }
    return key
  }

  private static func checkText(_ text: StringObject, _ what: String) throws {
    if text.text.utf8.contains(UInt8(ascii: ".")) {
      let rest = what == "module" ? ", got: \(text.text)" : ""
      throw PythonError(.keyError, arguments: [.string("\(what) name can't contain \".\"\(rest)")])
    }
    if text.isEmpty {
      throw PythonError(.keyError, arguments: [.string("\(what) name can't be empty string \"\"")])
    }
  }
}
