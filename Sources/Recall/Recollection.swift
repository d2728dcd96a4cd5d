/// Objects as they were: everything that can be reached from some, so that all of it can be put back, each object
/// itself and not a copy of it.
///
/// What an object holds is copied as Swift copies it: arrays share their memory until one of the two is written to.
public final class Recollection {
  private struct Record {
    let object: AnyObject
    let plan: Plan
    let memory: UnsafeMutableRawPointer
  }

  private var records: [Record] = []
  private var blocks: [UnsafeMutableRawPointer] = []
  private var free: UnsafeMutableRawPointer?
  private var left = 0
  /// Bytes of numbers that are kept here, those that an earlier recollection holds, too, included.
  public fileprivate(set) var byteCount = 0
  /// The copies of memory that objects have made, by object, for the next recollection to share.
  public fileprivate(set) var copies: [ObjectIdentifier: (object: AnyObject, byteCount: Int)] = [:]
  /// Why this may not be kept: an object in it would be missed.
  public fileprivate(set) var obstacle: String?
  /// What was met that stays as it is, such as an iterator of which only Swift knows where it stands.
  public fileprivate(set) var leftAlone: Set<String> = []

  private static let blockSize = 1 << 16

  /// - Parameters:
  ///   - roots: What everything else is found from.
  ///   - previous: An earlier one whose copies are used again where nothing has changed.
  public init(of roots: [AnyObject], after previous: Recollection? = nil) {
    let recollector = Recollector(self, previous)
    for root in roots { recollector.visit(root) }
    while let object = recollector.waiting.popLast() { keep(object, recollector) }
  }

  /// The objects that are remembered.
  public var count: Int { records.count }

  private func keep(_ object: AnyObject, _ recollector: Recollector) {
    let plan = Plan.of(type(of: object))
    let memory = allocate(plan.size)
    records.append(Record(object: object, plan: plan, memory: memory))
    plan.keep(object, in: memory, recollector)
  }

  private func allocate(_ size: Int) -> UnsafeMutableRawPointer {
    let size = Plan.aligned(max(size, 1))
    if size > left || free == nil {
      let length = max(size, Recollection.blockSize)
      let block = UnsafeMutableRawPointer.allocate(byteCount: length, alignment: 16)
      blocks.append(block)
      free = block
      left = length
    }
    guard let place = free else { return .allocate(byteCount: size, alignment: 16) }
    free = place + size
    left -= size
    return place
  }

  /// Whether everything can be put back: what is too large to be copied must not have changed.
  public var canRecall: Bool { records.allSatisfy { $0.plan.canRecall($0.object, from: $0.memory) } }

  /// Puts everything back as it was. Can be done again.
  public func recall() {
    for record in records { record.plan.recall(record.object, from: record.memory) }
    for record in records { record.plan.settle(record.object) }
  }

  deinit {
    for record in records { record.plan.forget(record.memory) }
    records = []
    for block in blocks { block.deallocate() }
  }
}

/// The search for all objects that can be reached.
public final class Recollector {
  fileprivate var waiting: [AnyObject] = []
  private var seen = PointerSet()
  private let recollection: Recollection
  private let previous: Recollection?
  private var lastClass: AnyClass?
  private var lastIsLeaf = false

  fileprivate init(_ recollection: Recollection, _ previous: Recollection?) {
    self.recollection = recollection
    self.previous = previous
  }

  /// Takes note of an object that is to be remembered with all that it refers to.
  public func visit(_ object: AnyObject) {
    let type: AnyClass = Swift.type(of: object)
    if type != lastClass {
      lastClass = type
      lastIsLeaf = Plan.of(type).isLeaf
    }
    if lastIsLeaf { return }
    if seen.insert(Unmanaged.passUnretained(object).toOpaque()) { waiting.append(object) }
  }

  /// The copy that the recollection before this one made of an object's memory.
  public func earlierCopy(of object: AnyObject) -> AnyObject? { previous?.copies[ObjectIdentifier(object)]?.object }

  /// Takes note of a copy of an object's memory.
  public func note(_ copy: AnyObject, of object: AnyObject, byteCount: Int) {
    recollection.copies[ObjectIdentifier(object)] = (copy, byteCount)
    recollection.byteCount += byteCount
  }

  /// Bytes of memory copied so far.
  public var byteCount: Int { recollection.byteCount }

  /// Says that something is met that cannot be put back.
  public func leave(_ what: String) { recollection.leftAlone.insert(what) }

  /// Says that what is found here cannot be kept without a person's program noticing.
  public func object(to reason: String) {
    if recollection.obstacle == nil { recollection.obstacle = reason }
  }
}

/// A set of addresses, with open addressing.
private struct PointerSet {
  private var slots = [UInt](repeating: 0, count: 1024)
  private var count = 0

  /// False when it was there already.
  mutating func insert(_ pointer: UnsafeRawPointer) -> Bool {
    if count * 2 >= slots.count { grow() }
    let address = UInt(bitPattern: pointer)
    let isNew = PointerSet.place(address, in: &slots)
    if isNew { count += 1 }
    return isNew
  }

  private static func place(_ address: UInt, in slots: inout [UInt]) -> Bool {
    let mask = UInt(slots.count - 1)
    var at = ((address >> 4) &* 0x9E37_79B9_7F4A_7C15 >> 20) & mask
    while true {
      let found = slots[Int(at)]
      if found == address { return false }
      if found == 0 {
        slots[Int(at)] = address
        return true
      }
      at = (at + 1) & mask
    }
  }

  private mutating func grow() {
    var larger = [UInt](repeating: 0, count: slots.count * 4)
    for address in slots where address != 0 { _ = PointerSet.place(address, in: &larger) }
    slots = larger
  }
}
