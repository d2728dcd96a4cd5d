import Glibc

extension NDArray {
  /// The same values in row-major order, in memory of their own.
  public func copied() throws -> NDArray {
    if storage == nil { return self }
    if layout.rank == 0 { return NDArray(item, dtype) }
    let result = try NDArray.uninitialized(layout, dtype)
    result.assign(self)
    return result
  }

  /// These values in row-major order; the array itself when it already is.
  public func contiguous() throws -> NDArray {
    layout.isContiguous ? self : try copied()
  }

  /// Overwrites the elements with those of an array of the same shape and dtype.
  public func assign(_ source: NDArray) {
    guard count > 0, let storage else { return }
    let base = storage.base + offset * dtype.size
    source.withBase { from in
      if layout.isContiguous, source.layout.isContiguous {
        memmove(base, from, count * dtype.size)
        return
      }
      switch dtype.size {
      case 1: copyStrided(from, source.layout.strides, base, UInt8.self)
      case 2: copyStrided(from, source.layout.strides, base, UInt16.self)
      case 4: copyStrided(from, source.layout.strides, base, UInt32.self)
      default: copyStrided(from, source.layout.strides, base, UInt64.self)
      }
    }
  }

  private func copyStrided<T>(
    _ from: UnsafeRawPointer, _ steps: [Int], _ to: UnsafeMutableRawPointer, _: T.Type
  ) {
    let source = from.assumingMemoryBound(to: T.self)
    let target = to.assumingMemoryBound(to: T.self)
    Walk.pairs(layout.shape, steps, layout.strides) { a, b, _, length, stepA, stepB in
      for i in 0..<length { target[b + i * stepB] = source[a + i * stepA] }
    }
  }

  /// The values rounded to another dtype, their dimensions in memory in the order in which these lie; the array itself
  /// when it already has it.
  public func converted(to target: DType) throws -> NDArray {
    if target == dtype { return self }
    if layout.rank == 0 { return NDArray(item, target) }
    if !layout.isContiguous,
      let result = try MemoryOrder.run([self], { try $0[0].contiguous().converted(to: target) })
    {
      return result
    }
    let source = try contiguous()
    let result = try NDArray.uninitialized(layout, target)
    try dtype.with(Convert(source: source, result: result, count: count))
    return result
  }

  private struct Convert: ElementWork {
    let source: NDArray
    let result: NDArray
    let count: Int
    func run<E: Element>(_: E.Type) throws {
      guard let from = source.pointer(E.self) else { return }
      try result.dtype.with(Store<E>(from: from, result: result, count: count, whole: !source.dtype.isFloatingPoint))
    }
  }

  private struct Store<S: Element>: ElementWork {
    let from: UnsafeMutablePointer<S>
    let result: NDArray
    let count: Int
    let whole: Bool
    func run<E: Element>(_: E.Type) throws {
      guard let to = result.pointer(E.self) else { return }
      if whole {
        for i in 0..<count { to[i] = E(narrowing: from[i].asInt) }
      } else {
        for i in 0..<count { to[i] = E(narrowing: from[i].asDouble) }
      }
    }
  }
}
