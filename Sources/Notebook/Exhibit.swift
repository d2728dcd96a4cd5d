import Session

/// A lesson's cells with what they said, for whatever is made of them.
public struct Exhibit {
  /// Where the outputs come from.
  public enum Outputs {
    /// As the file records them.
    case recorded
    case none
    /// Of a run, one for each cell.
    case run([LessonRun.Outcome])
  }

  struct Item {
    let cell: Lesson.Cell
    /// The number it is shown with; nil where it was not run.
    let number: Int?
    /// As nbformat has them.
    let outputs: [JSON]
    /// Whether it is run without being shown.
    let isHidden: Bool
  }

  let lesson: Lesson
  private(set) var items: [Item] = []

  public init(_ lesson: Lesson, _ outputs: Outputs) {
    self.lesson = lesson
    let isRecorded = lesson.cells.contains { $0.record != nil }
    var count = 0
    for (index, cell) in lesson.cells.enumerated() {
      var number: Int?
      var shown: [JSON] = []
      switch outputs {
      case .none: break
      case .run(let outcomes):
        number = outcomes[index].number
        shown = NotebookOutput.outputs(outcomes[index].events)
      case .recorded where cell.kind == .code:
        if cell.isRun { count += 1 }
        (number, shown) = Exhibit.recorded(cell, in: lesson, number: isRecorded && cell.isRun ? count : nil)
      case .recorded: break
      }
      items.append(
        Item(
          cell: cell, number: number, outputs: shown, isHidden: lesson.directives(of: cell).flag(.hide) == true))
    }
  }

  /// What is kept of a notebook, as long as the lines that are recorded are still its; else those lines.
  private static func recorded(_ cell: Lesson.Cell, in lesson: Lesson, number: Int?) -> (Int?, [JSON]) {
    let record = cell.record ?? []
    let isExecuted = cell.record != nil || !lesson.leavesUnrecorded
    // `null` says that a notebook's cell was not run, even where others were.
    let count = cell.kept["execution_count"].map(\.int) ?? (isExecuted ? number : nil)
    if let kept = cell.kept["outputs"]?.array, RecordedOutput(notebook: kept).lines == record {
      return (count, kept)
    }
    return (count, NotebookOutput.outputs(recorded: record, code: cell.text, number: count ?? 0))
  }
}

extension String {
  /// Without blanks at either end.
  var trimmed: Substring { self[...].trimmed }
}
