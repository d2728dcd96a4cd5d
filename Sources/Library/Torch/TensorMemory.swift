import Autograd
import Machine
import NDArray
import Ops

/// Tensors that become windows on other memory, and elements changed one by one by Python functions.
enum TensorMemory {
  static func add(to type: TypeObject) {
    type.method(
      "set_", [.init("self"), .variadic("args"), .variadicKeyword("kwargs")],
      summary: "Becomes a window on the memory of a tensor or a storage. Changes the tensor in place.", .variadic(set))
    type.method(
      "is_set_to", [.init("self"), .init("tensor")], summary: "Whether both are the same window on the same memory.",
      .bound { arguments in
        let x = try TensorArguments.tensor(arguments[0], "is_set_to", "self", 0)
        let other = try TensorArguments.tensor(arguments[1], "is_set_to", "tensor", 1)
        for one in [x, other] { try one.materialize() }
        return .bool(
          x.data.storage === other.data.storage && x.data.offset == other.data.offset && x.shape == other.shape
            && x.data.layout.strides == other.data.layout.strides)
      })
    type.method(
      "resize_", [.init("self"), .variadic("size"), .variadicKeyword("kwargs")],
      summary: "Becomes a window of another size on its memory, which grows where it must.",
      .variadic { arguments in
        let x = try TensorArguments.tensor(arguments[0], "resize_", "self", 0)
        guard arguments.count > 1 || arguments.keyword("size") != nil else {
          throw PythonError(.typeError, "resize_() missing 1 required positional arguments: \"size\"")
        }
        return try resized(x, TensorArguments.ints(arguments, from: 1, "resize_", "size"))
      })
    type.method(
      "resize_as_", resizedAs, summary: "Becomes a window of another tensor's size on its memory.",
      .bound { try resizedAs($0) })
    addElementwise(to: type)
  }

  static func addFunctions(to module: ModuleObject) {
    module.set(
      "resize_as_",
      .object(
        NativeFunction(
          "resize_as_", [.init("input")] + resizedAs.dropFirst(),
          summary: "A tensor becomes a window of another one's size on its memory.", .bound { try resizedAs($0) })))
  }

  // MARK: Sizes

  nonisolated(unsafe) private static let resizedAs: [LanguageParameter] = [
    .init("self"), .init("the_template"), .keyword("memory_format", default: Value.none),
  ]

  private static func resizedAs(_ arguments: BoundArguments) throws -> Value {
    let x = try TensorArguments.tensor(arguments[0], "resize_as_", "input", 1)
    return try resized(x, TensorArguments.tensor(arguments[1], "resize_as_", "the_template", 1).shape)
  }

  private static func resized(_ x: Tensor, _ size: [Int]) throws -> Value {
    guard !x.requiresGrad else { throw EngineError.runtime("cannot resize variables that require grad") }
    guard size.allSatisfy({ $0 >= 0 }) else { throw EngineError.runtime("numel: integer multiplication overflow") }
    x.bumpVersion()
    guard size != x.shape else { return .native(x) }
    try x.materialize()
    x.data = try windowed(x.data, .contiguous(size), offset: x.data.offset)
    return .native(x)
  }

  /// A window on an array's memory; on a larger copy where it does not reach.
  private static func windowed(_ data: NDArray, _ layout: Layout, offset: Int) throws -> NDArray {
    let last = zip(layout.shape, layout.strides).reduce(offset) { $0 + ($1.0 - 1) * $1.1 }
    let needed = layout.count == 0 ? 0 : last + 1
    let there = (data.storage?.byteCount ?? 0) / data.dtype.size
    if needed <= there { return data.window(layout, offset: offset) }
    let larger = try NDArray.zeros(shape: [needed], data.dtype).inMemory()
    larger.strided([there], [1]).assign(data.window(try .contiguous([there]), offset: 0))
    return larger.window(layout, offset: offset)
  }

  // MARK: Memory of others

  private static func set(_ arguments: Arguments) throws -> Value {
    let x = try TensorArguments.tensor(arguments[0], "set_", "self", 0)
    let source = arguments.count > 1 ? arguments[1] : arguments.keyword("source")
    let window = try source.map { try memory($0, arguments) } ?? NDArray.zeros(shape: [0], x.dtype).inMemory()
    try InPlace.checkLeaf(x)
    guard window.dtype == x.dtype else {
      throw EngineError.runtime(
        "Could not set tensor of type \(named(window.dtype)) to a tensor of type \(named(x.dtype))")
    }
    x.bumpVersion()
    guard arguments.count > 2 else {
      x.data = window
      return .native(x)
    }
    let size = try sizes(arguments, 3, "size") ?? []
    let layout = try Layout.contiguous(size)
    let strides = try sizes(arguments, 4, "stride") ?? layout.strides
    guard strides.count == size.count, size.allSatisfy({ $0 >= 0 }), strides.allSatisfy({ $0 >= 0 }) else {
      throw EngineError.runtime("mismatch in length of strides and shape")
    }
    x.data = try windowed(
      window, .strided(size, strides, count: layout.count), offset: Machine.current.index(arguments[2]))
    return .native(x)
  }

