/// vi's command mode: what keys do to a draft of rows, free of any terminal.
///
/// libedit's own has a buffer of one line, where `dd` takes a whole cell. Of libedit's there remain the two modes, and
/// what `~/.editrc` binds keys to.
struct Vi {
  /// What is left to do for whoever owns the history and the keyboard's mode.
  enum Outcome: Equatable {
    case done
    case impossible
    /// From now on keys are text.
    case insert
    case history(older: Bool)
    case search
    case searchAgain(older: Bool)
    /// The cell is entered as it stands.
    case enter
    case run
    case undo(all: Bool)
    case again
  }

  /// What was deleted or copied last.
  struct Register {
    var text = ""
    var isRows = false
  }

  struct Find {
    let scalar: Unicode.Scalar
    var isAhead: Bool
    let isTill: Bool
  }

  private struct Insertion {
    let before: Draft
    let start: Draft
    let count: Int
  }

  /// Whether keys are commands, as far as its own keys have told.
  private(set) var isCommanding = false
  /// Whether what is typed goes over what is there.
  var isOver = false
  var operation: ViKey.Operation?
  var count: Int?
  var operationCount: Int?
  var register = Register()
  var lastFind: Find?
  private var prefix: ViKey.Prefix?
  private var keys: [Unicode.Scalar] = []
  private var lastChange: (keys: [Unicode.Scalar], text: String)?
  private var insertion: Insertion?
  private var past: [Draft] = []

  /// Begins a cell, in insert mode; what was copied and what can be done again stay.
  mutating func begin(_ draft: Draft) {
    isCommanding = false
    isOver = false
    past = []
    insertion = Insertion(before: draft, start: draft, count: 1)
    forget()
  }

  /// Another cell has come in the place of the one that was changed.
  mutating func beginAnew() { past = [] }

  /// Goes on in insert mode without a command that would be done again.
  mutating func resume(_ draft: Draft) {
    isCommanding = false
    insertion = Insertion(before: draft, start: draft, count: 1)
  }

  /// Whether the next key belongs to the one before, whatever it is bound to.
  var awaitsKey: Bool { prefix != nil }

  /// Gives up a command that is not whole.
  mutating func forget() {
    prefix = nil
    operation = nil
    count = nil
    operationCount = nil
    keys = []
  }

  /// How often, with the counts before an operator and before its motion.
  var counted: Int { min((count ?? 1) * (operationCount ?? 1), Vi.mostCopies) }

  private static let mostCopies = 99_999

  /// The cursor stands on a character, where there is one.
  static func settled(_ draft: Draft) -> Draft {
    var draft = draft
    draft.move(to: draft.lastPlace(at: draft.cursor))
    return draft
  }

  // MARK: Insert mode

  /// Escape: what was typed is one change, and the cursor goes onto its last character.
  mutating func leaveInsert(_ draft: Draft) -> Draft {
    var draft = draft
    isCommanding = true
    isOver = false
    if let insertion {
      let typed = Vi.typed(in: draft, since: insertion.start)
      if insertion.count > 1, !typed.isEmpty {
        draft.insert(String(repeating: typed, count: min(insertion.count - 1, Vi.mostCopies / typed.utf8.count)))
      }
      if draft.scalars != insertion.before.scalars { past.append(insertion.before) }
      if !keys.isEmpty { lastChange = (keys, typed) }
    }
    insertion = nil
    forget()
    if draft.cursor > draft.rowStart(at: draft.cursor) { draft.move(to: draft.characterBefore(draft.cursor)) }
    return draft
  }

  private static func typed(in draft: Draft, since start: Draft) -> String {
    let tail = start.scalars.count - start.cursor
    guard draft.scalars.count >= start.scalars.count, draft.scalars.suffix(tail) == start.scalars.suffix(tail),
      draft.scalars.prefix(start.cursor) == start.scalars.prefix(start.cursor)
    else { return "" }
    return draft.text(start.cursor..<draft.scalars.count - tail)
  }

  /// In the mode that writes over: takes out the character that a typed one has come before.
  func overwritten(_ draft: Draft, after last: Draft) -> Draft {
    guard isOver, draft.scalars.count == last.scalars.count + 1, draft.cursor == last.cursor + 1,
      draft.cursor < draft.scalars.count, draft.scalars[draft.cursor] != "\n", draft.scalars[last.cursor] != "\n"
    else { return draft }
    var draft = draft
    draft.deleteForward()
    return draft
  }

  // MARK: A key

  /// What a key of command mode does.
  ///
  /// - Parameter indent: How many blanks the row behind a text begins with.
  mutating func take(_ key: Unicode.Scalar, _ draft: inout Draft, indent: (String) -> Int) -> Outcome {
    isCommanding = true
    let before = draft
    keys.append(key)
    // Counts and operators wait for what they are to work on.
    guard let outcome = step(key, &draft, indent: indent) else { return .done }
    switch outcome {
    case .insert:
      insertion = Insertion(before: before, start: draft, count: operation == nil ? min(counted, 1_000) : 1)
      isCommanding = false
      operation = nil
      count = nil
      operationCount = nil
    case .undo(let all):
      forget()
      guard let last = all ? past.first : past.popLast() else { return .impossible }
      if all { past = [draft] }
      draft = Vi.settled(last)
    case .again:
      forget()
      return again(&draft, indent: indent)
    default:
      if before.scalars != draft.scalars, outcome != .enter {
        past.append(before)
        lastChange = (keys, "")
      }
      forget()
    }
    return outcome
  }

  /// Nil where the next key has to be known.
  private mutating func step(_ key: Unicode.Scalar, _ draft: inout Draft, indent: (String) -> Int) -> Outcome? {
    if let prefix {
      self.prefix = nil
      return finish(prefix, with: key, &draft)
    }
    if let digit = key.isASCII ? Int(String(key)) : nil, digit > 0 || count != nil {
      count = min((count ?? 0) * 10 + digit, Vi.mostCopies)
      return nil
    }
    guard let action = ViKey.actions[key] else { return .impossible }
    switch action {
    case .motion(let motion): return move(motion, &draft)
    case .operation(let next): return begin(next, &draft)
    case .prefix(.replace) where operation != nil: return .impossible
    case .prefix(let next):
      prefix = next
      return nil
    case .insertion(.here) where operation != nil, .insertion(.after) where operation != nil:
      prefix = .object(around: action == .insertion(.after))
      return nil
    case .other(.cancel): return .done
    case _ where operation != nil: return .impossible
    case .edit(let edit): return change(edit, &draft)
    case .insertion(let insertion):
      begin(insertion, &draft, indent: indent)
      return .insert
    case .other(.again): return .again
    case .other(.run): return .run
    case .other(.undo): return .undo(all: false)
    case .other(.undoAll): return .undo(all: true)
    case .other(.search): return .search
    case .other(.searchAgain(let older)): return .searchAgain(older: older)
    case .other(.comment):
      let rows = draft.text.split(separator: "\n", omittingEmptySubsequences: false)
      draft = Draft(rows.map { "#" + $0 }.joined(separator: "\n"))
      return .enter
    }
  }

  private mutating func again(_ draft: inout Draft, indent: (String) -> Int) -> Outcome {
    guard let change = lastChange else { return .impossible }
    var outcome = Outcome.impossible
    for key in change.keys { outcome = take(key, &draft, indent: indent) }
    if outcome == .insert {
      draft.insert(change.text)
      draft = leaveInsert(draft)
    }
    lastChange = change
    return .done
  }
}
