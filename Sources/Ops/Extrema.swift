public import Autograd
import NDArray

/// Highest and lowest elements.
public enum Extrema {
  public static let max = extremum("max", highest: true)
  public static let min = extremum("min", highest: false)
  public static let amax = spread("amax", highest: true)
  public static let amin = spread("amin", highest: false)
  public static let argmax = position("argmax", highest: true)
  public static let argmin = position("argmin", highest: false)

  private static func extremum(_ name: String, highest: Bool) -> Op {
    let word = highest ? "highest" : "lowest"
    let node = highest ? "Max" : "Min"
    return Op(
      name,
      "The \(word) element, or the \(word) along a dimension with its indices, or the \(highest ? "higher" : "lower") of two.",
      Overload(
        "\(node)Backward1", Arg.input, samples: [Sample(.random([2, 3])), Sample(.random([]))],
        direct: .unary { try all($0, highest) }
      ) {
        try all($0, highest)
      },
      Overload(
        "\(highest ? "Maximum" : "Minimum")Backward0", Arg.input, Arg.other,
        samples: [Sample(.random([2, 3]), .random([3]))]
      ) { a, b in try highest ? Maximum.of(a, b) : Minimum.of(a, b) },
      Overload(
        "\(node)Backward0", Arg.input, Arg.dim, Arg.keepdim,
        samples: [
          Sample(.random([2, 3]), .number(.int(1)), .number(.bool(false))),
          Sample(.random([2, 3]), .number(.int(0)), .number(.bool(true))),
        ]
      ) { x, dim, keepdim in
        let d = try Dims.resolve(dim, x.rank)
        try checkLength(x, [d], name)
        let (values, indices) = try Extremes.along(x.data, d, highest: highest, keepdim: keepdim)
        let results = Selected.results("\(node)Backward0", x, values, indices, d, keepdim)
        return Argument.named(
          "torch.return_types.\(name)", [("values", .tensor(results[0])), ("indices", .tensor(results[1]))])
      },
      examples: ["torch.tensor([1., 3., 2.]).\(name)()"])
  }

  /// - Throws: PyTorch's errors for dimensions that have no elements to choose from.
  private static func checkLength(_ x: Tensor, _ dims: [Int], _ name: String) throws {
    for d in dims where x.rank > 0 && x.shape[d] == 0 {
      let caller = name == "aminmax" ? name : "\(name)()"
      throw EngineError(.indexError, "\(caller): Expected reduction dim \(d) to have non-zero size.")
    }
  }

  public static func all(_ x: Tensor, _ highest: Bool) throws -> Tensor {
    guard x.count > 0 else {
      throw EngineError.runtime(
        "\(highest ? "max" : "min")(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction "
          + "dim with the 'dim' argument.")
    }
    let data = try Extremes.over(x.data, Array(0..<x.rank), highest: highest, keepdim: false)
    return Recording.record(highest ? "MaxBackward1" : "MinBackward1", [x], data, keeping: [x], keepsResult: true) {
      d in
      [try shared(d.gradient, d.kept(0), d.kept(1))]
    }
  }

  /// A gradient shared evenly among all elements that equal the result.
  static func shared(_ g: Tensor, _ x: Tensor, _ result: Tensor, over dims: [Int]? = nil) throws -> Tensor {
    let mask = Tensor(try Elementwise.compare(SameOrBothNaN.self, x.data, result.data))
    let flags = try Casts.to(mask, g.dtype)
    let count = try dims.map { try Sum.along(flags, $0, keepdim: true) } ?? Sum.all(flags)
    let result = try g * (flags / count)
    return dims == nil ? try result.inRow() : result
  }

  private enum SameOrBothNaN: Relation {
    static func holds<T: Comparable>(_ a: T, _ b: T) -> Bool { a == b || (a != a && b != b) }
  }

