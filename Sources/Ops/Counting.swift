import Autograd
import NDArray

/// Numbers counted, made unique, and found in order.
public enum Counting {
  public static let bincount = Op(
    "bincount", "How often each whole number occurs.",
    Overload(
      nil, Arg.input, Typed<Tensor?>("weights", default: Parameter.Default.none),
      Typed<Int>("minlength", default: .number(.int(0)))
    ) { x, weights, least in
      guard !x.dtype.isFloatingPoint, x.dtype != .bool else {
        throw EngineError.notImplemented("bincount_cpu", x.dtype)
      }
      guard least >= 0 else { throw EngineError.runtime("minlength should be >= 0") }
      let values = x.data.ints()
      guard x.rank == 1, values.allSatisfy({ $0 >= 0 }) else {
        throw EngineError.runtime("bincount only supports 1-d non-negative integral inputs.")
      }
      let size = Swift.max((values.max() ?? -1) + 1, least)
      // PyTorch does not look at the weights of nothing.
      guard let weights, x.count > 0 else {
        let zeros = try NDArray.zeros(shape: [size], .int64)
        return Tensor(try zeros.scattered(0, x.data, NDArray.filled(shape: x.shape, .int(1), .int64), .add))
      }
      guard weights.shape == x.shape else {
        throw EngineError.runtime("weights should be 1-d and have the same length as input")
      }
      let type: DType = weights.dtype == .float32 ? .float32 : .float64
      let zeros = try NDArray.zeros(shape: [size], type)
      return Tensor(try zeros.scattered(0, x.data, weights.data.converted(to: type), .add))
    },
    examples: ["torch.bincount(torch.tensor([0, 2, 2]))"])

  public static let histc = Op(
    "histc", "How many elements lie in each of equal intervals.",
    Overload(
      nil, Arg.input, Typed<Int>("bins", default: .number(.int(100))), Typed<Double>("min", default: .number(.int(0))),
      Typed<Double>("max", default: .number(.int(0)))
    ) { x, bins, low, high in
      try x.dtype.refuseBool("linspace_cpu")
      guard x.dtype.isFloatingPoint else { throw EngineError.notImplemented("histogram_cpu", x.dtype) }
      guard bins > 0 else { throw EngineError.runtime("bins must be > 0") }
      let values = x.data.doubles()
      let (a, b) = try range(values, low, high, "histc")
      let counts = try NDArray.zeros(shape: [bins], .float64).inMemory()
      guard let p = counts.pointer(Double.self) else { return Tensor(counts) }
      for value in values where value >= a && value <= b {
        p[Swift.min(interval(value, a, b, bins, x.dtype), bins - 1)] += 1
      }
      return Tensor(try counts.converted(to: x.dtype))
    },
    examples: ["torch.histc(torch.tensor([1., 2., 1.]), bins=2)"])

  /// Which of equal intervals a value lies in, in the arithmetic of a dtype; one too many for the last one's end.
  private static func interval(_ value: Double, _ a: Double, _ b: Double, _ bins: Int, _ dtype: DType) -> Int {
    let place =
      dtype == .float64
      ? (value - a) * Double(bins) / (b - a) : Double((Float(value) - Float(a)) * Float(bins) / (Float(b) - Float(a)))
    return place >= 0 && place <= Double(bins) ? Int(place) : place > 0 ? bins : 0
  }

  /// The range asked for, or that of the values; never empty.
  private static func range(_ values: [Double], _ low: Double, _ high: Double, _ name: String) throws -> (
    Double, Double
  ) {
    var a = low
    var b = high
    if a == b, let least = values.min(), let most = values.max() {
      a = least
      b = most
    }
    if a == b {
      a -= 1
      b += 1
    }
    guard a.isFinite, b.isFinite else {
      throw EngineError.runtime("torch.\(name): range of [\(Spelling.c(a)), \(Spelling.c(b))] is not finite")
    }
    guard a < b else { throw EngineError.runtime("torch.\(name): max must be larger than min") }
    return (a, b)
  }

