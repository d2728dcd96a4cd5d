import Autograd
import Machine
import NDArray

/// `x.storage()`: the memory behind a tensor, as a flat sequence.
final class StorageObject: Object {
  let memory: NDArray

  init(_ x: NDArray) {
    let count = x.storage.map { $0.byteCount / max(x.dtype.size, 1) } ?? 1
    memory = (try? Layout.contiguous([count])).map { x.window($0, offset: 0) } ?? x
    super.init(.other)
  }

  override var type: TypeObject { StorageObject.storageType }

  static func of(_ value: Value) -> NDArray? {
    guard case .object(let object) = value else { return nil }
    return (object as? StorageObject)?.memory
  }

  nonisolated(unsafe) private static let storageType: TypeObject = {
    let type = TypeObject("TypedStorage", module: "torch.storage", layout: .opaque, summary: "The memory of a tensor.")
    type.slots.length = { of($0)?.count ?? 0 }
    type.slots.repr = { value in
      guard let memory = of(value) else { return "" }
      let lines = try memory.numbers().map { " " + (try Machine.current.repr(Value($0))) }
      return lines.joined(separator: "\n")
        + "\n[torch.storage.TypedStorage(dtype=torch.\(memory.dtype.name), device=cpu) of size \(memory.count)]"
    }
    type.slots.getItem = { value, key in
      guard let memory = of(value) else { return .none }
      let index = try Machine.current.index(key)
      let place = index < 0 ? index + memory.count : index
      guard place >= 0, place < memory.count else {
        throw PythonError(.indexError, "index \(index) out of range for storage of size \(memory.count)")
      }
      return Value(memory.number(atOffset: place))
    }
    type.slots.iterate = { value in
      try Machine.current.iterate(.list((of(value)?.numbers() ?? []).map { Value($0) }))
    }
    type.method("size", summary: "The number of elements.", .unary { .int(of($0)?.count ?? 0) })
    type.method(
      "nbytes", summary: "The number of bytes.", .unary { .int(of($0).map { $0.count * $0.dtype.size } ?? 0) })
    type.method("tolist", summary: "The elements.", .unary { .list((of($0)?.numbers() ?? []).map { Value($0) }) })
    type.method(
      "data_ptr", summary: "The address of the first element.",
      .unary { value in .int(of(value)?.withBase { Int(bitPattern: $0) } ?? 0) })
    type.property("dtype") { value in of(value).map { .object(DTypeObject.of($0.dtype)) } ?? .none }
    return type
  }()

  static func addMethods(to type: TypeObject) {
    type.method(
      "storage", summary: "The memory behind the tensor.",
      .unary { value in
        guard let x = value.asTensor else { return .none }
        try TensorWarnings.once(
          "TypedStorage is deprecated. It will be removed in the future and UntypedStorage will be the only storage class. "
            + "This should only matter to you if you are using storages directly.  To access UntypedStorage directly, use "
            + "tensor.untyped_storage() instead of tensor.storage()")
        try x.materialize()
        return .object(StorageObject(x.data))
      })
    type.method(
      "untyped_storage", summary: "The memory behind the tensor.",
      .unary { value in
        guard let x = value.asTensor else { return .none }
        try x.materialize()
        return .object(StorageObject(x.data))
      })
    type.method(
      "is_nonzero", summary: "Whether the only element is not zero.",
      .unary { value in
        guard let x = value.asTensor else { return .none }
        guard x.count == 1 else {
          throw EngineError.runtime(
            x.count == 0
              ? "Boolean value of Tensor with no values is ambiguous"
              : "Boolean value of Tensor with more than one value is ambiguous")
        }
        return .bool(x.data.item.asDouble != 0)
      })
  }
}
