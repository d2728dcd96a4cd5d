import Syntax

extension TypeObject {
  nonisolated(unsafe) public static let bytearray = TypeObject("bytearray", layout: .opaque)
}

/// `bytearray`.
final class ByteArrayObject: Object {
  var bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    super.init(.other)
  }

  override var type: TypeObject { .bytearray }
}

/// What `bytearray` does itself.
enum ByteArrayType {
  private static func array(_ value: Value) throws -> ByteArrayObject {
    guard case .object(let object) = value, let array = object as? ByteArrayObject else {
      throw PythonError.typeFault("a bytearray is required, not '\(value.typeName)'")
    }
    return array
  }

  private static func byte(_ value: Value) throws -> UInt8 {
    guard let number = try Machine.current.indexIfAny(value) else {
      throw PythonError.typeFault("'\(value.typeName)' object cannot be interpreted as an integer")
    }
    guard let small = number.intValue, let byte = UInt8(exactly: small) else {
      throw PythonError.valueFault("byte must be in range(0, 256)")
    }
    return byte
  }

  private static func contents(_ value: Value) throws -> [UInt8] {
    if let bytes = value.asByteData { return bytes }
    return try Machine.current.elements(value).map(byte)
  }

  static func install() {
    let type = TypeObject.bytearray
    type.summary = "A sequence of numbers from 0 to 255 that can change."
    type.canBeSubclassed = false
    type.slots.new = { _, arguments in
      let made = try Machine.current.call(.object(TypeObject.bytes), arguments)
      return .object(ByteArrayObject(made.asBytes?.bytes ?? []))
    }
    type.slots.initialize = { _, _ in }
    type.slots.repr = { value in
      let bytes = try array(value).bytes
      try MemoryCap.check(elements: bytes.count, ofSize: Quoting.mostCopies)
      return "bytearray(" + Quoting.repr(bytes: bytes, escapesSingle: true) + ")"
    }
    type.slots.truth = { try !array($0).bytes.isEmpty }
    type.slots.length = { try array($0).bytes.count }
    type.slots.hash = { throw PythonError.typeFault("unhashable type: '\($0.typeName)'") }
    type.slots.iterate = { value in
      let array = try array(value)
      var at = 0
      return .object(
        ClosureIterator(.bytearrayIterator) {
          guard at < array.bytes.count else { return nil }
          at += 1
          return .int(Int(array.bytes[at - 1]))
        })
    }
    type.slots.getItem = { value, key in
      let array = try array(value)
      if let slice = key.asSlice {
        let (start, _, step, selected) = try slice.indices(count: array.bytes.count)
        return .object(ByteArrayObject(try BytesType.part(array.bytes, start, step, selected)))
      }
      let message = "bytearray index out of range"
      let at = try SequenceOperators.position(key, array.bytes.count, typeName: "bytearray", message)
      return .int(Int(array.bytes[at]))
    }
    type.slots.setItem = { value, key, new in
      let array = try array(value)
      guard let slice = key.asSlice else {
        let message = "bytearray index out of range"
        let new = try byte(new)
        let at = try SequenceOperators.position(key, array.bytes.count, typeName: "bytearray", message)
        array.bytes[at] = new
        return
      }
      let fresh = try contents(new)
      let (start, stop, step, selected) = try slice.indices(count: array.bytes.count)
      if step == 1 {
        try MemoryCap.check((array.bytes.count + fresh.count) * 2)
        array.bytes.replaceSubrange(start..<Swift.max(start, stop), with: fresh)
      } else {
        guard fresh.count == selected else {
          throw PythonError.valueFault(
            "attempt to assign bytes of size \(fresh.count) to extended slice of size \(selected)")
        }
        for at in 0..<selected { array.bytes[start + at * step] = fresh[at] }
      }
    }
    type.slots.deleteItem = { value, key in
      let array = try array(value)
      if let slice = key.asSlice {
        let (start, _, step, selected) = try slice.indices(count: array.bytes.count)
        SequenceOperators.remove(from: &array.bytes, start, step, selected)
      } else {
        let message = "bytearray index out of range"
        let at = try SequenceOperators.position(key, array.bytes.count, typeName: "bytearray", message)
        array.bytes.remove(at: at)
      }
    }
    type.slots.contains = { value, element in
      let bytes = try array(value).bytes
      if element.asByteData != nil {
        return try Machine.current.contains(.object(BytesObject(bytes)), plain(element))
      }
      return bytes.contains(try byte(element))
    }
    type.slots.compare = { operation, left, right in
      guard let a = left.asByteData, let b = right.asByteData else { return nil }
      return .bool(operation.holds(a == b ? 0 : a.lexicographicallyPrecedes(b) ? -1 : 1))
    }
    type.slots.binary = { operation, left, right in
      switch operation {
      case .add:
        guard case .object(let object) = left, object is ByteArrayObject, let a = left.asByteData else { return nil }
        guard let b = right.asByteData else {
          throw PythonError.typeFault("can't concat \(right.typeName) to bytearray")
        }
        try MemoryCap.check(a.count + b.count)
        return .object(ByteArrayObject(a + b))
      case .multiply:
        guard let (bytes, count) = try SequenceOperators.repetition(left, right, of: { $0.asByteData }) else {
          return nil
        }
        let total = bytes.count.multipliedReportingOverflow(by: Swift.max(count, 0))
        if total.overflow || total.partialValue > SequenceOperators.mostElements { throw PythonError(.outOfMemory) }
        try MemoryCap.check(total.partialValue)
        return .object(ByteArrayObject(BytesType.repeated(bytes, Swift.max(count, 0))))
      default: return nil
      }
    }
    type.slots.inPlace = { operation, left, right in
      guard operation == .add else { return nil }
      guard let more = right.asByteData else {
        throw PythonError.typeFault("can't concat \(right.typeName) to bytearray")
      }
      let array = try array(left)
      try MemoryCap.check((array.bytes.count + more.count) * 2)
      array.bytes += more
      return left
    }
    installChanges(type)
    installMethodsOfBytes(type)
  }

