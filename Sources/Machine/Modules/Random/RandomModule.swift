import BigInt
import Glibc
import Syntax

/// One generator: the twister and the second normal number that `gauss` keeps.
final class RandomGenerator: CopiedPayload {
  var twister: MersenneTwister
  var nextGauss: Double?

  func copied(_ body: (Value) throws -> Value) -> any CopiedPayload {
    let result = RandomGenerator()
    result.twister = twister
    result.nextGauss = nextGauss
    return result
  }

  init() {
    twister = MersenneTwister(seed: BigUInt(Entropy.source.next()))
  }

  /// `seed(a)`.
  func seed(_ value: Value) throws {
    nextGauss = nil
    switch value {
    case .none:
      let fresh = RandomGenerator()
      twister = fresh.twister
      return
    case .float: twister = MersenneTwister(seed: BigUInt(UInt(bitPattern: try Machine.current.hash(value))))
    default:
      if let number = value.integerValue {
        twister = MersenneTwister(seed: number.magnitude)
      } else if let bytes = value.asBytes?.bytes ?? value.asString.map({ Array($0.text.utf8) }) {
        var number = BigUInt(0)
        for byte in bytes + SHA512.digest(bytes) { number = number << 8 | BigUInt(byte) }
        twister = MersenneTwister(seed: number)
      } else {
        throw PythonError.typeFault(
          "The only supported seed types are: None,\nint, float, str, bytes, and bytearray.")
      }
    }
  }

  func below(_ limit: BigInt) -> BigInt {
    if let small = Int(exactly: limit) { return BigInt(twister.below(small)) }
    return BigInt(twister.below(limit.magnitude))
  }

  /// A number of the standard normal distribution.
  func gauss() -> Double {
    if let kept = nextGauss {
      nextGauss = nil
      return kept
    }
    let angle = twister.unit() * (2 * Double.pi)
    let radius = (-2 * log(1 - twister.unit())).squareRoot()
    nextGauss = sin(angle) * radius
    return cos(angle) * radius
  }

  /// The same, by another method.
  func normal() -> Double {
    let magic = 4 * exp(-0.5) / 2.0.squareRoot()
    while true {
      let u1 = twister.unit()
      let u2 = 1 - twister.unit()
      let z = magic * (u1 - 0.5) / u2
      if z * z / 4 <= -log(u2) { return z }
    }
  }

  /// A number of the gamma distribution whose scale is 1; `alpha` is above 0.
  func gamma(_ alpha: Double) throws -> Double {
    if alpha > 1 {
      let ainv = (2 * alpha - 1).squareRoot()
      let b = alpha - log(4.0)
      let c = alpha + ainv
      while true {
        try Machine.current.checkInterrupt()
        let u1 = twister.unit()
        guard u1 > 1e-7, u1 < 0.9999999 else { continue }
        let u2 = 1 - twister.unit()
        let v = log(u1 / (1 - u1)) / ainv
        let x = alpha * exp(v)
        let z = u1 * u1 * u2
        let r = b + c * v - x
        if r + (1 + log(4.5)) - 4.5 * z >= 0 || r >= log(z) { return x }
      }
    }
    if alpha == 1 { return -log(1 - twister.unit()) }
    while true {
      try Machine.current.checkInterrupt()
      let u = twister.unit()
      let b = (M_E + alpha) / M_E
      let p = b * u
      let x = p <= 1 ? pow(p, 1 / alpha) : -log((b - p) / alpha)
      let u1 = twister.unit()
      if p > 1 ? u1 <= pow(x, alpha - 1) : u1 <= exp(-x) { return x }
    }
  }
}

/// `random`.
enum RandomModule {
  /// `random.Random`: an instance holds a generator of its own.
  nonisolated(unsafe) private static let type: TypeObject = {
    let type = TypeObject("Random", module: "random", summary: "A generator of random numbers of its own.")
    type.slots.new = { type, _ in .object(InstanceObject(type, payload: RandomGenerator())) }
    type.slots.initialize = { value, arguments in
      try arguments.expect("Random", 0...1)
      try generator(value).seed(arguments.count > 0 ? arguments[0] : .none)
    }
    for method in methods {
      type.method(
        method.name, [.positional("self")] + method.parameters, summary: method.summary,
        .variadic { arguments in
          let receiver = try generator(arguments.count > 0 ? arguments[0] : .none)
          return try method.call(receiver, arguments.dropping(1))
        })
    }
    return type
  }()

