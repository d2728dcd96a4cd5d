public import NDArray

/// A value kept for a derivative, with the version it had.
///
/// An input is kept as the tensor it was. A result is kept without its node, because the node is the one
/// that keeps it.
public struct Saved {
  @usableFromInline var tensor: Tensor?
  @usableFromInline var result: NDArray?
  @usableFromInline let version: UInt32

  @inlinable public init(input: Tensor) {
    tensor = input
    version = input.version
    if input.isInference { Saved.noteInference() }
  }

  /// Set when a tensor made in inference mode was kept, or a view without a history was met, which whoever asked for the
  /// operation is told by `check`.
  nonisolated(unsafe) public static var isInDoubt = false
  nonisolated(unsafe) private static var metInference = false
  /// Lives on where an operation recorded it.
  nonisolated(unsafe) private static weak var stale: StaleView?

  public static func noteInference() {
    isInDoubt = true
    metInference = true
  }

  static func note(_ view: StaleView) {
    isInDoubt = true
    stale = view
  }

  /// - Throws: PyTorch's `RuntimeError` when the operation that just ran kept a tensor made in inference mode, or goes on
  ///   from a view that has no history any more.
  @inlinable public static func check() throws {
    if isInDoubt { try resolveDoubt() }
  }

  @usableFromInline static func resolveDoubt() throws {
    isInDoubt = false
    if let stale {
      self.stale = nil
      throw stale.error
    }
    guard metInference else { return }
    metInference = false
    throw EngineError.runtime(
      "Inference tensors cannot be saved for backward. Please do not use Tensors created in inference mode in computation "
        + "tracked by autograd. To work around this, you can make a clone to get a normal tensor and use it in autograd, or "
        + "use `torch.no_grad()` instead of `torch.inference_mode()`.")
  }

  /// - Parameter output: A result of the node that keeps it.
  @inlinable public init(output: Tensor) {
    result = output.data
    version = output.version
  }

  @inlinable public var isEmpty: Bool { tensor == nil && result == nil }

  @inlinable public mutating func release() {
    tensor = nil
    result = nil
  }

  public mutating func unlink(into objects: inout [AnyObject]) {
    if let tensor, let node = tensor.node, !node.isLeaf { objects.append(tensor) }
    release()
  }

  /// The value for use in a derivative.
  ///
  /// - Parameter owner: The node that keeps it.
  /// - Throws: PyTorch's `RuntimeError` when it was let go of, or changed in place since.
  @inlinable public func unpacked(by owner: Node) throws -> Tensor {
    if let tensor {
      guard tensor.version == version else { throw Saved.modified(tensor, was: version) }
      return tensor
    }
    guard let result else { throw Saved.releasedError }
    guard result.storage == nil || result.storage?.version == version else {
      throw Saved.modified(result, by: owner, was: version)
    }
    return Tensor(result, node: owner)
  }

  /// As `unpacked`, without history: for derivatives that are not themselves recorded.
  @inlinable public func values(by owner: Node) throws -> NDArray {
    if let tensor {
      guard tensor.version == version else { throw Saved.modified(tensor, was: version) }
      return tensor.data
    }
    guard let result else { throw Saved.releasedError }
    guard result.storage == nil || result.storage?.version == version else {
      throw Saved.modified(result, by: owner, was: version)
    }
    return result
  }

  public static var releasedError: EngineError {
    .runtime(
      "Trying to backward through the graph a second time (or directly access saved tensors after they have already "
        + "been freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). "
        + "Specify retain_graph=True if you need to backward through the graph a second time or if you need to access "
        + "saved tensors after calling backward.")
  }

  public static func modified(_ tensor: Tensor, was version: UInt32) -> EngineError {
    modified(
      tensor.data,
      maker: tensor.gradFn.map { ", which is output \(tensor.slot) of \(Saved.operationName($0.name))," } ?? "",
      now: tensor.version, was: version)
  }

  public static func modified(_ values: NDArray, by owner: Node, was version: UInt32) -> EngineError {
    modified(
      values, maker: ", which is output 0 of \(operationName(owner.name)),", now: values.storage?.version ?? 0,
      was: version)
  }

  private static func modified(_ values: NDArray, maker: String, now: UInt32, was: UInt32) -> EngineError {
    .runtime(
      "one of the variables needed for gradient computation has been modified by an inplace operation: "
        + "[\(values.dtype.tensorTypeName) \(Layout.text(values.shape))]\(maker) is at version \(now); "
        + "expected version \(was) instead. Hint: "
        + (AnomalyMode.isEnabled
          ? "the backtrace further above shows the operation that failed to compute its gradient. The variable in question "
            + "was changed in there or anywhere later. Good luck!"
          : "enable anomaly detection to find the operation that failed to compute its gradient, with "
            + "torch.autograd.set_detect_anomaly(True, check_nan=False)."))
  }

  /// `MulBackward0` → `Mul`
  static func operationName(_ name: String) -> String {
    if ["CopySlices", "CopyBackwards"].contains(name) { return "torch::autograd::\(name)" }
    var stem = name[...]
    while let last = stem.last, last.isNumber { stem = stem.dropLast() }
    guard stem.hasSuffix("Backward") else { return name }
    let number = name.dropFirst(stem.count)
    return String(stem.dropLast("Backward".count) + (number == "0" ? "" : number))
  }
}
