/// The names that a group of objects have as attributes, in order of creation: objects made alike share one, so that
/// a look-up is one comparison and one load.
final class Shape {
  let names: [StringObject]
  private var positions: [ObjectIdentifier: Int] = [:]
  private var transitions: [ObjectIdentifier: Shape] = [:]

  nonisolated(unsafe) static let empty = Shape([])

  private init(_ names: [StringObject]) {
    self.names = names
    for (position, name) in names.enumerated() { positions[ObjectIdentifier(name)] = position }
  }

  /// The position of an interned name, or -1.
  func position(of name: StringObject) -> Int {
    let count = names.count
    if count <= 8 {
      for position in 0..<count where names[position] === name { return position }
      return -1
    }
    return positions[ObjectIdentifier(name)] ?? -1
  }

  /// The shape with one more name.
  func adding(_ name: StringObject) -> Shape {
    if let known = transitions[ObjectIdentifier(name)] { return known }
    let shape = Shape(names + [name])
    transitions[ObjectIdentifier(name)] = shape
    return shape
  }

  static func of(_ names: [StringObject]) -> Shape { names.reduce(empty) { $0.adding($1) } }

  nonisolated(unsafe) private static var besideDictionaries: [[ObjectIdentifier]: Shape] = [:]
  nonisolated(unsafe) private static let emptyBesideDictionary = Shape([])

  /// The shape of what objects keep of their attributes besides a dictionary. No other object has it, so that what was
  /// learned of objects without a dictionary does not hold for it.
  static func besideDictionary(_ names: [StringObject]) -> Shape {
    if names.isEmpty { return emptyBesideDictionary }
    let key = names.map { ObjectIdentifier($0) }
    if let known = besideDictionaries[key] { return known }
    let shape = Shape(names)
    besideDictionaries[key] = shape
    return shape
  }
}

/// An instance of a class: a person's, or a native type whose own part is in `payload`.
open class InstanceObject: Object {
  public final internal(set) var classObject: TypeObject
  /// Shapes are never freed, so no count is kept.
  final unowned(unsafe) var shape: Shape
  final var values: UnsafeMutablePointer<Value>?
  final var capacity = 0
  /// The dictionary that took the attributes over when a person asked for `__dict__`.
  final var dictionary: DictObject?
  /// The native part, for a type built by the library or an instance of a subclass of one.
  public final var payload: AnyObject?

  public init(_ type: TypeObject, payload: AnyObject? = nil) {
    classObject = type
    shape = .empty
    self.payload = payload
    super.init(.instance)
  }

  /// Makes this an instance of another class, its attributes kept.
  public final func become(_ type: TypeObject) { classObject = type }

  init(fieldsOf type: TypeObject) {
    classObject = type
    shape = .empty
    super.init(.other)
  }

  /// The address of the shape: shapes are never freed, so it stands for the shape itself.
  @inline(__always) final var shapeBits: Int { Int(bitPattern: Unmanaged.passUnretained(shape).toOpaque()) }
  @inline(__always) final var classVersion: Int { classObject.version }

  /// An object with all that another has, which is left with nothing.
  init(takingOver other: InstanceObject) {
    classObject = other.classObject
    shape = other.shape
    values = other.values
    capacity = other.capacity
    dictionary = other.dictionary
    payload = other.payload
    other.values = nil
    other.capacity = 0
    other.shape = .empty
    super.init(.instance)
  }

  deinit {
    if classObject.hasFinalizer { Finalizers.add(self) }
    if let values {
      Reclaimer.release(values, shape.names.count)
      values.deallocate()
    }
    if payload != nil { Reclaimer.release(&payload) }
  }

  open override var type: TypeObject { classObject }
  open override var fields: InstanceObject? { self }

  /// The attribute kept on this very object, or nil.
  public final func field(_ name: StringObject) -> Value? {
    if let dictionary, let found = dictionary.get(name) { return found }
    let position = shape.position(of: name)
    guard position >= 0, let values else { return nil }
    return values[position]
  }

  /// Sets an attribute on this very object; the name must be interned.
  public final func setField(_ name: StringObject, _ value: Value) {
    if let dictionary, !classObject.slotNamesBesideDictionary.contains(name.text) {
      dictionary.set(name, value)
      return
    }
    let position = shape.position(of: name)
    if position >= 0, let values {
      values[position] = value
    } else if dictionary != nil {
      append(name, value, shape: .besideDictionary(shape.names + [name]))
    } else {
      append(name, value, shape: shape.adding(name))
    }
  }

  /// Adds an attribute that the shape does not have yet.
  final func append(_ name: StringObject, _ value: Value, shape next: Shape) {
    let count = shape.names.count
    if count == capacity {
      let larger = Swift.max(4, capacity * 2)
      let fresh = UnsafeMutablePointer<Value>.allocate(capacity: larger)
      if let values {
        fresh.moveInitialize(from: values, count: count)
        values.deallocate()
      }
      values = fresh
      capacity = larger
    }
    (values.unsafelyUnwrapped + count).initialize(to: value)
    shape = next
  }

  /// Removes an attribute of this very object; false when it has none of that name.
  public final func removeField(_ name: StringObject) -> Bool {
    if asDictionary().remove(name) != nil { return true }
    let position = shape.position(of: name)
    guard position >= 0 else { return false }
    let kept = fieldPairs.filter { $0.0 !== name }
    takeOutValues()
    for (name, value) in kept where classObject.slotNamesBesideDictionary.contains(name.text) { setField(name, value) }
    return true
  }

  /// Forgets all attributes that are in no dictionary.
  private final func takeOutValues() {
    let old = values
    let count = shape.names.count
    values = nil
    capacity = 0
    shape = .besideDictionary([])
    if let old {
      old.deinitialize(count: count)
      old.deallocate()
    }
  }

  /// `__dict__`: from now on the attributes live in it.
  public final func asDictionary() -> DictObject {
    if let dictionary { return dictionary }
    let result = DictObject()
    let slots = classObject.slotNamesBesideDictionary
    for (name, value) in fieldPairs where !slots.contains(name.text) { result.set(name, value) }
    adopt(result)
    return result
  }

  /// Replaces all attributes by a dictionary's entries, shared with it.
  public final func adopt(_ dictionary: DictObject) {
    let slots = classObject.slotNamesBesideDictionary
    let kept = slots.isEmpty ? [] : fieldPairs.filter { slots.contains($0.0.text) }
    takeOutValues()
    self.dictionary = dictionary
    classObject.instancesMayShadow = true
    for (name, value) in kept { setField(name, value) }
  }

  /// The attributes in order of creation.
  public final var fieldPairs: [(StringObject, Value)] {
    let fields = values.map { values in shape.names.enumerated().map { ($1, values[$0]) } } ?? []
    guard let dictionary else { return fields }
    return fields + dictionary.pairs.compactMap { pair in pair.key.asString.map { ($0, pair.value) } }
  }
}
