import Machine

extension Magic {
  /// What notebooks say to the programs that show them, and what has no meaning here: accepted, and silent.
  nonisolated(unsafe) static let accepted: [Magic] = [
    silent("matplotlib", "[backend]", "Says where plots are drawn; accepted and without effect."),
    silent("autoreload", "[mode]", "Says when changed modules are read again."),
    silent("autosave", "[seconds]", "Says how often a notebook is saved; a session is always."),
    silent("colors", "[scheme]", "Says which colours are used; NO_COLOR turns them off."),
    silent("xmode", "[mode]", "Says how tracebacks look; here they have one look."),
    loadExtension, automagic, capture,
    toggle(
      "autoindent", "Turns the indentation of new rows on or off; it is on.", "Automatic indentation is:",
      \.indentsRows),
    toggle(
      "pprint", "Turns the layout of long values on or off; it is on.", "Pretty printing has been turned",
      \.laysOutValues),
  ]

  /// Turns on what is off, and off what is on, and says so.
  private static func toggle(
    _ name: String, _ summary: String, _ words: String, _ setting: ReferenceWritableKeyPath<Session, Bool>
  ) -> Magic {
    Magic(
      name, summary: summary,
      doing: { call in
        call.session[keyPath: setting].toggle()
        call.say("\(words) \(call.session[keyPath: setting] ? "ON" : "OFF")")
      })
  }

  private static func silent(_ name: String, _ arguments: String, _ summary: String) -> Magic {
    Magic(name, arguments, summary: summary, doing: { _ in })
  }

  nonisolated(unsafe) private static let loadExtension = Magic(
    "load_ext", aliases: ["reload_ext"], "name", summary: "Accepts the extensions that change nothing here.",
    doing: { call in
      guard let name = call.words.first else { throw usageError("Missing module name.") }
      if name != "autoreload", name != "tensorboard" { _ = try call.machine.importModule(name) }
    })

  nonisolated(unsafe) private static let automagic = Magic(
    "automagic", "[on|off]", summary: "Magics need their %; this says so.",
    doing: { $0.say("\nAutomagic is OFF, % prefix IS needed for line magics.") })

  nonisolated(unsafe) private static let capture = Magic(
    "capture", form: .cell, "[name]", summary: "Runs the cell and keeps what it prints, in a variable if one is named.",
    doing: { call in
      let machine = call.machine
      let (source, statements) = try call.statements("")
      let (output, error) = (machine.standardOutput, machine.standardError)
      var printed = ""
      var complained = ""
      machine.standardOutput = { printed += $0 }
      machine.standardError = { complained += $0 }
      defer {
        machine.standardOutput = output
        machine.standardError = error
        if let name = call.words.first {
          let captured = InstanceObject(capturedType)
          captured.setField(StringObject.interned("stdout"), .string(printed))
          captured.setField(StringObject.interned("stderr"), .string(complained))
          call.session.globals.set(name, .object(captured))
        }
      }
      _ = try machine.run(statements, source: source, globals: call.session.globals, wantsResult: false)
    })

  nonisolated(unsafe) private static let capturedType: TypeObject = {
    let type = TypeObject("CapturedIO", module: "IPython.utils.capture", summary: "What %%capture kept.")
    func show(_ value: Value) {
      for name in ["stdout", "stderr"] {
        let text = value.asInstance?.field(StringObject.interned(name))?.asString?.text ?? ""
        if !text.isEmpty { Machine.current.standardOutput(text) }
      }
    }
    type.method(
      "show", [.positional("self")], summary: "Prints what was kept.",
      .unary {
        show($0)
        return .none
      })
    type.method(
      "__call__", [.positional("self")], summary: "Prints what was kept.",
      .unary {
        show($0)
        return .none
      })
    return type
  }()
}
