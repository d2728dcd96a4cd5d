public import Autograd
import NDArray
import Ops

/// Steps of recurrent layers: what a hidden state becomes.
public enum Recurrent {
  /// What a step computes.
  public enum Kind: String, Sendable {
    case tanh = "RNN_TANH"
    case relu = "RNN_RELU"
    case lstm = "LSTM"
    case gru = "GRU"

    /// How many rows the weights have for each hidden unit.
    public var gates: Int {
      switch self {
      case .tanh, .relu: 1
      case .lstm: 4
      case .gru: 3
      }
    }
  }

  /// The weights of one direction of one layer.
  public struct Weights {
    let input: Tensor
    let hidden: Tensor
    let inputBias: Tensor?
    let hiddenBias: Tensor?

    public init(_ input: Tensor, _ hidden: Tensor, _ inputBias: Tensor?, _ hiddenBias: Tensor?) {
      self.input = input
      self.hidden = hidden
      self.inputBias = inputBias
      self.hiddenBias = hiddenBias
    }
  }

  /// One step.
  ///
  /// - Parameters:
  ///   - fromInput: The input times its weights, with its bias.
  ///   - cell: The cell state of an LSTM.
  public static func step(
    _ kind: Kind, _ fromInput: Tensor, _ hidden: Tensor, _ cell: Tensor?, _ weights: Weights
  ) throws -> (hidden: Tensor, cell: Tensor?) {
    let fromHidden = try Linear.of(hidden, weights.hidden, weights.hiddenBias)
    switch kind {
    case .tanh: return (try Tanh.of(fromHidden + fromInput), nil)
    case .relu: return (try Relu.of(fromHidden + fromInput), nil)
    case .lstm:
      guard let cell else { return (hidden, nil) }
      let sum = try fromInput + fromHidden
      let parts = try Shapes.chunk(sum, 4, sum.rank - 1)
      let kept = try Sigmoid.of(parts[1]) * cell
      let new = try kept + Sigmoid.of(parts[0]) * Tanh.of(parts[2])
      return (try Sigmoid.of(parts[3]) * Tanh.of(new), new)
    case .gru:
      let a = try Shapes.chunk(fromInput, 3, fromInput.rank - 1)
      let b = try Shapes.chunk(fromHidden, 3, fromHidden.rank - 1)
      let reset = try Sigmoid.of(b[0] + a[0])
      let update = try Sigmoid.of(b[1] + a[1])
      let new = try Tanh.of(a[2] + b[2] * reset)
      return (try (hidden - new) * update + new, nil)
    }
  }

  /// The input of every step times its weights.
  public static func projected(_ x: Tensor, _ weights: Weights) throws -> Tensor {
    try Linear.of(x, weights.input, weights.inputBias)
  }

  /// A whole direction of a layer over `[time, batch, features]`.
  public static func run(
    _ kind: Kind, _ x: Tensor, _ hidden: Tensor, _ cell: Tensor?, _ weights: Weights, isReversed: Bool
  ) throws -> (outputs: Tensor, hidden: Tensor, cell: Tensor?) {
    let steps = try Shapes.unbind(projected(x, weights), 0)
    var state = (hidden: hidden, cell: cell)
    var outputs: [Tensor] = []
    for input in isReversed ? steps.reversed() : steps {
      state = try step(kind, input, state.hidden, state.cell, weights)
      outputs.append(state.hidden)
    }
    return (try Joining.stack(isReversed ? outputs.reversed() : outputs, 0), state.hidden, state.cell)
  }

  /// A tensor under the node that PyTorch's fused kernel makes.
  public static func fused(_ x: Tensor) -> Tensor {
    Recording.record("MkldnnRnnLayerBackward0", [x], x.data) { [$0.gradient] }
  }
}
