import Diagnostics
import Syntax

extension Lesson {
  /// A `.ag` file: cells between `# %%` markers, or every statement by itself when there are none.
  public static func ag(_ bytes: [UInt8], name: String) throws(LessonError) -> Lesson {
    Lesson(try Script(try decoded(bytes, name: name), name: name))
  }

  /// A `.py` file: cells where it has `# %%` markers, else a program.
  public static func py(_ bytes: [UInt8], name: String) throws(LessonError) -> Lesson {
    let text = try decoded(bytes, name: name)
    let script = try Script(text, name: name, isStrict: false)
    return script.isMarked ? Lesson(script) : Lesson(cells: [Cell(.code, text)], isProgram: true)
  }

  init(_ script: Script) {
    self.init(
      cells: script.cells.map { part in
        var cell = Cell(part.kind, part.text)
        cell.directives = part.directives
        cell.notes = part.notes
        cell.record = script.record(of: part)
        return cell
      })
    directives = script.directives
    notes = script.notes
  }

  static func decoded(_ bytes: [UInt8], name: String) throws(LessonError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      do {
        _ = try Parser.parse(Source(name: name, bytes: bytes))
      } catch {
        throw LessonError(error.headline)
      }
      throw LessonError("SyntaxError: (unicode error) \(name) is not UTF-8 text")
    }
    let plain = text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text
    return plain.utf8.contains(0x0D) ? plain.replacing("\r\n", with: "\n") : plain
  }
}
