public import Autograd
import NDArray

/// Operations that show or place the same elements otherwise, as declarations. The work is in `Shapes`.
public enum ShapeOps {
  private static let zero = Parameter.Default.number(.int(0))

  // MARK: Sizes

  public static let view = Op(
    "view", "The same elements under another shape, sharing memory.", forms: .method,
    Overload(
      "ViewBackward0", Arg.input, Arg.size, samples: [Sample(.random([2, 3]), .ints([3, -1]))], run: Shapes.view),
    Overload(nil, Arg.input, Typed<DType>("dtype")) { x, dtype in try reinterpreted(x, dtype) },
    examples: ["torch.arange(6).view(2, 3)"])

  private static func reinterpreted(_ x: Tensor, _ dtype: DType) throws -> Tensor {
    guard dtype.size == x.dtype.size else {
      return try resized(x, dtype)
    }
    try x.materialize()
    guard let storage = x.data.storage else { return x }
    let result = Tensor(NDArray(storage: storage, layout: x.data.layout, offset: x.data.offset, dtype: dtype))
    // Other elements than those that have a gradient have none.
    if !x.requiresGrad { Shapes.share(result, with: x) }
    return result
  }

  /// The same memory as elements of another size.
  private static func resized(_ x: Tensor, _ dtype: DType) throws -> Tensor {
    let what = "to view \(x.dtype.scalarTypeName) as \(dtype.scalarTypeName) (different element sizes)"
    guard let last = x.shape.last else { throw EngineError.runtime("self.dim() cannot be 0 \(what)") }
    if dtype.size > x.dtype.size, last % (dtype.size / x.dtype.size) != 0 {
      throw EngineError.runtime(
        "self.size(-1) must be divisible by \(dtype.size / x.dtype.size) \(what), but got \(last)")
    }
    guard x.data.layout.strides.last == 1 else {
      throw EngineError.runtime("self.stride(-1) must be 1 \(what), but got \(x.data.layout.strides.last ?? 0)")
    }
    try x.materialize()
    guard let storage = x.data.storage else { return x }
    var shape = x.shape
    var strides = x.data.layout.strides
    var offset = x.data.offset
    if dtype.size < x.dtype.size {
      let ratio = x.dtype.size / dtype.size
      shape[shape.count - 1] = last * ratio
      for d in strides.indices.dropLast() { strides[d] *= ratio }
      offset *= ratio
    } else {
      let ratio = dtype.size / x.dtype.size
      guard offset % ratio == 0 else {
        throw EngineError.runtime("self.storage_offset() must be divisible by \(ratio) \(what), but got \(offset)")
      }
      for d in strides.indices.dropLast() {
        guard strides[d] % ratio == 0 else {
          throw EngineError.runtime(
            "self.stride(\(d)) must be divisible by \(ratio) \(what), but got \(strides[d])")
        }
        strides[d] /= ratio
      }
      shape[shape.count - 1] = last / ratio
      offset /= ratio
    }
    let layout = Layout.strided(shape, strides, count: shape.reduce(1, *))
    let result = Tensor(NDArray(storage: storage, layout: layout, offset: offset, dtype: dtype))
    if !x.requiresGrad { Shapes.share(result, with: x) }
    return result
  }

  public static let reshape = Op(
    "reshape", "The same elements under another shape.",
    Overload(
      "ViewBackward0", Arg.input, Typed<[Int]>("shape", variadic: true),
      samples: [Sample(.random([2, 3]), .ints([6]))], run: Shapes.reshape),
    examples: ["torch.arange(4).reshape(2, 2)"])

  public static let flatten = Op(
    "flatten", "Several dimensions made one.",
    Overload(
      "ViewBackward0", Arg.input, Typed<Int>("start_dim", default: zero),
      Typed<Int>("end_dim", default: .number(.int(-1))),
      samples: [Sample(.random([2, 3, 2]), .number(.int(1)), .number(.int(-1)))], run: Shapes.flatten),
    examples: ["torch.ones(2, 3).flatten().shape"])

