/// Where a gradient goes next: to one of the results of the node that made an input.
public struct Edge {
  public let node: Node
  /// Which of the node's results the input was.
  public let slot: Int32

  @inlinable public init(_ node: Node, slot: Int32) {
    self.node = node
    self.slot = slot
  }
}
