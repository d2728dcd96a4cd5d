import Autograd
import Glibc
import Machine
import NDArray
import Syntax

/// What runs while `torch.autograd.profiler` measures: operations, derivatives and labelled parts, one inside another.
///
/// An operation is seen where the program calls it: by name, as an operator, as a layer. What it is made of inside is not
/// taken apart, because most of it does not exist here: `x.to(…)` of a number, `empty` before a result is filled.
enum Profiler {
  struct Event {
    let name: String
    let start: Int
    var end: Int
    /// PyTorch's number of the kind: 0 for what a program calls, 1 for derivatives, 7 for labels.
    let scope: Int
    let shapes: [[Int]]
    /// What its result takes, where that is memory of its own.
    var byteCount = 0
  }

  nonisolated(unsafe) private(set) static var isRunning = false
  /// In the order in which they began.
  nonisolated(unsafe) private static var events: [Event] = []

  nonisolated(unsafe) private static var origin = 0

  static func start() {
    events = []
    origin = now
    isRunning = true
    setOperators(measured: true)
    GradientWalk.watcher = { node, process in
      let name = node.isLeaf ? "torch::autograd::AccumulateGrad" : node.name
      try timed("autograd::engine::evaluate_function: \(name)", scope: 1) { try timed(name, scope: 1, process) }
    }
  }

  static func stop() {
    guard isRunning else { return }
    isRunning = false
    setOperators(measured: false)
    GradientWalk.watcher = nil
  }

  private static var now: Int {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return now.tv_sec * 1_000_000_000 + now.tv_nsec
  }

  // MARK: Measuring

  static func timed<Result>(
    _ name: String, scope: Int = 0, shapes: [[Int]] = [], _ body: () throws -> Result
  ) rethrows -> Result {
    let index = begin(name, scope: scope, shapes: shapes)
    defer { end(index) }
    return try body()
  }

  private static func begin(_ name: String, scope: Int, shapes: [[Int]]) -> Int {
    events.append(Event(name: name, start: now, end: 0, scope: scope, shapes: shapes))
    return events.count - 1
  }

  private static func end(_ index: Int) {
    // What was begun in a measurement that is over is in the list no more.
    if events.indices.contains(index) { events[index].end = now }
  }

  /// PyTorch's names inside of functions and layers that are called otherwise.
  private static let inside = [
    "cross_entropy": "cross_entropy_loss", "nll_loss": "nll_loss_nd", "batch_norm1d": "batch_norm",
    "batch_norm2d": "batch_norm", "batch_norm3d": "batch_norm", "mseloss": "mse_loss",
  ]

  /// An operation that is called by its name.
  static func operation(_ name: String, _ arguments: Arguments, _ body: () throws -> Value) throws -> Value {
    try operation(inside[name] ?? name, on: Array(arguments.positional), body) ?? .none
  }

  private static func operation(_ name: String, on values: [Value], _ body: () throws -> Value?) throws -> Value? {
    let index = begin("aten::" + name, scope: 0, shapes: values.map { $0.asTensor?.shape ?? [] })
    defer { end(index) }
    let result = try body()
    if let storage = result?.asTensor?.data.storage, events.indices.contains(index),
      !values.contains(where: { $0.asTensor?.data.storage === storage })
    {
      events[index].byteCount = storage.byteCount
    }
    return result
  }

  /// A layer, under the name of the operation it computes.
  static func layer(_ layer: Layer, _ arguments: Arguments, _ body: () throws -> Value) throws -> Value {
    if let name = layer.operation { return try operation(name, arguments, body) }
    var snake = ""
    var wasUpper = true
    for character in layer.name {
      if character.isUppercase, !wasUpper { snake += "_" }
      wasUpper = character.isUppercase
      snake += character.lowercased()
    }
    return try operation(snake, arguments, body)
  }

  // MARK: Operators

  private static func name(_ operation: BinaryOperator, numberFirst: Bool) -> String {
    switch operation {
    case .add: "add"
    case .subtract: numberFirst ? "rsub" : "sub"
    case .multiply: "mul"
    case .divide: numberFirst ? "reciprocal" : "div"
    case .power: "pow"
    case .matrixMultiply: "matmul"
    case .floorDivide: "floor_divide"
    case .modulo: "remainder"
    case .bitAnd: "__and__"
    case .bitOr: "__or__"
    case .bitXor: "__xor__"
    case .leftShift: "__lshift__"
    case .rightShift: "__rshift__"
    }
  }

  private static func name(_ operation: ComparisonOperator) -> String {
    switch operation {
    case .equal: "eq"
    case .notEqual: "ne"
    case .less: "lt"
    case .lessOrEqual: "le"
    case .greater: "gt"
    case .greaterOrEqual: "ge"
    default: "compare"
    }
  }

  private static func name(indexing key: Value) -> String {
    if case .int = key { return "select" }
    return key.asTensor != nil || key.asList != nil ? "index" : "slice"
  }

  /// The operators of tensors, which cost nothing more while nobody measures.
  private static func setOperators(measured: Bool) {
    guard measured else {
      Machine.current.nativeBinary = TensorOperators.binary
      for type in [TypeObject.tensor, .parameter] { TensorOperators.install(on: type) }
      return
    }
    func binary(_ kind: BinaryOperator, _ a: Value, _ b: Value) throws -> Value? {
      guard a.asTensor != nil || b.asTensor != nil else { return try TensorOperators.binary(kind, a, b) }
      return try operation(name(kind, numberFirst: a.asTensor == nil), on: [a, b]) {
        try TensorOperators.binary(kind, a, b)
      }
    }
    Machine.current.nativeBinary = binary
    for type in [TypeObject.tensor, .parameter] {
      type.slots.binary = binary
      type.slots.inPlace = { kind, a, b in
        try operation(name(kind, numberFirst: false) + "_", on: [a, b]) { try TensorOperators.inPlace(kind, a, b) }
      }
      type.slots.unary = { kind, x in
        try operation(kind == .invert ? "bitwise_not" : "neg", on: [x]) { try TensorOperators.unary(kind, x) }
      }
      type.slots.compare = { kind, a, b in
        try operation(name(kind), on: [a, b]) { try TensorOperators.compare(kind, a, b) }
      }
      type.slots.getItem = { x, key in
        try operation(name(indexing: key), on: [x]) { try TensorOperators.item(x, key) } ?? .none
      }
    }
  }

  // MARK: For the part that is written in Python

  static func register(on machine: Machine) {
    machine.registerModule("torch.autograd._recorder") { _ in
      let module = ModuleObject("torch.autograd._recorder", summary: "Measures what runs.")
      module.function(
        "_start", [], summary: "Begins to measure.",
        .nullary {
          start()
          return .none
        })
      module.function(
        "_stop", [], summary: "Ends, and gives name, begin and end in millionths of a second, shapes, scope and bytes.",
        .nullary {
          stop()
          let whole = events.map { event in
            Value.tuple([
              .string(event.name), .float(Double(event.start - origin) / 1000),
              .float(Double(max(event.end, event.start) - origin) / 1000),
              .list(event.shapes.map { .list($0.map { .int($0) }) }), .int(event.scope), .int(event.byteCount),
            ])
          }
          events = []
          return .list(whole)
        })
      module.function(
        "_enter", [.positional("name", "str")], summary: "Begins a part with a label.",
        .unary { value in .int(isRunning ? begin(value.asString?.text ?? "", scope: 7, shapes: []) : -1) })
      module.function(
        "_leave", [.positional("index", "int")], summary: "Ends a part.",
        .unary { value in
          end(try Machine.current.index(value))
          return .none
        })
      return module
    }
  }
}
