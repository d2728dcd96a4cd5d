/// A class: built natively or by a person's `class` statement.
public final class TypeObject: Object {
  public let name: String
  public var qualifiedName: String
  /// What errors about operators call instances: with the module where CPython does so.
  public var errorName: String
  /// Whether `match` takes its instances for sequences, besides lists, tuples and ranges.
  public var isSequencePattern = false
  /// Whether instances of this class and of those derived from it match mapping patterns, besides dictionaries.
  var isMappingPattern = false
  var isMapping: Bool { mro.contains { $0.isMappingPattern } }
  /// The same for this class or one it is derived from.
  var isSequence: Bool { mro.contains { $0.isSequencePattern } }
  /// `__module__`; "builtins" is left out where Python leaves it out.
  public var module: String
  public private(set) var bases: [TypeObject]
  /// This class and its ancestors in the order of look-up (C3).
  public private(set) var mro: [TypeObject]
  /// `__dict__`.
  public var attributes: DictObject {
    if lateDeclaration != nil { declare() }
    return ownAttributes
  }
  private let ownAttributes = DictObject()
  /// Adds the rest of a native class's attributes.
  private var lateDeclaration: ((TypeObject) -> Void)?
  /// What a native type does itself. Set before the first instance is made.
  public var slots = Slots()
  /// Built by `TypeObject.init` from Swift, not by a `class` statement.
  public let isNative: Bool
  /// How instances are laid out: the nearest ancestor whose instances are not plain `InstanceObject`s.
  public let layout: Layout
  /// One sentence, for `help`.
  public var summary: String
  /// What else the declaration of this native class says; asked when help or completion wants it.
  public var notes: (() -> DeclarationNotes)?
  /// What help says of an instance, besides how it is shown.
  public var describe: ((Value) -> [Documentation.Fact])?
  /// Whether a person may set attributes of this native class.
  public var acceptsAttributes = false
  /// Runs when a class derived from this native one was made.
  public var subclassHook: ((TypeObject) throws -> Void)?
  /// Answers `Class.name` for this native class and those derived from it, after all else failed.
  public var metaAttribute: ((TypeObject, StringObject) throws -> Value?)?
  /// The class derived from `type` that this is an instance of; nil is `type` itself.
  public internal(set) var metaclass: TypeObject?
  /// Methods that a derived class must define before there can be instances.
  var abstractNames: [String] = []
  /// Classes that count as derived from this one without being so.
  var virtualSubclasses: [TypeObject] = []
  /// False for types that Python does not let one derive from (`bool`, `NoneType`, functions).
  public var canBeSubclassed = true

  public enum Layout: Sendable { case instance, string, list, tuple, dict, set, frozenset, number, exception, opaque }

  /// Changes whenever an attribute of this class or of an ancestor changes; never repeats.
  var version = TypeObject.newVersion()
  /// The attributes that instances are limited to by `__slots__`, or nil.
  final var slotNames: Set<String>?
  /// The attributes of `__slots__`, its own and inherited, that instances have besides their dictionary.
  final var slotNamesBesideDictionary: Set<String> = []
  /// Whether this class adds to the layout of its instances, as CPython counts.
  final var addsLayout: Bool
  /// Whether `__del__` is to run when an instance dies.
  private(set) final var hasFinalizer = false
  nonisolated(unsafe) private static let finalizerName = StringObject.interned("__del__")
  /// Whether an instance's own attribute may hide one of the class, so that method caches must look at the instance.
  var instancesMayShadow = false
  /// What `plainInitializer` found for this version.
  var knownInitializer: FunctionObject?
  var initializerVersion = 0
  /// The classes derived from this one, each until it goes. Not weak: that would make every count of a class's
  /// references take the slow way, and every instance holds its class.
  private var subclasses: [Unmanaged<TypeObject>] = []
  /// Who answers each special method, as far as that was asked since the last change; nil when it never was.
  private var plainResolved: UnsafeMutablePointer<Resolution?>?
  private var attributeCache: [ObjectIdentifier: Value?] = [:]

