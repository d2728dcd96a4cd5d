/// A pattern made ready to run: instructions with places to go back to.
struct RegexProgram {
  enum Instruction {
    case character(UInt32)
    /// Compared in small letters.
    case characterIgnoringCase(UInt32, RegexFlags)
    case any
    case anyButNewline
    case set(Int)
    case split(first: Int, second: Int)
    case jump(Int)
    case save(Int)
    case assertion(RegexNode.Assertion)
    case backReference(Int, RegexFlags)
    /// The rest of the instructions up to `end` are a pattern of their own, which ends with `accept`.
    case look(end: Int, isNegative: Bool, back: Int)
    case atomic(end: Int)
    case conditional(group: Int, otherwise: Int)
    /// A single character, many times: by far the most frequent loop.
    case many(Int, least: Int, most: Int, RegexNode.RepetitionKind)
    case setCounter(Int, Int)
    /// Another round when the counter allows it and the last one was not empty.
    case loop(counter: Int, body: Int, least: Int, most: Int, isLazy: Bool)
    case accept
  }

  private(set) var instructions: [Instruction] = []
  private(set) var sets: [RegexSet] = []
  /// What `many` repeats.
  private(set) var singles: [Instruction] = []
  private(set) var counters = 0
  let groups: Int

  /// Programs are refused beyond this: a repetition of repetitions can ask for any size.
  private static let longest = 1 << 20

  init(_ tree: RegexNode, groups: Int) throws(RegexFault) {
    self.groups = groups
    try add(tree)
    instructions.append(.accept)
  }

  private mutating func emit(_ instruction: Instruction) throws(RegexFault) -> Int {
    if instructions.count >= RegexProgram.longest {
      throw RegexFault(message: "regular expression too large", position: 0)
    }
    instructions.append(instruction)
    return instructions.count - 1
  }

  /// The instruction that matches exactly one character, if the node is that.
  private mutating func single(_ node: RegexNode) -> Instruction? {
    switch node {
    case .character(let scalar, let flags):
      guard flags.contains(.ignoreCase) else { return .character(scalar) }
      return .characterIgnoringCase(RegexCase.lowered(scalar, flags), flags)
    case .any(let includingNewline): return includingNewline ? .any : .anyButNewline
    case .set(let set):
      sets.append(set)
      return .set(sets.count - 1)
    default: return nil
    }
  }

  private mutating func add(_ node: RegexNode) throws(RegexFault) {
    if let single = single(node) {
      _ = try emit(single)
      return
    }
    switch node {
    case .empty, .character, .any, .set: break
    case .sequence(let parts): for part in parts { try add(part) }
    case .choice(let parts):
      var ends: [Int] = []
      for (at, part) in parts.enumerated() {
        if at == parts.count - 1 {
          try add(part)
          break
        }
        let split = try emit(.accept)
        try add(part)
        ends.append(try emit(.accept))
        instructions[split] = .split(first: split + 1, second: instructions.count)
      }
      for end in ends { instructions[end] = .jump(instructions.count) }
    case .group(let number, let body):
      _ = try emit(.save(2 * number))
      try add(body)
      _ = try emit(.save(2 * number + 1))
    case .assertion(let assertion): _ = try emit(.assertion(assertion))
    case .backReference(let group, let flags): _ = try emit(.backReference(group, flags))
    case .look(let body, let isAhead, let isNegative):
      let place = try emit(.accept)
      try add(body)
      _ = try emit(.accept)
      instructions[place] = .look(
        end: instructions.count, isNegative: isNegative, back: isAhead ? 0 : body.width.least)
    case .atomic(let body):
      let place = try emit(.accept)
      try add(body)
      _ = try emit(.accept)
      instructions[place] = .atomic(end: instructions.count)
    case .conditional(let group, let yes, let no):
      let place = try emit(.accept)
      try add(yes)
      let end = try emit(.accept)
      instructions[place] = .conditional(group: group, otherwise: instructions.count)
      try add(no)
      instructions[end] = .jump(instructions.count)
    case .repetition(let body, let least, let most, let kind): try addRepetition(body, least, most, kind)
    }
  }

  private mutating func addRepetition(
    _ body: RegexNode, _ least: Int, _ most: Int, _ kind: RegexNode.RepetitionKind
  ) throws(RegexFault) {
    if let single = single(body) {
      singles.append(single)
      _ = try emit(.many(singles.count - 1, least: least, most: most, kind))
      return
    }
    if kind == .possessive {
      return try add(.atomic(.repetition(body, least: least, most: most, kind: .greedy)))
    }
    if most == 0 { return }
    let isLazy = kind == .lazy
    if least == 0, most == 1 {
      let split = try emit(.accept)
      try add(body)
      let end = instructions.count
      instructions[split] = isLazy ? .split(first: end, second: split + 1) : .split(first: split + 1, second: end)
      return
    }
    // Two places for each loop: the rounds done and where the last one began.
    let counter = counters
    counters += 2
    _ = try emit(.setCounter(counter, 0))
    let entry = try emit(.accept)
    let start = instructions.count
    try add(body)
    instructions[entry] = .jump(instructions.count)
    _ = try emit(.loop(counter: counter, body: start, least: least, most: most, isLazy: isLazy))
  }
}
