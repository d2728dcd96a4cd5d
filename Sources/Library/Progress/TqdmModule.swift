import Machine

/// The module `tqdm`: loops that show how far they are, on a terminal only.
enum TqdmModule {
  static func register(on machine: Machine) {
    for name in ["tqdm", "tqdm.auto", "tqdm.notebook", "tqdm.std"] {
      machine.registerModule(name) { _ in
        let module = ModuleObject(name, summary: "Loops that show how far they are.")
        module.set("tqdm", .object(type))
        if name == "tqdm.notebook" { module.set("tqdm_notebook", .object(type)) }
        for function in ["trange", "tnrange"] {
          module.function(
            function, [.variadic("args"), .variadicKeyword("kwargs")], summary: "A range that shows how far it is.",
            .variadic { arguments in
              let range = try Machine.current.call(
                Machine.current.builtins.get("range") ?? .none, Array(arguments.positional))
              let keywords = arguments.keywords.map { ($0.name.text, $0.value) }
              return try Machine.current.call(.object(type), [range], keywords: keywords)
            })
        }
        return module
      }
    }
  }

  /// What a bar keeps.
  private final class State {
    let iterable: Value
    var bar: ProgressBar
    var iterator: Value?
    let isQuiet: Bool
    let leaves: Bool
    let interval: Double
    let columns: Int?
    var isClosed = false
    /// Whether the loop has been given its first element.
    var isStarted = false

    init(_ iterable: Value, _ bar: ProgressBar, isQuiet: Bool, leaves: Bool, interval: Double, columns: Int?) {
      self.iterable = iterable
      self.bar = bar
      self.isQuiet = isQuiet
      self.leaves = leaves
      self.interval = interval
      self.columns = columns
    }

    /// Draws over the last line where it is time to.
    func draw(always: Bool = false) {
      guard !isQuiet, !isClosed, let screen = Machine.current.screenColumns() else { return }
      guard always || bar.isDue(interval: interval) else { return }
      Machine.current.standardError("\r" + bar.line(columns: min(columns ?? screen - 1, screen - 1)) + "\u{1B}[K")
    }

    func close() {
      guard !isClosed else { return }
      draw(always: true)
      isClosed = true
      guard !isQuiet, Machine.current.screenColumns() != nil else { return }
      Machine.current.standardError(leaves ? "\n" : "\r\u{1B}[K")
    }
  }

  private static func state(_ value: Value) throws -> State {
    guard let state = value.asInstance?.payload as? State else {
      throw PythonError(.typeError, "tqdm.__init__() was not called")
    }
    return state
  }

  nonisolated(unsafe) private static let signature = PythonSignature(
    "tqdm.__init__",
    [
      .init("iterable", default: Value.none), .init("desc", default: Value.none), .init("total", default: Value.none),
      .init("leave", default: .bool(true)), .init("file", default: Value.none), .init("ncols", default: Value.none),
      .init("mininterval", default: .float(0.1)), .init("maxinterval", default: .float(10)),
      .init("miniters", default: Value.none), .init("ascii", default: Value.none),
      .init("disable", default: .bool(false)),
      .init("unit", default: .string("it")), .init("unit_scale", default: .bool(false)),
      .init("dynamic_ncols", default: .bool(false)), .init("smoothing", default: .float(0.3)),
      .init("bar_format", default: Value.none), .init("initial", default: .int(0)),
      .init("position", default: Value.none),
      .init("postfix", default: Value.none), .variadicKeyword("kwargs"),
    ], hasSelf: true)

  nonisolated(unsafe) private static let type: TypeObject = {
    let type = TypeObject("tqdm", module: "tqdm.std", summary: "A loop that shows how far it is.")
    type.acceptsAttributes = true
    type.slots.initialize = { value, arguments in
      let bound = try signature.bind(arguments)
      let machine = Machine.current
      var total: Int?
      if !bound[2].isNone {
        total = try? machine.index(bound[2])
      } else if !bound[0].isNone {
        total = try? Machine.current.length(bound[0])
      }
      var bar = ProgressBar(total: total, initial: (try? machine.index(bound[16])) ?? 0)
      if !bound[1].isNone { bar.description = try machine.str(bound[1]) }
      bar.unit = try machine.str(bound[11])
      if let given = bound[18].asDict { bar.postfix = try postfix(given) }
      value.asInstance?.payload = State(
        bound[0], bar, isQuiet: try !bound[10].isNone && machine.truth(bound[10]), leaves: try machine.truth(bound[3]),
        interval: try machine.double(bound[6]), columns: try bound[5].isNone ? nil : machine.index(bound[5]))
      try state(value).draw(always: true)
    }
    type.slots.iterate = { value in
      let state = try state(value)
      guard !state.iterable.isNone else { throw PythonError(.typeError, "'NoneType' object is not iterable") }
      state.iterator = try Machine.current.iterate(state.iterable)
      return .object(InstanceObject(steps, payload: state))
    }
    type.slots.length = { value in
      let state = try state(value)
      if let total = state.bar.total { return total }
      return try Machine.current.length(state.iterable)
    }
    type.slots.enter = { $0 }
    type.slots.exit = { value, _ in
      try state(value).close()
      return .none
    }
    addMethods(to: type)
    return type
  }()

