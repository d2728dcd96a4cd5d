public import Autograd
public import NDArray

/// The derivatives of one elementwise operation, ready to run.
///
/// Made once for each rule where the rule's type is known, so that its formulas are compiled for floats and doubles;
/// the nodes themselves need not be generic, which would leave their methods uncompiled for the rule at hand.
public final class ElementwiseRule: @unchecked Sendable {
  /// The derivative by one input.
  @usableFromInline struct Derivative {
    @usableFromInline let keeps: Kept
    /// The gradient is the incoming one itself.
    @usableFromInline let isIdentity: Bool
    @usableFromInline let leader: Leader
    /// One pass over plain arrays: incoming gradient, a, b, result.
    @usableFromInline let run: (NDArray, NDArray?, NDArray?, NDArray?) throws -> NDArray
    /// The same for single numbers.
    @usableFromInline let single: (Float, Float, Float, Float) throws -> Float
    /// The same on tensors, so that it can itself be derived.
    @usableFromInline let recorded: (Tensor, Tensor, Tensor, Tensor) throws -> Tensor

    @usableFromInline init(
      keeps: Kept, isIdentity: Bool, leader: Leader = .gradient,
      run: @escaping (NDArray, NDArray?, NDArray?, NDArray?) throws -> NDArray,
      single: @escaping (Float, Float, Float, Float) throws -> Float,
      recorded: @escaping (Tensor, Tensor, Tensor, Tensor) throws -> Tensor
    ) {
      self.keeps = keeps
      self.isIdentity = isIdentity
      self.leader = leader
      self.run = run
      self.single = single
      self.recorded = recorded
    }
  }

  @usableFromInline let name: String
  @usableFromInline let a: Derivative
  @usableFromInline let b: Derivative?
  /// PyTorch's names of the saved values.
  @usableFromInline let savedNames: SavedNames
  /// Whether a number is shown as a tensor of its own.
  @usableFromInline let wrapsNumber: Bool

  @usableFromInline struct SavedNames {
    @usableFromInline var a: String? = nil
    @usableFromInline var b: String? = nil
    @usableFromInline var number: String? = nil
    @usableFromInline var result: String? = nil

    @usableFromInline init(a: String? = nil, b: String? = nil, number: String? = nil, result: String? = nil) {
      self.a = a
      self.b = b
      self.number = number
      self.result = result
    }
  }

  @usableFromInline init(
    name: String, a: Derivative, b: Derivative? = nil, savedNames: SavedNames, wrapsNumber: Bool = false
  ) {
    self.wrapsNumber = wrapsNumber
    self.name = name
    self.a = a
    self.b = b
    self.savedNames = savedNames
  }
}

extension ElementwiseRule {
  /// - Parameter step: The name of the derivative's own node.
  public static func unary<R: UnaryRule>(_: R.Type, step: String) -> ElementwiseRule {
    let rule = unary(R.self)
    let a = rule.a
    return ElementwiseRule(
      name: rule.name,
      a: Derivative(
        keeps: a.keeps, isIdentity: false, leader: a.leader, run: a.run, single: a.single,
        recorded: { g, a, _, y in
          try Recording.step(step, [g, R.keeps.contains(.result) ? y : a]) { try R.derivative($0[0], $0[1], $0[1]) }
        }), savedNames: rule.savedNames)
  }

  /// - Parameter flat: The name of the derivative's own node, where that derivative is zero everywhere.
  public static func unary<R: UnaryRule>(_: R.Type, flat: String) -> ElementwiseRule {
    let rule = unary(R.self)
    let a = rule.a
    return ElementwiseRule(
      name: rule.name,
      a: Derivative(
        keeps: a.keeps, isIdentity: false, leader: a.leader, run: a.run, single: a.single,
        recorded: { g, a, _, y in
          Recording.flat(flat, try R.derivative(g, a, y), in: R.keeps.contains(.result) ? y : a)
        }), savedNames: rule.savedNames)
  }

