public import BigInt

/// An `int` outside 64 bits. A value inside 64 bits is always `.int`, so the two never compare equal.
public final class BigIntObject: Object {
  public let value: BigInt

  init(_ value: BigInt) {
    self.value = value
    super.init(.bigInt)
  }

  public override var type: TypeObject { .int }
}

extension Value {
  /// The integer, unboxed when it fits.
  public static func integer(_ value: BigInt) -> Value {
    if let small = Int(exactly: value) { return .int(small) }
    return .object(BigIntObject(value))
  }

  @inlinable public var asBigInt: BigIntObject? {
    object(of: .bigInt).map { unsafeDowncast($0, to: BigIntObject.self) }
  }

  /// The value as an integer of any size; bools count, instances of subclasses of int too.
  public var integerValue: BigInt? {
    switch self {
    case .int(let number): BigInt(number)
    case .bool(let flag): BigInt(flag ? 1 : 0)
    default: asBigInt?.value ?? boxedNumber?.integerValue
    }
  }

  /// The value as an integer of 64 bits; bools count, instances of subclasses of int too.
  public var intValue: Int? {
    switch self {
    case .int(let number): number
    case .bool(let flag): flag ? 1 : 0
    default: boxedNumber?.intValue
    }
  }

  /// The plain number inside an instance of a subclass of int or float.
  public var boxedNumber: Value? {
    guard case .object(let object) = self, object.tag == Kind.instance.rawValue else { return nil }
    return (unsafeDowncast(object, to: InstanceObject.self).payload as? NumberBox)?.value
  }
}

/// What an instance of a person's subclass of int or float holds.
final class NumberBox {
  let value: Value
  init(_ value: Value) { self.value = value }
}
