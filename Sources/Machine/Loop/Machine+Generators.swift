extension Machine {
  /// The generator that a call of a generator function gives: its frame, kept for later.
  @inline(never) func makeGenerator(_ frame: UnsafeMutablePointer<Frame>) -> Value {
    .object(
      GeneratorObject(
        frame.pointee.function.takeUnretainedValue(), registers: frame.pointee.registers,
        count: Int(frame.pointee.layout.pointee.registerCount), pc: frame.pointee.pc))
  }

  /// Puts a generator's frame on top; the register that the last `yield` fills gets `value`.
  private func activate(
    _ generator: GeneratorObject, _ kind: Frame.Kind, destination: Int32, sending value: Value
  ) throws {
    let base = top
    let layout = generator.function.layout
    try enter(Unmanaged.passUnretained(generator.function), layout, base, destination, kind)
    // As plain memory: references keep their counts. While it runs, nothing looks at the generator's own registers.
    UnsafeMutableRawPointer(base).copyMemory(
      from: generator.registers, byteCount: generator.registerCount * MemoryLayout<Value>.stride)
    frame.pointee.pc = generator.pc
    frame.pointee.generator = Unmanaged.passUnretained(generator)
    if let handled { frame.pointee.outerHandled = Unmanaged.passRetained(handled) }
    if let inner = generator.handled { handled = inner }
    if generator.state == .suspended { base.at((generator.pc - 1).pointee.b).pointee = value }
    generator.state = .running
  }

  /// Enters a generator for a loop's next element; false when it is finished.
  @inline(never) func enterGenerator(_ generator: Unmanaged<GeneratorObject>, _ destination: Int32) throws -> Bool {
    let generator = generator.takeUnretainedValue()
    switch generator.state {
    case .finished: return false
    case .running: throw PythonError(.valueError, "generator already executing")
    case .created, .suspended: break
    }
    try activate(generator, .generatorInLoop, destination: destination, sending: .none)
    return true
  }

  /// Leaves the topmost frame, a generator's, for a `yield`. True when it was entered from Swift.
  @inline(never) func leave(yielding value: Value) throws -> Bool {
    let left = frame
    guard let generator = left.pointee.generator?.takeUnretainedValue() else { return try leave(value) }
    let registers = left.pointee.registers
    UnsafeMutableRawPointer(generator.registers).copyMemory(
      from: registers, byteCount: generator.registerCount * MemoryLayout<Value>.stride)
    for at in 0..<generator.registerCount { (registers + at).overwrite(bits: 0, tag: Tag.int) }
    generator.pc = left.pointee.pc
    generator.state = .suspended
    if left.pointee.outerHandled != nil || handled != nil {
      let outer = left.pointee.outerHandled?.takeRetainedValue()
      generator.handled = handled === outer ? nil : handled
      handled = outer
    } else if generator.handled != nil {
      generator.handled = nil
    }
    frame -= 1
    if left.pointee.kind == .entry { return true }
    frame.pointee.registers.at(left.pointee.destination).put(value)
    return false
  }

  /// Notes that a generator's frame has ended.
  func finish(_ generator: GeneratorObject, _ frame: UnsafeMutablePointer<Frame>, _ result: Value) {
    generator.state = .finished
    generator.result = result
    generator.handled = nil
    handled = frame.pointee.outerHandled?.takeRetainedValue()
  }

  // MARK: From Swift

  /// Goes on with a generator until its next `yield`; nil when it is finished (`result` has what it returned).
  public func resume(_ generator: GeneratorObject, sending value: Value) throws -> Value? {
    switch generator.state {
    case .finished: return nil
    case .running: throw PythonError(.valueError, "generator already executing")
    case .created:
      if !value.isNone {
        throw PythonError(.typeError, "can't send non-None value to a just-started generator")
      }
    case .suspended: break
    }
    return try run(generator, sending: value, throwing: nil)
  }

  private func run(
    _ generator: GeneratorObject, sending value: Value, throwing error: PythonError?
  ) throws -> Value? {
    return try withExtendedLifetime(generator) {
      try activate(generator, .entry, destination: 0, sending: value)
      if let error { try unwind(error) }
      let result = try executeEntered()
      return generator.state == .finished ? nil : result
    }
  }

  /// `generator.throw(error)`: the next element, or nil when it is finished.
  public func resume(_ generator: GeneratorObject, throwing error: PythonError) throws -> Value? {
    switch generator.state {
    case .finished: throw error
    case .running: throw PythonError(.valueError, "generator already executing")
    case .created:
      generator.state = .finished
      generator.registers.deinitialize(count: generator.registerCount)
      for at in 0..<generator.registerCount { (generator.registers + at).initialize(to: .undefined) }
      throw error
    case .suspended: break
    }
    let last = (generator.pc - 1).pointee
    if last.opcode == .yield, last.c == 1 {
      // Suspended in `yield from`: the inner iterator gets the exception first.
      let send = (generator.pc - 2).pointee
      if case .object(let object) = generator.registers[Int(send.a)], object.tag == Kind.generator.rawValue {
        let inner = unsafeDowncast(object, to: GeneratorObject.self)
        if error.exception.type.isSubclass(of: .generatorExit) {
          try close(inner)
        } else {
          do {
            if let value = try resume(inner, throwing: error) { return value }
          } catch let inner as PythonError { return try run(generator, sending: .none, throwing: inner) }
          generator.pc += Int(send.c) - 1
          generator.registers[Int(send.b)] = inner.result
          generator.state = .created
          return try run(generator, sending: .none, throwing: nil)
        }
      }
    }
    return try run(generator, sending: .none, throwing: error)
  }

  /// `generator.close()`.
  public func close(_ generator: GeneratorObject) throws {
    switch generator.state {
    case .finished: return
    case .running: throw PythonError(.valueError, "generator already executing")
    case .created, .suspended: break
    }
    do {
      if try resume(generator, throwing: PythonError(.generatorExit)) != nil {
        throw PythonError(.runtimeError, "generator ignored GeneratorExit")
      }
    } catch let error as PythonError {
      let type = error.exception.type
      if !type.isSubclass(of: .generatorExit), !type.isSubclass(of: .stopIteration) { throw error }
    }
  }

  /// `yield from`: the next value goes to `b`, or the result when the iterator is finished (false).
  @inline(never) func send(_ a: Slot, _ b: Slot) throws -> Bool {
    let sent = b.takeOut()
    guard case .object(let object) = a.pointee, object.tag == Kind.generator.rawValue else {
      let value = sent.isNone ? try next(a.pointee) : try sendToObject(a.pointee, sent)
      b.pointee = value ?? .none
      return value != nil
    }
    let generator = unsafeDowncast(object, to: GeneratorObject.self)
    if let value = try resume(generator, sending: sent) {
      b.pointee = value
      return true
    }
    b.pointee = generator.result
    generator.result = .none
    return false
  }

  private func sendToObject(_ receiver: Value, _ value: Value) throws -> Value? {
    do {
      return try call(attribute(of: receiver, "send"), [value])
    } catch let error as PythonError where error.exception.type.isSubclass(of: .stopIteration) {
      return nil
    }
  }

  /// What `next(generator)` throws at its end: StopIteration with the value that was returned.
  public static func stopIteration(_ generator: GeneratorObject) -> PythonError {
    let result = generator.result
    generator.result = .none
    return PythonError(.stopIteration, arguments: result.isNone ? [] : [result])
  }

  /// What ends an iteration that a person drives: a generator's StopIteration carries what it returned.
  public static func stopIteration(of iterator: Value) -> PythonError {
    guard case .object(let object) = iterator, let generator = object as? GeneratorObject else {
      return PythonError(.stopIteration)
    }
    return stopIteration(generator)
  }

  static func defineGeneratorType() {
    let type = TypeObject.generator
    func generator(_ value: Value) throws -> GeneratorObject {
      guard case .object(let object) = value, let generator = object as? GeneratorObject else {
        throw PythonError(.typeError, "descriptor requires a 'generator' object")
      }
      return generator
    }
    type.slots.iterate = { $0 }
    type.slots.next = { try Machine.current.resume(generator($0), sending: .none) }
    type.slots.repr = { value in
      "<generator object \(try generator(value).qualifiedName) at \(Machine.address(of: value))>"
    }
    type.method(
      "send", summary: "Resumes the generator; the value becomes the result of its yield.",
      .binary { receiver, value in
        let generator = try generator(receiver)
        if let result = try Machine.current.resume(generator, sending: value) { return result }
        throw Machine.stopIteration(generator)
      })
    type.method(
      "throw",
      [
        .positional("self"), .positional("type"), .positional("value", default: .none),
        .positional("traceback", default: .none),
      ],
      summary: "Raises an exception where the generator stands.",
      .bound { arguments in
        let generator = try generator(arguments[0])
        let error = try Machine.current.exception(
          from: arguments[1], arguments[2],
          faulty: "exceptions must be classes or instances deriving from BaseException, not "
            + Machine.current.type(of: arguments[1]).name)
        if let result = try Machine.current.resume(generator, throwing: error) { return result }
        throw Machine.stopIteration(generator)
      })
    type.method(
      "close", summary: "Raises GeneratorExit where the generator stands.",
      .unary { receiver in
        try Machine.current.close(generator(receiver))
        return .none
      })
    type.property("__name__", get: { .string(try generator($0).name) })
    type.property("__qualname__", get: { .string(try generator($0).qualifiedName) })
  }
}
