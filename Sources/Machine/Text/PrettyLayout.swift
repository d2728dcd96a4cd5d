/// Lays text out over lines: groups whose breakable places become line breaks, outermost first, when a line
/// would get longer than `width`.
///
/// The method is Oppen's, in the variation of IPython's display: a group is broken at all its places or none,
/// and text is kept back only as long as it is open whether an enclosing group must break.
struct PrettyLayout {
  private final class Group {
    let depth: Int
    /// Places of this group that are still kept back.
    var pending = 0
    var isBroken = false
    init(depth: Int) { self.depth = depth }
  }

  private enum Kept {
    case text(String, width: Int)
    case place(separator: String, width: Int, indentation: Int, group: Group)

    var width: Int {
      switch self {
      case .text(_, let width), .place(_, let width, _, _): width
      }
    }
  }

  /// A person's printer may ask for any indentation.
  private static let deepest = 10_000

  /// The longest line, in code points.
  let width: Int
  private(set) var output = ""
  private var outputWidth = 0
  private var kept: [Kept] = []
  /// Where `kept` begins; what lies before is written already.
  private var keptStart = 0
  private var keptWidth = 0
  private var open: [Group]
  /// The groups that may still have to break, by depth.
  private var queue: [[Group]]
  var indentation = 0

  init(width: Int = 79) {
    self.width = width
    let root = Group(depth: 0)
    open = [root]
    queue = [[root]]
  }

  /// Adds text that is never broken.
  mutating func text(_ text: String) {
    let width = text.unicodeScalars.count
    if keptStart < kept.count {
      kept.append(.text(text, width: width))
      keptWidth += width
      breakOuterGroups()
    } else {
      output += text
      outputWidth += width
    }
  }

  /// Adds a place where the innermost open group may be broken; unbroken it shows the separator.
  mutating func breakable(_ separator: String = " ") {
    guard let group = open.last else { return }
    if group.isBroken {
      flush()
      newline(indentation)
      keptWidth = 0
      return
    }
    let width = separator.unicodeScalars.count
    kept.append(.place(separator: separator, width: width, indentation: indentation, group: group))
    group.pending += 1
    keptWidth += width
    breakOuterGroups()
  }

  /// Breaks the line here in any case.
  mutating func breakLine() {
    if let group = nextToBreak() { write(upToLastPlaceOf: group) }
    flush()
    newline(indentation)
    keptWidth = 0
  }

  mutating func beginGroup(_ indent: Int = 0, _ opening: String = "") {
    if !opening.isEmpty { text(opening) }
    let group = Group(depth: open.count)
    open.append(group)
    while queue.count <= group.depth { queue.append([]) }
    queue[group.depth].append(group)
    indentation = indentation &+ indent
  }

  mutating func endGroup(_ dedent: Int = 0, _ closing: String = "") {
    indentation = indentation &- dedent
    if open.count > 1, let group = open.popLast(), group.pending == 0 { forget(group) }
    if !closing.isEmpty { text(closing) }
  }

  /// Writes out what is kept back.
  mutating func flush() {
    while let item = popKept() { write(item) }
    keptWidth = 0
  }

  private mutating func popKept() -> Kept? {
    guard keptStart < kept.count else { return nil }
    let item = kept[keptStart]
    keptStart += 1
    if keptStart == kept.count {
      kept.removeAll(keepingCapacity: true)
      keptStart = 0
    }
    return item
  }

  private mutating func newline(_ indentation: Int) {
    output += "\n" + String(repeating: " ", count: min(max(0, indentation), PrettyLayout.deepest))
    outputWidth = indentation
  }

  private mutating func write(_ item: Kept) {
    switch item {
    case .text(let text, let width):
      output += text
      outputWidth += width
    case .place(let separator, let width, let indentation, let group):
      group.pending -= 1
      if group.isBroken {
        newline(indentation)
        return
      }
      if group.pending == 0 { forget(group) }
      output += separator
      outputWidth += width
    }
  }

  private mutating func breakOuterGroups() {
    while width < outputWidth + keptWidth, let group = nextToBreak() { write(upToLastPlaceOf: group) }
  }

  private mutating func write(upToLastPlaceOf group: Group) {
    while group.pending > 0, let item = popKept() {
      keptWidth -= item.width
      write(item)
    }
    while keptStart < kept.count, case .text = kept[keptStart], let item = popKept() {
      keptWidth -= item.width
      write(item)
    }
  }

  /// The outermost group with places kept back, marked as broken. Groups passed over on the way are marked, too:
  /// whatever they get later stands on lines of its own.
  private mutating func nextToBreak() -> Group? {
    for depth in queue.indices {
      for (back, group) in queue[depth].reversed().enumerated() where group.pending > 0 {
        // IPython counts from the end and deletes from the start; what stays in the queue decides later breaks.
        queue[depth].remove(at: back)
        group.isBroken = true
        return group
      }
      for group in queue[depth] { group.isBroken = true }
      queue[depth].removeAll()
    }
    return nil
  }

  private mutating func forget(_ group: Group) {
    if let position = queue[group.depth].firstIndex(where: { $0 === group }) {
      queue[group.depth].remove(at: position)
    }
  }
}
