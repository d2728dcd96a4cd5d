public import NDArray

/// Stands for the history of a view that has none any more: its memory was changed, and it may not be read anew.
public final class StaleView: Node {
  /// PyTorch's `RuntimeError` for reading such a view's history.
  public let error: EngineError

  init(_ view: Tensor.ViewInfo, _ maker: Node?, _ slot: Int32) {
    error = view.refusal("its base or another view of its base has been", maker, slot)
    super.init(inputCount: 0)
  }

  public override var name: String { "Invalid" }

  public override func backward(_ gradient: Tensor, _ walk: GradientWalk) throws { throw error }
}

extension Tensor {
  /// PyTorch's `RuntimeError` for changing a view in place that may not be changed; nil for others.
  public var viewRefusal: EngineError? {
    guard let view, view.creation != .plain else { return nil }
    return view.refusal("is being", storedNode, slot)
  }
}

extension Tensor.ViewInfo {
  fileprivate func refusal(_ changed: String, _ maker: Node?, _ slot: Int32) -> EngineError {
    let recorded = maker.flatMap { $0.isLeaf || $0 is StaleView ? nil : $0 }
    let output = recorded.map { "Output \(slot) of \(Saved.operationName($0.name)) is a view" }
    switch creation {
    case .inference:
      return .runtime(
        (output.map { $0 + " of a view which was created in" } ?? "A view was created in")
          + " inference mode and \(changed) modified inplace in normal mode.\(advice)")
    case .plain, .several, .unrecorded, .function:
      if let output, creation != .unrecorded { return .runtime("\(output) and \(changed) modified inplace.\(advice)") }
      return .runtime(
        (output.map { $0 + " of a view which was created in" } ?? "A view was created in")
          + " no_grad mode and \(changed) modified inplace with grad mode enabled.\(advice)")
    }
  }

  private var advice: String {
    switch creation {
    case .plain: return ""
    case .function:
      return
        " This view was created inside a custom Function (or because an input was returned as-is) and the autograd logic "
        + "to handle view+inplace would override the custom backward associated with the custom Function, leading to "
        + "incorrect gradients. This behavior is forbidden. You can fix this by cloning the output of the custom Function."
    case .several:
      return
        " This view is the output of a function that returns multiple views. Such functions do not allow the output "
        + "views to be modified inplace. You should replace the inplace operation by an out-of-place one."
    case .unrecorded, .inference:
      let mode = creation == .inference ? "inference_mode" : "no_grad"
      return
        " Given that this use case is ambiguous and error-prone, it is forbidden. You can clarify your code by moving both "
        + "the view and the inplace either both inside the \(mode) block (if you don't want the inplace to be tracked) or "
        + "both outside (if you want the inplace to be tracked)."
    }
  }
}
