import Diagnostics
import Machine
import Syntax
import Testing

/// A stand-in for what another layer brings: an object that the machine has never heard of.
private final class Box {
  var number: Double
  init(_ number: Double) { self.number = number }
}

private func box(_ value: Value) throws -> Box {
  guard case .native(let object) = value, let box = object as? Box else {
    throw PythonError(.typeError, "expected Box, got \(Machine.current.type(of: value).name)")
  }
  return box
}

/// Gives the machine a type `Box` of native objects, a module `boxes`, and names at hand.
private func installBoxes(_ machine: Machine) {
  let type = TypeObject("Box", module: "boxes", summary: "A number in a box.")
  type.slots.new = { _, arguments in .native(Box(try Machine.current.double(arguments[0]))) }
  type.slots.repr = { "Box(\(try box($0).number))" }
  type.slots.length = { Int(try box($0).number) }
  type.slots.enter = { $0 }
  type.slots.exit = { _, _ in .bool(true) }
  type.slots.compare = { operation, left, right in
    guard operation == .less else { return nil }
    return .bool(try box(left).number < box(right).number)
  }
  type.property("number", get: { .float(try box($0).number) }, set: { try box($0).number = Machine.current.double($1) })
  type.method("half", summary: "Half of it.", .unary { .native(Box(try box($0).number / 2)) })
  type.method(
    "plus", [.positional("self"), Parameter("other"), .keyword("scale", default: .int(1))],
    .bound { arguments in
      let scaled = try Machine.current.double(arguments[1]) * Machine.current.double(arguments[2])
      return .native(Box(try box(arguments[0]).number + scaled))
    })
  machine.register(Box.self, as: type)
  machine.nativeBinary = { operation, left, right in
    guard operation == .add else { return nil }
    func number(_ value: Value) throws -> Double {
      if case .native = value { return try box(value).number }
      return try Machine.current.double(value)
    }
    return .native(Box(try number(left) + number(right)))
  }
  machine.registerModule("boxes") { _ in
    let module = ModuleObject("boxes")
    module.set("Box", .object(type))
    module.function("apply", [Parameter("f"), Parameter("x")], .binary { try Machine.current.call($0, [$1]) })
    module.function(
      "place", [],
      .nullary {
        guard let place = Machine.current.currentPlace else { return .none }
        return .string("\(place.source.name):\(place.source.line(at: place.span.start)) \(place.source[place.span])")
      })
    return module
  }
  machine.registerModule("boxes.inner") { _ in ModuleObject("boxes.inner") }
  machine.namesAtHand = { $0.text == "boxed" ? .native(Box(9)) : nil }
  machine.namesAtHandList = { ["boxed"] }
}

extension MachineTests {
  @Suite("Types, functions and modules that Swift brings.") struct NativeTests {
    @Test func nativeObjectsHaveATypeOfTheirOwn() {
      #expect(
        output(
          of: """
            from boxes import Box
            b = Box(4)
            print(b, type(b), len(b), b.number, b.half(), [x.half().number for x in [b, Box(2)]])
            b.number = 10
            print(b.plus(1), b.plus(other=1, scale=5), b + 1, 1 + b, b < Box(11), Box.half(b))
            with b as c: raise ValueError("swallowed")
            print(c is b)
            """, setUp: installBoxes) == """
            Box(4.0) <class 'boxes.Box'> 4 4.0 Box(2.0) [2.0, 1.0]
            Box(11.0) Box(15.0) Box(11.0) Box(11.0) True Box(5.0)
            True
            """)
    }

