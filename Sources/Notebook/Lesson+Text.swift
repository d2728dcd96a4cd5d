import Diagnostics
import Syntax

/// What is kept of a notebook in an `.ag` file, and of an `.ag` file in a notebook.
enum KeptKey {
  /// In the head of an `.ag` file: the identifiers of its cells.
  static let ids = "ids"
  /// In a cell of an `.ag` file: its text, where that cannot stand there as it is.
  static let source = "source"
  /// In a notebook's metadata: what only an `.ag` file has.
  static let argent = "argent"
  static let ag = "ag"
  static let head = "head"
  static let isMarked = "marked"
}

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
        cell.kept = Lesson.kept(part.directives)
        cell.ag = script.lines[part.range].joined(separator: "\n")
        return cell
      })
    directives = script.directives
    notes = script.notes
    kept = Lesson.kept(script.directives)
    isMarked = script.isMarked
    head = script.head.isEmpty ? nil : script.lines[script.head].joined(separator: "\n")
    if case .array(let ids)? = kept.removeValue(forKey: KeptKey.ids), ids.count == cells.count {
      for (index, id) in ids.enumerated() { cells[index].id = id.string }
    }
  }

  /// What the directive `ipynb` keeps; nothing where it is no JSON.
  static func kept(_ directives: Directives) -> [String: JSON] {
    guard let text = directives.text(.notebook), let json = try? JSON.parse(Array(text.utf8)) else { return [:] }
    return json.object ?? [:]
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
