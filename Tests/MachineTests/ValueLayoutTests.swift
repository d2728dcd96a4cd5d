import Testing

@testable import Machine

/// The loop reads values as memory; this holds the compiler to the layout it relies on.
@Suite struct ValueLayoutTests {
  @Test func plainValues() {
    let expected: [(Value, UInt8, Int)] = [
      (.bool(true), Tag.bool, 1), (.bool(false), Tag.bool, 0), (.int(77), Tag.int, 77), (.int(-1), Tag.int, -1),
      (.float(1.5), Tag.float, 0x3FF8_0000_0000_0000), (.none, Tag.empty, 0), (.undefined, Tag.empty, 1),
    ]
    let slot = Slot.allocate(capacity: 1)
    for (value, tag, content) in expected {
      slot.initialize(to: value)
      #expect(slot.tag == tag)
      // A bool is one byte; the others fill the word.
      #expect(tag == Tag.bool ? slot.bits & 1 == content : slot.bits == content)
      #expect(!slot.holdsReference)
    }
    slot.deallocate()
  }

  @Test func references() {
    let object = ListObject([])
    let slot = Slot.allocate(capacity: 2)
    slot.initialize(to: .object(object))
    (slot + 1).initialize(to: .native(object))
    let address = Int(bitPattern: Unmanaged.passUnretained(object).toOpaque())
    #expect((slot.tag, slot.bits) == (Tag.object, address))
    #expect(((slot + 1).tag, (slot + 1).bits) == (Tag.native, address))
    #expect(slot.kindTag == Kind.list.rawValue)
    #expect((slot + 1).kindTag == 0xff)
    slot.deinitialize(count: 2)
    slot.deallocate()
  }

  @Test func rawWritesReadAsValues() {
    let slot = Slot.allocate(capacity: 1)
    slot.initialize(to: .none)
    slot.set(5)
    #expect(slot.pointee.isIdentical(to: .int(5)))
    slot.set(2.5)
    #expect(slot.pointee.isIdentical(to: .float(2.5)))
    slot.set(true)
    #expect(slot.pointee.isIdentical(to: .bool(true)))
    slot.forget()
    #expect(slot.pointee.isUndefined)
    slot.deallocate()
  }

  @Test func nothingIsKeptOrLostByMoving() {
    final class Watched {}
    weak var watched: Watched?
    let slots = Slot.allocate(capacity: 2)
    slots.initialize(repeating: .undefined, count: 2)
    do {
      let object = Watched()
      watched = object
      slots.pointee = .native(object)
    }
    (slots + 1).takeOver(slots)
    #expect(!slots.holdsReference)
    #expect(watched != nil)
    (slots + 1).set(1)
    #expect(watched == nil)
    slots.deallocate()
  }
}