  private static func generator(_ value: Value) throws -> RandomGenerator {
    guard let generator = value.asInstance?.payload as? RandomGenerator else {
      throw PythonError.typeFault("a random.Random is required, not '\(value.typeName)'")
    }
    return generator
  }

  /// The generator of the module's own functions.
  nonisolated(unsafe) static let shared = RandomGenerator()

  static func make() throws -> ModuleObject {
    let module = ModuleObject("random", summary: "Random numbers: Python's own, for the same seed.")
    for method in methods {
      module.function(
        method.name, method.parameters, summary: method.summary,
        .variadic { try method.call(shared, $0) })
    }
    module.set("Random", .object(type))
    return module
  }

  struct Method {
    let name: String
    let summary: String
    let parameters: [Parameter]
    let body: (RandomGenerator, BoundArguments) throws -> Value

    init(
      _ name: String, _ summary: String, _ parameters: [Parameter] = [],
      _ body: @escaping (RandomGenerator, BoundArguments) throws -> Value
    ) {
      self.name = name
      self.summary = summary
      self.parameters = parameters
      self.body = body
    }

    func call(_ generator: RandomGenerator, _ arguments: Arguments) throws -> Value {
      let signature = NativeFunction(name, parameters, .bound { try body(generator, $0) })
      return try Machine.current.call(signature, arguments)
    }
  }

  static func number(_ value: Value) throws -> Double { try Machine.current.double(value) }

  /// A whole number, also from what `int` makes one of without a change.
  private static func integer(_ value: Value, _ what: String) throws -> BigInt {
    let machine = Machine.current
    do {
      return try machine.wholeNumber(value)
    } catch let first as PythonError where first.exception.type.isSubclass(of: .typeError) {
      do {
        let whole = try machine.call(.object(TypeObject.int), [value])
        guard try machine.equal(whole, value), let number = whole.integerValue else {
          throw PythonError.valueFault("non-integer \(what) for randrange()")
        }
        return number
      } catch let second as PythonError {
        if second.exception.context == nil { second.exception.context = first.exception }
        throw second
      }
    }
  }

  private static func range(
    _ generator: RandomGenerator, _ start: Value, _ stop: Value, _ step: Value = .int(1)
  ) throws -> Value {
    let low = try integer(start, "arg 1")
    if stop.isNone {
      guard case .int(1) = step else { throw PythonError.typeFault("Missing a non-None stop argument") }
      guard low.signum() > 0 else { throw PythonError.valueFault("empty range for randrange()") }
      return .integer(generator.below(low))
    }
    let high = try integer(stop, "stop")
    let width = high - low
    let stride = try integer(step, "step")
    if stride == 1 {
      guard width.signum() > 0 else {
        throw PythonError.valueFault("empty range for randrange() (\(low), \(high), \(width))")
      }
      return .integer(low + generator.below(width))
    }
    if stride.isZero { throw PythonError.valueFault("zero step for randrange()") }
    let count = try Integers.divideFloor(width + stride + (stride.signum() > 0 ? -1 : 1), stride).quotient
    guard count.signum() > 0 else { throw PythonError.valueFault("empty range for randrange()") }
    return .integer(low + stride * generator.below(count))
  }

  private static func chosen(_ sequence: Value, _ at: Int) throws -> Value {
    try Machine.current.getItem(sequence, .int(at))
  }

