public import NDArray

/// An array with a history: the values, and the node that made them if gradients are wanted.
public final class Tensor {
  public var data: NDArray
  /// The node that made this tensor, or the `AccumulateGrad` of a leaf that requires gradients.
  ///
  /// A view whose base was changed in place since gets a new one, which reads the base again.
  @inlinable public var node: Node? {
    get { extra?.view == nil ? storedNode : nodeOfView() }
    set { storedNode = newValue }
  }
  @usableFromInline var storedNode: Node?
  /// Which of the node's results this is.
  public var slot: Int32 = 0
  /// The place in the person's program that made this tensor.
  public var origin: UInt32
  /// In-place changes while the values are in `data` itself and not in a storage.
  @usableFromInline var ownVersion: UInt32 = 0
  public var isParameter = false
  public var isInference = false
  /// What few tensors have.
  public var extra: Extra?
  /// Where the nodes that collect this leaf's gradient find it.
  var owner: AccumulateGrad.Owner?

  public final class Extra {
    /// Gradient of a tensor that does not require one now, or of one that retains it.
    public var grad: Tensor?
    public var retainsGrad = false
    /// The tensor this is a window on, and how it was made; only for views.
    public var view: ViewInfo?
    /// Versions counted apart from the storage's (`x.data`).
    public var separateVersion: VersionCount?
    /// Attributes that a person set.
    public var attributes: AnyObject?
    public var name: String?
    /// Whether this is a layer's parameter whose shape the first input will tell.
    public var isUninitialized = false
    public init() {}
  }

  /// A count that a tensor shares with its views and not with the rest of the storage.
  public final class VersionCount {
    public var value: UInt32 = 0
    public init() {}
  }

  /// How a view came from its base.
  open class ViewInfo {
    public let base: Tensor
    public private(set) var creation: Creation
    /// The version of the memory when this view's node was last right.
    public var version: UInt32

    /// Where a view came from, which decides whether it may be changed in place.
    public enum Creation {
      /// It may.
      case plain
      /// One call gave several views.
      case several
      /// Nothing was recorded.
      case unrecorded
      /// It was made in inference mode.
      case inference
      /// A person's own function gave it, whose derivative a change in place would pass by.
      case function
    }

    public init(base: Tensor, creation: Creation, version: UInt32) {
      self.base = base
      self.creation = creation
      self.version = version
    }

    /// Notes that a person's own function gave the view.
    public final func comesFromFunction() { creation = .function }

    /// A node by which the view reads its base anew.
    open func node(reading view: Tensor) -> Node? { nil }
  }

  @usableFromInline func nodeOfView() -> Node? {
    guard let view = extra?.view, dtype.isFloatingPoint else { return storedNode }
    let recorded = storedNode.flatMap { $0.isLeaf ? nil : $0 }
    guard recorded != nil || view.base.storedNode != nil else { return storedNode }
    guard version != view.version else {
      // A view of what requires gradients does so itself, though nothing leads from it to its base.
      if storedNode == nil { storedNode = AccumulateGrad(unreached: self) }
      return storedNode
    }
    if let leaf = storedNode, leaf.isLeaf, !unsafeDowncast(leaf, to: AccumulateGrad.self).isUnreached { return leaf }
    if view.creation != .plain {
      let stale = StaleView(view, recorded, slot)
      Saved.note(stale)
      return stale
    }
    view.version = version
    storedNode = view.node(reading: self)
    slot = 0
    return storedNode
  }

  @inlinable public init(_ data: NDArray) {
    self.data = data
    origin = Origin.current
    isInference = GradMode.isInference
  }

  @inlinable public init(_ data: NDArray, node: Node?, slot: Int32 = 0) {
    self.data = data
    storedNode = node
    self.slot = slot
    origin = Origin.current
    isInference = GradMode.isInference
  }

  deinit {
    if let owner { owner.tensor = nil }
  }

  // MARK: One number

