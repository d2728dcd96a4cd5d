import Autograd
import Machine
import NDArray
import Ops

/// Attention and sampled softmax, as functions of `torch.nn.functional`.
enum AttentionFunctions {
  static func add(to module: ModuleObject) {
    FunctionalModule.define(
      module, "scaled_dot_product_attention", "Values averaged by how well their keys fit a query.",
      [
        .init("query"), .init("key"), .init("value"), .init("attn_mask", default: Value.none),
        .init("dropout_p", default: .float(0)), .init("is_causal", default: .bool(false)),
        .keyword("scale", default: Value.none), .keyword("enable_gqa", default: .bool(false)),
      ], attention)
    FunctionalModule.define(
      module, "gumbel_softmax", "A sample of a category, softened so that it has derivatives.",
      [
        .init("logits"), .init("tau", default: .float(1)), .init("hard", default: .bool(false)),
        .init("eps", default: .float(1e-10)), .init("dim", default: .int(-1)),
      ], gumbel)
  }

  private static func attention(_ arguments: [Value]) throws -> Value {
    let name = "scaled_dot_product_attention"
    let query = try TensorArguments.tensor(arguments[0], name, "query", 1)
    let key = try TensorArguments.tensor(arguments[1], name, "key", 2)
    let value = try TensorArguments.tensor(arguments[2], name, "value", 3)
    guard query.rank >= 2, key.rank >= 2, value.rank >= 2 else {
      throw EngineError.runtime(
        "scaled_dot_product_attention: Expected query, key, and value to all be at least 2 dimensional, but got query.dim: "
          + "\(query.rank), key.dim: \(key.rank) and value.dim: \(value.rank) instead.")
    }
    let isCausal = try Machine.current.truth(arguments[5])
    if isCausal, !arguments[3].isNone {
      throw EngineError.runtime(
        "_scaled_dot_product_attention: Explicit attn_mask should not be set when is_causal=True")
    }
    let features = Double(max(query.shape[query.rank - 1], 1))
    let scale = try arguments[6].isNone ? 1 / features.squareRoot() : Machine.current.double(arguments[6])
    // Both sides take the root of the scale, as PyTorch's plain form does.
    let root = scale.magnitude.squareRoot()
    let left = try query * (scale < 0 ? -root : root)
    var scores = try Products.matmul(left, Shapes.transpose(key * root, -2, -1))
    var mask = arguments[3].asTensor
    if isCausal {
      let shape = [scores.shape[scores.rank - 2], scores.shape[scores.rank - 1]]
      let ones = try NDArray.filled(shape: shape, .bool(true), .bool)
      mask = Tensor(try ones.triangle(upper: false, diagonal: 0))
    }
    if let mask {
      if mask.dtype == .bool {
        let zero = Tensor(NDArray(.int(0), scores.dtype))
        let low = Tensor(NDArray(.float(-.infinity), scores.dtype))
        scores = try scores + Where.of(mask, zero, low)
      } else {
        scores = try scores + mask
      }
    }
    var weights = try Activations.softmax(scores, -1)
    let chance = try Machine.current.double(arguments[4])
    if chance > 0 { weights = try Activations.dropout(weights, chance, true) }
    return .native(try Products.matmul(weights, value))
  }

  private static func gumbel(_ arguments: [Value]) throws -> Value {
    let logits = try TensorArguments.tensor(arguments[0], "gumbel_softmax", "logits", 1)
    let dim = try Dims.resolve(Machine.current.index(arguments[4]), logits.rank)
    let drawn = Tensor(try NDArray.zeros(shape: logits.shape, logits.dtype).inMemory())
    let noise = try -Tensor.from(TorchCalls.call("exponential_", [.tensor(drawn)])).log()
    let soft = try Activations.softmax((logits + noise) / Machine.current.double(arguments[1]), dim)
    guard try Machine.current.truth(arguments[2]) else { return .native(soft) }
    let place = try TorchCalls.call("argmax", [.tensor(soft), .number(.int(dim)), .number(.bool(true))])
    let zeros = try NDArray.zeros(shape: soft.shape, soft.dtype).inMemory()
    let index = try Tensor.from(place).data
    let hard = Tensor(
      try zeros.scattered(dim, index, NDArray.filled(shape: index.shape, .int(1), soft.dtype).inMemory()))
    return .native(try hard - soft.detached() + soft)
  }
}
