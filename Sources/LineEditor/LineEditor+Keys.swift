internal import CEdit
internal import Glibc

/// A function that keys are bound to, by a name that `~/.editrc` can use as well.
struct Command {
  let name: String
  let summary: String
  /// In libedit's notation.
  let keys: [String]
  /// Keys of vi's command mode.
  var commandKeys: [String] = []
  let function: cedit_function

  /// The keys as a person writes them: `Ctrl-A`, `Alt-Enter`, `Up`.
  var writtenKeys: [String] {
    var written: [String] = []
    for key in keys {
      let text = Command.names[key] ?? Command.written(key)
      if !written.contains(text) { written.append(text) }
    }
    return written
  }

  private static func written(_ key: String) -> String {
    var text = key[...]
    var parts: [String] = []
    while let first = text.first {
      if text.hasPrefix("\\e^M") || text.hasPrefix("\\e^J") {
        return "Alt-Enter"
      } else if text.hasPrefix("\\e^") {
        return "Alt-Backspace"
      } else if text.hasPrefix("\\e") {
        return "Alt-" + text.dropFirst(2)
      } else if first == "^", let name = text.dropFirst().first {
        parts.append("Ctrl-\(name)")
        text = text.dropFirst(2)
      } else {
        parts.append(String(first))
        text = text.dropFirst()
      }
    }
    return parts.joined(separator: " ")
  }

  private static let names = [
    "^M": "Enter", "^J": "Enter", "^I": "Tab", "^?": "Backspace", "\\e[Z": "Shift-Tab", "\\e[200~": "a paste",
    "\\e[A": "Up", "\\eOA": "Up", "\\e[B": "Down", "\\eOB": "Down", "\\e[C": "Right", "\\eOC": "Right",
    "\\e[D": "Left", "\\eOD": "Left", "\\e[1;5D": "Ctrl-Left", "\\e[1;3D": "Alt-Left", "\\e[1;5C": "Ctrl-Right",
    "\\e[1;3C": "Alt-Right", "\\e[H": "Home", "\\eOH": "Home", "\\e[1~": "Home", "\\e[7~": "Home", "\\e[F": "End",
    "\\eOF": "End", "\\e[4~": "End", "\\e[8~": "End", "\\e[1;5H": "Ctrl-Home", "\\e[1;5F": "Ctrl-End",
    "\\e[3~": "Delete", "\\e[3;5~": "Ctrl-Delete", "\\e[1;2A": "Shift-Up", "\\e[1;2B": "Shift-Down",
    "\\e[1;2C": "Shift-Right", "\\e[1;2D": "Shift-Left", "\\e[1;2H": "Shift-Home", "\\e[1;2F": "Shift-End",
    "\\e[1;6C": "Ctrl-Shift-Right", "\\e[1;6D": "Ctrl-Shift-Left", "\\e[5~": "Page-Up", "\\e[6~": "Page-Down",
  ]

  /// Insert, F1 to F12, and arrows with other modifiers: libedit would take the ends of what they send for text.
  private static let unused: [String] =
    ["\\e[2~", "\\e[1;3A", "\\e[1;3B", "\\e[1;5A", "\\e[1;5B", "\\eOP", "\\eOQ", "\\eOR", "\\eOS"]
    + [11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24].map { "\\e[\($0)~" }

