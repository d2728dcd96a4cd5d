public import Autograd
import NDArray

/// A parameter under an optimiser, with what the optimiser keeps of it from step to step.
public final class OptimisedParameter {
  public let tensor: Tensor
  /// Steps taken.
  public var steps = 0
  /// What the rule keeps, in the order of its `keptNames`; nil until there is something.
  public var kept: [Tensor?]

  public init(_ tensor: Tensor, keeping count: Int) {
    self.tensor = tensor
    kept = [Tensor?](repeating: nil, count: count)
  }

  /// The gradient that backward left, or nil.
  @inline(__always) var gradient: Tensor? {
    guard let node = tensor.node else { return tensor.grad }
    return node.isLeaf ? unsafeDowncast(node, to: AccumulateGrad.self).grad : tensor.grad
  }

  /// Forgets the gradient; its memory, too, unless `toZero`.
  public func clearGradient(toZero: Bool) throws {
    if toZero {
      guard let gradient else { return }
      if gradient.node != nil {
        tensor.grad = Tensor(try NDArray.zeros(shape: gradient.shape, gradient.dtype))
      } else {
        gradient.bumpVersion()
        try gradient.data.fill(.float(0))
      }
    } else if let node = tensor.node, node.isLeaf {
      unsafeDowncast(node, to: AccumulateGrad.self).grad = nil
    } else {
      tensor.grad = nil
    }
  }

  /// Makes room for what the rule keeps: zeros, in the parameter's shape.
  @inline(__always) func keep(_ index: Int) throws {
    guard kept[index] == nil else { return }
    kept[index] = Tensor(try NDArray.zeros(shape: tensor.shape, tensor.dtype))
  }
}

/// How an optimiser changes one parameter by its gradient.
public protocol OptimiserRule {
  /// PyTorch's names of what is kept for each parameter.
  static var keptNames: [String] { get }
  /// Prepares what is kept, counts the step, and changes the parameter's memory.
  func step(_ parameter: OptimisedParameter, _ gradient: Tensor) throws
}

extension OptimiserRule {
  /// One step of every parameter that has a gradient.
  public func step(_ parameters: [OptimisedParameter]) throws {
    for parameter in parameters {
      if let gradient = parameter.gradient { try step(parameter, gradient) }
    }
  }
}

/// The memory that one step works on, all of it dense and of one element type.
struct StepMemory {
  let parameter: UnsafeMutableRawPointer
  let gradient: UnsafeRawPointer
  let count: Int
  let isDouble: Bool
  private let kept: [Tensor?]

  private init(_ p: UnsafeMutableRawPointer, _ g: UnsafeRawPointer, _ count: Int, isDouble: Bool, _ kept: [Tensor?]) {
    parameter = p
    gradient = g
    self.count = count
    self.isDouble = isDouble
    self.kept = kept
  }

  @inline(__always) func floats() -> UnsafeMutablePointer<Float> { parameter.assumingMemoryBound(to: Float.self) }
  @inline(__always) func doubles() -> UnsafeMutablePointer<Double> { parameter.assumingMemoryBound(to: Double.self) }
  @inline(__always) func gradientFloats() -> UnsafePointer<Float> { gradient.assumingMemoryBound(to: Float.self) }
  @inline(__always) func gradientDoubles() -> UnsafePointer<Double> { gradient.assumingMemoryBound(to: Double.self) }
  @inline(__always) func kept<T>(_ index: Int, _: T.Type) -> UnsafeMutablePointer<T>? {
    kept[index]?.data.pointer(T.self)
  }

  /// Runs `body` on the parameter's own memory, or on a dense copy that is written back.
  @inline(__always) static func with(
    _ parameter: OptimisedParameter, _ gradient: Tensor, _ body: (StepMemory) -> Void
  ) throws {
    let tensor = parameter.tensor
    if tensor.data.storage == nil { try tensor.materialize() }
    tensor.bumpVersion()
    let data = tensor.data
    let isPlain = data.dtype == .float32 || data.dtype == .float64
    if isPlain, data.layout.isContiguous, gradient.data.dtype == data.dtype, gradient.data.layout.isContiguous,
      let storage = data.storage
    {
      let base = storage.base + data.offset * data.dtype.size
      gradient.data.withBase {
        body(StepMemory(base, $0, data.layout.count, isDouble: data.dtype == .float64, parameter.kept))
      }
    } else {
      try withCopy(parameter, gradient, body)
    }
  }

  private static func withCopy(
    _ parameter: OptimisedParameter, _ gradient: Tensor, _ body: (StepMemory) -> Void
  ) throws {
    let data = parameter.tensor.data
    let type: DType = data.dtype == .float64 ? .float64 : .float32
    let copy = try data.converted(to: type).copied().inMemory()
    let dense = try gradient.data.converted(to: type).contiguous()
    for kept in parameter.kept { if let kept { kept.data = try kept.data.converted(to: type) } }
    guard let storage = copy.storage else { return }
    dense.withBase {
      body(StepMemory(storage.base, $0, data.layout.count, isDouble: type == .float64, parameter.kept))
    }
    data.assign(try copy.converted(to: data.dtype))
  }
}
