import Autograd
import NDArray

/// Order: sorting, the largest, the middle, the most frequent.
public enum Sorting {
  private static let last = Typed<Int>("dim", default: .number(.int(-1)))
  private static let descending = Typed<Bool>("descending", default: .number(.bool(false)))

  private static func pair(_ name: String, _ results: [Tensor]) -> Argument {
    .named("torch.return_types.\(name)", [("values", .tensor(results[0])), ("indices", .tensor(results[1]))])
  }

  public static let sort = Op(
    "sort", "The elements along a dimension in order, with where they came from.",
    Overload(
      "SortBackward1", Arg.input, Typed<Bool>("stable", keywordOnly: true),
      Typed<Int>("dim", default: .number(.int(-1)), keywordOnly: true),
      Typed<Bool>("descending", default: .number(.bool(false)), keywordOnly: true)
    ) { x, stable, dim, descending in
      pair("sort", try sorted(x, dim, descending, stable: stable, "SortBackward1"))
    },
    Overload(
      "SortBackward0", Arg.input, last, descending,
      samples: [Sample(.random([2, 3])), Sample(.random([2, 3]), .number(.int(0)), .number(.bool(true)))]
    ) { x, dim, descending in pair("sort", try sorted(x, dim, descending)) },
    examples: ["torch.sort(torch.tensor([3., 1., 2.]))"])

  static func sorted(
    _ x: Tensor, _ dim: Int, _ descending: Bool, stable: Bool = false, _ node: String = "SortBackward0"
  ) throws -> [Tensor] {
    let d = try Dims.resolve(dim, x.rank)
    let (values, indices) = try ordered(x, d, descending, stable)
    return Selected.results(node, x, values, indices, d, true)
  }

  /// Values and indices, which lie in memory as the elements do.
  private static func ordered(
    _ x: Tensor, _ dim: Int, _ descending: Bool, _ stable: Bool
  ) throws -> (values: NDArray, indices: NDArray) {
    // Whole numbers in one long line are sorted digit by digit, which leaves equal ones in their order.
    let isByDigits = !descending && x.rank == 1 && x.count >= 32768 && x.dtype.isIntegral && x.dtype != .bool
    // What is one element all along is not sorted at all.
    let isStretched = x.rank > 0 && x.data.layout.strides[dim] == 0
    let (values, indices) = try Ordering.sorted(
      x.data, dim, descending: descending, stable: stable || isByDigits || isStretched)
    return (try values.laidOut(like: x.data), try indices.laidOut(like: x.data))
  }

  public static let msort = Op(
    "msort", "The elements along the first dimension in order.",
    Overload("SortBackward0", Arg.input, samples: [Sample(.random([3, 2]))]) { x in try sorted(x, 0, false)[0] },
    examples: ["torch.msort(torch.tensor([3., 1., 2.]))"])

  public static let argsort = Op(
    "argsort", "The indices that put the elements along a dimension in order.",
    Overload(nil, Arg.input, last, descending) { x, dim, descending in
      Tensor(try ordered(x, Dims.resolve(dim, x.rank), descending, false).indices)
    },
    Overload(
      nil, Arg.input, Typed<Bool>("stable", keywordOnly: true),
      Typed<Int>("dim", default: .number(.int(-1)), keywordOnly: true),
      Typed<Bool>("descending", default: .number(.bool(false)), keywordOnly: true)
    ) { x, stable, dim, descending in
      Tensor(try ordered(x, Dims.resolve(dim, x.rank), descending, stable).indices)
    },
    examples: ["torch.argsort(torch.tensor([3., 1., 2.]))"])

  public static let topk = Op(
    "topk", "The k largest elements along a dimension, with their indices.",
    Overload(
      "TopkBackward0", Arg.input, Typed<Int>("k"), last, Typed<Bool>("largest", default: .number(.bool(true))),
      Typed<Bool>("sorted", default: .number(.bool(true))), samples: [Sample(.random([2, 4]), .number(.int(2)))]
    ) { x, k, dim, largest, isSorted in
      let d = try Dims.resolve(dim, x.rank)
      let size = x.rank == 0 ? 1 : x.shape[d]
      guard k >= 0, k <= size else { throw EngineError.runtime("selected index k out of range") }
      guard x.dtype != .bool else { throw EngineError.runtime("topk does not support bool dtypes on CPU") }
      let (values, indices) = try Ordering.top(x.data, d, k, largest: largest, sorted: isSorted)
      return pair("topk", Selected.results("TopkBackward0", x, values, indices, d, true))
    },
    examples: ["torch.topk(torch.tensor([3., 1., 2.]), 2)"])

