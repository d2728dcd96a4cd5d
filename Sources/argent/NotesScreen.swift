internal import Glibc
internal import Notebook

/// A second terminal, for the presenter alone: notes, and the cell that comes next.
final class NotesScreen {
  private let file: Int32

  init(_ path: String) throws(LessonError) {
    file = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC | O_APPEND)
    guard file >= 0 else { throw LessonError("\(path): \(String(cString: strerror(errno)))") }
  }

  deinit { close(file) }

  func show(_ performance: Performance) {
    var lines: [String] = []
    if let scene = performance.scene {
      lines.append("In [\(scene.number)] of \(performance.scenes.count)")
      if !scene.notes.isEmpty { lines += [""] + scene.notes }
      lines += [""] + scene.code.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }
      if performance.place + 1 < performance.scenes.count {
        let next = performance.scenes[performance.place + 1]
        lines += ["", "then: \(next.code.prefix { $0 != "\n" })"]
      }
    } else {
      lines.append("The end.")
    }
    // To the start of a clean screen, where it is one.
    let clear = isatty(file) == 1 ? "\u{1B}[2J\u{1B}[H" : ""
    StandardStream(descriptor: file).write(clear + lines.map { $0 + "\r\n" }.joined() + (clear.isEmpty ? "\r\n" : ""))
  }
}
