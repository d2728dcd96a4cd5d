public import Syntax

/// The special methods that the machine calls itself. A type answers each with a person's method or a native slot.
public enum SpecialName: Int, CaseIterable, Sendable {
  case new, initialize, call
  case getattribute, getattr, setattr, delattr
  case add, sub, mul, truediv, floordiv, mod, pow, matmul, lshift, rshift, and, or, xor
  case radd, rsub, rmul, rtruediv, rfloordiv, rmod, rpow, rmatmul, rlshift, rrshift, rand, ror, rxor
  case iadd, isub, imul, itruediv, ifloordiv, imod, ipow, imatmul, ilshift, irshift, iand, ior, ixor
  case neg, pos, invert
  case eq, ne, lt, le, gt, ge
  case bool, len, getitem, setitem, delitem, contains, iter, next, reversed
  case hash, repr, str, format, int, float, index
  case enter, exit
  case get, set, delete, setName
  case initSubclass, missing, instancecheck, subclasscheck, lengthHint, complex, round, trunc, floor, ceil, abs, bytes
  case divmod, rdivmod, dir, classGetitem

  /// As it is written: `__add__`.
  public var text: String { SpecialName.texts[rawValue] }

  /// The interned name.
  var name: StringObject { SpecialName.names[rawValue] }

  private static let texts: [String] = allCases.map { special in
    switch special {
    case .initialize: "__init__"
    case .setName: "__set_name__"
    case .initSubclass: "__init_subclass__"
    case .lengthHint: "__length_hint__"
    case .classGetitem: "__class_getitem__"
    default: "__\(special)__"
    }
  }
  nonisolated(unsafe) private static let names: [StringObject] = texts.map(StringObject.interned)

  /// `__add__` and so on.
  @inlinable init(_ binary: BinaryOperator) {
    self = SpecialName(rawValue: SpecialName.add.rawValue + Int(binary.rawValue)).unsafelyUnwrapped
  }

  /// `__radd__` and so on.
  @inlinable init(reflected binary: BinaryOperator) {
    self = SpecialName(rawValue: SpecialName.radd.rawValue + Int(binary.rawValue)).unsafelyUnwrapped
  }

  /// `__iadd__` and so on.
  @inlinable init(inPlace binary: BinaryOperator) {
    self = SpecialName(rawValue: SpecialName.iadd.rawValue + Int(binary.rawValue)).unsafelyUnwrapped
  }

  /// The method of an ordering or equality operator.
  init?(_ comparison: ComparisonOperator) {
    switch comparison {
    case .equal: self = .eq
    case .notEqual: self = .ne
    case .less: self = .lt
    case .lessOrEqual: self = .le
    case .greater: self = .gt
    case .greaterOrEqual: self = .ge
    case .is_, .isNot, .in_, .notIn: return nil
    }
  }
}
