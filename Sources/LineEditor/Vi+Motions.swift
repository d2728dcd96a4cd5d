extension Vi {
  /// What a motion goes over, for an operator.
  enum Reach {
    /// Up to the place it leads to.
    case exclusive
    /// And the character there.
    case inclusive
    case rows
  }

  /// Moves the cursor, or has the operator work on what a motion goes over.
  mutating func move(_ motion: ViKey.Motion, _ draft: inout Draft) -> Outcome {
    if motion == .up || motion == .down { return moveRows(motion == .up ? -1 : 1, &draft) }
    guard let (place, reach) = target(of: motion, in: draft) else { return .impossible }
    return go(to: place, reach, &draft)
  }

  private mutating func go(to place: Int, _ reach: Reach, _ draft: inout Draft) -> Outcome {
    guard let operation else {
      let settled = Vi.settled(Draft(scalars: draft.scalars, cursor: place))
      defer { draft = settled }
      return settled == draft ? .impossible : .done
    }
    let (first, last) = (min(place, draft.cursor), max(place, draft.cursor))
    switch reach {
    case .exclusive: return apply(operation, to: first..<last, &draft)
    case .inclusive: return apply(operation, to: first..<draft.characterAfter(last), &draft)
    case .rows: return apply(operation, toRows: draft.rows(of: first...last), &draft)
    }
  }

  private mutating func moveRows(_ direction: Int, _ draft: inout Draft) -> Outcome {
    var moved = draft
    var steps = 0
    while steps < counted, direction < 0 ? !moved.isOnFirstRow : !moved.isOnLastRow {
      moved.moveRow(direction)
      steps += 1
    }
    if operation != nil { return steps < counted ? .impossible : go(to: moved.cursor, .rows, &draft) }
    draft = Vi.settled(moved)
    return steps == 0 ? .history(older: direction < 0) : .done
  }

  private mutating func target(of motion: ViKey.Motion, in draft: Draft) -> (Int, Reach)? {
    let here = draft.cursor
    let row = draft.rowStart(at: here)..<draft.rowEnd(at: here)
    func repeated(_ step: (Int) -> Int) -> Int {
      var place = here
      for _ in 0..<counted {
        let next = step(place)
        if next == place { break }
        place = next
      }
      return place
    }
    switch motion {
    case .left: return (repeated { max(row.lowerBound, draft.characterBefore($0)) }, .exclusive)
    case .right: return (repeated { $0 < row.upperBound ? draft.characterAfter($0) : $0 }, .exclusive)
    case .up, .down: return nil
    case .rowStart: return (row.lowerBound, .exclusive)
    case .textStart: return (draft.textStart(at: here), .exclusive)
    case .rowEnd: return (draft.rowEnd(at: draft.rowsBelow(counted - 1)), .exclusive)
    case .column: return (min(row.lowerBound + counted - 1, row.upperBound), .exclusive)
    case .word(let big):
      if operation == .change, here < row.upperBound, !draft.scalars[here].properties.isWhitespace {
        // What is changed is the word, without the blanks behind it.
        var place = here - 1
        for _ in 0..<counted { place = draft.wordEnd(after: place, big: big) }
        return (place, .inclusive)
      }
      let place = repeated { draft.wordStart(after: $0, big: big) }
      // What is deleted ends with its row, unless more than one was asked for.
      let isOneWord = operation != nil && counted == 1 && place > row.upperBound
      return (isOneWord ? row.upperBound : place, .exclusive)
    case .wordBack(let big): return (repeated { draft.wordStart(before: $0, big: big) }, .exclusive)
    case .wordEnd(let big): return (repeated { draft.wordEnd(after: $0, big: big) }, .inclusive)
    case .mate: return draft.mate(at: here).map { ($0, .inclusive) }
    case .again(let reversed):
      guard var find = lastFind else { return nil }
      if reversed { find.isAhead.toggle() }
      return place(of: find, in: draft, isAgain: true)
    case .lastRow:
      let isCounted = count != nil || operationCount != nil
      let last = draft.rowStart(at: draft.scalars.count)
      return (draft.textStart(at: isCounted ? draft.rowsBelow(counted - 1, from: 0) : last), .rows)
    }
  }

  private func place(of find: Find, in draft: Draft, isAgain: Bool) -> (Int, Reach)? {
    let row = draft.rowStart(at: draft.cursor)..<draft.rowEnd(at: draft.cursor)
    let step = find.isAhead ? 1 : -1
    var place = draft.cursor
    // Before a character that was found, it is not found again.
    if find.isTill, isAgain, row.contains(place + step), draft.scalars[place + step] == find.scalar { place += step }
    for _ in 0..<counted {
      place += step
      while row.contains(place), draft.scalars[place] != find.scalar { place += step }
      guard row.contains(place) else { return nil }
    }
    return (find.isTill ? place - step : place, find.isAhead ? .inclusive : .exclusive)
  }

  /// The key behind `f`, `r`, `g`, or behind an operator with `i` or `a`.
  mutating func finish(_ prefix: ViKey.Prefix, with key: Unicode.Scalar, _ draft: inout Draft) -> Outcome {
    if key == "\u{1B}" { return .done }
    switch prefix {
    case .find(let isAhead, let isTill):
      let find = Find(scalar: key, isAhead: isAhead, isTill: isTill)
      lastFind = find
      guard let (place, reach) = place(of: find, in: draft, isAgain: false) else { return .impossible }
      return go(to: place, reach, &draft)
    case .first:
      guard key == "g" else { return .impossible }
      return go(to: draft.textStart(at: draft.rowsBelow(counted - 1, from: 0)), .rows, &draft)
    case .replace: return replace(with: key, &draft)
    case .object(let around):
      let found =
        key == "w" || key == "W"
        ? draft.word(at: draft.cursor, big: key == "W", around: around)
        : draft.enclosed(at: draft.cursor, by: key, around: around)
      guard let operation, let found else { return .impossible }
      return apply(operation, to: found, &draft)
    }
  }
}

extension Draft {
  /// The start of the row so many below the one of `place`, or of the last.
  fileprivate func rowsBelow(_ count: Int, from place: Int? = nil) -> Int {
    var start = rowStart(at: place ?? cursor)
    for _ in 0..<max(0, count) {
      let end = rowEnd(at: start)
      guard end < scalars.count else { break }
      start = end + 1
    }
    return start
  }
}
