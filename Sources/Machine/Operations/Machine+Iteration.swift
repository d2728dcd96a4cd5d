extension Machine {
  /// `iter(value)`.
  public func iterate(_ value: Value) throws -> Value {
    if case .object(let object) = value {
      switch object.tag {
      case Kind.list.rawValue: return .object(ListIterator(unsafeDowncast(object, to: ListObject.self)))
      case Kind.range.rawValue: return .object(RangeIterator(unsafeDowncast(object, to: RangeObject.self)))
      case Kind.tuple.rawValue:
        return .object(ArrayIterator(.tupleIterator, unsafeDowncast(object, to: TupleObject.self).items))
      case Kind.string.rawValue: return .object(StringIterator(unsafeDowncast(object, to: StringObject.self)))
      case Kind.generator.rawValue, Kind.rangeIterator.rawValue, Kind.listIterator.rawValue, Kind.iterator.rawValue:
        return value
      default: break
      }
    }
    let type = type(of: value)
    switch type.resolve(.iter) {
    case .slot(let owner):
      if let iterate = owner.slots.iterate { return try iterate(value) }
    case .method(let method):
      if method.isNone { break }
      let iterator = try callMethod(method, on: value)
      if case .object(let object) = iterator, object is IteratorObject || object is GeneratorObject { return iterator }
      guard self.type(of: iterator).answers(.next) else {
        throw PythonError(.typeError, "iter() returned non-iterator of type '\(self.type(of: iterator).errorName)'")
      }
      return iterator
    case .nobody:
      if type.answers(.getitem), value.asType == nil { return .object(SubscriptIterator(value)) }
    }
    throw PythonError(.typeError, "'\(type.errorName)' object is not iterable")
  }

  /// The iterator's next element, or nil at its end.
  public func next(_ iterator: Value) throws -> Value? {
    // A loop in Swift may go on asking without end.
    try checkInterrupt()
    if case .object(let object) = iterator {
      switch object.tag {
      case Kind.rangeIterator.rawValue, Kind.listIterator.rawValue:
        return try unsafeDowncast(object, to: IteratorObject.self).next()
      case Kind.iterator.rawValue:
        // An iterator over an iterator over … comes back here.
        guard NativeStack.hasRoom else { throw Machine.recursionError() }
        do {
          return try unsafeDowncast(object, to: IteratorObject.self).next()
        } catch let error as PythonError where error.exception.type.isSubclass(of: .stopIteration) {
          // What a function given to `map` raises ends the loop as well.
          return nil
        }
      case Kind.generator.rawValue:
        return try resume(unsafeDowncast(object, to: GeneratorObject.self), sending: .none)
      default: break
      }
    }
    let type = type(of: iterator)
    switch type.resolve(.next) {
    case .slot(let owner): return try owner.slots.next?(iterator)
    case .method(let method):
      do {
        return try callMethod(method, on: iterator)
      } catch let error as PythonError where error.exception.type.isSubclass(of: .stopIteration) {
        return nil
      }
    case .nobody: throw PythonError(.typeError, "'\(type.errorName)' object is not an iterator")
    }
  }

  /// Hands each element to `body` until it returns false. An interrupt is noticed between elements.
  public func forEach(_ iterable: Value, _ body: (Value) throws -> Bool) throws {
    if case .object(let object) = iterable, object.tag == Kind.tuple.rawValue {
      for item in unsafeDowncast(object, to: TupleObject.self).items where try !body(item) { return }
      return
    }
    let iterator = try iterate(iterable)
    while let value = try next(iterator) {
      if try !body(value) { return }
    }
  }

  /// All elements of an iterable, as `list(…)` has them.
  public func elements(_ iterable: Value) throws -> [Value] {
    if case .object(let object) = iterable {
      switch object.tag {
      case Kind.list.rawValue: return unsafeDowncast(object, to: ListObject.self).items
      case Kind.tuple.rawValue: return unsafeDowncast(object, to: TupleObject.self).items
      case Kind.other.rawValue: if object is LongRangeObject { _ = try length(iterable) }
      default: break
      }
    }
    var result: [Value] = []
    try forEach(iterable) { value in
      if _slowPath(result.count >= MemoryCap.manyElements) { try MemoryCap.checkGrowth(of: result) }
      result.append(value)
      return true
    }
    return result
  }
}
