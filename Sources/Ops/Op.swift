public import Autograd
public import NDArray

/// An operation, declared once: what it is called, what it takes, what it computes, how it is derived, how it
/// is explained and on which values it is tested. Calls, help, completion, the reference and the tests all
/// read this.
public final class Op: @unchecked Sendable {
  public let name: String
  /// One sentence.
  public let summary: String
  /// What each element of the result is, in words of the inputs: `sin(x)`.
  public let formula: String
  public let forms: Forms
  /// Other names for the same operation: `multiply` for `mul`.
  public let aliases: [String]
  public let overloads: [Overload]
  /// Lines of code that show it at work. What they print is found by running them.
  public var examples: [String] { exemplified() }
  private let exemplified: () -> [String]

  /// Where an operation can be found.
  public struct Forms: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    /// `torch.f(x)`
    public static let function = Forms(rawValue: 1)
    /// `x.f()`
    public static let method = Forms(rawValue: 2)
    /// `x.f_()`, changing x
    public static let inPlace = Forms(rawValue: 4)
    /// `torch.nn.functional.f(x)`
    public static let functional = Forms(rawValue: 8)
    /// `torch.linalg.f(x)`
    public static let linalg = Forms(rawValue: 16)
    /// `torch.special.f(x)`
    public static let special = Forms(rawValue: 32)
    public static let usual: Forms = [.function, .method]
    public static let elementwise: Forms = [.function, .method, .inPlace]
  }

  public init(
    _ name: String, _ summary: String, formula: String = "", forms: Forms = .usual, aliases: [String] = [],
    _ overloads: Overload..., examples: @autoclosure @escaping () -> [String] = []
  ) {
    self.name = name
    self.summary = summary
    self.formula = formula
    self.forms = forms
    self.aliases = aliases
    self.overloads = forms.contains(.inPlace) ? overloads.map { $0.changingFirst() } : overloads
    exemplified = examples
  }

  /// As above, with a list of overloads.
  public init(
    _ name: String, _ summary: String, formula: String = "", forms: Forms, _ overloads: [Overload],
    examples: @autoclosure @escaping () -> [String] = []
  ) {
    self.name = name
    self.summary = summary
    self.formula = formula
    self.forms = forms
    self.aliases = []
    self.overloads = overloads
    exemplified = examples
  }

  /// As above, with all of it.
  init(
    name: String, _ summary: String, formula: String, forms: Forms, aliases: [String], _ overloads: [Overload],
    examples: @autoclosure @escaping () -> [String]
  ) {
    self.name = name
    self.summary = summary
    self.formula = formula
    self.forms = forms
    self.aliases = aliases
    self.overloads = overloads
    exemplified = examples
  }

}

/// One way to call an operation.
public struct Overload: @unchecked Sendable {
  public let parameters: [Parameter]
  /// PyTorch's name of the backward node; nil where there is no derivative.
  public let gradFn: String?
  /// Takes one argument for each parameter, defaults filled in.
  public let call: ([Argument]) throws -> Argument
  /// The call without a list of arguments, for those that take tensors alone.
  public let direct: Direct
  /// Changes the first argument in place; nil where that makes no sense.
  public let inPlace: (([Argument]) throws -> Argument)?
  private let sampled: () -> [Sample]
  /// On which values it is tested; made when they are asked for, because a start has no use for them.
  public var samples: [Sample] { sampled() }

  public enum Direct {
    case none
    case unary((Tensor) throws -> Tensor)
    case binary((Tensor, Tensor) throws -> Tensor)
    /// As `unary`, of an operation that need not work element by element or give a tensor.
    case alone((Tensor) throws -> Argument)
  }

  /// The call without a list for what takes one tensor and nothing else.
  private static func direct(
    _ parameters: [Parameter], _ call: @escaping ([Argument]) throws -> Argument
  ) -> Direct {
    guard parameters.count == 1, parameters[0].type == .tensor, !parameters[0].isVariadic, !parameters[0].isStarred,
      !parameters[0].takesNone, !parameters[0].isKeywordOnly
    else { return .none }
    return .alone { try call([.tensor($0)]) }
  }

  public init(
    parameters: [Parameter], gradFn: String?, direct: Direct = .none,
    samples: @autoclosure @escaping () -> [Sample] = [],
    inPlace: (([Argument]) throws -> Argument)? = nil, call: @escaping ([Argument]) throws -> Argument
  ) {
    self.parameters = parameters
    self.gradFn = gradFn
    self.call = call
    self.direct = direct
    self.inPlace = inPlace
    sampled = samples
  }

  /// The same with an in-place call, derived from the other one where none was given.
  func changingFirst() -> Overload {
    guard inPlace == nil else { return self }
    return Overload(
      parameters: parameters, gradFn: gradFn, direct: direct, samples: sampled(), inPlace: Overload.replacing(call),
      call: call)
  }

