import Machine
import Syntax

extension Session {
  /// Names that could stand at the cursor; nothing of the person's is run.
  ///
  /// - Parameter cursor: A UTF-8 offset into the text.
  /// - Returns: Where the name begins, and the whole names in order.
  public func completions(in text: String, at cursor: Int) -> (start: Int, names: [String]) {
    let bytes = Array(text.utf8.prefix(cursor))
    var start = bytes.count
    while start > 0, Session.isNamePart(bytes[start - 1]) { start -= 1 }
    let prefix = String(decoding: bytes[start...], as: UTF8.self)
    let candidates: [String]
    if start > 0, bytes[start - 1] == UInt8(ascii: ".") {
      guard let owner = owner(before: start - 1, in: bytes) else { return (start, []) }
      candidates = machine.attributeNames(of: owner)
    } else {
      guard !prefix.isEmpty else { return (start, []) }
      candidates = names() + Session.keywords
    }
    let matching = candidates.filter { $0.hasPrefix(prefix) && (prefix.hasPrefix("_") || !$0.hasPrefix("_")) }
    return (start, Array(Set(matching)).sorted())
  }

  /// All names that mean something now.
  public func names() -> [String] {
    (globals.pairs + machine.builtins.pairs).compactMap { $0.key.asString?.text } + machine.namesAtHandList()
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
      || (0x61...0x7A).contains(byte)
  }

  /// The value of the dotted name that ends at an offset. Only plain attributes are followed.
  private func owner(before end: Int, in bytes: [UInt8]) -> Value? {
    var start = end
    while start > 0, Session.isNamePart(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: ".") { start -= 1 }
    let parts = String(decoding: bytes[start..<end], as: UTF8.self).split(
      separator: ".", omittingEmptySubsequences: false)
    guard let first = parts.first, !first.isEmpty else { return nil }
    guard var value = try? machine.lookup(StringObject.interned(String(first)), in: globals) else { return nil }
    for part in parts.dropFirst() {
      guard let next = plainAttribute(of: value, String(part)) else { return nil }
      value = next
    }
    return value
  }

  /// An attribute that is found without running a property or a hook of the person's.
  private func plainAttribute(of value: Value, _ name: String) -> Value? {
    if let module = value.asModule { return module.namespace.get(StringObject.interned(name)) }
    if let instance = value.asInstance { return instance.field(StringObject.interned(name)) }
    if let type = value.asType { return type.lookup(name) }
    guard case .native = value else { return nil }
    return try? machine.attribute(of: value, name)
  }

  /// What can be completed; asynchronous code is outside the language.
  private static let keywords = Keyword.all.filter { $0 != "async" && $0 != "await" }
}