  /// The loop itself: hands on and counts.
  nonisolated(unsafe) private static let steps: TypeObject = {
    let type = TypeObject("generator", summary: "The steps of a loop that shows how far it is.")
    type.slots.iterate = { $0 }
    type.slots.next = { value in
      let state = try state(value)
      guard let iterator = state.iterator else { return nil }
      if state.isStarted { state.bar.advance(1) }
      state.isStarted = true
      guard let next = try Machine.current.next(iterator) else {
        state.close()
        return nil
      }
      state.draw()
      return next
    }
    return type
  }()

  private static func postfix(_ values: DictObject) throws -> String {
    try values.pairs.map { key, value in
      let number: String
      if case .float = value {
        number = try Machine.current.format(value, ".3g")
      } else {
        number = try Machine.current.str(value)
      }
      return "\(try Machine.current.str(key))=\(number)"
    }.joined(separator: ", ")
  }

  private static func addMethods(to type: TypeObject) {
    type.method(
      "update", [.init("self"), .init("n", default: .int(1))], summary: "So many steps on.",
      .bound { arguments in
        let state = try state(arguments[0])
        state.bar.advance(try Machine.current.index(arguments[1]))
        state.draw()
        return .none
      })
    for name in ["set_description", "set_description_str"] {
      type.method(
        name, [.init("self"), .init("desc", default: Value.none), .init("refresh", default: .bool(true))],
        summary: "What stands before the bar.",
        .bound { arguments in
          let state = try state(arguments[0])
          state.bar.description = try arguments[1].isNone ? "" : Machine.current.str(arguments[1])
          state.draw()
          return .none
        })
    }
    type.method(
      "set_postfix",
      [
        .init("self"), .init("ordered_dict", default: Value.none), .init("refresh", default: .bool(true)),
        .variadicKeyword("kwargs"),
      ],
      summary: "What stands after the bar.",
      .bound { arguments in
        let state = try state(arguments[0])
        let parts = try [arguments[1].asDict, arguments[3].asDict].compactMap { $0 }.map { try postfix($0) }
        state.bar.postfix = parts.filter { !$0.isEmpty }.joined(separator: ", ")
        state.draw()
        return .none
      })
    type.method(
      "set_postfix_str", [.init("self"), .init("s", default: .string("")), .init("refresh", default: .bool(true))],
      summary: "What stands after the bar.",
      .bound { arguments in
        let state = try state(arguments[0])
        state.bar.postfix = try Machine.current.str(arguments[1])
        state.draw()
        return .none
      })
    type.method(
      "close", summary: "Ends the bar.",
      .unary { value in
        try state(value).close()
        return .none
      })
    type.method(
      "refresh", [.init("self"), .variadicKeyword("kwargs")], summary: "Draws it now.",
      .bound { arguments in
        try state(arguments[0]).draw(always: true)
        return .none
      })
    type.method(
      "reset", [.init("self"), .init("total", default: Value.none)], summary: "Begins again.",
      .bound { arguments in
        let state = try state(arguments[0])
        state.bar.restart(at: 0)
        if !arguments[1].isNone { state.bar.total = try Machine.current.index(arguments[1]) }
        return .none
      })
    type.staticMethod(
      "write",
      [
        .init("s"), .init("file", default: Value.none), .init("end", default: .string("\n")),
        .init("nolock", default: .bool(false)),
      ],
      summary: "Prints a line above the bar.",
      .bound { arguments in
        if Machine.current.screenColumns() != nil { Machine.current.standardError("\r\u{1B}[K") }
        Machine.current.standardOutput(try Machine.current.str(arguments[0]) + Machine.current.str(arguments[2]))
        return .none
      })
    type.property(
      "n", get: { .int(try state($0).bar.count) },
      set: { value, count in try state(value).bar.restart(at: Machine.current.index(count)) })
    type.property(
      "total", get: { try state($0).bar.total.map { .int($0) } ?? .none },
      set: { value, total in try state(value).bar.total = Machine.current.index(total) })
    type.property("desc", get: { .string(try state($0).bar.description) })
  }
}