  /// - Parameter slope: The derivative of the result by the input, where that is derived further.
  public static func unary<R: UnaryRule>(_: R.Type, slope: @escaping (Tensor) throws -> Tensor) -> ElementwiseRule {
    let rule = unary(R.self)
    let a = rule.a
    return ElementwiseRule(
      name: rule.name,
      a: Derivative(
        keeps: a.keeps, isIdentity: false, leader: a.leader, run: a.run, single: a.single,
        recorded: { g, a, _, _ in try g * slope(a) }), savedNames: rule.savedNames)
  }

  /// - Parameters:
  ///   - slope: As above.
  ///   - single: The same of one number in single precision.
  ///   - plain: The same of an array.
  public static func unary<R: UnaryRule>(
    _: R.Type, slope: @escaping (Tensor) throws -> Tensor, single: @escaping (Float) -> Float,
    plain: @escaping (NDArray) throws -> NDArray
  ) -> ElementwiseRule {
    let rule = unary(R.self)
    return ElementwiseRule(
      name: rule.name,
      a: Derivative(
        keeps: rule.a.keeps, isIdentity: false, leader: rule.a.leader,
        run: { g, a, _, _ in try a.map { try Elementwise.zip(Mul.self, g, plain($0)) } ?? g },
        single: { g, a, _, _ in g * single(a) }, recorded: { g, a, _, _ in try g * slope(a) }),
      savedNames: rule.savedNames)
  }

  /// - Parameter underived: PyTorch's name of the derivative, of which it has no derivative.
  public static func unary<R: UnaryRule>(_: R.Type, underived: String) -> ElementwiseRule {
    let rule = unary(R.self)
    let a = rule.a
    return ElementwiseRule(
      name: rule.name,
      a: Derivative(
        keeps: a.keeps, isIdentity: false, leader: a.leader, run: a.run, single: a.single,
        recorded: { g, a, _, y in
          let gradient = try withoutRecording { try R.derivative(g, a, y) }
          UnderivedNode.attach(underived, to: gradient, [g, a])
          return gradient
        }), savedNames: rule.savedNames)
  }

  @inlinable public static func unary<R: UnaryRule>(_: R.Type) -> ElementwiseRule {
    let keepsResult = R.keeps.contains(.result)
    return ElementwiseRule(
      name: R.nodeName,
      a: Derivative(
        keeps: R.keeps, isIdentity: false, leader: R.leader,
        run: { g, a, _, y in try Gradients.run(UnaryDerivative<R>.self, g, a, nil, y) },
        single: { g, a, _, y in try R.derivative(g, a, y) },
        recorded: { g, a, _, y in try R.derivative(g, a, y) }),
      savedNames: SavedNames(a: R.keeps.contains(.a) ? "self" : nil, result: keepsResult ? "result" : nil))
  }

  @inlinable public static func binary<R: BinaryRule>(_: R.Type) -> ElementwiseRule {
    let all = R.keepsForA.union(R.keepsForB)
    return ElementwiseRule(
      name: R.nodeName,
      a: Derivative(
        keeps: R.keepsForA, isIdentity: R.isSumForA, leader: R.leaderForA,
        run: { g, a, b, y in try Gradients.run(DerivativeA<R>.self, g, a, b, y) },
        single: { g, a, b, y in try R.derivativeA(g, a, b, y) },
        recorded: { g, a, b, y in try R.derivativeA(g, a, b, y) }),
      b: Derivative(
        keeps: R.keepsForB, isIdentity: R.isSumForB, leader: R.leaderForB,
        run: { g, a, b, y in try Gradients.run(DerivativeB<R>.self, g, a, b, y) },
        single: { g, a, b, y in try R.derivativeB(g, a, b, y) },
        recorded: { g, a, b, y in try R.derivativeB(g, a, b, y) }),
      savedNames: all.isEmpty
        ? SavedNames()
        : SavedNames(a: "self", b: R.numberName ?? "other", result: all.contains(.result) ? "result" : nil))
  }

