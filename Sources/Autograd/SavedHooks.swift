import NDArray

/// A pair of functions that the values kept for derivatives go through, on their way in and on their way out.
public struct SavedHooks {
  /// Takes a value that is to be kept; what it gives is kept instead.
  public let pack: (Tensor) throws -> AnyObject
  /// Takes what `pack` gave, and gives the value.
  public let unpack: (AnyObject) throws -> Tensor

  public init(pack: @escaping (Tensor) throws -> AnyObject, unpack: @escaping (AnyObject) throws -> Tensor) {
    self.pack = pack
    self.unpack = unpack
  }

  /// Whether values are packed at all, which every recorded operation asks.
  nonisolated(unsafe) public private(set) static var isActive = false

  /// The pairs in force, the innermost last.
  nonisolated(unsafe) private static var all: [SavedHooks] = [] {
    didSet { isActive = !all.isEmpty }
  }

  /// Why there may be none; nil when there may.
  nonisolated(unsafe) public static var refusal: String?

  public static func enter(_ hooks: SavedHooks) { all.append(hooks) }
  public static func leave() { _ = all.popLast() }

  /// What a hook threw where nothing could be thrown on; the end of the hooks' block throws it.
  nonisolated(unsafe) public static var failure: (any Error)?

  /// As `pack`, where nothing can be thrown.
  public static func packQuietly(_ node: Node) {
    do { try pack(node) } catch { failure = failure ?? error }
  }

  /// Hands a node's kept values to the innermost pair.
  public static func pack(_ node: Node) throws {
    guard let hooks = all.last, node.savesValues else { return }
    // What a hook computes is not packed itself.
    let outer = all
    all = []
    defer { all = outer }
    let packed = PackedValues(hooks)
    try node.exchangeSaved { value in
      packed.values.append((try hooks.pack(value), value.node, value.slot))
      return PackedValues.placeholder
    }
    node.needHooks().packed = packed
  }
}

/// What a node's values were packed into, in their order.
public final class PackedValues {
  let hooks: SavedHooks
  /// What the hook gave, and the place in the graph that the value had.
  var values: [(packed: AnyObject, node: Node?, slot: Int32)] = []

  init(_ hooks: SavedHooks) { self.hooks = hooks }

  /// What a node keeps meanwhile.
  nonisolated(unsafe) static let placeholder = Tensor(NDArray(Float(0)))

  /// Puts the values back where the node's derivative finds them, as long as `body` runs.
  public func unpacked<R>(in node: Node, _ body: () throws -> R) throws -> R {
    var next = 0
    try node.exchangeSaved { _ in
      guard next < values.count else { return PackedValues.placeholder }
      let (packed, history, slot) = values[next]
      next += 1
      let value = try hooks.unpack(packed)
      if value.node === history { return value }
      return Tensor(value.data, node: history, slot: slot)
    }
    defer { try? node.exchangeSaved { _ in PackedValues.placeholder } }
    return try body()
  }
}

extension Node {
  public final func needHooks() -> NodeHooks {
    if let hooks { return hooks }
    let made = NodeHooks()
    hooks = made
    return made
  }
}

extension Saved {
  /// The same place with another value, a result's as a result.
  public mutating func exchange(by owner: Node, _ other: (Tensor) throws -> Tensor) rethrows {
    if let tensor {
      self = Saved(input: try other(tensor))
    } else if let result {
      self = Saved(output: try other(Tensor(result, node: owner)))
    }
  }
}
