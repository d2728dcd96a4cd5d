import Machine
import Syntax

extension Magic {
  nonisolated(unsafe) static let sessions: [Magic] = [undo, restart, seed, precision, config, hints, list, reference]

  nonisolated(unsafe) private static let undo = Magic(
    "undo", "[N]",
    summary: "Goes back to before the last cell, or the last N: variables, gradients, versions and random numbers.",
    doing: { call in
      guard let count = call.words.isEmpty ? 1 : Int(call.words[0]), count > 0, call.words.count < 2 else {
        throw usageError("%undo takes a number of cells")
      }
      let session = call.session
      session.afterwards = { say in session.undo(count, say) }
    })

  nonisolated(unsafe) private static let restart = Magic(
    "restart", summary: "Begins again with nothing, as if the program had just been started.",
    doing: { call in
      let session = call.session
      session.afterwards = { _ in session.restart() }
    })

  nonisolated(unsafe) private static let seed = Magic(
    "seed", "N", summary: "Seeds torch's, Python's and numpy's random numbers.",
    doing: { call in
      guard call.words.count == 1, let number = Int(call.words[0]) else {
        throw usageError("%seed takes a whole number")
      }
      call.session.seed(number)
    })

  nonisolated(unsafe) private static let precision = Magic(
    "precision", "[N | format]", summary: "Says how many decimals floats are shown with; without N, all of them.",
    body: { call in
      guard let word = call.words.first else {
        Display.floatFormat = nil
        try setArrayPrecision(8, on: call.machine)
        return .string("%r")
      }
      let form: String
      var digits = 8
      if word.contains("%") {
        form = word
        _ = try call.machine.binary(.modulo, .string(form), .float(3.14159))
        if let point = word.firstIndex(of: "."),
          let found = Int(word[word.index(after: point)...].prefix { $0.isNumber })
        {
          digits = found
        }
      } else {
        guard let number = Int(word), number >= 0 else {
          throw PythonError(.valueError, "Precision must be int or format string, not '\(word)'")
        }
        form = "%.\(number)f"
        digits = number
      }
      try setArrayPrecision(digits, on: call.machine)
      let machine = call.machine
      Display.floatFormat = { number in try machine.str(machine.binary(.modulo, .string(form), .float(number))) }
      return .string(form)
    })

  private static func setArrayPrecision(_ digits: Int, on machine: Machine) throws {
    // IPython sets numpy's precision only where numpy is in use, as it is where its names are at hand.
    guard machine.modules["numpy"] != nil || machine.namesAtHandList().contains("np") else { return }
    let numpy = try machine.importModule("numpy")
    guard let function = numpy.namespace.get(StringObject.interned("set_printoptions")) else { return }
    _ = try machine.call(function, keywords: [("precision", .int(digits))])
  }

  nonisolated(unsafe) private static let config = Magic(
    "config", "[setting[=on|off]]", summary: "Shows the settings, or changes one.",
    doing: { call in
      let session = call.session
      if call.words.isEmpty {
        let width = (Setting.all.map(\.name.count).max() ?? 0) + 2
        for setting in Setting.all {
          call.say(setting.name.padded(width) + (setting.get(session) ? "on   " : "off  ") + setting.summary)
        }
        return
      }
      let parts = call.line.split(separator: "=", maxSplits: 1).map { $0.filter { !$0.isWhitespace } }
      // What notebooks say to other programs: `InlineBackend.figure_format = 'retina'`.
      if parts.count == 2, parts[0].contains(".") { return }
      let words = parts.count == 2 ? parts : call.words
      let setting = try Setting.named(words[0])
      guard words.count > 1 else { return call.say("\(setting.name) is \(setting.get(session) ? "on" : "off")") }
      setting.set(session, try Setting.truth(words[1]))
    })

  nonisolated(unsafe) private static let hints = Magic(
    "hints", "[on|off]", summary: "Turns the hints under errors on or off.",
    doing: { call in
      let setting = try Setting.named("hints")
      guard let word = call.words.first else {
        return call.say("hints are \(setting.get(call.session) ? "on" : "off")")
      }
      setting.set(call.session, try Setting.truth(word))
    })

  nonisolated(unsafe) private static let list = Magic(
    "lsmagic", summary: "Lists the magics.",
    doing: { call in
      func names(_ sign: String, _ isFitting: (Form) -> Bool) -> String {
        all.filter { isFitting($0.form) }.flatMap { [$0.name] + $0.aliases }.sorted().map { sign + $0 }
          .joined(separator: "  ")
      }
      call.say("Available line magics:\n" + names("%", \.isLine))
      call.say("\nAvailable cell magics:\n" + names("%%", \.isCell))
      call.say("\nAutomagic is OFF, % prefix IS needed for line magics.")
    })

  nonisolated(unsafe) private static let reference = Magic(
    "quickref", aliases: ["magic"], summary: "Shows each magic with what it does.",
    doing: { call in
      let width = (all.map { $0.name.count }.max() ?? 0) + 4
      for magic in all {
        call.say(((magic.form == .cell ? "%%" : "%") + magic.name).padded(width) + magic.summary)
      }
      call.say("\n%name? shows the options of one.")
    })
}
