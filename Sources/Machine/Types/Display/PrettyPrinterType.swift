/// The printer that a `_repr_pretty_` method is given: it writes into the display in progress.
enum PrettyPrinterType {
  /// Leads to the display while the method runs, and nowhere afterwards.
  private final class Handle {
    var display: UnsafeMutablePointer<Display>?
    init(_ display: UnsafeMutablePointer<Display>) { self.display = display }
  }

  /// A group or an indentation that a `with` opens and closes.
  private final class Span {
    let printer: Value
    let indentation: Int
    let opening: String?
    let closing: String

    init(_ printer: Value, _ indentation: Int, _ opening: String?, _ closing: String) {
      self.printer = printer
      self.indentation = indentation
      self.opening = opening
      self.closing = closing
    }
  }

  /// Lets a method write into a display.
  static func call(_ method: Value, of value: Value, _ display: UnsafeMutablePointer<Display>, _ isCycle: Bool) throws {
    let handle = Handle(display)
    defer { handle.display = nil }
    let printer = Value.object(InstanceObject(type, payload: handle))
    _ = try Machine.current.call(method, [value, printer, .bool(isCycle)])
  }

  private static func display(_ value: Value) throws -> UnsafeMutablePointer<Display> {
    guard let handle = value.asInstance?.payload as? Handle, let display = handle.display else {
      throw PythonError.valueFault("the printer is used outside of _repr_pretty_")
    }
    return display
  }

  nonisolated(unsafe) private static let spanType: TypeObject = {
    let type = TypeObject("_GeneratorContextManager", module: "contextlib", summary: "What a with opens and closes.")
    func span(_ value: Value) throws -> Span {
      guard let span = value.asInstance?.payload as? Span else { throw PythonError.typeFault("a group is required") }
      return span
    }
    type.method(
      "__enter__", [.positional("self")], summary: "Opens it.",
      .unary { value in
        let span = try span(value)
        try display(span.printer).pointee.open(span.indentation, span.opening)
        return .none
      })
    type.method(
      "__exit__", [.positional("self"), .variadic("error")], summary: "Closes it.",
      .bound { arguments in
        let span = try span(arguments[0])
        try display(span.printer).pointee.close(span.indentation, span.opening == nil ? nil : span.closing)
        return .bool(false)
      })
    return type
  }()

  private static func string(_ value: Value) throws -> String {
    let string: StringObject = try value.stringArgument("text")
    return string.text
  }

  nonisolated(unsafe) private static let type: TypeObject = {
    let type = TypeObject(
      "RepresentationPrinter", module: "IPython.lib.pretty", summary: "Lays a value out over lines.")
    let number = { (name: String, value: Int) in Parameter(name, default: .int(value)) }
    let text = { (name: String, value: String) in Parameter(name, default: .string(value)) }
    let own = Parameter.positional("self")
    type.method(
      "text", [own, Parameter("obj")], summary: "Adds text that is never broken.",
      .bound {
        try display($0[0]).pointee.text(string($0[1]))
        return .none
      })
    type.method(
      "breakable", [own, text("sep", " ")], summary: "Adds a place where a line may end.",
      .bound {
        try display($0[0]).pointee.breakable(string($0[1]))
        return .none
      })
    type.method(
      "break_", [own], summary: "Ends the line.",
      .bound {
        try display($0[0]).pointee.breakLine()
        return .none
      })
    type.method(
      "pretty", [own, Parameter("obj")], summary: "Adds a value.",
      .bound {
        try display($0[0]).pointee.pretty($0[1])
        return .none
      })
    type.method(
      "begin_group", [own, number("indent", 0), text("open", "")], summary: "Opens a group.",
      .bound {
        try display($0[0]).pointee.open(Machine.current.index($0[1]), string($0[2]))
        return .none
      })
    type.method(
      "end_group", [own, number("dedent", 0), text("close", "")], summary: "Closes a group.",
      .bound {
        try display($0[0]).pointee.close(Machine.current.index($0[1]), string($0[2]))
        return .none
      })
    type.method("flush", [own], summary: "Nothing is to be done.", .bound { _ in .none })
    type.method(
      "group", [own, number("indent", 0), text("open", ""), text("close", "")], summary: "A group, for a with.",
      .bound {
        let span = Span($0[0], try Machine.current.index($0[1]), try string($0[2]), try string($0[3]))
        return .object(InstanceObject(spanType, payload: span))
      })
    type.method(
      "indent", [own, Parameter("indent")], summary: "An indentation, for a with.",
      .bound { .object(InstanceObject(spanType, payload: Span($0[0], try Machine.current.index($0[1]), nil, ""))) })
    type.property("max_width", summary: "How wide lines may be.", get: { .int(try display($0).pointee.width) })
    return type
  }()
}
