extension Vi {
  // MARK: Operators

  /// Has an operator wait for what it is to work on; the same one once more works on rows.
  mutating func begin(_ next: ViKey.Operation, _ draft: inout Draft) -> Outcome? {
    guard let operation else {
      operation = next
      operationCount = count
      count = nil
      return nil
    }
    guard operation == next else { return .impossible }
    var last = draft.rowEnd(at: draft.cursor)
    for _ in 1..<max(1, counted) where last < draft.scalars.count { last = draft.rowEnd(at: last + 1) }
    return apply(operation, toRows: draft.rowStart(at: draft.cursor)..<last, &draft)
  }

  mutating func apply(_ operation: ViKey.Operation, to range: Range<Int>, _ draft: inout Draft) -> Outcome {
    switch operation {
    case .indent, .dedent:
      let last = max(range.lowerBound, range.upperBound - 1)
      return apply(operation, toRows: draft.rows(of: range.lowerBound...last), &draft)
    case .yank:
      register = Register(text: draft.text(range))
      draft.move(to: range.lowerBound)
      return .done
    case .delete, .change:
      register = Register(text: draft.text(range))
      draft.cut(range)
      if operation == .change { return .insert }
      draft = Vi.settled(draft)
      return .done
    }
  }

  /// - Parameter rows: Whole rows, without the newline of the last.
  mutating func apply(_ operation: ViKey.Operation, toRows rows: Range<Int>, _ draft: inout Draft) -> Outcome {
    switch operation {
    case .yank:
      register = Register(text: draft.text(rows), isRows: true)
      if draft.cursor >= draft.rowEnd(at: rows.lowerBound) + 1 { draft.move(to: draft.textStart(at: rows.lowerBound)) }
    case .delete:
      register = Register(text: draft.text(rows), isRows: true)
      draft.cutRows(rows)
    case .change:
      register = Register(text: draft.text(rows), isRows: true)
      // The rows go, their indentation stays.
      draft.cut(min(draft.textStart(at: rows.lowerBound), rows.upperBound)..<rows.upperBound)
      return .insert
    case .indent, .dedent:
      var starts = [rows.lowerBound]
      for place in rows where draft.scalars[place] == "\n" { starts.append(place + 1) }
      for start in starts.reversed() { draft.shiftRow(at: start, out: operation == .dedent) }
      draft.move(to: draft.textStart(at: rows.lowerBound))
      draft = Vi.settled(draft)
    }
    return .done
  }

  // MARK: Changes

  mutating func change(_ edit: ViKey.Edit, _ draft: inout Draft) -> Outcome {
    let row = draft.rowStart(at: draft.cursor)..<draft.rowEnd(at: draft.cursor)
    switch edit {
    case .delete:
      var end = draft.cursor
      for _ in 0..<counted where end < row.upperBound { end = draft.characterAfter(end) }
      return cut(draft.cursor..<end, &draft)
    case .deleteBack:
      var start = draft.cursor
      for _ in 0..<counted where start > row.lowerBound { start = draft.characterBefore(start) }
      return cut(start..<draft.cursor, &draft)
    case .deleteToEnd: return cut(draft.cursor..<row.upperBound, &draft)
    case .yankRow:
      operation = .yank
      return begin(.yank, &draft) ?? .done
    case .toggleCase:
      guard draft.cursor < row.upperBound else { return .impossible }
      for _ in 0..<counted where draft.cursor < draft.rowEnd(at: draft.cursor) {
        let place = draft.cursor
        let old = draft.text(place..<draft.characterAfter(place))
        let upper = old.uppercased()
        draft.replace(place..<draft.characterAfter(place), with: old == upper ? old.lowercased() : upper)
      }
      draft = Vi.settled(draft)
    case .join:
      guard row.upperBound < draft.scalars.count else { return .impossible }
      for _ in 0..<max(1, counted - 1) { draft.joinRow() }
      draft = Vi.settled(draft)
    case .paste(let after): return paste(after: after, &draft)
    }
    return .done
  }

  private mutating func cut(_ range: Range<Int>, _ draft: inout Draft) -> Outcome {
    guard !range.isEmpty else { return .impossible }
    return apply(.delete, to: range, &draft)
  }

  private func paste(after: Bool, _ draft: inout Draft) -> Outcome {
    guard !register.text.isEmpty || register.isRows else { return .impossible }
    let copies = min(counted, max(1, 1_000_000 / max(1, register.text.utf8.count)))
    if register.isRows {
      let rows = Array(repeating: register.text, count: copies).joined(separator: "\n")
      let place = after ? draft.rowEnd(at: draft.cursor) : draft.rowStart(at: draft.cursor)
      draft.replace(place..<place, with: after ? "\n" + rows : rows + "\n")
      draft.move(to: draft.textStart(at: after ? place + 1 : place))
    } else {
      let isEmptyRow = draft.rowStart(at: draft.cursor) == draft.rowEnd(at: draft.cursor)
      if after, !isEmptyRow { draft.move(to: draft.characterAfter(draft.cursor)) }
      draft.insert(String(repeating: register.text, count: copies))
      draft.move(to: draft.characterBefore(draft.cursor))
    }
    draft = Vi.settled(draft)
    return .done
  }

  mutating func replace(with key: Unicode.Scalar, _ draft: inout Draft) -> Outcome {
    let end = draft.rowEnd(at: draft.cursor)
    let isNewline = key == "\r" || key == "\n"
    var place = draft.cursor
    for _ in 0..<counted {
      guard place < end else { return .impossible }
      place = draft.characterAfter(place)
    }
    guard isNewline || key.value >= 32 && key != "\u{7F}" else { return .impossible }
    let text = isNewline ? "\n" : String(repeating: String(key), count: counted)
    draft.replace(draft.cursor..<place, with: text)
    if !isNewline { draft.move(to: draft.characterBefore(draft.cursor)) }
    return .done
  }

  // MARK: Insertions

  /// Goes to where text is to be typed, and makes room for it.
  mutating func begin(_ insertion: ViKey.Insertion, _ draft: inout Draft, indent: (String) -> Int) {
    let row = draft.rowStart(at: draft.cursor)..<draft.rowEnd(at: draft.cursor)
    switch insertion {
    case .here: break
    case .over: isOver = true
    case .after: draft.move(to: min(row.upperBound, draft.characterAfter(draft.cursor)))
    case .textStart: draft.move(to: draft.textStart(at: draft.cursor))
    case .rowEnd: draft.move(to: row.upperBound)
    case .rowBelow:
      draft.move(to: row.upperBound)
      draft.insert("\n" + String(repeating: " ", count: indent(draft.text(0..<row.upperBound))))
    case .rowAbove:
      let blanks = String(repeating: " ", count: draft.textStart(at: row.lowerBound) - row.lowerBound)
      draft.replace(row.lowerBound..<row.lowerBound, with: blanks + "\n")
      draft.move(to: row.lowerBound + blanks.count)
    case .changeToEnd: _ = apply(.change, to: draft.cursor..<row.upperBound, &draft)
    case .changeRow:
      operation = .change
      _ = begin(.change, &draft)
    case .changeCharacter:
      var end = draft.cursor
      for _ in 0..<counted where end < row.upperBound { end = draft.characterAfter(end) }
      _ = apply(.change, to: draft.cursor..<end, &draft)
      count = nil
    }
    // A count before these says what is changed, not how often to write.
    if [.changeToEnd, .changeRow, .rowBelow, .rowAbove, .over].contains(insertion) { count = nil }
  }
}
