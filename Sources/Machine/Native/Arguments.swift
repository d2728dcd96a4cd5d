/// The arguments of one call where they lie: positional ones, then keyword ones. Valid only while the call runs.
public struct Arguments {
  @usableFromInline let base: UnsafeMutablePointer<Value>
  /// The number of positional arguments.
  public let count: Int
  /// The names of the arguments after the positional ones.
  @usableFromInline let names: TupleObject?

  @inlinable init(_ base: UnsafeMutablePointer<Value>, count: Int, names: TupleObject? = nil) {
    self.base = base
    self.count = count
    self.names = names
  }

  @inlinable public var isEmpty: Bool { count == 0 && names == nil }

  /// A positional argument; the index must be below `count`.
  @inlinable public subscript(index: Int) -> Value { base[index] }

  /// The positional arguments where they lie.
  @inlinable public var positional: UnsafeBufferPointer<Value> { UnsafeBufferPointer(start: base, count: count) }

  public var keywordCount: Int { names?.items.count ?? 0 }

  /// The name and value of each keyword argument, in order.
  public var keywords: [(name: StringObject, value: Value)] {
    guard let names else { return [] }
    return names.items.enumerated().map { ($1.asString ?? StringObject.empty, base[count + $0]) }
  }

  /// The value of a keyword argument, or nil.
  public func keyword(_ name: String) -> Value? {
    guard let names else { return nil }
    for (offset, key) in names.items.enumerated() where key.asString?.text == name { return base[count + offset] }
    return nil
  }

  /// The arguments without the first positional ones.
  public func dropping(_ dropped: Int) -> Arguments {
    let dropped = Swift.min(dropped, count)
    return Arguments(base + dropped, count: count - dropped, names: names)
  }

  /// Calls `body` with arguments built from arrays.
  public static func with<R>(
    _ positional: [Value], keywords: [(String, Value)] = [], _ body: (Arguments) throws -> R
  ) rethrows -> R {
    var all = positional
    all.append(contentsOf: keywords.map(\.1))
    let names = keywords.isEmpty ? nil : TupleObject(keywords.map { .object(StringObject.interned($0.0)) })
    let count = all.count
    let base = UnsafeMutablePointer<Value>.allocate(capacity: Swift.max(count, 1))
    base.initialize(from: all, count: count)
    defer {
      base.deinitialize(count: count)
      base.deallocate()
    }
    return try body(Arguments(base, count: positional.count, names: names))
  }
}
