/// `dict`: entries in insertion order, with an open-addressed index once there are more than a few.
///
/// It is also every namespace (globals, classes, modules). Looking a name up with a
/// remembered place costs one comparison as long as no key came or went.
open class DictObject: Object {
  public struct Entry {
    /// `.undefined` for a removed entry.
    public internal(set) var key: Value
    public internal(set) var value: Value
    var hash: Int
  }

  public final internal(set) var entries: UnsafeMutablePointer<Entry>
  /// The number of entries used, removed ones included: the end for positions.
  public final internal(set) var used = 0
  /// The number of keys.
  public final internal(set) var count = 0
  final var capacity: Int
  /// Positions by hash; nil while a linear scan is as good. `empty` and `removed` are negative.
  final var index: UnsafeMutablePointer<Int32>?
  final var indexMask = 0
  /// Another number after each change of the set of keys, which no other dictionary ever has: for iterators, for
  /// comparisons that run a person's code, and for caches of the places of values.
  public final internal(set) var keysVersion = 0
  private nonisolated(unsafe) static var lastVersion = 0

  private static let empty: Int32 = -1
  private static let removed: Int32 = -2
  private static let smallest = 8

  public init() {
    capacity = DictObject.smallest
    entries = .allocate(capacity: capacity)
    super.init(.dict)
  }

  init(isSubclassInstance: Bool) {
    capacity = DictObject.smallest
    entries = .allocate(capacity: capacity)
    super.init(.dict, isSubclassInstance: isSubclassInstance)
  }

  deinit {
    for position in 0..<used {
      // Keys are hashable: what nests without end are values.
      Reclaimer.release(DictObject.valueSlot(entries + position), 1)
      DictObject.valueSlot(entries + position).initialize(to: .undefined)
    }
    entries.deinitialize(count: used)
    entries.deallocate()
    index?.deallocate()
  }

  open override var type: TypeObject { .dict }

  /// The place of an entry's value.
  @inline(__always) static func valueSlot(_ entry: UnsafeMutablePointer<Entry>) -> Slot {
    UnsafeMutableRawPointer(entry).advanced(by: MemoryLayout<Value>.stride).assumingMemoryBound(to: Value.self)
  }

  // MARK: Looking up

  @inline(__always) final func find(_ key: Value, _ hash: Int) throws -> Int {
    if case .object(let object) = key, object.tag == Kind.string.rawValue {
      return find(unsafeDowncast(object, to: StringObject.self), hash)
    }
    if case .int(let number) = key {
      let position = find(number, hash)
      if position != DictObject.unknown { return position }
    }
    return try findGeneral(key, hash)
  }

  /// The hash of a key; the commonest kinds without a detour.
  @inline(__always) static func hash(_ key: Value) throws -> Int {
    switch key {
    case .int(let number): return Integers.hash(number)
    case .object(let object) where object.tag == Kind.string.rawValue:
      return unsafeDowncast(object, to: StringObject.self).hash
    default: return try Machine.current.hash(key)
    }
  }

  /// The position of a key that is an int or an exact string, or -1; `unknown` for other keys, and where an equal key
  /// may be of another kind. Never runs a person's code.
  @inline(__always) final func plainPosition(of key: Slot) -> Int {
    if key.tag == Tag.int { return find(key.bits, Integers.hash(key.bits)) }
    guard key.kindTag == Kind.string.rawValue else { return DictObject.unknown }
    return key.reference(StringObject.self)._withUnsafeGuaranteedRef { find($0, $0.hash) }
  }

  static let unknown = -2

  /// The position of an int key, or -1; `unknown` when an equal key may be of another kind.
  @inline(__always) private final func find(_ number: Int, _ hash: Int) -> Int {
    @inline(__always) func key(_ position: Int) -> Slot {
      UnsafeMutableRawPointer(entries + position).assumingMemoryBound(to: Value.self)
    }
    guard let index else {
      for position in 0..<used {
        guard key(position).tag == Tag.int else { return DictObject.unknown }
        if key(position).bits == number { return position }
      }
      return -1
    }
    var slot = hash & indexMask
    while true {
      let position = Int(index[slot])
      if position == Int(DictObject.empty) { return -1 }
      if position >= 0, entries[position].hash == hash {
        guard key(position).tag == Tag.int else { return DictObject.unknown }
        if key(position).bits == number { return position }
      }
      slot = (slot + 1) & indexMask
    }
  }