  static let all: [Command] = [
    Command(
      name: "ag-enter", summary: "Run the cell if it is whole, else begin a row", keys: ["^M", "^J"]
    ) { handle, _ in LineEditor.owner(handle)?.enter() ?? UInt8(CC_ERROR) },
    Command(name: "ag-newline", summary: "Begin a row", keys: ["\\e^M", "\\e^J"]) { handle, _ in
      edit(handle) { $1.insert("\n") }
    },
    Command(name: "ag-complete", summary: "Complete the word, or indent", keys: ["^I"]) { handle, _ in
      LineEditor.owner(handle)?.complete() ?? UInt8(CC_ERROR)
    },
    Command(name: "ag-dedent", summary: "Take one step of indentation off", keys: ["\\e[Z"]) { handle, _ in
      edit(handle) { $1.dedent() }
    },
    Command(name: "ag-paste", summary: "Take a text pasted by the terminal", keys: ["\\e[200~"]) { handle, _ in
      LineEditor.owner(handle)?.paste() ?? UInt8(CC_ERROR)
    },
    Command(
      name: "ag-up", summary: "The row above, or the cell before", keys: ["\\e[A", "\\eOA", "^P", "\\e[1;2A"]
    ) { handle, _ in LineEditor.owner(handle)?.vertical(-1) ?? UInt8(CC_ERROR) },
    Command(
      name: "ag-down", summary: "The row below, or the cell after", keys: ["\\e[B", "\\eOB", "^N", "\\e[1;2B"]
    ) { handle, _ in LineEditor.owner(handle)?.vertical(1) ?? UInt8(CC_ERROR) },
    Command(name: "ag-search", summary: "Search the history", keys: ["^R"], commandKeys: ["^R"]) { handle, _ in
      LineEditor.owner(handle)?.beginSearch() ?? UInt8(CC_ERROR)
    },
    Command(name: "ag-left", summary: "One character back", keys: ["\\e[D", "\\eOD", "^B", "\\e[1;2D"]) { handle, _ in
      edit(handle) { $1.move(to: $1.characterBefore($1.cursor)) }
    },
    Command(name: "ag-right", summary: "One character on", keys: ["\\e[C", "\\eOC", "^F", "\\e[1;2C"]) { handle, _ in
      edit(handle) { $1.move(to: $1.characterAfter($1.cursor)) }
    },
    Command(
      name: "ag-word-left", summary: "One word back", keys: ["\\e[1;5D", "\\e[1;3D", "\\eb", "\\eB", "\\e[1;6D"]
    ) { handle, _ in edit(handle) { $1.move(to: $1.wordBefore($1.cursor)) } },
    Command(
      name: "ag-word-right", summary: "One word on", keys: ["\\e[1;5C", "\\e[1;3C", "\\ef", "\\eF", "\\e[1;6C"]
    ) { handle, _ in edit(handle) { $1.move(to: $1.wordAfter($1.cursor)) } },
    Command(
      name: "ag-row-start", summary: "To the start of the row",
      keys: ["^A", "\\e[H", "\\eOH", "\\e[1~", "\\e[7~", "\\e[1;2H"]
    ) { handle, _ in edit(handle) { $1.move(to: $1.rowStart(at: $1.cursor)) } },
    Command(
      name: "ag-row-end", summary: "To the end of the row",
      keys: ["^E", "\\e[F", "\\eOF", "\\e[4~", "\\e[8~", "\\e[1;2F"]
    ) { handle, _ in edit(handle) { $1.move(to: $1.rowEnd(at: $1.cursor)) } },
    Command(
      name: "ag-cell-start", summary: "To the start of the cell", keys: ["\\e<", "\\e[1;5H", "\\e[5~"]
    ) { handle, _ in edit(handle) { $1.move(to: 0) } },
    Command(name: "ag-cell-end", summary: "To the end of the cell", keys: ["\\e>", "\\e[1;5F", "\\e[6~"]) { handle, _ in
      edit(handle) { $1.move(to: $1.scalars.count) }
    },
    Command(name: "ag-delete-back", summary: "Delete the character before", keys: ["^?", "^H"]) { handle, _ in
      edit(handle) { $1.deleteBackward() }
    },
    Command(name: "ag-delete", summary: "Delete the character here", keys: ["\\e[3~"]) { handle, _ in
      edit(handle) { $1.deleteForward() }
    },
    Command(
      name: "ag-delete-or-leave", summary: "Delete the character here; leave an empty prompt", keys: ["^D"],
      commandKeys: ["^D"]
    ) { handle, _ in LineEditor.owner(handle)?.deleteOrLeave() ?? UInt8(CC_ERROR) },
    Command(name: "ag-kill-row", summary: "Cut to the end of the row", keys: ["^K"]) { handle, _ in
      edit(handle) { editor, draft in
        let end = draft.rowEnd(at: draft.cursor)
        // At the end of a row its newline goes, as in every editor.
        let upTo = end == draft.cursor ? draft.characterAfter(end) : end
        editor.changes.kill(draft.cursor..<upTo, of: &draft)
      }
    },
    Command(name: "ag-kill-row-start", summary: "Cut to the start of the row", keys: ["^U"]) { handle, _ in
      edit(handle) { $0.changes.kill($1.rowStart(at: $1.cursor)..<$1.cursor, of: &$1) }
    },
    Command(name: "ag-kill-chunk", summary: "Cut back to the blank before", keys: ["^W"]) { handle, _ in
      edit(handle) { $0.changes.kill($1.chunkBefore($1.cursor)..<$1.cursor, of: &$1) }
    },
    Command(
      name: "ag-kill-word-back", summary: "Cut the word before", keys: ["\\e^?", "\\e^H"]
    ) { handle, _ in edit(handle) { $0.changes.kill($1.wordBefore($1.cursor)..<$1.cursor, of: &$1) } },
    Command(
      name: "ag-kill-word", summary: "Cut the word behind", keys: ["\\ed", "\\eD", "\\e[3;5~"]
    ) { handle, _ in edit(handle) { $0.changes.kill($1.cursor..<$1.wordAfter($1.cursor), of: &$1) } },
    Command(name: "ag-yank", summary: "Put in what was cut", keys: ["^Y"]) { handle, _ in
      edit(handle) { $0.changes.yank(into: &$1) }
    },
    Command(name: "ag-undo", summary: "Take the last change back", keys: ["^_", "^X^U"]) { handle, _ in
      edit(handle) { editor, draft in
        if let before = editor.changes.undo() { draft = before }
      }
    },
    Command(name: "ag-nothing", summary: "Do nothing", keys: unused) { _, _ in UInt8(CC_NORM) },
    Command(name: "ag-settle", summary: "Draw the cell", keys: ["^\\"], commandKeys: ["^\\"]) { handle, _ in
      UInt8(truncatingIfNeeded: LineEditor.owner(handle)?.verdict ?? CC_ERROR)
    },
  ]

