public import Autograd
import NDArray

extension Shapes {
  /// Several views made by one call, with one node.
  ///
  /// - Parameter derivative: The gradient of `x`, given those of the views, nil where none came.
  static func views(
    _ name: String, _ x: Tensor, _ windows: (NDArray) throws -> [NDArray],
    derivative: @escaping ([Tensor?]) throws -> Tensor
  ) throws -> [Tensor] {
    try x.materialize()
    let results = try windows(x.data).map { Tensor($0) }
    for result in results { share(result, with: x, several: true) }
    guard x.node != nil, GradMode.isEnabled, x.dtype.isFloatingPoint else { return results }
    let node = SeveralResultsNode(name, inputs: [x], results: results.count, kept: []) { gradients, _ in
      [try derivative(gradients)]
    }
    for (index, result) in results.enumerated() {
      result.node = node
      result.slot = Int32(index)
    }
    return results
  }

  /// Pieces of given sizes along a dimension.
  static func pieces(_ name: String, _ x: Tensor, _ sizes: [Int], _ dim: Int) throws -> [Tensor] {
    let shape = x.shape
    return try views(
      name, x,
      { data in
        var start = 0
        return sizes.map { size in
          defer { start += size }
          return data.sliced(dim, start, start + size)
        }
      }
    ) { gradients in
      try Joining.joined(
        filled(gradients) { index in
          var part = shape
          part[dim] = sizes[index]
          return part
        }, dim)
    }
  }

  /// Gradients with zeros where none came.
  private static func filled(_ gradients: [Tensor?], _ shape: (Int) -> [Int]) throws -> [Tensor] {
    let dtype = gradients.lazy.compactMap { $0?.dtype }.first ?? DefaultDType.current
    return try gradients.enumerated().map { index, gradient in
      try gradient ?? Tensor(NDArray.filled(shape: shape(index), .int(0), dtype))
    }
  }

  public static func split(_ x: Tensor, _ size: Int, _ dim: Int) throws -> [Tensor] {
    guard x.rank > 0 else { throw EngineError.runtime("split expects at least a 1-dimensional tensor") }
    guard size >= 0 else {
      throw EngineError.runtime("split expects split_size be non-negative, but got split_size=\(size)")
    }
    let d = try Dims.resolve(dim, x.rank)
    let length = x.shape[d]
    guard size > 0 || length == 0 else {
      throw EngineError.runtime("split_size can only be 0 if dimension size is 0, but got dimension size of \(length)")
    }
    var sizes: [Int] = []
    var left = length
    repeat {
      sizes.append(min(size, left))
      left -= size
    } while left > 0 && size > 0
    return try pieces("SplitBackward0", x, sizes, d)
  }

  public static func split(_ x: Tensor, sections: [Int], _ dim: Int) throws -> [Tensor] {
    guard x.rank > 0 else { throw EngineError.runtime("split expects at least a 1-dimensional tensor") }
    let d = try Dims.resolve(dim, x.rank)
    let length = x.shape[d]
    guard sections.allSatisfy({ $0 >= 0 }) else {
      throw EngineError.runtime(
        "split_with_sizes expects split_sizes have only non-negative entries, but got split_sizes=\(Layout.text(sections))"
      )
    }
    guard sections.reduce(0, { $0 &+ $1 }) == length else {
      throw EngineError.runtime(
        "split_with_sizes expects split_sizes to sum exactly to \(length) (input tensor's size at dimension \(dim)), but got "
          + "split_sizes=\(Layout.text(sections))")
    }
    return try pieces("SplitWithSizesBackward0", x, sections, d)
  }

  public static func chunk(_ x: Tensor, _ chunks: Int, _ dim: Int) throws -> [Tensor] {
    guard x.rank > 0 else { throw EngineError.runtime("chunk expects at least a 1-dimensional tensor") }
    guard chunks > 0 else {
      throw EngineError.runtime("chunk expects `chunks` to be greater than 0, got: \(chunks)")
    }
    let d = try Dims.resolve(dim, x.rank)
    let length = x.shape[d]
    guard length > 0 else {
      return try pieces("SplitWithSizesBackward0", x, [Int](repeating: 0, count: min(chunks, 1 << 20)), d)
    }
    return try split(x, length / chunks + (length % chunks == 0 ? 0 : 1), d)
  }

  public static func unbind(_ x: Tensor, _ dim: Int) throws -> [Tensor] {
    guard x.rank > 0 else {
      throw EngineError(
        .indexError, "Dimension specified as \(try Dims.resolve(dim, 0)) but tensor has no dimensions")
    }
    let d = try Dims.resolve(dim, x.rank)
    var part = x.shape
    let length = part.remove(at: d)
    return try views("UnbindBackward0", x, { data in (0..<length).map { data.selected(d, $0) } }) { gradients in
      try Joining.stack(filled(gradients) { _ in part }, d)
    }
  }

  /// About what a tensor takes that is a window on another, with the node of its derivative.
  static let bytesOfWindow = 1024

