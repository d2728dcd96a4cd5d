/// The order of dimensions in which the result of an elementwise operation lies in memory: that of its operands, as
/// PyTorch chooses it.
@usableFromInline enum MemoryOrder {
  /// What to do with the dimensions of a result that is not to lie in row-major order.
  private struct Plan {
    /// Dimensions from the outermost to the innermost.
    var order: [Int]
    /// The steps of the result, where they are those of the operands.
    var strides: [Int]?
  }

  /// Whether what runs is already in the order of memory: what it is made of is not turned again.
  nonisolated(unsafe) private static var isArranged = false

  /// Runs an elementwise operation on its operands with their dimensions in the order of memory.
  ///
  /// - Returns: Nil where row-major order is the one: the caller then does what it does without this.
  ///
  /// - Parameter first: The operands whose order counts before the others', if those are not the first ones.
  @usableFromInline static func run(
    _ operands: [NDArray], first: [NDArray] = [], _ body: ([NDArray]) throws -> NDArray
  ) throws -> NDArray? {
    if isArranged || operands.allSatisfy(\.layout.isRow) { return nil }
    var shape = operands[0].layout.shape
    for operand in operands.dropFirst() { shape = try Broadcast.shape(shape, operand.layout.shape) }
    guard let plan = plan(first + operands, shape) else { return nil }
    let turned = try operands.map { operand in
      let missing = shape.count - operand.rank
      if missing == shape.count { return operand }
      let whole = try operand.inMemory()
      let padded =
        missing == 0
        ? whole
        : whole.strided(
          [Int](repeating: 1, count: missing) + whole.shape, [Int](repeating: 0, count: missing) + whole.layout.strides)
      return padded.permuted(plan.order)
    }
    isArranged = true
    defer { isArranged = false }
    let result = try body(turned)
    guard result.rank == shape.count else { return result }
    let whole = try result.contiguous().inMemory()
    if let strides = plan.strides { return whole.strided(shape, strides) }
    return whole.permuted(inverse(plan.order))
  }

  private static func plan(_ operands: [NDArray], _ shape: [Int]) -> Plan? {
    guard shape.count > 1, !shape.contains(0) || operands.count == 1 else { return nil }
    if operands.allSatisfy({ $0.layout.shape == shape }) {
      if operands.allSatisfy(\.layout.isContiguous) { return nil }
      let first = operands[0].layout.strides
      if operands.allSatisfy({ $0.layout.strides == first }), operands[0].layout.isDense {
        return Plan(order: order(of: [first], shape), strides: first)
      }
    }
    let order = order(of: operands.map { Broadcast.strides($0.layout, to: shape) }, shape)
    return order.elementsEqual(0..<shape.count) ? nil : Plan(order: order, strides: nil)
  }

  /// The dimensions from the one with the largest steps to the one with the smallest; where steps say nothing, as the
  /// shape has them.
  static func order(of strides: [[Int]], _ shape: [Int]) -> [Int] {
    /// Above 0 when `a` lies outside of `b`, below 0 when inside, 0 when nothing tells.
    func compare(_ a: Int, _ b: Int) -> Int {
      for steps in strides where steps[a] != 0 && steps[b] != 0 {
        if steps[a] != steps[b] { return steps[a] < steps[b] ? -1 : 1 }
        if shape[a] > shape[b] { return 1 }
      }
      return 0
    }
    // An insertion sort from the innermost dimension, because comparisons that tell nothing are not transitive.
    var inner = [Int](shape.indices.reversed())
    for i in inner.indices.dropFirst() {
      var moving = i
      for other in stride(from: i - 1, through: 0, by: -1) {
        let comparison = compare(inner[other], inner[moving])
        if comparison > 0 {
          inner.swapAt(other, moving)
          moving = other
        } else if comparison < 0 {
          break
        }
      }
    }
    return inner.reversed()
  }

  private static func inverse(_ order: [Int]) -> [Int] {
    var result = order
    for (place, dim) in order.enumerated() { result[dim] = place }
    return result
  }

