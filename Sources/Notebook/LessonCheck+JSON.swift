extension LessonCheck {
  /// One object in a line, for programs to read.
  public var json: JSON {
    .object([
      "file": .string(file), "fault": fault.map { .string($0) } ?? .null,
      "cells": .array(
        cells.map { cell in
          .object([
            "number": .int(cell.number), "verdict": .string(cell.verdict.rawValue),
            "diff": .array(cell.diff.map { .string($0) }), "seconds": .number(cell.seconds),
          ])
        }),
    ])
  }

  /// A check as another process wrote it; nil for anything else.
  public init?(json: JSON) {
    guard let file = json["file"]?.string, let cells = json["cells"]?.array else { return nil }
    self.init(file: file, fault: json["fault"]?.string)
    for cell in cells {
      guard let number = cell["number"]?.int, let verdict = cell["verdict"]?.string.flatMap(Verdict.init(rawValue:))
      else { return nil }
      self.cells.append(
        Cell(
          number: number, verdict: verdict, diff: cell["diff"]?.array?.compactMap(\.string) ?? [],
          seconds: cell["seconds"]?.double ?? 0))
    }
  }
}
