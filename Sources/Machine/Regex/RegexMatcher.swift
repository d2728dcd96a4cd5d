/// Runs a pattern on a text: backtracking with a stack of its own, so that no text can use up the machine's.
struct RegexMatcher {
  private let program: RegexProgram
  private let text: [UInt32]
  /// Where the text ends for the pattern.
  private let end: Int
  private var slots: [Int]
  private var counters: [Int]
  private var stack: [Entry] = []
  private var steps = 0

  /// What to go back to, or what to put back on the way there.
  private enum Entry {
    case choice(pc: Int, at: Int)
    case slot(Int, Int)
    case counter(Int, Int)
    /// Greedy repetition of one character: may give back down to `least`.
    case fewer(pc: Int, from: Int, least: Int)
    /// Lazy repetition of one character: may take more.
    case more(pc: Int, single: Int, at: Int, left: Int)
  }

  private static let stepsUnasked = 1 << 16
  private static let highestStack = 1 << 25

  init(_ program: RegexProgram, _ text: [UInt32], end: Int) {
    self.program = program
    self.text = text
    self.end = end
    slots = Array(repeating: -1, count: 2 * (program.groups + 1))
    counters = Array(repeating: -1, count: program.counters)
  }

  /// The places of all groups when the pattern matches at `start`; with `toEnd` only what reaches the end counts.
  ///
  /// - Parameter mustAdvance: Whether an empty match does not count.
  mutating func match(at start: Int, toEnd: Bool = false, mustAdvance: Bool = false) throws -> [Int]? {
    for slot in slots.indices { slots[slot] = -1 }
    stack.removeAll(keepingCapacity: true)
    guard let stop = try run(0, start, toEnd: toEnd, forbiddenStop: mustAdvance ? start : -1) else { return nil }
    slots[0] = start
    slots[1] = stop
    return slots
  }

  private mutating func push(_ entry: Entry) throws {
    if stack.count >= RegexMatcher.highestStack { throw PythonError(.memoryError) }
    stack.append(entry)
  }

  private mutating func set(slot: Int, _ value: Int) throws {
    try push(.slot(slot, slots[slot]))
    slots[slot] = value
  }

  private mutating func set(counter: Int, _ value: Int) throws {
    try push(.counter(counter, counters[counter]))
    counters[counter] = value
  }

  private mutating func count() throws {
    steps += 1
    if steps % RegexMatcher.stepsUnasked == 0 { try Machine.current.checkInterrupt() }
  }

  private func fits(_ instruction: RegexProgram.Instruction, _ at: Int) -> Bool {
    guard at < end else { return false }
    let scalar = text[at]
    switch instruction {
    case .character(let wanted): return scalar == wanted
    case .characterIgnoringCase(let wanted, let flags): return RegexCase.lowered(scalar, flags) == wanted
    case .any: return true
    case .anyButNewline: return scalar != 0x0A
    case .set(let set): return program.sets[set].contains(scalar)
    default: return false
    }
  }

  /// Where the match ends, or nil. Entries above the present height of the stack are this run's own.
  private mutating func run(_ pc: Int, _ at: Int, toEnd: Bool = false, forbiddenStop: Int = -1) throws -> Int? {
    let floor = stack.count
    var pc = pc
    var at = at
    while true {
      try count()
      var failed = false
      switch program.instructions[pc] {
      case .character, .characterIgnoringCase, .any, .anyButNewline, .set:
        if fits(program.instructions[pc], at) {
          at += 1
          pc += 1
        } else {
          failed = true
        }
      case .split(let first, let second):
        try push(.choice(pc: second, at: at))
        pc = first
      case .jump(let target): pc = target
      case .save(let slot):
        try set(slot: slot, at)
        pc += 1
      case .assertion(let assertion):
        if holds(assertion, at) { pc += 1 } else { failed = true }
      case .backReference(let group, let flags):
        if let length = matchBack(group, flags, at) {
          at += length
          pc += 1
        } else {
          failed = true
        }
      case .look(let after, let isNegative, let back):
        let height = stack.count
        var found = false
        if at - back >= 0 { found = try Machine.current.nested("", { try run(pc + 1, at - back) }) != nil }
        if isNegative || !found { undo(to: height) } else { keepUndoing(above: height) }
        if found != isNegative { pc = after } else { failed = true }
      case .atomic(let after):
        let height = stack.count
        if let stop = try Machine.current.nested("", { try run(pc + 1, at) }) {
          keepUndoing(above: height)
          at = stop
          pc = after
        } else {
          failed = true
        }
      case .conditional(let group, let otherwise):
        pc = slots[2 * group] >= 0 && slots[2 * group + 1] >= 0 ? pc + 1 : otherwise
      case .many(let single, let least, let most, let kind):
        if let next = try repeatSingle(single, least, most, kind, pc, at) {
          at = next
          pc += 1
        } else {
          failed = true
        }
      case .setCounter(let counter, let value):
        try set(counter: counter, value - 1)
        try set(counter: counter + 1, -1)
        pc += 1
      case .loop(let counter, let body, let least, let most, let isLazy):
        let rounds = counters[counter] + 1
        let wasEmpty = counters[counter + 1] == at && rounds > least
        let mayGoOn = rounds < most && !wasEmpty
        if rounds < least {
          try set(counter: counter, rounds)
          try set(counter: counter + 1, at)
          pc = body
        } else if !mayGoOn {
          pc += 1
        } else if isLazy {
          // Going on later begins with these values, which going back restores only up to here.
          try push(.choice(pc: pc, at: -at - 1))
          pc += 1
        } else {
          try push(.choice(pc: pc + 1, at: at))
          try set(counter: counter, rounds)
          try set(counter: counter + 1, at)
          pc = body
        }
      case .accept:
        let isLast = pc == program.instructions.count - 1
        if isLast, (toEnd && at != end) || at == forbiddenStop { failed = true } else { return at }
      }
      if failed {
        guard let (nextPC, nextAt) = try goBack(to: floor) else { return nil }
        pc = nextPC
        at = nextAt
      }
    }
  }

