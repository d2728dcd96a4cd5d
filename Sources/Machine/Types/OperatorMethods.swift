/// Which operators the built-in types have as methods, so that `hasattr(None, "__add__")` is False: their slots are
/// asked for every operator, and a type that is not named here has them all.
enum OperatorMethods {
  static func install() {
    for (names, types) in table {
      for type in types { type.slots.operators = named(names) }
    }
  }

  /// The operators of names without their underscores.
  static func named(_ names: String) -> Set<SpecialName> {
    Set(names.split(separator: " ").compactMap { SlotWrapper.special("__\($0)__") })
  }

  nonisolated(unsafe) private static let table: [(String, [TypeObject])] = [
    ("or ror", [.none, .type]),
    ("add mul rmul mod rmod", [.str, .bytes]),
    ("add mul rmul mod rmod iadd imul", [.bytearray]),
    ("add mul rmul iadd imul", [.list]),
    ("add mul rmul", [.tuple]),
    ("or ror ior", [.dict]),
    ("sub rsub and rand or ror xor rxor isub iand ior ixor", [.set]),
    ("sub rsub and rand or ror xor rxor", [.frozenset]),
    (
      "add radd sub rsub mul rmul truediv rtruediv floordiv rfloordiv mod rmod pow rpow lshift rlshift rshift rrshift "
        + "and rand or ror xor rxor", [.int, .bool]
    ),
    ("add radd sub rsub mul rmul truediv rtruediv floordiv rfloordiv mod rmod pow rpow", [.float]),
    ("add radd sub rsub mul rmul truediv rtruediv pow rpow", [.complex]),
  ]
}
