/// A key of vi's command mode, and what it does there.
struct ViKey {
  let keys: [Unicode.Scalar]
  let summary: String
  let action: Action

  init(_ keys: Unicode.Scalar..., summary: String, action: Action) {
    self.keys = keys
    self.summary = summary
    self.action = action
  }

  enum Action: Equatable {
    case motion(Motion)
    case operation(Operation)
    case edit(Edit)
    case insertion(Insertion)
    case other(Other)
    /// The next key is part of this one.
    case prefix(Prefix)
  }

  enum Motion: Equatable {
    case left
    case right
    case up
    case down
    case rowStart
    case textStart
    case rowEnd
    case column
    case word(big: Bool)
    case wordBack(big: Bool)
    case wordEnd(big: Bool)
    case mate
    case again(reversed: Bool)
    case lastRow
  }

  enum Operation: Equatable {
    case delete
    case change
    case yank
    case indent
    case dedent
  }

  enum Edit: Equatable {
    case delete
    case deleteBack
    case deleteToEnd
    case yankRow
    case toggleCase
    case join
    case paste(after: Bool)
  }

  enum Insertion: Equatable {
    case here
    case after
    case textStart
    case rowEnd
    case rowBelow
    case rowAbove
    case changeToEnd
    case changeRow
    case changeCharacter
    case over
  }

  enum Other: Equatable {
    case again
    case undo
    case undoAll
    case search
    case searchAgain(older: Bool)
    case comment
    case run
    case cancel
  }

  enum Prefix: Equatable {
    case find(ahead: Bool, till: Bool)
    case replace
    case first
    case object(around: Bool)
  }

