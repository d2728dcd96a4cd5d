internal import CKernels

/// Windows on the last two dimensions of an array: for each place of the result, the rows and columns it looks at.
public struct Tiles {
  public let rows: [Range<Int>]
  public let columns: [Range<Int>]
  public let rowStep: Int
  public let columnStep: Int

  public init(rows: [Range<Int>], columns: [Range<Int>], rowStep: Int = 1, columnStep: Int = 1) {
    self.rows = rows
    self.columns = columns
    self.rowStep = rowStep
    self.columnStep = columnStep
  }

  fileprivate func use<R>(_ shape: [Int], _ body: (UnsafePointer<ag_tiles>) throws -> R) rethrows -> R {
    let lower = rows.map(\.lowerBound)
    let upper = rows.map(\.upperBound)
    let left = columns.map(\.lowerBound)
    let right = columns.map(\.upperBound)
    return try lower.withUnsafeBufferPointer { lower in
      try upper.withUnsafeBufferPointer { upper in
        try left.withUnsafeBufferPointer { left in
          try right.withUnsafeBufferPointer { right in
            var tiles = ag_tiles(
              planes: shape.dropLast(2).reduce(1, *), h: shape[shape.count - 2], w: shape[shape.count - 1],
              oh: rows.count, ow: columns.count, row_step: rowStep, column_step: columnStep,
              row_from: lower.baseAddress, row_to: upper.baseAddress, column_from: left.baseAddress,
              column_to: right.baseAddress)
            return try body(&tiles)
          }
        }
      }
    }
  }

  /// The largest element of each window and its place in the plane.
  public func largest(_ x: NDArray) throws -> (values: NDArray, places: NDArray) {
    let shape = x.shape.dropLast(2) + [rows.count, columns.count]
    let out = try NDArray.zeros(shape: Array(shape), x.dtype.factored).inMemory()
    let places = try NDArray.zeros(shape: Array(shape), .int64).inMemory()
    let source = try x.ready()
    if out.count > 0, let at = places.pointer(Int.self) {
      use(x.shape) { tiles in
        if out.dtype == .float32 {
          ag_tile_maxf(tiles, source.pointer(Float.self), out.pointer(Float.self), at)
        } else {
          ag_tile_max(tiles, source.pointer(Double.self), out.pointer(Double.self), at)
        }
      }
    }
    return (try out.converted(to: x.dtype), places)
  }

  /// Elements of `g` added at the places of planes where `largest` found them.
  public static func givenBack(_ g: NDArray, _ places: NDArray, shape: [Int]) throws -> NDArray {
    let out = try NDArray.zeros(shape: shape, g.dtype.factored).inMemory()
    let source = try g.ready()
    let at = try places.contiguous().inMemory()
    let planes = shape.dropLast(2).reduce(1, *)
    let area = shape.suffix(2).reduce(1, *)
    guard planes > 0, area > 0, g.count > 0, g.count == places.count, let index = at.pointer(Int.self) else {
      return try out.converted(to: g.dtype)
    }
    if out.dtype == .float32 {
      ag_give_backf(planes, area, g.count / planes, index, source.pointer(Float.self), out.pointer(Float.self))
    } else {
      ag_give_back(planes, area, g.count / planes, index, source.pointer(Double.self), out.pointer(Double.self))
    }
    return try out.converted(to: g.dtype)
  }

  /// The sum of each window over its divisor.
  public func mean(_ x: NDArray, _ divisors: [Double]) throws -> NDArray {
    let shape = x.shape.dropLast(2) + [rows.count, columns.count]
    let out = try NDArray.zeros(shape: Array(shape), x.dtype.factored).inMemory()
    let source = try x.ready()
    let by = try NDArray.doubles(divisors, shape: [divisors.count], out.dtype).inMemory()
    if out.count > 0 {
      use(x.shape) { tiles in
        if out.dtype == .float32 {
          ag_tile_meanf(tiles, source.pointer(Float.self), by.pointer(Float.self), out.pointer(Float.self))
        } else {
          ag_tile_mean(tiles, source.pointer(Double.self), by.pointer(Double.self), out.pointer(Double.self))
        }
      }
    }
    return try out.converted(to: x.dtype)
  }

