public import Autograd
public import NDArray

/// The node of an elementwise operation of one tensor.
public final class UnaryNode<R: UnaryRule>: Node {
  @usableFromInline var kept: Saved

  @inlinable public init(_ x: Tensor, _ y: Tensor, _ edge: Edge) {
    kept = R.keeps.contains(.result) ? Saved(output: y) : Saved(input: x)
    super.init(inputCount: 1)
    edge0 = edge
  }

  public override var name: String { R.nodeName }
  public override var savesValues: Bool { !R.keeps.isEmpty }
  public override func release() { kept.release() }
  public override func unlink(into objects: inout [AnyObject]) { kept.unlink(into: &objects) }
  public override func rebindOutput(_ y: Tensor) {
    if R.keeps.contains(.result) { kept = Saved(output: y) }
  }
  public override func savedValues() throws -> [(name: String, value: SavedValue)] {
    R.keeps.isEmpty ? [] : [(R.keeps.contains(.result) ? "result" : "self", .tensor(try kept.unpacked(by: self)))]
  }

  public override func backward(_ g: Tensor, _ walk: GradientWalk) throws {
    guard let edge = edge0 else { return }
    if R.keeps.isEmpty {
      try walk.deliver(R.derivative(g, g, g), to: edge)
    } else if walk.createsGraph || !Gradients.isDirect(g.dtype) {
      let value = try kept.unpacked(by: self)
      try walk.deliver(R.derivative(g, value, value), to: edge)
    } else {
      let value = try kept.values(by: self)
      try walk.deliver(Tensor(Gradients.run(UnaryDerivative<R>.self, g.data, value, nil, nil)), to: edge)
    }
  }
}

@usableFromInline enum UnaryDerivative<R: UnaryRule>: DerivativeFormula {
  @inlinable static func value<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T { try R.derivative(g, a, a) }
}
@usableFromInline enum DerivativeA<R: BinaryRule>: DerivativeFormula {
  @inlinable static func value<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T { try R.derivativeA(g, a, b, y) }
}
@usableFromInline enum DerivativeB<R: BinaryRule>: DerivativeFormula {
  @inlinable static func value<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T { try R.derivativeB(g, a, b, y) }
}

@usableFromInline enum DerivativeWithNumber<R: BinaryRule>: DerivativeFormula {
  @inlinable static func value<T: Arithmetic>(_ g: T, _ a: T, _ b: T, _ y: T) throws -> T {
    try R.derivativeWithNumber(g, a, b, y)
  }
}

/// The node of an elementwise operation of two tensors.
public final class BinaryNode<R: BinaryRule>: Node {
  @usableFromInline var a: Saved?
  @usableFromInline var b: Saved?
  @usableFromInline var result: Saved?
  @usableFromInline let layoutA: Layout
  @usableFromInline let layoutB: Layout
  @usableFromInline let typeA: DType
  @usableFromInline let typeB: DType

  @inlinable public init(_ a: Tensor, _ b: Tensor, _ y: Tensor) {
    var kept: Kept = []
    if a.node != nil { kept.formUnion(R.keepsForA) }
    if b.node != nil { kept.formUnion(R.keepsForB) }
    layoutA = a.data.layout
    layoutB = b.data.layout
    typeA = a.data.dtype
    typeB = b.data.dtype
    if kept.contains(.a) { self.a = Saved(input: a) }
    if kept.contains(.b) { self.b = Saved(input: b) }
    if kept.contains(.result) { result = Saved(output: y) }
    super.init(inputCount: 2)
    edge0 = a.edge
    edge1 = b.edge
  }

  public override var name: String { R.nodeName }
  public override var savesValues: Bool { a != nil || b != nil || result != nil }
  public override func release() {
    a?.release()
    b?.release()
    result?.release()
  }
  public override func unlink(into objects: inout [AnyObject]) {
    a?.unlink(into: &objects)
    b?.unlink(into: &objects)
    result?.release()
  }
  public override func rebindOutput(_ y: Tensor) {
    if result != nil { result = Saved(output: y) }
  }
  public override func savedValues() throws -> [(name: String, value: SavedValue)] {
    guard !(R.keepsForA.union(R.keepsForB)).isEmpty else { return [] }
    var list: [(name: String, value: SavedValue)] = []
    list.append(("self", try a.map { .tensor(try $0.unpacked(by: self)) } ?? .none))
    list.append(("other", try b.map { .tensor(try $0.unpacked(by: self)) } ?? .none))
    if let result { list.append(("result", .tensor(try result.unpacked(by: self)))) }
    return list
  }

