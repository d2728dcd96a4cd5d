public import Recall

extension Value: Holding {
  public static func read(_ values: UnsafeBufferPointer<Value>, _ recollector: Recollector) {
    for value in values { recollector.visit(value) }
  }
}

extension Recollector {
  @inline(__always) func visit(_ value: Value) {
    switch value {
    case .object(let object): visit(object)
    case .native(let object): visit(object)
    case .none, .undefined, .bool, .int, .float: break
    }
  }
}

// What never changes, or only by what it has computed once.

extension StringObject: Unchanging {}
extension BigIntObject: Unchanging {}
extension NativeFunction: Unchanging {}
extension NativeProperty: Unchanging {}
extension SlotWrapper: Unchanging {}
extension CodeObject: Unchanging {}
extension FunctionTemplate: Unchanging {}
extension RegexPattern: Unchanging {}
extension MatchObject: Unchanging {}
extension Shape: Unchanging {}
extension Machine: Unchanging {}

extension DictObject: Recalled {
  public struct Memory {
    /// Removed entries too: iterators know positions.
    let entries: [Entry]
    let count: Int
  }

  public func memory(_ recollector: Recollector) -> Memory {
    for position in 0..<used {
      recollector.visit(entries[position].key)
      recollector.visit(entries[position].value)
    }
    return Memory(entries: Array(UnsafeBufferPointer(start: entries, count: used)), count: count)
  }

  public func recall(_ memory: Memory) { replaceAll(with: memory.entries, count: memory.count) }
}

extension InstanceObject: Recalled {
  public struct Memory {
    let classObject: TypeObject
    let shape: Unmanaged<Shape>
    let values: [Value]
    let dictionary: DictObject?
    let payload: AnyObject?
  }

  public func memory(_ recollector: Recollector) -> Memory {
    // What is remembered lives on, and a person's `__del__` would come late.
    if classObject.hasFinalizer {
      recollector.object(to: "\(classObject.qualifiedName) has a __del__, which would come late")
    }
    let kept = values.map { Array(UnsafeBufferPointer(start: $0, count: shape.names.count)) } ?? []
    for value in kept { recollector.visit(value) }
    recollector.visit(classObject)
    if let dictionary { recollector.visit(dictionary) }
    if let payload { recollector.visit(payload) }
    return Memory(
      classObject: classObject, shape: .passUnretained(shape), values: kept, dictionary: dictionary, payload: payload)
  }

  public func recall(_ memory: Memory) {
    let old = values
    let oldCount = shape.names.count
    classObject = memory.classObject
    shape = memory.shape.takeUnretainedValue()
    dictionary = memory.dictionary
    payload = memory.payload
    capacity = memory.values.count
    values = nil
    if !memory.values.isEmpty {
      let fresh = UnsafeMutablePointer<Value>.allocate(capacity: capacity)
      fresh.initialize(from: memory.values, count: capacity)
      values = fresh
    }
    guard let old else { return }
    old.deinitialize(count: oldCount)
    old.deallocate()
  }
}

extension GeneratorObject: Recalled {
  public struct Memory {
    let registers: [Value]
    let pc: UnsafeMutablePointer<Instruction>
    let state: State
    let result: Value
    let handled: ExceptionObject?
  }

  private var hasRegisters: Bool { state == .created || state == .suspended }

  public func memory(_ recollector: Recollector) -> Memory {
    if state == .suspended, !function.code.handlers.isEmpty {
      recollector.object(to: "\(qualifiedName) stands inside a try or with, whose end would come late")
    }
    let kept = hasRegisters ? Array(UnsafeBufferPointer(start: registers, count: registerCount)) : []
    for value in kept { recollector.visit(value) }
    recollector.visit(function)
    recollector.visit(result)
    if let handled { recollector.visit(handled) }
    return Memory(registers: kept, pc: pc, state: state, result: result, handled: handled)
  }

  public func recall(_ memory: Memory) {
    // One that runs has lent its registers to the machine.
    guard state != .running, memory.state != .running else { return }
    if hasRegisters { registers.deinitialize(count: registerCount) }
    pc = memory.pc
    state = memory.state
    result = memory.result
    handled = memory.handled
    if hasRegisters { registers.initialize(from: memory.registers, count: registerCount) }
  }
}

extension ClosureIterator: Recalled {
  public func memory(_ recollector: Recollector) { recollector.leave(iteratorName) }
  public func recall(_ memory: Void) {}
}

extension StreamObject: Recalled {
  func memory(_ recollector: Recollector) { recollector.leave("file") }
  func recall(_ memory: Void) {}
}
