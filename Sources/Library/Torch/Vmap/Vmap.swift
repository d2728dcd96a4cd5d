import Autograd
import Machine
import NDArray
import Ops

/// `torch.vmap`: a function of tensors run for a whole batch of them.
///
/// The function runs once, with batched tensors in the place of those it is mapped over.
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
        let chosen = try machine.str(arguments[3])
        guard let randomness = BatchFrame.Randomness(rawValue: chosen) else {
          throw EngineError.runtime(
            "Only allowed values for randomness are 'error', 'different', or 'same'. Got \(chosen)")
        }
        var chunk: Int?
        if !arguments[4].isNone {
          let size = try machine.index(arguments[4])
          guard size > 0 else {
            throw PythonError(.valueError, "vmap: chunk_size should be None or greater than 0. (got \(size))")
          }
          chunk = size
        }
        let given = try? machine.attribute(of: arguments[0], "__name__").asString?.text
        let name = try given ?? machine.repr(arguments[0])
        let batched = Batched(
          function: arguments[0], name: name, inDims: arguments[1], outDims: arguments[2], randomness: randomness,
          chunk: chunk)
        return try WrappingFunction.make(like: arguments[0]) { try batched.call($0) }
      }))
}

private struct Batched {
  let function: Value
  let name: String
  let inDims: Value
  let outDims: Value
  let randomness: BatchFrame.Randomness
  /// How many of the batch are worked on at once; nil is all.
  let chunk: Int?

  private var place: String {
    get throws { "vmap(\(name), in_dims=\(try Machine.current.str(inDims)), ...)(<inputs>)" }
  }

  /// The arguments of one call, taken apart.
  private struct Inputs {
    let positional: Value
    let keywords: [(String, Value)]
    var leaves: [Value]
    let dims: [Int?]
    var size: Int
  }

  func call(_ arguments: Arguments) throws -> Value {
    let given = Value.tuple((0..<arguments.count).map { arguments[$0] })
    let leaves = Tree.leaves(given)
    let dims = try inputDims(given, leaves)
    // Keyword arguments are given as they are.
    let inputs = Inputs(
      positional: given, keywords: arguments.keywords.map { ($0.name.text, $0.value) }, leaves: leaves, dims: dims,
      size: try batchSize(leaves, dims))
    Batching.begin()
    guard let chunk, chunk < inputs.size else { return try run(inputs) }
    return try joined(
      stride(from: 0, to: inputs.size, by: chunk).map { start in
        var part = inputs
        part.size = min(chunk, inputs.size - start)
        for (at, dim) in dims.enumerated() {
          guard let dim else { continue }
          part.leaves[at] = try Batching.method(
            part.leaves[at], "narrow", [.int(dim), .int(start), .int(part.size)])
        }
        return try run(part)
      })
  }

  private func run(_ inputs: Inputs) throws -> Value {
    let frame = BatchFrame(number: Level.depth + 1, size: inputs.size, randomness: randomness)
    let leaves = zip(inputs.leaves, inputs.dims).map { leaf, dim -> Value in
      dim.map { .native(BatchedTensor(leaf, dim: $0, of: frame)) } ?? leaf
    }
    let positional = Tree.rebuilt(inputs.positional, leaves).asTuple?.items ?? []
    let refusal = Generators.refusal
    Generators.refusal = randomness == .error ? Batched.randomnessRefused : nil
    Batching.frames.append(frame)
    Level.depth += 1
    let drawsOnce = Batching.drawsOnce
    Batching.drawsOnce = 0
    defer {
      Batching.drawsOnce = drawsOnce
      Level.depth -= 1
      Batching.frames.removeLast()
      Generators.refusal = refusal
    }
    return try unwrapped(
      Machine.current.call(function, positional, keywords: inputs.keywords), frame)
  }

