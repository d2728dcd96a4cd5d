import Autograd
import Foundation
import NDArray

/// Pictures made smaller with as wide a look at the source as their places are apart.
extension Resampling {
  /// The shape of the weights by which neighbours count.
  enum Smoother: String {
    case bilinear, bicubic, lanczos

    /// How many neighbours count where nothing becomes smaller.
    var width: Double {
      switch self {
      case .bilinear: 2
      case .bicubic: 4
      case .lanczos: 6
      }
    }

    func weight<T: BinaryFloatingPoint>(_ distance: T) -> T {
      let x = distance.magnitude
      switch self {
      case .bilinear: return x < 1 ? 1 - x : 0
      case .bicubic:
        let a: T = -0.5
        if x < 1 { return T(1).addingProduct((-(a + 3)).addingProduct(a + 2, x) * x, x) }
        return x < 2 ? (-4 * a).addingProduct((8 * a).addingProduct((-5 * a).addingProduct(a, x), x), x) : 0
      case .lanczos: return x < 3 ? Self.sinc(x) * Self.sinc(x / T(3)) : 0
      }
    }

    private static func sinc<T: BinaryFloatingPoint>(_ x: T) -> T {
      if x == 0 { return 1 }
      let angle = x * T(Double.pi)
      return T(sin(Double(angle))) / angle
    }

    /// For each place of the result the first source place and the weights from there on, which sum to one.
    func taps<T: BinaryFloatingPoint>(_ size: Int, _ target: Int, step scale: T) -> [(from: Int, weights: [Double])] {
      let support = scale >= 1 ? T(width * 0.5 * Double(scale)) : T(width * 0.5)
      let narrowing = Double(scale >= 1 ? T(1.0) / scale : 1)
      let most = Int(support.rounded(.up)) * 2 + 1
      return (0..<target).map { place in
        let center = T(Double(scale) * (Double(place) + 0.5))
        let from = max(Int(Double(center - support) + 0.5), 0)
        let count = min(max(min(Int(Double(center + support) + 0.5), size) - from, 0), most)
        let weights = (0..<count).map { (tap: Int) -> T in
          let distance = Double(T(tap + from) - center) + 0.5
          return weight(T(distance * narrowing))
        }
        let total = weights.reduce(0, +)
        return (from, weights.map { Double(total == 0 ? $0 : $0 / total) })
      }
    }
  }

  /// Pictures resized by two dimensions, with a gradient.
  static func smoothed(
    _ x: Tensor, _ target: [Int], _ factors: [Double]?, _ mode: String, _ align: Bool
  ) throws -> Tensor {
    let name = "Upsample\(mode.prefix(1).uppercased() + mode.dropFirst())2DAaBackward0"
    let sizes = Array(x.shape.dropFirst(2))
    guard let smoother = Smoother(rawValue: mode), sizes == target || isWide(x.dtype) else {
      throw EngineError(
        .notImplementedError, "\"compute_index_ranges_weights\" not implemented for '\(x.dtype.scalarTypeName)'")
    }
    let axes = zip(zip(sizes, target), factors.map { $0.map(Optional.some) } ?? [nil, nil]).map { sizes, factor in
      let step = step(sizes.0, sizes.1, factor, align)
      return Smoothing(
        size: sizes.0,
        taps: x.dtype == .float64
          ? smoother.taps(sizes.0, sizes.1, step: step) : smoother.taps(sizes.0, sizes.1, step: Float(step)))
    }
    return try Recording.linear(
      name, x, { sizes == target ? try $0.copied() : try Smoothing.smoothed($0, rows: axes[0], columns: axes[1]) }
    ) { g in
      guard isWide(g.dtype) else {
        throw EngineError(
          .notImplementedError,
          "\"upsample_\(mode)2d_aa_backward_cpu\" not implemented for '\(g.dtype.scalarTypeName)'")
      }
      return try Smoothing.unsmoothed(g, rows: axes[0], columns: axes[1])
    }
  }

  private static func isWide(_ dtype: DType) -> Bool { dtype == .float32 || dtype == .float64 }

  /// Pictures of bytes, whose weights PyTorch makes whole numbers; nil for the modes that only move elements.
  static func bytes(
    _ x: Tensor, _ target: [Int], _ factors: [Double]?, _ mode: String, _ align: Bool, antialias: Bool
  ) throws -> Tensor? {
    guard x.dtype == .uint8, x.rank == 4, let smoother = Smoother(rawValue: mode) else { return nil }
    let sizes = Array(x.shape.dropFirst(2))
    if sizes == target { return Tensor(try x.data.copied()) }
    let axes = sizes.indices.map { d in
      let step = step(sizes[d], target[d], factors?[d], align)
      return Smoothing(
        size: sizes[d],
        taps: antialias
          ? smoother.taps(sizes[d], target[d], step: step)
          : nearest(smoother, sizes[d], target[d], step: step, align))
    }
    return Tensor(try Smoothing.smoothedBytes(x.data, rows: axes[0], columns: axes[1]))
  }

  /// Two or four neighbours of each place; what lies beyond the edge counts for the edge.
  private static func nearest(
    _ smoother: Smoother, _ size: Int, _ target: Int, step: Double, _ align: Bool
  ) -> [(from: Int, weights: [Double])] {
    (0..<target).map { place in
      let at = align ? step * Double(place) : step * (Double(place) + 0.5) - 0.5
      let start = Int(at.rounded(.down))
      let rest = at - Double(start)
      let (first, each) = smoother == .bilinear ? (start, [1 - rest, rest]) : (start - 1, cubic(rest))
      let from = min(max(first, 0), size - 1)
      let last = min(max(first + each.count - 1, 0), size - 1)
      var weights = [Double](repeating: 0, count: last - from + 1)
      for (index, weight) in each.enumerated() { weights[min(max(first + index, 0), size - 1) - from] += weight }
      return (from, weights)
    }
  }
}
