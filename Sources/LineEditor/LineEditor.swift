internal import CEdit
internal import Glibc

/// Reads cells from the terminal: one `EditLine` of libedit, its history, and what is painted around it.
///
/// A cell is edited as a block, with a continuation prompt on each further row. What the editor does not know (when a
/// cell is whole, what could be completed) it asks the closures, which start as those of a language of single lines.
/// Only for a terminal: the caller looks whether standard input and output are one.
public final class LineEditor {
  /// What stands before the first and before each further row of a cell.
  public struct Prompt: Sendable {
    public var first: StyledText
    public var continuation: StyledText

    public init(first: StyledText, continuation: StyledText) {
      self.first = first
      self.continuation = continuation
    }
  }

  /// Whether Enter ends the cell.
  public enum Completeness: Equatable, Sendable {
    case complete
    /// More is needed; the next row begins with that many blanks.
    case incomplete(indent: Int)
    /// It can never become right; it is accepted for the error to be shown.
    case invalid
  }

  /// What came of reading.
  public enum Reading: Equatable, Sendable {
    case cell(String)
    /// Ctrl-C: the text is gone, except from the screen.
    case abandoned
    /// Ctrl-D on an empty cell, or the terminal went away.
    case end
  }

  /// Asked at Enter, with the text up to the cursor.
  public var completeness: (String) -> Completeness = { _ in .complete }
  /// Asked at Tab, with the text and the cursor as a UTF-8 offset.
  public var completions: (String, Int) -> Completions = { _, _ in .none }
  /// Asked before each wait for a key, with the text, the cursor as a UTF-8 offset and the columns there are: what to say
  /// at the right edge.
  public var hint: ((String, Int, Int) -> StyledText?)?
  /// Asked before each wait for a key: the styles of stretches of the text, as UTF-8 ranges in order.
  public var styles: ((String) -> [(range: Range<Int>, style: Style)])?
  /// What becomes of pasted text; prompts may be taken off here.
  public var cleanPaste: (String) -> String = { $0 }
  /// Called before each wait for a key, when the cell stands on the screen and no key is there to be read.
  public var whenIdle: () -> Void = {}
  /// Who types instead of a person, where a lesson is performed.
  public var performer: Performer?
  /// Whether colours are sent.
  public let isColoured: Bool

  let handle: OpaquePointer
  let history: CellHistory
  let isDumb: Bool
  var changes = Changes()
  var recall = Recall()
  var search: Search?
  var lastSearch: Search?
  var vi = Vi()
  /// What the cell is to be once libedit is in vi's command mode.
  var afterEscape: Draft?
  /// Whether libedit is to go to vi's other mode.
  var changesMode = false
  var keyboard = Keyboard()
  var painter: Painter
  /// Lines of candidates to be shown until the next key.
  var candidates: [String] = []
  /// What the key that libedit sees as `settle` is to return.
  var verdict = CC_REFRESH

  private var prompt = Prompt(first: StyledText(""), continuation: StyledText(""))
  private var promptMemory: UnsafeMutablePointer<CChar>?
  /// The draft as of the last key, and its place on the screen.
  private var last = Draft()
  private var initial: String?
  var result: Reading?

  /// Opens an editor on standard input and output, or nil where libedit cannot.
  ///
  /// - Parameters:
  ///   - program: The name that lines of `~/.editrc` may begin with, and the folder of the history.
  ///   - historyPath: The history's file; by default `history` in the program's folder of the XDG state directory.
  public init?(program: String, historyPath: String? = nil) {
    _ = cedit_use_utf8()
    let term = getenv("TERM").map { String(cString: $0) }
    isDumb = TerminalStyle.isDumb(term)
    isColoured = TerminalStyle.isColoured(term: term, noColor: getenv("NO_COLOR").map { String(cString: $0) })
    painter = Painter(isColoured: isColoured)
    let path = historyPath ?? CellHistory.defaultPath(program: program)
    guard let handle = cedit_open(program), let history = CellHistory(path: path) else { return nil }
    self.handle = handle
    self.history = history
    cedit_set_owner(handle, Unmanaged.passUnretained(self).toOpaque())
    cedit_set_mode(handle, "emacs")
    cedit_set_history(handle, history.list)
    cedit_set_prompt(handle) { LineEditor.owner($0)?.promptText() }
    cedit_set_reader(handle) { handle, character in
      guard let owner = LineEditor.owner(handle), let character else { return -1 }
      return owner.nextCharacter(into: character)
    }
    addCommands()
    bindKeys()
    readConfiguration()
  }

  deinit {
    el_end(handle)
    free(promptMemory)
  }

  /// From now on Ctrl-C while no cell is being read sets `flag` to 1 instead of ending the process.
  public static func catchInterrupts(_ flag: UnsafeMutablePointer<Int32>) { cedit_catch_interrupts(flag) }

  /// Reads a cell. Blank rows at its end are taken off; what was entered joins the history.
  ///
  /// - Parameter text: What stands in the cell to begin with.
  public func read(_ prompt: Prompt, text: String = "") -> Reading {
    let reading = isDumb ? readLines(prompt) : readOnce(prompt, text: text)
    guard case .cell(let text) = reading else { return reading }
    let cell = LineEditor.withoutTrailingBlanks(text)
    history.add(cell)
    return .cell(cell)
  }

