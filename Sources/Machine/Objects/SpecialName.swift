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

  /// In the order of the cases. Their names would have to be asked of the runtime, which takes long at every start.
  private static let texts: [String] = """
    new init call getattribute getattr setattr delattr add sub mul truediv floordiv mod pow matmul lshift rshift and \
    or xor radd rsub rmul rtruediv rfloordiv rmod rpow rmatmul rlshift rrshift rand ror rxor iadd isub imul itruediv \
    ifloordiv imod ipow imatmul ilshift irshift iand ior ixor neg pos invert eq ne lt le gt ge bool len getitem \
    setitem delitem contains iter next reversed hash repr str format int float index enter exit get set delete \
    set_name init_subclass missing instancecheck subclasscheck length_hint complex round trunc floor ceil abs bytes \
    divmod rdivmod dir class_getitem
    """.split(separator: " ").map { "__\($0)__" }
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
