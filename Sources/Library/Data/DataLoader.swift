import Autograd
import Machine
import NDArray
import Ops

/// `DataLoader`: a dataset's samples in batches, shuffled as PyTorch shuffles.
enum DataLoaders {
  nonisolated(unsafe) private static let parameters: [LanguageParameter] = [
    .init("dataset"), .init("batch_size", default: .int(1)), .init("shuffle", default: Value.none),
    .init("sampler", default: Value.none), .init("batch_sampler", default: Value.none),
    .init("num_workers", default: .int(0)),
    .init("collate_fn", default: Value.none), .init("pin_memory", default: .bool(false)),
    .init("drop_last", default: .bool(false)), .init("timeout", default: .int(0)),
    .init("worker_init_fn", default: Value.none), .init("multiprocessing_context", default: Value.none),
    .init("generator", default: Value.none), .keyword("prefetch_factor", default: Value.none),
    .keyword("persistent_workers", default: .bool(false)), .keyword("pin_memory_device", default: .string("")),
    .keyword("in_order", default: .bool(true)),
  ]

  nonisolated(unsafe) static let type: TypeObject = {
    let type = TypeObject(
      "DataLoader", module: "torch.utils.data.dataloader", summary: "A dataset's samples in batches.")
    type.acceptsAttributes = true
    type.noteSignature("torch.utils.data.DataLoader", "class", parameters)
    let signature = PythonSignature("DataLoader.__init__", parameters, hasSelf: true)
    type.slots.initialize = { value, arguments in
      guard let instance = value.asInstance else { return }
      let bound = try signature.bind(arguments)
      for (parameter, setting) in zip(parameters, bound) {
        instance.setField(StringObject.interned(parameter.name), setting)
      }
      try check(instance)
    }
    type.slots.length = { value in
      guard let instance = value.asInstance else { return 0 }
      let count =
        try field(instance, "sampler").isNone
        ? DataModule.length(field(instance, "dataset")) : DataModule.length(field(instance, "sampler"))
      guard let size = try batchSize(instance) else { return count }
      return try Machine.current.truth(field(instance, "drop_last")) ? count / size : (count + size - 1) / size
    }
    type.slots.iterate = { value in
      guard let instance = value.asInstance else { return .none }
      return .object(try batches(instance))
    }
    type.classMethod("__class_getitem__", [.init("cls"), .init("item")], .binary { type, _ in type })
    return type
  }()

  private static func field(_ instance: InstanceObject, _ name: String) -> Value {
    instance.field(StringObject.interned(name)) ?? .none
  }

  private static func batchSize(_ instance: InstanceObject) throws -> Int? {
    let value = field(instance, "batch_size")
    return try value.isNone ? nil : Machine.current.index(value)
  }

  private static func check(_ instance: InstanceObject) throws {
    if let size = try batchSize(instance), size <= 0 {
      throw PythonError(.valueError, "batch_size should be a positive integer value, but got batch_size=\(size)")
    }
    let shuffles = try Machine.current.truth(field(instance, "shuffle"))
    if shuffles, !field(instance, "sampler").isNone {
      throw PythonError(.valueError, "sampler option is mutually exclusive with shuffle")
    }
    if shuffles {
      let count = try DataModule.length(field(instance, "dataset"))
      guard count > 0 else {
        throw PythonError(
          .valueError, "num_samples should be a positive integer value, but got num_samples=\(count)")
      }
    }
  }

  // MARK: Batches

  private static func batches(_ instance: InstanceObject) throws -> BatchIterator {
    let source = Datasets.generator(field(instance, "generator"))
    // Every pass draws one number for workers, whether there are any or not.
    _ = try Sampling.seed(source)
    var sampler: Value?
    if !field(instance, "batch_sampler").isNone {
      let groups = try Machine.current.elements(field(instance, "batch_sampler"))
      return BatchIterator(instance, groups: try groups.map { try Machine.current.elements($0) })
    }
    if !field(instance, "sampler").isNone { sampler = field(instance, "sampler") }
    let order: [Value]
    if let sampler {
      order = try Machine.current.elements(sampler)
    } else {
      let count = try DataModule.length(field(instance, "dataset"))
      order =
        try Machine.current.truth(field(instance, "shuffle"))
        ? shuffled(count, field(instance, "generator")).map { .int($0) } : (0..<count).map { .int($0) }
    }
    guard let size = try batchSize(instance) else { return BatchIterator(instance, single: order) }
    let drops = try Machine.current.truth(field(instance, "drop_last"))
    let starts = stride(from: 0, to: order.count, by: size)
    return BatchIterator(
      instance,
      groups: starts.compactMap { start in
        let end = min(start + size, order.count)
        return drops && end - start < size ? nil : Array(order[start..<end])
      })
  }

