import Autograd
import NDArray

/// Tensors made of every combination of others, and matrices with a pattern.
public enum Grids {
  public static let meshgrid = Op(
    "meshgrid", "Coordinates of a grid, one tensor for each axis.", forms: .function,
    Overload(
      "ExpandBackward0", Typed<[Tensor]>("tensors", variadic: true, starred: true),
      Typed<String?>("indexing", default: Parameter.Default.none, keywordOnly: true),
      samples: [Sample(.list([[2], [3]]), .text("ij"))]
    ) { tensors, indexing -> [Tensor] in
      guard let first = tensors.first else { throw EngineError.runtime("meshgrid expects a non-empty TensorList") }
      if indexing == nil {
        try Warnings.warnOnce(
          "torch.meshgrid: in an upcoming release, it will be required to pass the indexing argument.",
          at: "TensorShape.cpp:4215")
      }
      guard indexing == nil || indexing == "ij" || indexing == "xy" else {
        throw EngineError.runtime(
          "torch.meshgrid: indexing must be one of \"xy\" or \"ij\", but received: \(indexing ?? "")")
      }
      for tensor in tensors {
        guard tensor.dtype == first.dtype else {
          throw EngineError.runtime("meshgrid expects all tensors to have the same dtype")
        }
        guard tensor.rank <= 1 else {
          throw EngineError.runtime(
            "torch.meshgrid: Expected 0D or 1D tensor in the tensor list but got: \(tensor.rank)D")
        }
      }
      return try grid(tensors, isTurned: indexing == "xy" && tensors.count >= 2)
    },
    examples: ["torch.meshgrid(torch.tensor([1, 2]), torch.tensor([3, 4]), indexing='ij')"])

  /// - Parameter isTurned: Whether the first vector goes along the second dimension, and the second along the first.
  static func grid(_ axes: [Tensor], isTurned: Bool = false) throws -> [Tensor] {
    var shape = axes.map { $0.rank == 0 ? 1 : $0.count }
    if isTurned { shape.swapAt(0, 1) }
    return try axes.enumerated().map { k, axis in
      let place = isTurned && k < 2 ? 1 - k : k
      var own = [Int](repeating: 1, count: axes.count)
      own[place] = shape[place]
      return try Shapes.expand(Shapes.view(axis, own), shape)
    }
  }

  public static let cartesianProd = Op(
    "cartesian_prod", "Every combination of elements of vectors, one row each.", forms: .function,
    Overload("StackBackward0", Typed<[Tensor]>("tensors", starred: true), samples: [Sample(.list([[2], [3]]))]) {
      tensors in
      guard let first = tensors.first else { throw EngineError.runtime("meshgrid expects a non-empty TensorList") }
      for tensor in tensors where tensor.rank != 1 {
        throw EngineError.runtime("Expect a 1D vector, but got shape \(Layout.text(tensor.shape))")
      }
      if tensors.count == 1 { return first }
      guard tensors.allSatisfy({ $0.dtype == first.dtype }) else {
        throw EngineError.runtime("meshgrid expects all tensors to have the same dtype")
      }
      return try Joining.stack(grid(tensors).map { try Shapes.reshape($0, [-1]) }, 1)
    },
    examples: ["torch.cartesian_prod(torch.tensor([1, 2]), torch.tensor([3, 4]))"])

