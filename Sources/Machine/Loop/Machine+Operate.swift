import Syntax

/// Operators on registers where the loop's own short cuts did not apply.
extension Machine {
  @inline(__always) private func letGo(_ b: Slot, _ c: Slot, _ flags: UInt16) {
    if flags & Flag.clearFirst != 0 { b.drop() }
    if flags & Flag.clearSecond != 0 { c.drop() }
  }

  @inline(never) func operate(_ operation: BinaryOperator, _ a: Slot, _ b: Slot, _ c: Slot, _ flags: UInt16) throws {
    let result: Value
    if flags & Flag.inPlace != 0 {
      result = try inPlace(operation, b.pointee, c.pointee)
    } else if b.tag == Tag.native || c.tag == Tag.native {
      result = try binaryOnLent(operation, b, c)
    } else {
      result = try binary(operation, b.pointee, c.pointee)
    }
    letGo(b, c, flags)
    a.put(result)
  }

  /// An operator on values that stay in their registers and are not counted meanwhile: nothing that a native operator
  /// calls writes to the registers of the frame it is in.
  @inline(__always) private func binaryOnLent(_ operation: BinaryOperator, _ b: Slot, _ c: Slot) throws -> Value {
    let (left, right) = (b.move(), c.move())
    defer {
      b.initialize(to: left)
      c.initialize(to: right)
    }
    return try binary(operation, left, right)
  }

  @inline(never) func operateInteger(_ operation: BinaryOperator, _ a: Slot, _ b: Slot, _ i: Instruction) throws {
    let number = Value.int(i.d & Flag.subtraction != 0 ? -Int(i.c) : Int(i.c))
    let result: Value
    if b.tag == Tag.float {
      result =
        try Floats.binary(operation, b.double, Double(i.d & Flag.subtraction != 0 ? -Int(i.c) : Int(i.c))) ?? .none
    } else if i.d & Flag.inPlace != 0 {
      result = try inPlace(operation, b.pointee, number)
    } else {
      result = try binary(operation, b.pointee, number)
    }
    if i.d & Flag.clearFirst != 0 { b.drop() }
    a.put(result)
  }

  @inline(never) func operateUnary(_ operation: UnaryOperator, _ a: Slot, _ b: Slot, _ flags: UInt16) throws {
    let result = try unary(operation, b.pointee)
    if flags & Flag.clearFirst != 0 { b.drop() }
    a.put(result)
  }

  @inline(never) func comparison(
    _ operation: ComparisonOperator, _ a: Slot, _ b: Slot, _ c: Slot, _ flags: UInt16
  ) throws {
    let result: Value
    if b.kindTag == Kind.string.rawValue, c.kindTag == Kind.string.rawValue,
      operation == .equal || operation == .notEqual
    {
      let same = b.reference(StringObject.self)._withUnsafeGuaranteedRef { left in
        c.reference(StringObject.self)._withUnsafeGuaranteedRef { left.hasSameText(as: $0) }
      }
      result = .bool(same == (operation == .equal))
    } else {
      result = try compare(operation, b.pointee, c.pointee)
    }
    letGo(b, c, flags)
    a.put(result)
  }

  /// The truth of a register.
  @inline(never) func test(_ a: Slot, _ flags: UInt16) throws -> Bool {
    let result = try truth(a.pointee)
    if flags & Flag.clearFirst != 0 { a.drop() }
    return result
  }

  /// The truth of a comparison.
  @inline(never) func test(_ operation: ComparisonOperator, _ a: Slot, _ b: Slot, _ flags: UInt16) throws -> Bool {
    let result: Bool
    if a.kindTag == Kind.string.rawValue, b.kindTag == Kind.string.rawValue,
      operation == .equal || operation == .notEqual
    {
      let same = a.reference(StringObject.self)._withUnsafeGuaranteedRef { left in
        b.reference(StringObject.self)._withUnsafeGuaranteedRef { left.hasSameText(as: $0) }
      }
      result = same == (operation == .equal)
    } else {
      result = try truth(compare(operation, a.pointee, b.pointee))
    }
    letGo(a, b, flags)
    return result
  }

  @inline(never) func testInteger(_ operation: ComparisonOperator, _ a: Slot, _ i: Instruction) throws -> Bool {
    let result: Bool
    if a.tag == Tag.float {
      result = operation.holds(Floats.order(Int(i.b), a.double).map { -$0 })
    } else {
      result = try truth(compare(operation, a.pointee, .int(Int(i.b))))
    }
    if i.d & Flag.clearFirst != 0 { a.drop() }
    return result
  }

  /// Lets go of a register. A generator that nobody else has is closed, so that its `finally` runs now.
  @inline(never) func dispose(_ a: Slot) {
    if a.kindTag == Kind.generator.rawValue, case .object(var object) = a.takeOut() {
      if isKnownUniquelyReferenced(&object) {
        try? close(unsafeDowncast(object, to: GeneratorObject.self))
      }
      return
    }
    a.release()
  }

  // MARK: Items

  @inline(never) func getItem(_ a: Slot, _ b: Slot, _ c: Slot, _ flags: UInt16) throws {
    let result: Value
    switch b.kindTag {
    case Kind.dict.rawValue:
      let found = try b.reference(DictObject.self)._withUnsafeGuaranteedRef { dictionary -> Value? in
        let position = dictionary.plainPosition(of: c)
        if position == DictObject.unknown { return try dictionary.get(c.pointee) }
        return position < 0 ? nil : DictObject.valueSlot(dictionary.entries + position).pointee
      }
      guard let found else { throw PythonError(.keyError, arguments: [c.pointee]) }
      result = found
    case Kind.tuple.rawValue where c.tag == Tag.int:
      let found = b.reference(TupleObject.self)._withUnsafeGuaranteedRef { tuple -> Value? in
        let position = c.bits < 0 ? c.bits &+ tuple.items.count : c.bits
        return tuple.items.indices.contains(position) ? tuple.items[position] : nil
      }
      guard let found else { throw PythonError(.indexError, "tuple index out of range") }
      result = found
    default: result = try getItem(b.pointee, c.pointee)
    }
    letGo(b, c, flags)
    a.put(result)
  }

  @inline(never) func setItem(_ a: Slot, _ b: Slot, _ c: Slot) throws {
    if a.kindTag == Kind.dict.rawValue {
      try a.reference(DictObject.self)._withUnsafeGuaranteedRef { try $0.set(b.pointee, c.pointee) }
    } else {
      try setItem(a.pointee, b.pointee, c.pointee)
    }
  }
}