  public static let kthvalue = Op(
    "kthvalue", "The k-th smallest element along a dimension, with its index.",
    Overload(
      "KthvalueBackward0", Arg.input, Typed<Int>("k"), last, Arg.keepdim,
      samples: [Sample(.random([2, 4]), .number(.int(2)))]
    ) { x, k, dim, keepdim in
      let d = try Dims.resolve(dim, x.rank)
      let size = x.rank == 0 ? 1 : x.shape[d]
      guard size > 0 else {
        throw EngineError(.indexError, "kthvalue(): Expected reduction dim \(d) to have non-zero size.")
      }
      guard k >= 1, k <= size else {
        throw EngineError.runtime("kthvalue(): selected number k out of range for dimension \(d)")
      }
      if x.rank > 0 { try x.dtype.refuseBool("kthvalue_cpu") }
      let (values, indices) = try Ordering.selected(x.data, d, k - 1)
      return pair("kthvalue", try picked("KthvalueBackward0", x, values, indices, d, keepdim))
    },
    examples: ["torch.kthvalue(torch.tensor([3., 1., 2.]), 2)"])

  /// One element of each line.
  private static func picked(
    _ name: String, _ x: Tensor, _ values: NDArray, _ indices: NDArray, _ dim: Int, _ keepdim: Bool
  ) throws -> [Tensor] {
    let isWhole = keepdim || x.rank == 0
    return Selected.results(
      name, x, isWhole ? values : try values.inMemory().squeezed([dim]).copied(),
      isWhole ? indices : try indices.inMemory().squeezed([dim]).copied(), dim, keepdim)
  }

  // MARK: median, mode

  public static let median = middle("median", ignoringNaN: false)
  public static let nanmedian = middle("nanmedian", ignoringNaN: true)

  private static func middle(_ name: String, ignoringNaN: Bool) -> Op {
    let node = ignoringNaN ? "Nanmedian" : "Median"
    return Op(
      name, "The middle element, the lower of two\(ignoringNaN ? ", without NaN" : "").",
      Overload("\(node)Backward0", Arg.input, samples: [Sample(.random([5]))]) { x in
        try x.dtype.refuseBool("median_cpu")
        guard x.count > 0 else {
          let nan = try NDArray(.float(.nan), .float64).converted(to: x.dtype)
          return Recording.record("\(node)Backward0", [x], nan, keeping: [x]) { d in
            [Tensor(try NDArray.zeros(shape: d.kept(0).shape, d.gradient.dtype))]
          }
        }
        let flat = try x.data.contiguous().reshaped([x.count])
        let (value, _) = try Ordering.middle(flat, 0, ignoringNaN: ignoringNaN)
        let data = NDArray(value.item, x.dtype)
        return Recording.record("\(node)Backward0", [x], data, keeping: [x], keepsResult: true) { d in
          [try Extrema.shared(d.gradient, d.kept(0), d.kept(1))]
        }
      },
      Overload(
        "\(node)Backward1", Arg.input, Arg.dim, Arg.keepdim,
        samples: [Sample(.random([2, 4]), .number(.int(1)), .number(.bool(false)))]
      ) { x, dim, keepdim in
        let d = try Dims.resolve(dim, x.rank)
        try x.dtype.refuseBool("median_out")
        if x.rank > 0, x.shape[d] == 0 {
          throw EngineError(.indexError, "median(): Expected reduction dim \(d) to have non-zero size.")
        }
        let (values, indices) = try Ordering.middle(x.data, d, ignoringNaN: ignoringNaN)
        return pair(name, try picked("\(node)Backward1", x, values, indices, d, keepdim))
      },
      examples: ["torch.tensor([3., 1., 2., 4.]).\(name)()"])
  }