  public override func backward(_ g: Tensor, _ walk: GradientWalk) throws {
    if walk.createsGraph || !Gradients.isDirect(g.dtype) || typeA != g.dtype || typeB != g.dtype {
      let x = try a?.unpacked(by: self) ?? g
      let y = try b?.unpacked(by: self) ?? g
      let z = try result?.unpacked(by: self) ?? g
      if let edge = edge0 {
        try walk.deliver(R.derivativeA(g, x, y, z).reduced(to: layoutA, typeA), to: edge)
      }
      if let edge = edge1 {
        try walk.deliver(R.derivativeB(g, x, y, z).reduced(to: layoutB, typeB), to: edge)
      }
      return
    }
    let x = try a?.values(by: self)
    let y = try b?.values(by: self)
    let z = try result?.values(by: self)
    if let edge = edge0 {
      let gradient =
        R.isSumForA ? g.data : try Gradients.run(DerivativeA<R>.self, g.data, x, y, z)
      try walk.deliver(gradient.layout === layoutA && R.isSumForA ? g : Tensor(gradient.reduced(to: layoutA)), to: edge)
    }
    if let edge = edge1 {
      let gradient =
        R.isSumForB ? g.data : try Gradients.run(DerivativeB<R>.self, g.data, x, y, z)
      try walk.deliver(gradient.layout === layoutB && R.isSumForB ? g : Tensor(gradient.reduced(to: layoutB)), to: edge)
    }
  }
}

/// The node of an elementwise operation of a tensor and a number: `x * 2`.
public final class WithNumberNode<R: BinaryRule>: Node {
  @usableFromInline var a: Saved?
  @usableFromInline var result: Saved?
  @usableFromInline let number: Number
  @usableFromInline let typeA: DType

  @inlinable public init(_ a: Tensor, _ b: Number, _ y: Tensor, _ edge: Edge) {
    number = b
    typeA = a.data.dtype
    if R.keepsForA.contains(.a) { self.a = Saved(input: a) }
    if R.keepsForA.contains(.result) { result = Saved(output: y) }
    super.init(inputCount: 1)
    edge0 = edge
  }

  public override var name: String { R.nodeNameWithNumber }
  public override var savesValues: Bool { !R.keepsForA.isEmpty }
  public override func release() {
    a?.release()
    result?.release()
  }
  public override func unlink(into objects: inout [AnyObject]) {
    a?.unlink(into: &objects)
    result?.release()
  }
  public override func rebindOutput(_ y: Tensor) {
    if result != nil { result = Saved(output: y) }
  }
  public override func savedValues() throws -> [(name: String, value: SavedValue)] {
    guard !R.keepsForA.isEmpty else { return [] }
    var list: [(name: String, value: SavedValue)] = []
    if let name = R.numberName { list.append((name, .number(number))) }
    if let a { list.append(("self", .tensor(try a.unpacked(by: self)))) }
    return list
  }

  public override func backward(_ g: Tensor, _ walk: GradientWalk) throws {
    guard let edge = edge0 else { return }
    if R.isSumForA, typeA == g.dtype {
      try walk.deliver(g, to: edge)
    } else if walk.createsGraph || !Gradients.isDirect(g.dtype) || typeA != g.dtype {
      let x = try a?.unpacked(by: self) ?? g
      let z = try result?.unpacked(by: self) ?? g
      let b = Tensor(NDArray(number, g.dtype))
      try walk.deliver(R.derivativeWithNumber(g, x, b, z).converted(to: typeA), to: edge)
    } else {
      let x = try a?.values(by: self)
      let z = try result?.values(by: self)
      let b = NDArray(number, g.dtype)
      try walk.deliver(Tensor(Gradients.run(DerivativeWithNumber<R>.self, g.data, x, b, z)), to: edge)
    }
  }
}

/// The node of an elementwise operation of a number and a tensor: `1 - x`.
public final class OfNumberNode<R: BinaryRule>: Node {
  @usableFromInline var b: Saved?
  @usableFromInline var result: Saved?
  @usableFromInline let number: Number
  @usableFromInline let typeB: DType

  @inlinable public init(_ a: Number, _ b: Tensor, _ y: Tensor, _ edge: Edge) {
    number = a
    typeB = b.data.dtype
    if R.keepsForB.contains(.b) { self.b = Saved(input: b) }
    if R.keepsForB.contains(.result) { result = Saved(output: y) }
    super.init(inputCount: 1)
    edge0 = edge
  }

  public override var name: String { R.nodeNameOfNumber }
  public override var savesValues: Bool { b != nil || result != nil }
  public override func release() {
    b?.release()
    result?.release()
  }
  public override func unlink(into objects: inout [AnyObject]) {
    b?.unlink(into: &objects)
    result?.release()
  }
  public override func rebindOutput(_ y: Tensor) {
    if result != nil { result = Saved(output: y) }
  }

  public override func backward(_ g: Tensor, _ walk: GradientWalk) throws {
    guard let edge = edge0 else { return }
    if walk.createsGraph || !Gradients.isDirect(g.dtype) || typeB != g.dtype {
      let x = try b?.unpacked(by: self) ?? g
      let z = try result?.unpacked(by: self) ?? g
      let a = Tensor(NDArray(number, g.dtype))
      try walk.deliver(R.derivativeB(g, a, x, z).converted(to: typeB), to: edge)
    } else {
      let x = try b?.values(by: self)
      let z = try result?.values(by: self)
      let a = NDArray(number, g.dtype)
      try walk.deliver(Tensor(Gradients.run(DerivativeB<R>.self, g.data, a, x, z)), to: edge)
    }
  }
}
