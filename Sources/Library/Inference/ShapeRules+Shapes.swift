import Machine
import NDArray

extension ShapeRules {
  /// Operations that give the same elements under another shape.
  static func addShapes(_ rules: inout [String: Rule]) {
    for name in ["view", "reshape"] {
      rules[name] = { call throws in
        guard let x = call.argument(0, "input")?.asTensor, let sizes = call.sizes(from: 1, "shape", "size") else {
          return .unknown
        }
        return .tensor(try fitted(sizes, to: x), x.dtype)
      }
    }
    for name in ["view_as", "reshape_as", "expand_as"] {
      rules[name] = { call throws in
        call.argument(1, "other")?.asTensor.map { .tensor($0.shape) } ?? .unknown
      }
    }
    for name in ["flatten", "ravel"] {
      rules[name] = { call throws in
        guard let x = call.argument(0, "input")?.asTensor else { return .unknown }
        return .tensor(
          try flattened(x, call.argument(1, "start_dim")?.asInt ?? 0, call.argument(2, "end_dim")?.asInt ?? -1), x.dtype
        )
      }
    }
    rules["unflatten"] = { call throws in
      guard let x = call.argument(0, "input")?.asTensor, let at = call.argument(1, "dim")?.asInt, x.rank > 0,
        let sizes = call.argument(2, "sizes")?.ints
      else { return .unknown }
      let dim = try x.dimension(at)
      let part = try fitted(sizes, to: TensorGuess(shape: [x.shape[dim]], dtype: nil))
      return .tensor(Array(x.shape[..<dim]) + part + x.shape[(dim + 1)...], x.dtype)
    }
    rules["squeeze"] = { call throws in
      guard let x = call.argument(0, "input")?.asTensor else { return .unknown }
      guard let dim = call.argument(1, "dim") else { return .tensor(x.shape.filter { $0 != 1 }, x.dtype) }
      guard let dims = dim.ints ?? dim.asInt.map({ [$0] }) else { return .unknown }
      var gone: Set<Int> = []
      for dim in dims { gone.insert(try x.dimension(dim)) }
      return .tensor(
        x.shape.enumerated().filter { $0.element != 1 || !gone.contains($0.offset) }.map(\.element), x.dtype)
    }
    rules["unsqueeze"] = { call throws in
      guard let x = call.argument(0, "input")?.asTensor, let at = call.argument(1, "dim")?.asInt else {
        return .unknown
      }
      var shape = x.shape
      shape.insert(1, at: try x.dimension(at, room: 1))
      return .tensor(shape, x.dtype)
    }
    for name in ["transpose", "swapaxes", "swapdims"] {
      rules[name] = { call throws in
        guard let x = call.argument(0, "input")?.asTensor, x.rank > 0,
          let a = call.argument(1, "dim0", "axis0")?.asInt, let b = call.argument(2, "dim1", "axis1")?.asInt
        else { return .unknown }
        var shape = x.shape
        shape.swapAt(try x.dimension(a), try x.dimension(b))
        return .tensor(shape, x.dtype)
      }
    }
    rules["t"] = { call throws in
      guard let x = call.argument(0, "input")?.asTensor else { return .unknown }
      guard x.rank <= 2 else { throw ShapeFault("t() of \(ShapeText.of(x.shape)): at most 2 dimensions") }
      return .tensor(x.shape.reversed(), x.dtype)
    }
    rules["permute"] = { call throws in
      guard let x = call.argument(0, "input")?.asTensor, let dims = call.sizes(from: 1, "dims") else { return .unknown }
      guard dims.count == x.rank else {
        throw ShapeFault("\(dims.count) dims for \(ShapeText.of(x.shape)), which has \(x.rank)")
      }
      var order: [Int] = []
      for dim in dims { order.append(try x.dimension(dim)) }
      guard Set(order).count == order.count else { throw ShapeFault("a dim twice") }
      return .tensor(order.map { x.shape[$0] }, x.dtype)
    }
    for name in ["expand", "broadcast_to"] {
      rules[name] = { call throws in
        guard let x = call.argument(0, "input")?.asTensor, let sizes = call.sizes(from: 1, "size") else {
          return .unknown
        }
        return .tensor(try expanded(x, sizes), x.dtype)
      }
    }
    for name in ["repeat", "tile"] {
      rules[name] = { call throws in
        guard let x = call.argument(0, "input")?.asTensor, var times = call.sizes(from: 1, "repeats", "dims") else {
          return .unknown
        }
        if name == "tile", times.count < x.rank {
          times = [Int](repeating: 1, count: x.rank - times.count) + times
        }
        guard times.count >= x.rank else {
          throw ShapeFault("\(times.count) repeats for \(ShapeText.of(x.shape)), which has \(x.rank)")
        }
        let shape = [Int](repeating: 1, count: times.count - x.rank) + x.shape
        return .tensor(zip(shape, times).map { $0.multipliedReportingOverflow(by: $1).partialValue }, x.dtype)
      }
    }
    rules["select"] = { call throws in
      guard let x = call.argument(0, "input")?.asTensor, let dim = call.argument(1, "dim")?.asInt, x.rank > 0 else {
        return .unknown
      }
      return .tensor(try reduced(x, [dim], false), x.dtype)
    }
    rules["narrow"] = { call throws in
      guard let x = call.argument(0, "input")?.asTensor, let at = call.argument(1, "dim")?.asInt, x.rank > 0,
        let length = call.argument(3, "length")?.asInt
      else { return .unknown }
      var shape = x.shape
      shape[try x.dimension(at)] = length
      return .tensor(shape, x.dtype)
    }
    rules["index_select"] = { call throws in
      guard let x = call.argument(0, "input")?.asTensor, let at = call.argument(1, "dim")?.asInt, x.rank > 0,
        let index = call.argument(2, "index")?.asTensor
      else { return .unknown }
      var shape = x.shape
      shape[try x.dimension(at)] = index.count ?? 0
      return .tensor(shape, x.dtype)
    }
    rules["gather"] = { call throws in
      call.argument(2, "index")?.asTensor.map { .tensor($0.shape) } ?? .unknown
    }
    for name in ["split", "chunk"] {
      rules[name] = { call throws in
        guard let x = call.argument(0, "input")?.asTensor, x.rank > 0,
          let count = call.argument(1, "split_size_or_sections", "split_size", "chunks")?.asInt, count > 0
        else { return .unknown }
        let dim = try x.dimension(call.argument(2, "dim")?.asInt ?? 0)
        let total = x.shape[dim]
        let size = name == "split" ? count : max(1, (total + count - 1) / count)
        guard total > 0, total / size <= 64 else { return .unknown }
        return .items(
          stride(from: 0, to: total, by: size).map { start in
            var shape = x.shape
            shape[dim] = min(size, total - start)
            return .tensor(shape, x.dtype)
          })
      }
    }
    rules["unbind"] = { call throws in
      guard let x = call.argument(0, "input")?.asTensor, x.rank > 0 else { return .unknown }
      let dim = try x.dimension(call.argument(1, "dim")?.asInt ?? 0)
      guard x.shape[dim] <= 64 else { return .unknown }
      let part = Guess.tensor(try reduced(x, [dim], false), x.dtype)
      return .items([Guess](repeating: part, count: x.shape[dim]))
    }
    rules["size"] = { call throws in
      guard let x = call.argument(0)?.asTensor else { return .unknown }
      guard let dim = call.argument(1, "dim") else { return .items(x.shape.map { .int($0) }) }
      guard let at = dim.asInt, x.rank > 0 else { return .unknown }
      return .int(x.shape[try x.dimension(at)])
    }
    for name in ["numel", "nelement"] {
      rules[name] = { call throws in
        call.argument(0, "input")?.asTensor?.count.map { .int($0) } ?? .unknown
      }
    }
    for name in ["dim", "ndimension"] {
      rules[name] = { call throws in call.argument(0)?.asTensor.map { .int($0.rank) } ?? .unknown }
    }
    rules["item"] = { call throws in
      guard let x = call.argument(0)?.asTensor else { return .unknown }
      if let count = x.count, count != 1 {
        throw ShapeFault("item() of \(ShapeText.of(x.shape)): one element is needed")
      }
      return .unknown
    }
    rules["tolist"] = { call throws in
      call.argument(0)?.asTensor.map { $0.rank == 0 ? .unknown : .instance(.list) } ?? .unknown
    }
    rules["backward"] = { call throws in
      guard let x = call.argument(0)?.asTensor else { return .unknown }
      if call.argument(1, "gradient") == nil, let count = x.count, count != 1 {
        throw ShapeFault("backward() of \(ShapeText.of(x.shape)): a scalar is needed, or a gradient")
      }
      return .value(.none)
    }
  }