  public static let mode = Op(
    "mode", "The most frequent element along a dimension, the lowest of several, with the index of its last.",
    Overload("ModeBackward0", Arg.input, last, Arg.keepdim, samples: [Sample(.random([2, 4]))]) { x, dim, keepdim in
      let d = try Dims.resolve(dim, x.rank)
      if x.rank == 0 {
        return pair(
          "mode", Selected.results("ModeBackward0", x, try x.data.copied(), NDArray(.int(0), .int64), d, keepdim))
      }
      let (values, indices) = try orderedForMode(x.data, d)
      let moved = try values.inMemory().transposed(d, x.rank - 1)
      let numbers = moved.doubles()
      let length = x.shape[d]
      guard length > 0 else {
        throw EngineError(.indexError, "mode(): Expected reduction dim \(d) to have non-zero size.")
      }
      var places: [Int] = []
      for row in stride(from: 0, to: numbers.count, by: length) {
        var best = 0
        var bestCount = 0
        var start = 0
        for k in 0..<length where k == length - 1 || numbers[row + k + 1] != numbers[row + k] {
          if k - start + 1 > bestCount {
            bestCount = k - start + 1
            best = k
          }
          start = k + 1
        }
        places.append(best)
      }
      var shape = moved.shape
      shape[x.rank - 1] = 1
      let at = try NDArray.ints(places, shape: shape).transposed(d, x.rank - 1)
      let v = try values.gathered(d, at).inMemory()
      let i = try indices.gathered(d, at).inMemory()
      return pair(
        "mode",
        Selected.results(
          "ModeBackward0", x, try (keepdim ? v : v.squeezed([d])).copied(),
          try (keepdim ? i : i.squeezed([d])).copied(), d, keepdim))
    },
    examples: ["torch.mode(torch.tensor([1, 2, 2]))"])

  /// Elements in the order in which equal ones are counted.
  private static func orderedForMode(_ x: NDArray, _ dim: Int) throws -> (NDArray, NDArray) {
    let length = x.shape[dim]
    guard length <= 16, x.dtype.isFloatingPoint, x.doubles().contains(where: \.isNaN) else {
      return try Ordering.sorted(x, dim, descending: false, stable: false)
    }
    // PyTorch's comparison knows no place for NaN, and a short list is sorted by putting each element into those before.
    let last = x.rank - 1
    let moved = try x.inMemory().transposed(dim, last)
    let numbers = moved.doubles()
    var places: [Int] = []
    for row in stride(from: 0, to: numbers.count, by: max(length, 1)) {
      var order: [Int] = []
      for k in 0..<length {
        let value = numbers[row + k]
        let isFirst = order.first.map { value < numbers[row + $0] } ?? true
        let at = isFirst ? 0 : (order.lastIndex { !(value < numbers[row + $0]) } ?? -1) + 1
        order.insert(k, at: at)
      }
      places += order
    }
    let indices = try NDArray.ints(places, shape: moved.shape).transposed(dim, last)
    return (try x.gathered(dim, indices), indices)
  }

  // MARK: quantile

  public static let quantile = quantiles("quantile", ignoringNaN: false)
  public static let nanquantile = quantiles("nanquantile", ignoringNaN: true)