  public static let ravel = Op(
    "ravel", "All elements in one dimension.",
    Overload("ViewBackward0", Arg.input, samples: [Sample(.random([2, 3]))]) { x in
      try Shapes.view(contiguous(x), [-1])
    },
    examples: ["torch.tensor([[1, 2], [3, 4]]).ravel()"])

  public static let unflatten = Op(
    "unflatten", "One dimension cut into several.",
    Overload(
      "ViewBackward0", Arg.input, Arg.dim, Typed<[Int]>("sizes"),
      samples: [Sample(.random([2, 6]), .number(.int(1)), .ints([2, 3]))], run: Shapes.unflatten),
    examples: ["torch.arange(6).unflatten(0, (2, 3)).shape"])

  public static let viewAs = Op(
    "view_as", "The same elements under the shape of another tensor, sharing memory.", forms: .method,
    Overload("ViewBackward0", Arg.input, Arg.other) { x, other in try Shapes.view(x, other.shape) },
    examples: ["torch.arange(4).view_as(torch.ones(2, 2))"])

  public static let reshapeAs = Op(
    "reshape_as", "The same elements under the shape of another tensor.", forms: .method,
    Overload("ViewBackward0", Arg.input, Arg.other) { x, other in try Shapes.reshape(x, other.shape) },
    examples: ["torch.arange(4).reshape_as(torch.ones(2, 2))"])

  public static let squeeze = Op(
    "squeeze", "The tensor without its dimensions of size 1.", forms: .elementwise,
    Overload("SqueezeBackward0", Arg.input, samples: [Sample(.random([2, 1, 3]))], inPlace: .become) { x in
      try Shapes.squeeze(x, Array(0..<x.rank), name: "SqueezeBackward0")
    },
    Overload(
      "SqueezeBackward1", Arg.input, Arg.dim, samples: [Sample(.random([2, 1]), .number(.int(1)))], inPlace: .become
    ) {
      x, dim in try Shapes.squeeze(x, [Dims.resolve(dim, x.rank)])
    },
    Overload(
      "SqueezeBackward2", Arg.input, Typed<[Int]>("dim"), samples: [Sample(.random([1, 2, 1]), .ints([0, 2]))],
      inPlace: .become
    ) {
      x, dims in try Shapes.squeeze(x, dims.isEmpty ? [] : Dims.resolve(dims, x.rank), name: "SqueezeBackward2")
    },
    examples: ["torch.ones(1, 3, 1).squeeze().shape"])

  public static let unsqueeze = Op(
    "unsqueeze", "A dimension of size 1 more.", forms: .elementwise,
    Overload(
      "UnsqueezeBackward0", Arg.input, Arg.dim, samples: [Sample(.random([2, 3]), .number(.int(1)))], inPlace: .become
    ) {
      try Shapes.unsqueeze($0, $1)
    },
    examples: ["torch.ones(3).unsqueeze(0).shape"])

  static func atLeast1D(_ x: Tensor) throws -> Tensor { x.rank == 0 ? try Shapes.view(x, [1]) : x }

  static func atLeast2D(_ x: Tensor) throws -> Tensor {
    switch x.rank {
    case 0: try Shapes.view(x, [1, 1])
    case 1: try Shapes.unsqueeze(x, 0)
    default: x
    }
  }

  static func atLeast3D(_ x: Tensor) throws -> Tensor {
    switch x.rank {
    case 0: try Shapes.view(x, [1, 1, 1])
    case 1: try Shapes.unsqueeze(Shapes.unsqueeze(x, 0), 2)
    case 2: try Shapes.unsqueeze(x, 2)
    default: x
    }
  }

  public static let atLeast1d = Op(
    "atleast_1d", "The tensor with at least one dimension.", forms: .function,
    Overload("ViewBackward0", unnamed, run: atLeast1D), several(atLeast1D),
    examples: ["torch.atleast_1d(torch.tensor(3.)).shape"])
  public static let atLeast2d = Op(
    "atleast_2d", "The tensor with at least two dimensions.", forms: .function,
    Overload("UnsqueezeBackward0", unnamed, run: atLeast2D), several(atLeast2D),
    examples: ["torch.atleast_2d(torch.tensor([3.])).shape"])
  public static let atLeast3d = Op(
    "atleast_3d", "The tensor with at least three dimensions.", forms: .function,
    Overload("UnsqueezeBackward0", unnamed, run: atLeast3D), several(atLeast3D),
    examples: ["torch.atleast_3d(torch.tensor([3.])).shape"])

