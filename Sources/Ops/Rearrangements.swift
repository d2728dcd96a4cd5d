import Autograd
import NDArray

/// Operations that copy elements to other places.
public enum Rearrangements {
  public static let flip = Op(
    "flip", "The order along some dimensions turned round.",
    Overload(
      "FlipBackward0", Arg.input, Typed<[Int]>("dims", variadic: true), samples: [Sample(.random([2, 3]), .ints([1]))],
      run: flip),
    examples: ["torch.arange(4).flip(0)"])

  static func flip(_ x: Tensor, _ dims: [Int]) throws -> Tensor {
    let d = dims.isEmpty ? [] : try Dims.resolve(dims, x.rank)
    return Recording.record("FlipBackward0", [x], try x.data.flipped(d).laidOut(like: x.data)) {
      [try flip($0.gradient, d)]
    }
  }

  public static let fliplr = Op(
    "fliplr", "The columns in reverse order.",
    Overload("FlipBackward0", Arg.input, samples: [Sample(.random([2, 3]))]) { x in
      guard x.rank >= 2 else { throw EngineError.runtime("Input must be >= 2-d.") }
      return try flip(x, [1])
    },
    examples: ["torch.fliplr(torch.tensor([[1, 2], [3, 4]]))"])

  public static let flipud = Op(
    "flipud", "The rows in reverse order.",
    Overload("FlipBackward0", Arg.input, samples: [Sample(.random([2, 3]))]) { x in
      guard x.rank >= 1 else { throw EngineError.runtime("Input must be >= 1-d.") }
      return try flip(x, [0])
    },
    examples: ["torch.flipud(torch.tensor([[1, 2], [3, 4]]))"])

  public static let rot90 = Op(
    "rot90", "Turned by a number of right angles in the plane of two dimensions.",
    Overload(
      "Rot90Backward0", Arg.input, Typed<Int>("k", default: .number(.int(1))),
      Typed<[Int]>("dims", default: .ints([0, 1])),
      samples: [Sample(.random([2, 3]), .number(.int(1)), .ints([0, 1]))], run: rot90),
    examples: ["torch.rot90(torch.tensor([[1, 2], [3, 4]]))"])

  static func rot90(_ x: Tensor, _ k: Int, _ dims: [Int]) throws -> Tensor {
    guard dims.count == 2 else {
      throw EngineError.runtime("expected total rotation dims == 2, but got dims = \(dims.count)")
    }
    guard x.rank >= 2 else { throw EngineError.runtime("expected total dims >= 2, but got total dims = \(x.rank)") }
    let d = try dims.map { try Dims.resolve($0, x.rank) }
    guard d[0] != d[1] else {
      throw EngineError.runtime(
        "expected rotation dims to be different, but got dim0 = \(dims[0]) and dim1 = \(dims[1])")
    }
    let turns = ((k % 4) + 4) % 4
    let data: NDArray
    switch turns {
    case 1: data = try x.data.flipped([d[1]]).laidOut(like: x.data).transposed(d[0], d[1])
    case 2: data = try x.data.flipped(d).laidOut(like: x.data)
    case 3: data = try x.data.flipped([d[0]]).laidOut(like: x.data).transposed(d[0], d[1])
    default: data = try x.data.copied()
    }
    return Recording.record("Rot90Backward0", [x], data) { [try rot90($0.gradient, -turns, d)] }
  }

  public static let roll = Op(
    "roll", "Every element moved on, the last ones coming round to the front.",
    Overload(
      "RollBackward0", Arg.input, Typed<[Int]>("shifts"), Typed<[Int]?>("dims", .ints, default: .ints([])),
      samples: [
        Sample(.random([2, 3]), .ints([1]), .ints([1])), Sample(.random([2, 3]), .ints([4]), .ints([])),
        Sample(.random([2, 3]), .ints([1, -1]), .ints([0, 1])),
      ]
    ) { try roll($0, $1, $2 ?? []) },
    examples: ["torch.roll(torch.arange(4), 1)"])

  static func roll(_ x: Tensor, _ shifts: [Int], _ dims: [Int]) throws -> Tensor {
    guard !shifts.isEmpty else { throw EngineError.runtime("`shifts` required") }
    let data: NDArray
    if dims.isEmpty, shifts.count == 1 {
      data = try x.data.contiguous().reshaped([x.count]).rolled(shifts[0], 0).reshaped(x.shape)
    } else if x.count == 0, !dims.isEmpty, shifts.count == dims.count {
      data = try x.data.copied()
    } else {
      guard shifts.count == dims.count else {
        throw EngineError.runtime("shifts and dimensions must align. shifts: \(shifts.count), dims:\(dims.count)")
      }
      var moved = x.data
      for (shift, dim) in zip(shifts, dims) {
        moved = try moved.inMemory().rolled(shift, Dims.existing(dim, x.rank))
      }
      data = moved.storage === x.data.storage ? try moved.copied() : moved
    }
    return Recording.record("RollBackward0", [x], data) { [try roll($0.gradient, shifts.map { 0 &- $0 }, dims)] }
  }

  public static let tril = triangle(
    "tril", "TrilBackward0", upper: false, "The elements on and below a diagonal, zeros above.")
  public static let triu = triangle(
    "triu", "TriuBackward0", upper: true, "The elements on and above a diagonal, zeros below.")

