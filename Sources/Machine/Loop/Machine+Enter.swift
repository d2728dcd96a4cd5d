/// Entering and leaving frames.
extension Machine {
  /// Puts a frame on top whose arguments are in place. Throws before anything changed.
  @inline(__always) func enter(
    _ function: Unmanaged<FunctionObject>, _ layout: UnsafeMutablePointer<CodeLayout>, _ base: Slot,
    _ destination: Int32, _ kind: Frame.Kind
  ) throws {
    let next = frame + 1
    let end = base + Int(layout.pointee.registerCount)
    if _slowPath(next >= frameLimit || end > stack.end) {
      throw Machine.recursionError(kind == .entry ? " while calling a Python object" : "")
    }
    if _slowPath(interruptFlag.value != 0) { try raiseInterrupt(above: end) }
    if layout.pointee.ownCount > 0 {
      var local = base + Int(layout.pointee.parameterCount)
      let lastLocal = local + Int(layout.pointee.ownCount)
      while local < lastLocal {
        local.release()
        local += 1
      }
    }
    UnsafeMutableRawPointer(next).storeBytes(
      of: Frame(
        registers: base, pc: layout.pointee.instructions.unsafelyUnwrapped, layout: layout, function: function,
        names: nil, generator: nil, outerHandled: nil, destination: destination, kind: kind), as: Frame.self)
    frame = next
  }

  /// Calls what is in `callee` with arguments side by side from `base` on: `count` positional ones, then those that
  /// `names` names. True when a frame was entered; otherwise the result is in the register `destination`.
  @inline(never) func call(
    _ callee: Slot, _ base: Slot, _ count: Int, _ names: TupleObject?, _ destination: Int32
  ) throws -> Bool {
    let total = count + (names?.items.count ?? 0)
    let result: Value
    switch callee.kindTag {
    case Kind.function.rawValue:
      let function = callee.reference(FunctionObject.self)
      let layout = function._withUnsafeGuaranteedRef { $0.layout }
      if names != nil || count != layout.pointee.plainArity {
        try function._withUnsafeGuaranteedRef { try bind($0, base, count, names) }
      }
      try enter(function, layout, base, destination, .plain)
      // The frame has the reference now.
      callee.forget()
      return true
    case Kind.nativeFunction.rawValue:
      result = try callee.reference(NativeFunction.self)._withUnsafeGuaranteedRef {
        try call($0, Arguments(base, count: count, names: names))
      }
    case Kind.boundMethod.rawValue where base == callee + 2:
      guard case .object(let object) = callee.pointee else { return false }
      let method = unsafeDowncast(object, to: BoundMethodObject.self)
      (callee + 1).pointee = method.receiver
      callee.pointee = method.function
      return try call(callee, callee + 1, count + 1, names, destination)
    case Kind.type.rawValue:
      if base == callee + 2,
        let entered = try construct(callee, count, names, destination)
      {
        return entered
      }
      result = try callee.reference(TypeObject.self)._withUnsafeGuaranteedRef {
        try instantiate($0, Arguments(base, count: count, names: names))
      }
    default: result = try call(callee.pointee, Arguments(base, count: count, names: names))
    }
    for at in 0..<total { (base + at).release() }
    callee.release()
    frame.pointee.registers.at(destination).pointee = result
    return false
  }

  /// Calls the native function in `callee` with positional arguments; those forms that need no binding directly.
  @inline(never) func callNative(_ callee: Slot, _ base: Slot, _ count: Int, _ result: Slot) throws {
    let shortcut = callee.reference(NativeFunction.self)._withUnsafeGuaranteedRef { $0.shortcut }
    if shortcut != .none, Machine.take(shortcut, callee, base, count, result) { return }
    let value = try callee.reference(NativeFunction.self)._withUnsafeGuaranteedRef { function in
      if NativeFunction.interception != nil { return try call(function, Arguments(base, count: count)) }
      return switch function.implementation {
      case .unary(let body) where count == 1: try body(base.pointee)
      case .binary(let body) where count == 2: try body(base.pointee, (base + 1).pointee)
      case .variadic(let body): try body(Arguments(base, count: count))
      case .bound(let body):
        if count <= function.mostPlain, count >= function.leastPlain {
          try body(function.bound(base, count: count))
        } else {
          try callDirectly(function, Arguments(base, count: count))
        }
      default: try callDirectly(function, Arguments(base, count: count))
      }
    }
    var argument = base
    let end = base + count
    while argument < end {
      argument.drop()
      argument += 1
    }
    callee.drop()
    result.put(value)
  }