  /// A parameter that is only known by its place.
  private static let unnamed = Typed<Tensor>("")

  private static func several(_ one: @escaping (Tensor) throws -> Tensor) -> Overload {
    Overload("ViewBackward0", Typed<[Tensor]>("tensors", variadic: true, starred: true)) { tensors in
      try tensors.map(one)
    }
  }

  // MARK: Order of dimensions

  public static let transpose = Op(
    "transpose", "Two dimensions changed places.", forms: .elementwise, aliases: ["swapdims", "swapaxes"],
    Overload(
      "TransposeBackward0", Arg.input, Typed<Int>("dim0"), Typed<Int>("dim1"),
      samples: [Sample(.random([2, 3]), .number(.int(0)), .number(.int(1)))], inPlace: .become
    ) { try Shapes.transpose($0, $1, $2) },
    examples: ["torch.tensor([[1, 2], [3, 4]]).transpose(0, 1)"])

  public static let t = Op(
    "t", "The transpose of a matrix.", forms: .elementwise,
    Overload("TBackward0", Arg.input, samples: [Sample(.random([2, 3]))], inPlace: .become, run: Shapes.t)
      .checkedInPlace {
        let x = try Tensor.from($0[0])
        guard x.rank <= 2 else {
          throw EngineError.runtime("t_() expects a tensor with <= 2 dimensions, but self is \(x.rank)D")
        }
      },
    examples: ["torch.tensor([[1, 2], [3, 4]]).t()"])

  public static let permute = Op(
    "permute", "The dimensions in another order.",
    Overload(
      "PermuteBackward0", Arg.input, Typed<[Int]>("dims", variadic: true),
      samples: [Sample(.random([2, 3, 2]), .ints([2, 0, 1]))], run: Shapes.permute),
    examples: ["torch.ones(2, 3, 4).permute(2, 0, 1).shape"])

  public static let adjoint = Op(
    "adjoint", "The last two dimensions changed places.",
    Overload("TransposeBackward0", Arg.input, samples: [Sample(.random([2, 3]))]) { x in
      switch x.rank {
      case 0:
        try Warnings.warnOnce(
          "adjoint() is deprecated on 0-D tensors. Consider using x.conj().", at: "TensorShape.cpp:4390")
        return x
      case 1:
        throw EngineError.runtime(
          "tensor.adjoint() is only supported on matrices or batches of matrices. Got 1-D tensor.")
      default: return try mT(x)
      }
    },
    examples: ["torch.adjoint(torch.tensor([[1., 2.], [3., 4.]]))"])

  /// `x.T`: all dimensions in reverse order.
  public static func T(_ x: Tensor) throws -> Tensor { try Shapes.permute(x, Array((0..<x.rank).reversed())) }

  /// `x.mT`: the last two dimensions changed places.
  public static func mT(_ x: Tensor) throws -> Tensor {
    guard x.rank >= 2 else {
      throw EngineError.runtime(
        "tensor.mT is only supported on matrices or batches of matrices. Got \(x.rank)-D tensor.")
    }
    return try Shapes.transpose(x, -2, -1)
  }

  /// `x.H`: the transpose of a matrix, whose elements here are all real.
  public static func H(_ x: Tensor) throws -> Tensor {
    guard x.rank == 2 || x.rank == 0 else {
      throw EngineError.runtime(
        "tensor.H is only supported on matrices (2-D tensors). Got \(x.rank)-D tensor."
          + (x.rank > 2 ? " For batches of matrices, consider using tensor.mH" : ""))
    }
    return x.rank == 0 ? x : try Shapes.transpose(x, 0, 1)
  }

