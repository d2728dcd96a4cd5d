extension Exhibit {
  /// The lesson as one page of HTML that loads nothing: it has its styles in it, and its pictures.
  public func page(name: String) -> String {
    var body: [String] = []
    let title = lesson.title ?? name
    let firstText = items.first { !$0.isHidden && $0.cell.kind == .markdown }?.cell.text ?? ""
    if lesson.directives.text(.title) != nil, !firstText.hasPrefix("# ") {
      body.append("<h1>\(HTML.escaped(title))</h1>")
    }
    for item in items where !item.isHidden {
      switch item.cell.kind {
      case .markdown: body.append("<section>\n\(MarkdownBlocks.html(Exhibit.withAttachments(item.cell)))\n</section>")
      case .raw: body.append("<section><pre>\(HTML.escaped(item.cell.text))</pre></section>")
      case .code: body.append(Exhibit.html(item))
      }
    }
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(HTML.escaped(title))</title>
      <style>
      \(Exhibit.style)
      \(TerminalText.style)
      </style>
      </head>
      <body>
      <main>
      \(body.joined(separator: "\n"))
      </main>
      </body>
      </html>

      """
  }

  private static func html(_ item: Item) -> String {
    var parts: [String] = []
    let number = item.number.map { "<div class=\"number\">In [\($0)]:</div>" } ?? ""
    parts.append("\(number)<pre class=\"code\"><code>\(CodeColours.html(item.cell.text))</code></pre>")
    for output in item.outputs { parts += html(output).map { [$0] } ?? [] }
    return "<div class=\"cell\">\n\(parts.joined(separator: "\n"))\n</div>"
  }

  private static func html(_ output: JSON) -> String? {
    switch output["output_type"]?.string {
    case "stream":
      let name = output["name"]?.string == "stderr" ? "output stderr" : "output"
      return output["text"]?.text.map { "<pre class=\"\(name)\">\(TerminalText($0).html)</pre>" }
    case "error":
      let lines = output["traceback"]?.array?.compactMap(\.string) ?? []
      let name = output["ename"]?.string ?? ""
      let headline = RecordedOutput.headline(name: name, message: output["evalue"]?.string ?? "")
      // A traceback of ours is to be read; one with escapes for a terminal is not.
      let isPlain = !lines.isEmpty && lines.first?.hasPrefix(name) == true && !lines.contains { $0.contains("\u{1B}") }
      let rest = isPlain ? lines.dropFirst().map { "\n" + $0 }.joined() : ""
      return "<pre class=\"output error\"><span>\(HTML.escaped(isPlain ? lines[0] : headline))</span>"
        + "\(HTML.escaped(rest))</pre>"
    default:
      guard let data = output["data"] else { return nil }
      if let image = image(data) {
        let text = data["text/plain"]?.text ?? ""
        // Letters of a drawing must not become too small to be read: it is rather moved under a narrow screen.
        let isDrawing = data["image/svg+xml"] != nil
        return "<div class=\"output\(isDrawing ? " wide" : "")\"><img\(isDrawing ? " class=\"drawing\"" : "") "
          + "alt=\"\(HTML.escaped(text))\" src=\"\(HTML.escaped(image))\"></div>"
      }
      return data["text/plain"]?.text.map { "<pre class=\"output\">\(TerminalText($0).html)</pre>" }
    }
  }

  /// Light and dark as the reader's machine has it; on a narrow screen numbers stand above their cells.
  private static let style = """
    :root { color-scheme: light dark; --text: #1d2733; --quiet: #66727f; --page: #ffffff; --code: #f4f6f8;
      --line: #dde3e9; --link: #0b63b5; --word: #9b2393; --string: #a3471b; --number: #1750a8; --comment: #647280;
      --error: #b3261e; --prompt: #1a7f37; }
    @media (prefers-color-scheme: dark) { :root { --text: #dfe5eb; --quiet: #95a1ad; --page: #14181d; --code: #1d232a;
      --line: #323b45; --link: #6cb2ff; --word: #e394dd; --string: #f0a679; --number: #8fb8ff; --comment: #8a97a4;
      --error: #ff8b80; --prompt: #6fcf87; } }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--page); color: var(--text);
      font: 1.0625rem/1.6 Charter, "Bitstream Charter", Cambria, Georgia, serif; }
    main { max-width: 50rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
    h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 2rem 0 0.75rem; }
    h1 { font-size: 1.9rem; margin-top: 0; }
    a { color: var(--link); }
    code, pre, .number { font-family: ui-monospace, "SF Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace; }
    code { font-size: 0.88em; }
    section code { background: var(--code); padding: 0.1em 0.3em; border-radius: 3px; overflow-wrap: anywhere; }
    pre { margin: 0; font-size: 0.875rem; line-height: 1.5; overflow-x: auto; tab-size: 4; }
    pre code { font-size: inherit; padding: 0; background: none; overflow-wrap: normal; }
    section pre { background: var(--code); padding: 0.75rem 1rem; border-radius: 6px; }
    .cell { position: relative; margin: 1.25rem 0; }
    .code { background: var(--code); border: 1px solid var(--line); border-radius: 6px; padding: 0.75rem 1rem; }
    .number { font-size: 0.75rem; color: var(--prompt); margin-bottom: 0.2rem; }
    .output { padding: 0.6rem 1rem 0; }
    .stderr { color: var(--quiet); }
    .error { color: var(--error); }
    .error span { white-space: pre-wrap; overflow-wrap: anywhere; }
    img { max-width: 100%; height: auto; }
    .drawing { max-width: max(100%, 40rem); }
    blockquote { margin: 1rem 0; padding-left: 1rem; border-left: 3px solid var(--line); color: var(--quiet); }
    .wide { overflow-x: auto; }
    table { border-collapse: collapse; font-size: 0.95rem; }
    th, td { border: 1px solid var(--line); padding: 0.3rem 0.7rem; text-align: left; }
    hr { border: 0; border-top: 1px solid var(--line); margin: 2rem 0; }
    .math { font-family: "Latin Modern Math", "STIX Two Math", Cambria, serif; overflow-wrap: anywhere; }
    .w { color: var(--word); } .s { color: var(--string); } .n { color: var(--number); } .c { color: var(--comment); }
    @media (min-width: 66rem) { .number { position: absolute; right: 100%; top: 0.8rem; margin: 0 0.75rem 0 0;
      white-space: nowrap; } }
    @media print { .cell { break-inside: avoid; } }
    """
}