  /// Lets `change` work on the draft, and has libedit draw what came of it.
  private static func edit(_ handle: OpaquePointer?, _ change: (LineEditor, inout Draft) -> Void) -> UInt8 {
    guard let editor = LineEditor.owner(handle) else { return UInt8(CC_ERROR) }
    var draft = editor.draft
    change(editor, &draft)
    editor.draft = draft
    return UInt8(CC_REFRESH)
  }
}

extension LineEditor {
  /// What keys do, for the manual: the name that `~/.editrc` can use, the keys as a person writes them, and a sentence.
  public static var commands: [(name: String, keys: [String], summary: String)] {
    Command.all.filter { !["ag-settle", "ag-nothing"].contains($0.name) }.map { ($0.name, $0.writtenKeys, $0.summary) }
  }

  /// Bound to the command that only draws. It cannot be typed: the terminal makes a signal of it.
  static let settleKey: Unicode.Scalar = "\u{1C}"

  func addCommands() {
    for command in Command.all {
      _ = cedit_add_function(handle, command.name, command.summary, command.function)
    }
    addViFunctions()
  }

  func bindKeys() {
    let isVi = cedit_mode_is_vi(handle)
    _ = cedit_bind(handle, false, "^L", "ed-clear-screen")
    for command in Command.all {
      // In vi's insert mode Escape alone is a key; sequences that begin with it are told apart in `take`.
      for key in command.keys where !(isVi && key.hasPrefix("\\e")) {
        _ = cedit_bind(handle, false, key, command.name)
      }
      if isVi { for key in command.commandKeys { _ = cedit_bind(handle, true, key, command.name) } }
    }
    if isVi { bindViKeys() }
  }

