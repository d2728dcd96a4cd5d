import Autograd
import Machine
import NDArray
import Ops

/// Methods that overwrite a tensor with constants and copies.
enum TensorChanges {
  static func add(to type: TypeObject) {
    type.method(
      "new_tensor",
      [
        .init("self"), .init("data", default: .undefined), .keyword("dtype", default: Value.none),
        .keyword("device", default: Value.none), .keyword("requires_grad", default: .bool(false)),
        .keyword("pin_memory", default: .bool(false)),
      ], summary: "A tensor of other values with this one's dtype.",
      .bound { try TensorConstructors.newTensor([$0[0], $0[1], $0[2], $0[3], $0[4]]) })
    type.method(
      "zero_", summary: "Sets every element to zero.",
      .unary { value in
        guard let x = value.asTensor else { return .none }
        return .native(try fill(x, .int(0), node: "ZeroBackward0"))
      })
    type.method(
      "fill_", [.init("self"), .init("value")], summary: "Sets every element to a number.",
      .variadic { arguments in
        guard arguments.count == 2 || arguments.count == 1 && arguments.keyword("value") != nil,
          let x = arguments[0].asTensor
        else {
          let given = (1..<max(1, arguments.count)).map { Machine.current.type(of: arguments[$0]).name }
          throw PythonError(
            .typeError,
            "fill_() received an invalid combination of arguments - got (\(given.joined(separator: ", "))), but expected "
              + "one of:\n * (Tensor value)\n * (Number value)\n")
        }
        let new = arguments.count == 2 ? arguments[1] : arguments.keyword("value") ?? .none
        if let number = new.asNumber { return .native(try fill(x, number, node: "FillBackward2")) }
        let source = try TensorArguments.tensor(new, "fill_", "value", 1)
        guard source.rank == 0 else {
          throw EngineError.runtime(
            "fill_ only supports 0-dimension value tensor but got tensor with \(source.rank) dimensions.")
        }
        return .native(try fill(x, source.data.item, node: "FillBackward3"))
      })
    type.method(
      "copy_", [.init("self"), .init("other"), .init("non_blocking", default: .bool(false))],
      summary: "Takes over the values of another tensor.",
      .bound { arguments in
        guard let x = arguments[0].asTensor else { return .none }
        let source = try TensorArguments.tensor(arguments[1], "copy_", "other", 1)
        return .native(try copy(source, to: x))
      })
  }

  /// Constant values; the old history ends here.
  static func fill(_ x: Tensor, _ number: Number, node: String) throws -> Tensor {
    if x.node == nil {
      try InPlace.checkLeaf(x)
      x.bumpVersion()
      try x.data.fill(number)
      return x
    }
    return try InPlace.replace(x) { before in
      Recording.record(node, [before], try NDArray.filled(shape: before.shape, number, before.dtype)) { d in
        [try d.gradient * 0]
      }
    }
  }

  static func copy(_ source: Tensor, to x: Tensor) throws -> Tensor {
    let shape = x.shape
    let dtype = x.dtype
    guard (try? Broadcast.shape(shape, source.shape)) == shape else {
      _ = try Broadcast.shape(shape, source.shape)
      throw EngineError.runtime(
        "output with shape \(Layout.text(shape)) doesn't match the broadcast shape \(Layout.text(try Broadcast.shape(shape, source.shape)))"
      )
    }
    return try InPlace.replace(x, with: [source]) { before in
      let layout = source.data.layout
      let values = try source.data.converted(to: dtype).inMemory().expanded(to: shape).copied()
      return Recording.record("CopyBackwards", [before, source], values) { d in
        [try d.gradient * 0, d.needs(1) ? try d.gradient.reduced(to: layout, source.dtype) : nil]
      }
    }
  }
}