  nonisolated(unsafe) private static var lastVersion = 0
  private static func newVersion() -> Int {
    lastVersion &+= 1
    return lastVersion
  }

  /// A native type. Attributes and slots are added next; `bases` defaults to `object`.
  public init(
    _ name: String, module: String = "builtins", bases: [TypeObject]? = nil, layout: Layout? = nil, summary: String = ""
  ) {
    self.name = name
    qualifiedName = name
    errorName = name
    self.module = module
    let bases = bases ?? [.object]
    self.bases = bases
    self.summary = summary
    isNative = true
    let inherited = bases.first?.layout ?? .instance
    self.layout = layout ?? inherited
    addsLayout = self.layout != .instance && inherited == .instance
    mro = []
    super.init(.type)
    // Native types are declared by us: an order always exists.
    mro = TypeObject.linearize(self, bases) ?? [self]
    for base in bases { base.subclasses.append(Unmanaged.passUnretained(self)) }
  }

  /// The root of all classes.
  init(rootNamed name: String) {
    self.name = name
    qualifiedName = name
    errorName = name
    module = "builtins"
    bases = []
    summary = "The base class of the class hierarchy."
    isNative = true
    layout = .instance
    addsLayout = true
    mro = []
    super.init(.type)
    mro = [self]
  }

  /// A person's class; throws what Python says of bases that do not go together.
  init(_ name: String, module: String, bases: [TypeObject]) throws {
    self.name = name
    qualifiedName = name
    errorName = name
    self.module = module
    self.bases = bases
    summary = ""
    isNative = false
    addsLayout = false
    let special = bases.map(\.layout).filter { $0 != .instance }
    layout = special.first ?? .instance
    mro = []
    super.init(.type)
    for base in bases where !base.canBeSubclassed {
      throw PythonError(.typeError, "type '\(base.name)' is not an acceptable base type")
    }
    guard TypeObject.layoutOwner(of: bases) != nil else {
      throw PythonError(.typeError, "multiple bases have instance lay-out conflict")
    }
    var seen: Set<ObjectIdentifier> = []
    for base in bases where !seen.insert(ObjectIdentifier(base)).inserted {
      throw PythonError(.typeError, "duplicate base class \(base.name)")
    }
    guard let order = TypeObject.linearize(self, bases) else {
      let names = bases.map(\.name).joined(separator: ", ")
      throw PythonError(
        .typeError, "Cannot create a consistent method resolution\norder (MRO) for bases \(names)")
    }
    mro = order
    for base in bases { base.subclasses.append(Unmanaged.passUnretained(self)) }
  }

  deinit {
    forgetResolved()
    let own = Unmanaged.passUnretained(self).toOpaque()
    for base in bases { base.subclasses.removeAll { $0.toOpaque() == own } }
  }

  private func newTable() -> UnsafeMutablePointer<Resolution?> {
    let table = UnsafeMutablePointer<Resolution?>.allocate(capacity: SpecialName.allCases.count)
    table.initialize(repeating: nil, count: SpecialName.allCases.count)
    plainResolved = table
    return table
  }

  private func forgetResolved() {
    guard let table = plainResolved else { return }
    table.deinitialize(count: SpecialName.allCases.count)
    table.deallocate()
    plainResolved = nil
  }

  public override var type: TypeObject { metaclass ?? .type }

  /// The classes derived from this one that are still in use.
  public var directSubclasses: [TypeObject] { subclasses.map { $0.takeUnretainedValue() } }

  public func isSubclass(of other: TypeObject) -> Bool {
    if self === other { return true }
    for ancestor in mro where ancestor === other { return true }
    return false
  }

  /// The nearest native ancestor, this class included.
  public var nativeBase: TypeObject { mro.first { $0.isNative && $0 !== TypeObject.object } ?? .object }