  /// `x * 2`: the second operand is a number.
  @inlinable public static func withNumber<R: BinaryRule>(_: R.Type) -> ElementwiseRule {
    ElementwiseRule(
      name: R.nodeNameWithNumber,
      a: Derivative(
        keeps: R.keepsForA, isIdentity: R.isSumForA, leader: R.leaderForA,
        run: { g, a, b, y in try Gradients.run(DerivativeWithNumber<R>.self, g, a, b, y) },
        single: { g, a, b, y in try R.derivativeWithNumber(g, a, b, y) },
        recorded: { g, a, b, y in try R.recordedWithNumber(g, a, b, y) }),
      savedNames: SavedNames(
        a: R.keepsForA.contains(.a) || R.wrapsNumber && !R.keepsForA.isEmpty ? "self" : nil,
        number: R.keepsForA.isEmpty ? nil : R.numberName, result: R.keepsForA.contains(.result) ? "result" : nil),
      wrapsNumber: R.wrapsNumber)
  }

  /// `1 - x`: the first operand is a number, the tensor is the second.
  @inlinable public static func ofNumber<R: BinaryRule>(_: R.Type) -> ElementwiseRule {
    ElementwiseRule(
      name: R.nodeNameOfNumber,
      a: Derivative(
        keeps: Kept(rawValue: (R.keepsForB.contains(.b) ? 1 : 0) | (R.keepsForB.contains(.result) ? 4 : 0)),
        isIdentity: R.isSumForB, leader: R.leaderForB == .b ? .a : .gradient,
        run: { g, x, number, y in try Gradients.run(DerivativeB<R>.self, g, number, x, y) },
        single: { g, x, number, y in try R.derivativeB(g, number, x, y) },
        recorded: { g, x, number, y in try R.derivativeB(g, number, x, y) }),
      savedNames: SavedNames(
        a: R.keepsForB.contains(.b) ? "exponent" : nil, number: R.keepsForB.isEmpty ? nil : "self",
        result: R.keepsForB.contains(.result) ? "result" : nil))
  }
}

@usableFromInline enum UnaryDerivative<R: UnaryRule>: DerivativeFormula {
  @inlinable static var leader: Leader { R.leader }
  @inlinable static func value<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T { try R.derivative(g, a, y) }
}
@usableFromInline enum DerivativeA<R: BinaryRule>: DerivativeFormula {
  @inlinable static var leader: Leader { R.leaderForA }
  @inlinable static func value<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T {
    try R.derivativeA(g, a, b, y)
  }
}
@usableFromInline enum DerivativeB<R: BinaryRule>: DerivativeFormula {
  @inlinable static var leader: Leader { R.leaderForB }
  @inlinable static func value<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T {
    try R.derivativeB(g, a, b, y)
  }
}
@usableFromInline enum DerivativeWithNumber<R: BinaryRule>: DerivativeFormula {
  @inlinable static var leader: Leader { R.leaderForA }
  @inlinable static func value<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T {
    try R.derivativeWithNumber(g, a, b, y)
  }
}

/// The node of an elementwise operation.
public final class ElementwiseNode: Node {
  // In this order, what is shorter than a word fills the gaps.

  @usableFromInline let typeA: DType
  @usableFromInline let typeB: DType
  @usableFromInline var versionA: UInt32 = 0
  /// Each rule is kept for good by the operation it belongs to.
  @usableFromInline unowned(unsafe) let rule: ElementwiseRule
  @usableFromInline var a: Tensor?
  @usableFromInline var b: Tensor?
  /// How the inputs lay; nil without dimensions, which spares counting references, and for a second input that is none.
  @usableFromInline let stretchA: Layout?
  @usableFromInline let stretchB: Layout?
  /// The result's values; the tensor itself refers to this node.
  @usableFromInline var result: NDArray?
  @usableFromInline var versionB: UInt32 = 0
  @usableFromInline let number: Number?
  @usableFromInline var versionOfResult: UInt32 = 0

  private var layoutA: Layout { stretchA ?? .scalar }
  private var layoutB: Layout { stretchB ?? .scalar }

  /// An operation of one tensor, or of a tensor and a number.
  @inlinable init(_ rule: ElementwiseRule, _ x: Tensor, number: Number?, _ y: Tensor, _ edge: Edge) {
    self.rule = rule
    self.number = number
    stretchA = x.data.layout.rank == 0 ? nil : x.data.layout
    stretchB = nil
    typeA = x.data.dtype
    typeB = x.data.dtype
    let keeps = rule.a.keeps
    if keeps.contains(.a) {
      a = x
      versionA = x.version
    }
    if keeps.contains(.result) {
      result = y.data
      versionOfResult = y.version
    }
    super.init(inputCount: 1)
    edge0 = edge
  }

