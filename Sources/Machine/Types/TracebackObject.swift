import Diagnostics

/// `__traceback__`: the places an exception went through, from one of them on.
final class TracebackObject: Object {
  private let exception: ExceptionObject
  private let start: Int

  init(_ exception: ExceptionObject, _ start: Int = 0) {
    self.exception = exception
    self.start = start
    super.init(.other)
  }

  override var type: TypeObject { .traceback }

  /// The places, from the outermost.
  var entries: ArraySlice<TracebackEntry> { exception.traceback.dropFirst(start) }

  /// The traceback from a place on; None where there is none.
  static func value(_ exception: ExceptionObject, from start: Int) -> Value {
    start < exception.traceback.count ? .object(TracebackObject(exception, start)) : .none
  }

  static func install() {
    let type = TypeObject.traceback
    func own(_ value: Value) throws -> TracebackObject {
      guard case .object(let object) = value, let traceback = object as? TracebackObject else {
        throw PythonError.typeFault("a traceback is required, not '\(value.typeName)'")
      }
      return traceback
    }
    type.property(
      "tb_lineno", summary: "The line.",
      get: { value in
        guard let entry = try own(value).entries.first else { return .none }
        return .int(entry.source.line(at: entry.span.start))
      })
    type.property(
      "tb_next", summary: "What was called there.",
      get: { value in
        let traceback = try own(value)
        return Self.value(traceback.exception, from: traceback.start + 1)
      })
  }
}