  public static let combinations = Op(
    "combinations", "Every choice of r elements of a vector, one row each.", forms: .function,
    Overload(
      "StackBackward0", Arg.input, Typed<Int>("r", default: .number(.int(2))),
      Typed<Bool>("with_replacement", default: .number(.bool(false)))
    ) { x, r, replacing in
      guard x.rank == 1 else { throw EngineError.runtime("Expect a 1D vector, but got shape \(Layout.text(x.shape))") }
      guard r >= 0 else { throw EngineError.runtime("Expect a non-negative number, but got \(r)") }
      if r == 0 { return Tensor(try NDArray.zeros(shape: [0], x.dtype)) }
      var chosen: [[Int]] = []
      var current: [Int] = []
      func choose(from start: Int) {
        if current.count == r {
          chosen.append(current)
          return
        }
        for i in stride(from: start, to: x.count, by: 1) {
          current.append(i)
          choose(from: replacing ? i : i + 1)
          current.removeLast()
        }
      }
      guard r <= 512 else { throw EngineError.runtime("numel: integer multiplication overflow") }
      // PyTorch picks them out of a grid of truths with a place for every choice, and has no more than fits in memory.
      var places = 1
      for _ in 0..<r {
        let (next, overflow) = places.multipliedReportingOverflow(by: x.count)
        places = overflow ? .max : next
      }
      if places > Storage.limit { _ = try Storage.make(byteCount: places) }
      choose(from: 0)
      let index = Tensor(try NDArray.ints(chosen.flatMap { $0 }, shape: [chosen.count * r]))
      let rows = try Shapes.reshape(Gathering.indexSelect(x, 0, index), [chosen.count, r])
      return Recording.record("StackBackward0", [rows], rows.data) { [$0.gradient] }
    },
    examples: ["torch.combinations(torch.tensor([1, 2, 3]))"])

  public static let trilIndices = triangle(
    "tril_indices", "The indices of the elements on and below a diagonal.", upper: false)
  public static let triuIndices = triangle(
    "triu_indices", "The indices of the elements on and above a diagonal.", upper: true)

  private static func triangle(_ name: String, _ summary: String, upper: Bool) -> Op {
    Op(
      name, summary, forms: .function,
      .making(Typed<Int>("row"), Typed<Int>("col"), Typed<Int>("offset", default: .number(.int(0)))) {
        making, rows, columns, offset in
        let type = making.dtype ?? .int64
        guard type == .int64 || type == .int32 else { throw EngineError.notImplemented(name, type) }
        guard rows >= 0 else { throw EngineError.runtime("row must be non-negative, got\(rows)") }
        guard columns >= 0 else { throw EngineError.runtime("col must be non-negative, got\(columns)") }
        _ = try Layout.contiguous([rows, columns])
        try Storage.check(elements: rows.times(columns), ofSize: 4 * MemoryLayout<Int>.stride)
        var first: [Int] = []
        var second: [Int] = []
        for i in 0..<(columns == 0 ? 0 : rows) {
          for j in 0..<columns where upper ? j - i >= offset : j - i <= offset {
            first.append(i)
            second.append(j)
          }
        }
        return try NDArray.ints(first + second, shape: [2, first.count]).converted(to: type)
      },
      examples: ["torch.\(name)(2, 2)"])
  }

  // MARK: Matrices

  public static let kron = Op(
    "kron", "Every element of one tensor times the whole of the other, as blocks.",
    Overload(
      "UnsafeViewBackward0", Arg.input, Arg.other,
      samples: [Sample(.random([2, 2]), .random([2, 3])), Sample(.random([2]), .random([2, 3]))]
    ) {
      a, b in
      let rank = Swift.max(a.rank, b.rank)
      let p = [Int](repeating: 1, count: rank - a.rank) + a.shape
      let q = [Int](repeating: 1, count: rank - b.rank) + b.shape
      var left: [Int] = []
      var right: [Int] = []
      var shape: [Int] = []
      for (m, n) in zip(p, q) {
        left += [m, 1]
        right += [1, n]
        shape.append(m * n)
      }
      let product = try Mul.of(
        Shapes.unsafeView(a, left), Shapes.unsafeView(b, right))
      return try Shapes.unsafeView(product, shape)
    },
    examples: ["torch.kron(torch.tensor([1, 2]), torch.tensor([1, 1]))"])