  private static func triangle(_ name: String, _ node: String, upper: Bool, _ summary: String) -> Op {
    func run(_ x: Tensor, _ diagonal: Int) throws -> Tensor {
      guard x.rank >= 2 else { throw EngineError.runtime("\(name): input tensor must have at least 2 dimensions") }
      return Recording.record(node, [x], try x.data.triangle(upper: upper, diagonal: diagonal)) {
        [try run($0.gradient, diagonal)]
      }
    }
    return Op(
      name, summary, forms: .elementwise,
      Overload(
        node, Arg.input, Typed<Int>("diagonal", default: .number(.int(0))),
        samples: [Sample(.random([3, 3]), .number(.int(0))), Sample(.random([2, 3]), .number(.int(1)))],
        inPlace: .stretched {
          try Tensor.from($0[0]).data.clearBesideTriangle(upper: upper, diagonal: Int.from($0[1]))
        }, run: run),
      examples: ["torch.\(name)(torch.ones(2, 2))"])
  }

  static func tril(_ x: Tensor, _ diagonal: Int = 0) throws -> Tensor {
    Recording.record("TrilBackward0", [x], try x.data.triangle(upper: false, diagonal: diagonal)) {
      [try tril($0.gradient, diagonal)]
    }
  }

  static func triu(_ x: Tensor, _ diagonal: Int = 0) throws -> Tensor {
    Recording.record("TriuBackward0", [x], try x.data.triangle(upper: true, diagonal: diagonal)) {
      [try triu($0.gradient, diagonal)]
    }
  }

  public static let diagonal = Op(
    "diagonal", "The diagonal of two dimensions, sharing memory.", forms: [.function, .method],
    Overload(
      "DiagonalBackward0", Arg.input, Typed<Int>("offset", default: .number(.int(0))),
      Typed<Int>("dim1", default: .number(.int(0))), Typed<Int>("dim2", default: .number(.int(1))),
      samples: [Sample(.random([3, 3]), .number(.int(1)))]
    ) { try Shapes.diagonal($0, $1, $2, $3) },
    examples: ["torch.diagonal(torch.tensor([[1, 2], [3, 4]]))"])

  public static let linalgDiagonal = Op(
    "diagonal", "The diagonals of the matrices in the last two dimensions, sharing memory.", forms: .linalg,
    Overload(
      "DiagonalBackward0", Typed<Tensor>("A"), Typed<Int>("offset", default: .number(.int(0)), keywordOnly: true),
      Typed<Int>("dim1", default: .number(.int(-2)), keywordOnly: true),
      Typed<Int>("dim2", default: .number(.int(-1)), keywordOnly: true),
      samples: [Sample(.random([2, 3, 3]), .number(.int(1)))]
    ) { try Shapes.diagonal($0, $1, $2, $3) },
    examples: ["torch.linalg.diagonal(torch.tensor([[1, 2], [3, 4]]))"])

  public static let diag = Op(
    "diag", "The diagonal of a matrix, or the matrix with a vector on its diagonal.",
    Overload(
      "DiagonalBackward0_copy", Arg.input, Typed<Int>("diagonal", default: .number(.int(0))),
      samples: [Sample(.random([3, 3]), .number(.int(0))), Sample(.random([3]), .number(.int(1)))]
    ) { x, offset in
      guard x.rank == 1 || x.rank == 2 else {
        throw EngineError.runtime("diag(): Supports 1D or 2D tensors. Got \(x.rank)D")
      }
      if x.rank == 1 { return try embedded(x, offset, 0, 1) }
      let shape = x.shape
      let data = try x.data.inMemory().diagonal(offset, 0, 1).copied()
      return Recording.record("DiagonalBackward0_copy", [x], data) { d in
        [try Shapes.embedded(d.gradient, in: shape) { try Shapes.diagonal($0, offset, 0, 1) }]
      }
    },
    examples: ["torch.diag(torch.tensor([1, 2]))"])

  public static let diagEmbed = Op(
    "diag_embed", "Matrices with the last dimension on their diagonals.",
    Overload(
      "DiagEmbedBackward0", Arg.input, Typed<Int>("offset", default: .number(.int(0))),
      Typed<Int>("dim1", default: .number(.int(-2))), Typed<Int>("dim2", default: .number(.int(-1))),
      samples: [Sample(.random([2, 3]), .number(.int(0)))], run: embedded),
    examples: ["torch.diag_embed(torch.tensor([1, 2]))"])

  public static let diagflat = Op(
    "diagflat", "The matrix with all elements on its diagonal.",
    Overload(
      "DiagEmbedBackward0", Arg.input, Typed<Int>("offset", default: .number(.int(0))),
      samples: [Sample(.random([2, 2]), .number(.int(0)))]
    ) { x, offset in try embedded(Shapes.reshape(x, [-1]), offset, -2, -1) },
    examples: ["torch.diagflat(torch.tensor([[1], [2]]))"])

  static func embedded(_ x: Tensor, _ offset: Int, _ dim1: Int, _ dim2: Int) throws -> Tensor {
    let rank = x.rank + 1
    guard x.rank > 0 else {
      throw EngineError(.indexError, "Dimension out of range (expected to be in range of [-1, 0], but got \(dim1))")
    }
    let a = try Dims.resolve(dim1, rank)
    let b = try Dims.resolve(dim2, rank)
    guard a != b else { throw EngineError.runtime("diagonal dimensions cannot be identical \(dim1), \(dim2)") }
    guard offset > -0x1_0000_0000, offset < 0x1_0000_0000 else {
      throw EngineError.runtime("numel: integer multiplication overflow")
    }
    let length = x.shape[x.rank - 1] + Swift.abs(offset)
    var shape = Array(x.shape.dropLast())
    shape.insert(length, at: Swift.min(a, b))
    shape.insert(length, at: Swift.max(a, b))
    let result = try NDArray.zeros(shape: shape, x.dtype).inMemory()
    result.diagonal(offset, a, b).assign(x.data)
    return Recording.record("DiagEmbedBackward0", [x], result) { [try Shapes.diagonal($0.gradient, offset, a, b)] }
  }
}
