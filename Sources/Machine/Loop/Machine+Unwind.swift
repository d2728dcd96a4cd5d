import Diagnostics

/// Exceptions on their way: raising, finding a handler, leaving frames.
extension Machine {
  /// Finds the handler of an exception that the topmost frame's current instruction threw and makes the frame go on
  /// there; leaves frames without one, and throws on when that comes to a frame entered from Swift.
  @inline(never) func unwind(_ error: any Error) throws {
    var exception = pythonError(error).exception
    let opcode = (frame.pointee.pc - 1).pointee
    // A `raise` by itself without anything to raise again is an error of its own, raised there.
    var isReraise = opcode.opcode == .reraise || (opcode.opcode == .raise && opcode.a < 0 && handled != nil)
    if !isReraise { chain(exception) }
    while true {
      let code = frame.pointee.function.takeUnretainedValue().code
      let at = frame.pointee.pc - frame.pointee.layout.pointee.instructions.unsafelyUnwrapped - 1
      if !isReraise, code.spans.indices.contains(at) {
        exception.collected.append(TracebackEntry(source: code.source, span: code.spans[at], function: code.name))
      }
      isReraise = false
      if let handler = code.handlers.first(where: { $0.range.contains(at) }) {
        let registers = frame.pointee.registers
        let count = Int(frame.pointee.layout.pointee.registerCount)
        for register in handler.keep..<Swift.max(handler.keep, count) { (registers + register).release() }
        registers[handler.register] = .object(exception)
        frame.pointee.pc = frame.pointee.layout.pointee.instructions.unsafelyUnwrapped + handler.target
        return
      }
      let left = frame
      releaseRegisters(of: left)
      if let generator = left.pointee.generator?.takeUnretainedValue() {
        finish(generator, left, .none)
        if exception.type.isSubclass(of: .stopIteration) { exception = Machine.escapedStopIteration(exception) }
      }
      frame -= 1
      if left.pointee.kind == .constructor || left.pointee.kind == .plain { left.pointee.function.release() }
      if left.pointee.kind == .entry { throw PythonError(exception) }
    }
  }

  /// A StopIteration out of a generator's own code would end a loop around it in silence.
  private static func escapedStopIteration(_ exception: ExceptionObject) -> ExceptionObject {
    let result = PythonError(.runtimeError, "generator raised StopIteration").exception
    result.cause = exception
    result.context = exception
    result.suppressContext = true
    return result
  }

  /// An error as a Python exception.
  public func pythonError(_ error: any Error) -> PythonError {
    if let error = error as? PythonError { return error }
    if let converted = errorConversion?(error) { return converted }
    if let diagnostic = error as? Diagnostic {
      let type = builtins.get(diagnostic.type)?.asType ?? .syntaxError
      let result = PythonError(type, diagnostic.message, hint: diagnostic.hint)
      if let source = diagnostic.source, let span = diagnostic.span {
        result.exception.syntaxPlace = TracebackEntry(source: source, span: span, function: "<module>")
      }
      return result
    }
    return PythonError(.systemError, "\(error)")
  }

  /// Notes what was being handled when an exception was raised.
  private func chain(_ exception: ExceptionObject) {
    guard let handled, handled !== exception, exception.context == nil else { return }
    var earlier: ExceptionObject? = handled
    while let link = earlier {
      if link.context === exception { link.context = nil }
      earlier = link.context
    }
    exception.context = handled
  }

  // MARK: Raising

  /// The error that `raise value from cause` throws.
  @inline(never) func raised(_ value: Slot?, cause: Slot?) throws -> PythonError {
    guard let value else {
      if let handled { return PythonError(handled) }
      throw PythonError(.runtimeError, "No active exception to reraise")
    }
    let error = try exception(from: value.pointee, .none)
    if let cause {
      if cause.pointee.isNone {
        error.exception.cause = nil
      } else if let given = cause.pointee.asException {
        error.exception.cause = given
      } else if let type = cause.pointee.asType, type.isSubclass(of: .baseException) {
        error.exception.cause = try call(cause.pointee).asException
      } else {
        throw PythonError(.typeError, "exception causes must derive from BaseException")
      }
      error.exception.suppressContext = true
    }
    return error
  }

  /// An exception from an instance, or from a class and an argument for it.
  func exception(
    from value: Value, _ argument: Value, faulty: String = "exceptions must derive from BaseException"
  ) throws -> PythonError {
    if let exception = value.asException { return PythonError(exception) }
    if let type = value.asType, type.isSubclass(of: .baseException) {
      if let exception = argument.asException { return PythonError(exception) }
      guard let exception = try call(value, argument.isNone ? [] : [argument]).asException else {
        throw PythonError(
          .typeError, "calling \(type.name) should have returned an instance of BaseException")
      }
      return PythonError(exception)
    }
    throw PythonError(.typeError, faulty)
  }

  /// Whether an exception is of the type, or one of the types, that an `except` names.
  @inline(never) func matches(_ exception: Value, _ type: Value) throws -> Bool {
    guard let exception = exception.asException, !exception.isFinal else { return false }
    if let type = type.asType, type.isSubclass(of: .baseException) { return exception.type.isSubclass(of: type) }
    if let types = type.asTuple {
      guard NativeStack.hasRoom else { throw Machine.recursionError() }
      for type in types.items where try matches(.object(exception), type) { return true }
      return false
    }
    throw PythonError(.typeError, "catching classes that do not inherit from BaseException is not allowed")
  }

  // MARK: Context managers

  @inline(never) func enterContext(_ manager: Value) throws -> Value {
    let type = type(of: manager)
    let enter = type.resolve(.enter)
    if case .nobody = enter {
      throw PythonError(.typeError, "'\(type.errorName)' object does not support the context manager protocol")
    }
    if !type.answers(.exit) {
      throw PythonError(
        .typeError, "'\(type.errorName)' object does not support the context manager protocol (missed __exit__ method)")
    }
    switch enter {
    case .slot(let owner): return try owner.slots.enter?(manager) ?? .none
    case .method(let method): return try callMethod(method, on: manager)
    case .nobody: return .none
    }
  }

  /// `__exit__`; its result says whether the exception is swallowed.
  @inline(never) func exitContext(_ manager: Value, _ exception: ExceptionObject?) throws -> Value {
    let values: (Value, Value, Value) =
      exception.map { (.object($0.type), .object($0), .object(TracebackObject($0))) } ?? (.none, .none, .none)
    let result: Value
    switch type(of: manager).resolve(.exit) {
    case .slot(let owner): result = try owner.slots.exit?(manager, values) ?? .none
    case .method(let method): result = try callMethod(method, on: manager, values.0, values.1, values.2)
    case .nobody: return .none
    }
    return exception?.isFinal == true ? .none : result
  }
}
