import Autograd
public import Machine
import NDArray

/// What can be said of an expression's value without running it.
public indirect enum Guess {
  case unknown
  /// This very value.
  case value(Value)
  /// A tensor of this shape.
  case tensor(TensorGuess)
  /// A list or tuple of these.
  case items([Guess])
  /// Some value of a type.
  case instance(TypeObject)
  /// A method of a tensor that is only guessed.
  case method(NativeFunction, of: TensorGuess)
  /// A layer of `torch.nn` that would be made, with what it would be given.
  case layer(TypeObject, CallGuess)
  /// It cannot be: why, in a few words.
  case fault(String)

  static func tensor(_ shape: [Int], _ dtype: DType? = nil) -> Guess {
    .tensor(TensorGuess(shape: shape, dtype: dtype))
  }
  static func int(_ value: Int) -> Guess { .value(.int(value)) }
  nonisolated(unsafe) static let scalar = Guess.tensor([])

  /// The shape, when this is a tensor.
  public var shape: [Int]? { asTensor?.shape }

  /// Why it cannot be.
  public var faultText: String? { if case .fault(let text) = self { text } else { nil } }

  var asTensor: TensorGuess? {
    switch self {
    case .tensor(let tensor): tensor
    case .value(let value): value.asTensor.map { TensorGuess(shape: $0.shape, dtype: $0.dtype) }
    default: nil
    }
  }

  var asInt: Int? {
    switch self {
    case .value(.int(let value)): value
    case .value(.bool(let flag)): flag ? 1 : 0
    default: nil
    }
  }

  var asBool: Bool? { if case .value(.bool(let flag)) = self { flag } else { nil } }
  var asText: String? { if case .value(let value) = self { value.asString?.text } else { nil } }

  var isNone: Bool { if case .value(.none) = self { true } else { false } }

  /// Whether this is a number of Python's.
  var isNumber: Bool {
    switch self {
    case .value(.int), .value(.float), .value(.bool): true
    case .instance(let type): type === TypeObject.int || type === TypeObject.float || type === TypeObject.bool
    default: false
    }
  }

  /// The elements, when this is a list or tuple.
  var elements: [Guess]? {
    switch self {
    case .items(let items): items
    case .value(let value): (value.asTuple?.items ?? value.asList?.items)?.map { .value($0) }
    default: nil
    }
  }

  /// Sizes given as one tuple or list.
  var ints: [Int]? {
    guard let elements else { return nil }
    let ints = elements.compactMap(\.asInt)
    return ints.count == elements.count ? ints : nil
  }

  /// The type of the value, for the names of its attributes.
  public var type: TypeObject? {
    switch self {
    case .value(let value): Machine.current.type(of: value)
    case .tensor: .tensor
    case .items: .list
    case .instance(let type): type
    case .layer(let type, _): type
    case .method: .nativeFunction
    case .unknown, .fault: nil
    }
  }
}

/// A tensor of which the shape is known.
public struct TensorGuess {
  public var shape: [Int]
  var dtype: DType?

  var rank: Int { shape.count }
  var count: Int? {
    var count = 1
    for size in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      if overflow { return nil }
      count = product
    }
    return count
  }

  /// A dimension counted from the front, or the fault.
  func dimension(_ dim: Int, room: Int = 0) throws -> Int {
    let limit = max(rank + room, 1)
    guard (-limit..<limit).contains(dim) else {
      throw ShapeFault("dim \(dim) of \(ShapeText.of(shape)), which has \(rank)")
    }
    return dim < 0 ? dim + limit : dim
  }
}

/// The arguments of a call, as far as they are known.
public struct CallGuess {
  var positional: [Guess]
  var keywords: [String: Guess]
  /// Whether there are starred arguments, whose number is not known.
  var isOpen = false

  /// An argument by its position or name.
  func argument(_ at: Int, _ names: String...) -> Guess? {
    if at < positional.count { return positional[at] }
    for name in names { if let value = keywords[name] { return value } }
    return nil
  }

  /// Sizes from a place on: one tuple, or several numbers.
  func sizes(from at: Int, _ names: String...) -> [Int]? {
    for name in names { if let value = keywords[name] { return value.ints ?? value.asInt.map { [$0] } } }
    guard at < positional.count else { return nil }
    if let ints = positional[at].ints { return ints }
    let ints = positional[at...].compactMap(\.asInt)
    return ints.count == positional.count - at ? ints : nil
  }
}

/// Shapes that do not go together.
struct ShapeFault: Error {
  let text: String
  init(_ text: String) { self.text = text }
}

/// Shapes as a person reads them.
public enum ShapeText {
  public static func of(_ shape: [Int]) -> String { "[" + shape.map(String.init).joined(separator: ", ") + "]" }
}
