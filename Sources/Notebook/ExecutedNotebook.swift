public import Session

/// A notebook with what its cells said, in nbformat 4.5.
public struct ExecutedNotebook {
  private var cells: [JSON] = []
  private var ids: Set<String> = []

  public init() {}

  public mutating func add(text cell: Lesson.Cell) {
    cells.append(
      .object([
        "cell_type": .string(cell.kind == .raw ? "raw" : "markdown"), "id": .string(newID(cell.id)),
        "metadata": .object([:]), "source": ExecutedNotebook.lines(cell.text),
      ]))
  }

  /// - Parameter number: The cell's number; nil when it was not run.
  public mutating func add(code cell: Lesson.Cell, number: Int?, events: [Event]) {
    cells.append(
      .object([
        "cell_type": .string("code"), "id": .string(newID(cell.id)), "metadata": .object([:]),
        "execution_count": number.map { .int($0) } ?? .null, "source": ExecutedNotebook.lines(cell.text),
        "outputs": .array(ExecutedNotebook.outputs(events)),
      ]))
  }

  private static func outputs(_ events: [Event]) -> [JSON] {
    var result: [JSON] = []
    var stream: (name: String, text: String)?
    func flush() {
      if let open = stream {
        result.append(
          .object(["output_type": .string("stream"), "name": .string(open.name), "text": lines(open.text)]))
      }
      stream = nil
    }
    func append(_ name: String, _ text: String) {
      if stream?.name != name { flush() }
      stream = (name, (stream?.text ?? "") + text)
    }
    for event in events {
      switch event {
      case .output(let text): append("stdout", text)
      case .complaint(let text): append("stderr", text)
      case .result(let value):
        flush()
        var data: [String: JSON] = [:]
        for (type, text) in value.bundle { data[type] = lines(text) }
        result.append(
          .object([
            "output_type": .string("execute_result"), "execution_count": .int(value.cell), "data": .object(data),
            "metadata": .object([:]),
          ]))
      case .failure(let failure):
        flush()
        result.append(
          .object([
            "output_type": .string("error"), "ename": .string(failure.name), "evalue": .string(failure.message),
            "traceback": .array(failure.lines().map { .string($0) }),
          ]))
      }
    }
    flush()
    return result
  }

  /// Text as a list of lines that keep their ends.
  private static func lines(_ text: String) -> JSON {
    var result: [JSON] = []
    var line = ""
    for scalar in text.unicodeScalars {
      line.unicodeScalars.append(scalar)
      if scalar == "\n" {
        result.append(.string(line))
        line = ""
      }
    }
    if !line.isEmpty { result.append(.string(line)) }
    return .array(result)
  }

  /// An identifier as nbformat allows it, never given twice.
  private mutating func newID(_ wanted: String?) -> String {
    let isUsable = wanted.map { id in
      (1...64).contains(id.count)
        && id.utf8.allSatisfy {
          $0 == 0x2D || $0 == 0x5F || ($0 < 0x80 && Character(UnicodeScalar($0)).isLetter) || (0x30...0x39).contains($0)
        }
    }
    if let wanted, isUsable == true, ids.insert(wanted).inserted { return wanted }
    var number = cells.count
    while !ids.insert("cell-\(number)").inserted { number += 1 }
    return "cell-\(number)"
  }

  /// The notebook's text.
  public func written() -> String {
    JSON.object([
      "cells": .array(cells), "nbformat": .int(4), "nbformat_minor": .int(5),
      "metadata": .object([
        "kernelspec": .object([
          "display_name": .string("Argent"), "language": .string("argent"), "name": .string("argent"),
        ]),
        "language_info": .object([
          "file_extension": .string(".ag"), "mimetype": .string("text/x-python"), "name": .string("argent"),
          "pygments_lexer": .string("ipython3"),
          "codemirror_mode": .object(["name": .string("ipython"), "version": .int(3)]),
        ]),
      ]),
    ]).written()
  }
}