  /// The position of a string key, or -1.
  final func find(_ name: StringObject, _ hash: Int) -> Int {
    @inline(__always) func matches(_ entry: UnsafeMutablePointer<Entry>) -> Bool {
      guard entry.pointee.hash == hash, case .object(let object) = entry.pointee.key else { return false }
      if object === name { return true }
      guard object.tag & Object.kindMask == Kind.string.rawValue else { return false }
      return unsafeDowncast(object, to: StringObject.self).hasSameText(as: name)
    }
    guard let index else {
      for position in 0..<used where matches(entries + position) { return position }
      return -1
    }
    var slot = hash & indexMask
    while true {
      let position = Int(index[slot])
      if position == Int(DictObject.empty) { return -1 }
      if position >= 0, matches(entries + position) { return position }
      slot = (slot + 1) & indexMask
    }
  }

  private final func findGeneral(_ key: Value, _ hash: Int) throws -> Int {
    restart: while true {
      let version = keysVersion
      /// Nil: a person's `__eq__` changed the dictionary, so the search starts again.
      func matches(_ position: Int) throws -> Bool? {
        guard entries[position].hash == hash else { return false }
        let candidate = entries[position].key
        if candidate.isUndefined { return false }
        if let quick = candidate.quickEquals(key) { return quick }
        let result = try Machine.current.equal(candidate, key)
        return version == keysVersion ? result : nil
      }
      guard let index else {
        for position in 0..<used {
          guard let match = try matches(position) else { continue restart }
          if match { return position }
        }
        return -1
      }
      var slot = hash & indexMask
      while true {
        let position = Int(index[slot])
        if position == Int(DictObject.empty) { return -1 }
        if position >= 0 {
          guard let match = try matches(position) else { continue restart }
          if match { return position }
        }
        slot = (slot + 1) & indexMask
      }
    }
  }

  /// The value of a key, or nil.
  public final func get(_ key: Value) throws -> Value? {
    let position = try find(key, DictObject.hash(key))
    return position < 0 ? nil : entries[position].value
  }

  /// The value of a string key, or nil; never runs a person's code.
  public final func get(_ name: StringObject) -> Value? {
    let position = find(name, name.hash)
    return position < 0 ? nil : entries[position].value
  }

  public final func get(_ name: String) -> Value? { get(StringObject.interned(name)) }

  public final func contains(_ key: Value) throws -> Bool { try find(key, DictObject.hash(key)) >= 0 }

  // MARK: Changing

  public final func set(_ key: Value, _ value: Value) throws {
    let hash = try DictObject.hash(key)
    let position = try find(key, hash)
    if position >= 0 { entries[position].value = value } else { insert(key, hash, value) }
  }

  public final func set(_ name: StringObject, _ value: Value) {
    let hash = name.hash
    let position = find(name, hash)
    if position >= 0 { entries[position].value = value } else { insert(.object(name), hash, value) }
  }

  public final func set(_ name: String, _ value: Value) { set(StringObject.interned(name), value) }

  /// Makes what was remembered of the set of keys stale.
  @inline(__always) final func keysChanged() {
    DictObject.lastVersion &+= 1
    keysVersion = DictObject.lastVersion
  }

  /// Adds an entry whose key is known to be absent.
  final func insert(_ key: Value, _ hash: Int, _ value: Value) {
    if used == capacity { grow() }
    (entries + used).initialize(to: Entry(key: key, value: value, hash: hash))
    if let index { DictObject.place(used, hash, index, indexMask) }
    used += 1
    count += 1
    keysChanged()
    if index == nil, used > DictObject.smallest { rebuildIndex() }
  }

  private static func place(_ position: Int, _ hash: Int, _ index: UnsafeMutablePointer<Int32>, _ mask: Int) {
    var slot = hash & mask
    while index[slot] >= 0 { slot = (slot + 1) & mask }
    index[slot] = Int32(truncatingIfNeeded: position)
  }

  /// An entry and its share of the index.
  private static let bytesPerEntry = MemoryLayout<Entry>.stride + 3 * MemoryLayout<Int32>.stride

  /// Makes room for one more entry, dropping removed ones when they are many.
  private final func grow() {
    var target = count * 2 > used ? Swift.max(capacity * 2, DictObject.smallest) : capacity
    if target >= MemoryCap.manyElements, !MemoryCap.hasRoom(elements: target, ofSize: DictObject.bytesPerEntry) {
      target = Swift.min(target, capacity + capacity / 8)
    }
    let fresh = UnsafeMutablePointer<Entry>.allocate(capacity: target)
    var kept = 0
    for position in 0..<used {
      if entries[position].key.isUndefined {
        (entries + position).deinitialize(count: 1)
      } else {
        (fresh + kept).moveInitialize(from: entries + position, count: 1)
        kept += 1
      }
    }
    entries.deallocate()
    entries = fresh
    used = kept
    capacity = target
    if kept > DictObject.smallest || index != nil { rebuildIndex() }
  }