  /// A terminal that cannot move its cursor has its cell read line by line.
  private func readLines(_ prompt: Prompt) -> Reading {
    var text = ""
    var indent = 0
    var current = prompt
    while true {
      let reading = readOnce(current, text: String(repeating: " ", count: indent))
      guard case .cell(let line) = reading else { return reading }
      text += line
      guard case .incomplete(let next) = completeness(text) else { return .cell(text) }
      text += "\n"
      indent = next
      current.first = prompt.continuation
    }
  }

  func readOnce(_ prompt: Prompt, text: String) -> Reading {
    self.prompt = prompt
    initial = text.isEmpty ? nil : LineEditor.plain(text)
    last = Draft()
    result = nil
    search = nil
    candidates = []
    recall = Recall()
    changes.reset()
    vi.begin(Draft(initial ?? ""))
    (afterEscape, changesMode) = (nil, false)
    measure()
    cedit_begin_reading()
    // Before anything is shown: a Ctrl-D typed at a prompt that already stands must not reach a cooked terminal.
    cedit_set_raw(handle, true)
    if !isDumb { write("\u{1B}[?2004h") }
    var count: Int32 = 0
    let line = el_gets(handle, &count)
    if !isDumb { write("\u{1B}[?2004l") }
    cedit_end_reading()
    if line == nil, result == nil { result = .end }
    if result == .abandoned { el_reset(handle) }
    return result ?? .abandoned
  }