  private static let randomnessRefused = EngineError.runtime(
    "vmap: called random operation while in randomness error mode. Please either use the 'same' or 'different' randomness "
      + "flags on vmap or perform the randomness operation out of vmap")

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
      guard Batching.isTensor(leaf) else {
        throw PythonError(
          .valueError,
          "\(try place): Got in_dim=\(index) for an input but the input is of type \(Tree.className(leaf)). We cannot vmap "
            + "over non-Tensor arguments, please use None as the respective in_dim")
      }
      let rank = Batching.shape(leaf).count
      guard index >= -rank, index < rank else {
        throw PythonError(
          .valueError,
          "\(try place): Got in_dim=\(index) for some input, but that input is a Tensor of dimensionality \(rank) so "
            + "expected in_dim to satisfy -\(rank) <= in_dim < \(rank).")
      }
      return index < 0 ? index + rank : index
    }
  }

  /// A nesting of dimensions stretched over a deeper nesting of values; nil where they do not fit.
  private static func spread(_ dims: Value, over value: Value) -> [Value]? {
    if let named = dims.asDict {
      guard let held = value.asDict, held.pairs.count == named.pairs.count else { return nil }
      let parts = held.pairs.map { key, value in
        named.pairs.first {
          $0.key.isIdentical(to: key) || $0.key.asString?.text == key.asString?.text && key.asString != nil
        }
        .flatMap { spread($0.value, over: value) }
      }
      return parts.contains { $0 == nil } ? nil : parts.flatMap { $0 ?? [] }
    }
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
    let sizes = zip(leaves, dims).compactMap { leaf, dim in dim.map { Batching.shape(leaf)[$0] } }
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
    for leaf in Tree.leaves(result) where !Batching.isTensor(leaf) {
      let isShape = leaf.asTuple.map { !$0.items.isEmpty } ?? false
      throw PythonError(
        .valueError,
        "vmap(\(name), ...): `\(name)` must only return Tensors, got type "
          + "\(Tree.className(isShape ? .int(0) : leaf)). Did you mean to set out_dims= to None for output?")
    }
  }

  /// The dimension of each result along which the batch shall lie, nil where there is to be none.
  private func outputDims(_ result: Value) throws -> [Int?] {
    let wanted = Tree.leaves(outDims)
    guard wanted.allSatisfy({ Batched.dimension($0) != nil || $0.isNone }) else {
      throw PythonError(
        .valueError,
        "vmap(\(name), ..., out_dims=\(try Machine.current.str(outDims))): `out_dims` must be an int, None or a "
          + "python collection of ints representing where in the outputs the vmapped dimension should appear.")
    }
    guard let dims = Batched.spread(outDims, over: result) else {
      throw PythonError(
        .valueError,
        "vmap(\(name), ..., out_dims=\(try Machine.current.str(outDims)))(<inputs>): out_dims is not compatible with the "
          + "structure of `outputs`. out_dims has structure \(Tree.spec(outDims)) but outputs has structure "
          + "\(Tree.spec(result)).")
    }
    return dims.map(Batched.dimension)
  }

  private static func dimension(_ value: Value) -> Int? {
    if case .int(let dim) = value { return dim }
    return nil
  }

  /// The function's result as the caller sees it: with the batch's dimension.
  private func unwrapped(_ result: Value, _ frame: BatchFrame) throws -> Value {
    try checkTensors(result)
    let leaves = try zip(Tree.leaves(result), outputDims(result)).map { leaf, dim -> Value in
      let one = Batching.batched(leaf).flatMap { $0.frame === frame ? $0 : nil }
      guard let dim else {
        guard one == nil else {
          throw PythonError(
            .valueError, "vmap(\(name), ...): `\(name)` can not return a BatchedTensor when out_dim is None")
        }
        return leaf
      }
      let whole = try one?.whole ?? Batching.stretched(leaf, frame.size)
      let rank = Batching.shape(whole).count
      let from = one?.dim ?? 0
      return try Dims.resolve(dim, rank) == from ? whole : Batching.moved(whole, from: from, to: dim)
    }
    return Tree.rebuilt(result, leaves)
  }

  /// The results of parts of the batch, one after the other.
  private func joined(_ parts: [Value]) throws -> Value {
    guard let first = parts.first else { return .none }
    let columns = parts.map(Tree.leaves)
    let concatenate = try Machine.current.attribute(of: .object(Machine.current.importModule("torch")), "cat")
    let leaves = try outputDims(first).enumerated().map { at, dim -> Value in
      let column = columns.compactMap { at < $0.count ? $0[at] : nil }
      guard let dim else { return column.first ?? .none }
      return try Machine.current.call(concatenate, [.list(column), .int(dim)])
    }
    return Tree.rebuilt(first, leaves)
  }
}
