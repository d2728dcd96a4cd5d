import Autograd
public import Machine
import NDArray

/// The graph that a tensor was computed by, as it stands: its nodes, the leaves it ends at, and the person's names.
public struct RecordedGraph {
  enum Kind { case step, leaf }

  struct Item {
    let kind: Kind
    /// The node's name, or the leaf's; with what the person calls it.
    let title: String
    /// The shape, where a tensor is known.
    let detail: String
    /// Places of the items that gradients go to.
    var inputs: [Int] = []
  }

  /// The result first, each item before those it was computed from.
  private(set) var items: [Item] = []
  /// How many nodes there are beyond those that are shown.
  private(set) var omitted = 0

  /// A graph beyond this is no picture.
  private static let most = 400

  /// The graph of a value.
  ///
  /// - Parameter names: The person's variables; parameters of their modules are called `net.0.weight`.
  /// - Returns: Nil where the value is no tensor, or nothing was recorded for it.
  public init?(of value: Value, names: [(name: String, value: Value)]) {
    guard let tensor = value.asTensor, let root = tensor.node else { return nil }
    var named: [ObjectIdentifier: (name: String, tensor: Tensor)] = [:]
    for (name, value) in names {
      let held = ModuleWalks.parameters(value).map { (ModuleWalks.join(name, $0.name), $0.tensor) }
      for (name, tensor) in held + (value.asTensor.map { [(name, $0)] } ?? []) {
        guard let node = tensor.node, named[ObjectIdentifier(node)] == nil else { continue }
        named[ObjectIdentifier(node)] = (name, tensor)
      }
    }
    var places: [ObjectIdentifier: Int] = [:]
    var nodes: [Node] = []
    func place(of node: Node) -> Int? {
      if let known = places[ObjectIdentifier(node)] { return known }
      guard nodes.count < RecordedGraph.most else {
        omitted += 1
        return nil
      }
      places[ObjectIdentifier(node)] = nodes.count
      nodes.append(node)
      return nodes.count - 1
    }
    _ = place(of: root)
    var next = 0
    while next < nodes.count {
      let node = nodes[next]
      let known = named[ObjectIdentifier(node)]
      var item = RecordedGraph.item(for: node, known: known, result: next == 0 ? tensor : nil)
      item.inputs = node.shownEdges.compactMap { $0.flatMap { place(of: $0.node) } }
      items.append(item)
      next += 1
    }
  }

  private static func item(for node: Node, known: (name: String, tensor: Tensor)?, result: Tensor?) -> Item {
    if let leaf = node as? AccumulateGrad {
      let tensor = known?.tensor ?? leaf.variable
      let shape = text(of: leaf.layout.shape)
      let gradient = leaf.grad == nil ? "" : ", has grad"
      return Item(kind: .leaf, title: known?.name ?? (tensor == nil ? "gone" : "leaf"), detail: shape + gradient)
    }
    let shape = (known?.tensor ?? result).map { text(of: $0.shape) } ?? ""
    return Item(kind: .step, title: (known.map { $0.name + " = " } ?? "") + node.name, detail: shape)
  }

  private static func text(of shape: [Int]) -> String {
    shape.count == 1 ? "(\(shape[0]),)" : "(" + shape.map(String.init).joined(separator: ", ") + ")"
  }

  // MARK: As text

  /// The graph as a tree, the result first; what was shown already is only named again.
  public var rows: [String] {
    var rows: [String] = []
    var seen: Set<Int> = []
    var open: [(item: Int, lead: String, isLast: Bool, isRoot: Bool)] = [(0, "", true, true)]
    while let (place, lead, isLast, isRoot) = open.popLast() {
      let item = items[place]
      let isKnown = !seen.insert(place).inserted && !item.inputs.isEmpty
      let branch = isRoot ? "" : lead + (isLast ? "└─ " : "├─ ")
      rows.append(branch + item.title + (item.detail.isEmpty ? "" : " " + item.detail) + (isKnown ? ", as above" : ""))
      guard !isKnown else { continue }
      let below = isRoot ? "" : lead + (isLast ? "   " : "│  ")
      for (at, input) in item.inputs.enumerated().reversed() {
        open.append((input, below, at == item.inputs.count - 1, false))
      }
    }
    if omitted > 0 { rows.append("and more: a picture has at most \(RecordedGraph.most) nodes") }
    return rows
  }

  /// The graph as something to look at: rows on a screen, a drawing in a notebook or on a page.
  public var picture: ShownPicture {
    let rows = rows
    return ShownPicture(
      text: rows.joined(separator: "\n"), forms: { [("image/svg+xml", GraphDrawing(self).svg)] },
      screen: { _, _ in rows })
  }
}