  private static func installChanges(_ type: TypeObject) {
    type.method(
      "append", [.positional("self"), .positional("item", "int")], summary: "Adds a byte at the end.",
      .binary {
        let array = try array($0)
        if array.bytes.count == array.bytes.capacity { try MemoryCap.check(array.bytes.count * 2) }
        let item = try byte($1)
        array.bytes.append(item)
        return .none
      })
    type.method(
      "extend", [.positional("self"), .positional("iterable_of_ints")], summary: "Adds bytes at the end.",
      .binary {
        let (array, more) = (try array($0), try contents($1))
        try MemoryCap.check((array.bytes.count + more.count) * 2)
        array.bytes.append(contentsOf: more)
        return .none
      })
    type.method(
      "insert", [.positional("self"), .positional("index", "int"), .positional("item", "int")],
      summary: "Adds a byte before another.",
      .ternary { value, index, item in
        let array = try array(value)
        let at = try Machine.current.index(index)
        let item = try byte(item)
        let count = array.bytes.count
        if count == array.bytes.capacity { try MemoryCap.check(count * 2) }
        array.bytes.insert(item, at: Swift.min(Swift.max(at < 0 ? at + count : at, 0), count))
        return .none
      })
    type.method(
      "pop", [.positional("self"), .positional("index", "int", default: .int(-1))], summary: "Takes a byte out.",
      .bound { arguments in
        let array = try array(arguments[0])
        let index = try Machine.current.index(arguments[1])
        if array.bytes.isEmpty { throw PythonError.indexFault("pop from empty bytearray") }
        let at = try SequenceOperators.position(
          .int(index), array.bytes.count, typeName: "bytearray", "pop index out of range")
        return .int(Int(array.bytes.remove(at: at)))
      })
    type.method(
      "remove", [.positional("self"), .positional("value", "int")], summary: "Takes out the first byte of that value.",
      .binary { value, item in
        let array = try array(value)
        let item = try byte(item)
        guard let at = array.bytes.firstIndex(of: item) else {
          throw PythonError.valueFault("value not found in bytearray")
        }
        array.bytes.remove(at: at)
        return .none
      })
    type.method(
      "clear", [.positional("self")], summary: "Takes out all.",
      .unary {
        try array($0).bytes.removeAll()
        return .none
      })
    type.method(
      "reverse", [.positional("self")], summary: "Turns the order round.",
      .unary {
        try array($0).bytes.reverse()
        return .none
      })
    for name in ["copy", "__copy__"] {
      type.method(
        name, [.positional("self")], summary: "A copy.", .unary { .object(ByteArrayObject(try array($0).bytes)) })
    }
    type.method(
      "__deepcopy__", [.positional("self"), .positional("memo")], summary: "A copy.",
      .binary { value, _ in .object(ByteArrayObject(try array(value).bytes)) })
  }

  // MARK: What bytes do, too

  /// The value with bytearrays in it as bytes.
  private static func plain(_ value: Value) -> Value {
    if case .object(let object) = value, let array = object as? ByteArrayObject {
      return .object(BytesObject(array.bytes))
    }
    if let list = value.asList { return .list(list.items.map(plain)) }
    if let tuple = value.asTuple, tuple.isExactly(.tuple) { return .tuple(tuple.items.map(plain)) }
    return value
  }

  /// The value with bytes in it as bytearrays.
  private static func changeable(_ value: Value) -> Value {
    if let bytes = value.asBytes { return .object(ByteArrayObject(bytes.bytes)) }
    if let list = value.asList { return .list(list.items.map(changeable)) }
    if let tuple = value.asTuple, tuple.isExactly(.tuple) { return .tuple(tuple.items.map(changeable)) }
    return value
  }

  /// Every method of `bytes` that bytearrays have not got their own for, working on bytearrays.
  private static func installMethodsOfBytes(_ type: TypeObject) {
    for (key, value) in TypeObject.bytes.attributes.pairs {
      guard let name = key.asString?.text, type.attributes.get(name) == nil, case .object(let object) = value else {
        continue
      }
      if let function = object as? NativeFunction {
        type.method(
          name, function.parameters, summary: function.summary,
          .variadic { arguments in
            let given = arguments.positional.map(plain)
            let named = arguments.keywords.map { ($0.name.text, plain($0.value)) }
            return changeable(try Machine.current.call(.object(function), given, keywords: named))
          })
      } else if let method = object as? ClassMethodObject {
        type.classMethod(
          name, [.positional("type"), .variadic("args")], summary: "As of bytes.",
          .variadic { arguments in
            let given = [.object(TypeObject.bytes)] + arguments.positional.dropFirst().map(plain)
            return changeable(try Machine.current.call(method.function, given))
          })
      }
    }
  }
}
