import Autograd
import Machine
import NDArray
import Ops

/// The part of a tensor that has to do with gradients.
enum TensorGradients {
  static func add(to type: TypeObject) {
    type.property("requires_grad", summary: "Whether gradients are computed for this tensor.") { value in
      .bool(value.asTensor.map { DualNumbers.visibleNode($0) != nil } ?? false)
    } set: { value, new in
      guard let x = value.asTensor else { return }
      guard case .bool(let wanted) = new else { throw EngineError.runtime("requires_grad must be a bool") }
      guard !wanted || x.dtype.isFloatingPoint else {
        throw EngineError.runtime("only Tensors of floating point and complex dtype can require gradients")
      }
      try setRequiresGrad(x, wanted)
    }
    type.property("grad", summary: "What backward has collected for this tensor.") { value in
      guard let x = value.asTensor else { return .none }
      if let grad = x.grad { return .native(grad) }
      if !x.isLeaf, !(x.extra?.retainsGrad ?? false) { try TensorWarnings.gradientOfNonLeaf() }
      return .none
    } set: { value, new in
      guard let x = value.asTensor else { return }
      if new.isNone {
        x.grad = nil
        return
      }
      guard let grad = new.asTensor else {
        throw PythonError(
          .typeError,
          "assigned grad expected to be a Tensor or None but got grad of type \(Machine.current.type(of: new).name)")
      }
      guard grad !== x else { throw EngineError.runtime("can't assign Variable as its own grad") }
      guard grad.dtype == x.dtype else {
        throw EngineError.runtime(
          "attempting to assign a gradient with dtype '\(grad.dtype.cName)' to a tensor with grad_dtype "
            + "'\(x.dtype.scalarTypeName)'. The gradient must match the tensor's grad_dtype (defaults to the tensor's dtype). You "
            + "can set the tensor's grad_dtype attribute with a specific dtype, or None to allow any dtype. Set grad_dtype with "
            + "caution. Diverging the dtypes of a tensor and its gradient may break downstream systems that assume they match."
        )
      }
      guard grad.shape == x.shape else {
        throw EngineError.runtime(
          "attempting to assign a gradient of size '\(Layout.text(grad.shape))' to a tensor of size "
            + "'\(Layout.text(x.shape))'. Please ensure that the gradient and the tensor are the same size")
      }
      x.grad = grad
    }
    type.property("data", summary: "The same values without history; changes go unnoticed.") { value in
      guard let x = value.asTensor else { return .none }
      let result = try x.detached()
      result.needExtra().separateVersion = Tensor.VersionCount()
      return .native(result)
    } set: { value, new in
      guard let x = value.asTensor else { return }
      guard let source = new.asTensor else {
        throw PythonError(.typeError, "Variable data has to be a tensor, but got \(Machine.current.type(of: new).name)")
      }
      try source.materialize()
      x.data = source.data
    }
    type.method(
      "__deepcopy__", [.init("self"), .init("memo")], summary: "A copy of a leaf.",
      .binary { value, _ in
        guard let x = value.asTensor else { return .none }
        guard x.isLeaf else {
          throw EngineError.runtime(
            "Only Tensors created explicitly by the user (graph leaves) support the deepcopy protocol at the moment.  If you "
              + "were attempting to deepcopy a module, this may be because of a torch.nn.utils.weight_norm usage, see "
              + "https://github.com/pytorch/pytorch/pull/103001")
        }
        return .native(try copy(x, grad: x.grad.map { Tensor(try $0.data.copied()) }))
      })
    type.method(
      "__copy__", [.init("self")], summary: "Another tensor on the same memory.",
      .unary { value in
        guard let x = value.asTensor else { return .none }
        let result = try x.detached()
        result.isParameter = x.isParameter
        result.node = x.node
        result.slot = x.slot
        return .native(result)
      })
    type.method(
      "detach", summary: "The same values without history, on the same memory.",
      .unary { value in
        guard let x = value.asTensor else { return .none }
        let result = try x.detached()
        return .native(result)
      }
    ).qualifiedName = "TensorBase.detach"
    type.method(
      "detach_", summary: "Cuts the tensor from its history.",
      .unary { value in
        guard let x = value.asTensor else { return .none }
        guard x.view == nil else {
          throw EngineError.runtime(
            "Can't detach views in-place. Use detach() instead. If you are using DistributedDataParallel (DDP) for training, "
              + "and gradient_as_bucket_view is set as True, gradients are views of DDP buckets, and hence detach_() cannot be "
              + "called on these gradients. To fix this error, please refer to the Optimizer.zero_grad() function in "
              + "torch/optim/optimizer.py as the solution.")
        }
        let kept = x.grad
        x.node = nil
        x.grad = kept
        return value
      }
    ).qualifiedName = "TensorBase.detach_"
    type.method(
      "requires_grad_", [.init("self"), .init("requires_grad", default: .bool(true))],
      summary: "Turns gradients for this tensor on or off.",
      .bound { arguments in
        guard let x = arguments[0].asTensor else { return .none }
        let wanted = try TensorArguments.flag(arguments[1], "requires_grad_", "requires_grad", position: 1)
        guard !wanted || x.dtype.isFloatingPoint else {
          throw EngineError.runtime("only Tensors of floating point dtype can require gradients")
        }
        try setRequiresGrad(x, wanted)
        return arguments[0]
      })
    type.method(
      "backward",
      [
        .init("self"), .init("gradient", default: Value.none), .init("retain_graph", default: Value.none),
        .init("create_graph", default: .bool(false)), .init("inputs", default: Value.none),
      ], summary: "Computes the gradients of the leaves that this tensor was made from.",
      .variadic(backward))
    type.method(
      "retain_grad", summary: "Keeps the gradient of a tensor that is not a leaf.",
      .unary { value in
        guard let x = value.asTensor else { return .none }
        guard let node = x.node else {
          throw EngineError.runtime("can't retain_grad on Tensor that has requires_grad=False")
        }
        guard !node.isLeaf, !(x.extra?.retainsGrad ?? false) else { return .none }
        let extra = x.needExtra()
        extra.retainsGrad = true
        Hooks.of(node).retained.append(
          (
            slot: x.slot, owner: ObjectIdentifier(x),
            keep: { [weak x] gradient in
              guard let x else { return }
              x.extra?.grad = try x.extra?.grad.map { try Add.of($0, gradient) } ?? gradient
            }
          ))
        return .none
      })
    type.method(
      "register_hook", [.init("self"), .init("hook")],
      summary: "Calls a function with the gradient whenever one is computed.",
      .binary { value, function in
        guard let x = value.asTensor else { return .none }
        guard let node = x.node else {
          throw EngineError.runtime("cannot register a hook on a tensor that doesn't require gradient")
        }
        return Hooks.add(function, to: node, slot: x.slot)
      })
    type.method(
      "register_post_accumulate_grad_hook", [.init("self"), .init("hook")],
      summary: "Calls a function with the leaf after its gradient has grown.",
      .binary { value, function in
        guard let x = value.asTensor else { return .none }
        guard x.requiresGrad else {
          throw EngineError.runtime("cannot register a hook on a tensor that doesn't require gradient")
        }
        guard let leaf = x.node as? AccumulateGrad else {
          throw EngineError.runtime("post accumulate grad hooks cannot be registered on non-leaf tensors")
        }
        return Hooks.addAfterAccumulation(function, to: leaf)
      })
  }

