extension Exhibit {
  /// The lesson as an `.ag` file.
  public func ag() -> String {
    if lesson.isProgram { return AgCell.program(lesson.cells.first?.text ?? "") }
    var pieces = [agHead].compactMap(\.self)
    for index in items.indices { pieces.append(piece(index)) }
    return pieces.isEmpty ? "" : pieces.joined(separator: "\n") + "\n"
  }

  // MARK: The head

  /// What of the notebook has no place among the cells of an `.ag` file.
  private var headKept: [String: JSON] {
    var kept = lesson.kept
    kept["nbformat"] = nil
    if kept["nbformat_minor"] == .int(5) { kept["nbformat_minor"] = nil }
    if kept["metadata"] == .object(Exhibit.ownMetadata) { kept["metadata"] = nil }
    let ids = lesson.cells.map(\.id)
    if ids.enumerated().contains(where: { $1 != nil && $1 != Exhibit.defaultID($0) }) {
      kept[KeptKey.ids] = .array(ids.map { $0.map { .string($0) } ?? .null })
    }
    return kept
  }

  /// The head as it is written where no `.ag` file says otherwise.
  var plainHead: String? {
    headKept.isEmpty ? nil : "#| \(Directive.notebook.name): \(JSON.object(headKept).line)\n"
  }

  private var agHead: String? {
    guard let head = lesson.head, let script = try? Script(head, name: "") else { return plainHead }
    if Lesson.kept(script.directives) == headKept { return head }
    let others = AgCell.withoutKept(head.linesSplit)
    return ([plainHead.map { String($0.dropLast()) }].compactMap(\.self) + others).joined(separator: "\n")
  }

  // MARK: Cells

  /// What of a cell has no place in an `.ag` file.
  private func cellKept(_ index: Int) -> [String: JSON] {
    let item = items[index]
    var kept = item.cell.kept
    if kept["metadata"] == .object([:]) { kept["metadata"] = nil }
    kept[KeptKey.source] = nil
    let text = AgCell.visible(item.cell.text)
    if let source = item.cell.kept[KeptKey.source]?.text, AgCell.visible(source) == text {
      kept[KeptKey.source] = .string(source)
    } else if text != item.cell.text {
      kept[KeptKey.source] = .string(item.cell.text)
    }
    guard item.cell.kind == .code else { return kept }
    let plain = NotebookOutput.outputs(recorded: record(item) ?? [], code: text, number: item.number ?? 0)
    let outputs = NotebookOutput.normalised(.array(item.outputs))
    kept["outputs"] = outputs == .array(plain) ? nil : outputs
    kept["execution_count"] = item.number == plainNumber(index) ? nil : item.number.map { .int($0) } ?? .null
    return kept
  }

  /// The number that a cell has when the file is read again.
  private func plainNumber(_ index: Int) -> Int? {
    guard items[index].cell.isRun, items.contains(where: { record($0) != nil }) else { return nil }
    return items[...index].count { $0.cell.isRun }
  }

  private func record(_ item: Item) -> [String]? {
    guard item.cell.kind == .code else { return nil }
    let lines = RecordedOutput(notebook: item.outputs).lines
    return lines.isEmpty ? nil : lines
  }

  /// A cell as it is written where no `.ag` file says otherwise.
  ///
  /// - Parameter isBare: Without what only an `.ag` file knows of it.
  func plainPiece(_ index: Int, isBare: Bool = false) -> String {
    var cell = items[index].cell
    if isBare { (cell.ag, cell.directives, cell.notes) = (nil, Directives(), []) }
    cell.record = record(items[index])
    cell.text = AgCell.visible(cell.text)
    return AgCell.written(cell, kept: cellKept(index), isLast: index + 1 == items.count)
  }

  /// A cell as its own `.ag` file had it, as far as it is still the same; else written anew.
  private func piece(_ index: Int) -> String {
    let cell = items[index].cell
    guard let ag = cell.ag, let script = try? Script(ag, name: ""), let old = script.cells.first,
      script.cells.count == 1, old.kind == cell.kind, old.text == AgCell.visible(cell.text),
      Lesson.kept(old.directives) == cellKept(index)
    else { return plainPiece(index) }
    let alignment = RecordAlignment(recorded: script.record(of: old) ?? [], now: record(items[index]) ?? [])
    return alignment.isEqual ? ag : String(script.text(recording: [alignment.updated()]).dropLast())
  }
}
