/// The last one, two or three dimensions of arrays of one shape mixed anew: pictures by rows and columns, then bodies by
/// their slices.
public struct SpatialMixing {
  private let pictures: Mixing
  private let slices: Mixing?
  private let dims: Int
  private let shape: [Int]
  /// Rows and columns of the result.
  private let size: [Int]
  private let depth: Int

  /// - Parameters:
  ///   - pictures: One dimension is mixed as the columns of pictures one row high.
  ///   - depth: The source slices of each slice of the result, where there are three dimensions.
  ///   - depthWeights: What each of them counts; nil where each slice has one source.
  public init(pictures: Mixing, depth: [Int]?, depthWeights: [Double]? = nil, dims: Int, shape: [Int]) {
    self.pictures = pictures
    self.dims = dims
    self.shape = shape
    let taps = pictures.taps
    size = [pictures.rows.count / taps, pictures.columns.count / taps]
    let area = size.reduce(1, *)
    self.depth = (depth?.count ?? 0) / (depthWeights == nil ? 1 : taps)
    slices = depth.map { depth in
      // All the weight is on the first of the columns.
      guard let depthWeights, taps > 1 else { return Mixing(rows: depth, columns: Array(0..<area)) }
      return Mixing(
        taps: taps, rows: depth, columns: (0..<area).flatMap { [Int](repeating: $0, count: taps) },
        rowWeights: depthWeights,
        columnWeights: (0..<area).flatMap { _ in [1] + [Double](repeating: 0, count: taps - 1) })
    }
  }

  private var before: [Int] { Array(shape.dropLast(dims)) }
  private var lifted: [Int] {
    dims == 1 ? before + [1, shape[shape.count - 1]] : shape
  }

  public func mixed(_ x: NDArray) throws -> NDArray {
    let flat = try pictures.mixed(x.contiguous().inMemory().reshaped(lifted))
    guard let slices else { return try flat.reshaped(before + (dims == 1 ? [size[1]] : size)) }
    let body = try flat.reshaped(before + [shape[shape.count - 3], size[0] * size[1]])
    return try slices.mixed(body).reshaped(before + [depth] + size)
  }

  /// The gradient of what was mixed, given that of the result.
  public func unmixed(_ g: NDArray) throws -> NDArray {
    var flat = try g.contiguous().inMemory()
    if let slices {
      let thick = shape[shape.count - 3]
      flat = try slices.unmixed(
        flat.reshaped(before + [depth, size[0] * size[1]]), shape: before + [thick, size[0] * size[1]])
      flat = try flat.reshaped(before + [thick] + size)
    }
    return try pictures.unmixed(flat, shape: lifted).reshaped(shape)
  }
}
