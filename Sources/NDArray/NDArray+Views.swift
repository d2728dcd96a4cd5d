extension NDArray {
  /// A window on the same memory; a value without memory gets its own.
  public func window(_ layout: Layout, offset: Int) -> NDArray {
    var result = self
    try? result.materialize()
    result.layout = layout
    result.offset = offset
    return result
  }

  /// The window with other sizes and steps, from the same first element.
  public func strided(_ shape: [Int], _ strides: [Int], shift: Int = 0) -> NDArray {
    window(.strided(shape, strides, count: shape.reduce(1, *)), offset: offset + shift)
  }

  public func expanded(to shape: [Int]) -> NDArray {
    strided(shape, Broadcast.strides(layout, to: shape))
  }

  public func transposed(_ a: Int, _ b: Int) -> NDArray {
    var shape = layout.shape
    var strides = layout.strides
    shape.swapAt(a, b)
    strides.swapAt(a, b)
    return strided(shape, strides)
  }

  public func permuted(_ order: [Int]) -> NDArray {
    strided(order.map { layout.shape[$0] }, order.map { layout.strides[$0] })
  }

  /// One index of a dimension, which goes away. The index lies within the dimension.
  public func selected(_ dim: Int, _ index: Int) -> NDArray {
    var shape = layout.shape
    var strides = layout.strides
    shape.remove(at: dim)
    let step = strides.remove(at: dim)
    return strided(shape, strides, shift: index * step)
  }

  /// Every `step`-th index of a dimension from `start` up to `end`, both within the dimension.
  public func sliced(_ dim: Int, _ start: Int, _ end: Int, _ step: Int = 1) -> NDArray {
    var shape = layout.shape
    var strides = layout.strides
    let shift = start * strides[dim]
    shape[dim] = end > start ? (end - start - 1) / step + 1 : 0
    // A step beyond the end is taken by nobody.
    strides[dim] = strides[dim].times(step)
    return strided(shape, strides, shift: shape[dim] > 0 ? shift : 0)
  }

  public func unsqueezed(_ dim: Int) -> NDArray {
    var shape = layout.shape
    var strides = layout.strides
    let step = dim < shape.count ? shape[dim] * strides[dim] : 1
    shape.insert(1, at: dim)
    strides.insert(step, at: dim)
    return strided(shape, strides)
  }

  public func squeezed(_ dims: [Int]) -> NDArray {
    let kept = shape.indices.filter { !dims.contains($0) || shape[$0] != 1 }
    return strided(kept.map { layout.shape[$0] }, kept.map { layout.strides[$0] })
  }

  /// The steps that show these elements under another shape without copying, if there are any.
  ///
  /// Dimensions that lie in one piece are merged, then cut to the new sizes; a new dimension may not
  /// reach across a gap.
  public func viewStrides(_ target: [Int]) -> [Int]? {
    if count == 0 { return (try? Layout.contiguous(target))?.strides }
    guard let lastSize = shape.last, let lastStride = layout.strides.last else {
      return [Int](repeating: 1, count: target.count)
    }
    var result = [Int](repeating: 1, count: target.count)
    var view = target.count - 1
    var chunkStride = lastStride
    var chunkCount = 1
    var viewCount = 1
    _ = lastSize
    for d in stride(from: rank - 1, through: 0, by: -1) {
      chunkCount *= shape[d]
      let ends = d == 0 || (shape[d - 1] != 1 && layout.strides[d - 1] != chunkCount * chunkStride)
      guard ends else { continue }
      while view >= 0, viewCount < chunkCount || target[view] == 1 {
        result[view] = viewCount * chunkStride
        viewCount *= target[view]
        view -= 1
      }
      guard viewCount == chunkCount else { return nil }
      if d > 0 {
        chunkStride = layout.strides[d - 1]
        chunkCount = 1
        viewCount = 1
      }
    }
    return view == -1 ? result : nil
  }

  /// These elements under another shape of as many elements, without copying where that can be.
  public func reshaped(_ target: [Int]) throws -> NDArray {
    if target == shape { return self }
    if let strides = viewStrides(target) { return try inMemory().strided(target, strides) }
    return try copied().strided(target, Layout.contiguous(target).strides)
  }
}
