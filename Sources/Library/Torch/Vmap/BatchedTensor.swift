import Autograd
import Machine
import NDArray
import Ops

/// One run of a function over a batch.
final class BatchFrame {
  /// Where it stands among the transforms in progress, the outermost being 1.
  let number: Int
  /// How many tensors the batch has.
  let size: Int
  let randomness: Randomness

  enum Randomness: String { case error, different, same }

  init(number: Int, size: Int, randomness: Randomness) {
    self.number = number
    self.size = size
    self.randomness = randomness
  }
}

/// A tensor in a function that runs over a batch: one dimension less, for the function, than what it holds.
final class BatchedTensor {
  /// All of the batch: a tensor, or a batched tensor of an outer run.
  let whole: Value
  /// The dimension of `whole` along which the batch lies.
  let dim: Int
  let frame: BatchFrame
  /// Whether this is one tensor, stretched over the batch.
  let isStretched: Bool
  /// What a person has set on it.
  var attributes: InstanceObject?

  init(_ whole: Value, dim: Int = 0, of frame: BatchFrame, isStretched: Bool = false) {
    self.whole = whole
    self.dim = dim
    self.frame = frame
    self.isStretched = isStretched
  }

  /// The whole with the batch as its first dimension.
  var front: Value {
    get throws { dim == 0 ? whole : try Batching.moved(whole, from: dim, to: 0) }
  }

  /// One tensor of the batch; zeros where the batch is empty.
  func slice(_ index: Int) throws -> Value {
    if let tensor = whole.asTensor {
      guard frame.size > 0 else {
        return .native(Tensor(try NDArray.zeros(shape: Batching.shape(.native(self)), tensor.dtype)))
      }
      return .native(try Shapes.selectChecked(tensor, dim, index))
    }
    return try Batching.method(front, "select", [.int(0), .int(index)])
  }

  /// The tensor that holds the numbers.
  var memory: Tensor? { whole.asTensor ?? Batching.batched(whole)?.memory }

  /// The same with another tensor of the same shape for the numbers.
  func over(_ body: (Tensor) throws -> Tensor) rethrows -> BatchedTensor {
    if let tensor = whole.asTensor { return BatchedTensor(.native(try body(tensor)), dim: dim, of: frame) }
    guard let inner = Batching.batched(whole) else { return self }
    return BatchedTensor(.native(try inner.over(body)), dim: dim, of: frame)
  }
}