  /// Pieces as equal as can be, the first ones one longer.
  public static func tensorSplit(_ x: Tensor, _ sections: Int, _ dim: Int) throws -> [Tensor] {
    guard x.rank > 0 else {
      throw EngineError.runtime("tensor_split expected at least a 1-dimensional tensor, but got a tensor with 0 dims")
    }
    let d = try Dims.resolve(dim, x.rank)
    guard sections > 0 else {
      throw EngineError.runtime("number of sections must be larger than 0, got \(sections)")
    }
    let length = x.shape[d]
    var start = 0
    try Storage.check(elements: sections, ofSize: bytesOfWindow)
    return try (0..<sections).map { index in
      let end = start + length / sections + (index < length % sections ? 1 : 0)
      defer { start = end }
      return try slice(x, d, start, end, 1)
    }
  }

  public static func tensorSplit(_ x: Tensor, at indices: [Int], _ dim: Int) throws -> [Tensor] {
    guard x.rank > 0 else {
      throw EngineError.runtime("tensor_split expected at least a 1-dimensional tensor, but got a tensor with 0 dims")
    }
    let d = try Dims.resolve(dim, x.rank)
    let length = x.shape[d]
    var start = 0
    return try (indices + [length]).map { index in
      let end = min(max(index < 0 ? index + length : index, 0), length)
      defer { start = end }
      return try slice(x, d, min(start, length), max(end, min(start, length)), 1)
    }
  }

  // MARK: One view

  /// A window that takes only some of the elements; the others get no gradient.
  static func part(_ name: String, _ x: Tensor, _ window: @escaping (NDArray) throws -> NDArray) throws -> Tensor {
    let shape = x.shape
    return try view(name, x, window) { g in
      try embedded(g, in: shape) { try part(name, $0, window) }
    }
  }

  public static func diagonal(_ x: Tensor, _ offset: Int, _ dim1: Int, _ dim2: Int, name: String = "DiagonalBackward0")
    throws
    -> Tensor
  {
    let a = try Dims.resolve(dim1, x.rank)
    let b = try Dims.resolve(dim2, x.rank)
    guard a != b else {
      throw EngineError.runtime("diagonal dimensions cannot be identical \(dim1), \(dim2)")
    }
    return try part(name, x) { $0.diagonal(offset, a, b) }
  }

  public static func narrow(_ x: Tensor, _ dim: Int, _ start: Int, _ length: Int) throws -> Tensor {
    guard x.rank > 0 else { throw EngineError.runtime("narrow() cannot be applied to a 0-dim tensor.") }
    guard length >= 0 else { throw EngineError.runtime("narrow(): length must be non-negative.") }
    let d = try Dims.resolve(dim, x.rank)
    let size = x.shape[d]
    guard start >= -size, start <= size else {
      throw EngineError(
        .indexError, "start out of range (expected to be in range of [\(-size), \(size)], but got \(start))")
    }
    let first = start < 0 ? start + size : start
    guard first <= size - length else {
      throw EngineError.runtime("start (\(first)) + length (\(length)) exceeds dimension size (\(size)).")
    }
    return try slice(x, d, first, first + length, 1)
  }

  /// `x.select(dim, index)` with its own words for what is out of range.
  public static func selectChecked(_ x: Tensor, _ dim: Int, _ index: Int) throws -> Tensor {
    guard x.rank > 0 else { throw EngineError(.indexError, "select() cannot be applied to a 0-dim tensor.") }
    let d = try Dims.resolve(dim, x.rank)
    let size = x.shape[d]
    guard index >= -size, index < size else {
      throw EngineError(
        .indexError,
        "select(): index \(index) out of range for tensor of size \(Layout.text(x.shape)) at dimension \(d)")
    }
    return try select(x, d, index < 0 ? index + size : index)
  }

  public static func flatten(_ x: Tensor, _ start: Int, _ end: Int) throws -> Tensor {
    let a = try Dims.resolve(start, x.rank)
    let b = try Dims.resolve(end, x.rank)
    guard a <= b else {
      throw EngineError.runtime("flatten() has invalid args: start_dim cannot come after end_dim")
    }
    if x.rank == 0 { return try reshape(x, [1]) }
    if a == b { return x }
    let shape = x.shape
    return try reshape(x, Array(shape[..<a]) + [shape[a...b].reduce(1, *)] + Array(shape[(b + 1)...]))
  }

  public static func unflatten(_ x: Tensor, _ dim: Int, _ sizes: [Int]) throws -> Tensor {
    let d = try Dims.resolve(dim, x.rank)
    guard !sizes.isEmpty else { throw EngineError.runtime("unflatten: sizes must be non-empty") }
    let shape = x.shape
    guard d < shape.count else { return try view(x, sizes) }
    guard sizes.filter({ $0 == -1 }).count <= 1 else { throw EngineError.runtime("only one dimension can be inferred") }
    let known = sizes.filter { $0 != -1 }.reduce(1, &*)
    guard sizes.contains(-1) ? known > 0 && shape[d] % known == 0 : known == shape[d] else {
      throw EngineError.runtime(
        "unflatten: Provided sizes \(Layout.text(sizes)) don't multiply up to the size of dim \(d) (\(shape[d])) in the "
          + "input tensor")
    }
    let inner = sizes.map { $0 == -1 ? shape[d] / max(known, 1) : $0 }
    return try view(x, Array(shape[..<d]) + inner + Array(shape[(d + 1)...]))
  }