  private static func quantiles(_ name: String, ignoringNaN: Bool) -> Op {
    let dim = Typed<Int?>("dim", default: Parameter.Default.none)
    let interpolation = Typed<String>("interpolation", default: .text("linear"), keywordOnly: true)
    return Op(
      name, "The values below which given shares of the elements lie.",
      Overload("SqueezeBackward4", Arg.input, Typed<Tensor>("q"), dim, Arg.keepdim, interpolation) {
        x, q, dim, keepdim, how in
        try checkInterpolation(how)
        guard x.count > 0 else { throw EngineError.runtime("quantile() input tensor must be non-empty") }
        guard q.rank <= 1 else {
          throw EngineError.runtime("quantile() q must be a scalar or 1D tensor")
        }
        try checkType(x)
        guard q.dtype == x.dtype else {
          throw EngineError.runtime("quantile() q tensor must be same dtype as the input tensor")
        }
        guard q.data.doubles().allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
          throw EngineError.runtime("quantile() q values must be in the range [0, 1]")
        }
        return try at(x, q.data.doubles(), isSingle: q.rank == 0, dim, keepdim, how, ignoringNaN)
      },
      Overload(
        "SqueezeBackward4", Arg.input, Typed<Double>("q"), dim, Arg.keepdim, interpolation,
        samples: [
          Sample(.random([5]), .number(.float(0.3))), Sample(.random([2, 5]), .number(.float(0.5)), .number(.int(1))),
        ]
      ) { x, q, dim, keepdim, how in
        guard q >= 0, q <= 1 else {
          throw EngineError.runtime("quantile() q must be in the range [0, 1] but got \(Spelling.c(q))")
        }
        try checkInterpolation(how)
        guard x.count > 0 else { throw EngineError.runtime("quantile() input tensor must be non-empty") }
        try checkType(x)
        return try at(x, [q], isSingle: true, dim, keepdim, how, ignoringNaN)
      },
      examples: ["torch.\(name)(torch.tensor([1., 2., 4.]), 0.5)"])
  }

  private static func checkType(_ x: Tensor) throws {
    guard x.dtype == .float32 || x.dtype == .float64 else {
      throw EngineError.runtime("quantile() input tensor must be either float or double dtype")
    }
  }

  private static func checkInterpolation(_ how: String) throws {
    guard ["linear", "lower", "higher", "midpoint", "nearest"].contains(how) else {
      throw EngineError.runtime(
        "quantile() interpolation must be one of linear, lower, higher, midpoint or nearest, but got \(how)")
    }
  }

  /// The shares of sorted lines, in front where there may be several.
  private static func at(
    _ x: Tensor, _ shares: [Double], isSingle: Bool, _ dim: Int?, _ keepdim: Bool, _ how: String, _ ignoringNaN: Bool
  ) throws -> Tensor {
    let d = try Dims.resolve(dim ?? 0, x.rank)
    var line: Tensor
    if dim == nil {
      line = try sorted(Shapes.flatten(x, 0, -1), 0, false)[0]
    } else if d == Swift.max(x.rank - 1, 0) {
      line = try sorted(x, d, false)[0]
    } else {
      line = try sorted(Shapes.transpose(Shapes.unsqueeze(x, -1), d, x.rank), x.rank, false)[0]
    }
    let length = line.shape.last ?? 1
    var shape = x.shape
    if dim != nil, x.rank > 0 {
      if keepdim { shape[d] = 1 } else { shape.remove(at: d) }
    } else {
      shape = keepdim ? [Int](repeating: 1, count: x.rank) : []
    }
    line = try Shapes.view(line, shape + [length])
    let last = line.rank - 1
    let nan = try Elementwise.ask(line.data, \.isNaN)
    let missing = try Reduction.sum(nan.converted(to: .int64), [last], keepdim: true).ints()
    var (below, above): ([Int], [Int]) = ([], [])
    var weights: [Double] = []
    for count in missing {
      let most = ignoringNaN ? Swift.max(length - count - 1, 0) : length - 1
      for share in shares {
        let product = share * Double(most)
        let exact = x.dtype == .float64 ? product : Double(Float(share) * Float(most))
        var place = !ignoringNaN && count > 0 ? Double(length - 1) : exact
        switch how {
        case "lower": place = place.rounded(.down)
        case "higher": place = place.rounded(.up)
        case "nearest": place = place.rounded(.toNearestOrEven)
        default: break
        }
        below.append(Int(place.rounded(.down)))
        above.append(Int(place.rounded(.up)))
        weights.append(how == "midpoint" ? 0.5 : place - place.rounded(.down))
      }
    }
    let places = shape + [shares.count]
    var result = try Gathering.gather(line, last, Tensor(NDArray.ints(below, shape: places)))
    if how == "linear" || how == "midpoint" {
      let higher = try Gathering.gather(line, last, Tensor(NDArray.ints(above, shape: places)))
      result = try Parametric.mixed(result, higher, Tensor(NDArray.doubles(weights, shape: places, x.dtype)))
    }
    if isSingle { return try Shapes.squeeze(result, [last], name: "SqueezeBackward4") }
    let moved = try Shapes.transpose(Shapes.unsqueeze(result, 0), 0, last + 1)
    return try Shapes.squeeze(moved, [last + 1], name: "SqueezeBackward4")
  }
}