  /// The in-place call that writes the other one's result over the first argument.
  private static func replacing(_ call: @escaping ([Argument]) throws -> Argument) -> ([Argument]) throws -> Argument {
    { arguments in
      guard let first = arguments.first else { throw EngineError(.typeError, "missing argument") }
      var others: [Tensor] = []
      for case .tensor(let other) in arguments.dropFirst() { others.append(other) }
      return .tensor(
        try InPlace.replace(Tensor.from(first), with: others) { before in
          UnderivedNode.changing(try Tensor.from(call([.tensor(before)] + arguments.dropFirst())), before)
        })
    }
  }

  /// The same with a look at the arguments before the tensor is changed in place.
  func checkedInPlace(_ check: @escaping ([Argument]) throws -> Void) -> Overload {
    let derived = changingFirst()
    return Overload(
      parameters: parameters, gradFn: gradFn, direct: direct, samples: sampled(),
      inPlace: derived.inPlace.map { change in
        { arguments in
          try check(arguments)
          return try change(arguments)
        }
      }, call: call)
  }

  /// A way to call with typed parameters: the closure gets its arguments as Swift values.
  // Swift 6.3.1 crashes when it looks whether other modules may inline this.
  @_semantics("optimize.no.crossmodule")
  public init<each V: ArgumentValue>(
    _ gradFn: String?, _ parameters: repeat Typed<each V>, samples: @autoclosure @escaping () -> [Sample] = [],
    direct: Direct = .none,
    inPlace: InPlaceForm = .derived, run: @escaping (repeat each V) throws -> some ArgumentValue
  ) {
    var list: [Parameter] = []
    for parameter in repeat each parameters { list.append(parameter.parameter) }
    let call: ([Argument]) throws -> Argument = { arguments in
      var index = 0
      func next<T: ArgumentValue>(_: T.Type) throws -> T {
        defer { index += 1 }
        guard index < arguments.count else { throw EngineError(.typeError, "missing argument") }
        return try T.from(arguments[index])
      }
      return try run(repeat next((each V).self)).argument
    }
    let first = { (arguments: [Argument]) throws -> Tensor in
      guard let first = arguments.first else { throw EngineError(.typeError, "missing argument") }
      return try Tensor.from(first)
    }
    let result = { (target: Tensor, arguments: [Argument]) throws -> Tensor in
      try Tensor.from(call([.tensor(target)] + arguments.dropFirst()))
    }
    let replace = Overload.replacing(call)
    let changing: (([Argument]) throws -> Argument)? =
      switch inPlace {
      case .derived: nil
      case .become: { arguments in .tensor(try InPlace.become(first(arguments)) { try result($0, arguments) }) }
      case .unrecorded: { arguments in .tensor(try InPlace.overwrite(first(arguments)) { try result($0, arguments) }) }
      case .checked:
        { arguments in
          let target = try first(arguments)
          try InPlace.checkLeaf(target)
          if target.data.layout.isStretched { _ = try withoutRecording { try call(arguments) } }
          return try replace(arguments)
        }
      case .stretched(let write):
        { arguments in
          let target = try first(arguments)
          guard target.data.layout.isStretched, !Indexing.isRecorded(target, arguments) else {
            return try replace(arguments)
          }
          try InPlace.checkLeaf(target)
          _ = try withoutRecording { try call(arguments) }
          try write(arguments)
          target.bumpVersion()
          return .tensor(target)
        }
      }
    var quick = direct
    if case .none = direct { quick = Overload.direct(list, call) }
    self.init(
      parameters: list, gradFn: gradFn, direct: quick, samples: samples(), inPlace: changing, call: call)
  }

  /// How an operation that is found as `x.f_()` changes its tensor.
  public enum InPlaceForm: Sendable {
    /// The result is written over the tensor.
    case derived
    /// The tensor becomes another view of its memory.
    case become
    /// The result, which has no derivative, is written over the tensor; its history stays as it is, and it may be a leaf.
    case unrecorded
    /// As `derived`; the operation looks at its arguments before anyone looks whether the tensor can be written to.
    case checked
    /// As `derived`, but a tensor whose elements share memory is written to all the same, with a warning.
    case stretched(@Sendable ([Argument]) throws -> Void)
  }
}

/// The values on which derivatives are checked against finite differences.
public struct Sample: Sendable {
  public enum Input: Sendable {
    /// A float64 tensor with elements drawn evenly from a range.
    case random([Int], ClosedRange<Double> = -1...1)
    /// The same for an argument that has no derivative.
    case constant([Int], ClosedRange<Double> = -1...1)
    /// A float64 tensor with these elements.
    case values([Double], [Int])
    case number(Number)
    case ints([Int])
    case text(String)
    case none
    /// Several random tensors in a list.
    case list([[Int]])
    /// An int64 tensor.
    case indices([Int], [Int])
    /// A bool tensor.
    case mask([Bool], [Int])
  }
  public let inputs: [Input]

  public init(_ inputs: Input...) { self.inputs = inputs }
}