  public static let trace = Op(
    "trace", "The sum of the diagonal of a matrix.", formula: "Σ x[i, i]",
    Overload("TraceBackward0", Arg.input, samples: [Sample(.random([2, 3]))]) { x in
      try x.dtype.refuseBool("trace")
      guard x.rank == 2 else {
        throw EngineError.runtime("trace: expected a matrix, but got tensor with dim \(x.rank)")
      }
      let diagonal = try x.data.inMemory().diagonal(0, 0, 1)
      let source = x.dtype.isFloatingPoint ? diagonal : try diagonal.converted(to: .int64)
      let shape = x.shape
      return Recording.record("TraceBackward0", [x], try Reduction.sum(source, [0])) { d in
        let length = Swift.min(shape[0], shape[1])
        return [
          try Shapes.embedded(Shapes.expand(d.gradient, [length]), in: shape) { try Shapes.diagonal($0, 0, 0, 1) }
        ]
      }
    },
    examples: ["torch.trace(torch.tensor([[1., 2.], [3., 4.]]))"])

  public static let cross = crossProduct("cross", forms: .usual, isLinalg: false)
  public static let linalgCross = crossProduct("cross", forms: .linalg, isLinalg: true)

  private static func crossProduct(_ name: String, forms: Op.Forms, isLinalg: Bool) -> Op {
    Op(
      name, "The vector product in three dimensions.", forms: forms,
      Overload(
        "LinalgCrossBackward0", Arg.input, Arg.other,
        Typed<Int?>("dim", default: isLinalg ? .number(.int(-1)) : Parameter.Default.none),
        samples: [Sample(.random([2, 3]), .random([2, 3]), .number(.int(1)))]
      ) { a, b, dim in
        guard a.rank == b.rank else {
          throw EngineError.runtime("linalg.cross: inputs must have the same number of dimensions.")
        }
        var axis = dim
        if axis == nil {
          try Warnings.warnOnce(
            "Using torch.cross without specifying the dim arg is deprecated.\n"
              + "Please either pass the dim explicitly or simply use torch.linalg.cross.\n"
              + "The default value of dim will change to agree with that of linalg.cross in a future release.",
            at: "Cross.cpp:63")
          if a.shape.indices.allSatisfy({ a.shape[$0] != 3 }) {
            throw EngineError.runtime("no dimension of size 3 in input")
          }
          axis = a.shape.firstIndex(of: 3)
        }
        let d = try Dims.resolve(axis ?? -1, a.rank)
        guard a.rank > 0, a.shape[d] == 3, b.shape[d] == 3 else {
          throw EngineError.runtime(
            "linalg.cross: inputs dimension \(axis ?? -1) must have length 3. Got \(a.rank > 0 ? a.shape[d] : 0) and \(b.rank > 0 ? b.shape[d] : 0)"
          )
        }
        return try vectorProduct(a, b, d)
      },
      examples: [
        "\(forms == .linalg ? "torch.linalg" : "torch").\(name)(torch.tensor([1., 0., 0.]), torch.tensor([0., 1., 0.]))"
      ])
  }

  /// a × b; its derivatives are vector products themselves: b × g and g × a.
  static func vectorProduct(_ a: Tensor, _ b: Tensor, _ dim: Int) throws -> Tensor {
    try Elementwise.promotedType(a.data, b.data).refuseBool("cross")
    let shape = try Broadcast.shape(a.shape, b.shape)
    func part(_ x: Tensor, _ i: Int) throws -> NDArray {
      try x.data.inMemory().expanded(to: shape).sliced(dim, i % 3, i % 3 + 1)
    }
    let parts = try (0..<3).map { i in
      try Elementwise.zip(
        Sub.self, Elementwise.zip(Mul.self, part(a, i + 1), part(b, i + 2)),
        Elementwise.zip(Mul.self, part(a, i + 2), part(b, i + 1)))
    }
    let layouts = [a.data.layout, b.data.layout]
    return Recording.record("LinalgCrossBackward0", [a, b], try NDArray.joined(parts, dim), keeping: [a, b]) { d in
      [
        d.needs(0) ? try vectorProduct(d.kept(1), d.gradient, dim).reduced(to: layouts[0]) : nil,
        d.needs(1) ? try vectorProduct(d.gradient, d.kept(0), dim).reduced(to: layouts[1]) : nil,
      ]
    }
  }