  /// The steps of new memory for a tensor like this one: its own where it has no gaps, else without them.
  static func steps(like layout: Layout) -> [Int] {
    if layout.isDense { return layout.strides }
    var result = layout.strides
    var step = 1
    for dim in order(of: [layout.strides], layout.shape).reversed() {
      result[dim] = step
      step *= max(layout.shape[dim], 1)
    }
    return result
  }
}

extension Layout {
  /// Whether every element has a place of its own, and no place between them is left out.
  public var isDense: Bool {
    if isContiguous { return true }
    var expected = 1
    for dim in shape.indices.filter({ shape[$0] != 1 }).sorted(by: { strides[$0] < strides[$1] }) {
      guard strides[dim] == expected else { return false }
      expected *= shape[dim]
    }
    return true
  }

  /// How many elements follow one another in memory without gaps before a dimension that does not go on.
  public var run: Int {
    var length = 1
    for dim in MemoryOrder.order(of: [strides], shape).reversed() where shape[dim] != 1 {
      guard strides[dim] == length else { break }
      length *= shape[dim]
    }
    return length
  }

  /// Whether several indices name one place: a dimension of more than one element has step 0.
  public var isStretched: Bool {
    !isContiguous && zip(shape, strides).contains { $0 > 1 && $1 == 0 }
  }
}

extension NDArray {
  /// These values, placed in memory as an elementwise operation of the operands places its result.
  ///
  /// - Returns: Nil where they already lie like that.
  public func placed(as operands: [NDArray]) throws -> NDArray? {
    let shape = layout.shape
    if shape.count < 2 || layout.isRow && operands.allSatisfy(\.layout.isRow) { return nil }
    let order = MemoryOrder.order(of: operands.map { Broadcast.strides($0.layout, to: shape) }, shape)
    var strides = shape
    var step = 1
    for dim in order.reversed() {
      strides[dim] = step
      step *= max(shape[dim], 1)
    }
    if shape.indices.allSatisfy({ shape[$0] == 1 || layout.strides[$0] == strides[$0] }) { return nil }
    let result = try NDArray.uninitialized(shape: shape, dtype)
    let turned = order.elementsEqual(shape.indices) ? result : try result.inMemory().strided(shape, strides)
    turned.assign(self)
    return turned
  }

  /// The same values in memory of their own, the dimensions in the order in which these lie.
  public func cloned() throws -> NDArray {
    if layout.isContiguous { return try copied() }
    return try MemoryOrder.run([self]) { try $0[0].copied() } ?? copied()
  }

  /// The same values in memory of their own with the same steps, gaps included.
  public func inPlace() throws -> NDArray {
    if layout.isContiguous || layout.isStretched || count == 0 { return try copied().inMemory() }
    let last = zip(layout.shape, layout.strides).reduce(0) { $0 + ($1.0 - 1) * $1.1 }
    let result = try NDArray.uninitialized(shape: [last + 1], dtype).inMemory().strided(shape, layout.strides)
    result.assign(self)
    return result
  }

  /// New values in row-major order, placed in memory in the order of another array of the same shape.
  public func laid(like other: NDArray) throws -> NDArray {
    if other.layout.isContiguous || rank == 0 { return self }
    return try inMemory().strided(shape, MemoryOrder.steps(like: other.layout))
  }

  /// These values with their dimensions in memory in the order of another array of the same shape.
  public func laidOut(like other: NDArray) throws -> NDArray {
    if other.layout.isContiguous || rank == 0 || !layout.isContiguous { return self }
    let result = try NDArray.uninitialized(shape: shape, dtype).laid(like: other)
    result.assign(self)
    return result
  }

  /// Whether new memory for an array like this one is in row-major order.
  public var isRowWhenNew: Bool {
    if layout.isContiguous { return true }
    return Layout.strided(shape, MemoryOrder.steps(like: layout), count: count).isContiguous
  }
}