  /// Reads `$EDITRC` or `~/.editrc`, after our own keys so that a person's win. A change of the whole keyboard
  /// (`bind -v`, `bind -e`) brings ours back, for the lines after it to change.
  func readConfiguration() {
    let path = getenv("EDITRC").map { String(cString: $0) } ?? getenv("HOME").map { String(cString: $0) + "/.editrc" }
    guard let path, let file = fopen(path, "r") else { return }
    defer { fclose(file) }
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(line) }
    while getline(&line, &capacity, file) > 0, let line {
      let text = String(cString: line).split(separator: "\n").first.map(String.init) ?? ""
      guard let first = text.first(where: { $0 != " " && $0 != "\t" }), first != "#" else { continue }
      cedit_configure(handle, text)
      let words = text.split { $0 == " " || $0 == "\t" }
      if words.contains("-v") || words.contains("-e") || words.contains("-r") { bindKeys() }
    }
  }

  func enter() -> UInt8 {
    if isDumb {
      finish(.cell(draft.text))
      return UInt8(CC_NEWLINE)
    }
    var draft = self.draft
    let isLast = draft.scalars[draft.cursor...].allSatisfy { $0 == " " || $0 == "\n" }
    let text = draft.isOneRow ? draft.text : draft.text(0..<draft.cursor)
    let completeness = completeness(text)
    if case .incomplete(let indent) = completeness {
      if isLast { draft = Draft(text) }
      if draft.isOneRow { draft.move(to: draft.scalars.count) }
      draft.insert("\n" + String(repeating: " ", count: max(0, min(indent, 400))))
      self.draft = draft
      return UInt8(CC_REFRESH)
    }
    if !draft.isOneRow, !isLast, !draft.isOnLastRow {
      draft.insert("\n")
      self.draft = draft
      return UInt8(CC_REFRESH)
    }
    finish(.cell(draft.text))
    return UInt8(CC_NEWLINE)
  }

  func deleteOrLeave() -> UInt8 {
    var draft = self.draft
    if draft.isEmpty {
      finish(.end)
      return UInt8(CC_EOF)
    }
    draft.deleteForward()
    self.draft = draft
    return UInt8(CC_REFRESH)
  }

  func vertical(_ direction: Int) -> UInt8 {
    var draft = self.draft
    if direction < 0 ? !draft.isOnFirstRow : !draft.isOnLastRow {
      draft.moveRow(direction)
    } else if let other = recall.step(-direction, from: draft, in: history) {
      draft = other
    } else {
      return UInt8(CC_NORM)
    }
    self.draft = draft
    return UInt8(CC_REFRESH)
  }

  func complete() -> UInt8 {
    var draft = self.draft
    if draft.isInIndentation {
      draft.insertIndentation()
    } else {
      let completions = completions(draft.text, draft.cursorUTF8)
      guard !completions.candidates.isEmpty else { return UInt8(CC_REFRESH_BEEP) }
      let range = min(draft.index(ofUTF8: completions.start), draft.cursor)..<draft.cursor
      let common = completions.commonPrefix
      if common.unicodeScalars.count > range.count || completions.candidates.count == 1 {
        draft.replace(range, with: common)
      } else if isDumb {
        let width = painter.columns
        write("\r\n" + Completions.table(completions.candidates, width: width, limit: .max).joined(separator: "\r\n"))
        write("\r\n")
        return UInt8(CC_REDISPLAY)
      } else {
        candidates = Completions.table(completions.candidates, width: painter.columns, limit: roomBelow)
      }
    }
    self.draft = draft
    return UInt8(CC_REFRESH)
  }

  /// Reads up to the mark that ends a paste, and puts the text in as one change.
  func paste() -> UInt8 {
    var text = String.UnicodeScalarView()
    let end = Array("\u{1B}[201~".unicodeScalars)
    var isWhole = false
    while !isWhole, case .character(let scalar)? = keyboard.next(within: 5_000) {
      text.append(scalar)
      isWhole = scalar == "~" && text.suffix(end.count).elementsEqual(end)
    }
    if isWhole { text.removeLast(end.count) }
    var draft = self.draft
    draft.insert(LineEditor.plain(cleanPaste(LineEditor.plain(String(text)))))
    self.draft = draft
    return UInt8(CC_REFRESH)
  }

  /// Text as a person could have typed it: rows end in newlines, tabs are blanks, nothing controls the terminal.
  static func plain(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var column = 0
    var afterReturn = false
    for scalar in text.unicodeScalars {
      defer { afterReturn = scalar == "\r" }
      switch scalar {
      case "\n" where afterReturn: continue
      case "\r", "\n", "\u{2028}", "\u{2029}", "\u{85}":
        result.append("\n")
        column = 0
      case "\t":
        let blanks = 4 - column % 4
        result.append(contentsOf: repeatElement(" ", count: blanks))
        column += blanks
      case "\u{A0}", Buffer.filler:
        result.append(" ")
        column += 1
      case _ where scalar.value < 32 || (127..<160).contains(scalar.value): continue
      default:
        result.append(scalar)
        column += 1
      }
    }
    while result.last == "\n" { result.removeLast() }
    return String(result)
  }

  // MARK: Keys taken before libedit sees them

  func beginSearch() -> UInt8 {
    search = Search(from: draft)
    return UInt8(CC_REFRESH)
  }

  /// Whether a character was dealt with here, so that libedit only has to draw.
  func take(_ scalar: Unicode.Scalar) -> Bool {
    verdict = CC_REFRESH
    if search != nil { return takeInSearch(scalar) }
    // Of what is not ASCII libedit would make text.
    if vi.awaitsKey ? scalar != "\u{1B}" : vi.isCommanding && !scalar.isASCII {
      verdict = command(scalar)
      return true
    }
    guard scalar == "\u{1B}", !isDumb, cedit_mode_is_vi(handle) else { return false }
    return takeSequence()
  }

  private func takeInSearch(_ scalar: Unicode.Scalar) -> Bool {
    guard var search else { return false }
    switch scalar {
    case "\u{12}": search.again(1, in: history)
    case "\u{13}": search.again(-1, in: history)
    case "\u{08}", "\u{7F}": search.erase(in: history)
    case "\u{07}":
      self.search = nil
      draft = search.original
      return true
    case _ where scalar.value >= 32: search.type(scalar, in: history)
    default:
      // Any other key ends the search, keeps what was found, and does what it does.
      self.search = nil
      lastSearch = search
      var found = search.draft
      let isEnter = scalar == "\r" || scalar == "\n"
      if search.keepsCell {
        vi.beginAnew()
        found = Vi.settled(found)
      } else if isEnter {
        found.move(to: found.scalars.count)
      }
      draft = found
      if !(isEnter && search.keepsCell) { keyboard.putBack(scalar) }
      return true
    }
    self.search = search
    draft = search.draft
    return true
  }

  /// In vi mode: a key that sends a sequence, told from Escape by what follows at once.
  private func takeSequence() -> Bool {
    guard case .character(let lead)? = keyboard.next(within: 20) else { return false }
    guard lead == "[" || lead == "O" else {
      keyboard.putBack(lead)
      return false
    }
    var sequence = "\\e" + String(lead)
    while case .character(let scalar)? = keyboard.next(within: 50) {
      sequence.unicodeScalars.append(scalar)
      if lead == "O" || (0x40...0x7E).contains(scalar.value) { break }
    }
    if let command = Command.all.first(where: { $0.keys.contains(sequence) }) {
      vi.forget()
      verdict = Int32(command.function(handle, 0))
      if vi.isCommanding, result == nil { draft = Vi.settled(draft) }
    }
    return true
  }
}
