/// An attribute of instances that is kept with them: `<attribute '__dict__' of 'A' objects>`, `<member 'x' of 'A' objects>`.
final class KeptAttribute: Object {
  let name: String
  let owner: TypeObject
  let isMember: Bool

  init(_ name: String, _ owner: TypeObject, isMember: Bool) {
    self.name = name
    self.owner = owner
    self.isMember = isMember
    super.init(.other)
  }

  override var type: TypeObject { isMember ? .memberDescriptor : .getSetDescriptor }

  var text: String { "<\(isMember ? "member" : "attribute") '\(name)' of '\(owner.name)' objects>" }
}

extension TypeObject {
  nonisolated(unsafe) static let memberDescriptor = sealed("member_descriptor")

  /// The attributes of a class as its `__dict__` shows them: with those that its instances keep.
  var shownNamespace: DictObject {
    if isNative { return attributes }
    let shown = DictObject()
    let doc = StringObject.interned("__doc__")
    let isDocumented = attributes.get(doc)?.isNone == false
    for (key, value) in attributes.pairs {
      guard let name = key.asString, isDocumented || name.text != "__doc__" else { continue }
      shown.set(name, value)
    }
    for name in declaredSlots { shown.set(name, .object(KeptAttribute(name, self, isMember: true))) }
    for name in ["__dict__", "__weakref__"] where adds(name) {
      shown.set(name, .object(KeptAttribute(name, self, isMember: false)))
    }
    if !isDocumented { shown.set(doc, .none) }
    return shown
  }

  /// The names in the class's own `__slots__`, in order.
  private var declaredSlots: [String] {
    guard let listed = attributes.get("__slots__") else { return [] }
    let names: [String]
    if let name = listed.asString {
      names = [name.text]
    } else {
      names = ((try? Machine.current.elements(listed)) ?? []).compactMap { $0.asString?.text }
    }
    return names.filter { $0 != "__dict__" && $0 != "__weakref__" }.sorted()
  }

  /// Whether instances have an attribute that those of the bases do not have.
  private func adds(_ name: String) -> Bool {
    if attributes.get("__slots__") != nil {
      guard let listed = attributes.get("__slots__"), (try? Machine.current.contains(listed, .string(name))) == true
      else { return false }
    }
    if name == "__weakref__",
      bases.contains(where: { $0.mro.contains { TypeObject.withoutWeakReferences.contains($0) } })
    {
      return false
    }
    return !bases.contains { $0.provides(name) }
  }

  /// Types whose instances cannot be referred to weakly.
  private static var withoutWeakReferences: [TypeObject] { [.int, .tuple, .bytes] }

  /// Whether instances have the attribute, `__dict__` or `__weakref__`.
  func provides(_ name: String) -> Bool {
    if !isNative { return adds(name) || bases.contains { $0.provides(name) } }
    if self === TypeObject.type { return true }
    // Classes of the library are ordinary ones, but for a few that are there to be derived from.
    if !["builtins", "abc", "typing"].contains(module) { return true }
    return mro.contains { name == "__dict__" ? $0 === TypeObject.baseException : $0 === TypeObject.set }
  }
}

extension [TypeObject] {
  fileprivate func contains(_ type: TypeObject) -> Bool { contains { $0 === type } }
}
