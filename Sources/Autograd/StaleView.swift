public import NDArray

/// Stands for the history of a view that has none any more: its memory was changed, and it may not be read anew.
public final class StaleView: Node {
  let view: Tensor.ViewInfo
  let slot: Int32

  init(_ view: Tensor.ViewInfo, _ slot: Int32) {
    self.view = view
    self.slot = slot
    super.init(inputCount: 0)
  }

  public override var name: String { "Invalid" }

  /// PyTorch's `RuntimeError` for reading such a view's history.
  public var error: EngineError {
    .runtime("\(view.opening(slot)) its base or another view of its base has been modified inplace\(view.ending)")
  }

  public override func backward(_ gradient: Tensor, _ walk: GradientWalk) throws { throw error }
}

extension Tensor.ViewInfo {
  /// PyTorch's `RuntimeError` for changing in place a view that may not be changed.
  public func refusal(_ slot: Int32) -> EngineError {
    .runtime("\(opening(slot)) is being modified inplace\(ending)")
  }

  fileprivate func opening(_ slot: Int32) -> String {
    if madeUnrecorded { return "A view was created in \(madeInInference ? "inference" : "no_grad") mode and" }
    return "Output \(slot) of \(maker) is a view and"
  }

  fileprivate var ending: String {
    if isFromFunction {
      return
        ". This view was created inside a custom Function (or because an input was returned as-is) and the autograd logic "
        + "to handle view+inplace would override the custom backward associated with the custom Function, leading to incorrect "
        + "gradients. This behavior is forbidden. You can fix this by cloning the output of the custom Function."
    }
    guard madeUnrecorded else {
      return
        ". This view is the output of a function that returns multiple views. Such functions do not allow the output "
        + "views to be modified inplace. You should replace the inplace operation by an out-of-place one."
    }
    let mode = madeInInference ? "inference_mode" : "no_grad"
    return
      " \(madeInInference ? "in normal mode" : "with grad mode enabled"). Given that this use case is ambiguous and "
      + "error-prone, it is forbidden. You can clarify your code by moving both the view and the inplace either both inside "
      + "the \(mode) block (if you don't want the inplace to be tracked) or both outside (if you want the inplace to be "
      + "tracked)."
  }
}
