import Autograd
import Machine
import NDArray
import Ops

extension TypeObject {
  nonisolated(unsafe) static let generator: TypeObject = {
    let type = TypeObject("Generator", module: "torch._C", layout: .opaque, summary: "A stream of random numbers.")
    type.errorName = "\(type.module).\(type.name)"
    type.slots.new = { _, arguments in
      if arguments.count > 0 { try Devices.check(arguments[0]) }
      if let device = arguments.keyword("device") { try Devices.check(device) }
      return .native(Generator())
    }
    type.property("device", summary: "Where it draws.") { _ in .object(DeviceObject.cpu) }
    func add(_ name: String, _ summary: String, _ body: @escaping (Generator) throws -> Value) {
      type.method(
        name, summary: summary,
        .unary { value in
          guard case .native(let object) = value, let generator = object as? Generator else { return .none }
          return try body(generator)
        })
    }
    add("initial_seed", "What it was last seeded with.") { Randomness.value($0.initialSeed) }
    add("seed", "Seeds it by chance.") { generator in
      let seed = UInt64.random(in: 0..<(1 << 53), using: &Entropy.source)
      generator.seed(seed)
      return Randomness.value(seed)
    }
    type.method(
      "manual_seed", [.init("self"), .init("seed")], summary: "Begins the stream of a seed.",
      .binary { value, seed in
        guard case .native(let object) = value, let generator = object as? Generator else { return .none }
        generator.seed(try Randomness.seed(seed))
        return value
      })
    add("get_state", "The state, as a tensor of bytes.") { .native(try Randomness.state(of: $0)) }
    type.method(
      "set_state", [.init("self"), .init("new_state")], summary: "Goes on from a state.",
      .binary { value, state in
        guard case .native(let object) = value, let generator = object as? Generator else { return .none }
        try Randomness.set(state, in: generator)
        return value
      })
    return type
  }()
}

/// Seeds and the generator that everything draws from unless told otherwise.
enum Randomness {
  /// - Throws: PyTorch's errors for what is no seed.
  static func seed(_ value: Value) throws -> UInt64 {
    let number = try Machine.current.call(.object(TypeObject.int), [value])
    if case .int(let seed) = number { return UInt64(bitPattern: Int64(seed)) }
    // Whole numbers above 63 bits still fit when they are below 2⁶⁴.
    if let seed = UInt64(try Machine.current.str(number)) { return seed }
    throw PythonError(
      .runtimeError, "Overflow when unpacking long long")
  }

  static func state(of generator: Generator) throws -> Tensor {
    let bytes = generator.state.bytes.map(Int.init)
    return Tensor(try NDArray.ints(bytes, shape: [bytes.count]).converted(to: .uint8))
  }

  /// - Throws: PyTorch's errors for what is no state.
  static func set(_ value: Value, in generator: Generator) throws {
    guard let tensor = value.asTensor, tensor.dtype == .uint8 else {
      throw PythonError(.typeError, "RNG state must be a torch.ByteTensor")
    }
    guard let state = GeneratorState(bytes: tensor.data.ints().map { UInt8(truncatingIfNeeded: $0) }) else {
      throw PythonError(.runtimeError, "RNG state is wrong size")
    }
    generator.state = state
  }

  static func value(_ seed: UInt64) -> Value {
    if let small = Int(exactly: seed) { return .int(small) }
    return (try? Machine.current.call(.object(TypeObject.int), [.string(String(seed))])) ?? .int(0)
  }

  static func generator(_ value: Value) throws -> Generator {
    if value.isNone { return Generators.standard }
    guard case .native(let object) = value, let generator = object as? Generator else {
      throw PythonError(
        .typeError, "argument 'generator' must be torch.Generator, not \(Machine.current.type(of: value).name)")
    }
    return generator
  }
}