  private static func sizes(_ arguments: Arguments, _ place: Int, _ name: String) throws -> [Int]? {
    let value = arguments.count > place ? arguments[place] : arguments.keyword(name)
    return try value?.sequenceItems?.map { try Machine.current.index($0) }
  }

  /// What a tensor or a storage is a window on.
  private static func memory(_ source: Value, _ arguments: Arguments) throws -> NDArray {
    if let tensor = source.asTensor {
      try tensor.materialize()
      return tensor.data
    }
    if let memory = StorageObject.of(source) { return memory }
    throw Refusal.of(.method, "set_", arguments)
      ?? PythonError(.typeError, "set_() received an invalid combination of arguments")
  }

  /// The type of C++ that messages name.
  private static func named(_ dtype: DType) -> String {
    switch dtype {
    case .float32: "float"
    case .float64: "double"
    case .int32: "int"
    case .int64: "long"
    case .int16: "short"
    case .int8: "signed char"
    case .uint8: "unsigned char"
    case .float16: "c10::Half"
    case .bfloat16: "c10::BFloat16"
    case .bool: "bool"
    }
  }

  // MARK: Element by element

  private static func addElementwise(to type: TypeObject) {
    type.method(
      "apply_", [.init("self"), .variadic("args")],
      summary: "Each element becomes what a function gives for it. Changes the tensor in place.",
      .variadic { arguments in
        guard arguments.count == 2 else {
          throw PythonError(.typeError, "TensorBase.apply_() takes exactly one argument (\(arguments.count - 1) given)")
        }
        return try applied("apply_", arguments[0], [], arguments[1])
      })
    type.method(
      "map_", [.init("self"), .init("other"), .init("callable")],
      summary: "Each element becomes what a function gives for it and another tensor's. Changes the tensor in place.",
      .bound { try applied("map_", $0[0], [("other", $0[1])], $0[2]) })
    type.method(
      "map2_", [.init("self"), .init("x"), .init("y"), .init("callable")],
      summary: "Each element becomes what a function gives for it and two other tensors'.",
      .bound { try applied("map2_", $0[0], [("x", $0[1]), ("y", $0[2])], $0[3]) })
  }

  private static func applied(
    _ name: String, _ value: Value, _ others: [(name: String, value: Value)], _ function: Value
  ) throws -> Value {
    let x = try TensorArguments.tensor(value, name, "self", 0)
    let tensors = try others.enumerated().map { place, other in
      try TensorArguments.tensor(other.value, name, other.name, place + 1)
    }
    guard !x.requiresGrad, !tensors.contains(where: \.requiresGrad) else {
      throw EngineError.runtime(
        "Can't call \(name)() on Variable that requires grad. Use var.detach().\(name)() instead.")
    }
    let columns = try zip(others, tensors).map { other, tensor in
      guard tensor.dtype == x.dtype else {
        throw PythonError(
          .typeError,
          "\(name): expected \(legacy(x)) for '\(other.name)' (got \(legacy(tensor)))")
      }
      return try spread(tensor, over: x).numbers()
    }
    try x.materialize()
    x.bumpVersion()
    var offsets: [Int] = []
    x.data.forEachOffset { offsets.append($0) }
    for (place, offset) in offsets.enumerated() {
      let given = [x.data.number(atOffset: offset)] + columns.map { $0[place] }
      let number = try element(Machine.current.call(function, given.map { Value($0) }), x.dtype)
      var one = x.data.window(.scalar, offset: x.data.offset + offset)
      try one.fill(number)
    }
    return value
  }

  private static func spread(_ other: Tensor, over x: Tensor) throws -> NDArray {
    guard other.rank <= x.rank else {
      throw EngineError.runtime(
        "expand(torch.\(legacyName(other)){\(Layout.text(other.shape))}, size=\(Layout.text(x.shape))): the number of sizes "
          + "provided (\(x.rank)) must be greater or equal to the number of dimensions in the tensor (\(other.rank))")
    }
    return try Shapes.expand(other, x.shape).data
  }

  /// What a function gave, as an element of a dtype.
  private static func element(_ value: Value, _ dtype: DType) throws -> Number {
    if dtype == .bool { return .bool(try Machine.current.truth(value)) }
    let number = try value.asNumber ?? .float(Machine.current.double(value))
    guard !dtype.isFloatingPoint else { return .float(number.asDouble) }
    guard dtype.holds(number) else {
      throw EngineError.runtime("value cannot be converted to type \(dtype.name) without overflow")
    }
    return .int(number.asInt)
  }

  private static func legacy(_ x: Tensor) -> String { "torch.\(legacyName(x))" }

  private static func legacyName(_ x: Tensor) -> String {
    switch x.dtype {
    case .float64: "DoubleTensor"
    case .int64: "LongTensor"
    case .uint8: "ByteTensor"
    case .int8: "CharTensor"
    case .float16: "HalfTensor"
    default: "\(x.dtype.scalarTypeName)Tensor"
    }
  }
}
