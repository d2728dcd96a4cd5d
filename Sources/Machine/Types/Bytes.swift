import Glibc
import Syntax

/// What `bytes` does itself.
enum BytesType {
  static func install() {
    let type = TypeObject.bytes
    type.summary = "A sequence of numbers from 0 to 255 that never changes."
    type.canBeSubclassed = false
    type.slots.new = make
    type.slots.repr = { value in
      let bytes = try value.bytesObject("__repr__").bytes
      try MemoryCap.check(elements: bytes.count, ofSize: Quoting.mostCopies)
      return Quoting.repr(bytes: bytes)
    }
    type.slots.truth = { try !$0.bytesObject("__bool__").bytes.isEmpty }
    type.slots.length = { try $0.bytesObject("__len__").bytes.count }
    type.slots.hash = { value in try value.bytesObject("__hash__").bytes.withUnsafeBytes(StringHash.hash) }
    type.slots.getItem = { value, key in
      let bytes = try value.bytesObject("__getitem__").bytes
      if let slice = key.asSlice {
        let (start, _, step, selected) = try slice.indices(count: bytes.count)
        if selected == bytes.count, step == 1 { return value }
        return .object(BytesObject(try part(bytes, start, step, selected)))
      }
      guard try Machine.current.indexIfAny(key) != nil else {
        throw PythonError.typeFault("byte indices must be integers or slices, not \(key.typeName)")
      }
      let at = try SequenceOperators.position(key, bytes.count, typeName: "byte", "index out of range")
      return .int(Int(bytes[at]))
    }
    type.slots.contains = { value, element in
      let bytes = try value.bytesObject("__contains__").bytes
      if let part = element.asByteData {
        return bytes.withUnsafeBufferPointer { whole in
          part.withUnsafeBufferPointer { Haystack(whole).first($0, from: 0, to: whole.count) != nil }
        }
      }
      guard let index = try Machine.current.indexIfAny(element) else {
        throw PythonError.typeFault("a bytes-like object is required, not '\(element.typeName)'")
      }
      guard let byte = index.intValue.flatMap(UInt8.init(exactly:)) else {
        throw PythonError.valueFault("byte must be in range(0, 256)")
      }
      return bytes.contains(byte)
    }
    type.slots.iterate = { value in
      let bytes = try value.bytesObject("__iter__").bytes
      var at = 0
      return .object(
        ClosureIterator(.bytesIterator) {
          guard at < bytes.count else { return nil }
          at += 1
          return .int(Int(bytes[at - 1]))
        })
    }
    type.slots.compare = { operation, left, right in
      guard let a = left.asByteData, let b = right.asByteData else { return nil }
      let order = a == b ? 0 : (a.lexicographicallyPrecedes(b) ? -1 : 1)
      return .bool(operation.holds(order))
    }
    type.slots.binary = { operation, left, right in
      switch operation {
      case .add:
        guard let a = left.asBytes else { return nil }
        if let b = right.asByteData {
          try MemoryCap.check(a.bytes.count + b.count)
          return .object(BytesObject(a.bytes + b))
        }
        if SequenceOperators.leavesToRight(right, .radd) { return nil }
        throw PythonError.typeFault("can't concat \(right.typeName) to bytes")
      case .multiply:
        guard let (bytes, count) = try SequenceOperators.repetition(left, right, of: { $0.asBytes }) else { return nil }
        let total = bytes.bytes.count.multipliedReportingOverflow(by: Swift.max(count, 0))
        if total.overflow || total.partialValue > SequenceOperators.mostElements { throw PythonError(.outOfMemory) }
        try MemoryCap.check(total.partialValue)
        return .object(BytesObject(repeated(bytes.bytes, Swift.max(count, 0))))
      case .modulo:
        guard let format = left.asBytes else { return nil }
        return .object(try PercentFormatting.format(format, right))
      default: return nil
      }
    }
    let coding: [Parameter] = [
      .positional("self"), Parameter("encoding", default: .string("utf-8"), type: "str"),
      Parameter("errors", default: .string("strict"), type: "str"),
    ]
    type.method(
      "decode", coding, summary: "The text that the bytes encode.",
      .bound { arguments in
        let name = try arguments[1].stringArgument("decode() argument 'encoding'").text
        let errors = try arguments[2].stringArgument("decode() argument 'errors'").text
        return .string(try Encoding(named: name).decode(arguments[0].byteData("decode"), errors: errors))
      })
    installCoding(type)
    installSearch(type)
    installCutting(type)
    installPadding(type)
    installCase(type)
  }

  /// Every `step`th of the bytes from `start` on, so many of them.
  static func part(_ bytes: [UInt8], _ start: Int, _ step: Int, _ selected: Int) throws -> [UInt8] {
    if selected == 0 { return [] }
    try MemoryCap.check(selected)
    return step == 1 ? Array(bytes[start..<start + selected]) : (0..<selected).map { bytes[start + $0 * step] }
  }

  /// Bytes again and again: what is there is copied behind itself, so that it doubles each time.
  static func repeated(_ bytes: [UInt8], _ count: Int) -> [UInt8] {
    let whole = bytes.count * count
    return [UInt8](unsafeUninitializedCapacity: whole) { room, length in
      length = whole
      guard whole > 0, let to = room.baseAddress else { return }
      _ = room.update(fromContentsOf: bytes)
      var done = bytes.count
      while done < whole {
        let more = Swift.min(done, whole - done)
        memcpy(to + done, to, more)
        done += more
      }
    }
  }

  private static func make(_ type: TypeObject, _ arguments: Arguments) throws -> Value {
    let bound = try arguments.parse("bytes", ["source", "encoding", "errors"])
    guard let source = bound[0] else { return .object(BytesObject([])) }
    if let text = source.asString {
      guard let name = try bound[1]?.stringArgument("bytes() argument 'encoding'").text else {
        throw PythonError.typeFault("string argument without an encoding")
      }
      let errors = try bound[2]?.stringArgument("bytes() argument 'errors'").text ?? "strict"
      return .object(BytesObject(try Encoding(named: name).encode(text.text, errors: errors)))
    }
    if bound[1] != nil { throw PythonError.typeFault("encoding without a string argument") }
    if case .method(let method) = Machine.current.type(of: source).resolve(.bytes) {
      let made = try Machine.current.callMethod(method, on: source)
      guard made.asBytes != nil else {
        throw PythonError.typeFault("__bytes__ returned non-bytes (type \(made.typeName))")
      }
      return made
    }
    if let bytes = source.asBytes { return .object(bytes) }
    if let bytes = source.asByteData { return .object(BytesObject(bytes)) }
    if let index = try Machine.current.indexIfAny(source) {
      guard case .int(let count) = index else {
        throw PythonError(.overflowError, "cannot fit 'int' into an index-sized integer")
      }
      if count < 0 { throw PythonError.valueFault("negative count") }
      if count > TextFault.longestPadding { throw PythonError(.outOfMemory) }
      return .object(BytesObject(Array(repeating: 0, count: count)))
    }
    guard Machine.current.type(of: source).answers(.iter) else {
      throw PythonError.typeFault("cannot convert '\(source.typeName)' object to bytes")
    }
    return .object(BytesObject(try bytes(of: Machine.current.elements(source))))
  }

  static func bytes(of items: [Value]) throws -> [UInt8] {
    try items.map { item in
      let number = try Machine.current.index(item)
      guard let byte = UInt8(exactly: number) else { throw PythonError.valueFault("bytes must be in range(0, 256)") }
      return byte
    }
  }
}
