/// A growing list of nodes that somebody else keeps alive: a walk visits each node several times, and counting
/// references each time would cost more than the walk.
struct NodeStack {
  private var base: UnsafeMutablePointer<Unmanaged<Node>>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    base = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  @inline(__always) subscript(index: Int) -> Unmanaged<Node> {
    get { base[index] }
    nonmutating set { base[index] = newValue }
  }

  @inline(__always) mutating func push(_ node: Unmanaged<Node>) {
    if count == capacity { grow() }
    base[count] = node
    count &+= 1
  }

  @inline(__always) mutating func pop() -> Unmanaged<Node> {
    count &-= 1
    return base[count]
  }

  mutating func truncate(to length: Int) {
    count = length
    // A walk over a huge graph should not keep its memory for ever.
    if length == 0, capacity > 1 << 16 { resize(1 << 10) }
  }

  private mutating func grow() { resize(capacity * 2) }

  private mutating func resize(_ wanted: Int) {
    let larger = UnsafeMutablePointer<Unmanaged<Node>>.allocate(capacity: wanted)
    larger.initialize(from: base, count: count)
    base.deallocate()
    base = larger
    capacity = wanted
  }
}