  /// Does what a native function would, without calling it; false when the arguments are not those it is for.
  @inline(__always) private static func take(
    _ shortcut: NativeFunction.Shortcut, _ callee: Slot, _ base: Slot, _ count: Int, _ result: Slot
  ) -> Bool {
    let bits: Int
    let tag: UInt8
    switch shortcut {
    case .append:
      guard count == 2, base.kindTag == Kind.list.rawValue else { return false }
      append(base + 1, to: base.reference(ListObject.self))
      (bits, tag) = (0, Tag.empty)
    case .length:
      guard count == 1 else { return false }
      switch base.kindTag {
      case Kind.list.rawValue: bits = base.reference(ListObject.self)._withUnsafeGuaranteedRef { $0.items.count }
      case Kind.string.rawValue: bits = base.reference(StringObject.self)._withUnsafeGuaranteedRef { $0.count }
      default: return false
      }
      tag = Tag.int
    case .get:
      guard count == 3 || count == 2, base.kindTag == Kind.dict.rawValue else { return false }
      let dictionary = base.reference(DictObject.self)
      let position = dictionary._withUnsafeGuaranteedRef { $0.plainPosition(of: base + 1) }
      if position == DictObject.unknown { return false }
      if position >= 0 {
        let place = DictObject.valueSlot(dictionary._withUnsafeGuaranteedRef { $0.entries } + position)
        (bits, tag) = (place.bits, place.tag)
        if Tag.isReference(tag) { ReferenceCount.increment(bits) }
        if count == 3 { (base + 2).drop() }
      } else if count == 3 {
        (bits, tag) = ((base + 2).bits, (base + 2).tag)
        (base + 2).overwrite(bits: 0, tag: Tag.int)
      } else {
        (bits, tag) = (0, Tag.empty)
      }
      (base + 1).drop()
    case .none: return false
    }
    base.drop()
    callee.drop()
    result.replace(bits: bits, tag: tag)
    return true
  }

  /// Makes an instance of a person's class whose `__init__` is a person's function and enters that; nil when making
  /// instances of this class takes more.
  private func construct(
    _ callee: Slot, _ count: Int, _ names: TupleObject?, _ destination: Int32
  ) throws -> Bool? {
    let type = callee.reference(TypeObject.self).takeUnretainedValue()
    guard let initializer = type.plainInitializer else { return nil }
    let instance = Value.object(InstanceObject(type))
    let base = callee + 1
    base.pointee = instance
    let function = Unmanaged.passUnretained(initializer)
    let layout = initializer.layout
    if names != nil || count + 1 != layout.pointee.plainArity {
      try bind(initializer, base, count + 1, names)
    }
    try enter(function, layout, base, destination, .constructor)
    // The class's own reference could go while the function runs.
    _ = function.retain()
    callee.pointee = instance
    return true
  }

  /// Ends the topmost frame with a value. True when the frame was entered from Swift, which gets the value.
  @inline(never) func leave(_ value: Value) throws -> Bool {
    let finished = frame
    releaseRegisters(of: finished)
    frame -= 1
    switch finished.pointee.kind {
    case .entry:
      if let generator = finished.pointee.generator { finish(generator.takeUnretainedValue(), finished, value) }
      return true
    case .plain:
      finished.pointee.function.release()
      frame.pointee.registers.at(finished.pointee.destination).pointee = value
    case .constructor:
      finished.pointee.function.release()
      let instance = (finished.pointee.registers - 1).takeOut()
      if !value.isNone {
        throw PythonError(.typeError, "__init__() should return None, not '\(type(of: value).errorName)'")
      }
      frame.pointee.registers.at(finished.pointee.destination).pointee = instance
    case .generatorInLoop:
      if let generator = finished.pointee.generator { finish(generator.takeUnretainedValue(), finished, value) }
      // The loop's own instruction says where it ends.
      let loop = (frame.pointee.pc - 1).pointee
      frame.pointee.registers.at(loop.a).release()
      frame.pointee.pc = frame.pointee.pc.at(loop.c)
    }
    return false
  }

