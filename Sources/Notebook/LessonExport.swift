/// A lesson as something else.
public struct LessonExport {
  let lesson: Lesson
  /// The lesson's name without its folder and ending.
  let name: String

  public init(_ lesson: Lesson, file: String) {
    self.lesson = lesson
    let last = file.split(separator: "/").last.map(String.init) ?? file
    name = last.lastIndex(of: ".").map { String(last[..<$0]) } ?? last
  }

  public func text(_ format: ExportFormat, _ exhibit: Exhibit) -> String {
    switch format {
    case .ag: exhibit.ag()
    case .ipynb: exhibit.notebook()
    case .py: PythonProgram(exhibit, name: name).text()
    case .md: exhibit.markdown()
    case .html: exhibit.page(name: name)
    case .cast: exhibit.cast(name: name)
    }
  }
}
