internal import CEdit
internal import Glibc

/// The cells entered so far, newest first, kept in a file across sessions.
///
/// The file is libedit's own form, one line a cell. Each cell is added to its end as it is entered, so that sessions
/// side by side all keep theirs and a killed one loses nothing. A file that cannot be read or written means a history
/// of this session only, never an error.
final class CellHistory {
  /// How many cells are remembered.
  static let capacity = 10_000

  let list: OpaquePointer
  private let path: String?
  private var isLoaded = false

  init?(path: String?) {
    guard let list = cedit_history_open(Int32(CellHistory.capacity)) else { return nil }
    self.list = list
    self.path = path
  }

  deinit { history_end(list) }

  /// `$XDG_STATE_HOME/<program>/history`, in `~/.local/state` by default; nil without a home.
  static func defaultPath(program: String) -> String? {
    if let state = getenv("XDG_STATE_HOME"), state.pointee == UInt8(ascii: "/") {
      return String(cString: state) + "/\(program)/history"
    }
    guard let home = getenv("HOME"), home.pointee != 0 else { return nil }
    return String(cString: home) + "/.local/state/\(program)/history"
  }

  /// Reads the file, once. Only a regular file is read: a pipe or a device could keep us waiting.
  func load() {
    guard !isLoaded else { return }
    isLoaded = true
    guard let path else { return }
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
    let count = Int(cedit_history_load(list, path))
    // Entries pile up at the end of the file; start afresh when most of it is forgotten anyway.
    if count > 2 * CellHistory.capacity { rewrite(path) }
  }

  private func rewrite(_ path: String) {
    let new = path + ".new"
    if cedit_history_save(list, new) >= 0 { rename(new, path) } else { unlink(new) }
  }

  func add(_ cell: String) {
    load()
    guard !cell.isEmpty, newest != cell else { return }
    cedit_history_add(list, cell)
    guard let path else { return }
    if cedit_history_append(cell, path) < 0 {
      CellHistory.createParents(of: path)
      _ = cedit_history_append(cell, path)
    }
  }

  var newest: String? {
    guard let entry = cedit_history_newest(list) else { return nil }
    return String(cString: entry)
  }

  /// The nearest cell that satisfies `condition`, going older (1) or newer (-1) from place `index`.
  ///
  /// - Returns: The cell and its place, 0 for the newest.
  func nearest(_ step: Int, from index: Int, where condition: (String) -> Bool) -> (index: Int, cell: String)? {
    load()
    var found: (Int, String)?
    var place = 0
    var entry = cedit_history_newest(list)
    while let current = entry {
      if step < 0, place >= index { break }
      if step < 0 || place > index {
        let cell = String(cString: current)
        if condition(cell) {
          found = (place, cell)
          if step > 0 { break }
        }
      }
      place += 1
      entry = cedit_history_older(list)
    }
    return found
  }

  private static func createParents(of path: String) {
    var prefix = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
      prefix += part + "/"
      if prefix != "/" { mkdir(prefix, 0o700) }
    }
  }
}

/// Going through the history with Up and Down, among the cells that begin as what was typed.
struct Recall {
  private var original = Draft()
  private var prefix = ""
  private var shown: Draft?
  private var index = -1

  /// The draft after one step older (1) or newer (-1), or nil if there is none that way.
  mutating func step(_ direction: Int, from draft: Draft, in history: CellHistory) -> Draft? {
    // Moving about in a cell that was recalled does not begin anew; changing it does.
    if shown?.scalars != draft.scalars {
      original = draft
      prefix = draft.text(0..<draft.cursor)
      index = -1
    }
    let current = draft.text
    let prefix = self.prefix
    if let next = history.nearest(direction, from: index, where: { $0.hasPrefix(prefix) && $0 != current }) {
      index = next.index
      shown = Draft(LineEditor.plain(next.cell))
    } else if direction < 0, index >= 0 {
      index = -1
      shown = original
    } else {
      return nil
    }
    return shown
  }
}

/// A search through the history, as typed after Ctrl-R.
struct Search {
  let original: Draft
  /// Whether Enter only ends the search, as behind vi's `/`.
  let keepsCell: Bool
  private(set) var pattern = ""
  private(set) var failed = false
  private var index = -1
  private var match: String?

  init(from draft: Draft, keepsCell: Bool = false) {
    original = draft
    self.keepsCell = keepsCell
  }

  var prompt: StyledText {
    StyledText("(\(failed ? "failed " : "")reverse-i-search)`\(pattern)': ")
  }

  /// The cell found, the cursor at the place of the match; what was being typed if there is none.
  var draft: Draft {
    guard let match else { return original }
    var draft = Draft(LineEditor.plain(match))
    let cell = draft.scalars
    let wanted = Array(pattern.unicodeScalars)
    if !wanted.isEmpty, cell.count >= wanted.count,
      let place = (0...cell.count - wanted.count).last(where: { cell[$0..<$0 + wanted.count].elementsEqual(wanted) })
    {
      draft.move(to: place)
    }
    return draft
  }

  mutating func type(_ scalar: Unicode.Scalar, in history: CellHistory) {
    pattern.unicodeScalars.append(scalar)
    look(1, from: max(index - 1, -1), in: history)
  }

  mutating func erase(in history: CellHistory) {
    guard !pattern.isEmpty else { return }
    pattern.unicodeScalars.removeLast()
    index = -1
    match = nil
    failed = false
    if !pattern.isEmpty { look(1, from: -1, in: history) }
  }

  /// The next match older (1) or newer (-1) than the one shown.
  mutating func again(_ direction: Int, in history: CellHistory) {
    guard !pattern.isEmpty else { return }
    let current = match
    look(direction, from: index, in: history) { $0 != current }
  }

  private mutating func look(
    _ direction: Int, from place: Int, in history: CellHistory, where condition: (String) -> Bool = { _ in true }
  ) {
    let wanted = Array(pattern.utf8)
    let found = history.nearest(direction, from: place) { condition($0) && Search.contains($0, wanted) }
    failed = found == nil
    if let found { (index, match) = (found.index, found.cell) }
  }

  private static func contains(_ text: String, _ wanted: [UInt8]) -> Bool {
    var text = text
    return text.withUTF8 { text in
      guard let first = wanted.first, text.count >= wanted.count else { return wanted.isEmpty }
      return (0...text.count - wanted.count).contains { place in
        text[place] == first && text[place..<place + wanted.count].elementsEqual(wanted)
      }
    }
  }
}