  /// Whether no register from one on holds a reference.
  func isDropped(from first: Slot, of frame: UnsafeMutablePointer<Frame>) -> Bool {
    let end = frame.pointee.registers + Int(frame.pointee.layout.pointee.registerCount)
    return stride(from: first, to: end, by: 1).allSatisfy { !$0.holdsReference }
  }

  func releaseRegisters(of frame: UnsafeMutablePointer<Frame>) {
    let registers = frame.pointee.registers
    for at in 0..<Int(frame.pointee.layout.pointee.registerCount) { (registers + at).release() }
  }

  // MARK: From Swift

  /// Calls a person's function.
  func call(_ function: FunctionObject, _ arguments: Arguments) throws -> Value {
    let total = arguments.count + arguments.keywordCount
    return try withStackRoom(total + 1) { base in
      base.pointee = .object(function)
      for at in 0..<total { (base + 1 + at).pointee = arguments.base[at] }
      defer { for at in 0...total { (base + at).release() } }
      if arguments.names != nil || arguments.count != Int(function.layout.pointee.plainArity) {
        try bind(function, base + 1, arguments.count, arguments.names)
      }
      return try run(function, base + 1, names: nil)
    }
  }

  /// Runs a function whose arguments are in place, with the class namespace that its body fills, if it does.
  func run(_ function: FunctionObject, _ base: Slot, names: DictObject?) throws -> Value {
    try enter(Unmanaged.passUnretained(function), function.layout, base, 0, .entry)
    frame.pointee.names = names.map { Unmanaged.passUnretained($0) }
    return try withExtendedLifetime((function, names)) { try executeEntered() }
  }

  /// `execute`, on a native stack that has room for it.
  @inline(__always) func executeEntered() throws -> Value {
    nativeEntries += 1
    defer { nativeEntries -= 1 }
    // The first few are on no deep stack, whatever thread this is.
    if nativeEntries > 8, !NativeStack.hasRoom {
      let entered = frame
      releaseRegisters(of: entered)
      frame -= 1
      if let generator = entered.pointee.generator { finish(generator.takeUnretainedValue(), entered, .none) }
      throw Machine.recursionError()
    }
    return try execute()
  }

  /// Lends the free part of the stack, of which the first places are going to be used.
  func withStackRoom<R>(_ count: Int, _ body: (Slot) throws -> R) throws -> R {
    let base = top
    guard base + count + 8 < stack.end else { throw Machine.recursionError() }
    let before = lent
    lent = base + count
    defer { lent = before }
    return try body(base)
  }

  /// Calls with a list of positional arguments and a dictionary of keyword ones, behind the callee in registers.
  @inline(never) func callUnpacked(_ a: Slot, hasReceiver: Bool, _ c: Slot) throws {
    let callee = a.takeOut()
    let receiver = (a + 1).takeOut()
    var arguments = (a + 2).takeOut().asList?.items ?? []
    let keywords = (a + 3).takeOut().asDict?.pairs ?? []
    if hasReceiver { arguments.insert(receiver, at: 0) }
    let count = arguments.count
    arguments.append(contentsOf: keywords.map(\.value))
    let names = keywords.isEmpty ? nil : TupleObject(keywords.map(\.key))
    let result = try arguments.withUnsafeMutableBufferPointer { buffer in
      // An empty array may have no memory.
      try call(callee, Arguments(buffer.baseAddress ?? top, count: count, names: names))
    }
    c.pointee = result
  }
}

extension TypeObject {
  /// The person's `__init__` when making an instance takes nothing but an `InstanceObject` and calling that.
  var plainInitializer: FunctionObject? {
    if initializerVersion == version { return knownInitializer }
    initializerVersion = version
    knownInitializer = nil
    guard layout == .instance, !isNative, abstractNames.isEmpty, metaclass?.callOfClasses == nil,
      case .slot(let owner) = resolve(.new), owner === TypeObject.object,
      case .method(.object(let object)) = resolve(.initialize)
    else { return nil }
    knownInitializer = object as? FunctionObject
    return knownInitializer
  }
}
