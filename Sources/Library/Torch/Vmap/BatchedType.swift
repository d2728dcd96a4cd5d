import Autograd
import Machine
import NDArray
import Ops
import Syntax

extension TypeObject {
  /// What batched tensors do as values of the language: for a person they are of the class `torch.Tensor`.
  nonisolated(unsafe) static let batchedTensor: TypeObject = {
    let type = TypeObject(
      "Tensor", module: "torch", bases: [.tensor], layout: .opaque,
      summary: "A tensor in a function that runs over a batch.")
    type.acceptsAttributes = true
    addBatchedOperators(to: type)
    addBatchedAttributes(to: type)
    addBatchedItems(to: type)
    type.slots.hash = { Machine.identity(of: $0) }
    type.slots.repr = { value in try Batching.batched(value).map(TransformedText.repr) ?? "" }
    type.slots.format = { value, spec in
      if Batching.shape(value).isEmpty { throw BatchingRules.item }
      guard spec.isEmpty else {
        throw EngineError(.typeError, "unsupported format string passed to Tensor.__format__")
      }
      return try Machine.current.repr(value)
    }
    type.slots.truth = { _ in throw BatchingRules.controlFlow }
    type.slots.contains = { _, _ in throw BatchingRules.item }
    type.slots.toFloat = { _ in throw BatchingRules.item }
    type.slots.toInt = { _ in throw BatchingRules.item }
    type.slots.toIndex = { _ in throw BatchingRules.item }
    return type
  }()

  private static func addBatchedOperators(to type: TypeObject) {
    type.slots.binary = { operation, a, b in
      guard [a, b].allSatisfy(isOperand) else { return nil }
      let machine = Machine.current
      return try BatchedOperators.run([a, b], isPointwise: operation != .matrixMultiply) {
        try machine.binary(operation, $0[0], $0[1])
      }
    }
    type.slots.compare = { operation, a, b in
      guard [a, b].allSatisfy(isOperand) else { return nil }
      return try BatchedOperators.run([a, b], isPointwise: true) {
        try Machine.current.compare(operation, $0[0], $0[1])
      }
    }
    type.slots.unary = { operation, a in
      try BatchedOperators.run([a], isPointwise: true) { try Machine.current.unary(operation, $0[0]) }
    }
    type.slots.inPlace = { operation, a, b in
      guard isOperand(b) else { return nil }
      return try BatchedOperators.change(BatchedOperators.name(operation), a, b) {
        try Machine.current.inPlace(operation, $0, $1)
      }
    }
  }

  /// Whether tensors have operators for it.
  private static func isOperand(_ value: Value) -> Bool {
    if Batching.isTensor(value) || value.asNumber != nil { return true }
    guard case .native(let object) = value else { return false }
    return object is any NumberLike
  }

  private static func addBatchedAttributes(to type: TypeObject) {
    type.slots.getAttribute = { value, name in
      guard let one = Batching.batched(value), case .object(let found)? = TypeObject.tensor.lookup(name.text),
        let property = found as? NativeProperty
      else { return nil }
      switch name.text {
      case "data": throw EngineError.runtime("accessing `data` under vmap transform is not allowed")
      case "shape": return .object(SizeObject(shape: Batching.shape(value)))
      case "requires_grad", "is_leaf", "grad_fn", "grad", "_version":
        return try Machine.current.attribute(of: one.whole, name)
      default: break
      }
      let first = try Machine.current.attribute(of: one.slice(0), property.name)
      guard Batching.isTensor(first) else { return first }
      return try Batching.each(one.frame, [value], name.text) {
        try Machine.current.attribute(of: $0[0], property.name)
      }
    }
    type.slots.getMissingAttribute = { value, name in Batching.batched(value)?.attributes?.field(name) }
    type.slots.setAttribute = { value, name, new in
      guard let one = Batching.batched(value) else { return false }
      // Whether it requires gradients is the whole's affair.
      if TypeObject.tensor.lookup(name.text) != nil { return true }
      let holder = one.attributes ?? InstanceObject(.tensor)
      holder.setField(StringObject.interned(name.text), new)
      one.attributes = holder
      return true
    }
    type.slots.deleteAttribute = { value, name in Batching.batched(value)?.attributes?.removeField(name) ?? false }
    type.slots.attributeNames = { Batching.batched($0)?.attributes?.fieldPairs.map(\.0.text) ?? [] }
  }