  public static let movedim = Op(
    "movedim", "Dimensions moved to other positions.", aliases: ["moveaxis"],
    Overload(
      "PermuteBackward0", Arg.input, Typed<Int>("source"), Typed<Int>("destination"),
      samples: [Sample(.random([2, 3, 2]), .number(.int(0)), .number(.int(2)))]
    ) { try Shapes.movedim($0, [$1], [$2]) },
    Overload("PermuteBackward0", Arg.input, Typed<[Int]>("source"), Typed<[Int]>("destination"), run: Shapes.movedim),
    examples: ["torch.movedim(torch.ones(2, 3, 4), 0, 2).shape"])

  // MARK: Stretching and repeating

  public static let expand = Op(
    "expand", "Dimensions of size 1 stretched, sharing memory.", forms: .method,
    Overload(
      "ExpandBackward0", Arg.input, Arg.size, samples: [Sample(.random([3, 1]), .ints([2, 3, 4]))], run: Shapes.expand),
    examples: ["torch.tensor([[1], [2]]).expand(2, 3)"])

  public static let expandAs = Op(
    "expand_as", "Stretched to the shape of another tensor.", forms: .method,
    Overload("ExpandBackward0", Arg.input, Arg.other) { x, other in try Shapes.expand(x, other.shape) },
    examples: ["torch.tensor([[1], [2]]).expand_as(torch.ones(2, 2))"])

  public static let broadcastTo = Op(
    "broadcast_to", "Stretched to a shape, sharing memory.",
    Overload(
      "ExpandBackward0", Arg.input, Typed<[Int]>("size", variadic: true),
      samples: [Sample(.random([3]), .ints([2, 3]))],
      run: Shapes.expand),
    examples: ["torch.broadcast_to(torch.tensor([1, 2]), (2, 2))"])

  public static let broadcastTensors = Op(
    "broadcast_tensors", "Tensors stretched to the shape they have in common.", forms: .function,
    Overload("ExpandBackward0", Typed<[Tensor]>("tensors", starred: true)) { tensors in
      let shape = try tensors.reduce([]) { try Broadcast.shape($0, $1.shape) }
      return try tensors.map { $0.shape == shape ? $0 : try Shapes.expand($0, shape) }
    },
    examples: ["torch.broadcast_tensors(torch.ones(2, 1), torch.ones(3))[0].shape"])

  public static let `repeat` = Op(
    "repeat", "The tensor several times along each dimension.", forms: .method,
    Overload(
      "RepeatBackward0", Arg.input, Typed<[Int]>("repeats", variadic: true),
      samples: [Sample(.random([2, 3]), .ints([2, 1, 2]))], run: repeated),
    examples: ["torch.tensor([1, 2]).repeat(2, 2)"])

  public static let tile = Op(
    "tile", "The tensor several times along each dimension, counted from the last.",
    Overload(
      "RepeatBackward0", Arg.input, Typed<[Int]>("dims", variadic: true),
      samples: [Sample(.random([2, 3]), .ints([2]))]
    ) { x, dims in
      try repeated(x, [Int](repeating: 1, count: Swift.max(x.rank - dims.count, 0)) + dims)
    },
    examples: ["torch.tensor([1, 2]).tile(2)"])

  static func repeated(_ x: Tensor, _ counts: [Int]) throws -> Tensor {
    guard counts.count >= x.rank else {
      throw EngineError.runtime(
        "Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor")
    }
    guard counts.allSatisfy({ $0 >= 0 }) else {
      throw EngineError.runtime(
        "Trying to create tensor with negative dimension \(counts.first { $0 < 0 } ?? 0): \(Layout.text(counts))")
    }
    let before = x.shape
    let padded = [Int](repeating: 1, count: counts.count - x.rank) + before
    let whole = try Layout.contiguous(
      zip(padded, counts).map { pair in
        let (size, overflow) = pair.0.multipliedReportingOverflow(by: pair.1)
        guard !overflow else { throw EngineError.runtime("numel: integer multiplication overflow") }
        return size
      })
    let data =
      try whole.count == 0
      ? NDArray.zeros(shape: whole.shape, x.dtype) : x.data.inMemory().reshaped(padded).repeated(counts)
    return Recording.record("RepeatBackward0", [x], data) { d in
      var split: [Int] = []
      for (size, times) in zip(padded, counts) { split += [times, size] }
      if split.isEmpty { return [d.gradient] }
      let apart = try Shapes.reshape(d.gradient, split)
      let summed = try Sum.along(apart, Array(stride(from: 0, to: split.count, by: 2)), keepdim: false)
      return [try Shapes.reshape(summed, before)]
    }
  }

