/// A growing list of nodes that somebody else keeps alive: a walk visits each node several times, and counting
/// references each time would cost more than the walk.
struct NodeStack {
  // Nothing is allocated before the first push, so that a global stack needs no initialiser that every access checks.
  private var base: UnsafeMutablePointer<Unmanaged<Node>>?
  private var capacity = 0
  private(set) var count = 0

  @inline(__always) subscript(index: Int) -> Unmanaged<Node> {
    get { base.unsafelyUnwrapped[index] }
    nonmutating set { base.unsafelyUnwrapped[index] = newValue }
  }

  @inline(__always) mutating func push(_ node: Unmanaged<Node>) {
    if count == capacity { grow() }
    base.unsafelyUnwrapped[count] = node
    count &+= 1
  }

  @inline(__always) mutating func pop() -> Unmanaged<Node> {
    count &-= 1
    return base.unsafelyUnwrapped[count]
  }

  mutating func truncate(to length: Int) {
    count = length
    // A walk over a huge graph should not keep its memory for ever.
    if length == 0, capacity > 1 << 16 { resize(1 << 10) }
  }

  private mutating func grow() { resize(max(capacity * 2, 1 << 10)) }

  private mutating func resize(_ wanted: Int) {
    let larger = UnsafeMutablePointer<Unmanaged<Node>>.allocate(capacity: wanted)
    if let base {
      larger.initialize(from: base, count: count)
      base.deallocate()
    }
    base = larger
    capacity = wanted
  }
}