  /// An operation of two tensors.
  @inlinable init(_ rule: ElementwiseRule, _ x: Tensor, _ other: Tensor, _ y: Tensor) {
    self.rule = rule
    number = nil
    stretchA = x.data.layout.rank == 0 ? nil : x.data.layout
    stretchB = other.data.layout.rank == 0 ? nil : other.data.layout
    typeA = x.data.dtype
    typeB = other.data.dtype
    var keeps: Kept = x.node == nil ? [] : rule.a.keeps
    if other.node != nil, let second = rule.b { keeps.formUnion(second.keeps) }
    if keeps.contains(.a) {
      a = x
      versionA = x.version
      if x.isInference { Saved.noteInference() }
    }
    if keeps.contains(.b) {
      b = other
      versionB = other.version
      if other.isInference { Saved.noteInference() }
    }
    if keeps.contains(.result) {
      result = y.data
      versionOfResult = y.version
    }
    super.init(inputCount: 2)
    if let node = x.node { edge0 = Edge(node, slot: x.slot) }
    if let node = other.node { edge1 = Edge(node, slot: other.slot) }
  }

  public override var name: String { rule.name }
  public override var savesValues: Bool {
    a != nil || b != nil || result != nil || isReleased || number != nil && rule.savedNames.number != nil
  }

  public override func release() {
    a = nil
    b = nil
    result = nil
  }

  public override func unlink(into objects: inout [AnyObject]) {
    if let a, let node = a.node, !node.isLeaf { objects.append(a) }
    if let b, let node = b.node, !node.isLeaf { objects.append(b) }
    release()
  }

  public override func exchangeSaved(_ other: (Tensor) throws -> Tensor) throws {
    if let old = b {
      let new = try other(old)
      b = new
      versionB = new.version
    }
    if let old = a {
      let new = try other(old)
      a = new
      versionA = new.version
    }
    if let old = result {
      let new = try other(Tensor(old, node: self))
      result = new.data
      versionOfResult = new.version
    }
  }

  public override func rebindOutput(_ y: Tensor) {
    guard result != nil else { return }
    result = y.data
    versionOfResult = y.version
  }

  public override var shownEdges: [Edge?] {
    number != nil && rule.wrapsNumber ? [edge0, nil] : inputCount == 1 ? [edge0] : [edge0, edge1]
  }

  public override func savedValues() throws -> [(name: String, value: SavedValue)] {
    var list: [(name: String, value: SavedValue)] = []
    let names = rule.savedNames
    if let name = names.number, let number {
      list.append((name, rule.wrapsNumber ? .tensor(Tensor(NDArray(number, number.savedType))) : .number(number)))
    }
    if let name = names.a { list.append((name, a.map(SavedValue.tensor) ?? .none)) }
    if let name = names.b, number == nil { list.append((name, b.map(SavedValue.tensor) ?? .none)) }
    if let name = names.result { list.append((name, result.map { .tensor(Tensor($0, node: self)) } ?? .none)) }
    return list
  }

  /// - Throws: PyTorch's `RuntimeError` when a kept value was changed in place since.
  @inline(__always) private func checkVersions() throws {
    if let b, b.version != versionB { throw Saved.modified(b, was: versionB) }
    if let a, a.version != versionA { throw Saved.modified(a, was: versionA) }
    if let storage = result?.storage, storage.version != versionOfResult, let result {
      throw Saved.modified(result, by: self, was: versionOfResult)
    }
  }

