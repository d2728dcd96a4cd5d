/// What the loop does with objects in registers, without counting references to them. Closures are not inlined into a
/// function as large as the loop; these are.
extension Machine {
  // MARK: Caches

  @inline(__always) static func cachedField(
    _ instance: Unmanaged<InstanceObject>, _ cache: UnsafeMutablePointer<InlineCache>
  ) -> Slot? {
    instance._withUnsafeGuaranteedRef { instance in
      guard instance.shapeBits == cache.pointee.guardBits, instance.classVersion == cache.pointee.version else {
        return nil
      }
      return instance.values.unsafelyUnwrapped + cache.pointee.index
    }
  }

  @inline(__always) static func setCachedField(
    _ instance: Unmanaged<InstanceObject>, _ cache: UnsafeMutablePointer<InlineCache>, _ value: Slot
  ) -> Bool {
    instance._withUnsafeGuaranteedRef { instance in
      guard instance.shapeBits == cache.pointee.guardBits, instance.classVersion == cache.pointee.version else {
        return false
      }
      (instance.values.unsafelyUnwrapped + cache.pointee.index).copy(value)
      return true
    }
  }

  @inline(__always) static func cachedMethodFits(
    _ instance: Unmanaged<InstanceObject>, _ cache: UnsafeMutablePointer<InlineCache>
  ) -> Bool {
    instance._withUnsafeGuaranteedRef { instance in
      instance.classVersion == cache.pointee.version && !instance.classObject.instancesMayShadow
    }
  }

  // MARK: Objects

  @inline(__always) static func keysVersion(_ dictionary: Unmanaged<DictObject>) -> Int {
    dictionary._withUnsafeGuaranteedRef { $0.keysVersion }
  }

  @inline(__always) static func layout(_ function: Unmanaged<FunctionObject>) -> UnsafeMutablePointer<CodeLayout> {
    function._withUnsafeGuaranteedRef { $0.layout }
  }

  @inline(__always) static func cell(_ function: Unmanaged<FunctionObject>, _ index: Int) -> Unmanaged<CellObject> {
    function._withUnsafeGuaranteedRef { Unmanaged.passUnretained($0.closure[index]) }
  }

  /// Copies what a cell holds; false when it holds nothing.
  @inline(__always) static func load(_ cell: Unmanaged<CellObject>, to slot: Slot) -> Bool {
    let value = cell._withUnsafeGuaranteedRef { $0.value }
    if case .undefined = value { return false }
    slot.put(value)
    return true
  }

  @inline(__always) static func store(_ slot: Slot, to cell: Unmanaged<CellObject>) {
    cell._withUnsafeGuaranteedRef { $0.value = slot.pointee }
  }

  @inline(__always) static func place(_ list: Unmanaged<ListObject>, _ index: Int) -> Slot? {
    list._withUnsafeGuaranteedRef { $0.place(at: index) }
  }

  /// The place of the value that a key has which is an int or text; nil leaves the key to the general look-up.
  @inline(never) static func place(_ dictionary: Unmanaged<DictObject>, _ key: Slot) -> Slot? {
    dictionary._withUnsafeGuaranteedRef { dictionary in
      let position = dictionary.plainPosition(of: key)
      return position >= 0 ? DictObject.valueSlot(dictionary.entries + position) : nil
    }
  }

  @inline(__always) static func setItem(_ list: Unmanaged<ListObject>, _ index: Int, _ value: Slot) -> Bool {
    list._withUnsafeGuaranteedRef { $0.setItem(at: index, value.pointee) }
  }

  @inline(__always) static func append(_ value: Slot, to list: Unmanaged<ListObject>) {
    list._withUnsafeGuaranteedRef { $0.append(taking: value) }
  }

  @inline(__always) static func advance(_ iterator: Unmanaged<RangeIterator>, to slot: Slot) -> Bool {
    iterator._withUnsafeGuaranteedRef { iterator in
      if iterator.remaining == 0 { return false }
      iterator.remaining &-= 1
      slot.set(iterator.current)
      iterator.current &+= iterator.step
      return true
    }
  }

  @inline(__always) static func advance(_ iterator: Unmanaged<ListIterator>, to slot: Slot) -> Bool {
    guard let place = iterator._withUnsafeGuaranteedRef({ $0.advance() }) else { return false }
    slot.copy(place)
    return true
  }

  @inline(__always) static func unpack(_ tuple: Unmanaged<TupleObject>, to slot: Slot, _ count: Int) -> Bool {
    tuple._withUnsafeGuaranteedRef { $0.unpack(into: slot, count) }
  }

  /// Whether dividing two plain numbers needs nothing more than that.
  @inline(__always) static func dividesPlainly(_ a: Slot, _ b: Slot) -> Bool {
    if b.number == 0 { return false }
    let exact = 1 << 53
    return (a.tag == Tag.float || a.bits.magnitude <= exact) && (b.tag == Tag.float || b.bits.magnitude <= exact)
  }

  /// Moves values out of registers into an array.
  @inline(__always) static func takeAll(_ first: Slot, _ count: Int) -> [Value] {
    guard count > 0 else { return [] }
    return Array(unsafeUninitializedCapacity: count) { buffer, initialized in
      buffer.baseAddress.unsafelyUnwrapped.moveInitialize(from: first, count: count)
      for at in 0..<count { (first + at).overwrite(bits: 0, tag: Tag.int) }
      initialized = count
    }
  }
}
