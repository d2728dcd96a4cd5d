/// `contextlib`.
enum ContextlibModule {
  /// A context manager written in Swift.
  private final class Context {
    let enter: () throws -> Value
    let exit: (ExceptionObject?) throws -> Bool

    init(enter: @escaping () throws -> Value, exit: @escaping (ExceptionObject?) throws -> Bool) {
      self.enter = enter
      self.exit = exit
    }
  }

  private static func contextType(_ name: String, _ summary: String) -> TypeObject {
    let type = TypeObject(name, module: "contextlib", bases: [abstractType], summary: summary)
    func context(_ value: Value) throws -> Context {
      guard let context = value.asInstance?.payload as? Context else {
        throw PythonError.typeFault("a context manager is required, not '\(value.typeName)'")
      }
      return context
    }
    type.slots.enter = { try context($0).enter() }
    type.slots.exit = { .bool(try context($0).exit($1.1.asException)) }
    return type
  }

  nonisolated(unsafe) private static let abstractType: TypeObject = {
    let type = TypeObject("AbstractContextManager", module: "contextlib", summary: "What stands in a with statement.")
    type.slots.enter = { $0 }
    type.slots.exit = { _, _ in .none }
    type.classMethod(
      "__class_getitem__", [.positional("type"), .positional("item")], summary: "For annotations.",
      .binary { .object(GenericAlias($0, $1)) })
    return type
  }()

  nonisolated(unsafe) private static let decoratorType: TypeObject = {
    let type = TypeObject(
      "ContextDecorator", module: "contextlib", summary: "A context manager that decorates functions.")
    type.slots.call = { manager, arguments in
      guard arguments.count == 1 else { throw PythonError.typeFault("ContextDecorator takes a function") }
      return try decorated(arguments[0]) { manager }
    }
    return type
  }()

  /// A function that runs another one inside a context.
  private static func decorated(_ function: Value, _ manager: @escaping () throws -> Value) throws -> Value {
    try WrappingFunction.make(like: function) { arguments in
      try within(manager()) { _ in try Machine.current.call(function, arguments) }
    }
  }

  /// The `with` statement.
  static func within(_ manager: Value, _ body: (Value) throws -> Value) throws -> Value {
    let machine = Machine.current
    let entered = try machine.enterContext(manager)
    let result: Value
    do {
      result = try body(entered)
    } catch {
      let exception = machine.pythonError(error).exception
      if try machine.truth(machine.exitContext(manager, exception)), !exception.isFinal { return .none }
      throw PythonError(exception)
    }
    _ = try machine.exitContext(manager, nil)
    return result
  }

  // MARK: contextmanager

  nonisolated(unsafe) private static let generatorType = {
    let type = contextType("_GeneratorContextManager", "A context made of a generator.")
    type.slots.call = { manager, arguments in
      guard let maker = (manager.asInstance?.field(StringObject.interned("__maker__"))), arguments.count == 1 else {
        throw PythonError.typeFault("'_GeneratorContextManager' object is not callable")
      }
      return try decorated(arguments[0]) { try Machine.current.call(maker) }
    }
    return type
  }()

  private static func manager(_ function: Value, _ arguments: [Value], _ keywords: [(String, Value)]) throws -> Value {
    let machine = Machine.current
    let generator = try machine.call(function, arguments, keywords: keywords)
    let context = Context(
      enter: {
        guard let value = try machine.next(generator) else {
          throw PythonError(.runtimeError, "generator didn't yield")
        }
        return value
      },
      exit: { exception in
        guard let exception else {
          if try machine.next(generator) != nil { throw PythonError(.runtimeError, "generator didn't stop") }
          return false
        }
        let places = exception.collected
        do {
          _ = try machine.call(machine.attribute(of: generator, "throw"), [.object(exception)])
        } catch let error as PythonError {
          if error.exception === exception {
            // It came back as it was: what it went through here is no part of its traceback.
            exception.collected = places
            return false
          }
          if error.exception.type.isSubclass(of: .stopIteration) { return true }
          if error.exception.type.isSubclass(of: .runtimeError), error.exception.cause === exception,
            exception.type.isSubclass(of: .stopIteration)
          {
            return false
          }
          throw error
        }
        throw PythonError(.runtimeError, "generator didn't stop after throw()")
      })
    let made = InstanceObject(generatorType, payload: context)
    let maker = NativeFunction("maker", [], .nullary { try manager(function, arguments, keywords) })
    made.setField(StringObject.interned("__maker__"), .object(maker))
    return .object(made)
  }

  private static func contextManager(_ function: Value) throws -> Value {
    try WrappingFunction.make(like: function) { arguments in
      try manager(function, Array(arguments.positional), arguments.keywords.map { ($0.name.text, $0.value) })
    }
  }

  // MARK: ExitStack

  private final class Callbacks {
    var all: [(ExceptionObject?) throws -> Bool] = []
  }

