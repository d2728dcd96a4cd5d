/// What can be taken back, and what was cut.
struct Changes {
  private var past: [Draft] = []
  private var current = Draft()
  private var isTyping = false
  private var killed = ""
  private var afterKill: Draft?

  /// Notes the draft after a key. Characters typed one after the other are taken back as one word.
  mutating func note(_ draft: Draft) {
    guard draft.scalars != current.scalars else {
      if draft.cursor != current.cursor { isTyping = false }
      current = draft
      return
    }
    let isOneMore = draft.scalars.count == current.scalars.count + 1 && draft.cursor == current.cursor + 1
    let typed = isOneMore && draft.scalars[draft.cursor - 1] != " "
    if !(typed && isTyping) { past.append(current) }
    isTyping = typed
    current = draft
  }

  /// The draft before the last change, or nil if nothing was changed.
  mutating func undo() -> Draft? {
    guard let draft = past.popLast() else { return nil }
    current = draft
    isTyping = false
    return draft
  }

  /// Cuts a range of the draft for a later yank; what is cut right before or after the last cut is added to it.
  mutating func kill(_ range: Range<Int>, of draft: inout Draft) {
    guard !range.isEmpty else { return }
    let continues = afterKill == draft
    let isBackward = range.lowerBound < draft.cursor
    let cut = draft.cut(range)
    killed = !continues ? cut : isBackward ? cut + killed : killed + cut
    afterKill = draft
  }

  func yank(into draft: inout Draft) { draft.insert(killed) }

  /// Begins a new cell; what was cut stays.
  mutating func reset() {
    past = []
    current = Draft()
    isTyping = false
  }
}
