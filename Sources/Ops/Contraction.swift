public import Autograd
import NDArray

/// Sums of products over chosen dimensions.
public enum Contraction {
  public static let tensordotOp = Op(
    "tensordot", "The sums of products over the last dimensions of one tensor and the first of the other.",
    forms: .function,
    Overload(
      "ViewBackward0", Typed<Tensor>("a"), Typed<Tensor>("b"), Typed<Argument>("dims", .any, default: .number(.int(2))),
      Typed<Argument>("out", .any, default: Parameter.Default.none),
      samples: [
        Sample(.random([2, 3]), .random([3, 2]), .number(.int(1))),
        Sample(.random([2, 3]), .random([2, 3]), .number(.int(2))),
      ]
    ) { a, b, dims, out in
      switch out {
      case .none: return try tensordot(a, b, over: dims)
      case .tensor(let target): return try InPlace.copy(target, tensordot(a, b, over: dims))
      default: throw EngineError(.typeError, "tensordot(): argument 'out' must be Tensor, not \(out.typeName)")
      }
    },
    examples: ["torch.tensordot(torch.ones(2, 3), torch.ones(3, 4), dims=1).shape"])

  /// - Parameter dims: A number of dimensions, or lists of those of the first and the second.
  private static func tensordot(_ a: Tensor, _ b: Tensor, over dims: Argument) throws -> Tensor {
    if case .list(let pair) = dims {
      guard pair.count == 2 else {
        throw EngineError(
          .valueError,
          pair.count < 2
            ? "not enough values to unpack (expected 2, got \(pair.count))" : "too many values to unpack (expected 2)")
      }
      return try tensordot(a, b, listed(pair[0], "dims_self", 3), listed(pair[1], "dims_other", 4))
    }
    if case .tensor(let pair) = dims, pair.count > 1, pair.rank == 2, pair.shape[0] == 2 {
      let numbers = pair.data.ints()
      return try tensordot(a, b, Array(numbers[..<(numbers.count / 2)]), Array(numbers[(numbers.count / 2)...]))
    }
    let count = try single(dims)
    guard count >= 0 else {
      throw EngineError.runtime("tensordot expects dims >= 0, but got dims=\(count)")
    }
    guard count <= min(a.rank, b.rank) else {
      throw EngineError.runtime(
        "tensordot expects dims < ndim_a or ndim_b, but got dims=\(count)")
    }
    return try tensordot(a, b, Array(stride(from: -count, to: 0, by: 1)), Array(0..<count))
  }

  /// - Throws: `TypeError` in PyTorch's words for dimensions that are no list.
  private static func listed(_ dims: Argument, _ name: String, _ position: Int) throws -> [Int] {
    guard case .list = dims else {
      throw EngineError(
        .typeError,
        "tensordot(): argument '\(name)' (position \(position)) must be tuple of ints, not \(dims.typeName)")
    }
    return try [Int].from(dims)
  }

  /// What the other tensor has once counts as often as this one has it; dtypes stay.
  private static func summed(_ x: Tensor, _ dim: Int) throws -> Tensor {
    try Casts.to(Sum.along(x, [dim], keepdim: true), x.dtype)
  }

  /// - Throws: `RuntimeError` in PyTorch's words for what is no number of dimensions.
  private static func single(_ dims: Argument) throws -> Int {
    switch dims {
    case .number(.int), .number(.bool), .tensor: return try Int.from(dims)
    default:
      let shown: String
      switch dims {
      case .none: shown = "None"
      case .text(let text): shown = text
      case .number(let number): shown = Spelling.c(number.asDouble)
      default: shown = dims.typeName
      }
      throw EngineError.runtime(
        "tensordot expects dims to be int or tuple[list[int], list[int]] or list[list[int]] containing two lists, but got "
          + "dims=\(shown)")
    }
  }