  public override func backward(_ g: Tensor, _ walk: GradientWalk) throws {
    try checkVersions()
    if areSingles, g.data.layout.rank == 0, g.data.dtype == .float32, !walk.createsGraph {
      return try backwardOnSingles(g, walk)
    }
    if walk.createsGraph || !Gradients.isDirect(g.data.dtype) || typeA != g.data.dtype || typeB != g.data.dtype {
      return try backwardOnTensors(g, walk)
    }
    if let edge = edge0 {
      if rule.a.isIdentity, g.data.layout === layoutA {
        try walk.deliver(g, to: edge)
      } else {
        let gradient = try rule.a.isIdentity ? g.data : run(rule.a, g.data)
        try walk.deliver(Tensor(gradient.layout === layoutA ? gradient : gradient.reduced(to: layoutA)), to: edge)
      }
    }
    if let edge = edge1, let derivative = rule.b {
      if derivative.isIdentity, g.data.layout === layoutB {
        try walk.deliver(g, to: edge)
      } else {
        let gradient = try derivative.isIdentity ? g.data : run(derivative, g.data)
        try walk.deliver(Tensor(gradient.layout === layoutB ? gradient : gradient.reduced(to: layoutB)), to: edge)
      }
    }
  }

  /// One derivative on plain arrays. What only the other derivative reads is left out: the result's order in memory is
  /// that of what goes into it.
  @inline(__always) private func run(_ derivative: ElementwiseRule.Derivative, _ g: NDArray) throws -> NDArray {
    let keeps = derivative.keeps
    let second = number.map { NDArray($0, g.dtype) } ?? (keeps.contains(.b) ? b?.data : nil)
    return try derivative.run(
      g, keeps.contains(.a) ? a?.data : nil, second, keeps.contains(.result) ? result : nil)
  }

  /// Whether everything here is a 0-dim float32 tensor.
  private var areSingles: Bool {
    stretchA == nil && stretchB == nil && typeA == .float32 && typeB == .float32
  }

  private func backwardOnSingles(_ g: Tensor, _ walk: GradientWalk) throws {
    let incoming = g.data.float
    var (first, second, y) = (incoming, incoming, incoming)
    if let a { first = a.data.float }
    if let number { second = Float(number.asDouble) } else if let b { second = b.data.float }
    if let result { y = result.float }
    // A gradient that nobody else has becomes the last one that is handed on.
    var isMine = walk.lendsGradient && g.isPlainSingle && g.version == 0
    func tensor(_ value: Float, isLast: Bool) -> Tensor {
      guard isMine, isLast else { return Tensor(NDArray(value)) }
      g.becomeSingle(value)
      return g
    }
    let (first0, second0) = (edge0, edge1)
    if let edge = first0 {
      if rule.a.isIdentity {
        isMine = false
        try walk.deliver(g, to: edge)
      } else {
        try walk.deliver(tensor(rule.a.single(incoming, first, second, y), isLast: second0 == nil), to: edge)
      }
    }
    if let edge = second0, let derivative = rule.b {
      let gradient =
        derivative.isIdentity ? g : tensor(try derivative.single(incoming, first, second, y), isLast: true)
      try walk.deliver(gradient, to: edge)
    }
  }

  private func backwardOnTensors(_ g: Tensor, _ walk: GradientWalk) throws {
    let x = a ?? g
    let second = number.map { Tensor(NDArray($0, g.dtype)) } ?? b ?? g
    let y = result.map { Tensor($0, node: self) } ?? g
    func gradient(_ derivative: ElementwiseRule.Derivative) throws -> Tensor {
      let gradient = try derivative.recorded(g, x, second, y)
      if derivative.isIdentity { return gradient }
      let keeps = derivative.keeps
      // What the formula does not read is the gradient once more, which says nothing new about the order in memory.
      let (p, q) = (keeps.contains(.a) ? x : g, keeps.contains(.b) ? second : g)
      switch derivative.leader {
      case .gradient: return try gradient.placed(as: g, p, q)
      case .a: return try gradient.placed(as: p, q, g)
      case .b: return try gradient.placed(as: q, g, p)
      case .result: return try gradient.placed(as: y, g, p)
      }
    }
    if let edge = edge0 {
      try walk.deliver(gradient(rule.a).reduced(to: layoutA, typeA), to: edge)
    }
    if let edge = edge1, let derivative = rule.b {
      try walk.deliver(gradient(derivative).reduced(to: layoutB, typeB), to: edge)
    }
  }
}

extension Number {
  /// The dtype of the tensor that PyTorch makes of the number.
  var savedType: DType {
    switch self {
    case .float: .float64
    case .int: .int64
    case .bool: .bool
    }
  }
}