  /// The everyday call with no argument costs no look-up.
  private static func backward(_ arguments: Arguments) throws -> Value {
    guard arguments.count > 0, let y = arguments[0].asTensor else { return .none }
    if Level.depth > 0 { throw BatchingRules.backward }
    if arguments.count == 1, arguments.keywordCount == 0 {
      try Backward.run(y)
      return .none
    }
    guard arguments.count <= 5 else {
      throw PythonError(
        .typeError, "Tensor.backward() takes from 1 to 5 positional arguments but \(arguments.count) were given")
    }
    let gradient = arguments.count > 1 ? arguments[1] : arguments.keyword("gradient") ?? .none
    let retain = arguments.count > 2 ? arguments[2] : arguments.keyword("retain_graph") ?? .none
    let create = arguments.count > 3 ? arguments[3] : arguments.keyword("create_graph") ?? .bool(false)
    let inputs = arguments.count > 4 ? arguments[4] : arguments.keyword("inputs") ?? .none
    for (name, _) in arguments.keywords
    where !["gradient", "retain_graph", "create_graph", "inputs"].contains(name.text) {
      throw PythonError(.typeError, "Tensor.backward() got an unexpected keyword argument '\(name.text)'")
    }
    var seed: Tensor?
    if !gradient.isNone {
      if let tensor = gradient.asTensor {
        seed = tensor
      } else if let items = gradient.sequenceItems {
        guard items.count == 1, let tensor = items[0].asTensor else {
          throw PythonError(
            .typeError,
            "gradients can be either Tensors or None, but got "
              + (items.first.map { Machine.current.type(of: $0).name } ?? "NoneType"))
        }
        seed = tensor
      } else {
        throw PythonError(.typeError, "'\(Machine.current.type(of: gradient).name)' object is not iterable")
      }
    }
    let create_graph = try TensorArguments.truth(create)
    if create_graph { try TensorWarnings.createGraph() }
    var targets: [Tensor]?
    if !inputs.isNone {
      let list = inputs.asTensor.map { [$0] } ?? (inputs.sequenceItems ?? []).compactMap(\.asTensor)
      guard !list.isEmpty else {
        throw EngineError.runtime("`inputs` argument to `backward()` cannot be empty.")
      }
      targets = list
    }
    try Backward.run(
      y, gradient: seed, retainsGraph: retain.isNone ? nil : TensorArguments.truth(retain), createsGraph: create_graph,
      inputs: targets)
    return .none
  }

  /// A leaf with values of its own.
  private static func copy(_ x: Tensor, grad: Tensor?) throws -> Tensor {
    let result = Tensor(try x.data.copied())
    result.isParameter = x.isParameter
    result.setRequiresGrad(x.requiresGrad)
    result.grad = grad
    if let attributes = x.extra?.attributes as? InstanceObject {
      let own = InstanceObject(.tensor)
      for (name, value) in attributes.fieldPairs { own.setField(name, value) }
      result.needExtra().attributes = own
    }
    return result
  }

  private static func setRequiresGrad(_ x: Tensor, _ wanted: Bool) throws {
    guard !(wanted && x.isInference && !GradMode.isInference) else {
      throw EngineError.runtime("Setting requires_grad=True on inference tensor outside InferenceMode is not allowed.")
    }
    guard x.isLeaf else {
      if wanted { return }
      throw EngineError.runtime(
        "you can only change requires_grad flags of leaf variables. If you want to use a computed variable in a subgraph "
          + "that doesn't require differentiation use var_no_grad = var.detach().")
    }
    x.setRequiresGrad(wanted)
  }
}
