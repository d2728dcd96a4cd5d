/// What a variable holds and what an operation receives.
///
/// Small values are unboxed. `.object` is one of the language's own heap objects; `.native` belongs to a layer the
/// machine has never heard of, and its type is looked up by its Swift class (`Machine.register(_:as:)`).
/// The loop reads the memory of this enum directly (`Slot.swift`), which `ValueLayoutTests` holds in place.
public enum Value {
  case none
  /// No value at all: an unbound local or an empty dictionary entry. Native code never receives it.
  case undefined
  case bool(Bool)
  case int(Int)
  case float(Double)
  case object(Object)
  case native(AnyObject)
}

extension Value {
  /// A new string value.
  @inlinable public static func string(_ text: String) -> Value { .object(StringObject(text)) }

  /// A new list value.
  public static func list(_ items: [Value]) -> Value { .object(ListObject(items)) }

  /// A new tuple value.
  public static func tuple(_ items: [Value]) -> Value { .object(TupleObject(items)) }

  public static var ellipsis: Value { .object(EllipsisObject.only) }

  /// What a special method returns to say "ask the other operand".
  public static var notImplemented: Value { .object(NotImplementedObject.only) }

  @inlinable public var isNone: Bool {
    if case .none = self { return true }
    return false
  }

  @inlinable public var isUndefined: Bool {
    if case .undefined = self { return true }
    return false
  }

  @inlinable public var isNotImplemented: Bool {
    if case .object(let object) = self { return object.tag == Kind.notImplemented.rawValue }
    return false
  }

  /// The heap object of exactly this kind or a subclass of it.
  @inline(__always) @inlinable func object(of kind: Kind) -> Object? {
    if case .object(let object) = self, object.tag & Object.kindMask == kind.rawValue { return object }
    return nil
  }

  /// The string, when this is a `str` or an instance of a subclass. The same holds for the accessors below.
  @inlinable public var asString: StringObject? {
    object(of: .string).map { unsafeDowncast($0, to: StringObject.self) }
  }
  @inlinable public var asList: ListObject? { object(of: .list).map { unsafeDowncast($0, to: ListObject.self) } }
  @inlinable public var asTuple: TupleObject? { object(of: .tuple).map { unsafeDowncast($0, to: TupleObject.self) } }
  @inlinable public var asDict: DictObject? { object(of: .dict).map { unsafeDowncast($0, to: DictObject.self) } }
  /// A `set` or a `frozenset`.
  @inlinable public var asSet: SetObject? { object(of: .set).map { unsafeDowncast($0, to: SetObject.self) } }
  @inlinable public var asBytes: BytesObject? { object(of: .bytes).map { unsafeDowncast($0, to: BytesObject.self) } }
  @inlinable public var asRange: RangeObject? { object(of: .range).map { unsafeDowncast($0, to: RangeObject.self) } }
  @inlinable public var asSlice: SliceObject? { object(of: .slice).map { unsafeDowncast($0, to: SliceObject.self) } }
  @inlinable public var asType: TypeObject? { object(of: .type).map { unsafeDowncast($0, to: TypeObject.self) } }
  @inlinable public var asException: ExceptionObject? {
    object(of: .exception).map { unsafeDowncast($0, to: ExceptionObject.self) }
  }
  @inlinable public var asInstance: InstanceObject? {
    object(of: .instance).map { unsafeDowncast($0, to: InstanceObject.self) }
  }
  @inlinable public var asModule: ModuleObject? {
    object(of: .module).map { unsafeDowncast($0, to: ModuleObject.self) }
  }

  /// Python's `is`.
  @inlinable public func isIdentical(to other: Value) -> Bool {
    switch (self, other) {
    case (.none, .none), (.undefined, .undefined): true
    case (.bool(let a), .bool(let b)): a == b
    case (.int(let a), .int(let b)): a == b
    case (.float(let a), .float(let b)): a.bitPattern == b.bitPattern
    case (.object(let a), .object(let b)): a === b
    case (.native(let a), .native(let b)): a === b
    default: false
    }
  }
}
