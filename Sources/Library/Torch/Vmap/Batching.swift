import Autograd
import Machine
import NDArray
import Ops

/// How functions of tensors run on batched ones: on the whole where a rule says how, else on one after another.
enum Batching {
  /// The runs in progress, the outermost first.
  nonisolated(unsafe) static var frames: [BatchFrame] = []
  /// Above 0 while one index of a batch is worked on, or the whole: what is drawn then is not drawn for each.
  nonisolated(unsafe) static var drawsOnce = 0
  /// Whether there may be batched tensors.
  nonisolated(unsafe) private(set) static var isUsed = false

  /// Lets functions of tensors meet batched ones from now on.
  static func begin() {
    guard !isUsed else { return }
    isUsed = true
    Machine.current.register(BatchedTensor.self, as: .batchedTensor)
    NativeFunction.interception = intercept
  }

  // MARK: What is batched

  static func batched(_ value: Value) -> BatchedTensor? {
    guard case .native(let object) = value, Swift.type(of: object) == BatchedTensor.self else { return nil }
    return unsafeDowncast(object, to: BatchedTensor.self)
  }

  static func isTensor(_ value: Value) -> Bool { value.asTensor != nil || batched(value) != nil }

  /// The innermost run that a value, or one in a list, a tuple or a dictionary, belongs to.
  static func frame(of value: Value) -> BatchFrame? {
    if let one = batched(value) { return one.frame }
    guard case .object = value else { return nil }
    if let items = value.sequenceItems { return frame(of: items) }
    if let dict = value.asDict { return frame(of: dict.pairs.map(\.value)) }
    if let slice = value.asSlice { return frame(of: [slice.start, slice.stop, slice.step]) }
    return nil
  }

  static func frame(of values: some Sequence<Value>) -> BatchFrame? {
    var innermost: BatchFrame?
    for value in values {
      if let found = frame(of: value), found.number > innermost?.number ?? 0 { innermost = found }
    }
    return innermost
  }

  /// The shape as the function sees it.
  static func shape(_ value: Value) -> [Int] {
    if let tensor = value.asTensor { return tensor.shape }
    guard let one = batched(value) else { return [] }
    var shape = shape(one.whole)
    if shape.indices.contains(one.dim) { shape.remove(at: one.dim) }
    return shape
  }

  static func dtype(_ value: Value) -> DType? { value.asTensor?.dtype ?? batched(value)?.memory?.dtype }

  // MARK: Steps on values

  static func method(_ value: Value, _ name: String, _ arguments: [Value] = []) throws -> Value {
    try Machine.current.call(Machine.current.attribute(of: value, name), arguments)
  }

  static func moved(_ value: Value, from: Int, to: Int) throws -> Value {
    if let tensor = value.asTensor { return .native(try Shapes.movedim(tensor, [from], [to])) }
    return try method(value, "movedim", [.int(from), .int(to)])
  }

  /// Stretched over a new first dimension.
  static func stretched(_ value: Value, _ size: Int) throws -> Value {
    let sizes = [.int(size)] + shape(value).map { Value.int($0) }
    if let tensor = value.asTensor { return .native(try Shapes.expand(tensor, [size] + tensor.shape)) }
    return try method(value, "expand", sizes)
  }

  // MARK: One after another

  /// Runs `body` for each index of a batch, and puts the results together.
  ///
  /// - Parameters:
  ///   - values: What `body` takes; batched tensors in it, also in lists, are given as that index's tensor.
  ///   - name: What a message calls the function.
  static func each(
    _ frame: BatchFrame, _ values: [Value], _ name: String, _ body: ([Value]) throws -> Value
  ) throws -> Value {
    var results: [Value] = []
    let state = Generators.standard.state
    drawsOnce += 1
    defer { drawsOnce -= 1 }
    for index in 0..<max(frame.size, 1) {
      try Machine.current.checkInterrupt()
      if frame.randomness == .same { Generators.standard.state = state }
      results.append(try body(values.map { try part($0, frame, index) }))
    }
    return try gathered(results, frame, name)
  }