  public static let histogram = Op(
    "histogram", "How many elements lie in each of equal intervals, and the intervals' ends.",
    Overload(
      nil, Arg.input, Typed<Int>("bins", default: .number(.int(100))),
      Typed<[Double]?>("range", .any, default: Parameter.Default.none, keywordOnly: true),
      Typed<Tensor?>("weight", default: Parameter.Default.none, keywordOnly: true),
      Typed<Bool>("density", default: .number(.bool(false)), keywordOnly: true)
    ) { x, bins, bounds, weight, density in
      guard x.dtype == .float32 || x.dtype == .float64 else { throw EngineError.notImplemented("histogramdd", x.dtype) }
      guard bins > 0 else {
        throw EngineError.runtime("torch.histogram(): bins must be > 0, but got \(bins) for dimension 0")
      }
      if let bounds, bounds.count != 2 {
        throw EngineError.runtime(
          "torch.histogramdd: for a 1-dimensional histogram range should have 2 elements, but got \(bounds.count)")
      }
      let values = x.data.doubles()
      // Where there is nothing, PyTorch's range is from 0 to 1.
      var (a, b) = try range(
        values, bounds?.first ?? 0, bounds?.last ?? (values.isEmpty ? 1 : 0), "histogram")
      if bounds == nil, let first = values.first, values.allSatisfy({ $0 == first }) {
        (a, b) = (first - 0.5, first + 0.5)
      }
      let weights = weight?.data.doubles() ?? [Double](repeating: 1, count: values.count)
      try Storage.check(elements: bins, ofSize: 3 * MemoryLayout<Double>.stride)
      var counts = [Double](repeating: 0, count: bins)
      let ends = try NDArray.linspace(a, b, count: bins + 1, x.dtype)
      let edges = ends.doubles()
      for (value, w) in zip(values, weights) where value >= a && value <= b {
        // Where rounding leads to a neighbour, the intervals' ends decide.
        let guess = interval(value, a, b, bins, x.dtype)
        let near = Swift.max(guess - 1, 0)..<Swift.max(Swift.min(guess + 2, bins + 1), 0)
        let place = near.last { edges[$0] <= value } ?? near.lowerBound - 1
        counts[Swift.min(Swift.max(place, 0), bins - 1)] += w
      }
      if density {
        let total: Double = counts.reduce(0) { $0 + $1 }
        func rounded(_ value: Double) -> Double { x.dtype == .float64 ? value : Double(Float(value)) }
        for i in counts.indices { counts[i] = rounded(counts[i] / total) / rounded(edges[i + 1] - edges[i]) }
      }
      return Argument.named(
        "torch.return_types.histogram",
        [
          ("hist", .tensor(Tensor(try NDArray.doubles(counts, shape: [bins], x.dtype)))),
          ("bin_edges", .tensor(Tensor(ends))),
        ])
    },
    examples: ["torch.histogram(torch.tensor([1., 2., 1.]), bins=2)"])

  // MARK: unique

  private static let inverse = Typed<Bool>("return_inverse", default: .number(.bool(false)))
  private static let counts = Typed<Bool>("return_counts", default: .number(.bool(false)))
  private static let dim = Typed<Int?>("dim", default: Parameter.Default.none)

  public static let unique = Op(
    "unique", "The elements without repetition, in order.",
    Overload(nil, Arg.input, Typed<Bool>("sorted", default: .number(.bool(true))), inverse, counts, dim) {
      x, _, wantsInverse, wantsCounts, dim in
      try grouped(x, dim, wantsInverse, wantsCounts, sorts: true)
    },
    examples: ["torch.unique(torch.tensor([3, 1, 3]))"])

