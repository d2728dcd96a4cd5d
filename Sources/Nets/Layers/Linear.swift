public import Autograd
import NDArray
public import Ops

/// `y = x Wᵀ + b` over the last dimension of x.
public enum Linear {
  public static let op = Op(
    "linear", "The product of the rows of a tensor with the rows of a weight, plus a bias.", formula: "x Wᵀ + b",
    forms: .functional,
    Overload(
      "AddmmBackward0", Typed<Tensor>("input"), Typed<Tensor>("weight"), Typed<Tensor?>("bias", default: .some(.none)),
      samples: [
        Sample(.random([4, 3]), .random([2, 3]), .random([2])), Sample(.random([3]), .random([2, 3]), .none),
        Sample(.random([2, 2, 3]), .random([2, 3]), .random([2])),
      ]
    ) { x, w, b in try Linear.of(x, w, b) })

  /// - Throws: PyTorch's `RuntimeError` for shapes or dtypes that do not fit.
  public static func of(_ x: Tensor, _ weight: Tensor, _ bias: Tensor?) throws -> Tensor {
    let (rows, w) = (x.data.layout, weight.data.layout)
    if w.rank == 2, rows.rank > 0, rows.shape[rows.rank - 1] == w.shape[1], fits(x, weight, bias) {
      return try dense(x, weight, bias, layout: .contiguous(Array(rows.shape.dropLast()) + [w.shape[0]]))
    }
    return try Ops.Products.linear(x, weight, bias)
  }

  /// Whether one node can stand for the operations that PyTorch makes of it: everything lies in rows, with or without a
  /// bias for each feature.
  private static func fits(_ x: Tensor, _ weight: Tensor, _ bias: Tensor?) -> Bool {
    let type = x.data.dtype
    guard type == weight.data.dtype, type == .float32 || type == .float64, x.data.layout.isRow, weight.data.layout.isRow
    else { return false }
    guard let bias else { return true }
    return bias.data.dtype == type && bias.data.layout.rank == 1
      && bias.data.layout.count == weight.data.layout.shape[0] && (x.rank == 2 || bias.data.layout.isContiguous)
  }

  private static func dense(_ x: Tensor, _ weight: Tensor, _ bias: Tensor?, layout: Layout) throws -> Tensor {
    let data = try Products.rowsByRows(
      x.data.contiguous().inMemory(), weight.data.contiguous().inMemory(), bias?.data.contiguous().inMemory(), layout)
    let y = Tensor(data)
    if GradMode.isEnabled, x.node != nil || weight.node != nil || bias?.node != nil {
      let node = LinearNode(x, weight, bias)
      y.node = node
      if SavedHooks.isActive { try SavedHooks.pack(node) }
    }
    return y
  }
}

/// The node of a linear layer. Its edges are in the order of PyTorch's `addmm`: bias, input, weight.
final class LinearNode: Node {
  private var input: Saved?
  private var weight: Saved?
  private let rank: Int
  private let hasBias: Bool
  private let inner: Int
  private let columns: Int

  init(_ x: Tensor, _ w: Tensor, _ bias: Tensor?) {
    if w.node != nil { input = Saved(input: x) }
    if x.node != nil { weight = Saved(input: w) }
    rank = x.rank
    hasBias = bias != nil
    inner = w.data.layout.shape[1]
    columns = w.data.layout.shape[0]
    super.init(inputCount: bias == nil ? 2 : 3)
    let first = hasBias ? 1 : 0
    if let bias { edge0 = bias.edge }
    setEdge(first, x.edge)
    setEdge(first + 1, w.edge)
  }

  override var name: String {
    switch (rank, hasBias) {
    case (2, true): "AddmmBackward0"
    case (2, false): "MmBackward0"
    case (1, false): "SqueezeBackward4"
    case (_, true): "ViewBackward0"
    case (_, false): "UnsafeViewBackward0"
    }
  }