    @Test func faultsAtNativeObjects() {
      #expect(
        output(
          of: """
            import boxes
            b = boxes.Box(1)
            def attempt(f):
                try: f()
                except Exception as e: print(type(e).__name__, e)
            attempt(lambda: b.nothing)
            attempt(lambda: b.plus())
            attempt(lambda: b.plus(1, 2))
            attempt(lambda: b.plus(1, size=2))
            attempt(lambda: b - 1)
            attempt(lambda: b > 1)
            attempt(lambda: b["k"])
            attempt(lambda: boxes.nothing)
            """, setUp: installBoxes) == """
            AttributeError 'Box' object has no attribute 'nothing'
            TypeError plus() missing required argument 'other' (pos 2)
            TypeError plus() takes exactly 1 positional argument (2 given)
            TypeError 'size' is an invalid keyword argument for plus()
            TypeError unsupported operand type(s) for -: 'Box' and 'int'
            TypeError '>' not supported between instances of 'Box' and 'int'
            TypeError 'Box' object is not subscriptable
            AttributeError module 'boxes' has no attribute 'nothing'
            """)
    }

    @Test func namesAtHandComeLast() {
      #expect(
        output(
          of: """
            print(boxed)
            boxed = "mine"
            print(boxed)
            del boxed
            print(boxed)
            boxe
            """, setUp: installBoxes) == """
            Box(9.0)
            mine
            Box(9.0)
            NameError: name 'boxe' is not defined. Did you mean: 'boxed'?
            """)
    }

    @Test func nativeCodeCallsBackAndKnowsItsPlace() {
      #expect(
        output(
          of: """
            import boxes, boxes.inner as inner
            print(boxes.apply(lambda x: x + 1, 2), inner)
            def where():
                return boxes.place()
            print(where())
            try: boxes.apply(lambda x: x / 0, 2)
            except ZeroDivisionError as e: print(e)
            """, setUp: installBoxes) == """
            3 <module 'boxes.inner' (built-in)>
            test:4 boxes.place()
            division by zero
            """)
    }

    @Test func aPersonsClassDerivesFromANativeOne() {
      func install(_ machine: Machine) {
        let type = TypeObject("Module", module: "nn", summary: "Has a native part.")
        type.slots.new = { type, _ in .object(InstanceObject(type, payload: Box(1))) }
        type.slots.initialize = { value, _ in (value.asInstance?.payload as? Box)?.number = 7 }
        type.slots.call = { value, arguments in
          try Machine.current.call(Machine.current.attribute(of: value, "forward"), arguments)
        }
        type.slots.getMissingAttribute = { value, name in
          name.text == "number" ? (value.asInstance?.payload as? Box).map { .float($0.number) } : nil
        }
        type.slots.setAttribute = { value, name, new in
          guard name.text == "number" else { return false }
          (value.asInstance?.payload as? Box)?.number = try Machine.current.double(new)
          return true
        }
        type.slots.repr = { "Module(\((($0.asInstance?.payload) as? Box)?.number ?? 0))" }
        machine.registerModule("nn") { _ in
          let module = ModuleObject("nn")
          module.set("Module", .object(type))
          return module
        }
      }
      #expect(
        output(
          of: """
            import nn
            class Net(nn.Module):
                def __init__(self, size):
                    super(Net, self).__init__()
                    self.size = size
                def forward(self, x, bias=0): return x * self.size + bias
            net = Net(3)
            print(net, net.number, net(2), net(2, bias=1), net.size)
            net.number = 5
            print(net.number, net.__dict__, isinstance(net, nn.Module))
            net.gone
            """, setUp: install) == """
            Module(7.0) 7.0 6 7 3
            5.0 {'size': 3} True
            AttributeError: 'Net' object has no attribute 'gone'
            """)
    }

    @Test func warningsAreShownOncePerPlace() {
      #expect(
        output(
          of: """
            def f():
                warned()
            f()
            f()
            warned()
            """,
          setUp: { machine in
            machine.builtins.set(
              "warned",
              .object(
                NativeFunction(
                  "warned", [],
                  .nullary {
                    try Machine.current.warn(.userWarning, "careful")
                    return .none
                  })))
          }) == """
            test:2: UserWarning: careful
              warned()
            test:5: UserWarning: careful
              warned()
            """)
    }
  }

  @Suite("Stopping, and what a cell gives.") struct RunTests {
    @Test func anInterruptEndsALoopAndKeepsVariables() throws {
      let machine = Machine()
      machine.activate()
      let globals = Machine.newGlobals()
      machine.builtins.set(
        "stop",
        .object(
          NativeFunction(
            "stop", [],
            .nullary {
              Machine.current.interrupt()
              return .none
            })))
      #expect(throws: PythonError.self) {
        _ = try machine.run(
          Source(name: "test", text: "n = 0\nwhile True:\n  n += 1\n  if n == 5: stop()"), globals: globals)
      }
      #expect(globals.get("n")?.isIdentical(to: .int(5)) == true)
      #expect(try machine.run(Source(name: "test", text: "n + 1"), globals: globals).isIdentical(to: .int(6)))
    }

    @Test func aCellGivesItsLastExpression() throws {
      let machine = Machine()
      machine.activate()
      let globals = Machine.newGlobals()
      #expect(try machine.run(Source(name: "a", text: "x = 2\nx * 3"), globals: globals).isIdentical(to: .int(6)))
      #expect(try machine.run(Source(name: "b", text: "x = 5"), globals: globals).isNone)
      #expect(try machine.run(Source(name: "c", text: "x"), globals: globals, wantsResult: false).isNone)
    }

    @Test func aTracebackNamesEveryFrame() throws {
      let machine = Machine()
      machine.activate()
      let source = Source(
        name: "In [1]",
        text: """
          def inner(x):
              return 1 / x
          def outer(x):
              return inner(x) + 1
          outer(0)
          """)
      let error = try #require(throws: PythonError.self) {
        _ = try machine.run(source, globals: Machine.newGlobals())
      }
      let places = error.exception.traceback.map {
        "\($0.function) \($0.source.line(at: $0.span.start)): \($0.source[$0.span])"
      }
      #expect(places == ["<module> 5: outer(0)", "outer 4: inner(x)", "inner 2: 1 / x"])
      #expect(machine.headline(of: error.exception) == "ZeroDivisionError: division by zero")
    }

    @Test(arguments: [
      ("return 1", "SyntaxError: 'return' outside function"),
      ("break", "SyntaxError: 'break' outside loop"),
      ("def f():\n  nonlocal x", "SyntaxError: no binding for nonlocal 'x' found"),
      ("def f(a, a): pass", "SyntaxError: duplicate argument 'a' in function definition"),
      ("async def f(): pass", "SyntaxError: 'async def' is not supported"),
      ("import nowhere.at.all", "ModuleNotFoundError: No module named 'nowhere'"),
      ("import math.x", "ModuleNotFoundError: No module named 'math.x'; 'math' is not a package"),
      ("from math import nothing", "ImportError: cannot import name 'nothing' from 'math' (unknown location)"),
      ("valeu = 1\nvalue", "NameError: name 'value' is not defined. Did you mean: 'valeu'?"),
      ("[].appendd", "AttributeError: 'list' object has no attribute 'appendd'. Did you mean: 'append'?"),
    ]) func faults(_ program: String, _ headline: String) { #expect(output(of: program) == headline) }
  }
}
