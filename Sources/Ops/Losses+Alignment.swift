import Autograd
import Glibc
import NDArray

/// The loss of sequences whose labels are not aligned with their steps.
extension Losses {
  /// The derivative takes the scores for logarithms of probabilities that come from a softmax, as PyTorch's does: it is
  /// that of the softmax's own input. So finite differences of this operation alone don't show it, and it has no sample.
  public static let ctc = Op(
    "ctc_loss", "The negated logarithm of the chance of labels, over all the ways they can lie along the steps.",
    forms: .functional,
    Overload(
      "MeanBackward0", Typed<Tensor>("log_probs"), Typed<Tensor>("targets"), Typed<Argument>("input_lengths", .any),
      Typed<Argument>("target_lengths", .any), Typed<Int>("blank", default: .number(.int(0))), reduction,
      Typed<Bool>("zero_infinity", default: .number(.bool(false)))
    ) { scores, targets, steps, lengths, blank, word, isFinite in
      try ctc(scores, targets, steps, lengths, blank, LossReduction(word: word), isFinite)
    },
    examples: [
      "F.ctc_loss(torch.full((3, 1, 3), 1 / 3).log(), torch.tensor([[1, 2]]), (3,), (2,))"
    ])

  private static func ctc(
    _ scores: Tensor, _ targets: Tensor, _ steps: Argument, _ lengths: Argument, _ blank: Int,
    _ reduction: LossReduction, _ isFinite: Bool
  ) throws -> Tensor {
    let isBatched = scores.rank == 3
    let x = isBatched ? scores : try Shapes.unsqueeze(scores, scores.rank > 0 ? 1 : 0)
    let paths = try AlignmentPaths(x, targets, counts(steps, "input_lengths"), counts(lengths, "target_lengths"), blank)
    let found = paths.losses()
    let data = try NDArray.doubles(found, shape: [found.count], x.dtype)
    var result = Recording.record("CtcLossBackward0", [x], data, keeping: [x]) { d in
      let weights = d.gradient.data.doubles()
      let gradients = try paths.gradients(x.shape, weights, isFinite).converted(to: x.dtype)
      let result = Tensor(gradients)
      UnderivedNode.attach("_ctc_loss_backward", to: result, [d.gradient, try d.kept(0)])
      return [result]
    }
    if isFinite {
      let isInfinite = Tensor(
        try NDArray.ints(data.doubles().map { $0 == .infinity ? 1 : 0 }, shape: data.shape).converted(to: .bool))
      result = try Where.of(isInfinite, Tensor(NDArray(.int(0), x.dtype)), result)
    }
    switch reduction {
    case .none: return isBatched ? result : try Shapes.squeeze(result, [0])
    case .sum: return try Sum.all(result)
    case .mean:
      let sizes = paths.labels.map { Double(max($0.count, 1)) }
      return try Mean.all(result / Tensor(NDArray.doubles(sizes, shape: [sizes.count], x.dtype)))
    }
  }

  /// Whole numbers from a list or a tensor.
  private static func counts(_ argument: Argument, _ name: String) throws -> [Int] {
    guard case .tensor(let tensor) = argument else { return try [Int].from(argument) }
    guard !tensor.dtype.isFloatingPoint else { throw EngineError.runtime("\(name) must be integral") }
    return tensor.data.ints()
  }
}

/// The ways in which labels can lie along steps: each label on one step or several, blanks between them.
private struct AlignmentPaths {
  /// By sequence: the scores of each class at each step, the labels, and the labels with blanks around them.
  let scores: [[[Double]]]
  let labels: [[Int]]
  private let states: [[Int]]
  private let ahead: [[[Double]]]