  private mutating func repeatSingle(
    _ single: Int, _ least: Int, _ most: Int, _ kind: RegexNode.RepetitionKind, _ pc: Int, _ start: Int
  ) throws -> Int? {
    let instruction = program.singles[single]
    let wanted = kind == .lazy ? least : most
    var at = start
    let limit = wanted > end - start ? end : start + wanted
    while at < limit, fits(instruction, at) {
      at += 1
      if at % RegexMatcher.stepsUnasked == 0 { try Machine.current.checkInterrupt() }
    }
    let taken = at - start
    if taken < least { return nil }
    switch kind {
    case .greedy: if taken > least { try push(.fewer(pc: pc + 1, from: at, least: start + least)) }
    case .lazy: if taken < most { try push(.more(pc: pc + 1, single: single, at: at, left: most - taken)) }
    case .possessive: break
    }
    return at
  }

  /// The nearest place left to try, with everything as it was there.
  private mutating func goBack(to floor: Int) throws -> (Int, Int)? {
    while stack.count > floor {
      switch stack.removeLast() {
      case .slot(let slot, let value): slots[slot] = value
      case .counter(let counter, let value): counters[counter] = value
      case .choice(let pc, let at):
        if at >= 0 { return (pc, at) }
        // A lazy loop takes another round.
        guard case .loop(let counter, let body, _, _, _) = program.instructions[pc] else { continue }
        let place = -at - 1
        try set(counter: counter, counters[counter] + 1)
        try set(counter: counter + 1, place)
        return (body, place)
      case .fewer(let pc, let from, let least):
        let at = from - 1
        if at > least { stack.append(.fewer(pc: pc, from: at, least: least)) }
        return (pc, at)
      case .more(let pc, let single, let at, let left):
        guard fits(program.singles[single], at) else { continue }
        if left > 1 { stack.append(.more(pc: pc, single: single, at: at + 1, left: left - 1)) }
        return (pc, at + 1)
      }
    }
    return nil
  }

  /// Puts back everything that was changed above a height.
  private mutating func undo(to height: Int) {
    while stack.count > height {
      switch stack.removeLast() {
      case .slot(let slot, let value): slots[slot] = value
      case .counter(let counter, let value): counters[counter] = value
      case .choice, .fewer, .more: break
      }
    }
  }

  /// Forgets the places to go back to above a height, but not what to put back when the whole is given up.
  private mutating func keepUndoing(above height: Int) {
    var kept = height
    for at in height..<stack.count {
      switch stack[at] {
      case .slot, .counter:
        stack[kept] = stack[at]
        kept += 1
      case .choice, .fewer, .more: break
      }
    }
    stack.removeLast(stack.count - kept)
  }

  private func isWord(_ at: Int, _ isASCII: Bool) -> Bool {
    at >= 0 && at < end && RegexSet.contains(.word, text[at], isASCII: isASCII)
  }

  private func holds(_ assertion: RegexNode.Assertion, _ at: Int) -> Bool {
    switch assertion {
    case .textStart: at == 0
    case .textEnd: at == end
    case .lineStart: at == 0 || text[at - 1] == 0x0A
    case .lineEnd: at == end || text[at] == 0x0A
    case .textEndOrLastNewline: at == end || (at == end - 1 && text[at] == 0x0A)
    case .wordBoundary(let isASCII): isWord(at - 1, isASCII) != isWord(at, isASCII)
    case .notWordBoundary(let isASCII): end > 0 && isWord(at - 1, isASCII) == isWord(at, isASCII)
    }
  }

  private func matchBack(_ group: Int, _ flags: RegexFlags, _ at: Int) -> Int? {
    let (start, stop) = (slots[2 * group], slots[2 * group + 1])
    guard start >= 0, stop >= start, at + stop - start <= end else { return nil }
    for offset in 0..<(stop - start) {
      let (a, b) = (text[start + offset], text[at + offset])
      if a == b { continue }
      guard flags.contains(.ignoreCase), RegexCase.lowered(a, flags) == RegexCase.lowered(b, flags) else { return nil }
    }
    return stop - start
  }
}
