import Glibc
import Syntax

/// What `str` does itself: operators, indexing, comparison, representation.
enum StrType {
  static func install() {
    let type = TypeObject.str
    type.summary = "Text: a sequence of Unicode code points that never changes."
    type.slots.new = make
    type.slots.repr = { value in
      let text = try value.string("__repr__")
      try MemoryCap.check(copies: Quoting.mostCopies, of: text)
      return Quoting.repr(text.text)
    }
    type.slots.str = { try $0.string("__str__").text }
    type.slots.hash = { try $0.string("__hash__").hash }
    type.slots.truth = { try !$0.string("__bool__").isEmpty }
    type.slots.length = { try $0.string("__len__").count }
    type.slots.getItem = { try getItem($0.string("__getitem__"), $1) }
    type.slots.contains = { container, element in
      let text = try container.string("__contains__")
      guard let part = element.asString else {
        throw PythonError.typeFault("'in <string>' requires string as left operand, not \(element.typeName)")
      }
      return text.withBytes { text in part.withBytes { Haystack(text).first($0, from: 0, to: text.count) != nil } }
    }
    type.slots.iterate = { .object(StringIterator(try $0.string("__iter__"))) }
    type.slots.compare = { operation, left, right in
      guard let a = left.asString, let b = right.asString else { return nil }
      if operation == .equal { return .bool(a.hasSameText(as: b)) }
      if operation == .notEqual { return .bool(!a.hasSameText(as: b)) }
      return .bool(operation.holds(order(a.text, b.text)))
    }
    type.slots.binary = binary
    type.slots.format = { value, spec in
      let text = try value.string("__format__").text
      return try raising { () throws(TextFault) in try FormatSpec.format(text, spec) }
    }
    installCase(type)
    installClasses(type)
    installSearch(type)
    installCutting(type)
    installPadding(type)
    installCoding(type)
    type.method(
      "format", [.positional("self"), .variadic("args"), .variadicKeyword("kwargs")],
      summary: "The text with its {} fields filled in.", .variadic(FieldFormatting.method))
    type.method(
      "format_map", [.positional("self"), .positional("mapping")],
      summary: "The text with its {} fields filled in from a mapping.",
      .binary { text, mapping in
        .string(try FieldFormatting(mapping: mapping).format(text.string("format_map").text))
      })
  }

  /// The order of code points, which is the order of UTF-8 bytes.
  static func order(_ a: String, _ b: String) -> Int {
    var (a, b) = (a, b)
    return a.withUTF8 { a in
      b.withUTF8 { b in
        guard let left = a.baseAddress, let right = b.baseAddress else { return (a.count - b.count).signum() }
        let order = Int(memcmp(left, right, Swift.min(a.count, b.count)))
        return order == 0 ? (a.count - b.count).signum() : order.signum()
      }
    }
  }

  private static func getItem(_ text: StringObject, _ key: Value) throws -> Value {
    let count = text.count
    if let slice = key.asSlice {
      let (start, stop, step, selected) = try slice.indices(count: count)
      if selected == count, step == 1, text.isExactly(.string) { return .object(text) }
      if selected == 0 { return .object(StringObject.empty) }
      try MemoryCap.check(selected)
      if step == 1 {
        return text.withHaystack { haystack in
          let range = haystack.byteOffset(start)..<haystack.byteOffset(stop)
          return .object(StringObject.of(haystack.part(range), isASCII: haystack.isASCII))
        }
      }
      if text.isASCII {
        return .object(
          text.withBytes { bytes in
            StringObject.written(selected, isASCII: true) { room in
              for at in 0..<selected { room[at] = bytes[start + at * step] }
            }
          })
      }
      try MemoryCap.check(copies: MemoryCap.bytesOfCodePoint, of: text)
      let scalars = Array(text.text.unicodeScalars)
      var view = String.UnicodeScalarView()
      for at in 0..<selected { view.append(scalars[start + at * step]) }
      return .string(String(view))
    }
    var index: Int
    if case .int(let number) = key {
      index = number
    } else {
      guard try Machine.current.indexIfAny(key) != nil else {
        throw PythonError.typeFault("string indices must be integers, not '\(key.typeName)'")
      }
      index = try Machine.current.index(key)
    }
    if index < 0 { index += count }
    guard index >= 0, index < count else { throw PythonError.indexFault("string index out of range") }
    if text.isASCII {
      return .object(text.withBytes { StringObject.ascii[Int($0[index])] })
    }
    let scalars = text.text.unicodeScalars
    return .object(StringObject.character(scalars[scalars.index(scalars.startIndex, offsetBy: index)]))
  }

  private static func binary(_ operation: BinaryOperator, _ left: Value, _ right: Value) throws -> Value? {
    switch operation {
    case .add:
      guard let a = left.asString else { return nil }
      if let b = right.asString {
        try MemoryCap.check(a.byteCount + b.byteCount)
        return .object(StringObject.concatenated(a, b))
      }
      if SequenceOperators.leavesToRight(right, .radd) { return nil }
      throw PythonError.typeFault("can only concatenate str (not \"\(right.typeName)\") to str")
    case .multiply:
      guard let (text, count) = try SequenceOperators.repetition(left, right, of: { $0.asString }) else { return nil }
      if count <= 0 || text.isEmpty { return .object(StringObject.empty) }
      if text.byteCount.multipliedReportingOverflow(by: count).overflow
        || text.byteCount * count > SequenceOperators.mostElements
      {
        throw PythonError(.outOfMemory)
      }
      try MemoryCap.check(text.byteCount * count)
      return .object(repeated(text, count))
    case .modulo:
      guard let format = left.asString else { return nil }
      return .string(try PercentFormatting.format(format.text, right))
    default: return nil
    }
  }

  /// A text again and again: what is there is copied behind itself, so that it doubles each time.
  private static func repeated(_ text: StringObject, _ count: Int) -> StringObject {
    text.withBytes { part in
      StringObject.written(part.count * count, isASCII: text.isASCII) { room in
        guard let to = room.baseAddress, let from = part.baseAddress else { return }
        let whole = part.count * count
        memcpy(to, from, part.count)
        var done = part.count
        while done < whole {
          let more = Swift.min(done, whole - done)
          memcpy(to + done, to, more)
          done += more
        }
      }
    }
  }
}
