/// A generator: a function's frame that can be left and entered again.
public final class GeneratorObject: Object {
  let function: FunctionObject
  /// The registers while it is not running.
  let registers: Slot
  let registerCount: Int
  var pc: UnsafeMutablePointer<Instruction>
  var state = State.created
  /// What `return` gave.
  var result = Value.none
  /// The exception it was handling when it yielded.
  var handled: ExceptionObject?

  enum State { case created, suspended, running, finished }

  /// Takes over the registers of a frame that is about to return.
  init(_ function: FunctionObject, registers: Slot, count: Int, pc: UnsafeMutablePointer<Instruction>) {
    self.function = function
    self.registers = .allocate(capacity: Swift.max(count, 1))
    self.registers.moveInitialize(from: registers, count: count)
    for at in 0..<count { (registers + at).forget() }
    registerCount = count
    self.pc = pc
    super.init(.generator)
  }

  /// A generator that stands where another stood, which is left finished.
  init(takingOver other: GeneratorObject) {
    function = other.function
    registerCount = other.registerCount
    registers = .allocate(capacity: Swift.max(other.registerCount, 1))
    registers.moveInitialize(from: other.registers, count: other.registerCount)
    pc = other.pc
    handled = other.handled
    state = .suspended
    other.state = .finished
    super.init(.generator)
  }

  deinit {
    // A `finally` or a `with` around the `yield` it stands at still has to run.
    if state == .suspended, !function.code.handlers.isEmpty { Finalizers.add(self) }
    // While it runs or when it is finished there is nothing in the registers.
    if state == .created || state == .suspended { Reclaimer.release(registers, registerCount) }
    registers.deallocate()
    Reclaimer.release(&handled)
  }

  public override var type: TypeObject { .generator }

  public var name: String { function.name }
  public var qualifiedName: String { function.qualifiedName }
}
