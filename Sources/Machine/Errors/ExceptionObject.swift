public import Diagnostics

/// An instance of `BaseException` or of a class derived from it.
public final class ExceptionObject: Object {
  public internal(set) var classObject: TypeObject
  public var args: TupleObject
  /// The frames that the exception came through, outermost first.
  public var traceback: [TracebackEntry] { collected.reversed() }
  /// The same, innermost first, as unwinding meets them.
  var collected: [TracebackEntry] = []
  /// Where a SyntaxError is.
  public var syntaxPlace: TracebackEntry?
  /// `raise … from cause`.
  public var cause: ExceptionObject?
  /// What was being handled when this was raised.
  public var context: ExceptionObject?
  /// `raise … from None`, or any `from`.
  public var suppressContext = false
  /// One line of ours that says what to do; never part of the message.
  public var hint: String?
  /// The variables of the function that it was raised in, for a hint in those names.
  public var namesAround: DictObject?
  /// Whether no `except` catches it: a limit that was set from outside is over.
  var isFinal = false
  /// Names that an unknown one may have been meant to be.
  var candidates: [String]?
  private var attributeHolder: InstanceObject?

  public init(_ type: TypeObject, _ args: TupleObject) {
    classObject = type
    self.args = args
    super.init(.exception)
  }

  deinit {
    Reclaimer.release(&cause)
    Reclaimer.release(&context)
  }

  public override var type: TypeObject { classObject }

  public override var fields: InstanceObject? {
    if let attributeHolder { return attributeHolder }
    let holder = InstanceObject(fieldsOf: classObject)
    attributeHolder = holder
    return holder
  }

  /// An attribute set on the exception (`name`, `value`, `code`), or nil.
  public func field(_ name: String) -> Value? { attributeHolder?.field(StringObject.interned(name)) }

  public func setField(_ name: String, _ value: Value) { fields?.setField(StringObject.interned(name), value) }
}

/// One frame of a traceback: where in a person's own code it was.
public struct TracebackEntry {
  public let source: Source
  public let span: Span
  /// `<module>` for a cell or file.
  public let function: String

  public init(source: Source, span: Span, function: String) {
    self.source = source
    self.span = span
    self.function = function
  }
}

/// A Python exception on its way through Swift code.
public struct PythonError: Error, @unchecked Sendable {
  public let exception: ExceptionObject

  public init(_ exception: ExceptionObject) { self.exception = exception }

  /// A new exception of a type with a message.
  public init(_ type: TypeObject, _ message: String, hint: String? = nil) {
    exception = ExceptionObject(type, TupleObject([.string(message)]))
    exception.hint = hint
  }

  public init(_ type: TypeObject, arguments: [Value] = []) {
    exception = ExceptionObject(type, TupleObject(arguments))
  }
}
