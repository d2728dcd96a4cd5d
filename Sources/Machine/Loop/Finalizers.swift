/// What must still run when nothing refers to an object any more: its `__del__`, or the `finally` of a generator that was
/// left half way.
///
/// A dying object cannot be handed to anyone, and the machine may be in the middle of an instruction. So a twin takes
/// over what the object has, and has its turn at the next call, jump backward or `print`.
enum Finalizers {
  /// What `interruptFlag` holds when nothing but this is to be done.
  static let request: Int32 = -1

  /// At the end of a cell or program, what one leaves behind has its turn, too, but not without end.
  static let lastRounds = 100

  nonisolated(unsafe) private static var waiting: [Object] = []
  /// Twins whose `__del__` has run.
  nonisolated(unsafe) private static var done: Set<ObjectIdentifier> = []
  /// Whether a class with `__del__` was ever made.
  nonisolated(unsafe) static var areKnown = false

  static func add(_ dying: InstanceObject) {
    if done.remove(ObjectIdentifier(dying)) != nil { return }
    // A native object of another Swift class would not be what its methods expect.
    guard Swift.type(of: dying) == InstanceObject.self, dying.tag & Object.kindMask == Kind.instance.rawValue else {
      return
    }
    wait(InstanceObject(takingOver: dying))
  }

  static func add(_ dying: GeneratorObject) { wait(GeneratorObject(takingOver: dying)) }

  private static func wait(_ twin: Object) {
    waiting.append(twin)
    let flag = Machine.current.interruptFlag
    if flag.value == 0 { flag.value = request }
  }

  /// Gives every object that waits its turn; one that dies meanwhile waits for the next. What they throw is told and goes
  /// no further.
  static func run(on machine: Machine, rounds: Int = 1) {
    for _ in 0..<rounds where !waiting.isEmpty { runOnce(on: machine) }
  }

  private static func runOnce(on machine: Machine) {
    let turn = waiting
    waiting = []
    for twin in turn {
      let handled = machine.handled
      machine.handled = nil
      do {
        if let generator = twin as? GeneratorObject {
          try machine.close(generator)
        } else if let method = twin.type.lookup("__del__") {
          done.insert(ObjectIdentifier(twin))
          _ = try machine.call(method, [.object(twin)])
        }
      } catch {
        let name = (twin as? GeneratorObject)?.qualifiedName ?? "\(twin.type.qualifiedName).__del__"
        let exception = machine.pythonError(error).exception
        machine.standardError("Exception ignored in: \(name)\n\(machine.headline(of: exception))\n")
      }
      machine.handled = handled
    }
  }
}

extension Machine {
  /// Lets go of the names of a program that has ended, so that `__del__` runs as it does when Python leaves.
  public func release(_ globals: DictObject) {
    Finalizers.run(on: self, rounds: Finalizers.lastRounds)
    guard Finalizers.areKnown else { return }
    for (key, _) in globals.pairs {
      guard let name = key.asString, !name.text.hasPrefix("__") else { continue }
      globals.set(name, .none)
      Finalizers.run(on: self, rounds: Finalizers.lastRounds)
    }
  }
}
