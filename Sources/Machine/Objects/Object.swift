/// What a heap object is, for tests that must cost one comparison.
public enum Kind: UInt8, Sendable {
  case string, list, tuple, dict, set, bytes, range, slice, bigInt
  case function, nativeFunction, boundMethod, type, instance, exception, module
  case cell, generator, code, property, staticMethod, classMethod, superObject, slotWrapper
  case nativeProperty, rangeIterator, listIterator, iterator
  case ellipsis, notImplemented, complex
  /// Objects that only virtual methods and their type know.
  case other
}

/// The base of the language's own heap objects.
open class Object {
  /// The kind, with `subclassBit` set for an instance of a person's subclass of a built-in type, so that a
  /// comparison with a kind's raw value also says "exactly this type".
  public final let tag: UInt8

  public static let subclassBit: UInt8 = 0x80
  public static let kindMask: UInt8 = 0x7f

  public init(_ kind: Kind, isSubclassInstance: Bool = false) {
    tag = kind.rawValue | (isSubclassInstance ? 0x80 : 0)
  }

  /// The kind, also for instances of subclasses.
  public final var kind: Kind { Kind(rawValue: tag & 0x7f) ?? .other }

  /// Whether this is of the kind and not an instance of a subclass.
  @inlinable public final func isExactly(_ kind: Kind) -> Bool { tag == kind.rawValue }

  open var type: TypeObject { .object }

  /// Where attributes set on this object are kept; nil when it takes none.
  open var fields: InstanceObject? { nil }
}

/// `Ellipsis`.
public final class EllipsisObject: Object {
  nonisolated(unsafe) static let only = EllipsisObject(.ellipsis)
  public override var type: TypeObject { .ellipsis }
}

/// `NotImplemented`.
public final class NotImplementedObject: Object {
  nonisolated(unsafe) static let only = NotImplementedObject(.notImplemented)
  public override var type: TypeObject { .notImplemented }
}

/// A variable that closures share.
final class CellObject: Object {
  var value: Value

  init(_ value: Value) {
    self.value = value
    super.init(.cell)
  }

  deinit {
    Reclaimer.release(&value)
  }

  override var type: TypeObject { .cell }
}