  public static let uniqueConsecutive = Op(
    "unique_consecutive", "The elements without those equal to their neighbour before.",
    Overload(nil, Arg.input, inverse, counts, dim) { x, wantsInverse, wantsCounts, dim in
      try grouped(x, dim, wantsInverse, wantsCounts, sorts: false)
    },
    examples: ["torch.unique_consecutive(torch.tensor([1, 1, 2, 1]))"])

  private static func grouped(
    _ x: Tensor, _ dim: Int?, _ wantsInverse: Bool, _ wantsCounts: Bool, sorts: Bool
  ) throws -> Argument {
    let d = try dim.map { try Dims.resolve($0, x.rank) }
    if let dim, x.rank == 0 {
      throw EngineError(.indexError, "Dimension specified as \(dim) but tensor has no dimensions")
    }
    // Each row is one thing: an element, or a part along the dimension.
    let count = d.map { x.shape[$0] } ?? x.count
    let order = d.map { d in [d] + (0..<x.rank).filter { $0 != d } }
    let lines = try order.map { try x.data.inMemory().permuted($0).contiguous() } ?? x.data.contiguous()
    let numbers = lines.doubles()
    let width = count == 0 ? 1 : numbers.count / count
    func row(_ i: Int) -> ArraySlice<Double> { numbers[i * width..<(i + 1) * width] }
    let sequence =
      sorts
      ? (0..<count).sorted { a, b in
        let (p, q) = (row(a), row(b))
        return p.elementsEqual(q) ? a < b : p.lexicographicallyPrecedes(q)
      } : Array(0..<count)
    var kept: [Int] = []
    var sizes: [Int] = []
    var places = [Int](repeating: 0, count: count)
    for i in sequence {
      if let last = kept.last, row(last).elementsEqual(row(i)) {
        sizes[sizes.count - 1] += 1
      } else {
        kept.append(i)
        sizes.append(1)
      }
      places[i] = kept.count - 1
    }
    let index = Tensor(try NDArray.ints(kept, shape: [kept.count]))
    let source = d == nil ? Tensor(try x.data.contiguous().inMemory().reshaped([x.count])) : Tensor(x.data)
    let name =
      sorts ? (d == nil ? "_unique2" : "unique_dim") : d == nil ? "unique_consecutive" : "unique_dim_consecutive"
    if d != nil, x.shape.enumerated().contains(where: { $0 != d && $1 == 0 }) {
      throw EngineError.runtime("There are 0 sized dimensions, and they aren't selected, so unique cannot be applied")
    }
    let chosen = try withoutRecording { try Gathering.indexSelect(source, d ?? 0, index) }
    // Parts lie in memory one after the other.
    let rows = try order.map { order in
      let back = (0..<x.rank).map { dim in order.firstIndex(of: dim) ?? dim }
      return try chosen.data.inMemory().permuted(order).contiguous().inMemory().permuted(back)
    }
    let values = Recording.record(nodeNames[name] ?? name, [x], rows ?? chosen.data) { _ in
      throw EngineError(.notImplementedError, "the derivative for '\(name)' is not implemented.")
    }
    if !wantsInverse, !wantsCounts { return .tensor(values) }
    var results: [Argument] = [.tensor(values)]
    if wantsInverse {
      results.append(.tensor(Tensor(try NDArray.ints(places, shape: d == nil ? x.shape : [count]))))
    }
    if wantsCounts { results.append(.tensor(Tensor(try NDArray.ints(sizes, shape: [sizes.count])))) }
    return .list(results)
  }

  private static let nodeNames = [
    "_unique2": "Unique2Backward0", "unique_dim": "UniqueDimBackward0",
    "unique_consecutive": "UniqueConsecutiveBackward0", "unique_dim_consecutive": "UniqueDimConsecutiveBackward0",
  ]

  // MARK: Found in order

  private static let outInt = Typed<Bool>("out_int32", default: .number(.bool(false)), keywordOnly: true)
  private static let right = Typed<Bool>("right", default: .number(.bool(false)), keywordOnly: true)

