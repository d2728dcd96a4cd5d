import Autograd
import Machine
import NDArray
import Ops

/// The step of a person's own `autograd.Function`: what `forward` left on its context, and the call of its `backward`.
///
/// The context and the node are one thing, as in PyTorch: `ctx` and `y.grad_fn` are the same object.
final class CustomNode: Node {
  /// The person's class.
  let function: TypeObject
  /// `SqBackward`, the class of the context.
  let faceType: TypeObject
  /// Attributes that a person set on the context.
  let attributes: InstanceObject
  /// For each argument of the call: its place among the edges, or nil when it is no tensor.
  let edgeOfArgument: [Int?]
  let needsInputGrad: [Bool]
  private let inputs: [(layout: Layout, dtype: DType)]
  /// The results, nil for those that are no tensors.
  private(set) var outputs: [(layout: Layout, dtype: DType)?] = []
  private var saved: [Item] = []
  /// What `save_for_backward` was given, until the results are known.
  var toSave: [Tensor?] = []
  var materializesGrads = true
  var dirty: [Tensor] = []
  var nonDifferentiable: [Tensor] = []

  private enum Item {
    case none
    case input(Saved)
    case output(NDArray, slot: Int32, version: UInt32)
  }

  init(_ function: TypeObject, face: TypeObject, arguments: [Value]) {
    self.function = function
    faceType = face
    attributes = InstanceObject(face)
    var places: [Int?] = []
    var tensors: [Tensor] = []
    for argument in arguments {
      places.append(argument.asTensor.map { _ in tensors.count })
      if let tensor = argument.asTensor { tensors.append(tensor) }
    }
    edgeOfArgument = places
    needsInputGrad = arguments.map { $0.asTensor?.requiresGrad ?? false }
    inputs = tensors.map { ($0.data.layout, $0.dtype) }
    super.init(inputCount: tensors.count)
    for (index, tensor) in tensors.enumerated() { setEdge(index, tensor.edge) }
  }

  override var name: String { faceType.name }
  override var outputCount: Int { outputs.count }
  override var savesValues: Bool { !saved.isEmpty }

  override func release() { saved = saved.map { _ in .none } }

  override func unlink(into objects: inout [AnyObject]) {
    for case .input(let item) in saved {
      var item = item
      item.unlink(into: &objects)
    }
    saved = []
    toSave = []
    dirty = []
    nonDifferentiable = []
  }

  /// Takes note of the results, and keeps what `save_for_backward` named.
  func finish(_ results: [Tensor?]) {
    outputs = results.map { $0.map { ($0.data.layout, $0.dtype) } }
    saved = toSave.map { tensor in
      guard let tensor else { return .none }
      if let slot = results.firstIndex(where: { $0 === tensor }) {
        return .output(tensor.data, slot: Int32(slot), version: tensor.version)
      }
      return .input(Saved(input: tensor))
    }
    toSave = []
    dirty = []
    nonDifferentiable = []
  }

  /// - Throws: PyTorch's `RuntimeError` when the values were let go of, or changed in place since.
  func savedTensors() throws -> [Tensor?] {
    guard !isReleased else { throw Saved.releasedError }
    if !toSave.isEmpty { return toSave }
    return try saved.map { item in
      switch item {
      case .none: return nil
      case .input(let item): return try item.unpacked(by: self)
      case .output(let data, let slot, let version):
        guard data.storage == nil || data.storage?.version == version else {
          throw Saved.modified(Tensor(data, node: self, slot: slot), was: version)
        }
        return Tensor(data, node: self, slot: slot)
      }
    }
  }

  override func exchangeSaved(_ other: (Tensor) throws -> Tensor) throws {
    for index in saved.indices {
      switch saved[index] {
      case .none: break
      case .input(var item):
        try item.exchange(by: self, other)
        saved[index] = .input(item)
      case .output(let data, let slot, _):
        let new = try other(Tensor(data, node: self, slot: slot))
        saved[index] = .output(new.data, slot: slot, version: new.version)
      }
    }
  }

  override func rebindOutput(_ y: Tensor) {
    for index in saved.indices {
      guard case .output(_, let slot, _) = saved[index], slot == y.slot else { continue }
      saved[index] = .output(y.data, slot: slot, version: y.version)
    }
  }

  // MARK: Backward

  override func backward(_ gradient: Tensor, _ walk: GradientWalk) throws { try backward([gradient], walk) }

  override func backward(_ gradients: [Tensor?], _ walk: GradientWalk) throws {
    var given: [Value] = [.object(NodeObject.of(self))]
    for (index, output) in outputs.enumerated() {
      let gradient = index < gradients.count ? gradients[index] : nil
      if let gradient {
        given.append(.native(gradient))
      } else if materializesGrads, let output {
        given.append(.native(Tensor(try NDArray.zeros(shape: output.layout.shape, output.dtype))))
      } else {
        given.append(.none)
      }
    }
    let machine = Machine.current
    let backward = try machine.attribute(of: .object(function), CustomFunctions.backwardName(of: function))
    let result = try machine.call(backward, given)
    try deliver(result.asTuple?.items ?? [result], walk)
  }

  private func deliver(_ given: [Value], _ walk: GradientWalk) throws {
    var results = given
    while results.count > edgeOfArgument.count, results.last?.isNone ?? false { results.removeLast() }
    guard results.count == edgeOfArgument.count else {
      throw EngineError.runtime(
        "function \(name) returned an incorrect number of gradients (expected \(edgeOfArgument.count), got \(results.count))"
      )
    }
    for (index, place) in edgeOfArgument.enumerated() {
      let result = results[index]
      guard let place else {
        guard result.isNone else {
          throw EngineError.runtime(
            "function \(name) returned a gradient different from None at position \(index + 1), but the corresponding "
              + "forward input was not a Variable")
        }
        continue
      }
      guard result.isNone || result.asTensor != nil else {
        throw EngineError.runtime("expected Variable or None (got \(Machine.current.type(of: result).name))")
      }
      guard let edge = edge(place) else { continue }
      guard let gradient = result.asTensor else {
        walk.skip(edge)
        continue
      }
      try walk.deliver(fitted(gradient, to: inputs[place], at: place), to: edge)
    }
  }

  /// The gradient in the shape and dtype of the input.
  private func fitted(_ gradient: Tensor, to input: (layout: Layout, dtype: DType), at index: Int) throws -> Tensor {
    let shape = input.layout.shape
    guard gradient.shape == shape || (try? Broadcast.shape(shape, gradient.shape)) == gradient.shape else {
      throw EngineError.runtime(
        "Function \(name) returned an invalid gradient at index \(index) - got \(Layout.text(gradient.shape)) but expected "
          + "shape compatible with \(Layout.text(shape))")
    }
    return try gradient.reduced(to: input.layout, input.dtype)
  }
}
