import NDArray

/// The shape of `x[…]`.
enum IndexRules {
  /// What stands between two commas.
  enum Part {
    case index(Int)
    /// From, up to (`Int.max` is the end), step (nil is 1).
    case slice(Int?, Int?, Int?)
    /// `None`
    case new
    /// `...`
    case rest
    /// Whole numbers in a tensor of this shape.
    case tensor([Int])
    case unknown
  }

  static func result(of tensor: TensorGuess, _ parts: [Part]) throws -> Guess {
    var taken = 0
    var rests = 0
    var tensors: [[Int]] = []
    for part in parts {
      switch part {
      case .index, .slice: taken += 1
      case .tensor(let shape):
        taken += 1
        tensors.append(shape)
      case .rest: rests += 1
      case .new: break
      case .unknown: return .unknown
      }
    }
    guard taken <= tensor.rank else {
      throw ShapeFault("\(taken) indices into \(ShapeText.of(tensor.shape)), which has \(tensor.rank)")
    }
    // Several tensors meet, and where their place is depends on more than their shapes.
    guard tensors.count <= 1, rests <= 1 else { return .unknown }
    var shape: [Int] = []
    var dim = 0
    for part in parts {
      switch part {
      case .index(let at):
        let size = tensor.shape[dim]
        guard (-size..<size).contains(at) else { throw ShapeFault("index \(at) into a size of \(size)") }
        dim += 1
      case .slice(let low, let high, let step):
        shape.append(length(tensor.shape[dim], low ?? 0, high ?? .max, step ?? 1))
        dim += 1
      case .new: shape.append(1)
      case .rest:
        let count = tensor.rank - taken
        shape += tensor.shape[dim..<dim + count]
        dim += count
      case .tensor(let index):
        shape += index
        dim += 1
      case .unknown: return .unknown
      }
    }
    shape += tensor.shape[dim...]
    return .tensor(shape, tensor.dtype)
  }

  private static func length(_ size: Int, _ low: Int, _ high: Int, _ step: Int) -> Int {
    guard step > 0 else { return 0 }
    let from = min(max(low < 0 ? low + size : low, 0), size)
    let to = high == .max ? size : min(max(high < 0 ? high + size : high, 0), size)
    return to > from ? (to - from + step - 1) / step : 0
  }
}
