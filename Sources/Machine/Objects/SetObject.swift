/// `set` and `frozenset`, laid out and probed as CPython's sets are, so that iteration gives the same order.
open class SetObject: Object {
  struct Entry {
    /// `.undefined` for an empty entry; see `isRemoved`.
    var key: Value
    /// -1 with an undefined key marks a removed entry.
    var hash: Int
  }

  final var table: [Entry]
  final var mask: Int
  /// Where `pop` goes on looking.
  private final var finger = 0
  /// Entries in use and removed.
  final var fill = 0
  /// The number of elements.
  public final private(set) var count = 0
  public final let isFrozen: Bool
  final var cachedHash: Int?
  public final private(set) var version = 0

  private static let smallest = 8
  private static let linearProbes = 9

  public init(isFrozen: Bool = false) {
    self.isFrozen = isFrozen
    table = Array(repeating: Entry(key: .undefined, hash: 0), count: SetObject.smallest)
    mask = SetObject.smallest - 1
    super.init(.set)
  }

  init(isFrozen: Bool, isSubclassInstance: Bool) {
    self.isFrozen = isFrozen
    table = Array(repeating: Entry(key: .undefined, hash: 0), count: SetObject.smallest)
    mask = SetObject.smallest - 1
    super.init(.set, isSubclassInstance: isSubclassInstance)
  }

  deinit {
    var elements = self.elements
    table = []
    Reclaimer.release(&elements)
  }

  open override var type: TypeObject { isFrozen ? .frozenset : .set }

  /// The elements in iteration order.
  public final var elements: [Value] {
    var result: [Value] = []
    result.reserveCapacity(count)
    for entry in table where !entry.key.isUndefined { result.append(entry.key) }
    return result
  }

  /// The first table position at or after `position` that holds an element, with that element.
  public final func next(from position: Int) -> (position: Int, element: Value)? {
    var position = position
    while position < table.count {
      if !table[position].key.isUndefined { return (position, table[position].key) }
      position += 1
    }
    return nil
  }

  /// The position of the key, or where it would go (`found` false).
  private final func look(_ key: Value, _ hash: Int, forInsertion: Bool) throws -> (position: Int, found: Bool) {
    restart: while true {
      let stamp = version
      var perturb = UInt(bitPattern: hash)
      var position = hash & mask
      var free = -1
      while true {
        var probes = position + SetObject.linearProbes <= mask ? SetObject.linearProbes : 0
        var at = position
        while true {
          let entry = table[at]
          if entry.key.isUndefined {
            if entry.hash != -1 { return (free >= 0 ? free : at, false) }
            if forInsertion { free = at }
          } else if entry.hash == hash {
            if let quick = entry.key.quickEquals(key) {
              if quick { return (at, true) }
            } else {
              let equal = try Machine.current.equal(entry.key, key)
              if stamp != version { continue restart }
              if equal { return (at, true) }
            }
          }
          at += 1
          if probes == 0 { break }
          probes -= 1
        }
        perturb >>= 5
        position = Int(bitPattern: (UInt(bitPattern: position) &* 5 &+ 1 &+ perturb)) & mask
      }
    }
  }

  public final func contains(_ key: Value) throws -> Bool {
    try look(key, Machine.current.hash(key), forInsertion: false).found
  }

  /// Adds an element; false when it was there already.
  @discardableResult public final func insert(_ key: Value) throws -> Bool {
    try insert(key, hash: Machine.current.hash(key))
  }

  final func insert(_ key: Value, hash: Int) throws -> Bool {
    let (position, found) = try look(key, hash, forInsertion: true)
    if found { return false }
    let isReused = table[position].hash == -1
    if !isReused {
      if mask >= MemoryCap.manyElements, (fill + 1) * 5 >= mask * 3 {
        try MemoryCap.check(elements: (mask + 1) * 2, ofSize: MemoryLayout<Entry>.stride)
      }
      fill += 1
    }
    table[position] = Entry(key: key, hash: hash)
    count += 1
    version &+= 1
    if !isReused, fill * 5 >= mask * 3 { resize(count > 50_000 ? count * 2 : count * 4) }
    return true
  }

  /// Removes an element; false when it was absent.
  @discardableResult public final func remove(_ key: Value) throws -> Bool {
    let (position, found) = try look(key, Machine.current.hash(key), forInsertion: false)
    if !found { return false }
    remove(at: position)
    return true
  }

  /// Takes some element out, where CPython would; nil when there is none.
  public final func pop() -> Value? {
    if count == 0 { return nil }
    var position = finger & mask
    while table[position].key.isUndefined { position = position == mask ? 0 : position + 1 }
    let key = table[position].key
    remove(at: position)
    finger = position + 1
    return key
  }

  /// Takes over what another set holds, with its table.
  final func take(from other: SetObject) {
    table = other.table
    mask = other.mask
    fill = other.fill
    count = other.count
    finger = other.finger
    version &+= 1
  }

  /// Makes room for so many more elements at once.
  final func reserve(_ more: Int) {
    if (fill + more) * 5 >= mask * 3 { resize((count + more) * 2) }
  }

  /// Forgets the places of removed elements when they are more than a quarter.
  final func tidy() {
    if fill - count > mask / 4 { resize(count > 50_000 ? count * 2 : count * 4) }
  }

  public final func remove(at position: Int) {
    table[position] = Entry(key: .undefined, hash: -1)
    count -= 1
    version &+= 1
  }

  public final func removeAll() {
    table = Array(repeating: Entry(key: .undefined, hash: 0), count: SetObject.smallest)
    mask = SetObject.smallest - 1
    fill = 0
    count = 0
    version &+= 1
  }

  private final func resize(_ least: Int) {
    var size = SetObject.smallest
    while size <= least { size *= 2 }
    let old = table
    table = Array(repeating: Entry(key: .undefined, hash: 0), count: size)
    mask = size - 1
    fill = count
    for entry in old where !entry.key.isUndefined { placeClean(entry) }
  }

  /// Puts an entry into a table that holds neither it nor removed entries.
  private final func placeClean(_ entry: Entry) {
    var perturb = UInt(bitPattern: entry.hash)
    var position = entry.hash & mask
    while true {
      let last = position + SetObject.linearProbes <= mask ? position + SetObject.linearProbes : position
      for at in position...last where table[at].key.isUndefined {
        table[at] = entry
        return
      }
      perturb >>= 5
      position = Int(bitPattern: (UInt(bitPattern: position) &* 5 &+ 1 &+ perturb)) & mask
    }
  }

  /// A copy of this set's elements, as CPython copies: the same table when nothing was removed.
  public final func copy(isFrozen: Bool) -> SetObject {
    let result = SetObject(isFrozen: isFrozen)
    result.merge(self)
    return result
  }

  /// Adds all elements of another set, in CPython's way of doing it (which decides the order).
  public final func merge(_ other: SetObject) {
    if other === self || other.count == 0 { return }
    reserve(other.count)
    if fill == 0, mask == other.mask, other.fill == other.count {
      table = other.table
      fill = other.fill
      count = other.count
    } else if fill == 0 {
      fill = other.count
      count = other.count
      for entry in other.table where !entry.key.isUndefined { placeClean(entry) }
    } else {
      for entry in other.table where !entry.key.isUndefined { _ = try? insert(entry.key, hash: entry.hash) }
    }
    version &+= 1
  }
}
