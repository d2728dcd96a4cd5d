import Syntax

extension Machine {
  /// Calls a native slot through the special method it stands for: `int.__add__(1, 2)`.
  func call(_ wrapper: SlotWrapper, _ arguments: Arguments) throws -> Value {
    let slots = wrapper.owner.slots
    let special = wrapper.special
    guard arguments.count > 0 else {
      throw PythonError(
        .typeError, "descriptor '\(special.text)' of '\(wrapper.owner.name)' object needs an argument")
    }
    let receiver = arguments[0]
    func argument(_ index: Int) throws -> Value {
      guard index < arguments.count else {
        throw PythonError(.typeError, "expected \(index) argument\(index == 1 ? "" : "s"), got \(arguments.count - 1)")
      }
      return arguments[index]
    }
    func name(_ index: Int) throws -> StringObject {
      guard let name = try argument(index).asString else {
        throw PythonError(
          .typeError, "attribute name must be string, not '\(try type(of: argument(index)).name)'")
      }
      try MemoryCap.check(copiesOfName: name)
      return StringObject.interned(name.text)
    }
    switch special {
    case .new:
      guard let type = receiver.asType else {
        throw PythonError(.typeError, "\(wrapper.owner.name).__new__(X): X is not a type object")
      }
      return try slots.new?(type, arguments.dropping(1)) ?? .none
    case .initialize:
      try slots.initialize?(receiver, arguments.dropping(1))
      return .none
    case .call: return try slots.call?(receiver, arguments.dropping(1)) ?? .none
    case .getattribute:
      let name = try name(1)
      if let result = try slots.getAttribute?(receiver, name) { return result }
      if let result = try plainAttribute(of: receiver, type(of: receiver), name) { return result }
      throw missingAttribute(of: receiver, name)
    case .getattr:
      let name = try name(1)
      if let result = try slots.getMissingAttribute?(receiver, name) { return result }
      throw missingAttribute(of: receiver, name)
    case .setattr:
      let name = try name(1)
      if try slots.setAttribute?(receiver, name, argument(2)) != true {
        try plainSetAttribute(of: receiver, type(of: receiver), name, to: argument(2))
      }
      return .none
    case .delattr:
      let name = try name(1)
      if try slots.deleteAttribute?(receiver, name) != true {
        try plainDeleteAttribute(of: receiver, type(of: receiver), name)
      }
      return .none
    case .neg: return try slots.unary?(.negative, receiver) ?? .notImplemented
    case .pos: return try slots.unary?(.positive, receiver) ?? .notImplemented
    case .invert: return try slots.unary?(.invert, receiver) ?? .notImplemented
    case .eq: return try slots.compare?(.equal, receiver, argument(1)) ?? .notImplemented
    case .ne: return try slots.compare?(.notEqual, receiver, argument(1)) ?? .notImplemented
    case .lt: return try slots.compare?(.less, receiver, argument(1)) ?? .notImplemented
    case .le: return try slots.compare?(.lessOrEqual, receiver, argument(1)) ?? .notImplemented
    case .gt: return try slots.compare?(.greater, receiver, argument(1)) ?? .notImplemented
    case .ge: return try slots.compare?(.greaterOrEqual, receiver, argument(1)) ?? .notImplemented
    case .bool: return .bool(try slots.truth?(receiver) ?? true)
    case .len: return .int(try slots.length?(receiver) ?? 0)
    case .getitem: return try slots.getItem?(receiver, argument(1)) ?? .none
    case .setitem:
      try slots.setItem?(receiver, argument(1), argument(2))
      return .none
    case .delitem:
      try slots.deleteItem?(receiver, argument(1))
      return .none
    case .contains: return .bool(try slots.contains?(receiver, argument(1)) ?? false)
    case .iter: return try slots.iterate?(receiver) ?? .none
    case .next:
      if let value = try slots.next?(receiver) { return value }
      throw Machine.stopIteration(of: receiver)
    case .reversed: return try slots.reversed?(receiver) ?? .none
    case .hash: return .int(try slots.hash?(receiver) ?? 0)
    case .repr: return .string(try slots.repr?(receiver) ?? Machine.plainRepr(of: receiver, type(of: receiver)))
    case .str: return .string(try slots.str?(receiver) ?? repr(receiver))
    case .format: return .string(try slots.format?(receiver, argument(1).asString?.text ?? "") ?? str(receiver))
    case .int: return try slots.toInt?(receiver) ?? .none
    case .float: return .float(try slots.toFloat?(receiver) ?? 0)
    case .index: return try slots.toIndex?(receiver) ?? .none
    case .enter: return try slots.enter?(receiver) ?? .none
    case .exit: return try slots.exit?(receiver, (argument(1), argument(2), argument(3))) ?? .none
    case .get:
      let instance = try argument(1)
      let owner = arguments.count > 2 ? arguments[2].asType : nil
      return try slots.descriptorGet?(receiver, instance.isNone ? nil : instance, owner ?? type(of: instance)) ?? .none
    case .set:
      try slots.descriptorSet?(receiver, argument(1), argument(2))
      return .none
    case .delete:
      try slots.descriptorDelete?(receiver, argument(1))
      return .none
    default:
      try checkSequence(special, wrapper.owner, argument(1))
      return try binarySlot(special, slots, receiver, argument(1))
    }
  }

  /// A sequence says itself what it cannot be joined to or repeated by.
  private func checkSequence(_ special: SpecialName, _ type: TypeObject, _ other: Value) throws {
    let isBytes = type === TypeObject.bytes || type === TypeObject.bytearray
    guard isBytes || [.string, .list, .tuple].contains(type.layout) else { return }
    switch special {
    case .mul, .rmul, .imul: _ = try wholeNumber(other)
    case .add:
      if isBytes, other.asBytes == nil {
        throw PythonError(.typeError, "can't concat \(self.type(of: other).errorName) to \(type.name)")
      }
    default: break
    }
  }

  private func binarySlot(_ special: SpecialName, _ slots: Slots, _ receiver: Value, _ other: Value) throws -> Value {
    func operation(after first: SpecialName) -> BinaryOperator? {
      BinaryOperator(rawValue: UInt8(clamping: special.rawValue - first.rawValue))
    }
    switch special.rawValue {
    case SpecialName.add.rawValue...SpecialName.xor.rawValue:
      guard let operation = operation(after: .add) else { return .notImplemented }
      return try slots.binary?(operation, receiver, other) ?? .notImplemented
    case SpecialName.radd.rawValue...SpecialName.rxor.rawValue:
      guard let operation = operation(after: .radd) else { return .notImplemented }
      return try slots.binary?(operation, other, receiver) ?? .notImplemented
    case SpecialName.iadd.rawValue...SpecialName.ixor.rawValue:
      guard let operation = operation(after: .iadd) else { return .notImplemented }
      return try slots.inPlace?(operation, receiver, other) ?? .notImplemented
    default: return .notImplemented
    }
  }
}