  init(_ x: Tensor, _ targets: Tensor, _ steps: [Int], _ lengths: [Int], _ blank: Int) throws {
    let place = "(while checking arguments for ctc_loss_allocate_outputs)"
    guard x.count > 0 || x.rank != 3 else { throw EngineError.runtime("log_probs tensor must not be empty") }
    guard x.rank == 3 else {
      throw EngineError.runtime(
        "Expected 3-dimensional tensor, but got \(x.rank)-dimensional tensor for argument #1 'log_probs' \(place)")
    }
    try x.dtype.refuseHalf("ctc_loss_cpu")
    let (time, batch, classes) = (x.shape[0], x.shape[1], x.shape[2])
    guard (0..<classes).contains(blank) else { throw EngineError.runtime("blank must be in label range") }
    guard steps.count == batch else { throw EngineError.runtime("input_lengths must be of size batch_size") }
    guard lengths.count == batch else { throw EngineError.runtime("target_lengths must be of size batch_size") }
    guard targets.rank == 1 || targets.rank == 2 else {
      throw EngineError.runtime(
        "Expected 1 to 2 dimensions, but got \(targets.rank)-dimensional tensor for argument #2 'targets' \(place)")
    }
    if let bad = lengths.first(where: { $0 < 0 }) {
      throw EngineError.runtime("Expected target_lengths to have value at least 0, but got value \(bad) \(place)")
    }
    guard lengths.allSatisfy({ $0 < 1 << 30 }) else { throw EngineError.runtime("target_lengths are too large") }
    func size(_ dim: Int, _ wanted: Int, _ words: String = "") throws {
      guard words.isEmpty ? targets.shape[dim] == wanted : targets.shape[dim] >= wanted else {
        throw EngineError.runtime(
          "Expected tensor to have size \(words)\(wanted) at dimension \(dim), but got size \(targets.shape[dim]) for "
            + "argument #2 'targets' \(place)")
      }
    }
    if targets.rank == 1 {
      try size(0, lengths.reduce(0, +))
    } else {
      try size(0, batch)
      try size(1, lengths.max() ?? 0, "at least ")
    }
    if let bad = steps.first(where: { $0 < 0 }) {
      throw EngineError.runtime("Expected input_lengths to have value at least 0, but got value \(bad) \(place)")
    }
    if let bad = steps.first(where: { $0 > time }) {
      throw EngineError.runtime("Expected input_lengths to have value at most \(time), but got value \(bad) \(place)")
    }
    let all = targets.data.ints()
    var start = 0
    var labels: [[Int]] = []
    for (row, length) in lengths.enumerated() {
      let from = targets.rank == 1 ? start : row * targets.shape[1]
      labels.append(Array(all[from..<from + length]))
      start += length
    }
    if let bad = labels.joined().first(where: { !(0..<classes).contains($0) }) {
      throw EngineError(.indexError, "Target \(bad) is out of bounds.")
    }
    self.labels = labels
    let values = x.data.doubles()
    scores = (0..<batch).map { b in
      (0..<steps[b]).map { t in
        let from = (t * batch + b) * classes
        return Array(values[from..<from + classes])
      }
    }
    let states = labels.map { [blank] + $0.flatMap { [$0, blank] } }
    self.states = states
    ahead = zip(scores, states).map { AlignmentPaths.forward($0, $1) }
  }

  /// The logarithm of a sum of exponentials.
  private static func together(_ values: Double...) -> Double {
    guard let most = values.max(), most > -.infinity else { return -.infinity }
    return log(values.reduce(0) { $0 + exp($1 - most) }) + most
  }

  /// How likely each state is after each step, whatever came before.
  private static func forward(_ scores: [[Double]], _ states: [Int]) -> [[Double]] {
    var result: [[Double]] = []
    for (t, row) in scores.enumerated() {
      result.append(
        states.indices.map { s in
          guard t > 0 else { return s < 2 ? row[states[s]] : -.infinity }
          let before = result[t - 1]
          let skips = s > 1 && states[s] != states[s - 2]
          return together(before[s], s > 0 ? before[s - 1] : -.infinity, skips ? before[s - 2] : -.infinity)
            + row[states[s]]
        })
    }
    return result
  }

  /// How likely the rest is from each state at each step on, that step included.
  private static func backward(_ scores: [[Double]], _ states: [Int]) -> [[Double]] {
    var result = [[Double]](repeating: [], count: scores.count)
    for t in scores.indices.reversed() {
      let row = scores[t]
      result[t] = states.indices.map { s in
        guard t < scores.count - 1 else { return s >= states.count - 2 ? row[states[s]] : -.infinity }
        let after = result[t + 1]
        let skips = s + 2 < states.count && states[s] != states[s + 2]
        return together(
          after[s], s + 1 < states.count ? after[s + 1] : -.infinity, skips ? after[s + 2] : -.infinity)
          + row[states[s]]
      }
    }
    return result
  }

  func losses() -> [Double] {
    ahead.indices.map { b in
      guard let last = ahead[b].last else { return labels[b].isEmpty ? -0.0 : .infinity }
      return -AlignmentPaths.together(last[last.count - 1], last.count > 1 ? last[last.count - 2] : -.infinity)
    }
  }

  /// The gradient of scores of `shape`, each sequence's times its weight; none for a sequence that cannot be, where that
  /// is wanted.
  func gradients(_ shape: [Int], _ weights: [Double], _ isFinite: Bool) throws -> NDArray {
    let (batch, classes) = (shape[1], shape[2])
    var result = [Double](repeating: 0, count: shape.reduce(1, *))
    for (b, loss) in losses().enumerated() where !(isFinite && loss == .infinity) {
      let rest = AlignmentPaths.backward(scores[b], states[b])
      for (t, row) in scores[b].enumerated() {
        var through = [Double](repeating: -.infinity, count: classes)
        for (s, label) in states[b].enumerated() {
          through[label] = AlignmentPaths.together(through[label], ahead[b][t][s] + rest[t][s])
        }
        for c in 0..<classes {
          result[(t * batch + b) * classes + c] =
            (exp(row[c]) - exp(through[c] + loss - row[c])) * (b < weights.count ? weights[b] : 0)
        }
      }
    }
    return try NDArray.doubles(result, shape: shape, .float64)
  }
}
