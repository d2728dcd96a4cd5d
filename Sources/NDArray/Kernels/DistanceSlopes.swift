/// Derivatives of distances between rows, summed in PyTorch's order: one pair of rows after the other.
extension NDArray {
  /// The distance of each row from each row of another matrix, or of as many pairs of matrices.
  public func distances(_ other: NDArray, p: Double) throws -> NDArray {
    let (rows, others, columns) = (shape[rank - 2], other.shape[rank - 2], shape[rank - 1])
    let batches = shape.dropLast(2).reduce(1, *)
    return try measured(other, shape.dropLast(2) + [rows, others], p) { visit in
      for i in 0..<batches * rows {
        for j in 0..<others { visit(i * columns, (i / rows * others + j) * columns) }
      }
    }
  }

  /// The distance of each row of a matrix from each later one.
  public func pairDistances(p: Double) throws -> NDArray {
    let (rows, columns) = (shape[0], shape[1])
    return try measured(self, [rows * max(rows - 1, 0) / 2], p) { visit in
      for i in 0..<rows {
        for j in i + 1..<max(rows, i + 1) { visit(i * columns, j * columns) }
      }
    }
  }

  private func measured(
    _ other: NDArray, _ shape: [Int], _ p: Double, _ pairs: (_ visit: (Int, Int) -> Void) -> Void
  ) throws -> NDArray {
    let result = try NDArray.zeros(shape: shape, dtype).inMemory()
    let (left, right) = (try contiguous().inMemory(), try other.contiguous().inMemory())
    let columns = self.shape[rank - 1]
    func run<T: BinaryFloatingPoint>(_: T.Type, lanes: Int, _ power: @escaping (T, T) -> T) {
      guard let x = left.pointer(T.self), let y = right.pointer(T.self), let out = result.pointer(T.self) else {
        return
      }
      let distance = Distance<T>(p: p, lanes: lanes, power: power)
      var place = 0
      pairs { i, j in
        out[place] = distance(x + i, y + j, columns)
        place += 1
      }
    }
    if result.count == 0 || columns == 0 { return result }
    if dtype == .float64 { run(Double.self, lanes: 4) { $0.pow($1) } } else { run(Float.self, lanes: 8) { $0.pow($1) } }
    return result
  }

  /// The gradient of the rows of `self` where each is compared with each row of another matrix.
  ///
  /// - Parameters:
  ///   - other: Matrices with as many columns, as many of them as `self` has.
  ///   - gradient: That of the distances.
  ///   - p: The order of the norm.
  public func distanceSlopes(_ other: NDArray, _ gradient: NDArray, _ distances: NDArray, p: Double) throws -> NDArray {
    let (rows, others, columns) = (shape[rank - 2], other.shape[rank - 2], shape[rank - 1])
    return try sloped([other, gradient, distances], p) { batch, visit in
      for i in 0..<rows {
        for j in 0..<others {
          let pair = (batch * rows + i) * others + j
          visit((batch * rows + i) * columns, (batch * others + j) * columns, pair, false)
        }
      }
    }
  }

  /// The gradient of the rows of a matrix where each is compared with each later one.
  public func pairSlopes(_ gradient: NDArray, _ distances: NDArray, p: Double) throws -> NDArray {
    let (rows, columns) = (shape[0], shape[1])
    return try sloped([self, gradient, distances], p) { _, visit in
      var pair = 0
      for i in 0..<rows {
        for j in i + 1..<max(rows, i + 1) {
          visit(i * columns, j * columns, pair, true)
          pair += 1
        }
      }
    }
  }

  /// - Parameter pairs: Calls for each pair with the place of its two rows, that of its distance, and whether the second
  ///   row gets the opposite slope.
  private func sloped(
    _ parts: [NDArray], _ p: Double, _ pairs: (_ batch: Int, _ visit: (Int, Int, Int, Bool) -> Void) -> Void
  ) throws -> NDArray {
    let result = try NDArray.zeros(shape: shape, dtype).inMemory()
    let sources = try ([self] + parts).map { try $0.contiguous().inMemory() }
    let columns = shape[rank - 1]
    let batches = shape.dropLast(2).reduce(1, *)
    func run<T: BinaryFloatingPoint>(_: T.Type, _ power: @escaping (T, T) -> T) {
      guard let x = sources[0].pointer(T.self), let y = sources[1].pointer(T.self), let g = sources[2].pointer(T.self),
        let d = sources[3].pointer(T.self), let out = result.pointer(T.self)
      else { return }
      let slope = DistanceSlope<T>(p: T(p), power: power)
      for batch in 0..<batches {
        pairs(batch) { a, b, pair, isMutual in
          for k in 0..<columns {
            let value = slope(x[a + k] - y[b + k], g[pair], d[pair])
            out[a + k] += value
            if isMutual { out[b + k] -= value }
          }
        }
      }
    }
    if p == 0 || count == 0 { return result }
    if dtype == .float64 { run(Double.self) { $0.pow($1) } } else { run(Float.self) { $0.pow($1) } }
    return result
  }
}

/// The norm of the difference of two rows, its terms added as lanes of a vector that are halved at the end.
private struct Distance<T: BinaryFloatingPoint> {
  let p: Double
  let lanes: Int
  let power: (T, T) -> T

  private func term(_ difference: T) -> T {
    if p == 0 { return min(difference.rounded(.up), 1) }
    if p == 1 || p == .infinity { return difference }
    return p == 2 ? difference * difference : power(difference, T(p))
  }

  private func met(_ a: T, _ b: T) -> T {
    guard p == .infinity else { return a + b }
    return a.isNaN || b.isNaN ? .nan : max(a, b)
  }

  func callAsFunction(_ x: UnsafeMutablePointer<T>, _ y: UnsafeMutablePointer<T>, _ count: Int) -> T {
    func term(_ i: Int) -> T { self.term(abs(x[i] - y[i])) }
    var total: T
    if count < lanes {
      total = (1..<max(count, 1)).reduce(term(0)) { met($0, term($1)) }
    } else {
      var sums = (0..<lanes).map(term)
      for i in lanes..<count { sums[i % lanes] = met(sums[i % lanes], term(i)) }
      while sums.count > 1 {
        let half = sums.count / 2
        sums = (0..<half).map { met(sums[$0], sums[$0 + half]) }
      }
      total = sums[0]
    }
    if p == 2 { total.formSquareRoot() }
    if p == 0 || p == 1 || p == 2 || p == .infinity { return total }
    return T(Formulas.power(Double(total), 1 / p))
  }
}

/// The derivative of one distance by one difference.
private struct DistanceSlope<T: BinaryFloatingPoint> {
  let p: T
  let power: (T, T) -> T

  func callAsFunction(_ difference: T, _ g: T, _ distance: T) -> T {
    let sign: T = difference > 0 ? 1 : difference < 0 ? -1 : difference.isNaN ? .nan : 0
    if p == 1 { return g * sign }
    if p == 2 { return distance == 0 ? 0 : g * difference / distance }
    if p == .infinity { return g * sign * (1 - min(1, (abs(difference) - distance).magnitude.rounded(.up))) }
    if distance == 0 || difference == 0 && p < 1 { return 0 }
    if p < 2 { return sign * power(abs(difference), p - 1) * g / power(distance, p - 1) }
    return difference * power(abs(difference), p - 2) * g / power(distance, p - 1)
  }
}
