internal import CEdit

/// A draft as it stands in libedit's own buffer.
///
/// libedit has no continuation prompt inside one buffer. So the start of every further row is filled with characters
/// that show as blanks and that nobody types, as many as the prompt has columns; the prompt is painted over them
/// (`Painter`). To the outside they do not exist: `decode` takes them off, and a key of libedit's own that goes into
/// them or deletes part of them is seen by it as having gone over the end of the row, or having joined two rows.
struct Buffer: Equatable {
  var scalars: [Unicode.Scalar]
  var cursor: Int

  /// U+2007 FIGURE SPACE: one column, printable, blank, and no space to libedit's word motions.
  static let filler: Unicode.Scalar = "\u{2007}"

  init(scalars: [Unicode.Scalar], cursor: Int) {
    self.scalars = scalars
    self.cursor = cursor
  }

  init(_ draft: Draft, fill: Int) {
    scalars = []
    scalars.reserveCapacity(draft.scalars.count)
    cursor = 0
    for (index, scalar) in draft.scalars.enumerated() {
      if index == draft.cursor { cursor = scalars.count }
      scalars.append(scalar)
      if scalar == "\n" { scalars.append(contentsOf: repeatElement(Buffer.filler, count: fill)) }
    }
    if draft.cursor == draft.scalars.count { cursor = scalars.count }
  }

  /// The draft this stands for.
  ///
  /// - Parameters:
  ///   - fill: How many fillers follow each newline.
  ///   - previous: The draft before the key; if the buffer got shorter, a newline that lost fillers was deleted
  ///     through, and if the cursor came from the right into the fillers, it goes to the row above.
  func decode(fill: Int, after previous: Draft) -> Draft {
    let shrank = scalars.count < Buffer(previous, fill: fill).scalars.count
    var result: [Unicode.Scalar] = []
    result.reserveCapacity(scalars.count)
    var place: Int?
    var index = 0
    while index < scalars.count {
      if cursor == index { place = result.count }
      let scalar = scalars[index]
      index += 1
      guard scalar == "\n" else {
        if scalar != Buffer.filler { result.append(scalar) }
        continue
      }
      let first = index
      while index < scalars.count, index - first < fill, scalars[index] == Buffer.filler { index += 1 }
      let isWhole = index - first == fill
      let isInside = (first..<index).contains(cursor)
      if !isWhole, shrank {
        if isInside { place = result.count }
        continue
      }
      if isInside {
        let cameFromRight = previous.cursor > result.count
        place = cameFromRight ? result.count : result.count + 1
      }
      result.append(scalar)
    }
    return Draft(scalars: result, cursor: place ?? result.count)
  }
}

extension Buffer {
  /// Whether libedit has put a question of its own in the place of the draft (`/` and `?` for a pattern, `:` for the
  /// name of a command), which it does with a newline before it, and no fillers.
  var isForeign: Bool {
    guard scalars.count > 1, scalars[0] == "\n" else { return false }
    return scalars[1] == "/" || scalars[1] == "?" || scalars[1] == ":"
  }
}
