internal import CEdit

/// Keys of vi's command mode, between libedit, which calls for them, and `Vi`, which knows what they do.
extension LineEditor {
  /// The functions that libedit is told of; lines of `~/.editrc` can bind other keys to them.
  private static let functions: [(name: String, summary: String, function: cedit_function)] = [
    (
      "ag-vi", "What the key is in vi's command mode",
      { handle, key in
        guard let owner = LineEditor.owner(handle), let scalar = Unicode.Scalar(UInt32(bitPattern: key)) else {
          return UInt8(CC_ERROR)
        }
        return UInt8(truncatingIfNeeded: owner.command(scalar))
      }
    ),
    (
      "ag-vi-escape", "From vi's insert mode to its command mode",
      { handle, _ in
        guard let owner = LineEditor.owner(handle) else { return UInt8(CC_ERROR) }
        owner.afterEscape = owner.vi.leaveInsert(owner.draft)
        owner.changesMode = true
        return UInt8(CC_NORM)
      }
    ),
  ]

  /// Makes libedit go from one of vi's modes to the other. It cannot be typed: the terminal makes a signal of it.
  static let modeKey: Unicode.Scalar = "\u{1A}"

  /// The keys of vi's command mode, for the manual: as a person writes them, and a sentence.
  public static var viKeys: [(keys: [String], summary: String)] {
    ViKey.all.map { key in
      var written: [String] = []
      for text in key.keys.map(ViKey.written) where !written.contains(text) { written.append(text) }
      return (written, key.summary)
    }
  }

  func addViFunctions() {
    for function in LineEditor.functions {
      _ = cedit_add_function(handle, function.name, function.summary, function.function)
    }
  }

  func bindViKeys() {
    func notation(_ scalar: Unicode.Scalar) -> String {
      let octal = String(scalar.value, radix: 8)
      return "\\" + String(repeating: "0", count: max(0, 3 - octal.count)) + octal
    }
    _ = cedit_bind(handle, false, "\\033", "ag-vi-escape")
    _ = cedit_bind(handle, false, notation(LineEditor.modeKey), "vi-command-mode")
    _ = cedit_bind(handle, true, notation(LineEditor.modeKey), "vi-insert")
    for key in ViKey.all.flatMap(\.keys) + ViKey.unused {
      _ = cedit_bind(handle, true, notation(key), "ag-vi")
    }
  }

  /// The key that libedit has to see first where vi's mode changes, or its buffer is to follow.
  func keyOfMode() -> Unicode.Scalar? {
    if changesMode {
      changesMode = false
      return LineEditor.modeKey
    }
    guard let draft = afterEscape else { return nil }
    afterEscape = nil
    self.draft = draft
    verdict = CC_REFRESH
    return LineEditor.settleKey
  }

  /// Does what a key of command mode does; libedit's verdict.
  func command(_ key: Unicode.Scalar) -> Int32 {
    var draft = self.draft
    let outcome = vi.take(key, &draft) { text in
      if case .incomplete(let indent) = completeness(text) { return max(0, min(indent, 400)) }
      let all = Draft(text)
      return all.textStart(at: all.cursor) - all.rowStart(at: all.cursor)
    }
    self.draft = draft
    switch outcome {
    case .done, .undo, .again: return CC_REFRESH
    case .impossible: return CC_REFRESH_BEEP
    case .insert:
      changesMode = true
      return CC_REFRESH
    case .history(let older):
      let verdict = vertical(older ? -1 : 1)
      vi.beginAnew()
      self.draft = Vi.settled(self.draft)
      return Int32(verdict)
    case .search:
      search = Search(from: draft, keepsCell: true)
    case .searchAgain(let older):
      guard var search = lastSearch else { return CC_REFRESH_BEEP }
      search.again(older ? 1 : -1, in: history)
      lastSearch = search
      vi.beginAnew()
      self.draft = Vi.settled(search.draft)
    case .enter:
      finish(.cell(draft.text))
      return CC_NEWLINE
    case .run:
      draft.move(to: draft.scalars.count)
      self.draft = draft
      let verdict = enter()
      if result == nil {
        vi.resume(self.draft)
        changesMode = true
      }
      return Int32(verdict)
    }
    return CC_REFRESH
  }
}