  public static let repeatInterleave = Op(
    "repeat_interleave", "Each element several times in a row.", forms: .function,
    repeatingOverloads() + [
      Overload(nil, Typed<Tensor>("repeats"), outputSize) { repeats, size in
        guard repeats.rank == 1 else { throw EngineError.runtime("repeat_interleave only accept 1D vector as repeat") }
        return try Casts.to(Tensor(rows(repeats, repeats.data.ints(), size)), repeats.dtype)
      }
    ],
    examples: ["torch.repeat_interleave(torch.tensor([1, 2]), 2)", "torch.repeat_interleave(torch.tensor([1, 2]))"])

  /// As a method, which has a tensor whose elements are repeated.
  public static let repeatInterleaveMethod = Op(
    "repeat_interleave", "Each element several times in a row.", forms: .method, repeatingOverloads(),
    examples: ["torch.tensor([1, 2]).repeat_interleave(2)"])

  private static let outputSize = Typed<Int?>("output_size", default: Parameter.Default.none, keywordOnly: true)

  /// Each index as often as a vector says.
  private static func rows(_ repeats: Tensor, _ counts: [Int], _ size: Int?) throws -> NDArray {
    guard repeats.dtype == .int64 || repeats.dtype == .int32 else {
      throw EngineError.notImplemented("repeat_interleave_cpu", repeats.dtype)
    }
    guard counts.allSatisfy({ $0 >= 0 }) else { throw EngineError.runtime("repeats can not be negative") }
    try Storage.check(elements: counts, ofSize: 2 * MemoryLayout<Int>.stride)
    let rows = counts.enumerated().flatMap { [Int](repeating: $0.offset, count: $0.element) }
    if let size, size < 0 {
      throw EngineError.runtime("Trying to create tensor with negative dimension \(size): [\(size)]")
    }
    guard size == nil || size == rows.count else {
      throw EngineError.runtime("allocated size does not match required size")
    }
    return try NDArray.ints(rows, shape: [rows.count])
  }

  private static func repeatingOverloads() -> [Overload] {
    [
      // A tensor of one number is no number: it comes first.
      Overload(
        "IndexSelectBackward0", Arg.input, Typed<Tensor>("repeats"),
        Typed<Int?>("dim", default: Parameter.Default.none),
        outputSize
      ) { x, repeats, dim, size in
        let source = dim == nil ? try Shapes.flatten(x, 0, -1) : x
        let d = try Dims.existing(dim ?? 0, source.rank)
        let length = source.shape[d]
        var counts = repeats.data.ints()
        if counts.count == 1 { counts = [Int](repeating: counts[0], count: length) }
        guard counts.count == length else {
          throw EngineError.runtime(
            "repeats must have the same size as input along dim, but got repeats.size(0) = \(counts.count) and "
              + "input.size(\(d)) = \(length)")
        }
        return try Gathering.indexSelect(source, d, Tensor(rows(repeats, counts, size)))
      },
      Overload(
        "ViewBackward0", Arg.input, Typed<Int>("repeats"), Typed<Int?>("dim", default: Parameter.Default.none),
        outputSize,
        samples: [Sample(.random([2, 3]), .number(.int(2)), .number(.int(1)))]
      ) { x, times, dim, size in
        guard times >= 0 else { throw EngineError.runtime("Repeats must be non-negative") }
        let source = dim == nil ? try Shapes.flatten(x, 0, -1) : x
        let d = try Dims.resolve(dim ?? 0, source.rank)
        if let size, source.rank > 0, size != source.shape[d].times(times) {
          throw EngineError.runtime(
            "repeat_interleave: Invalid output_size, expected \(source.shape[d].times(times)) but got \(size)")
        }
        if source.rank == 0 {
          throw EngineError(
            .indexError, "Dimension out of range (expected to be in range of [-1, 0], but got 1)")
        }
        var shape = source.shape
        var stretched = shape
        stretched.insert(times, at: d + 1)
        shape[d] = shape[d].times(times)
        _ = try Layout.contiguous(shape)
        return try Shapes.view(Shapes.rowMajor(Shapes.expand(Shapes.unsqueeze(source, d + 1), stretched)), shape)
      },
    ]
  }

