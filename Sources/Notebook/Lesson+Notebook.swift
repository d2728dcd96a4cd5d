extension Lesson {
  /// A Jupyter notebook, nbformat 3 or 4.
  public static func ipynb(_ bytes: [UInt8], name: String) throws(LessonError) -> Lesson {
    let json: JSON
    do {
      json = try JSON.parse(bytes)
    } catch {
      throw LessonError("\(name) is not a notebook: it is not JSON")
    }
    // Before nbformat 4 the cells lay in worksheets and code was called `input`.
    let list = json["cells"]?.array ?? json["worksheets"]?.array?.flatMap { $0["cells"]?.array ?? [] }
    guard let list else { throw LessonError("\(name) is not a notebook: it has no list of cells") }
    var cells: [Cell] = []
    for (index, cell) in list.enumerated() {
      guard let type = cell["cell_type"]?.string else {
        throw LessonError("\(name) is not a notebook: its cell \(index + 1) has no cell_type")
      }
      guard let text = cell["source"]?.text ?? cell["input"]?.text else {
        throw LessonError("\(name) is not a notebook: its cell \(index + 1) has no source")
      }
      let kind: Cell.Kind = type == "code" ? .code : type == "raw" ? .raw : .markdown
      var read = Cell(kind, text, id: cell["id"]?.string)
      let outputs = cell["outputs"]?.array ?? []
      if kind == .code, !outputs.isEmpty || cell["execution_count"]?.int != nil {
        read.record = RecordedOutput(notebook: outputs).lines
      }
      cells.append(read)
    }
    var lesson = Lesson(cells: cells)
    lesson.leavesUnrecorded = true
    return lesson
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
      case "execute_result", "display_data", "pyout":
        shown += output["data"]?["text/plain"]?.text?.linesSplit ?? []
      case "error", "pyerr":
        shown.append(
          RecordedOutput.headline(name: output["ename"]?.string ?? "", message: output["evalue"]?.string ?? ""))
      default: break
      }
    }
    self.init(printed: printed, shown: shown)
  }
}
