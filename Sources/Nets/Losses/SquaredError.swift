public import Autograd
import CKernels
import NDArray
public import Ops

/// The squared differences of two tensors, usually their mean.
public enum SquaredError {
  /// - Parameters:
  ///   - x: What was predicted, in the shape of `target`.
  public static func of(_ x: Tensor, _ target: Tensor, _ reduction: LossReduction) throws -> Tensor {
    let type = DType.promoted(x.dtype, target.dtype)
    guard type.isFloatingPoint else {
      throw EngineError(.notImplementedError, "\"mse_cpu\" not implemented for '\(type.scalarTypeName)'")
    }
    guard x.dtype == target.dtype else { return try Losses.mse(x, target, reduction) }
    let y = Tensor(try value(x.data, target.data, reduction))
    if GradMode.isEnabled, x.node != nil || target.node != nil {
      let node = SquaredErrorNode(x, target, reduction)
      y.node = node
      if SavedHooks.isActive { try SavedHooks.pack(node) }
    }
    return y
  }

  private static func value(_ a: NDArray, _ b: NDArray, _ reduction: LossReduction) throws -> NDArray {
    let count = a.layout.count
    if reduction != .none, a.dtype == .float32, count <= 512, a.layout.isContiguous, b.layout.isContiguous,
      b.layout.count == count
    {
      // Small ones need no array for the squares.
      let total = withUnsafeTemporaryAllocation(of: Float.self, capacity: max(count, 1)) { squares -> Float in
        guard let out = squares.baseAddress else { return 0 }
        a.withBase { p in
          b.withBase { q in
            let x = p.assumingMemoryBound(to: Float.self)
            let y = q.assumingMemoryBound(to: Float.self)
            for i in 0..<count {
              let difference = x[i] - y[i]
              out[i] = difference * difference
            }
          }
        }
        return ag_sumf(out, count)
      }
      return NDArray(reduction == .mean ? total / Float(count) : total)
    }
    let difference = try Elementwise.zip(Sub.self, a, b)
    let squares = try Elementwise.zip(Mul.self, difference, difference)
    switch reduction {
    case .none: return squares
    case .sum: return try Reduction.sum(squares, Array(0..<squares.rank))
    case .mean:
      // The half types are rounded once, behind the division.
      let isHalf = squares.dtype == .float16 || squares.dtype == .bfloat16
      let total = try Reduction.sum(isHalf ? squares.converted(to: .float32) : squares, Array(0..<squares.rank))
      return try Elementwise.zip(Div.self, total, .int(count)).converted(to: squares.dtype)
    }
  }
}

/// The node of a squared error: `MseLossBackward0`.
final class SquaredErrorNode: Node {
  private var a: Saved
  private var b: Saved
  private let reduction: LossReduction
  private let count: Int

  init(_ a: Tensor, _ b: Tensor, _ reduction: LossReduction) {
    self.a = Saved(input: a)
    self.b = Saved(input: b)
    self.reduction = reduction
    count = a.count
    super.init(inputCount: 2)
    edge0 = a.edge
    edge1 = b.edge
  }

  override var name: String { "MseLossBackward0" }
  override var savesValues: Bool { true }

  override func release() {
    a.release()
    b.release()
  }

  override func unlink(into objects: inout [AnyObject]) {
    a.unlink(into: &objects)
    b.unlink(into: &objects)
  }

  override func exchangeSaved(_ other: (Tensor) throws -> Tensor) throws {
    try a.exchange(by: self, other)
    try b.exchange(by: self, other)
  }

  override func savedValues() throws -> [(name: String, value: SavedValue)] {
    [("self", .tensor(try a.unpacked(by: self))), ("target", .tensor(try b.unpacked(by: self)))]
  }

  private var factor: Double { reduction == .mean ? 2 / Double(count) : 2 }

  override func backward(_ g: Tensor, _ walk: GradientWalk) throws {
    if walk.createsGraph {
      let (x, y) = (try a.unpacked(by: self), try b.unpacked(by: self))
      if let edge = edge0 { try walk.deliver(Losses.mseDerivative(g, x, y, reduction), to: edge) }
      if let edge = edge1 { try walk.deliver(Losses.mseDerivative(g, y, x, reduction), to: edge) }
      return
    }
    let (x, y) = (try a.values(by: self), try b.values(by: self))
    if let edge = edge0 { try walk.deliver(Tensor(gradient(g.data, x, y)), to: edge) }
    if let edge = edge1 { try walk.deliver(Tensor(gradient(g.data, y, x)), to: edge) }
  }

  /// factor · (x − y) · g
  private func gradient(_ g: NDArray, _ x: NDArray, _ y: NDArray) throws -> NDArray {
    if g.dtype == .float32, g.layout.rank == 0, x.layout.isContiguous, y.layout.isContiguous, x.layout.count == count,
      y.layout.count == count, count > 0
    {
      let result = try NDArray.uninitialized(x.layout, .float32)
      let scale = Float(factor)
      let incoming = g.float
      guard let out = result.pointer(Float.self) else { return result }
      x.withBase { p in
        y.withBase { q in
          let left = p.assumingMemoryBound(to: Float.self)
          let right = q.assumingMemoryBound(to: Float.self)
          for i in 0..<count { out[i] = scale * (left[i] - right[i]) * incoming }
        }
      }
      return result
    }
    let difference = try Elementwise.zip(Sub.self, x, y)
    // PyTorch's kernel fills new memory.
    return try Elementwise.zip(Mul.self, Elementwise.zip(Mul.self, difference, .float(factor)), g).contiguous()
  }
}
