import Autograd
import Machine
import NDArray
import Ops
import Syntax

extension TypeObject {
  /// `torch.Tensor`. Operations come from their declarations; what needs the language stands in the files beside.
  nonisolated(unsafe) static let tensor: TypeObject = {
    let type = TypeObject(
      "Tensor", module: "torch", layout: .opaque, summary: "A multi-dimensional array with a history.")
    type.acceptsAttributes = true
    addOperators(to: type)
    type.declareLater(addMethods)
    return type
  }()

  /// - Throws: What Python says of `data.detach()` where that is not a tensor.
  private static func parameterSource(_ data: Value) throws -> Tensor {
    if let tensor = data.asTensor { return tensor }
    throw Machine.current.missingAttribute(of: data, StringObject.interned("detach"))
  }

  /// `torch.nn.Parameter`, whose instances are tensors with a mark.
  nonisolated(unsafe) static let parameter: TypeObject = {
    let type = TypeObject(
      "Parameter", module: "torch.nn.parameter", bases: [.tensor], layout: .opaque,
      summary: "A tensor that a module learns.")
    type.slots.new = { _, arguments in
      let data = arguments.count > 0 ? arguments[0] : arguments.keyword("data") ?? .none
      let flag = arguments.count > 1 ? arguments[1] : arguments.keyword("requires_grad") ?? .bool(true)
      let wanted = try TensorArguments.truth(flag)
      let source =
        try data.isNone
        ? Tensor(NDArray.zeros(shape: [0], DefaultDType.current)) : parameterSource(data)
      guard !wanted || source.dtype.isFloatingPoint else {
        throw EngineError.runtime("Only Tensors of floating point and complex dtype can require gradients")
      }
      let result = try source.detached()
      result.isParameter = true
      result.setRequiresGrad(wanted)
      return .native(result)
    }
    return type
  }()

  private static func addMethods(to type: TypeObject) {
    for op in Op.all {
      for name in [op.name] + op.aliases {
        if op.forms.contains(.method) {
          type.method(
            NativeFunction(
              name, later: { OpFunctions.parameters(op) }, summary: op.summary,
              variadic: OpFunctions.function(op, name: name, .method)
            ).noting(op, name, .method))
        }
        if op.forms.contains(.inPlace) {
          let name = name + "_"
          type.method(
            NativeFunction(
              name, later: { OpFunctions.parameters(op) }, summary: op.summary + " Changes the tensor in place.",
              variadic: OpFunctions.inPlace(op, name: name)
            ).noting(op, name, .method))
        }
      }
    }
    TensorAttributes.add(to: type)
    StorageObject.addMethods(to: type)
    TensorConversions.add(to: type)
    TensorGradients.add(to: type)
    TensorChanges.add(to: type)
    TensorMemory.add(to: type)
    TensorToNumpy.add(to: type)
  }

  /// Attributes that a person sets: `x.note = 3`.
  private static func addOwnAttributes(to type: TypeObject) {
    func own(_ value: Value) -> InstanceObject? { value.asTensor?.extra?.attributes as? InstanceObject }
    type.slots.getMissingAttribute = { value, name in own(value)?.field(name) }
    type.slots.setAttribute = { value, name, new in
      guard let x = value.asTensor, Machine.current.type(of: value).lookup(name) == nil else { return false }
      let holder = own(value) ?? InstanceObject(.tensor)
      holder.setField(StringObject.interned(name.text), new)
      x.needExtra().attributes = holder
      return true
    }
    type.slots.deleteAttribute = { value, name in
      if name.text == "grad", let x = value.asTensor {
        x.grad = nil
        return true
      }
      return own(value)?.removeField(name) ?? false
    }
    type.slots.attributeNames = { own($0)?.fieldPairs.map(\.0.text) ?? [] }
  }

  private static func addOperators(to type: TypeObject) {
    type.method(
      "__abs__", summary: "The absolute values.",
      .unary { value in
        try value.asTensor.map { .native(try Abs.of($0)) } ?? .none
      })
    TensorOperators.install(on: type)
    type.slots.new = { _, arguments in try TensorConstructors.legacy("Tensor", DefaultDType.current, arguments) }
    type.slots.hash = { Machine.identity(of: $0) }
    addOwnAttributes(to: type)
    type.slots.repr = { value in try value.asTensor.map(TensorPrinting.repr) ?? "" }
    type.slots.truth = { value in
      guard let x = value.asTensor else { return true }
      guard x.count == 1 else {
        throw EngineError.runtime(
          "Boolean value of Tensor with \(x.count == 0 ? "no values" : "more than one value") is ambiguous")
      }
      return x.data.item.asDouble != 0
    }
    type.slots.length = { value in
      guard let x = value.asTensor else { return 0 }
      guard let first = x.shape.first else { throw EngineError(.typeError, "len() of a 0-d tensor") }
      return first
    }
    type.slots.setItem = { value, key, new in
      guard let x = value.asTensor else { return }
      if Batching.isUsed, Batching.frame(of: [key, new]) != nil {
        return try BatchedOperators.setItem(value, key, new)
      }
      try Indexing.set(x, TensorIndices.parse(key, of: x), value: TensorIndices.assigned(new, like: x))
    }
    type.slots.iterate = { value in
      guard let x = value.asTensor else { return .none }
      guard x.rank > 0 else { throw EngineError(.typeError, "iteration over a 0-d tensor") }
      let parts = try TensorOperators.rows(x)
      return try Machine.current.iterate(.list(parts.map { .native($0) }))
    }
    type.slots.contains = { value, item in
      guard let equal = try TensorOperators.compare(.equal, value, item)?.asTensor else {
        let type = try Machine.current.repr(.object(Machine.current.type(of: item)))
        throw EngineError.runtime("Tensor.__contains__ only supports Tensor or scalar, but you passed in a \(type).")
      }
      return equal.data.numbers().contains { $0.asDouble != 0 }
    }
    type.slots.toFloat = { value in
      guard let x = value.asTensor else { return 0 }
      return try TensorConversions.single(x, warns: true).asDouble
    }
    type.slots.toInt = { value in
      guard let x = value.asTensor else { return .int(0) }
      let number = try TensorConversions.single(x, warns: false)
      if case .float(let d) = number { return try Machine.current.call(.object(TypeObject.int), [.float(d)]) }
      return .int(number.asInt)
    }
    type.slots.toIndex = { value in
      guard let x = value.asTensor, x.count == 1, !x.dtype.isFloatingPoint else {
        throw EngineError(.typeError, "only integer tensors of a single element can be converted to an index")
      }
      return .int(x.data.item.asInt)
    }
    type.slots.format = { value, spec in
      guard let x = value.asTensor else { return "" }
      if x.rank == 0, !x.isParameter { return try Machine.current.format(Value(x.data.item), spec) }
      guard spec.isEmpty else {
        throw EngineError(
          .typeError, "unsupported format string passed to \(x.isParameter ? "Parameter" : "Tensor").__format__")
      }
      return try TensorPrinting.repr(x)
    }
  }
}