  nonisolated(unsafe) private static let methods: [Method] =
    distributions + [
      Method(
        "seed", "Begins anew from a number or text.",
        [Parameter("a", default: Value.none), Parameter("version", default: .int(2))]
      ) {
        try $0.seed($1[0])
        return .none
      },
      Method("random", "A float in [0, 1).") { generator, _ in .float(generator.twister.unit()) },
      Method("getrandbits", "An integer of k random bits.", [.positional("k", "int")]) {
        let count = try Machine.current.index($1[0])
        if count < 0 { throw PythonError.valueFault("number of bits must be non-negative") }
        if count > 1 << 28 { throw PythonError(.outOfMemory) }
        return .integer(BigInt($0.twister.bits(count)))
      },
      Method("randbytes", "So many random bytes.", [Parameter("n", type: "int")]) {
        let count = try Machine.current.index($1[0])
        if count < 0 { throw PythonError.valueFault("negative argument not allowed") }
        if count > 1 << 25 { throw PythonError(.outOfMemory) }
        let words = Array($0.twister.bits(count * 8).words)
        return .object(
          BytesObject(
            (0..<count).map { at in
              at / 8 < words.count ? UInt8(truncatingIfNeeded: words[at / 8] >> UInt(at % 8 * 8)) : 0
            }))
      },
      Method(
        "randrange", "An element of range(start, stop, step).",
        [Parameter("start"), Parameter("stop", default: Value.none), Parameter("step", default: .int(1))]
      ) {
        try range($0, $1[0], $1[1], $1[2])
      },
      Method("randint", "An integer from a to b, both included.", [Parameter("a"), Parameter("b")]) {
        try range($0, $1[0], Machine.current.binary(.add, $1[1], .int(1)))
      },
      Method("choice", "An element of a sequence.", [Parameter("seq")]) {
        let count = try Machine.current.length($1[0])
        if count == 0 { throw PythonError.indexFault("Cannot choose from an empty sequence") }
        return try chosen($1[0], $0.twister.below(count))
      },
      Method("shuffle", "Puts a list in random order, in place.", [Parameter("x")]) {
        let machine = Machine.current
        var at = try machine.length($1[0]) - 1
        while at > 0 {
          if at % SequenceOperators.stepsUnasked == 0 { try machine.checkInterrupt() }
          let other = $0.twister.below(at + 1)
          let (a, b) = (try chosen($1[0], at), try chosen($1[0], other))
          try machine.setItem($1[0], .int(at), b)
          try machine.setItem($1[0], .int(other), a)
          at -= 1
        }
        return .none
      },
      Method(
        "sample", "k different elements of a sequence.",
        [Parameter("population"), Parameter("k"), .keyword("counts", default: .none)]
      ) { try sample($0, $1[0], $1[1], $1[2]) },
      Method(
        "choices", "k elements of a sequence, chosen each time from all, by weights if given.",
        [
          Parameter("population"), Parameter("weights", default: Value.none), .keyword("cum_weights", default: .none),
          .keyword("k", "int", default: .int(1)),
        ]
      ) { try choices($0, $1[0], $1[1], $1[2], $1[3]) },
      Method("getstate", "The state of the generator, for setstate.") { generator, _ in
        let words = generator.twister.state.map { Value.int(Int($0)) } + [.int(generator.twister.position)]
        return .tuple([.int(3), .tuple(words), generator.nextGauss.map(Value.float) ?? .none])
      },
      Method("setstate", "Goes back to a state that getstate gave.", [Parameter("state")]) { generator, arguments in
        let parts = arguments[0].asTuple?.items ?? []
        guard parts.count == 3,
          let words = parts[1].asTuple?.items.compactMap({ $0.intValue.flatMap { UInt32(exactly: $0) } }),
          let last = words.last, let twister = MersenneTwister(state: Array(words.dropLast()), position: Int(last))
        else { throw PythonError.valueFault("state vector is the wrong size") }
        generator.twister = twister
        generator.nextGauss = parts[2].isNone ? nil : try number(parts[2])
        return .none
      },
    ]

  private static func isSequence(_ value: Value) -> Bool {
    let type = Machine.current.type(of: value)
    return type.answers(.getitem) && type.answers(.len) && value.asDict == nil
  }

