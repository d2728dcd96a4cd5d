extension Exhibit {
  /// The lesson as a Jupyter notebook, nbformat 4.5, or 4 as it was if it was read from one.
  public func notebook() -> String {
    let minor = lesson.kept["nbformat_minor"]?.int ?? 5
    var ids: Set<String> = []
    var notebook = lesson.kept
    notebook["nbformat"] = .int(4)
    notebook["nbformat_minor"] = .int(minor)
    notebook["cells"] = .array(
      items.enumerated().map { index, item in
        var json = self.json(item)
        if minor >= 5 { json["id"] = .string(Exhibit.newID(item.cell.id, index, &ids)) }
        if let ag = item.cell.ag, !lesson.isMarked || ag != plainPiece(index, isBare: true) {
          var metadata = json["metadata"]?.object ?? [:]
          metadata[KeptKey.argent] = .object([KeptKey.ag: .string(ag)])
          json["metadata"] = .object(metadata)
        }
        return .object(json)
      })
    notebook["metadata"] = .object(metadata)
    return JSON.object(notebook).written()
  }

  private var metadata: [String: JSON] {
    var metadata = lesson.kept["metadata"]?.object ?? Exhibit.ownMetadata
    var argent: [String: JSON] = [:]
    if let head = lesson.head, head != plainHead { argent[KeptKey.head] = .string(head) }
    if !lesson.isMarked, !items.isEmpty { argent[KeptKey.isMarked] = .bool(false) }
    if !argent.isEmpty { metadata[KeptKey.argent] = .object(argent) }
    return metadata
  }

  /// The metadata of a notebook that comes from us.
  static let ownMetadata: [String: JSON] = [
    "kernelspec": .object([
      "display_name": .string("Argent"), "language": .string("argent"), "name": .string("argent"),
    ]),
    "language_info": .object([
      "file_extension": .string(".ag"), "mimetype": .string("text/x-python"), "name": .string("argent"),
      "pygments_lexer": .string("ipython3"),
      "codemirror_mode": .object(["name": .string("ipython"), "version": .int(3)]),
    ]),
  ]

  private func json(_ item: Item) -> [String: JSON] {
    var json = item.cell.kept
    let source = json.removeValue(forKey: KeptKey.source)?.text
    let isSource = source.map { AgCell.visible($0) == item.cell.text } ?? false
    json["source"] = JSON.lines(isSource ? source ?? "" : item.cell.text)
    json["metadata"] = json["metadata"] ?? .object([:])
    switch item.cell.kind {
    case .code:
      json["cell_type"] = .string("code")
      json["execution_count"] = item.number.map { .int($0) } ?? .null
      json["outputs"] = NotebookOutput.normalised(.array(item.outputs))
    case .markdown: json["cell_type"] = .string("markdown")
    case .raw: json["cell_type"] = .string("raw")
    }
    return json
  }

  /// An identifier as nbformat allows it, never given twice.
  private static func newID(_ wanted: String?, _ index: Int, _ ids: inout Set<String>) -> String {
    let isUsable = wanted.map { id in
      (1...64).contains(id.utf8.count)
        && id.utf8.allSatisfy {
          $0 == 0x2D || $0 == 0x5F || (0x30...0x39).contains($0) || (0x41...0x5A).contains($0)
            || (0x61...0x7A).contains($0)
        }
    }
    if let wanted, isUsable == true, ids.insert(wanted).inserted { return wanted }
    var number = index
    while !ids.insert(defaultID(number)).inserted { number += 1 }
    return defaultID(number)
  }

  static func defaultID(_ index: Int) -> String { "cell-\(index)" }
}
