import Testing

@testable import Machine

/// The machine reads and adds to arrays as memory; this holds the runtime to the layout it relies on.
@Suite struct ElementMemoryTests {
  private func register(_ value: Value) -> Slot {
    let slot = Slot.allocate(capacity: 1)
    slot.initialize(to: value)
    return slot
  }

  @Test func readsWhatTheArrayHolds() {
    let items: [Value] = [.int(7), .string("text"), .float(2.5), .none]
    let memory = ElementMemory(items)
    #expect(memory.count == 4)
    #expect((0..<4).map { memory[$0].tag } == [Tag.int, Tag.object, Tag.float, Tag.empty])
    #expect(memory[0].bits == 7)
    #expect(memory[1].pointee.asString?.text == "text")
    #expect(ElementMemory([]).count == 0)
  }

  @Test func addsWhereThereIsRoom() {
    let list = ListObject([])
    list.items.reserveCapacity(3)
    let room = list.items.capacity
    for number in 0..<room + 5 {
      let slot = register(.string("item \(number)"))
      list.append(taking: slot)
      #expect(!slot.holdsReference)
      slot.deallocate()
    }
    #expect(list.items.map { $0.asString?.text } == (0..<room + 5).map { "item \($0)" })
  }

  @Test func anArrayThatSomebodyElseHasStaysAsItIs() {
    let list = ListObject([])
    list.items.reserveCapacity(8)
    list.items.append(.int(1))
    let copy = list.items
    let slot = register(.int(2))
    defer { slot.deallocate() }
    #expect(!ElementMemory(list.items).append(slot))
    list.append(taking: slot)
    #expect(copy.count == 1)
    #expect(list.items.count == 2)
  }

  @Test func theEmptyArrayHasNoRoom() {
    let slot = register(.int(1))
    defer { slot.deallocate() }
    #expect(!ElementMemory([]).append(slot))
  }
}