  public static func tensordot(_ a: Tensor, _ b: Tensor, _ dimsA: [Int], _ dimsB: [Int]) throws -> Tensor {
    guard dimsA.count == dimsB.count else {
      throw EngineError.runtime("both dimension lists should have same length")
    }
    guard a.dtype == b.dtype else { throw EngineError.runtime("both inputs should have same dtype") }
    let da = try dimsA.map { try Dims.resolve($0, a.rank) }
    let db = try dimsB.map { try Dims.resolve($0, b.rank) }
    var left = a
    var right = b
    for (k, (i, j)) in zip(da, db).enumerated() {
      let (m, n) = (a.shape[i], b.shape[j])
      if n == 1 {
        left = try summed(left, i)
      } else if m == 1 {
        right = try summed(right, j)
      } else if m != n {
        throw EngineError.runtime(
          "contracted dimensions need to match, but first has size \(m) in dim \(dimsA[k]) and second has size \(n) in dim "
            + "\(dimsB[k])")
      }
    }
    let freeA = (0..<a.rank).filter { !da.contains($0) }
    let freeB = (0..<b.rank).filter { !db.contains($0) }
    let inner = da.reduce(1) { $0 * left.shape[$1] }
    let m = freeA.reduce(1) { $0 * a.shape[$1] }
    let n = freeB.reduce(1) { $0 * b.shape[$1] }
    let shape = freeA.map { a.shape[$0] } + freeB.map { b.shape[$0] }
    let p = try Shapes.permute(left, freeA + da)
    let q = try Shapes.permute(right, db + freeB)
    if m == 1, n == 1 {
      let vectors = try [p, q].map { $0.rank == 1 ? $0 : try Shapes.reshape($0, [inner]) }
      return try Shapes.view(Products.dot(vectors[0], vectors[1]), shape)
    }
    return try Shapes.view(Products.mm(Shapes.reshape(p, [m, inner]), Shapes.reshape(q, [inner, n])), shape)
  }

  public static let einsum = Op(
    "einsum", "The sum of products that an equation of index letters describes.", forms: .function,
    Overload(
      "ViewBackward0", Typed<String>(""), Typed<[Tensor]>("", variadic: true),
      samples: [
        Sample(.text("ij,jk->ik"), .list([[2, 3], [3, 2]])), Sample(.text("ij->ji"), .list([[2, 3]])),
        Sample(.text("ii->i"), .list([[3, 3]])), Sample(.text("i,j->ij"), .list([[2], [3]])),
        Sample(.text("bij,bjk->bik"), .list([[2, 2, 3], [2, 3, 2]])),
        Sample(.text("...ij->...ji"), .list([[2, 2, 3]])),
        Sample(.text("ij,ij->"), .list([[2, 3], [2, 3]])), Sample(.text("i,ij,j->"), .list([[2], [2, 3], [3]])),
      ], run: einsum),
    Overload(
      parameters: [Parameter("", .tensor), Parameter("", .any, starred: true)], gradFn: "ViewBackward0"
    ) { arguments in
      guard case .list(let rest) = arguments[1] else { throw arguments[1].mismatch(.any) }
      let (equation, operands) = try sublists([arguments[0]] + rest)
      return .tensor(try einsum(equation, operands))
    },
    examples: ["torch.einsum('ij,j->i', torch.tensor([[1., 2.], [3., 4.]]), torch.ones(2))"])

  /// `einsum(x, [0, 1], y, [1, 2], [0, 2])`: letters as numbers, after each operand.
  private static func sublists(_ arguments: [Argument]) throws -> (String, [Tensor]) {
    func letters(_ argument: Argument) throws -> String {
      guard case .list(let items) = argument else {
        throw EngineError(.typeError, "'\(argument.typeName)' object is not iterable")
      }
      return try items.map { item -> String in
        if case .text(let text) = item, text == "..." { return text }
        if case .number(.float) = item {
          throw EngineError(.typeError, "'float' object cannot be interpreted as an integer")
        }
        let number = try Int.from(item)
        guard number >= 0, number < 52 else {
          throw EngineError(.valueError, "einsum(): subscript in subscript list is not within the valid range [0, 52)")
        }
        let base: UInt8 = number < 26 ? 65 : 97 - 26
        return String(UnicodeScalar(base + UInt8(number)))
      }.joined()
    }
    var operands: [Tensor] = []
    var parts: [String] = []
    guard arguments.count > 1 else { throw missing }
    var place = 0
    while place + 1 < arguments.count {
      if case .number = arguments[place + 1] { _ = try letters(arguments[place + 1]) }
      guard case .tensor(let operand) = arguments[place] else { break }
      operands.append(operand)
      parts.append(try letters(arguments[place + 1]))
      place += 2
    }
    let output = place < arguments.count ? "->" + (try letters(arguments[place])) : ""
    return (parts.joined(separator: ",") + output, operands)
  }

  private static var missing: EngineError {
    EngineError(
      .valueError,
      "einsum(): must specify the equation string and at least one operand, or at least one operand and its subscripts list"
    )
  }