  private static func addBatchedItems(to type: TypeObject) {
    type.slots.length = { value in
      guard let first = Batching.shape(value).first else { throw EngineError(.typeError, "len() of a 0-d tensor") }
      return first
    }
    type.slots.getItem = { try BatchedOperators.item($0, $1) }
    type.slots.setItem = { try BatchedOperators.setItem($0, $1, $2) }
    type.slots.iterate = { value in
      guard let count = Batching.shape(value).first else {
        throw EngineError(.typeError, "iteration over a 0-d tensor")
      }
      return try Machine.current.iterate(.list((0..<count).map { try BatchedOperators.item(value, .int($0)) }))
    }
  }
}

/// Operators and brackets where one of the values is batched.
enum BatchedOperators {
  /// The method that changes a tensor as an operator does.
  static func name(_ operation: BinaryOperator) -> String {
    switch operation {
    case .add: "add_"
    case .subtract: "sub_"
    case .multiply: "mul_"
    case .divide: "div_"
    case .power: "pow_"
    case .floorDivide: "floor_divide_"
    case .modulo: "remainder_"
    case .matrixMultiply: "matmul"
    case .bitAnd: "bitwise_and_"
    case .bitOr: "bitwise_or_"
    case .bitXor: "bitwise_xor_"
    case .leftShift: "bitwise_left_shift_"
    case .rightShift: "bitwise_right_shift_"
    }
  }

  static func run(_ values: [Value], isPointwise: Bool, _ body: ([Value]) throws -> Value) throws -> Value? {
    guard let frame = Batching.frame(of: values) else { return nil }
    if isPointwise, let wholes = try BatchingRules.aligned(values, frame) {
      return .native(BatchedTensor(try body(wholes), of: frame))
    }
    if !isPointwise, let product = try BatchingRules.productWithMatrix(values, frame) { return product }
    return try Batching.each(frame, values, "operator", body)
  }

  /// `target op= other`, which is `target.name(other)`.
  static func change(
    _ name: String, _ target: Value, _ other: Value, _ body: (Value, Value) throws -> Value
  ) throws -> Value? {
    guard let frame = Batching.frame(of: [target, other]) else { return nil }
    guard Batching.batched(target)?.frame === frame else {
      throw BatchingRules.mismatch(name, [target, other], frame)
    }
    _ = try Batching.each(frame, [target, other], name) { values in
      _ = try body(values[0], values[1])
      return .none
    }
    return target
  }

  /// `value[key]`, where either is batched.
  static func item(_ value: Value, _ key: Value) throws -> Value {
    guard let frame = Batching.frame(of: [value, key]) else { return try Machine.current.getItem(value, key) }
    try refuseMasks(key)
    if let one = Batching.batched(value), one.frame === frame, !hasTensors(key) {
      let keys = key.asTuple?.items ?? [key]
      let all = Value.object(SliceObject(start: .none, stop: .none, step: .none))
      if let part = try? Machine.current.getItem(one.front, .tuple([all] + keys)) {
        return .native(BatchedTensor(part, of: frame))
      }
      // What is wrong is said of the function's tensor.
    }
    return try Batching.each(frame, [value, key], "index") { try Machine.current.getItem($0[0], $0[1]) }
  }

  /// `target[key] = new`, where any of them is batched.
  static func setItem(_ target: Value, _ key: Value, _ new: Value) throws {
    guard let frame = Batching.frame(of: [target, key, new]) else {
      return try Machine.current.setItem(target, key, new)
    }
    guard Batching.batched(target)?.frame === frame else {
      throw BatchingRules.mismatch("__setitem__", [target, new], frame)
    }
    try refuseMasks(key)
    _ = try Batching.each(frame, [target, key, new], "index_put_") { values in
      try Machine.current.setItem(values[0], values[1], values[2])
      return .none
    }
  }

  private static func hasTensors(_ key: Value) -> Bool {
    if key.asList != nil { return true }
    return Tree.leaves(key).contains { Batching.isTensor($0) }
      || (key.asTuple?.items ?? []).contains { $0.asList != nil }
  }

  /// - Throws: PyTorch's `RuntimeError` for masks that choose otherwise for each of a batch.
  private static func refuseMasks(_ key: Value) throws {
    if Tree.leaves(key).contains(where: { Batching.batched($0) != nil && Batching.dtype($0) == .bool }) {
      throw BatchingRules.maskIndex
    }
  }
}
