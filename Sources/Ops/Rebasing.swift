public import Autograd
import NDArray

extension InPlace {
  /// Gives a tensor that was changed in place its new history, and its base and other views with it.
  public static func rebase(_ target: Tensor, onto node: Node, slot: Int32) {
    guard let view = target.view else {
      if target.extra?.retainsGrad ?? false { moveRetention(of: target, to: node, slot) }
      target.node = node
      target.slot = slot
      node.rebindOutput(target)
      return
    }
    let base = view.base
    let place = Place(target.data, in: base.data)
    let copy = CopySlices(base: base, place, node: Edge(node, slot: slot))
    if base.extra?.retainsGrad ?? false { moveRetention(of: base, to: copy, 0) }
    base.node = copy
    base.slot = 0
    let read = AsStrided(place, base.edge)
    if target.extra?.retainsGrad ?? false { moveRetention(of: target, to: read, 0) }
    view.version = target.version
    target.node = read
    target.slot = 0
    node.rebindOutput(target)
  }
}

extension InPlace {
  /// `retain_grad` is of the tensor, not of the node: what is kept is the gradient of its last value.
  private static func moveRetention(of target: Tensor, to node: Node, _ slot: Int32) {
    guard let old = target.node?.hooks else { return }
    let owner = ObjectIdentifier(target)
    let moved = old.retained.filter { $0.owner == owner }
    old.retained.removeAll { $0.owner == owner }
    let hooks = node.hooks ?? NodeHooks()
    node.hooks = hooks
    hooks.retained += moved.map { (slot: slot, owner: owner, keep: $0.keep) }
  }
}

/// How views come from their base: by sizes, steps and an offset.
final class Window: Tensor.ViewInfo {
  override func node(reading view: Tensor) -> Node? {
    AsStrided(Place(view.data, in: base.data), base.edge)
  }
}

/// Where the elements of a view lie in a row-major copy of its base.
struct Place {
  let whole: [Int]
  let shape: [Int]
  let strides: [Int]
  let offset: Int
  /// The base's layout where it is not in rows: gradients for it lie as it does.
  private let laid: Layout?

  init(_ part: NDArray, in base: NDArray) {
    let whole = base.layout.shape
    self.whole = whole
    laid = base.layout.isContiguous ? nil : base.layout
    shape = part.layout.shape
    let own = base.layout.strides
    let row = (try? Layout.contiguous(base.layout.shape))?.strides ?? own
    // Every step and offset in the base's memory is a sum of whole steps along its dimensions.
    let order = whole.indices.filter { own[$0] > 0 && whole[$0] > 1 }.sorted { own[$0] > own[$1] }
    func inRow(_ distance: Int) -> Int {
      var rest = distance
      var result = 0
      for d in order {
        result += rest / own[d] * row[d]
        rest %= own[d]
      }
      return result
    }
    strides = part.layout.strides.map(inRow)
    offset = inRow(part.offset - base.offset)
  }

  private func window(_ array: NDArray) -> NDArray {
    array.window(.strided(shape, strides, count: shape.reduce(1, *)), offset: array.offset + offset)
  }

  /// The elements there, out of a tensor like the base.
  func read(_ x: Tensor) throws -> Tensor {
    let row = try x.data.inMemory().contiguous().inMemory()
    return Recording.record("AsStridedBackward0", [x], try window(row).copied()) { [try embed($0.gradient)] }
  }

  /// Zeros like the base, with a tensor's elements there.
  func embed(_ x: Tensor) throws -> Tensor {
    let row = try NDArray.zeros(shape: whole, x.dtype).inMemory()
    // Where several elements stand for one, their gradients meet.
    let shared = shape.indices.filter { strides[$0] == 0 && shape[$0] > 1 }
    if shared.isEmpty {
      window(row).assign(x.data)
    } else {
      var part = window(row)
      for d in shared {
        part = part.strided(Shapes.withSize(part.layout.shape, d, 1), part.layout.strides)
      }
      part.assign(try Reduction.sum(x.data, shared, keepdim: true))
    }
    return Recording.record("AsStridedBackward0", [x], try asBase(row)) { [try read($0.gradient)] }
  }

  private func asBase(_ row: NDArray) throws -> NDArray {
    guard let laid else { return row }
    return try row.laidOut(like: row.window(laid, offset: 0))
  }

  /// The tensor with zeros there.
  func cleared(_ x: Tensor) throws -> Tensor {
    let row = try x.data.copied().inMemory()
    var part = window(row)
    try part.fill(.int(0))
    return Recording.record("AsStridedScatterBackward0", [x], try asBase(row)) { [try cleared($0.gradient)] }
  }
}

/// The history of a tensor of which a part was computed anew in place.
///
/// Its first input is the tensor before the change; the part's gradient goes through the node that computed it.
final class CopySlices: Node {
  let place: Place

  init(base: Tensor, _ place: Place, node: Edge) {
    self.place = place
    super.init(inputCount: 2)
    edge0 = base.edge
    edge1 = node
  }

  override var name: String { "CopySlices" }
  /// What computed the part is let go of.
  override var savesValues: Bool { true }

  /// To a person the node of the part is inside: its first input is this one's.
  override var shownEdges: [Edge?] { [edge0] + (edge1?.node.shownEdges.dropFirst() ?? []) }

  override func backward(_ gradient: Tensor, _ walk: GradientWalk) throws {
    if let edge = edge1 { try walk.deliver(place.read(gradient), to: edge) }
    if let edge = edge0 { try walk.deliver(place.cleared(gradient), to: edge) }
  }
}

/// Reads a part of a tensor that was changed in place, as a view made anew.
final class AsStrided: Node {
  let place: Place

  init(_ place: Place, _ edge: Edge?) {
    self.place = place
    super.init(inputCount: 1)
    edge0 = edge
  }

  override var name: String { "AsStridedBackward0" }

  override func backward(_ gradient: Tensor, _ walk: GradientWalk) throws {
    if let edge = edge0 { try walk.deliver(place.embed(gradient), to: edge) }
  }
}
