/// A recorded graph as boxes in layers, what it was computed from above, the result below.
struct GraphDrawing {
  private struct Box {
    /// Nil where an edge only passes through a layer.
    let item: Int?
    let width: Double
    var x = 0.0
  }

  private let graph: RecordedGraph
  private var layers: [[Int]] = []
  private var boxes: [Box] = []
  private var layerOf: [Int] = []
  /// From a box to one a layer above it.
  private var edges: [(below: Int, above: Int)] = []

  private static let letter = 7.8
  private static let boxHeight = 40.0
  private static let layerHeight = 74.0
  private static let gap = 22.0
  private static let margin = 12.0

  init(_ graph: RecordedGraph) {
    self.graph = graph
    assignLayers()
    orderLayers()
    placeBoxes()
  }

  // MARK: Layout

  /// Each item stands above everything that was computed from it; longer edges get a place in each layer between.
  private mutating func assignLayers() {
    var waiting = [Int](repeating: 0, count: graph.items.count)
    for item in graph.items { for input in item.inputs { waiting[input] += 1 } }
    layerOf = [Int](repeating: 0, count: graph.items.count)
    var ready = [0]
    while let item = ready.popLast() {
      for input in graph.items[item].inputs {
        layerOf[input] = max(layerOf[input], layerOf[item] + 1)
        waiting[input] -= 1
        if waiting[input] == 0 { ready.append(input) }
      }
    }
    layers = Array(repeating: [], count: (layerOf.max() ?? 0) + 1)
    for (place, item) in graph.items.enumerated() {
      let letters = max(item.title.unicodeScalars.count, item.detail.unicodeScalars.count)
      boxes.append(Box(item: place, width: Double(letters) * GraphDrawing.letter + 20))
      layers[layerOf[place]].append(place)
    }
    for (place, item) in graph.items.enumerated() {
      for input in item.inputs {
        var below = place
        for layer in (layerOf[place] + 1)..<max(layerOf[place] + 1, layerOf[input]) {
          boxes.append(Box(item: nil, width: 4))
          layers[layer].append(boxes.count - 1)
          edges.append((below, boxes.count - 1))
          below = boxes.count - 1
        }
        edges.append((below, input))
      }
    }
  }

  /// Orders each layer by the middle of what its boxes are joined to, down and up a few times.
  private mutating func orderLayers() {
    var above: [Int: [Int]] = [:]
    var below: [Int: [Int]] = [:]
    for edge in edges {
      above[edge.below, default: []].append(edge.above)
      below[edge.above, default: []].append(edge.below)
    }
    for round in 0..<8 {
      var place = [Int](repeating: 0, count: boxes.count)
      for layer in layers { for (at, box) in layer.enumerated() { place[box] = at } }
      let isUpward = round % 2 == 0
      for number in isUpward ? Array(layers.indices.dropFirst()) : Array(layers.indices.dropLast().reversed()) {
        func middle(_ box: Int) -> Double {
          let joined = (isUpward ? below : above)[box] ?? []
          return joined.isEmpty
            ? Double(place[box]) : Double(joined.reduce(0) { $0 + place[$1] }) / Double(joined.count)
        }
        let keyed = layers[number].enumerated().map { (key: middle($1), at: $0, box: $1) }
        layers[number] = keyed.sorted { ($0.key, $0.at) < ($1.key, $1.at) }.map(\.box)
        for (at, box) in layers[number].enumerated() { place[box] = at }
      }
    }
  }

  private mutating func placeBoxes() {
    let widths = layers.map { layer in
      layer.reduce(-GraphDrawing.gap) { $0 + boxes[$1].width + GraphDrawing.gap }
    }
    let widest = widths.max() ?? 0
    for (layer, width) in zip(layers, widths) {
      var x = GraphDrawing.margin + (widest - width) / 2
      for box in layer {
        boxes[box].x = x + boxes[box].width / 2
        x += boxes[box].width + GraphDrawing.gap
      }
    }
  }

  // MARK: SVG

  /// The drawing as a document of its own, light or dark as the reader's machine is.
  var svg: String {
    let width =
      GraphDrawing.margin + (boxes.map { $0.x + $0.width / 2 }.max() ?? 0)
    let height = Double(layers.count) * GraphDrawing.layerHeight - 34 + 2 * GraphDrawing.margin
    var layer = [Int](repeating: 0, count: boxes.count)
    for (number, row) in layers.enumerated() { for box in row { layer[box] = number } }
    func top(_ box: Int) -> Double {
      GraphDrawing.margin + Double(layers.count - 1 - layer[box]) * GraphDrawing.layerHeight
    }
    var parts: [String] = []
    for edge in edges {
      let from = boxes[edge.above].item == nil ? top(edge.above) : top(edge.above) + GraphDrawing.boxHeight
      let to = top(edge.below)
      let start = boxes[edge.above].item == nil ? from + GraphDrawing.boxHeight : from
      let (x1, x2, y) = (boxes[edge.above].x, boxes[edge.below].x, (start + to) / 2)
      let pass = boxes[edge.above].item == nil ? "M\(n(x1)) \(n(from))L\(n(x1)) \(n(start))" : "M\(n(x1)) \(n(start))"
      let end = boxes[edge.below].item == nil ? "" : " marker-end=\"url(#a)\""
      parts.append("<path class=\"e\" d=\"\(pass)C\(n(x1)) \(n(y)) \(n(x2)) \(n(y)) \(n(x2)) \(n(to))\"\(end)/>")
    }
    for (place, box) in boxes.enumerated() {
      guard let item = box.item.map({ graph.items[$0] }) else { continue }
      let (left, y) = (box.x - box.width / 2, top(place))
      let kind = item.kind == .leaf ? "b l" : "b"
      parts.append(
        "<rect class=\"\(kind)\" x=\"\(n(left))\" y=\"\(n(y))\" width=\"\(n(box.width))\" "
          + "height=\"\(n(GraphDrawing.boxHeight))\" rx=\"\(item.kind == .leaf ? 18 : 6)\"/>")
      let first = item.detail.isEmpty ? y + 25 : y + 17
      parts.append("<text x=\"\(n(box.x))\" y=\"\(n(first))\">\(GraphDrawing.escaped(item.title))</text>")
      if !item.detail.isEmpty {
        parts.append(
          "<text class=\"d\" x=\"\(n(box.x))\" y=\"\(n(y + 33))\">\(GraphDrawing.escaped(item.detail))</text>")
      }
    }
    let size = "width=\"\(n(width))\" height=\"\(n(height))\" viewBox=\"0 0 \(n(width)) \(n(height))\""
    return """
      <svg xmlns="http://www.w3.org/2000/svg" \(size)>
      <style>\(GraphDrawing.style)</style>
      <defs><marker id="a" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="8" markerHeight="8" orient="auto">\
      <path class="h" d="M0 0.5L8 4L0 7.5z"/></marker></defs>
      \(parts.joined(separator: "\n"))
      </svg>

      """
  }

  private static let style = """
    text{font:13px ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;text-anchor:middle;fill:#1d2733}\
    .d{font-size:11px;fill:#66727f}.b{fill:#f4f6f8;stroke:#b9c3cd}.l{fill:#e3f1e6;stroke:#7fb58d}\
    .e{fill:none;stroke:#8a97a4;stroke-width:1.3}.h{fill:#8a97a4}\
    @media(prefers-color-scheme:dark){text{fill:#dfe5eb}.d{fill:#95a1ad}.b{fill:#1d232a;stroke:#46525e}\
    .l{fill:#1d3325;stroke:#4c8a5d}}
    """

  /// A length with at most one decimal.
  private func n(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