  static func withoutTrailingBlanks(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    while let line = lines.last, line.allSatisfy({ $0 == " " }), lines.count > 1 { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  // MARK: The draft in libedit's buffer

  /// Fillers at the start of each further row; none where the screen has no room to spare for a prompt.
  private var fill: Int {
    let width = Layout.width(prompt.continuation.text)
    return isDumb || painter.columns < width + 12 ? 0 : width
  }

  private var buffer: Buffer {
    var buffer = ownBuffer
    // In command mode libedit's cursor stands on a character: in an empty row at the end, on the last filler.
    if vi.isCommanding, buffer.cursor == buffer.scalars.count - 1, buffer.scalars.last == Buffer.filler {
      buffer.cursor += 1
    }
    return buffer
  }

  private var ownBuffer: Buffer {
    var cursor = 0
    var count = 0
    guard let start = cedit_text(handle, &cursor, &count) else { return Buffer(scalars: [], cursor: 0) }
    let scalars = UnsafeBufferPointer(start: start, count: count).map { character in
      Unicode.Scalar(UInt32(bitPattern: character)) ?? "\u{FFFD}"
    }
    return Buffer(scalars: scalars, cursor: cursor)
  }

  /// The cell as it stands. Setting it changes libedit's buffer where it differs.
  var draft: Draft {
    get { buffer.decode(fill: fill, after: last) }
    set {
      let old = ownBuffer
      let new = Buffer(newValue, fill: fill)
      let head = zip(old.scalars, new.scalars).prefix { $0 == $1 }.count
      let most = min(old.scalars.count, new.scalars.count) - head
      let tail = zip(old.scalars.reversed(), new.scalars.reversed()).prefix(most).prefix { $0 == $1 }.count
      var place = old.cursor
      func go(to target: Int) {
        if target != place { el_cursor(handle, Int32(clamping: target - place)) }
        place = target
      }
      let gone = old.scalars.count - tail - head
      if gone > 0 {
        go(to: head + gone)
        el_deletestr(handle, Int32(clamping: gone))
        place = head
      }
      let added = new.scalars[head..<new.scalars.count - tail].map(\.value)
      if !added.isEmpty {
        go(to: head)
        if cedit_insert(handle, added + [0]) == 0 { place = head + added.count }
      }
      go(to: new.cursor)
      last = newValue
    }
  }

  // MARK: The screen

  private func promptText() -> UnsafeMutablePointer<CChar>? {
    free(promptMemory)
    let shown = search?.prompt ?? prompt.first
    promptMemory = strdup(shown.promptText(coloured: isColoured))
    return promptMemory
  }

  func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      guard let start = bytes.baseAddress, !bytes.isEmpty else { return }
      cedit_write(UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self), bytes.count)
    }
  }

  private func measure() {
    var columns: Int32 = 0
    var rows: Int32 = 0
    cedit_size(&columns, &rows)
    painter.columns = Int(columns)
    painter.rows = Int(rows)
    painter.continuation = fill > 0 ? prompt.continuation : StyledText("")
  }

  func scene(_ draft: Draft) -> Painter.Scene {
    let promptWidth = Layout.width((search?.prompt ?? prompt.first).text)
    let layout = Layout(draft, promptWidth: promptWidth, continuationWidth: fill, columns: painter.columns)
    var scene = Painter.Scene(draft: draft, layout: layout, promptWidth: promptWidth)
    if let styles, isColoured {
      let runs = styles(draft.text)
      if !runs.isEmpty { scene.styles = LineEditor.spread(runs, over: draft) }
    }
    return scene
  }

  private static func spread(_ runs: [(range: Range<Int>, style: Style)], over draft: Draft) -> [Style] {
    var result: [Style] = []
    result.reserveCapacity(draft.scalars.count)
    var offset = 0
    var next = 0
    for scalar in draft.scalars {
      while next < runs.count, runs[next].range.upperBound <= offset { next += 1 }
      result.append(next < runs.count && runs[next].range.contains(offset) ? runs[next].style : .plain)
      offset += UTF8.width(scalar)
    }
    return result
  }

  /// Ends the cell on the screen and for libedit.
  func finish(_ reading: Reading, mark: String = "") {
    result = reading
    guard !isDumb else { return write(mark + "\r\n") }
    write(painter.finish(scene(draft), prompt: prompt.first, with: mark))
  }

  /// Rows that a list under the cell can have.
  var roomBelow: Int { max(0, painter.rows - scene(draft).layout.rows.count) }

  // MARK: Keys

  static func owner(_ handle: OpaquePointer?) -> LineEditor? {
    guard let handle, let owner = cedit_owner(handle) else { return nil }
    return Unmanaged<LineEditor>.fromOpaque(owner).takeUnretainedValue()
  }

  /// libedit's reader of characters: 1 for one, 0 at the end, -1 when the line is given up.
  private func nextCharacter(into character: UnsafeMutablePointer<wchar_t>) -> Int32 {
    if let settled = keyOfMode() ?? settle() {
      character.pointee = wchar_t(settled.value)
      return 1
    }
    if let performer { return nextCharacter(from: performer, into: character) }
    while true {
      var shown: Layout?
      if !keyboard.hasInput {
        if !isDumb { shown = show() }
        // Not before the prompt stands.
        history.load()
        whenIdle()
      }
      let event = keyboard.next()
      if let shown { write(painter.unpaint(shown)) }
      switch event {
      case nil: continue
      case .end: return 0
      case .signal(let number):
        if let status = answer(number) {
          if status == 1 { character.pointee = wchar_t(LineEditor.settleKey.value) }
          return status
        }
      case .character(let scalar):
        candidates = []
        character.pointee = wchar_t((take(scalar) ? LineEditor.settleKey : scalar).value)
        return 1
      }
    }
  }

  /// Brings libedit's buffer into order after a key of its own. It then has to draw it again, which the returned key
  /// makes it do.
  private func settle() -> Unicode.Scalar? {
    if let text = initial {
      initial = nil
      draft = Draft(text)
      verdict = CC_REFRESH
      return LineEditor.settleKey
    }
    let now = buffer
    guard !isDumb, !now.isForeign else { return nil }
    var draft = now.decode(fill: fill, after: last)
    draft.expandTabs()
    if vi.isOver { draft = vi.overwritten(draft, after: last) }
    let isTall = draft != last && painter.isTall(scene(draft).layout)
    last = draft
    changes.note(draft)
    guard Buffer(draft, fill: fill) != now || isTall else { return nil }
    self.draft = draft
    verdict = CC_REFRESH
    return LineEditor.settleKey
  }

  func show() -> Layout? {
    let now = buffer
    guard !now.isForeign else { return nil }
    let draft = now.decode(fill: fill, after: last)
    var scene = scene(draft)
    if let hint, search == nil { scene.hint = hint(draft.text, draft.cursorUTF8, painter.roomForHint(scene.layout)) }
    scene.candidates = candidates
    write(painter.paint(scene))
    return scene.layout
  }

  /// Does what a signal asks for; returns what the reader returns, or nil to go on waiting.
  func answer(_ signal: Int32) -> Int32? {
    switch signal {
    case SIGINT:
      if let search {
        self.search = nil
        draft = search.original
        verdict = CC_REFRESH
        return 1
      }
      finish(.abandoned, mark: "^C")
      errno = EINTR
      return -1
    case SIGTERM, SIGHUP:
      finish(.end)
      return 0
    case SIGWINCH:
      redraw { el_resize(handle) }
    case SIGTSTP:
      let row = isDumb ? "\r\n" : painter.finish(scene(draft), prompt: prompt.first) + "\u{1B}[?2004l"
      write(row)
      cedit_set_raw(handle, false)
      cedit_stop()
      _ = cedit_take_signal()
      cedit_set_raw(handle, true)
      if !isDumb { write("\u{1B}[?2004h") }
      measure()
      cedit_refresh(handle)
    default:
      break
    }
    return nil
  }

  /// Draws the cell anew from its first row, in the present size of the terminal.
  private func redraw(_ change: () -> Void) {
    candidates = []
    let draft = self.draft
    measure()
    guard !isDumb else { return change() }
    // Terminals put a row that no longer fits on the next one, so the cursor stands where it would in the new size.
    let row = painter.libeditRow(scene(draft).layout)
    write((row > 0 ? "\u{1B}[\(row)A" : "") + "\r\u{1B}[J")
    change()
    self.draft = draft
    cedit_refresh(handle)
  }
}
