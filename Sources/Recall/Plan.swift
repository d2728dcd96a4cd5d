/// How objects of one class are remembered.
class Plan {
  /// The bytes that the memory of one object takes.
  let size: Int

  init(size: Int) { self.size = size }

  /// Whether there is nothing to remember and nothing to be found.
  var isLeaf: Bool { false }

  /// Writes what is to be remembered to `memory`, and hands on what the object refers to.
  func keep(_ object: AnyObject, in memory: UnsafeMutableRawPointer, _ recollector: Recollector) {}
  /// Puts what was written back.
  func recall(_ object: AnyObject, from memory: UnsafeMutableRawPointer) {}
  /// Whether what was written suffices.
  func canRecall(_ object: AnyObject, from memory: UnsafeMutableRawPointer) -> Bool { true }
  /// What is left to do when everything is back.
  func settle(_ object: AnyObject) {}
  /// Frees what was written.
  func forget(_ memory: UnsafeMutableRawPointer) {}

  static func aligned(_ offset: Int) -> Int { (offset + 15) & ~15 }

  /// The plan of a class, made when it is first met.
  static func of(_ type: AnyClass) -> Plan {
    let key = ObjectIdentifier(type)
    if let known = known[key] { return known }
    let plan = make(type)
    known[key] = plan
    return plan
  }

  nonisolated(unsafe) private static var known: [ObjectIdentifier: Plan] = [:]

  private static func make(_ type: AnyClass) -> Plan {
    // The ancestor that conforms first speaks for its own fields; those of the classes below it are added.
    var speaker: (any Recalled.Type)?
    var ancestor: AnyClass? = type
    var spoken = 0
    while let current = ancestor, let recalled = current as? any Recalled.Type {
      speaker = recalled
      spoken = RuntimeField.count(of: current)
      ancestor = _getSuperclass(current)
    }
    let fields = FieldsPlan(Array(RuntimeField.all(of: type).dropFirst(spoken)))
    guard let speaker else { return fields }
    func open<T: Recalled>(_ speaker: T.Type) -> Plan { RecalledPlan<T>(and: fields) }
    return open(speaker)
  }
}

/// Field by field: variables are copied, and what any field refers to is looked at, too.
final class FieldsPlan: Plan {
  private let variables: [(offset: Int, memory: Int, field: FieldCopy)]
  private let references: [(offset: Int, reader: Reader)]

  init(_ fields: [RuntimeField]) {
    var variables: [(Int, Int, FieldCopy)] = []
    var end = 0
    for field in fields where field.isVariable && field.isStrong {
      let copy = FieldCopy.of(field.type)
      variables.append((field.offset, end, copy))
      end = Plan.aligned(end + copy.size)
    }
    self.variables = variables
    references = fields.filter(\.isStrong).compactMap { field in Reader.of(field.type).map { (field.offset, $0) } }
    super.init(size: end)
  }

  override var isLeaf: Bool { variables.isEmpty && references.isEmpty }

  private func address(_ object: AnyObject) -> UnsafeMutableRawPointer {
    Unmanaged.passUnretained(object).toOpaque()
  }

  override func keep(_ object: AnyObject, in memory: UnsafeMutableRawPointer, _ recollector: Recollector) {
    let base = address(object)
    for variable in variables { variable.field.copy(base + variable.offset, memory + variable.memory) }
    for reference in references { reference.reader.read(base + reference.offset, count: 1, recollector) }
  }

  override func recall(_ object: AnyObject, from memory: UnsafeMutableRawPointer) {
    let base = address(object)
    for variable in variables { variable.field.assign(memory + variable.memory, base + variable.offset) }
  }

  override func forget(_ memory: UnsafeMutableRawPointer) {
    for variable in variables { variable.field.destroy(memory + variable.memory) }
  }
}

/// As the class says, then the fields of the classes derived from it.
final class RecalledPlan<T: Recalled>: Plan {
  private let rest: FieldsPlan
  private let start: Int

  init(and rest: FieldsPlan) {
    self.rest = rest
    start = Plan.aligned(MemoryLayout<T.Memory>.size)
    super.init(size: start + rest.size)
  }

  override var isLeaf: Bool { T.self is any Unchanging.Type && rest.isLeaf }

  override func keep(_ object: AnyObject, in memory: UnsafeMutableRawPointer, _ recollector: Recollector) {
    memory.initializeMemory(as: T.Memory.self, to: unsafeDowncast(object, to: T.self).memory(recollector))
    rest.keep(object, in: memory + start, recollector)
  }

  override func recall(_ object: AnyObject, from memory: UnsafeMutableRawPointer) {
    unsafeDowncast(object, to: T.self).recall(memory.assumingMemoryBound(to: T.Memory.self).pointee)
    rest.recall(object, from: memory + start)
  }

  override func canRecall(_ object: AnyObject, from memory: UnsafeMutableRawPointer) -> Bool {
    unsafeDowncast(object, to: T.self).canRecall(memory.assumingMemoryBound(to: T.Memory.self).pointee)
  }

  override func settle(_ object: AnyObject) { unsafeDowncast(object, to: T.self).settle() }

  override func forget(_ memory: UnsafeMutableRawPointer) {
    memory.assumingMemoryBound(to: T.Memory.self).deinitialize(count: 1)
    rest.forget(memory + start)
  }
}

/// Copies values of one type.
class FieldCopy {
  let size: Int

  init(size: Int) { self.size = size }

  func copy(_ source: UnsafeRawPointer, _ target: UnsafeMutableRawPointer) {}
  func assign(_ source: UnsafeRawPointer, _ target: UnsafeMutableRawPointer) {}
  func destroy(_ place: UnsafeMutableRawPointer) {}

  static func of(_ type: Any.Type) -> FieldCopy {
    func make<T>(_ type: T.Type) -> FieldCopy { TypedCopy<T>() }
    return _openExistential(type, do: make)
  }

  private final class TypedCopy<T>: FieldCopy {
    init() { super.init(size: MemoryLayout<T>.size) }

    override func copy(_ source: UnsafeRawPointer, _ target: UnsafeMutableRawPointer) {
      // One value: where it is an element, what fills it up to the next is copied, too, and an object may end before that.
      target.initializeMemory(as: T.self, to: source.assumingMemoryBound(to: T.self).pointee)
    }

    override func assign(_ source: UnsafeRawPointer, _ target: UnsafeMutableRawPointer) {
      // The old value goes last: what its end sets off finds the field as it was.
      let place = target.assumingMemoryBound(to: T.self)
      let old = place.move()
      place.initialize(to: source.assumingMemoryBound(to: T.self).pointee)
      withExtendedLifetime(old) {}
    }

    override func destroy(_ place: UnsafeMutableRawPointer) {
      place.assumingMemoryBound(to: T.self).deinitialize(count: 1)
    }
  }
}