  /// Whether this is a float32 tensor without dimensions. Operations on such take `single` and leave the array alone,
  /// whose references they would count.
  @inlinable public var isSingle: Bool {
    @inline(__always) get { data.dtype == .float32 && data.layout.rank == 0 }
  }

  /// The value of such a tensor.
  @inlinable public var single: Float {
    @inline(__always) get { data.float }
  }

  /// Whether the array holds the number itself, and the tensor has nothing but its value.
  @inlinable public var isPlainSingle: Bool {
    @inline(__always) get { isSingle && data.storage == nil && storedNode == nil && extra == nil }
  }

  /// Makes another number the value of such a tensor.
  @inlinable public func becomeSingle(_ value: Float) { data.bits = UInt64(value.bitPattern) }

  /// Adds to the number of such a tensor in place, outside of any graph.
  public func addToSingle(_ value: Float) {
    ownVersion &+= 1
    becomeSingle(single + value)
  }

  // MARK: Attributes

  public var shape: [Int] { data.layout.shape }
  public var dtype: DType { data.dtype }
  public var rank: Int { data.layout.shape.count }
  public var count: Int { data.layout.count }

  @inlinable public var requiresGrad: Bool { node != nil }
  @inlinable public var isLeaf: Bool { node.map(\.isLeaf) ?? true }

  /// The node that computed this tensor; nil for leaves.
  public var gradFn: Node? { isLeaf ? nil : node }

  /// The edge to which this tensor's gradient flows.
  @inlinable public var edge: Edge? { node.map { Edge($0, slot: slot) } }

  public var view: ViewInfo? { extra?.view }

  // MARK: Gradient

  /// What backward has collected, or what was assigned.
  public var grad: Tensor? {
    get {
      // Without a view, whose node could be another by now.
      if extra == nil {
        guard let storedNode, storedNode.isLeaf else { return nil }
        return unsafeDowncast(storedNode, to: AccumulateGrad.self).grad
      }
      if let node, node.isLeaf { return unsafeDowncast(node, to: AccumulateGrad.self).grad }
      return extra?.grad
    }
    set {
      if let node, node.isLeaf {
        unsafeDowncast(node, to: AccumulateGrad.self).grad = newValue
      } else if newValue != nil || extra != nil {
        needExtra().grad = newValue
      }
    }
  }

  /// Turns a leaf's wish for gradients on or off. Whoever calls has checked that it is a leaf of a
  /// floating-point dtype.
  public func setRequiresGrad(_ wanted: Bool) {
    if let node, node.isLeaf, unsafeDowncast(node, to: AccumulateGrad.self).isUnreached {
      unsafeDowncast(node, to: AccumulateGrad.self).isUnreached = !wanted
      return
    }
    guard wanted != requiresGrad else { return }
    let kept = grad
    if wanted {
      owner?.tensor = nil
      let leaf = AccumulateGrad(of: self)
      owner = leaf.owner
      node = leaf
      slot = 0
      extra?.grad = nil
    } else {
      node = nil
    }
    grad = kept
  }

  public func needExtra() -> Extra {
    if let extra { return extra }
    let made = Extra()
    extra = made
    return made
  }

  // MARK: Versions

  /// How often the values were changed in place, here or through another view.
  @inlinable public var version: UInt32 {
    if let own = extra?.separateVersion { return own.value }
    return data.storage?.version ?? ownVersion
  }

  /// Counts a change in place.
  @inlinable public func bumpVersion() {
    if let own = extra?.separateVersion {
      own.value &+= 1
    } else if let storage = data.storage {
      storage.version &+= 1
    } else {
      ownVersion &+= 1
    }
  }

  /// Moves the values to memory that a view or alias can share.
  public func materialize() throws {
    guard data.storage == nil else { return }
    try data.materialize()
    data.storage?.version = ownVersion
  }

  /// The same values without history, on the same memory and version count.
  public func detached() throws -> Tensor {
    try materialize()
    let result = Tensor(data)
    if let own = extra?.separateVersion { result.needExtra().separateVersion = own }
    return result
  }
}
