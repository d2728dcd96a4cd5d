import Autograd
import Machine
import NDArray
import Ops

/// `torch.vmap`: a function run for each index along a dimension, the results stacked.
///
/// The function sees one slice after another, not a batch, so what it prints is printed for each.
enum Vmap {
  nonisolated(unsafe) static let function = Value.object(
    NativeFunction(
      "vmap",
      [
        .init("func"), .init("in_dims", default: .int(0)), .init("out_dims", default: .int(0)),
        .init("randomness", default: .string("error")), .keyword("chunk_size", default: Value.none),
      ], summary: "The function applied along a dimension of its arguments.",
      .bound { arguments in
        let machine = Machine.current
        let randomness = try machine.str(arguments[3])
        guard ["error", "different", "same"].contains(randomness) else {
          throw EngineError.runtime(
            "Only allowed values for randomness are 'error', 'different', or 'same'. Got \(randomness)")
        }
        let given = try? machine.attribute(of: arguments[0], "__name__").asString?.text
        let name = try given ?? machine.repr(arguments[0])
        let batched = Batched(
          function: arguments[0], name: name, inDims: arguments[1], outDims: arguments[2], randomness: randomness)
        return try WrappingFunction.make(like: arguments[0]) { try batched.call($0) }
      }))
}

private struct Batched {
  let function: Value
  let name: String
  let inDims: Value
  let outDims: Value
  let randomness: String

  private var place: String {
    get throws { "vmap(\(name), in_dims=\(try Machine.current.str(inDims)), ...)(<inputs>)" }
  }

  func call(_ arguments: Arguments) throws -> Value {
    let given = Value.tuple((0..<arguments.count).map { arguments[$0] })
    let keywords = Value.tuple(arguments.keywords.map(\.value))
    let leaves = Tree.leaves(given)
    let dims = try inputDims(given, leaves)
    // Keyword arguments are always mapped along their first dimension.
    let allLeaves = leaves + Tree.leaves(keywords)
    let allDims = dims + Tree.leaves(keywords).map { $0.asTensor == nil ? nil : 0 }
    let size = try batchSize(allLeaves, allDims)
    var results: [Value] = []
    let state = Generators.standard.state
    let refusal = Generators.refusal
    if randomness == "error" {
      Generators.refusal = EngineError.runtime(
        "vmap: called random operation while in randomness error mode. Please either use the 'same' or 'different' randomness "
          + "flags on vmap or perform the randomness operation out of vmap")
    } else {
      Generators.refusal = nil
    }
    defer { Generators.refusal = refusal }
    // An empty batch still has to say what its results look like.
    for index in 0..<max(size, 1) {
      try Machine.current.checkInterrupt()
      if randomness == "same" { Generators.standard.state = state }
      let slices = try zip(allLeaves, allDims).map { leaf, dim -> Value in
        guard let dim, let tensor = leaf.asTensor else { return leaf }
        guard size > 0 else {
          var shape = tensor.shape
          shape.remove(at: dim)
          return .native(Tensor(try NDArray.zeros(shape: shape, tensor.dtype)))
        }
        return .native(try Shapes.select(tensor, dim, index))
      }
      let positional = Tree.rebuilt(given, Array(slices.prefix(leaves.count))).asTuple?.items ?? []
      let named = Tree.rebuilt(keywords, Array(slices.dropFirst(leaves.count))).asTuple?.items ?? []
      let result = try Machine.current.call(
        function, positional, keywords: zip(arguments.keywords, named).map { ($0.name.text, $1) })
      try checkTensors(result)
      results.append(result)
    }
    return try stacked(results, isEmpty: size == 0)
  }

  // MARK: Inputs