  static let all: [ViKey] = [
    ViKey("h", "\u{08}", "\u{7F}", summary: "One character back in the row", action: .motion(.left)),
    ViKey("l", " ", summary: "One character on in the row", action: .motion(.right)),
    ViKey("k", "-", "\u{10}", summary: "The row above, or the cell before", action: .motion(.up)),
    ViKey("j", "+", "\u{0E}", summary: "The row below, or the cell after", action: .motion(.down)),
    ViKey("0", "\u{01}", summary: "To the start of the row", action: .motion(.rowStart)),
    ViKey("^", summary: "To the text of the row", action: .motion(.textStart)),
    ViKey("$", "\u{05}", summary: "To the end of the row", action: .motion(.rowEnd)),
    ViKey("|", summary: "To the column that was counted", action: .motion(.column)),
    ViKey("w", summary: "To the next word", action: .motion(.word(big: false))),
    ViKey("W", summary: "To the next word between blanks", action: .motion(.word(big: true))),
    ViKey("b", summary: "One word back", action: .motion(.wordBack(big: false))),
    ViKey("B", summary: "One word between blanks back", action: .motion(.wordBack(big: true))),
    ViKey("e", summary: "To the end of a word", action: .motion(.wordEnd(big: false))),
    ViKey("E", summary: "To the end of a word between blanks", action: .motion(.wordEnd(big: true))),
    ViKey("%", summary: "To the other bracket of a pair", action: .motion(.mate)),
    ViKey("f", summary: "To a character in the row", action: .prefix(.find(ahead: true, till: false))),
    ViKey("F", summary: "Back to a character in the row", action: .prefix(.find(ahead: false, till: false))),
    ViKey("t", summary: "To before a character in the row", action: .prefix(.find(ahead: true, till: true))),
    ViKey("T", summary: "Back to behind a character in the row", action: .prefix(.find(ahead: false, till: true))),
    ViKey(";", summary: "To that character again", action: .motion(.again(reversed: false))),
    ViKey(",", summary: "To that character, the other way", action: .motion(.again(reversed: true))),
    ViKey("G", summary: "To the last row, or to the row that was counted", action: .motion(.lastRow)),
    ViKey("g", summary: "With another g, to the first row", action: .prefix(.first)),
    ViKey("d", summary: "Delete what the next key goes over; dd deletes the row", action: .operation(.delete)),
    ViKey("c", summary: "Change what the next key goes over; cc changes the row", action: .operation(.change)),
    ViKey("y", summary: "Copy what the next key goes over; yy copies the row", action: .operation(.yank)),
    ViKey(">", summary: "Indent the rows that the next key goes over; >> this one", action: .operation(.indent)),
    ViKey("<", summary: "Take indentation off such rows; << off this one", action: .operation(.dedent)),
    ViKey("x", summary: "Delete the character here", action: .edit(.delete)),
    ViKey("X", summary: "Delete the character before", action: .edit(.deleteBack)),
    ViKey("D", "\u{0B}", summary: "Delete to the end of the row", action: .edit(.deleteToEnd)),
    ViKey("Y", summary: "Copy the row", action: .edit(.yankRow)),
    ViKey("p", summary: "Put in behind or below what was deleted or copied", action: .edit(.paste(after: true))),
    ViKey("P", summary: "Put it in before or above", action: .edit(.paste(after: false))),
    ViKey("~", summary: "Small letters for capitals, and the other way round", action: .edit(.toggleCase)),
    ViKey("J", summary: "Join the row below to this one", action: .edit(.join)),
    ViKey("r", summary: "Put the next character in the place of this one", action: .prefix(.replace)),
    ViKey("R", summary: "Write over what is there", action: .insertion(.over)),
    ViKey("i", summary: "Write here; after d, c or y, inside a word, brackets, quotes", action: .insertion(.here)),
    ViKey("a", summary: "Write behind; after d, c or y, and what is around it", action: .insertion(.after)),
    ViKey("I", summary: "Write before the text of the row", action: .insertion(.textStart)),
    ViKey("A", summary: "Write at the end of the row", action: .insertion(.rowEnd)),
    ViKey("o", summary: "Write in a new row below", action: .insertion(.rowBelow)),
    ViKey("O", summary: "Write in a new row above", action: .insertion(.rowAbove)),
    ViKey("C", summary: "Change to the end of the row", action: .insertion(.changeToEnd)),
    ViKey("S", summary: "Change the row", action: .insertion(.changeRow)),
    ViKey("s", summary: "Change the character here", action: .insertion(.changeCharacter)),
    ViKey(".", summary: "Do the last change again", action: .other(.again)),
    ViKey("u", summary: "Take the last change back", action: .other(.undo)),
    ViKey("U", summary: "Take all changes back", action: .other(.undoAll)),
    ViKey("/", "?", summary: "Search the history; Enter keeps what was found", action: .other(.search)),
    ViKey("n", summary: "The next older cell found", action: .other(.searchAgain(older: true))),
    ViKey("N", summary: "The next newer cell found", action: .other(.searchAgain(older: false))),
    ViKey("#", summary: "Keep the cell in the history as a comment", action: .other(.comment)),
    ViKey("\r", "\n", summary: "Run the cell, or go on with it where it is not whole", action: .other(.run)),
    ViKey("\u{1B}", summary: "Forget the keys of a command that is not whole", action: .other(.cancel)),
  ]

  /// Letters and marks that mean nothing, but end a command that is not whole; libedit has `:`, `@` and `_`.
  static let unused: [Unicode.Scalar] = (0x21...0x7E as ClosedRange<UInt8>).map { Unicode.Scalar($0) }.filter {
    actions[$0] == nil && ![":", "@", "_"].contains($0)
  }

  static let actions: [Unicode.Scalar: Action] = Dictionary(
    all.flatMap { key in key.keys.map { ($0, key.action) } }, uniquingKeysWith: { first, _ in first })

  /// A key as a person writes it.
  static func written(_ key: Unicode.Scalar) -> String {
    switch key {
    case "\u{1B}": "Escape"
    case "\u{7F}": "Backspace"
    case "\r", "\n": "Enter"
    case " ": "Space"
    case _ where key.value < 32: "Ctrl-" + String(Unicode.Scalar(UInt8(key.value + 64)))
    default: String(key)
    }
  }
}