  public static let searchsorted = Op(
    "searchsorted", "Where numbers would go in a sorted sequence.", forms: .function,
    searching(Parameter("input", .tensor)), searching(Parameter("self", .number)),
    examples: ["torch.searchsorted(torch.tensor([1, 3, 5]), torch.tensor([3, 4]))"])

  private static func searching(_ wanted: Parameter) -> Overload {
    Overload(
      parameters: [
        Parameter("sorted_sequence", .tensor), wanted, outInt.parameter, right.parameter,
        Parameter("side", .text, default: Parameter.Default.none, keywordOnly: true),
        Parameter("sorter", .tensor, default: Parameter.Default.none, keywordOnly: true),
      ], gradFn: nil
    ) { arguments in
      let sequence = try Tensor.from(arguments[0])
      let values = try Operand.tensor(arguments[1], beside: arguments[0])
      var isRight = try Bool.from(arguments[3])
      if case .text(let side) = arguments[4] {
        guard side == "left" || side == "right" else {
          throw EngineError.runtime("torch.searchsorted(): side can only be 'left' or 'right' but got \(side)")
        }
        if side == "left", isRight {
          throw EngineError.runtime(
            "torch.searchsorted(): side and right can't be set to opposites, got side of left while right was True")
        }
        isRight = side == "right"
      }
      let sorter = try Tensor?.from(arguments[5])
      let sorted = try sorter.map { try Gathering.gather(sequence, -1, $0) } ?? sequence
      return .tensor(try find(values, sorted, isRight, Bool.from(arguments[2])))
    }
  }

  public static let bucketize = Op(
    "bucketize", "Between which bounds numbers lie.", forms: .function,
    between(Parameter("input", .tensor)), between(Parameter("self", .number)),
    examples: ["torch.bucketize(torch.tensor([0, 4]), torch.tensor([1, 3, 5]))"])

  private static func between(_ wanted: Parameter) -> Overload {
    Overload(
      parameters: [wanted, Parameter("boundaries", .tensor), outInt.parameter, right.parameter], gradFn: nil
    ) { arguments in
      let bounds = try Tensor.from(arguments[1])
      guard bounds.rank == 1 else {
        throw EngineError.runtime("bucketize(): boundaries tensor must be 1 dimension, but got dim(\(bounds.rank))")
      }
      let values = try Operand.tensor(arguments[0], beside: arguments[1])
      return .tensor(try find(values, bounds, Bool.from(arguments[3]), Bool.from(arguments[2])))
    }
  }

  private static func find(_ values: Tensor, _ sequence: Tensor, _ right: Bool, _ narrow: Bool) throws -> Tensor {
    guard sequence.rank > 0 else {
      throw EngineError.runtime(
        "torch.searchsorted(): boundaries tensor should have positive dimension, but got 0 dimension")
    }
    guard sequence.rank == 1 || Array(sequence.shape.dropLast()) == Array(values.shape.dropLast()) else {
      throw EngineError.runtime(
        "torch.searchsorted(): boundaries tensor should be 1 dimension or the first N-1 dimensions of boundaries tensor and "
          + "input value tensor must match, but we got boundaries tensor \(Layout.text(sequence.shape)) and input value tensor "
          + Layout.text(values.shape))
    }
    try sequence.dtype.refuseBool("searchsorted_out_cpu")
    let bounds = sequence.data.doubles()
    let length = sequence.shape[sequence.rank - 1]
    let wanted = values.data.doubles()
    let perRow = sequence.rank == 1 ? Swift.max(wanted.count, 1) : Swift.max(values.shape.last ?? 1, 1)
    let places = wanted.enumerated().map { index, value -> Int in
      let start = index / perRow * length
      var low = 0
      var high = length
      while low < high {
        let middle = (low + high) / 2
        let bound = bounds[start + middle]
        let goesAfter = right ? !(bound > value) : !(bound >= value)
        if goesAfter { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return Tensor(try NDArray.ints(places, shape: values.shape).converted(to: narrow ? .int32 : .int64))
  }
}