  /// C3: this class, then a merge of the bases' orders and the bases; nil when there is none.
  private static func linearize(_ type: TypeObject, _ bases: [TypeObject]) -> [TypeObject]? {
    var lists = bases.map { ArraySlice($0.mro) } + [ArraySlice(bases)]
    var result = [type]
    while true {
      lists.removeAll(where: \.isEmpty)
      if lists.isEmpty { return result }
      let candidate = lists.lazy.compactMap(\.first).first { head in
        !lists.contains { $0.dropFirst().contains { $0 === head } }
      }
      guard let candidate else { return nil }
      result.append(candidate)
      for at in lists.indices where lists[at].first === candidate { lists[at].removeFirst() }
    }
  }

  /// The nearest class, this one included, that adds to the layout of instances.
  private var layoutOwner: TypeObject { addsLayout ? self : TypeObject.layoutOwner(of: bases) ?? .object }

  /// The class whose layout instances of a class with these bases have; nil where two do not go together.
  private static func layoutOwner(of bases: [TypeObject]) -> TypeObject? {
    var owner = TypeObject.object
    for candidate in bases.map(\.layoutOwner) where !owner.isSubclass(of: candidate) {
      guard candidate.isSubclass(of: owner) else { return nil }
      owner = candidate
    }
    return owner
  }

  // MARK: Attributes

  /// The attribute as it stands in this class or the first ancestor that has it; descriptors are not applied.
  public func lookup(_ name: StringObject) -> Value? {
    if let known = attributeCache[ObjectIdentifier(name)] { return known }
    var found: Value?
    for ancestor in mro {
      if let value = ancestor.attributes.get(name) {
        found = value
        break
      }
    }
    if name.isInterned { attributeCache[ObjectIdentifier(name)] = .some(found) }
    return found
  }

  public func lookup(_ name: String) -> Value? { lookup(StringObject.interned(name)) }

  /// Sets an attribute of the class itself.
  public func set(_ name: StringObject, _ value: Value) {
    attributes.set(name, value)
    changed()
  }

  public func set(_ name: String, _ value: Value) { set(StringObject.interned(name), value) }

  /// Says how a native class gets the rest of its attributes, when the first of them is looked for: who does not use the
  /// class does not wait for them. What it answers by slots stands from the beginning.
  public func declareLater(_ declaration: @escaping (TypeObject) -> Void) { lateDeclaration = declaration }

  private func declare() {
    let declaration = lateDeclaration
    lateDeclaration = nil
    declaration?(self)
  }

  public func removeAttribute(_ name: StringObject) -> Bool {
    guard attributes.remove(name) != nil else { return false }
    changed()
    return true
  }

  /// Forgets what was cached about this class and its subclasses.
  func changed() {
    version = TypeObject.newVersion()
    if !isNative { instancesMayShadow = true }
    attributeCache.removeAll(keepingCapacity: true)
    if !isNative {
      hasFinalizer = mro.contains { !$0.isNative && $0.attributes.get(TypeObject.finalizerName) != nil }
      if hasFinalizer { Finalizers.areKnown = true }
    }
    forgetResolved()
    for subclass in subclasses { subclass.takeUnretainedValue().changed() }
  }

  // MARK: Special methods

  /// Who answers a special method.
  enum Resolution {
    case nobody
    /// The slots of this type.
    case slot(TypeObject)
    /// An attribute of a class, not yet bound.
    case method(Value)
  }

  /// Who answers a special method for instances of this class.
  func resolve(_ special: SpecialName) -> Resolution {
    if let known = plainResolved?[special.rawValue] { return known }
    var result = Resolution.nobody
    for ancestor in mro {
      // What `object` has under such names is the machine's own way of doing it.
      if ancestor !== TypeObject.object, let value = ancestor.attributes.get(special.name) {
        result = .method(value)
        break
      }
      if ancestor.slots.answers(special) {
        result = .slot(ancestor)
        break
      }
    }
    (plainResolved ?? newTable())[special.rawValue] = result
    return result
  }

  /// Whether instances answer a special method at all.
  public func answers(_ special: SpecialName) -> Bool {
    if case .nobody = resolve(special) { return false }
    return true
  }
}