  // MARK: Parts

  public static let select = Op(
    "select", "One index of a dimension, sharing memory.",
    Overload(
      "SelectBackward0", Arg.input, Arg.dim, Typed<Int>("index"),
      samples: [Sample(.random([2, 3]), .number(.int(1)), .number(.int(-1)))], run: Shapes.selectChecked),
    examples: ["torch.tensor([[1, 2], [3, 4]]).select(0, 1)"])

  public static let narrow = Op(
    "narrow", "A run of indices of a dimension, sharing memory.",
    Overload(
      "SliceBackward0", Arg.input, Arg.dim, Typed<Int>("start"), Typed<Int>("length"),
      samples: [Sample(.random([2, 3]), .number(.int(1)), .number(.int(1)), .number(.int(2)))], run: Shapes.narrow),
    examples: ["torch.arange(5).narrow(0, 1, 3)"])

  public static let split = Op(
    "split", "Pieces of a given size along a dimension, sharing memory.", forms: .function,
    Overload(
      "SplitBackward0", Typed<Tensor>("tensor"), Typed<Int>("split_size_or_sections"), Typed<Int>("dim", default: zero),
      samples: [Sample(.random([3, 2]), .number(.int(2)), .number(.int(0)))], run: Shapes.split),
    Overload(
      "SplitWithSizesBackward0", Typed<Tensor>("tensor"), Typed<[Int]>("split_size_or_sections"),
      Typed<Int>("dim", default: zero), samples: [Sample(.random([3, 2]), .ints([1, 2]), .number(.int(0)))]
    ) { try Shapes.split($0, sections: $1, $2) },
    examples: ["torch.split(torch.arange(5), 2)"])

  public static let splitMethod = Op(
    "split", "Pieces of a given size along a dimension, sharing memory.", forms: .method,
    Overload(
      "SplitBackward0", Arg.input, Typed<Int>("split_size"), Typed<Int>("dim", default: zero), run: Shapes.split),
    Overload(
      "SplitWithSizesBackward0", Arg.input, Typed<[Int]>("split_size"), Typed<Int>("dim", default: zero)
    ) { try Shapes.split($0, sections: $1, $2) },
    examples: ["torch.arange(5).split(2)"])

  public static let chunk = Op(
    "chunk", "A number of pieces along a dimension, sharing memory.",
    Overload(
      "SplitBackward0", Arg.input, Typed<Int>("chunks"), Typed<Int>("dim", default: zero),
      samples: [Sample(.random([3, 2]), .number(.int(2)), .number(.int(0)))], run: Shapes.chunk),
    examples: ["torch.arange(5).chunk(2)"])

  public static let unbind = Op(
    "unbind", "The parts at each index of a dimension, sharing memory.",
    Overload(
      "UnbindBackward0", Arg.input, Typed<Int>("dim", default: zero),
      samples: [Sample(.random([2, 3]), .number(.int(1)))],
      run: Shapes.unbind),
    examples: ["torch.tensor([[1, 2], [3, 4]]).unbind()"])

