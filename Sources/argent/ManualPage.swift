import ArgumentParser
import LineEditor
import Notebook

/// `man argent`: the page for the manual, from what the options, commands and keys declare.
struct ManualPage {
  private var lines: [String] = []

  /// The page in the macros of man(7).
  static func text() throws -> String {
    let declaration = try JSON.parse(Array(Argent._dumpHelp().utf8))
    var page = ManualPage()
    page.write(declaration["command"] ?? declaration)
    return page.lines.joined(separator: "\n") + "\n"
  }

  private mutating func write(_ command: JSON) {
    let name = command["commandName"]?.string ?? "argent"
    macro("TH", name.uppercased(), "1", "", "\(name) \(Argent.version)", "User Commands")
    macro("SH", "NAME")
    text("\(name) \\- \(ManualPage.escaped(command["abstract"]?.string ?? ""))", isEscaped: true)
    macro("SH", "SYNOPSIS")
    let subcommands = (command["subcommands"]?.array ?? []).filter(ManualPage.isShown)
    synopsis(command, path: [name])
    for subcommand in subcommands {
      lines.append(".br")
      synopsis(subcommand, path: [name, subcommand["commandName"]?.string ?? ""])
    }
    macro("SH", "DESCRIPTION")
    text(command["discussion"]?.string ?? "")
    macro("SH", "OPTIONS")
    let shared = arguments(of: command)
    for argument in shared { write(argument: argument) }
    macro("SH", "COMMANDS")
    let known = Set(shared.map(ManualPage.term))
    for subcommand in subcommands {
      macro("SS", "\(name) \(subcommand["commandName"]?.string ?? "")")
      text(subcommand["abstract"]?.string ?? "")
      if let discussion = subcommand["discussion"]?.string {
        macro("PP")
        text(discussion)
      }
      for argument in arguments(of: subcommand) where !known.contains(ManualPage.term(argument)) {
        write(argument: argument)
      }
    }
    writeKeys()
    writePlaces()
  }

  // MARK: Options

  private static func isShown(_ declaration: JSON) -> Bool { declaration["shouldDisplay"] != .bool(false) }

  private func arguments(of command: JSON) -> [JSON] { (command["arguments"]?.array ?? []).filter(ManualPage.isShown) }

  private mutating func synopsis(_ command: JSON, path: [String]) {
    var parts = ["\\fB" + path.map(ManualPage.escaped).joined(separator: " ") + "\\fR"]
    for argument in arguments(of: command) where !["help", "version"].contains(ManualPage.name(of: argument)) {
      let term = ManualPage.term(argument)
      let isOptional = argument["isOptional"] == .bool(true)
      parts.append((isOptional ? "[\(term)]" : term) + (argument["isRepeating"] == .bool(true) ? "..." : ""))
    }
    lines.append(parts.joined(separator: " "))
  }

  private mutating func write(argument: JSON) {
    macro("TP")
    lines.append(ManualPage.term(argument))
    var sentence = argument["abstract"]?.string ?? ""
    if let standard = argument["defaultValue"]?.string { sentence += " (default: \(standard))" }
    text(sentence)
  }

  private static func name(of argument: JSON) -> String { argument["preferredName"]?["name"]?.string ?? "" }

  /// `-h, --help`, `--max-seconds SECONDS`, or the name of what stands by its place.
  private static func term(_ argument: JSON) -> String {
    let value = "\\fI" + escaped(argument["valueName"]?.string ?? "") + "\\fR"
    guard argument["kind"]?.string != "positional" else { return value }
    let names = (argument["names"]?.array ?? []).map { name in
      "\\fB" + escaped((name["kind"]?.string == "short" ? "-" : "--") + (name["name"]?.string ?? "")) + "\\fR"
    }
    return names.joined(separator: ", ") + (argument["kind"]?.string == "option" ? " " + value : "")
  }

  // MARK: What the prompt adds

  private mutating func writeKeys() {
    macro("SH", "KEYS")
    text("At the prompt. Lines of ~/.editrc that begin with argent: bind other keys to the names in parentheses.")
    for command in LineEditor.commands {
      macro("TP")
      lines.append("\\fB" + command.keys.map(ManualPage.escaped).joined(separator: "\\fR, \\fB") + "\\fR")
      text("\(command.summary) (\(command.name)).")
    }
    macro("SH", "KEYS OF VI")
    text("Where ~/.editrc says bind -v, after Escape. A number before a key says how often, or which row.")
    for key in LineEditor.viKeys {
      macro("TP")
      lines.append("\\fB" + key.keys.map(ManualPage.escaped).joined(separator: "\\fR, \\fB") + "\\fR")
      text("\(key.summary).")
    }
  }

  private mutating func writePlaces() {
    macro("SH", "FILES")
    for (path, what) in [
      ("~/.local/state/argent/history", "The cells entered so far; below $XDG_STATE_HOME where that is set."),
      ("~/.editrc", "Settings of the line editor; see editrc(5)."),
    ] {
      macro("TP")
      lines.append("\\fI" + ManualPage.escaped(path) + "\\fR")
      text(what)
    }
    macro("SH", "ENVIRONMENT")
    for (name, what) in [
      ("NO_COLOR", "Set to anything but nothing, no colours are sent."),
      ("TERM", "A terminal called dumb gets lines and no more."),
      ("EDITRC", "Read in the place of ~/.editrc."),
    ] {
      macro("TP")
      lines.append("\\fB" + name + "\\fR")
      text(what)
    }
  }

  // MARK: Roff

  private mutating func macro(_ name: String, _ arguments: String...) {
    let quoted = arguments.map { argument in
      argument.isEmpty || argument.contains(" ") ? "\"\(ManualPage.escaped(argument))\"" : ManualPage.escaped(argument)
    }
    lines.append(([".\(name)"] + quoted).joined(separator: " "))
  }

  private mutating func text(_ text: String, isEscaped: Bool = false) {
    for line in text.split(separator: "\n") {
      let shown = isEscaped ? String(line) : ManualPage.escaped(String(line))
      // A line that begins with a control character would be a macro.
      lines.append(shown.hasPrefix(".") || shown.hasPrefix("'") ? "\\&" + shown : shown)
    }
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
  }
}