  public static func einsum(_ equation: String, _ operands: [Tensor]) throws -> Tensor {
    guard !operands.isEmpty else { throw missing }
    let plan = try EinsumEquation(equation, operands)
    // Every operand gets all the letters as its dimensions, in one order: those of the result first.
    var aligned = try operands.enumerated().map { try plan.aligned($1, plan.inputs[$0]) }
    // Letters are summed as soon as no later operand has them.
    let outputCount = plan.output.count
    let total = plan.order.count
    func lastUse(_ d: Int) -> Int { aligned.lastIndex { $0.shape[d] != 1 } ?? 0 }
    var result = aligned.removeFirst()
    let lasts = (0..<total).map { d in
      aligned.lastIndex { $0.shape[d] != 1 }.map { $0 + 1 } ?? 0
    }
    func summed(_ x: Tensor, after step: Int) throws -> Tensor {
      let dims = (outputCount..<total).filter { lasts[$0] == step && x.shape[$0] != 1 }
      return dims.isEmpty ? x : try Sum.along(x, dims, keepdim: true)
    }
    if aligned.isEmpty {
      if outputCount == total { return result }
      return try Sum.along(result, Array(outputCount..<total), keepdim: false)
    }
    result = try summed(result, after: 0)
    for (step, next) in aligned.enumerated() {
      let over = (outputCount..<total).filter {
        lasts[$0] == step + 1 && (result.shape[$0] != 1 || next.shape[$0] != 1)
      }
      result = over.isEmpty ? try Mul.of(result, next) : try sumOfProducts(result, next, over)
    }
    if outputCount < total {
      result = try Shapes.view(ShapeOps.contiguous(result), Array(result.shape[..<outputCount]))
    }
    return result
  }

  /// The product of two tensors of equal rank, summed over dimensions, as a batch of matrix products.
  static func sumOfProducts(_ a: Tensor, _ b: Tensor, _ over: [Int]) throws -> Tensor {
    var left = a
    var right = b
    var summed: [Int] = []
    for d in over {
      if a.shape[d] != 1, b.shape[d] != 1 {
        summed.append(d)
      } else if a.shape[d] != 1 {
        left = try Sum.along(left, [d], keepdim: true)
      } else {
        right = try Sum.along(right, [d], keepdim: true)
      }
    }
    if summed.isEmpty { return try Mul.of(left, right) }
    var batch: [Int] = []
    var onlyA: [Int] = []
    var onlyB: [Int] = []
    for d in 0..<a.rank where !summed.contains(d) {
      if left.shape[d] != 1, right.shape[d] != 1 {
        batch.append(d)
      } else if left.shape[d] != 1 {
        onlyA.append(d)
      } else {
        onlyB.append(d)
      }
    }
    func size(_ x: Tensor, _ dims: [Int]) -> Int { dims.reduce(1) { $0 * x.shape[$1] } }
    let p = try Shapes.reshape(
      Shapes.permute(left, batch + onlyA + summed + onlyB), [size(left, batch), size(left, onlyA), size(left, summed)])
    let q = try Shapes.reshape(
      Shapes.permute(right, batch + summed + onlyB + onlyA),
      [size(right, batch), size(right, summed), size(right, onlyB)])
    let product = try Products.bmm(p, q)
    let order = batch + onlyA + onlyB + summed
    let sizes = (batch + onlyA).map { left.shape[$0] } + onlyB.map { right.shape[$0] } + summed.map { _ in 1 }
    var back = [Int](repeating: 0, count: order.count)
    for (i, d) in order.enumerated() { back[d] = i }
    return try Shapes.permute(Shapes.view(product, sizes), back)
  }
}

/// An einsum equation, taken apart and checked against its operands.
struct EinsumEquation {
  /// The letters of each operand's dimensions; dimensions under an ellipsis are digits counted from the right.
  let inputs: [[Character]]
  let output: [Character]
  /// All letters, those of the result first.
  let order: [Character]