  override var savesValues: Bool { true }

  /// PyTorch has a node for the weight's transpose, and for other ranks one for the product of matrices.
  override var shownEdges: [Edge?] {
    if let shown { return shown }
    let first = hasBias ? 1 : 0
    var edges: [Edge?] = hasBias ? [edge0] : []
    edges.append(edge(first))
    edges.append(edge(first + 1).map { Edge(StandInNode("TBackward0", [$0]), slot: 0) })
    if rank != 2 { edges = [Edge(StandInNode(hasBias ? "AddmmBackward0" : "MmBackward0", edges), slot: 0)] }
    shown = edges
    return edges
  }
  private var shown: [Edge?]?

  override func release() {
    input?.release()
    weight?.release()
  }

  override func unlink(into objects: inout [AnyObject]) {
    input?.unlink(into: &objects)
    weight?.unlink(into: &objects)
  }

  /// PyTorch keeps the transpose of the weight.
  override func exchangeSaved(_ other: (Tensor) throws -> Tensor) throws {
    try weight?.exchange(by: self) { value in try Shapes.t(other(Shapes.t(value))) }
    try input?.exchange(by: self, other)
  }

  override func savedValues() throws -> [(name: String, value: SavedValue)] {
    [
      ("mat1", try input.map { .tensor(try $0.unpacked(by: self)) } ?? .none),
      ("mat2", try weight.map { .tensor(try Shapes.t($0.unpacked(by: self))) } ?? .none),
    ]
  }

  override func backward(_ g: Tensor, _ walk: GradientWalk) throws {
    if walk.createsGraph { return try recorded(g, walk) }
    let gradient = try g.data.contiguous().inMemory()
    let rows = gradient.shape.dropLast().reduce(1, *)
    let first = hasBias ? 1 : 0
    if hasBias, let edge = edge0 {
      try walk.deliver(Tensor(columnSums(gradient, rows)), to: edge)
    }
    if let edge = edge(first), let weight {
      let w = try weight.values(by: self).contiguous().inMemory()
      let layout = try Layout.contiguous(Array(gradient.shape.dropLast()) + [inner])
      try walk.deliver(Tensor(Products.plain(gradient, w, rows, columns, inner, layout)), to: edge)
    }
    if let edge = edge(first + 1), let input {
      let x = try input.values(by: self).contiguous().inMemory()
      let layout = try Layout.contiguous([columns, inner])
      try walk.deliver(Tensor(Products.transposed(gradient, x, columns, rows, inner, layout)), to: edge)
    }
  }

  private func columnSums(_ gradient: NDArray, _ rows: Int) throws -> NDArray {
    let flat = gradient.rank == 2 ? gradient : try gradient.reshaped([rows, columns])
    return try Reduction.sumOfRows(flat)
  }

  /// The same in operations that are recorded themselves.
  private func recorded(_ g: Tensor, _ walk: GradientWalk) throws {
    let flat = try Shapes.reshape(g, [-1, columns])
    let first = hasBias ? 1 : 0
    if hasBias, let edge = edge0 { try walk.deliver(Sum.along(flat, [0], keepdim: false), to: edge) }
    if let edge = edge(first), let weight {
      try walk.deliver(Linear.of(g, Shapes.t(weight.unpacked(by: self)), nil), to: edge)
    }
    if let edge = edge(first + 1), let input {
      let x = try Shapes.reshape(input.unpacked(by: self), [-1, inner])
      try walk.deliver(Linear.of(Shapes.t(flat), Shapes.t(x), nil), to: edge)
    }
  }
}

/// A node that PyTorch's graph has and ours computes within another: it is there to be looked at.
final class StandInNode: Node {
  private let ownName: String

  init(_ name: String, _ edges: [Edge?]) {
    ownName = name
    super.init(inputCount: edges.count)
    for (index, edge) in edges.enumerated() { setEdge(index, edge) }
  }

  override var name: String { ownName }
}