  private static func sample(_ generator: RandomGenerator, _ population: Value, _ k: Value, _ counts: Value) throws
    -> Value
  {
    guard isSequence(population) else {
      throw PythonError.typeFault("Population must be a sequence.  For dicts or sets, use sorted(d).")
    }
    let machine = Machine.current
    let count = try machine.length(population)
    if !counts.isNone {
      var total = 0
      let cumulative = try machine.elements(counts).map { value -> Int in
        guard let number = value.intValue else { throw PythonError.typeFault("Counts must be integers") }
        total = total &+ number
        return total
      }
      guard cumulative.count == count else {
        throw PythonError.valueFault("The number of counts does not match the population")
      }
      guard total > 0 else { throw PythonError.valueFault("Total of counts must be greater than zero") }
      let picked = try places(generator, total, k)
      return .list(try picked.map { place in try chosen(population, cumulative.firstIndex { $0 > place } ?? 0) })
    }
    return .list(try places(generator, count, k).map { try chosen(population, $0) })
  }

  /// k different numbers below `count`, in the order CPython draws them.
  private static func places(_ generator: RandomGenerator, _ count: Int, _ wanted: Value) throws -> [Int] {
    let machine = Machine.current
    guard try machine.isTrue(.lessOrEqual, .int(0), wanted), try machine.isTrue(.lessOrEqual, wanted, .int(count))
    else {
      throw PythonError.valueFault("Sample larger than population or is negative")
    }
    guard let k = try machine.indexIfAny(wanted)?.intValue else {
      throw PythonError.typeFault("can't multiply sequence by non-int of type '\(wanted.typeName)'")
    }
    var setSize = 21
    try MemoryCap.check(elements: k, ofSize: 6 * MemoryLayout<Int>.stride)
    if k > 5 { setSize += Int(pow(4, ceil(log(Double(k * 3)) / log(4)))) }
    if count <= setSize {
      var pool = Array(0..<count)
      return (0..<k).map { at in
        let place = generator.twister.below(count - at)
        let result = pool[place]
        pool[place] = pool[count - at - 1]
        return result
      }
    }
    var taken: Set<Int> = []
    return (0..<k).map { _ in
      var place = generator.twister.below(count)
      while !taken.insert(place).inserted { place = generator.twister.below(count) }
      return place
    }
  }

  private static func choices(
    _ generator: RandomGenerator, _ population: Value, _ weights: Value, _ cumulative: Value, _ wanted: Value
  ) throws -> Value {
    let machine = Machine.current
    let count = try machine.length(population)
    let k = Swift.max(0, try machine.index(wanted))
    try MemoryCap.check(elements: k, ofSize: MemoryLayout<Value>.stride)
    if weights.isNone, cumulative.isNone {
      if count == 0, k > 0 { throw PythonError.indexFault("list index out of range") }
      return .list(try (0..<k).map { _ in try chosen(population, Int(generator.twister.unit() * Double(count))) })
    }
    if !weights.isNone, !cumulative.isNone {
      throw PythonError.typeFault("Cannot specify both weights and cumulative weights")
    }
    if let number = weights.intValue {
      throw PythonError.typeFault("The number of choices must be a keyword argument: k=\(number)")
    }
    var running: [Value] = []
    if cumulative.isNone {
      for weight in try machine.elements(weights) {
        running.append(try running.last.map { try machine.binary(.add, $0, weight) } ?? weight)
      }
    } else {
      running = try machine.elements(cumulative)
    }
    guard running.count == count else {
      throw PythonError.valueFault("The number of weights does not match the population")
    }
    guard let last = running.last else { throw PythonError.indexFault("list index out of range") }
    let total = try number(machine.binary(.add, last, .float(0)))
    let sums = try running.map(number)
    guard !(total <= 0) else { throw PythonError.valueFault("Total of weights must be greater than zero") }
    guard total.isFinite else { throw PythonError.valueFault("Total of weights must be finite") }
    return .list(
      try (0..<k).map { _ in
        let target = generator.twister.unit() * total
        // The first sum above the target, never past the last element.
        var low = 0
        var high = count - 1
        while low < high {
          let middle = (low + high) / 2
          if target < sums[middle] { high = middle } else { low = middle + 1 }
        }
        return try chosen(population, low)
      })
  }
}