  init(_ equation: String, _ operands: [Tensor]) throws {
    var sides: [[Character]] = [[]]
    var parts: [[Character]] = []
    var hasArrow = false
    let text = Array(equation)
    var at = 0
    var current: [Character] = []
    while at < text.count {
      let c = text[at]
      switch c {
      case " ": break
      case ",":
        guard !hasArrow else {
          throw EngineError.runtime(
            "einsum(): invalid subscript given at index \(at) in the equation string, subscripts must be in [a-zA-Z]")
        }
        parts.append(current)
        current = []
      case "-":
        guard at + 1 < text.count, text[at + 1] == ">", !hasArrow else {
          throw EngineError.runtime("einsum(): found '-' not part of any '->' operator")
        }
        parts.append(current)
        current = []
        hasArrow = true
        at += 1
      case ".":
        guard at + 2 < text.count, text[at + 1] == ".", text[at + 2] == "." else {
          throw EngineError.runtime("einsum(): found '.' for operand \(parts.count) that is not part of any ellipsis")
        }
        guard !current.contains("…") else {
          throw EngineError.runtime(
            "einsum(): found '.' for operand \(parts.count) for which an ellipsis was already found")
        }
        current.append("…")
        at += 2
      case "a"..."z", "A"..."Z": current.append(c)
      default:
        throw EngineError.runtime(
          "einsum(): invalid subscript given at index \(at) in the equation string, subscripts must be in [a-zA-Z]")
      }
      at += 1
    }
    sides[0] = current
    if !hasArrow { parts.append(current) }
    guard parts.count == operands.count else {
      throw EngineError.runtime(
        parts.count < operands.count
          ? "einsum(): more operands were provided than specified in the equation"
          : "einsum(): fewer operands were provided than specified in the equation")
    }

    var sizes: [Character: Int] = [:]
    var inputs: [[Character]] = []
    var wildest = 0
    for (index, part) in parts.enumerated() {
      let operand = operands[index]
      let named = part.filter { $0 != "…" }.count
      let hasEllipsis = part.contains("…")
      guard hasEllipsis ? named <= operand.rank : named == operand.rank else {
        throw EngineError.runtime(
          "einsum(): the number of subscripts in the equation (\(named)) "
            + (hasEllipsis
              ? "is more than the number of dimensions (\(operand.rank)) for operand \(index)"
              : "does not match the number of dimensions (\(operand.rank)) for operand \(index) and no ellipsis was given")
        )
      }
      let wild = operand.rank - named
      wildest = max(wildest, wild)
      var letters: [Character] = []
      for c in part { if c == "…" { letters += EinsumEquation.wild(wild) } else { letters.append(c) } }
      for (d, letter) in letters.enumerated() {
        let size = operand.shape[d]
        if let known = sizes[letter], known != 1, size != 1, known != size {
          throw EngineError.runtime(
            "einsum(): subscript \(letter) has size \(size) for operand \(index) which does not broadcast with previously "
              + "seen size \(known)")
        }
        sizes[letter] = max(sizes[letter] ?? 1, size == 0 ? 0 : size)
        if size == 0 { sizes[letter] = 0 }
      }
      inputs.append(letters)
    }
    self.inputs = inputs

    var output: [Character] = []
    if hasArrow {
      for c in current {
        if c == "…" {
          output += EinsumEquation.wild(wildest)
          continue
        }
        guard !output.contains(c) else {
          throw EngineError.runtime("einsum(): output subscript \(c) appears more than once in the output")
        }
        guard sizes[c] != nil else {
          throw EngineError.runtime(
            "einsum(): output subscript \(c) does not appear in the equation for any input operand")
        }
        output.append(c)
      }
    } else {
      var seen: [Character: Int] = [:]
      for part in parts { for c in part where c != "…" { seen[c, default: 0] += 1 } }
      output = EinsumEquation.wild(wildest) + seen.keys.filter { seen[$0] == 1 }.sorted()
    }
    self.output = output
    order = output + sizes.keys.filter { !output.contains($0) }.sorted()
  }

  private static func wild(_ count: Int) -> [Character] {
    (0..<count).reversed().map { Character(UnicodeScalar(UInt8(0x30 + min($0, 9)))) }
  }

  /// An operand with all letters as dimensions, of size 1 where it has none. A letter that it has twice is a diagonal.
  func aligned(_ operand: Tensor, _ letters: [Character]) throws -> Tensor {
    var x = operand
    var names = letters
    for letter in Set(letters) {
      while let first = names.firstIndex(of: letter), let last = names.lastIndex(of: letter), first != last {
        guard x.shape[first] == x.shape[last] else {
          throw EngineError.runtime(
            "einsum(): subscript \(letter) is repeated for operand but the sizes don't match, \(x.shape[last]) != \(x.shape[first])"
          )
        }
        x = try Shapes.diagonal(x, 0, first, last)
        names.remove(at: last)
        names.remove(at: first)
        names.append(letter)
      }
    }
    let missing = order.filter { !names.contains($0) }
    for _ in missing { x = try Shapes.unsqueeze(x, x.rank) }
    let all = names + missing
    return try Shapes.permute(x, order.map { all.firstIndex(of: $0) ?? 0 })
  }
}
