extension Lesson {
  /// A Jupyter notebook, nbformat 3 or 4.
  public static func ipynb(_ bytes: [UInt8], name: String) throws(LessonError) -> Lesson {
    let json: JSON
    do {
      json = try JSON.parse(bytes)
    } catch {
      throw LessonError("\(name) is not a notebook: it is not JSON")
    }
    // Before nbformat 4 the cells lay in worksheets.
    let list =
      json["cells"]?.array
      ?? json["worksheets"]?.array?.flatMap { ($0["cells"]?.array ?? []).map(NotebookUpgrade.cell) }
    guard let list else { throw LessonError("\(name) is not a notebook: it has no list of cells") }
    var cells: [Cell] = []
    for (index, cell) in list.enumerated() {
      guard let type = cell["cell_type"]?.string else {
        throw LessonError("\(name) is not a notebook: its cell \(index + 1) has no cell_type")
      }
      guard let text = cell["source"]?.text else {
        throw LessonError("\(name) is not a notebook: its cell \(index + 1) has no source")
      }
      let kind: Cell.Kind = type == "code" ? .code : type == "raw" ? .raw : .markdown
      cells.append(Lesson.cell(kind, text, cell, name: name))
    }
    var lesson = Lesson(cells: cells)
    lesson.leavesUnrecorded = true
    lesson.kept = (json.object ?? [:]).filter { !["cells", "worksheets"].contains($0.key) }
    if json["cells"] == nil {
      lesson.kept["nbformat"] = .int(4)
      lesson.kept["nbformat_minor"] = .int(5)
    }
    lesson.takeBackHead(name)
    return lesson
  }

  private static func cell(_ kind: Cell.Kind, _ text: String, _ json: JSON, name: String) -> Cell {
    var cell = Cell(kind, text, id: json["id"]?.string)
    let outputs = json["outputs"]?.array ?? []
    if kind == .code, !outputs.isEmpty || json["execution_count"]?.int != nil {
      cell.record = RecordedOutput(notebook: outputs).lines
    }
    cell.kept = (json.object ?? [:]).filter { !["cell_type", "source", "id"].contains($0.key) }
    guard let ag = cell.takeArgent()?[KeptKey.ag]?.string, let script = try? Script(ag, name: name),
      script.cells.count == 1
    else { return cell }
    // What the cell was in an .ag file counts for what only such a file has.
    cell.ag = ag
    cell.directives = script.cells[0].directives
    cell.notes = script.cells[0].notes
    return cell
  }

  private mutating func takeBackHead(_ name: String) {
    guard var metadata = kept["metadata"]?.object, let argent = metadata.removeValue(forKey: KeptKey.argent) else {
      return
    }
    kept["metadata"] = .object(metadata)
    if case .bool(let isMarked)? = argent[KeptKey.isMarked] { self.isMarked = isMarked }
    guard let head = argent[KeptKey.head]?.string, let script = try? Script(head, name: name) else { return }
    self.head = head
    directives = script.directives
    notes = script.notes
  }
}

extension Lesson.Cell {
  /// Takes what we keep out of the metadata.
  fileprivate mutating func takeArgent() -> JSON? {
    guard var metadata = kept["metadata"]?.object, let argent = metadata.removeValue(forKey: KeptKey.argent) else {
      return nil
    }
    kept["metadata"] = .object(metadata)
    return argent
  }
}

extension RecordedOutput {
  /// The outputs that a notebook keeps of a cell.
  init(notebook outputs: [JSON]) {
    var printed = ""
    var shown: [String] = []
    for output in outputs {
      switch output["output_type"]?.string {
      case "stream" where output["name"]?.string != "stderr": printed += output["text"]?.text ?? ""
      case "execute_result", "display_data": shown += output["data"]?["text/plain"]?.text?.linesSplit ?? []
      case "error":
        shown.append(
          RecordedOutput.headline(name: output["ename"]?.string ?? "", message: output["evalue"]?.string ?? ""))
      default: break
      }
    }
    self.init(printed: printed, shown: shown)
  }
}

/// Notebooks of nbformat 3, as nbformat 4 has them.
enum NotebookUpgrade {
  private static let types = [
    "text": "text/plain", "html": "text/html", "svg": "image/svg+xml", "png": "image/png", "jpeg": "image/jpeg",
    "latex": "text/latex", "json": "application/json", "javascript": "application/javascript",
  ]

  static func cell(_ json: JSON) -> JSON {
    guard var cell = json.object else { return json }
    cell["source"] = cell["source"] ?? cell.removeValue(forKey: "input")
    cell["metadata"] = cell["metadata"] ?? .object([:])
    switch cell["cell_type"]?.string {
    case "code":
      cell["execution_count"] = cell.removeValue(forKey: "prompt_number") ?? .null
      cell["outputs"] = .array((cell["outputs"]?.array ?? []).map(output))
      for key in ["language", "collapsed", "input"] { cell[key] = nil }
    case "heading":
      let level = min(max(cell.removeValue(forKey: "level")?.int ?? 1, 1), 6)
      cell["cell_type"] = .string("markdown")
      cell["source"] = .string(String(repeating: "#", count: level) + " " + (cell["source"]?.text ?? ""))
    case "html": cell["cell_type"] = .string("markdown")
    default: break
    }
    return .object(cell)
  }

  private static func output(_ json: JSON) -> JSON {
    guard var output = json.object else { return json }
    switch output["output_type"]?.string {
    case "pyerr": output["output_type"] = .string("error")
    case "stream": output["name"] = output.removeValue(forKey: "stream") ?? output["name"] ?? .string("stdout")
    case "pyout", "display_data":
      let isResult = output["output_type"]?.string == "pyout"
      var data: [String: JSON] = [:]
      for (key, type) in types {
        if let value = output.removeValue(forKey: key) { data[type] = value }
      }
      output["data"] = .object(data)
      output["metadata"] = output["metadata"] ?? .object([:])
      output["output_type"] = .string(isResult ? "execute_result" : "display_data")
      if isResult { output["execution_count"] = output.removeValue(forKey: "prompt_number") ?? .null }
    default: break
    }
    return .object(output)
  }
}
