/// `sorted` and `list.sort`: stable, and with the comparisons that CPython makes on short lists.
enum Sorting {
  static func sorted(_ items: [Value], key: Value, reverse: Bool) throws -> [Value] {
    if items.count < 2, key.isNone { return items }
    var keys = items
    if !key.isNone { keys = try items.map { try Machine.current.call(key, [$0]) } }
    var order = Array(items.indices)
    if reverse { order.reverse() }
    try sort(&order, keys)
    if reverse { order.reverse() }
    return order.map { items[$0] }
  }

  private static func sort(_ order: inout [Int], _ keys: [Value]) throws {
    if let numbers = all(keys, { if case .int(let number) = $0 { number } else { nil } }) {
      try merge(&order) { numbers[$0] < numbers[$1] }
    } else if let numbers = all(keys, { if case .float(let number) = $0 { number } else { nil } }) {
      try merge(&order) { numbers[$0] < numbers[$1] }
    } else if let texts = all(keys, { $0.asString?.text }), texts.allSatisfy({ $0.utf8.allSatisfy { $0 < 0x80 } }) {
      try merge(&order) { texts[$0] < texts[$1] }
    } else {
      let machine = Machine.current
      try merge(&order) { try machine.isLess(keys[$0], keys[$1]) }
    }
  }

  private static func all<T>(_ keys: [Value], _ body: (Value) -> T?) -> [T]? {
    var result: [T] = []
    result.reserveCapacity(keys.count)
    for key in keys {
      guard let item = body(key) else { return nil }
      result.append(item)
    }
    return result
  }

  /// Runs of at least this many elements are made by insertion before anything is merged.
  private static let shortest = 64

  private static func merge(_ order: inout [Int], _ isLess: (Int, Int) throws -> Bool) throws {
    let count = order.count
    guard count > 1 else { return }
    // CPython sorts up to 63 elements as one run; beyond that the runs have 32 to 64.
    var least = count
    var odd = 0
    while least >= shortest {
      odd |= least & 1
      least >>= 1
    }
    least += odd
    var runs: [Range<Int>] = []
    var start = 0
    while start < count {
      var end = try naturalRun(&order, from: start, isLess)
      let wanted = Swift.min(start + least, count)
      if end < wanted {
        try insertionSort(&order, start: start, sorted: end, end: wanted, isLess)
        end = wanted
      }
      runs.append(start..<end)
      start = end
      while runs.count > 1, runs[runs.count - 2].count <= 2 * runs[runs.count - 1].count || start == count {
        let right = runs.removeLast()
        let left = runs.removeLast()
        try mergeRuns(&order, left, right, isLess)
        runs.append(left.lowerBound..<right.upperBound)
      }
    }
  }

  /// The end of the run that begins at `start`; a falling one is turned round.
  private static func naturalRun(
    _ order: inout [Int], from start: Int, _ isLess: (Int, Int) throws -> Bool
  ) throws -> Int {
    var end = start + 1
    guard end < order.count else { return end }
    if try isLess(order[end], order[end - 1]) {
      end += 1
      while end < order.count, try isLess(order[end], order[end - 1]) { end += 1 }
      order[start..<end].reverse()
    } else {
      end += 1
      while end < order.count, try !isLess(order[end], order[end - 1]) { end += 1 }
    }
    return end
  }

  private static func insertionSort(
    _ order: inout [Int], start: Int, sorted: Int, end: Int, _ isLess: (Int, Int) throws -> Bool
  ) throws {
    for at in sorted..<end {
      let item = order[at]
      var low = start
      var high = at
      while low < high {
        let middle = (low + high) / 2
        if try isLess(item, order[middle]) { high = middle } else { low = middle + 1 }
      }
      var position = at
      while position > low {
        order[position] = order[position - 1]
        position -= 1
      }
      order[low] = item
    }
  }

  private static func mergeRuns(
    _ order: inout [Int], _ left: Range<Int>, _ right: Range<Int>, _ isLess: (Int, Int) throws -> Bool
  ) throws {
    let first = Array(order[left])
    var a = 0
    var b = right.lowerBound
    var out = left.lowerBound
    while a < first.count, b < right.upperBound {
      if out % SequenceOperators.stepsUnasked == 0 { try Machine.current.checkInterrupt() }
      if try isLess(order[b], first[a]) {
        order[out] = order[b]
        b += 1
      } else {
        order[out] = first[a]
        a += 1
      }
      out += 1
    }
    while a < first.count {
      order[out] = first[a]
      a += 1
      out += 1
    }
  }
}