  /// What `mean` took together, given back: each element of `g` over its divisor, to all of its window.
  public func spread(_ g: NDArray, _ divisors: [Double], shape: [Int]) throws -> NDArray {
    let out = try NDArray.zeros(shape: shape, g.dtype.factored).inMemory()
    let source = try g.ready()
    let by = try NDArray.doubles(divisors, shape: [divisors.count], out.dtype).inMemory()
    if out.count > 0, g.count > 0 {
      use(shape) { tiles in
        if out.dtype == .float32 {
          ag_tile_spreadf(tiles, source.pointer(Float.self), by.pointer(Float.self), out.pointer(Float.self))
        } else {
          ag_tile_spread(tiles, source.pointer(Double.self), by.pointer(Double.self), out.pointer(Double.self))
        }
      }
    }
    return try out.converted(to: g.dtype)
  }
}

/// The last two dimensions of an array mixed anew: each place of the result is a sum of a few source rows and columns
/// times weights. One tap without weights only moves elements.
public struct Mixing {
  public let taps: Int
  /// `taps` source rows for each row of the result.
  public let rows: [Int]
  public let columns: [Int]
  public let rowWeights: [Double]
  public let columnWeights: [Double]

  public init(taps: Int, rows: [Int], columns: [Int], rowWeights: [Double], columnWeights: [Double]) {
    self.taps = taps
    self.rows = rows
    self.columns = columns
    self.rowWeights = rowWeights
    self.columnWeights = columnWeights
  }

  public init(rows: [Int], columns: [Int]) {
    self.init(
      taps: 1, rows: rows, columns: columns, rowWeights: rows.map { _ in 1 }, columnWeights: columns.map { _ in 1 })
  }

  private func use(
    _ shape: [Int], _ type: DType, _ body: (UnsafePointer<ag_mixing>, NDArray, NDArray) throws -> Void
  ) throws {
    let byRow = try NDArray.doubles(rowWeights, shape: [rowWeights.count], type).inMemory()
    let byColumn = try NDArray.doubles(columnWeights, shape: [columnWeights.count], type).inMemory()
    try rows.withUnsafeBufferPointer { rows in
      try columns.withUnsafeBufferPointer { columns in
        var mixing = ag_mixing(
          planes: shape.dropLast(2).reduce(1, *), h: shape[shape.count - 2], w: shape[shape.count - 1],
          oh: rows.count / taps, ow: columns.count / taps, taps: taps, rows: rows.baseAddress,
          columns: columns.baseAddress)
        try body(&mixing, byRow, byColumn)
      }
    }
  }

  public func mixed(_ x: NDArray) throws -> NDArray {
    let shape = Array(x.shape.dropLast(2)) + [rows.count / taps, columns.count / taps]
    let out = try NDArray.zeros(shape: shape, x.dtype.factored).inMemory()
    let source = try x.ready()
    guard out.count > 0 else { return try out.converted(to: x.dtype) }
    try use(x.shape, out.dtype) { m, byRow, byColumn in
      if out.dtype == .float32 {
        ag_mixf(
          m, byRow.pointer(Float.self), byColumn.pointer(Float.self), source.pointer(Float.self),
          out.pointer(Float.self))
      } else {
        ag_mix(
          m, byRow.pointer(Double.self), byColumn.pointer(Double.self), source.pointer(Double.self),
          out.pointer(Double.self))
      }
    }
    return try out.converted(to: x.dtype)
  }

  /// The gradient of a source of `shape`, given that of the result.
  public func unmixed(_ g: NDArray, shape: [Int]) throws -> NDArray {
    let out = try NDArray.zeros(shape: shape, g.dtype.factored).inMemory()
    let source = try g.ready()
    guard out.count > 0, g.count > 0 else { return try out.converted(to: g.dtype) }
    try use(shape, out.dtype) { m, byRow, byColumn in
      if out.dtype == .float32 {
        ag_unmixf(
          m, byRow.pointer(Float.self), byColumn.pointer(Float.self), source.pointer(Float.self),
          out.pointer(Float.self))
      } else {
        ag_unmix(
          m, byRow.pointer(Double.self), byColumn.pointer(Double.self), source.pointer(Double.self),
          out.pointer(Double.self))
      }
    }
    return try out.converted(to: g.dtype)
  }
}
