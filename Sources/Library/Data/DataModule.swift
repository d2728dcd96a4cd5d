import Autograd
import Machine
import NDArray
import Ops

/// The module `torch.utils.data`: datasets, and loading them in batches.
enum DataModule {
  static func build(_ machine: Machine) throws -> ModuleObject {
    let module = ModuleObject("torch.utils.data", summary: "Datasets, and loading them in batches.")
    for type in [Datasets.dataset, Datasets.tensorDataset, Datasets.subset, DataLoaders.type] {
      module.set(type.name, .object(type))
    }
    FunctionalModule.define(
      module, "random_split", "A dataset cut at random into parts of given sizes.",
      [.init("dataset"), .init("lengths"), .init("generator", default: Value.none)], Datasets.randomSplit)
    FunctionalModule.define(module, "default_collate", "A batch made of samples.", [.init("batch")]) { arguments in
      try DataLoaders.collate(Machine.current.elements(arguments[0]))
    }
    return module
  }

  /// The number of a container's elements.
  static func length(_ value: Value) throws -> Int {
    try Machine.current.index(Machine.current.call(Machine.current.builtins.get("len") ?? .none, [value]))
  }
}

/// Datasets: what has a length and gives samples by number.
enum Datasets {
  nonisolated(unsafe) static let dataset: TypeObject = {
    let type = TypeObject("Dataset", module: "torch.utils.data.dataset", summary: "What gives samples by number.")
    type.acceptsAttributes = true
    type.slots.getItem = { _, _ in
      throw PythonError(.notImplementedError, "Subclasses of Dataset should implement __getitem__.")
    }
    type.classMethod("__class_getitem__", [.init("cls"), .init("item")], .binary { type, _ in type })
    return type
  }()

  nonisolated(unsafe) static let tensorDataset: TypeObject = {
    let type = TypeObject(
      "TensorDataset", module: "torch.utils.data.dataset", bases: [dataset],
      summary: "Tensors cut along their first dimension.")
    type.acceptsAttributes = true
    type.slots.initialize = { value, arguments in
      let tensors = try arguments.positional.map { try TensorArguments.tensor($0, "TensorDataset", "tensors", 1) }
      guard let first = tensors.first else { throw PythonError(.indexError, "tuple index out of range") }
      guard tensors.allSatisfy({ $0.shape.first == first.shape.first }) else {
        throw PythonError(.assertionError, "Size mismatch between tensors")
      }
      value.asInstance?.setField(StringObject.interned("tensors"), .tuple(tensors.map { Value($0) }))
    }
    type.slots.length = { tensors(of: $0).first?.asTensor?.shape.first ?? 0 }
    type.slots.getItem = { value, key in .tuple(try tensors(of: value).map { try Machine.current.getItem($0, key) }) }
    return type
  }()

  private static func tensors(of value: Value) -> [Value] {
    value.asInstance?.field(StringObject.interned("tensors"))?.asTuple?.items ?? []
  }

  nonisolated(unsafe) static let subset: TypeObject = {
    let type = TypeObject("Subset", module: "torch.utils.data.dataset", bases: [dataset], summary: "Part of a dataset.")
    type.acceptsAttributes = true
    let signature = PythonSignature("Subset.__init__", [.init("dataset"), .init("indices")], hasSelf: true)
    type.slots.initialize = { value, arguments in
      let bound = try signature.bind(arguments)
      value.asInstance?.setField(StringObject.interned("dataset"), bound[0])
      value.asInstance?.setField(StringObject.interned("indices"), bound[1])
    }
    func field(_ value: Value, _ name: String) -> Value {
      value.asInstance?.field(StringObject.interned(name)) ?? .none
    }
    type.slots.length = { try DataModule.length(field($0, "indices")) }
    type.slots.getItem = { value, key in
      let index = try Machine.current.getItem(field(value, "indices"), key)
      return try Machine.current.getItem(field(value, "dataset"), index)
    }
    return type
  }()

  static func generator(_ value: Value) -> Generator {
    if case .native(let object) = value, let generator = object as? Generator { return generator }
    return Generators.standard
  }

  static func randomSplit(_ arguments: [Value]) throws -> Value {
    let total = try DataModule.length(arguments[0])
    let given = try Machine.current.elements(arguments[1])
    let sum = try given.reduce(0.0) { $0 + (try Machine.current.double($1)) }
    var lengths: [Int] = []
    if abs(sum - 1) < 1e-9, sum <= 1 {
      for (index, part) in given.enumerated() {
        let share = try Machine.current.double(part)
        guard share >= 0, share <= 1 else {
          throw PythonError(.valueError, "Fraction at index \(index) is not between 0 and 1")
        }
        lengths.append(Int((Double(total) * share).rounded(.down)))
      }
      for index in 0..<(total - lengths.reduce(0, +)) { lengths[index % lengths.count] += 1 }
    } else {
      lengths = try given.map { try Machine.current.index($0) }
    }
    guard lengths.reduce(0, +) == total, lengths.allSatisfy({ $0 >= 0 }) else {
      throw PythonError(.valueError, "Sum of input lengths does not equal the length of the input dataset!")
    }
    let order = try Sampling.permutation(total, generator(arguments[2]))
    var start = 0
    return .list(
      try lengths.map { length in
        defer { start += length }
        let indices = Value.list(order[start..<(start + length)].map { .int($0) })
        return try Machine.current.call(.object(subset), [arguments[0], indices])
      })
  }
}

/// Random orders as PyTorch's samplers draw them.
enum Sampling {
  static func permutation(_ count: Int, _ generator: Generator) throws -> [Int] {
    let drawn = try NDArray.drawnIntegers(shape: [count], .int64) { generator.permutation(into: $0) }
    return drawn.ints()
  }

  /// A number that seeds a generator of its own.
  static func seed(_ generator: Generator) throws -> UInt64 {
    let drawn = try NDArray.whole(shape: [], .int64, from: nil, to: nil, generator)
    return UInt64(bitPattern: Int64(drawn.item.asInt))
  }
}

/// The module `torch.utils`, which only holds others.
enum UtilitiesModule {
  static func build(_ machine: Machine) throws -> ModuleObject {
    ModuleObject("torch.utils", summary: "What stands beside tensors: data loading.")
  }
}