  private static func shuffled(_ count: Int, _ given: Value) throws -> [Int] {
    if given.isNone {
      return try Sampling.permutation(count, Generator(seed: Sampling.seed(Generators.standard)))
    }
    let generator = Datasets.generator(given)
    let order = try Sampling.permutation(count, generator)
    // The sampler draws a second order, of which it takes nothing.
    _ = try Sampling.permutation(count, generator)
    return order
  }

  private final class BatchIterator: IteratorObject {
    private let dataset: Value
    private let collate: Value
    private let groups: [[Value]]
    private let isSingle: Bool
    private var position = 0

    init(_ loader: InstanceObject, groups: [[Value]]) {
      dataset = DataLoaders.field(loader, "dataset")
      collate = DataLoaders.field(loader, "collate_fn")
      self.groups = groups
      isSingle = false
      super.init(BatchIterator.ownType)
    }

    init(_ loader: InstanceObject, single: [Value]) {
      dataset = DataLoaders.field(loader, "dataset")
      collate = DataLoaders.field(loader, "collate_fn")
      groups = single.map { [$0] }
      isSingle = true
      super.init(BatchIterator.ownType)
    }

    override func next() throws -> Value? {
      guard position < groups.count else { return nil }
      let group = groups[position]
      position += 1
      let samples = try group.map { try Machine.current.getItem(dataset, $0) }
      if isSingle {
        guard !collate.isNone else { return try DataLoaders.converted(samples[0]) }
        return try Machine.current.call(collate, [samples[0]])
      }
      return try collate.isNone ? DataLoaders.collate(samples) : Machine.current.call(collate, [.list(samples)])
    }

    nonisolated(unsafe) static let ownType: TypeObject = {
      let type = TypeObject("_SingleProcessDataLoaderIter", module: "torch.utils.data.dataloader", layout: .opaque)
      type.slots.iterate = { $0 }
      type.slots.next = { value in
        guard case .object(let object) = value, let iterator = object as? BatchIterator else { return nil }
        return try iterator.next()
      }
      return type
    }()
  }

  // MARK: Collating

  private static func converted(_ value: Value) throws -> Value {
    guard let data = Numpy.data(value) else { return value }
    return Value(Tensor(data))
  }

  /// Samples of one kind made into one: tensors stacked, numbers in a tensor, tuples part by part.
  static func collate(_ samples: [Value]) throws -> Value {
    guard let first = samples.first else { throw PythonError(.indexError, "list index out of range") }
    if first.asTensor != nil {
      return Value(
        try TorchCalls.call(
          "stack", [.list(samples.map { $0.asTensor.map { .tensor($0) } ?? Argument.none }), .number(.int(0))]))
    }
    if Numpy.data(first) != nil {
      return try collate(samples.map { try Value(Tensor(Numpy.anything($0))) })
    }
    switch first {
    case .float: return Value(Tensor(try TensorBuilding.data(.list(samples), dtype: .float64)))
    case .int, .bool: return Value(Tensor(try TensorBuilding.data(.list(samples), dtype: nil)))
    default: break
    }
    if first.asString != nil { return .list(samples) }
    if let dictionary = first.asDict {
      let result = DictObject()
      for (key, _) in dictionary.pairs {
        try result.set(key, collate(samples.map { try $0.asDict?.get(key) ?? .none }))
      }
      return .object(result)
    }
    if let items = first.sequenceItems {
      let rows = samples.map { $0.sequenceItems ?? [] }
      guard rows.allSatisfy({ $0.count == items.count }) else {
        throw PythonError(.runtimeError, "each element in list of batch should be of equal size")
      }
      return .list(try items.indices.map { column in try collate(rows.map { $0[column] }) })
    }
    throw PythonError(
      .typeError,
      "default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; found "
        + (try Machine.current.repr(.object(Machine.current.type(of: first)))))
  }
}