  /// The mapped dimension of each input, nil where all slices see the same.
  private func inputDims(_ given: Value, _ leaves: [Value]) throws -> [Int?] {
    if case .int = inDims {
    } else if inDims.asTuple == nil {
      throw PythonError(
        .valueError,
        "\(try place): expected `in_dims` to be int or a (potentially nested) tuple matching the structure of inputs, got: "
          + "\(Tree.className(inDims)).")
    }
    guard !leaves.isEmpty else {
      throw PythonError(
        .valueError,
        "vmap(\(name))(<inputs>): got no inputs. Maybe you forgot to add inputs, or you are trying to vmap over a function "
          + "with no inputs. The latter is unsupported.")
    }
    guard let spread = Batched.spread(inDims, over: given) else {
      throw PythonError(
        .valueError,
        "\(try place): in_dims is not compatible with the structure of `inputs`. in_dims has structure \(Tree.spec(inDims)) "
          + "but inputs has structure \(Tree.spec(given)).")
    }
    return try zip(spread, leaves).map { dim, leaf in
      if dim.isNone { return nil }
      guard case .int(let index) = dim else {
        throw PythonError(
          .valueError,
          "\(try place): Got in_dim=\(try Machine.current.str(dim)) for an input but in_dim must be either an integer "
            + "dimension or None.")
      }
      guard let tensor = leaf.asTensor else {
        throw PythonError(
          .valueError,
          "\(try place): Got in_dim=\(index) for an input but the input is of type \(Tree.className(leaf)). We cannot vmap "
            + "over non-Tensor arguments, please use None as the respective in_dim")
      }
      guard index >= -tensor.rank, index < tensor.rank else {
        throw PythonError(
          .valueError,
          "\(try place): Got in_dim=\(index) for some input, but that input is a Tensor of dimensionality \(tensor.rank) so "
            + "expected in_dim to satisfy -\(tensor.rank) <= in_dim < \(tensor.rank).")
      }
      return index < 0 ? index + tensor.rank : index
    }
  }

  /// A nesting of dimensions stretched over a deeper nesting of values; nil where they do not fit.
  private static func spread(_ dims: Value, over value: Value) -> [Value]? {
    guard let items = dims.sequenceItems else { return Tree.leaves(value).map { _ in dims } }
    guard let values = value.sequenceItems, values.count == items.count else { return nil }
    var result: [Value] = []
    for (dim, value) in zip(items, values) {
      guard let part = spread(dim, over: value) else { return nil }
      result += part
    }
    return result
  }

  private func batchSize(_ leaves: [Value], _ dims: [Int?]) throws -> Int {
    let sizes = zip(leaves, dims).compactMap { leaf, dim in dim.flatMap { leaf.asTensor?.shape[$0] } }
    guard let first = sizes.first else {
      throw PythonError(
        .valueError,
        "\(try place): Expected all inputs to be mapped over at least one dimension: in_dims was None for every input")
    }
    guard sizes.allSatisfy({ $0 == first }) else {
      throw PythonError(
        .valueError,
        "vmap: Expected all tensors to have the same size in the mapped dimension, got sizes \(Layout.text(sizes)) for the "
          + "mapped dimension")
    }
    return first
  }

  // MARK: Results

  private func checkTensors(_ result: Value) throws {
    for leaf in Tree.leaves(result) where leaf.asTensor == nil {
      throw PythonError(
        .valueError,
        "vmap(\(name), ...): `\(name)` must only return Tensors, got type \(Tree.className(leaf)). Did you mean to set out_dims= "
          + "to None for output?")
    }
  }

  private func stacked(_ results: [Value], isEmpty: Bool) throws -> Value {
    guard let first = results.first else { return .none }
    guard let dims = Batched.spread(outDims, over: first) else {
      throw PythonError(
        .valueError,
        "vmap(\(name), ..., out_dims=\(try Machine.current.str(outDims)))(<inputs>): out_dims is not compatible with the "
          + "structure of `outputs`. out_dims has structure \(Tree.spec(outDims)) but outputs has structure \(Tree.spec(first))."
      )
    }
    let columns = results.map { Tree.leaves($0).compactMap(\.asTensor) }
    let leaves = try dims.enumerated().map { at, dim -> Value in
      let parts = columns.compactMap { at < $0.count ? $0[at] : nil }
      if dim.isNone { return parts.first.map { .native($0) } ?? .none }
      let whole = try Joining.stack(parts, Machine.current.index(dim))
      guard isEmpty else { return .native(whole) }
      let along = try Dims.resolve(Machine.current.index(dim), whole.rank)
      return .native(try Shapes.slice(whole, along, 0, 0, 1))
    }
    return Tree.rebuilt(first, leaves)
  }
}