  private static func spread(_ name: String, highest: Bool) -> Op {
    let node = highest ? "AmaxBackward0" : "AminBackward0"
    return Op(
      name, "The \(highest ? "highest" : "lowest") elements over dimensions.",
      Overload(
        node, Arg.input, Typed<[Int]?>("dim", .ints, default: .ints([])), Arg.keepdim,
        samples: [
          Sample(.random([2, 3]), .ints([1]), .number(.bool(false))),
          Sample(.random([2, 3]), .ints([]), .number(.bool(false))),
        ]
      ) { x, dims, keepdim in try over(x, dims ?? [], keepdim, highest: highest, name: name) },
      examples: ["torch.tensor([[1., 3.], [4., 2.]]).\(name)(dim=1)"])
  }

  static func over(_ x: Tensor, _ dims: [Int], _ keepdim: Bool, highest: Bool, name: String) throws -> Tensor {
    if dims.isEmpty, x.count == 0 {
      throw EngineError.runtime(
        "\(name)(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with the 'dim' "
          + "argument.")
    }
    for dim in dims where x.rank > 0 {
      guard x.shape[try Dims.resolve(dim, x.rank)] == 0 else { continue }
      throw EngineError(.indexError, "\(name)(): Expected reduction dim \(dim) to have non-zero size.")
    }
    let d = try Dims.resolve(dims, x.rank)
    let data = try Extremes.over(x.data, d, highest: highest, keepdim: keepdim)
    return Recording.record(highest ? "AmaxBackward0" : "AminBackward0", [x], data, keeping: [x], keepsResult: true) {
      derivation in
      let g = try restored(derivation.gradient, d, keepdim, x.rank)
      let result = try restored(derivation.kept(1), d, keepdim, x.rank)
      // A NaN is not found among the elements: nothing is shared among nobody.
      let flags = try Casts.to(Equal.of(derivation.kept(0), result), g.dtype)
      return [try g * flags / Sum.along(flags, d, keepdim: true)]
    }
  }

  /// A reduced tensor with its reduced dimensions back, of size 1.
  static func restored(_ x: Tensor, _ dims: [Int], _ keepdim: Bool, _ rank: Int) throws -> Tensor {
    keepdim || rank == 0 ? x : try dims.sorted().reduce(x) { try Shapes.unsqueeze($0, $1) }
  }

  private static func position(_ name: String, highest: Bool) -> Op {
    Op(
      name, "The index of the \(highest ? "highest" : "lowest") element, in the flattened tensor or along a dimension.",
      Overload(nil, Arg.input, Typed<Int?>("dim", default: Parameter.Default.none), Arg.keepdim) { x, dim, keepdim in
        guard x.dtype != .bool else { throw EngineError.runtime("\(name)(): does not support bool input") }
        if let dim {
          let d = try Dims.resolve(dim, x.rank)
          try checkLength(x, [d], name)
          return Tensor(try Extremes.along(x.data, d, highest: highest, keepdim: keepdim).indices)
        }
        guard x.count > 0 else {
          throw EngineError(.indexError, "\(name)(): Expected reduction dim to be specified for input.numel() == 0.")
        }
        let flat = try x.data.contiguous().reshaped([x.count])
        let index = try Extremes.along(flat, 0, highest: highest, keepdim: false).indices
        return Tensor(keepdim ? try index.reshaped([Int](repeating: 1, count: x.rank)) : NDArray(index.item, .int64))
      },
      examples: ["torch.tensor([1., 3., 2.]).\(name)()"])
  }

