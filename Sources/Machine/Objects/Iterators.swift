/// An iterator written in Swift: derive from it, override `next`.
open class IteratorObject: Object {
  private final let iteratorType: TypeObject
  final var iteratorName: String { iteratorType.name }

  public init(_ type: TypeObject) {
    iteratorType = type
    super.init(.iterator)
  }

  init(_ type: TypeObject, kind: Kind) {
    iteratorType = type
    super.init(kind)
  }

  open override var type: TypeObject { iteratorType }

  /// The next element, or nil at the end; after the end it is nil for ever.
  open func next() throws -> Value? { nil }
}

/// Over a `range`.
public final class RangeIterator: IteratorObject {
  var current: Int
  var remaining: Int
  let step: Int

  init(_ range: RangeObject) {
    current = range.start
    remaining = range.count
    step = range.step
    super.init(.rangeIterator, kind: .rangeIterator)
  }

  public override func next() throws -> Value? {
    guard remaining > 0 else { return nil }
    remaining -= 1
    let value = current
    current = current &+ step
    return .int(value)
  }
}

/// Over a `list`, which may grow meanwhile.
public final class ListIterator: IteratorObject {
  var list: ListObject?
  var position = 0

  init(_ list: ListObject) {
    self.list = list
    super.init(.listIterator, kind: .listIterator)
  }

  public override func next() throws -> Value? { advance()?.pointee }

  /// The place of the next item, or nil at the end.
  @inline(__always) func advance() -> Slot? {
    guard let list else { return nil }
    guard let place = position >= 0 ? list.place(at: position) : nil else {
      self.list = nil
      return nil
    }
    position += 1
    return place
  }
}

/// Over elements that do not change.
public final class ArrayIterator: IteratorObject {
  private var items: [Value]
  private var position = 0

  deinit { Reclaimer.release(&items) }

  public init(_ type: TypeObject, _ items: [Value]) {
    self.items = items
    super.init(type)
  }

  public override func next() throws -> Value? {
    guard position < items.count else { return nil }
    position += 1
    return items[position - 1]
  }
}

/// Over the code points of a string.
final class StringIterator: IteratorObject {
  private var scalars: String.UnicodeScalarView.Iterator

  init(_ string: StringObject) {
    scalars = string.text.unicodeScalars.makeIterator()
    super.init(string.isASCII ? .strASCIIIterator : .strIterator)
  }

  override func next() throws -> Value? { scalars.next().map { .object(StringObject.character($0)) } }
}

/// Over an object that has `__getitem__` but no `__iter__`.
final class SubscriptIterator: IteratorObject {
  private var sequence: Value?
  private var position = 0

  deinit { Reclaimer.release(&sequence) }

  init(_ sequence: Value) {
    self.sequence = sequence
    super.init(.sequenceIterator)
  }

  override func next() throws -> Value? {
    guard let sequence else { return nil }
    do {
      let value = try Machine.current.getItem(sequence, .int(position))
      position += 1
      return value
    } catch let error as PythonError {
      guard error.exception.type.isSubclass(of: .indexError) || error.exception.type.isSubclass(of: .stopIteration)
      else { throw error }
      self.sequence = nil
      return nil
    }
  }
}

/// An iterator whose `next` is a closure.
public final class ClosureIterator: IteratorObject {
  private var body: (() throws -> Value?)?
  /// What `repr` says, a string, for the few iterators that say where they stand.
  var text: (() throws -> Value?)?

  public init(_ type: TypeObject, _ body: @escaping () throws -> Value?) {
    self.body = body
    super.init(type)
  }

  deinit {
    Reclaimer.release(&body)
    Reclaimer.release(&text)
  }

  public override func next() throws -> Value? {
    guard let value = try body?() else {
      body = nil
      return nil
    }
    return value
  }
}