  public static func movedim(_ x: Tensor, _ source: [Int], _ destination: [Int]) throws -> Tensor {
    guard source.count == destination.count else {
      throw EngineError.runtime(
        "movedim: Invalid source or destination dims: source (\(Layout.text(source)) dims) should contain the same number "
          + "of dims as destination (\(Layout.text(destination)) dims)")
    }
    let from = try source.map { try Dims.resolve($0, x.rank) }
    let to = try destination.map { try Dims.resolve($0, x.rank) }
    guard Set(from).count == from.count else {
      throw EngineError.runtime("movedim: repeated dim in `source` (\(Layout.text(source)))")
    }
    guard Set(to).count == to.count else {
      throw EngineError.runtime("movedim: repeated dim in `destination` (\(Layout.text(destination)))")
    }
    if x.rank == 0 { return try view("AliasBackward0", x, { $0 }) { $0 } }
    var order = [Int](repeating: -1, count: x.rank)
    for (a, b) in zip(from, to) { order[b] = a }
    var rest = (0..<x.rank).filter { !from.contains($0) }.makeIterator()
    for d in order.indices where order[d] < 0 { order[d] = rest.next() ?? 0 }
    return try permute(x, order)
  }

  public static func asStrided(_ x: Tensor, _ size: [Int], _ strides: [Int], _ offset: Int?) throws -> Tensor {
    guard size.count == strides.count else {
      throw EngineError.runtime("mismatch in length of strides and shape")
    }
    let start = offset ?? x.data.offset
    guard start >= 0, strides.allSatisfy({ $0 >= 0 }), size.allSatisfy({ $0 >= 0 }) else {
      throw EngineError.runtime(
        "as_strided: Negative strides are not supported at the moment, got strides: \(Layout.text(strides))")
    }
    guard start < Int.max else {
      throw EngineError.runtime(
        "Storage size calculation overflowed with sizes=\(Layout.text(size)) and strides=\(Layout.text(strides))")
    }
    try x.materialize()
    let held = (x.data.storage?.byteCount ?? 0) / x.dtype.size
    var reach = start + 1
    for (n, step) in zip(size, strides) where n > 0 {
      let (span, overflow) = (n - 1).multipliedReportingOverflow(by: step)
      let (next, more) = reach.addingReportingOverflow(overflow ? Int.max / 2 : span)
      reach = more ? Int.max : next
    }
    guard size.contains(0) || reach <= held else {
      throw EngineError.runtime(
        "setStorage: sizes \(Layout.text(size)), strides \(Layout.text(strides)), storage offset \(start), and itemsize "
          + "\(x.dtype.size) requiring a storage size of \(reach &* x.dtype.size) are out of bounds for storage of size "
          + "\(held * x.dtype.size)")
    }
    let count = size.reduce(1, *)
    let before = x.data
    return try view("AsStridedBackward0", x, { $0.window(.strided(size, strides, count: count), offset: start) }) { g in
      // Elements that the window shows several times add up.
      let positions = Tensor(try NDArray.arange(count: held, from: .int(0), by: .int(1), .int64))
      let taken = try Tensor(
        positions.data.inMemory().window(.strided(size, strides, count: count), offset: start).copied())
      let whole = Tensor(try NDArray.zeros(shape: [held], g.dtype))
      let flat = try Gathering.scatterAdd(whole, 0, reshape(taken, [-1]), reshape(g, [-1]))
      return try part("AsStridedBackward0", flat) { $0.window(before.layout, offset: before.offset) }
    }
  }

  public static func unfold(_ x: Tensor, _ dim: Int, _ size: Int, _ step: Int) throws -> Tensor {
    let d = try Dims.resolve(dim, x.rank)
    let length = x.rank == 0 ? 1 : x.shape[d]
    guard size <= length else {
      throw EngineError.runtime(
        "maximum size for tensor at dimension \(d) is \(length) but size is \(size)")
    }
    guard size >= 0 else { throw EngineError.runtime("size is \(size) but must be >= 0") }
    guard step > 0 else { throw EngineError.runtime("step is \(step) but must be > 0") }
    let source = x.rank == 0 ? try reshape(x, [1]) : x
    let shape = source.shape
    let windows = (length - size) / step + 1
    return try view(
      "UnfoldBackward0", source,
      { data in
        var sizes = data.shape
        var strides = data.layout.strides
        let one = strides[d]
        sizes[d] = windows
        strides[d] = one * step
        return data.strided(sizes + [size], strides + [one])
      }
    ) { g in
      var whole = Tensor(try NDArray.zeros(shape: shape, g.dtype))
      for k in 0..<size {
        let piece = try select(g, g.rank - 1, k)
        whole = try whole + embedded(piece, in: shape) { try slice($0, d, k, k + (windows - 1) * step + 1, step) }
      }
      return whole
    }
  }
}
