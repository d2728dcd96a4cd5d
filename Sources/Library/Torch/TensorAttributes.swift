import Autograd
import Machine
import NDArray
import Ops

/// What a tensor says of itself.
enum TensorAttributes {
  static func add(to type: TypeObject) {
    func readOnly(_ name: String, _ get: @escaping (Tensor) throws -> Value) {
      type.property(name) { value in
        guard let x = value.asTensor else { return .none }
        let result = try get(x)
        try Saved.check()
        return result
      } set: { _, _ in
        throw PythonError(.attributeError, "attribute '\(name)' of 'torch._C.TensorBase' objects is not writable")
      }
    }
    readOnly("shape") { .object(SizeObject(shape: $0.shape)) }
    readOnly("dtype") { .object(DTypeObject.of($0.dtype)) }
    readOnly("device") { _ in .object(DeviceObject.cpu) }
    readOnly("layout") { _ in TorchModule.strided }
    readOnly("ndim") { .int($0.rank) }
    readOnly("itemsize") { .int($0.dtype.size) }
    readOnly("nbytes") { .int($0.dtype.size * $0.count) }
    readOnly("is_cuda") { _ in .bool(false) }
    readOnly("is_sparse") { _ in .bool(false) }
    readOnly("is_quantized") { _ in .bool(false) }
    readOnly("is_leaf") { x in
      let node = DualNumbers.visibleNode(x)
      if let stale = node as? StaleView { throw stale.error }
      return .bool(node.map(\.isLeaf) ?? true)
    }
    readOnly("grad_fn") { x in
      guard let node = DualNumbers.visibleNode(x), !node.isLeaf else { return .none }
      if let stale = node as? StaleView { throw stale.error }
      node.note(x, asResult: x.slot)
      return NodeObjects.value(node)
    }
    readOnly("output_nr") { .int(Int($0.slot)) }
    readOnly("_version") { x in
      if x.isInference { throw EngineError.runtime("Inference tensors do not track version counter.") }
      return .int(Int(x.version))
    }
    readOnly("retains_grad") { .bool($0.extra?.retainsGrad ?? false) }
    readOnly("_base") { x in x.view.map { .native($0.base) } ?? .none }
    readOnly("T") { .native(try reversed($0)) }
    for (name, end, line) in [
      ("mT", "This function is the identity in these cases.", 4373), ("mH", "Consider using x.conj().", 4382),
    ] {
      readOnly(name) { x in
        if x.rank == 0 { return .native(try identity(x, name, end, line)) }
        guard x.rank >= 2 else {
          throw EngineError.runtime(
            "tensor.\(name) is only supported on matrices or batches of matrices. Got \(x.rank)-D tensor.")
        }
        return .native(try Shapes.transpose(x, -2, -1))
      }
    }
    readOnly("H") { x in
      if x.rank == 0 { return .native(try identity(x, "H", "Consider using x.conj().", 4335)) }
      guard x.rank == 2 else {
        throw EngineError.runtime(
          "tensor.H is only supported on matrices (2-D tensors). Got \(x.rank)-D tensor."
            + (x.rank > 2 ? " For batches of matrices, consider using tensor.mH" : ""))
      }
      return .native(try Shapes.transpose(x, 0, 1))
    }
    readOnly("real") { .native($0) }

    type.method(
      "_is_view", summary: "Whether it is a window on another tensor's memory.",
      .unary { .bool($0.asTensor?.view != nil) })
    type.method("dim", summary: "The number of dimensions.", .unary { .int($0.asTensor?.rank ?? 0) })
    type.method("ndimension", summary: "The number of dimensions.", .unary { .int($0.asTensor?.rank ?? 0) })
    type.method("numel", summary: "The number of elements.", .unary { .int($0.asTensor?.count ?? 0) })
    type.method("nelement", summary: "The number of elements.", .unary { .int($0.asTensor?.count ?? 0) })
    type.method("element_size", summary: "Bytes of one element.", .unary { .int($0.asTensor?.dtype.size ?? 0) })
    type.method(
      "storage_offset", summary: "Position of the first element in the storage.",
      .unary { .int($0.asTensor?.data.offset ?? 0) })
    type.method(
      "is_floating_point", summary: "Whether elements are floating point.",
      .unary { .bool($0.asTensor?.dtype.isFloatingPoint ?? false) })
    type.method(
      "is_signed", summary: "Whether elements can be negative.",
      .unary { value in
        guard let dtype = value.asTensor?.dtype else { return .bool(false) }
        return .bool(dtype != .uint8 && dtype != .bool)
      })
    type.method("is_complex", summary: "Whether elements are complex.", .unary { _ in .bool(false) })
    type.method(
      "is_inference", summary: "Whether it was made in inference mode.",
      .unary { .bool($0.asTensor?.isInference ?? false) })
    type.method("get_device", summary: "-1: tensors live on the CPU.", .unary { _ in .int(-1) })
    type.method(
      "data_ptr", summary: "The address of the first element.",
      .unary { value in
        guard let x = value.asTensor else { return .int(0) }
        try x.materialize()
        return .int(x.data.withBase { Int(bitPattern: $0) })
      })
    type.method(
      "size",
      [.init("self"), .init("dim", default: Value.none), .keyword("axis", default: Value.none)],
      summary: "The sizes, or the size of one dimension.",
      .bound { arguments in
        guard let x = arguments[0].asTensor else { return .none }
        let wanted = arguments[1].isNone ? arguments[2] : arguments[1]
        if wanted.isNone { return .object(SizeObject(shape: x.shape)) }
        return .int(x.shape[try Dims.existing(Machine.current.index(wanted), x.rank)])
      })
    type.method(
      "stride", [.init("self"), .init("dim", default: Value.none)],
      summary: "The steps, in elements, of the dimensions.",
      .bound { arguments in
        guard let x = arguments[0].asTensor else { return .none }
        if arguments[1].isNone { return .tuple(x.data.layout.strides.map { .int($0) }) }
        return .int(x.data.layout.strides[try Dims.existing(Machine.current.index(arguments[1]), x.rank)])
      })
    type.method(
      "is_contiguous", [.init("self"), .keyword("memory_format", default: Value.none)],
      summary: "Whether the elements lie row after row without gaps.",
      .bound { .bool($0[0].asTensor?.data.layout.isContiguous ?? true) })
    type.method(
      "is_same_size", [.init("self"), .init("other")], summary: "Whether the shapes are equal.",
      .bound { .bool($0[0].asTensor?.shape == $0[1].asTensor?.shape) })
  }

  /// All dimensions in the opposite order.
  private static func reversed(_ x: Tensor) throws -> Tensor {
    if x.rank == 0 { return try identity(x, "T", "This function is the identity in these cases.", 4321) }
    if x.rank != 2 {
      try TensorWarnings.once(
        "The use of `x.T` on tensors of dimension other than 2 to reverse their shape is deprecated and it will throw an "
          + "error in a future release. Consider `x.mT` to transpose batches of matrices or `x.permute(*torch.arange(x.ndim "
          + "- 1, -1, -1))` to reverse the dimensions of a tensor. (Triggered internally at "
          + "/__w/pytorch/pytorch/aten/src/ATen/native/TensorShape.cpp:4314.)")
    }
    return try Shapes.permute(x, Array((0..<x.rank).reversed()))
  }

  /// A tensor without dimensions, which has nothing to turn.
  private static func identity(_ x: Tensor, _ name: String, _ end: String, _ line: Int) throws -> Tensor {
    try TensorWarnings.once(
      "Tensor.\(name) is deprecated on 0-D tensors. \(end) (Triggered internally at "
        + "/__w/pytorch/pytorch/aten/src/ATen/native/TensorShape.cpp:\(line).)")
    return x
  }
}
