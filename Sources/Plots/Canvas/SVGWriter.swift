/// Scenes as SVG text.
public struct SVGWriter {
  private var body = ""
  private var letters: [String: Path] = [:]
  private var clips: [(id: String, rect: Rect)] = []

  /// The scene as a document of its own.
  public static func write(_ scene: Scene) -> String {
    var writer = SVGWriter()
    for (element, clip) in scene.elements { writer.add(element, clip) }
    let size = "\(number(scene.width))pt\" height=\"\(number(scene.height))pt"
    var text = """
      <?xml version="1.0" encoding="utf-8" standalone="no"?>
      <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="\(size)" \
      viewBox="0 0 \(number(scene.width)) \(number(scene.height))" version="1.1">
      <defs>

      """
    for (id, rect) in writer.clips {
      text += "<clipPath id=\"\(id)\">\(rectangle(rect))</clipPath>\n"
    }
    for (id, path) in writer.letters.sorted(by: { $0.key < $1.key }) {
      text += "<path id=\"\(id)\" d=\"\(data(path, digits: 4))\"/>\n"
    }
    return text + "</defs>\n" + writer.body + "</svg>\n"
  }

  private mutating func add(_ element: Scene.Element, _ clip: Rect?) {
    let clipping = clip.map { " clip-path=\"url(#\(id(of: $0)))\"" } ?? ""
    switch element {
    case .path(let path, let fill, let stroke):
      body += "<path d=\"\(SVGWriter.data(path))\"\(SVGWriter.style(fill, stroke))\(clipping)/>\n"
    case .stamps(let path, let places, let fill, let stroke):
      guard !places.isEmpty else { return }
      body += "<g\(SVGWriter.style(fill, stroke))\(clipping)>\n"
      for place in places {
        body += "<path d=\"\(SVGWriter.data(path.mapped { $0 + place }))\"/>\n"
      }
      body += "</g>\n"
    case .text(let run): add(run)
    case .image(let image, let rect):
      let png = Base64.text(PNG.encode(image))
      body += "<image x=\"\(SVGWriter.number(rect.left))\" y=\"\(SVGWriter.number(rect.top))\""
      body += " width=\"\(SVGWriter.number(rect.width))\" height=\"\(SVGWriter.number(rect.height))\""
      body += " preserveAspectRatio=\"none\" style=\"image-rendering: pixelated\"\(clipping)"
      body += " xlink:href=\"data:image/png;base64,\(png)\"/>\n"
    }
  }

  private mutating func add(_ run: Scene.TextRun) {
    let safe = SVGWriter.escaped(run.text).replacingOccurrence(of: "-", with: "‐")
    body += "<!-- \(safe) -->\n"
    var place = "translate(\(SVGWriter.number(run.origin.x)) \(SVGWriter.number(run.origin.y)))"
    if run.rotation != 0 { place += " rotate(\(SVGWriter.number(-run.rotation)))" }
    place += " scale(\(SVGWriter.number(run.size)))"
    if run.isItalic { place += " skewX(-12)" }
    let stroke = run.isBold ? Stroke(color: run.color, width: 0.06) : nil
    body += "<g transform=\"\(place)\"\(SVGWriter.style(run.color, stroke))>\n"
    var x = 0.0
    for scalar in run.text.unicodeScalars {
      let glyph = Font.glyph(scalar)
      if !glyph.outline.steps.isEmpty {
        let name = "letter-" + String(scalar.value, radix: 16)
        letters[name] = glyph.outline
        body += "<use xlink:href=\"#\(name)\""
        body += x == 0 ? "/>\n" : " x=\"\(SVGWriter.number(x, 4))\"/>\n"
      }
      x += glyph.advance * (run.isBold ? 1.08 : 1)
    }
    body += "</g>\n"
  }

  private mutating func id(of rect: Rect) -> String {
    if let known = clips.first(where: { $0.rect == rect }) { return known.id }
    clips.append(("clip-\(clips.count + 1)", rect))
    return "clip-\(clips.count)"
  }

  private static func rectangle(_ rect: Rect) -> String {
    "<rect x=\"\(number(rect.left))\" y=\"\(number(rect.top))\" width=\"\(number(rect.width))\""
      + " height=\"\(number(rect.height))\"/>"
  }

  private static func style(_ fill: Color?, _ stroke: Stroke?) -> String {
    var text = " fill=\"\(fill?.hex ?? "none")\""
    if let fill, fill.alpha < 1 { text += " fill-opacity=\"\(number(fill.alpha))\"" }
    guard let stroke, stroke.width > 0 else { return text }
    text += " stroke=\"\(stroke.color.hex)\""
    if stroke.width != 1 { text += " stroke-width=\"\(number(stroke.width))\"" }
    if stroke.color.alpha < 1 { text += " stroke-opacity=\"\(number(stroke.color.alpha))\"" }
    if !stroke.dashes.isEmpty {
      text += " stroke-dasharray=\"\(stroke.dashes.map { number($0) }.joined(separator: ","))\""
    }
    if stroke.cap != .butt { text += " stroke-linecap=\"\(stroke.cap.rawValue)\"" }
    if stroke.joinsRound { text += " stroke-linejoin=\"round\"" }
    return text
  }

  private static func data(_ path: Path, digits: Int = 3) -> String {
    func pair(_ p: Point) -> String { number(p.x, digits) + " " + number(p.y, digits) }
    return path.steps.map { step in
      switch step {
      case .move(let p): "M " + pair(p)
      case .line(let p): "L " + pair(p)
      case .quad(let c, let p): "Q " + pair(c) + " " + pair(p)
      case .close: "z"
      }
    }.joined(separator: " ")
  }

  /// A number with at most so many digits after the point, zeros at the end left out.
  static func number(_ value: Double, _ digits: Int = 3) -> String {
    guard value.isFinite else { return "0" }
    var text = fixed(value, digits)
    if text.contains(".") {
      while text.hasSuffix("0") { text.removeLast() }
      if text.hasSuffix(".") { text.removeLast() }
    }
    return text == "-0" ? "0" : text
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      default: result.append(character)
      }
    }
    return result
  }
}