  /// Sizes of which one may be -1, as the whole number of elements has it.
  static func fitted(_ sizes: [Int], to x: TensorGuess) throws -> [Int] {
    guard let count = x.count else { return sizes }
    let known = TensorGuess(shape: sizes.filter { $0 != -1 }, dtype: nil).count ?? 0
    let open = sizes.filter { $0 == -1 }.count
    func refused() -> ShapeFault {
      ShapeFault("\(ShapeText.of(x.shape)) into \(ShapeText.of(sizes)): \(count) elements do not fit")
    }
    if sizes.contains(where: { $0 < -1 }) || open > 1 { throw refused() }
    if open == 0 {
      guard known == count else { throw refused() }
      return sizes
    }
    guard known > 0, count % known == 0 else { throw refused() }
    return sizes.map { $0 == -1 ? count / known : $0 }
  }

  static func flattened(_ x: TensorGuess, _ start: Int, _ end: Int) throws -> [Int] {
    guard x.rank > 0 else { return [1] }
    let (from, to) = (try x.dimension(start), try x.dimension(end))
    guard from <= to else { throw ShapeFault("flatten from dim \(from) to \(to)") }
    let middle = TensorGuess(shape: Array(x.shape[from...to]), dtype: nil).count ?? 0
    return Array(x.shape[..<from]) + [middle] + x.shape[(to + 1)...]
  }

  private static func expanded(_ x: TensorGuess, _ sizes: [Int]) throws -> [Int] {
    guard sizes.count >= x.rank else {
      throw ShapeFault("\(ShapeText.of(x.shape)) into \(ShapeText.of(sizes)): too few dimensions")
    }
    var shape = sizes
    let lead = sizes.count - x.rank
    for (at, size) in x.shape.enumerated() {
      let wanted = sizes[lead + at]
      guard wanted == -1 || wanted == size || size == 1 else {
        throw ShapeFault("\(ShapeText.of(x.shape)) into \(ShapeText.of(sizes)): \(size) cannot become \(wanted)")
      }
      shape[lead + at] = wanted == -1 ? size : wanted
    }
    return shape
  }
}
