/// Finds the objects that values of one type refer to.
class Reader {
  /// Hands on the objects of so many values that stand one after the other.
  func read(_ place: UnsafeRawPointer, count: Int, _ recollector: Recollector) {}

  /// The reader of a type; nil where its values refer to no object that could change.
  static func of(_ type: Any.Type) -> Reader? {
    func make<T>(_ type: T.Type) -> Reader? { maker(type) }
    let key = ObjectIdentifier(type)
    if let known = known[key] { return known }
    let reader = _openExistential(type, do: make)
    known[key] = .some(reader)
    return reader
  }

  nonisolated(unsafe) private static var known: [ObjectIdentifier: Reader?] = [:]

  private static func maker<T>(_ type: T.Type) -> Reader? {
    if refersToNothing(type) { return nil }
    if isReference(type) { return ReferenceReader.only }
    if let nested = type as? any Nested.Type { return nested.reader() }
    if let holding = type as? any Holding.Type { return reader(of: holding) }
    switch TypeKind(type) {
    case .aClass: return ReferenceReader.only
    case .aStruct, .aTuple:
      let parts = RuntimeField.all(of: type).filter(\.isStrong).compactMap { field in
        Reader.of(field.type).map { (field.offset, $0) }
      }
      return parts.isEmpty ? nil : PartsReader(parts, stride: MemoryLayout<T>.stride)
    case .anEnum: return EnumReader<T>()
    case .anExistential: return AnyReader<T>()
    case .other: return nil
    }
  }

  private static func reader<T: Holding>(of type: T.Type) -> Reader { HoldingReader<T>() }

  static func refersToNothing<T>(_ type: T.Type) -> Bool { _isPOD(type) || type == String.self }

  /// Whether a value is one word that is the address of an object.
  static func isReference<T>(_ type: T.Type) -> Bool { type == AnyObject.self || type is AnyClass }

  /// Reads a value of which only the dynamic type is known.
  static func read(any value: Any, _ recollector: Recollector) {
    func open<T>(_ value: T) {
      guard let reader = Reader.of(T.self) else { return }
      withUnsafePointer(to: value) { reader.read($0, count: 1, recollector) }
    }
    if type(of: value) is AnyClass { return recollector.visit(value as AnyObject) }
    _openExistential(value, do: open)
  }
}

/// A type of values that says itself which objects they refer to: an enum, which could else be read only by a mirror.
public protocol Holding {
  /// Hands the objects of all these values to `recollector`.
  static func read(_ values: UnsafeBufferPointer<Self>, _ recollector: Recollector)
}

private final class HoldingReader<T: Holding>: Reader {
  override func read(_ place: UnsafeRawPointer, count: Int, _ recollector: Recollector) {
    T.read(UnsafeBufferPointer(start: place.assumingMemoryBound(to: T.self), count: count), recollector)
  }
}

/// References, or none: one word each.
private final class ReferenceReader: Reader {
  nonisolated(unsafe) static let only = ReferenceReader()

  override func read(_ place: UnsafeRawPointer, count: Int, _ recollector: Recollector) {
    let words = UnsafeBufferPointer(start: place.assumingMemoryBound(to: AnyObject?.self), count: count)
    for case let object? in words { recollector.visit(object) }
  }
}

/// The properties of a struct or the parts of a tuple.
private final class PartsReader: Reader {
  private let parts: [(offset: Int, reader: Reader)]
  private let stride: Int

  init(_ parts: [(Int, Reader)], stride: Int) {
    self.parts = parts
    self.stride = stride
  }

  override func read(_ place: UnsafeRawPointer, count: Int, _ recollector: Recollector) {
    for index in 0..<count {
      for part in parts { part.reader.read(place + index * stride + part.offset, count: 1, recollector) }
    }
  }
}

/// What an enum's case carries, which only a mirror finds.
private final class EnumReader<T>: Reader {
  override func read(_ place: UnsafeRawPointer, count: Int, _ recollector: Recollector) {
    for value in UnsafeBufferPointer(start: place.assumingMemoryBound(to: T.self), count: count) {
      for child in Mirror(reflecting: value).children { Reader.read(any: child.value, recollector) }
    }
  }
}

/// Values behind a protocol. A generic conversion to `Any` would wrap them once more, so their memory is read as what it
/// begins with: an `Any`, or an object where the protocol is for classes.
private final class AnyReader<T>: Reader {
  override func read(_ place: UnsafeRawPointer, count: Int, _ recollector: Recollector) {
    let size = MemoryLayout<T>.size
    for index in 0..<count {
      let at = place + index * MemoryLayout<T>.stride
      if size >= MemoryLayout<Any>.size {
        Reader.read(any: at.assumingMemoryBound(to: Any.self).pointee, recollector)
      } else if size > MemoryLayout<AnyObject>.size, let object = at.assumingMemoryBound(to: AnyObject?.self).pointee {
        recollector.visit(object)
      }
    }
  }
}

// MARK: What contains values of another type

private protocol Nested {
  static func reader() -> Reader?
}

extension Optional: Nested {
  static func reader() -> Reader? {
    if Reader.isReference(Wrapped.self) { return ReferenceReader.only }
    return Reader.of(Wrapped.self).map { OptionalReader<Wrapped>($0) }
  }
}

private final class OptionalReader<Wrapped>: Reader {
  private let inner: Reader

  init(_ inner: Reader) { self.inner = inner }

  override func read(_ place: UnsafeRawPointer, count: Int, _ recollector: Recollector) {
    for value in UnsafeBufferPointer(start: place.assumingMemoryBound(to: Wrapped?.self), count: count) {
      guard let value else { continue }
      withUnsafePointer(to: value) { inner.read($0, count: 1, recollector) }
    }
  }
}

extension Array: Nested { static func reader() -> Reader? { CollectionReader<Self>.ifNeeded() } }
extension ContiguousArray: Nested { static func reader() -> Reader? { CollectionReader<Self>.ifNeeded() } }
extension ArraySlice: Nested { static func reader() -> Reader? { CollectionReader<Self>.ifNeeded() } }
extension Set: Nested { static func reader() -> Reader? { CollectionReader<Self>.ifNeeded() } }
extension Dictionary: Nested { static func reader() -> Reader? { CollectionReader<Self>.ifNeeded() } }

private final class CollectionReader<C: Collection>: Reader {
  // A type may contain a collection of itself, so its own reader is made when it is first needed.
  private lazy var inner = Reader.of(C.Element.self)

  static func ifNeeded() -> Reader? { refersToNothing(C.Element.self) ? nil : CollectionReader() }

  override func read(_ place: UnsafeRawPointer, count: Int, _ recollector: Recollector) {
    guard let inner else { return }
    for value in UnsafeBufferPointer(start: place.assumingMemoryBound(to: C.self), count: count) where !value.isEmpty {
      let read: ()? = value.withContiguousStorageIfAvailable { elements in
        if let base = elements.baseAddress { inner.read(base, count: elements.count, recollector) }
      }
      guard read == nil else { continue }
      for element in value { withUnsafePointer(to: element) { inner.read($0, count: 1, recollector) } }
    }
  }
}
