public import Syntax

/// What a native type does itself, in place of special methods. Each runs for instances of a person's subclasses, too,
/// unless the subclass defines the special method; all are visible to a person as that method (`x.__add__`).
public struct Slots {
  public typealias Binary = (BinaryOperator, Value, Value) throws -> Value?
  public typealias Unary = (UnaryOperator, Value) throws -> Value?
  public typealias Compare = (ComparisonOperator, Value, Value) throws -> Value?

  /// Makes an instance; the type may be a subclass. Without it, `object`'s makes an `InstanceObject`.
  public var new: ((TypeObject, Arguments) throws -> Value)?
  /// `__init__`.
  public var initialize: ((Value, Arguments) throws -> Void)?
  public var call: ((Value, Arguments) throws -> Value)?

  /// Runs before the normal look-up; nil goes on with it.
  public var getAttribute: ((Value, StringObject) throws -> Value?)?
  /// Runs after the normal look-up found nothing; nil ends in AttributeError.
  public var getMissingAttribute: ((Value, StringObject) throws -> Value?)?
  /// Runs before the normal way of setting; false goes on with it.
  public var setAttribute: ((Value, StringObject, Value) throws -> Bool)?
  /// Runs before the normal way of deleting; false goes on with it.
  public var deleteAttribute: ((Value, StringObject) throws -> Bool)?
  /// Names that `getAttribute` and `getMissingAttribute` answer, for `dir` and for suggestions.
  public var attributeNames: ((Value) -> [String])?

  /// All binary operators, with the operands in source order whichever of them is of this type; nil is NotImplemented.
  public var binary: Binary?
  /// The operators that `binary` and `inPlace` know, for look-ups of their methods; nil is all of them.
  public var operators: Set<SpecialName>?
  /// `+=` and so on, when the left operand is of this type; nil goes on with `binary`.
  public var inPlace: Binary?
  /// Negative, positive, invert (never `not`); nil is "bad operand type".
  public var unary: Unary?
  /// Equality and ordering, the first operand being of this type; nil is NotImplemented.
  public var compare: Compare?

  public var truth: ((Value) throws -> Bool)?
  public var length: ((Value) throws -> Int)?
  public var getItem: ((Value, Value) throws -> Value)?
  public var setItem: ((Value, Value, Value) throws -> Void)?
  public var deleteItem: ((Value, Value) throws -> Void)?
  public var contains: ((Value, Value) throws -> Bool)?
  public var iterate: ((Value) throws -> Value)?
  /// The next element, or nil at the end.
  public var next: ((Value) throws -> Value?)?
  public var reversed: ((Value) throws -> Value)?

  public var hash: ((Value) throws -> Int)?
  public var repr: ((Value) throws -> String)?
  public var str: ((Value) throws -> String)?
  public var format: ((Value, String) throws -> String)?
  public var toInt: ((Value) throws -> Value)?
  public var toFloat: ((Value) throws -> Double)?
  public var toIndex: ((Value) throws -> Value)?

  public var enter: ((Value) throws -> Value)?
  /// The three values are type, value and traceback, or three times none.
  public var exit: ((Value, (Value, Value, Value)) throws -> Value)?

  /// `__get__` of a descriptor: itself, the instance (nil on a look-up through the class), the class.
  public var descriptorGet: ((Value, Value?, TypeObject) throws -> Value)?
  public var descriptorSet: ((Value, Value, Value) throws -> Void)?
  public var descriptorDelete: ((Value, Value) throws -> Void)?

  public init() {}

  /// Whether these slots answer a special method.
  func answers(_ special: SpecialName) -> Bool {
    switch special {
    case .new: new != nil
    case .initialize: initialize != nil
    case .call: call != nil
    case .getattribute: getAttribute != nil
    case .getattr: getMissingAttribute != nil
    case .setattr: setAttribute != nil
    case .delattr: deleteAttribute != nil
    case .neg, .pos, .invert: unary != nil
    case .eq, .ne, .lt, .le, .gt, .ge: compare != nil
    case .bool: truth != nil
    case .len: length != nil
    case .getitem: getItem != nil
    case .setitem: setItem != nil
    case .delitem: deleteItem != nil
    case .contains: contains != nil
    case .iter: iterate != nil
    case .next: next != nil
    case .reversed: reversed != nil
    case .hash: hash != nil
    case .repr: repr != nil
    case .str: str != nil
    case .format: format != nil
    case .int: toInt != nil
    case .float: toFloat != nil
    case .index: toIndex != nil
    case .enter: enter != nil
    case .exit: exit != nil
    case .get: descriptorGet != nil
    case .set: descriptorSet != nil
    case .delete: descriptorDelete != nil
    default:
      switch special.rawValue {
      case SpecialName.add.rawValue...SpecialName.rxor.rawValue: binary != nil && operators?.contains(special) ?? true
      case SpecialName.iadd.rawValue...SpecialName.ixor.rawValue: inPlace != nil && operators?.contains(special) ?? true
      default: false
      }
    }
  }
}