  public static let aminmax = Op(
    "aminmax", "The lowest and the highest elements.",
    Overload(
      "AminmaxBackward0", Arg.input, Typed<Int?>("dim", default: Parameter.Default.none, keywordOnly: true),
      Typed<Bool>("keepdim", default: .number(.bool(false)), keywordOnly: true)
    ) { x, dim, keepdim in
      let d = try dim.map { [try Dims.resolve($0, x.rank)] } ?? Array(0..<x.rank)
      if dim == nil, x.count == 0 {
        throw EngineError.runtime(
          "aminmax(): cannot compute aminmax over an empty dimension as the operation has no identity.")
      }
      try checkLength(x, d, "aminmax")
      let low = try Extremes.over(x.data, d, highest: false, keepdim: keepdim)
      let high = try Extremes.over(x.data, d, highest: true, keepdim: keepdim)
      let results = Recording.recordSeveral(
        "AminmaxBackward0", [x], [low, high], keeping: [x], keepingResults: [0, 1]
      ) { gradients, node in
        var total: Tensor?
        for (index, gradient) in gradients.enumerated() {
          guard let gradient else { continue }
          let g = try restored(gradient, d, keepdim, x.rank)
          let result = try restored(node.value(1 + index), d, keepdim, x.rank)
          // A NaN is not found among the elements: what is shared among nobody is no number.
          let flags = try Casts.to(Equal.of(node.value(0), result), g.dtype)
          let part = try g * flags / Sum.along(flags, d, keepdim: true)
          total = try total.map { try $0 + part } ?? part
        }
        return [total]
      }
      return Argument.named("torch.return_types.aminmax", [("min", .tensor(results[0])), ("max", .tensor(results[1]))])
    },
    examples: ["torch.aminmax(torch.tensor([3., 1., 2.]))"])

  public static let cummax = running("cummax", "CummaxBackward0", highest: true)
  public static let cummin = running("cummin", "CumminBackward0", highest: false)

  private static func running(_ name: String, _ node: String, highest: Bool) -> Op {
    Op(
      name, "The \(highest ? "highest" : "lowest") element so far along a dimension, with its index.",
      Overload(node, Arg.input, Arg.dim, samples: [Sample(.random([2, 4]), .number(.int(1)))]) { x, dim in
        if x.rank == 0, !(-1...0).contains(dim) {
          throw EngineError(.indexError, "\(name)(): Expected reduction dim -1 or 0 for scalar but got \(dim)")
        }
        // Where there is nothing, PyTorch does not look at the dimension.
        let d = x.count == 0 ? 0 : try Dims.resolve(dim, x.rank)
        let (values, indices) = try Extremes.running(x.data, d, highest: highest)
        let index = Tensor(indices)
        let shape = x.shape
        let results = Recording.recordSeveral(node, [x], [values, indices], keeping: x.count == 0 ? [x] : [index]) {
          gradients, node in
          guard let first = gradients.first, let g = first else { return [nil] }
          if shape.isEmpty { return [g] }
          // Where there is nothing, the input itself stands for its gradient.
          if x.count == 0 { return [try node.value(0)] }
          return [try Gathering.scatterAdd(Tensor(NDArray.zeros(shape: shape, g.dtype)), d, node.value(0), g)]
        }
        return Argument.named(
          "torch.return_types.\(name)", [("values", .tensor(results[0])), ("indices", .tensor(results[1]))])
      },
      examples: ["torch.tensor([1., 3., 2.]).\(name)(dim=0)"])
  }
}

/// Results that are elements of the input, with their indices along one dimension: max, sort, topk, median, mode.
enum Selected {
  /// Values and indices with the node that sends gradients back to where the values came from.
  static func results(
    _ name: String, _ x: Tensor, _ values: NDArray, _ indices: NDArray, _ dim: Int, _ keepdim: Bool
  ) -> [Tensor] {
    let index = Tensor(indices)
    let shape = x.shape
    return Recording.recordSeveral(name, [x], [values, indices], keeping: [index]) { gradients, node in
      guard let first = gradients.first, let g = first else { return [nil] }
      if shape.isEmpty { return [try Shapes.reshape(g, [])] }
      let places = try node.value(0)
      let zeros = Tensor(try NDArray.zeros(shape: shape, g.dtype))
      let (index, source) = keepdim ? (places, g) : try (Shapes.unsqueeze(places, dim), Shapes.unsqueeze(g, dim))
      // Running extremes come from one place several times.
      return [
        try name.hasPrefix("Cum")
          ? Gathering.scatterAdd(zeros, dim, index, source) : Gathering.scatter(zeros, dim, index, source)
      ]
    }
  }
}