  private final func rebuildIndex() {
    index?.deallocate()
    var size = 16
    while size * 2 < capacity * 3 { size *= 2 }
    let fresh = UnsafeMutablePointer<Int32>.allocate(capacity: size)
    fresh.initialize(repeating: DictObject.empty, count: size)
    indexMask = size - 1
    for position in 0..<used where !entries[position].key.isUndefined {
      DictObject.place(position, entries[position].hash, fresh, indexMask)
    }
    index = fresh
  }

  /// Removes a key and gives back its value, or nil when it is absent.
  @discardableResult public final func remove(_ key: Value) throws -> Value? {
    let position = try find(key, DictObject.hash(key))
    return position < 0 ? nil : remove(at: position)
  }

  @discardableResult public final func remove(_ name: StringObject) -> Value? {
    let position = find(name, name.hash)
    return position < 0 ? nil : remove(at: position)
  }

  /// Removes the entry at a position that is in use.
  @discardableResult public final func remove(at position: Int) -> Value {
    if let index {
      var slot = entries[position].hash & indexMask
      while Int(index[slot]) != position { slot = (slot + 1) & indexMask }
      index[slot] = DictObject.removed
    }
    let value = entries[position].value
    entries[position].key = .undefined
    entries[position].value = .undefined
    count -= 1
    keysChanged()
    if position == used - 1 {
      (entries + position).deinitialize(count: 1)
      used -= 1
    }
    return value
  }

  public final func removeAll() {
    let old = entries
    let oldUsed = used
    index?.deallocate()
    index = nil
    indexMask = 0
    capacity = DictObject.smallest
    entries = .allocate(capacity: capacity)
    used = 0
    count = 0
    keysChanged()
    old.deinitialize(count: oldUsed)
    old.deallocate()
  }

  /// Takes over entries, removed ones included, that some dictionary had.
  final func replaceAll(with kept: [Entry], count keptCount: Int) {
    removeAll()
    if kept.count > capacity {
      entries.deallocate()
      capacity = kept.count
      entries = .allocate(capacity: capacity)
    }
    entries.initialize(from: kept, count: kept.count)
    used = kept.count
    count = keptCount
    if used > DictObject.smallest { rebuildIndex() }
  }

  // MARK: Going through

  /// The first position at or after `position` that holds a key, or nil at the end.
  @inlinable public final func next(from position: Int) -> Int? {
    var position = position
    while position < used {
      if !entries[position].key.isUndefined { return position }
      position += 1
    }
    return nil
  }

  /// The pairs in insertion order, as they stand now.
  public final var pairs: [(key: Value, value: Value)] {
    var result: [(key: Value, value: Value)] = []
    result.reserveCapacity(count)
    var position = 0
    while let found = next(from: position) {
      result.append((entries[found].key, entries[found].value))
      position = found + 1
    }
    return result
  }

  public final var keys: [Value] { pairs.map(\.key) }
  public final var values: [Value] { pairs.map(\.value) }

  /// A new dictionary with the same entries; keys are not hashed again.
  public final func copy() -> DictObject {
    let result = DictObject()
    result.copyEntries(from: self)
    return result
  }

  /// Adds another dictionary's entries to this empty one.
  final func copyEntries(from other: DictObject) {
    var position = 0
    while let found = other.next(from: position) {
      let entry = other.entries[found]
      insert(entry.key, entry.hash, entry.value)
      position = found + 1
    }
  }
}

extension Value {
  /// Equality of the commonest keys; nil where it takes the general comparison.
  @inline(__always) func quickEquals(_ other: Value) -> Bool? {
    switch (self, other) {
    case (.int(let a), .int(let b)): return a == b
    case (.object(let a), .object(let b)):
      if a === b { return true }
      if a.tag == Kind.string.rawValue, b.tag == Kind.string.rawValue {
        return unsafeDowncast(a, to: StringObject.self).hasSameText(as: unsafeDowncast(b, to: StringObject.self))
      }
      return nil
    case (.none, .none): return true
    case (.native(let a), .native(let b)): return a === b ? true : nil
    default: return nil
    }
  }
}