  /// A value for one index of a batch.
  static func part(_ value: Value, _ frame: BatchFrame, _ index: Int) throws -> Value {
    if let slice = value.asSlice {
      let bounds = try [slice.start, slice.stop, slice.step].map { try part($0, frame, index) }
      return .object(SliceObject(start: bounds[0], stop: bounds[1], step: bounds[2]))
    }
    if frame === Self.frame(of: value) {
      return try Tree.map(value) { leaf in
        guard let one = batched(leaf), one.frame === frame else { return leaf }
        return try one.slice(index)
      }
    }
    return value
  }

  /// The results of all indices as one: tensors as a batched tensor.
  private static func gathered(_ results: [Value], _ frame: BatchFrame, _ name: String) throws -> Value {
    guard let first = results.first else { return .none }
    let rows = results.map(Tree.leaves)
    let leaves = try (rows.first ?? []).indices.map { at -> Value in
      let column = rows.compactMap { at < $0.count ? $0[at] : nil }
      guard let leaf = column.first else { return .none }
      guard isTensor(leaf), !(column.count > 1 && column.allSatisfy { $0.isIdentical(to: leaf) }) else { return leaf }
      guard column.count == results.count, column.allSatisfy({ shape($0) == shape(leaf) }) else {
        throw BatchingRules.dynamicShape(name)
      }
      return .native(BatchedTensor(try stacked(column, isEmpty: frame.size == 0), of: frame))
    }
    return Tree.rebuilt(first, leaves)
  }

  private static func stacked(_ parts: [Value], isEmpty: Bool) throws -> Value {
    let tensors = parts.compactMap(\.asTensor)
    if tensors.count == parts.count {
      let whole = try Joining.stack(tensors, 0)
      return .native(isEmpty ? try Shapes.slice(whole, 0, 0, 0, 1) : whole)
    }
    let stack = try Machine.current.attribute(of: .object(Machine.current.importModule("torch")), "stack")
    let whole = try Machine.current.call(stack, [.list(parts)])
    return isEmpty ? try method(whole, "narrow", [.int(0), .int(0), .int(0)]) : whole
  }

  // MARK: Calls

  /// The result of a function of tensors that is given batched ones; nil for every other call.
  static func intercept(_ function: NativeFunction, _ arguments: Arguments) throws -> Value? {
    guard function.takesTensors || function.isMethod && arguments.count > 0 && isTensor(arguments[0]) else {
      return nil
    }
    var innermost = frame(of: arguments.positional)
    if arguments.keywordCount > 0 {
      let named = frame(of: arguments.keywords.map(\.value))
      if named?.number ?? 0 > innermost?.number ?? 0 { innermost = named }
    }
    if let innermost { return try BatchingRules.run(BatchedCall(function, arguments), innermost) }
    guard let frame = frames.last, frame.randomness == .different, drawsOnce == 0 else { return nil }
    return try BatchingRules.draw(BatchedCall(function, arguments), frame)
  }
}

/// A call of a function of tensors.
struct BatchedCall {
  let function: NativeFunction
  var positional: [Value]
  var keywords: [(String, Value)]

  init(_ function: NativeFunction, _ arguments: Arguments) {
    self.function = function
    positional = Array(arguments.positional)
    keywords = arguments.keywords.map { ($0.name.text, $0.value) }
  }

  var name: String { function.name }
  var values: [Value] { positional + keywords.map(\.1) }

  /// The same call with other values.
  func with(_ values: [Value]) -> BatchedCall {
    var call = self
    call.positional = Array(values.prefix(positional.count))
    call.keywords = zip(keywords, values.dropFirst(positional.count)).map { ($0.0, $1) }
    return call
  }

  func run() throws -> Value { try Machine.current.call(.object(function), positional, keywords: keywords) }

  /// Whether it writes into its first argument.
  var isInPlace: Bool { name.hasSuffix("_") && !name.hasPrefix("__") && name != "requires_grad_" }
}