  public static let vander = Op(
    "vander", "The powers of a vector's elements, one row each.", forms: .function,
    Overload(
      nil, Typed<Tensor>("x"), Typed<Int?>("N", default: Parameter.Default.none),
      Typed<Bool>("increasing", default: .number(.bool(false)))
    ) { x, count, increasing in
      guard x.rank == 1 else { throw EngineError.runtime("x must be a one-dimensional tensor.") }
      let powers = try powersInPlace(x, count ?? x.count)
      return increasing ? powers : try Rearrangements.flip(powers, [1])
    },
    examples: ["torch.vander(torch.tensor([1, 2, 3]))"])

  /// As `powers`. PyTorch multiplies in the result's own memory and then finds that what the derivative needs has changed.
  private static func powersInPlace(_ x: Tensor, _ count: Int) throws -> Tensor {
    let powers = try powers(x, count)
    guard count > 1, x.requiresGrad else { return powers }
    let name = "\(x.dtype.tensorTypeName) \(Layout.text([x.count, count - 1]))"
    return Recording.record("CopySlices", [x], powers.data) { _ in
      throw EngineError.runtime(
        "one of the variables needed for gradient computation has been modified by an inplace operation: [\(name)], which "
          + "is output 0 of AsStrided, is at version 3; expected version 2 instead. Hint: enable anomaly detection to find "
          + "the operation that failed to compute its gradient, with torch.autograd.set_detect_anomaly(True, "
          + "check_nan=False).")
    }
  }

  static func powers(_ x: Tensor, _ count: Int) throws -> Tensor {
    guard count >= 0 else { throw EngineError.runtime("N must be non-negative.") }
    let source = x.dtype.isFloatingPoint ? x : try Casts.to(x, .int64)
    let ones = Tensor(try NDArray.filled(shape: [x.count, Swift.min(count, 1)], .int(1), source.dtype))
    if count <= 1 { return ones }
    let spread = try Shapes.expand(Shapes.unsqueeze(source, 1), [x.count, count - 1])
    return try Joining.joined([ones, Running.product(spread, 1)], 1)
  }

  public static let blockDiag = Op(
    "block_diag", "Matrices on the diagonal of a larger one.", forms: .function,
    Overload(
      "BlockDiagBackward0", Typed<[Tensor]>("tensors", starred: true),
      samples: [Sample(.list([[2, 2], [1, 3], [2]]))]
    ) { tensors in
      let matrices = try tensors.map { x -> Tensor in
        guard x.rank <= 2 else {
          throw EngineError.runtime(
            "torch.block_diag: Input tensors must have 2 or fewer dimensions. Input \(0) has \(x.rank) dimensions")
        }
        return try Shapes.reshape(x, x.rank == 2 ? x.shape : [1, x.count])
      }
      // Of nothing PyTorch makes one row.
      let rows = matrices.isEmpty ? 1 : matrices.reduce(0) { $0 + $1.shape[0] }
      let columns = matrices.reduce(0) { $0 + $1.shape[1] }
      let type = Joining.commonType(tensors)
      let result = try NDArray.zeros(shape: [rows, columns], type).inMemory()
      var places: [(Int, Int, [Int])] = []
      var (r, c) = (0, 0)
      for matrix in matrices {
        let (m, n) = (matrix.shape[0], matrix.shape[1])
        result.sliced(0, r, r + m).sliced(1, c, c + n).assign(try matrix.data.converted(to: type))
        places.append((r, c, matrix.shape))
        r += m
        c += n
      }
      let shapes = tensors.map(\.shape)
      let types = tensors.map(\.dtype)
      return Recording.record("BlockDiagBackward0", tensors, result) { d in
        try places.enumerated().map { index, place in
          let block = try Shapes.slice(
            Shapes.slice(d.gradient, 0, place.0, place.0 + place.2[0], 1), 1, place.1, place.1 + place.2[1], 1)
          return try Casts.to(Shapes.reshape(block, shapes[index]), types[index])
        }
      }
    },
    examples: ["torch.block_diag(torch.ones(1, 1), torch.eye(2))"])
}
