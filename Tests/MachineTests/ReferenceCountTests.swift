import Testing

@testable import Machine

/// The machine changes reference counts as memory; this holds the runtime to the layout it relies on.
@Suite struct ReferenceCountTests {
  private final class Probe {
    let died: () -> Void
    init(_ died: @escaping () -> Void) { self.died = died }
    deinit { died() }
  }

  private func address(_ object: AnyObject) -> Int { Int(bitPattern: Unmanaged.passUnretained(object).toOpaque()) }

  @Test func countsAsTheRuntimeDoes() {
    var list = ListObject([])
    ReferenceCount.increment(address(list))
    #expect(!isKnownUniquelyReferenced(&list))
    ReferenceCount.decrement(address(list))
    #expect(isKnownUniquelyReferenced(&list))
  }

  @Test func theLastOneFrees() {
    var deaths = 0
    let object = Unmanaged.passRetained(Probe { deaths += 1 })
    let bits = Int(bitPattern: object.toOpaque())
    for _ in 0..<1000 { ReferenceCount.increment(bits) }
    for _ in 0..<1000 { ReferenceCount.decrement(bits) }
    #expect(deaths == 0)
    ReferenceCount.decrement(bits)
    #expect(deaths == 1)
  }

  @Test func objectsThatCountElsewhere() {
    var list: ListObject? = ListObject([])
    // A weak reference moves the counts to a table beside the object.
    weak let observer = list
    guard let bits = list.map(address) else { return }
    ReferenceCount.increment(bits)
    list = nil
    #expect(observer != nil)
    ReferenceCount.decrement(bits)
    #expect(observer == nil)
  }
}