  nonisolated(unsafe) private static let stackType: TypeObject = {
    let type = TypeObject(
      "ExitStack", module: "contextlib", bases: [abstractType], summary: "Contexts entered one by one, left together.")
    type.slots.new = { type, arguments in
      try arguments.expect("ExitStack", 0...0)
      return .object(InstanceObject(type, payload: Callbacks()))
    }
    func callbacks(_ value: Value) throws -> Callbacks {
      guard let callbacks = value.asInstance?.payload as? Callbacks else {
        throw PythonError.typeFault("an ExitStack is required, not '\(value.typeName)'")
      }
      return callbacks
    }
    func unwind(_ value: Value, _ exception: ExceptionObject?) throws -> Bool {
      let stack = try callbacks(value)
      var pending = exception
      var wasReplaced = false
      while let callback = stack.all.popLast() {
        do {
          if try callback(pending) {
            pending = nil
            wasReplaced = false
          }
        } catch {
          let fresh = Machine.current.pythonError(error).exception
          if fresh !== pending, fresh.context == nil { fresh.context = pending }
          pending = fresh
          wasReplaced = true
        }
      }
      if wasReplaced, let pending { throw PythonError(pending) }
      return pending == nil && exception != nil
    }
    type.slots.enter = { $0 }
    type.slots.exit = { .bool(try unwind($0, $1.1.asException)) }
    type.method(
      "enter_context", [.positional("self"), .positional("cm")],
      summary: "Enters a context, to be left with the others.",
      .binary { value, manager in
        let machine = Machine.current
        let entered = try machine.enterContext(manager)
        try callbacks(value).all.append { try machine.truth(machine.exitContext(manager, $0)) }
        return entered
      })
    type.method(
      "push", [.positional("self"), .positional("exit")], summary: "Has a context left with the others.",
      .binary { value, manager in
        let machine = Machine.current
        if machine.type(of: manager).answers(.exit) {
          try callbacks(value).all.append { try machine.truth(machine.exitContext(manager, $0)) }
        } else {
          try callbacks(value).all.append { exception in
            let arguments: [Value] = exception.map { [.object($0.type), .object($0), .none] } ?? [.none, .none, .none]
            return try machine.truth(machine.call(manager, arguments))
          }
        }
        return manager
      })
    type.method(
      "callback", [.positional("self"), .positional("callback"), .variadic("args"), .variadicKeyword("kwds")],
      summary: "Has a function called at the end.",
      .bound { arguments in
        let function = arguments[1]
        let positional = arguments[2].asTuple?.items ?? []
        let keywords = (arguments[3].asDict?.pairs ?? []).compactMap { pair in
          pair.key.asString.map { ($0.text, pair.value) }
        }
        try callbacks(arguments[0]).all.append { _ in
          _ = try Machine.current.call(function, positional, keywords: keywords)
          return false
        }
        return function
      })
    type.method(
      "pop_all", [.positional("self")], summary: "Another stack with all that this one was to leave.",
      .unary { value in
        let old = try callbacks(value)
        let fresh = Callbacks()
        fresh.all = old.all
        old.all = []
        return .object(InstanceObject(Machine.current.type(of: value), payload: fresh))
      })
    type.method(
      "close", [.positional("self")], summary: "Leaves all now.",
      .unary { value in
        _ = try unwind(value, nil)
        return .none
      })
    return type
  }()

  // MARK: The module

  static func make() throws -> ModuleObject {
    let module = ModuleObject("contextlib", summary: "Context managers.")
    for type in [abstractType, decoratorType, stackType] { module.set(type.name, .object(type)) }
    module.function(
      "contextmanager", [.positional("func")], summary: "A context manager made of a generator function.",
      .unary(contextManager))
    func context(_ name: String, _ summary: String, _ body: @escaping (Arguments) throws -> Context) {
      let type = contextType(name, summary)
      type.slots.new = { type, arguments in .object(InstanceObject(type, payload: try body(arguments))) }
      type.slots.initialize = { _, _ in }
      module.set(name, .object(type))
    }
    let machine = Machine.current
    context("nullcontext", "A context that does nothing.") { arguments in
      let bound = try arguments.parse("nullcontext", ["enter_result"])
      return Context(enter: { bound[0] ?? .none }, exit: { _ in false })
    }
    context("suppress", "Swallows some exceptions.") { arguments in
      let types = Value.tuple(Array(arguments.positional))
      return Context(enter: { .none }, exit: { try $0.map { try machine.matches(.object($0), types) } ?? false })
    }
    context("closing", "Closes a thing at the end.") { arguments in
      try arguments.expect("closing", 1...1)
      let thing = arguments[0]
      return Context(
        enter: { thing },
        exit: { _ in
          _ = try machine.call(machine.attribute(of: thing, "close"))
          return false
        })
    }
    for (name, stream) in [("redirect_stdout", "stdout"), ("redirect_stderr", "stderr")] {
      context(name, "Has what is printed go elsewhere.") { arguments in
        try arguments.expect(name, 1...1)
        let target = arguments[0]
        var outer: [Value] = []
        return Context(
          enter: {
            let sys = try machine.importModule("sys")
            outer.append(sys.namespace.get(stream) ?? .none)
            sys.set(stream, target)
            return target
          },
          exit: { _ in
            if let last = outer.popLast() { try machine.importModule("sys").set(stream, last) }
            return false
          })
      }
    }
    return module
  }
}
