/// Frees long chains of containers without recursion: a list in a list in a list, a million deep, or a linked list.
///
/// A container that dies hands its contents over here. Down to some depth they are let go of at once; what lies deeper
/// waits until the outermost container is done.
enum Reclaimer {
  nonisolated(unsafe) private static var depth = 0
  nonisolated(unsafe) private static var waiting: [[Value]] = []
  nonisolated(unsafe) private static var waitingParts: [Any] = []
  private static let mostDepth = 200

  /// Lets go of what a dying container holds.
  @inline(__always) static func release(_ items: inout [Value]) {
    if items.isEmpty { return }
    if depth >= mostDepth {
      waiting.append(items)
      items = []
      return
    }
    depth += 1
    clear(&items)
    depth -= 1
    if depth == 0, !waiting.isEmpty || !waitingParts.isEmpty { drain() }
  }

  // Calls of their own: inlined, the optimiser would let go of the contents after `depth` is counted down again.
  @inline(never) private static func clear(_ items: inout [Value]) { items = [] }
  @inline(never) private static func clear(_ values: UnsafeMutablePointer<Value>, _ count: Int) {
    values.deinitialize(count: count)
  }

  /// The same for `count` values in memory of the container's own, which are left uninitialised.
  @inline(__always) static func release(_ values: UnsafeMutablePointer<Value>, _ count: Int) {
    if depth >= mostDepth {
      waiting.append((0..<count).map { (values + $0).move() })
      return
    }
    depth += 1
    clear(values, count)
    depth -= 1
    if depth == 0, !waiting.isEmpty || !waitingParts.isEmpty { drain() }
  }

  /// The same for one value.
  @inline(__always) static func release(_ value: inout Value) {
    if case .object = value { withUnsafeMutablePointer(to: &value) { release($0, 1) } } else { return }
    // The memory is the container's own and must hold a value to the end.
    withUnsafeMutablePointer(to: &value) { $0.initialize(to: .undefined) }
  }

  /// The same for anything else that may lead to more: another object, or a closure with what it captured.
  static func release<Part>(_ part: inout Part?) {
    guard part != nil else { return }
    if depth >= mostDepth {
      waitingParts.append(part as Any)
      part = nil
      return
    }
    depth += 1
    clear(&part)
    depth -= 1
    if depth == 0, !waiting.isEmpty || !waitingParts.isEmpty { drain() }
  }

  /// The same for a closure; the general form would let go of a copy.
  static func release(_ body: inout (() throws -> Value?)?) {
    guard body != nil else { return }
    if depth >= mostDepth {
      waitingParts.append(body as Any)
      body = nil
      return
    }
    depth += 1
    clear(&body)
    depth -= 1
    if depth == 0, !waiting.isEmpty || !waitingParts.isEmpty { drain() }
  }

  @inline(never) private static func clear<Part>(_ part: inout Part?) { part = nil }
  @inline(never) private static func clear(_ body: inout (() throws -> Value?)?) { body = nil }

  @inline(never) private static func drain() {
    depth += 1
    while true {
      if var items = waiting.popLast() {
        clear(&items)
      } else if var part = waitingParts.popLast().map(Optional.some) {
        clear(&part)
      } else {
        break
      }
    }
    depth -= 1
  }
}