  public static let tensorSplit = Op(
    "tensor_split", "Pieces as equal as can be, sharing memory.",
    Overload(
      "SliceBackward0", Arg.input, Typed<Int>("indices_or_sections"), Typed<Int>("dim", default: zero),
      run: Shapes.tensorSplit),
    Overload("SliceBackward0", Arg.input, Typed<[Int]>("indices_or_sections"), Typed<Int>("dim", default: zero)) {
      try Shapes.tensorSplit($0, at: $1, $2)
    },
    examples: ["torch.arange(5).tensor_split(2)"])

  public static let hsplit = axisSplit("hsplit", 1)
  public static let vsplit = axisSplit("vsplit", 2)
  public static let dsplit = axisSplit("dsplit", 3)

  private static func axisSplit(_ name: String, _ least: Int) -> Op {
    func axis(_ x: Tensor) throws -> Int {
      guard x.rank >= least else {
        throw EngineError.runtime(
          "torch.\(name) requires a tensor with at least \(least) dimension, but got a tensor with \(x.rank) dimensions!"
        )
      }
      return name == "vsplit" ? 0 : name == "hsplit" ? (x.rank == 1 ? 0 : 1) : 2
    }
    return Op(
      name, "Pieces along the \(name == "vsplit" ? "first" : name == "hsplit" ? "second" : "third") dimension.",
      Overload("SliceBackward0", Arg.input, Typed<Int>("sections")) { x, sections in
        let d = try axis(x)
        guard sections > 0, x.shape[d] % sections == 0 else {
          throw EngineError.runtime(
            "torch.\(name) attempted to split along dimension \(d), but the size of the dimension \(x.shape[d]) is not "
              + "divisible by the split_size \(sections)!")
        }
        return try Shapes.tensorSplit(x, sections, d)
      },
      Overload("SliceBackward0", Arg.input, Typed<[Int]>("indices")) { x, indices in
        try Shapes.tensorSplit(x, at: indices, axis(x))
      },
      examples: ["torch.\(name)(torch.ones(2, 2, 2), 2)[0].shape"])
  }

  public static let unfold = Op(
    "unfold", "Windows of a dimension, as a further dimension.", forms: .method,
    Overload(
      "UnfoldBackward0", Arg.input, Typed<Int>("dimension"), Typed<Int>("size"), Typed<Int>("step"),
      samples: [Sample(.random([2, 5]), .number(.int(1)), .number(.int(3)), .number(.int(1)))], run: Shapes.unfold),
    examples: ["torch.arange(5).unfold(0, 3, 1)"])

  public static let asStrided = Op(
    "as_strided", "A window on the same memory with any sizes and steps.",
    Overload(
      "AsStridedBackward0", Arg.input, Typed<[Int]>("size"), Typed<[Int]>("stride"),
      Typed<Int?>("storage_offset", default: Parameter.Default.none),
      samples: [Sample(.random([6]), .ints([2, 2]), .ints([2, 1]), .number(.int(1)))], run: Shapes.asStrided),
    examples: ["torch.arange(6).as_strided((2, 2), (3, 1))"])

  // MARK: The tensor itself

  public static let contiguous = Op(
    "contiguous", "The tensor with its elements in row-major order: itself where they are so already.", forms: .method,
    Overload(
      "CloneBackward0", Arg.input,
      Typed<Argument>("memory_format", .setting, default: Parameter.Default.none, keywordOnly: true)
    ) {
      x, _ in try contiguous(x)
    },
    examples: ["torch.ones(2, 3).t().contiguous().stride()"])

  static func contiguous(_ x: Tensor) throws -> Tensor { x.data.layout.isContiguous ? x : try Shapes.rowMajor(x) }

  public static let clone = Op(
    "clone", "A copy that gradients flow through.",
    Overload(
      "CloneBackward0", Arg.input,
      Typed<Argument>("memory_format", .setting, default: Parameter.Default.none, keywordOnly: true),
      samples: [Sample(.random([2, 3]))]
    ) { x, _ in try Shapes.clone(x) },
    examples: ["torch.tensor([1., 2.]).clone()"])

  public static let detach = Op(
    "detach", "The same elements, sharing memory, without history.", Overload(nil, Arg.input) { try $0.detached() },
    examples: ["torch.tensor([1., 2.], requires_grad=True).detach()"])
}
