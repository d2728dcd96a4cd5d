import Machine
import NDArray
import Ops
import Syntax

/// The shapes of what operations give, by the shapes of what they are given.
enum ShapeRules {
  typealias Rule = (CallGuess) throws -> Guess

  /// A guess, or the fault as one.
  static func catching(_ body: () throws -> Guess) -> Guess {
    do { return try body() } catch let fault as ShapeFault { return .fault(fault.text) } catch { return .unknown }
  }

  /// What a call of a function gives. For a method the tensor is the first argument.
  static func result(of function: NativeFunction, isMethod: Bool, _ call: CallGuess) throws -> Guess {
    let name = function.name
    // What belongs to a module of Python's or numpy's only shares its name with an operation.
    guard isMethod || function.module == nil else { return .unknown }
    if isMethod, call.positional.first?.asTensor == nil { return .unknown }
    if let rule = rules[name] { return try rule(call) }
    if name.hasSuffix("_"), !name.hasSuffix("__"), isMethod, let tensor = call.positional.first?.asTensor {
      return .tensor(tensor)
    }
    return .unknown
  }

  /// What one of Python's own functions gives.
  static func builtin(_ name: String, _ call: CallGuess) -> Guess {
    switch name {
    case "len":
      if let tensor = call.argument(0)?.asTensor, let first = tensor.shape.first { return .int(first) }
      if let count = call.argument(0)?.elements?.count { return .int(count) }
      return .instance(.int)
    case "abs": return call.argument(0)?.asTensor.map { .tensor($0.shape) } ?? .unknown
    case "sorted", "dir": return .instance(.list)
    case "repr", "str", "chr", "hex", "bin", "input": return .instance(.str)
    case "print": return .value(.none)
    default: return .unknown
    }
  }

  /// What calling a native class gives.
  static func made(_ type: TypeObject, _ call: CallGuess) throws -> Guess {
    switch ObjectIdentifier(type) {
    case ObjectIdentifier(TypeObject.int):
      if let value = call.argument(0)?.asInt { return .int(value) }
      return .instance(.int)
    case ObjectIdentifier(TypeObject.tensor): return call.sizes(from: 0).map { .tensor($0) } ?? .unknown
    case ObjectIdentifier(TypeObject.parameter): return call.argument(0, "data") ?? .unknown
    case ObjectIdentifier(TypeObject.tuple), ObjectIdentifier(TypeObject.list):
      if let elements = call.argument(0)?.elements { return .items(elements) }
      return .instance(type)
    case ObjectIdentifier(TypeObject.range):
      let ints = call.positional.compactMap(\.asInt)
      if ints.count == 1, (0...64).contains(ints[0]) { return .items((0..<ints[0]).map { .int($0) }) }
      return .instance(type)
    case ObjectIdentifier(TypeObject.float), ObjectIdentifier(TypeObject.str), ObjectIdentifier(TypeObject.dict),
      ObjectIdentifier(TypeObject.set), ObjectIdentifier(TypeObject.bool):
      return .instance(type)
    default: return type.isNative ? .instance(type) : .unknown
    }
  }

  /// What an attribute of a tensor is, where its shape says it.
  static func attribute(_ name: String, of tensor: TensorGuess) -> Guess? {
    switch name {
    case "T": .tensor(tensor.shape.reversed(), tensor.dtype)
    case "mT", "H", "mH":
      tensor.rank >= 2
        ? .tensor(tensor.shape.dropLast(2) + tensor.shape.suffix(2).reversed(), tensor.dtype)
        : .fault(".\(name) of \(ShapeText.of(tensor.shape)): a matrix is needed")
    case "shape": .items(tensor.shape.map { .int($0) })
    case "ndim": .int(tensor.rank)
    case "data", "real",
      "grad" where name != "grad":
      .tensor(tensor)
    default: nil
    }
  }

  // MARK: Two tensors

  static func text(of sign: BinaryOperator) -> String {
    switch sign {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    case .floorDivide: "//"
    case .modulo: "%"
    case .power: "**"
    case .matrixMultiply: "@"
    case .leftShift: "<<"
    case .rightShift: ">>"
    case .bitAnd: "&"
    case .bitOr: "|"
    case .bitXor: "^"
    }
  }

  /// The shape that two have in common.
  static func broadcast(_ a: [Int], _ b: [Int], _ sign: String) throws -> [Int] {
    let rank = max(a.count, b.count)
    var shape = [Int](repeating: 1, count: rank)
    for at in 0..<rank {
      let x = at < a.count ? a[a.count - 1 - at] : 1
      let y = at < b.count ? b[b.count - 1 - at] : 1
      guard x == y || x == 1 || y == 1 else {
        throw ShapeFault("\(ShapeText.of(a)) \(sign) \(ShapeText.of(b)): \(x) and \(y) do not match")
      }
      shape[rank - 1 - at] = x == 1 ? y : x
    }
    return shape
  }

  /// The shape of `a @ b`.
  static func product(_ a: [Int], _ b: [Int], _ sign: String) throws -> [Int] {
    guard let inner = a.last, !b.isEmpty else {
      throw ShapeFault("\(ShapeText.of(a)) \(sign) \(ShapeText.of(b)): a product needs dimensions")
    }
    let other = b.count == 1 ? b[0] : b[b.count - 2]
    guard inner == other else {
      throw ShapeFault("\(ShapeText.of(a)) \(sign) \(ShapeText.of(b)): inner \(inner) and \(other) differ")
    }
    let batch = try broadcast(Array(a.dropLast(2)), Array(b.dropLast(2)), sign)
    return batch + (a.count > 1 ? [a[a.count - 2]] : []) + (b.count > 1 ? [b[b.count - 1]] : [])
  }
}
