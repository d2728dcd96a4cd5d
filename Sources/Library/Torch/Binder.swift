import Autograd
import Machine
import NDArray
import Ops

/// Binds a call's arguments to an operation's declared parameters, as PyTorch's argument parser does.
final class Binder {
  let op: Op
  /// The name a person called: `add`, `add_`.
  let name: String
  /// Where it was called.
  let place: Refusal.Place
  let isMethod: Bool
  /// Whether results can be written to tensors that are given as `out`.
  let takesOut: Bool
  /// The parameters of each overload, as they are at this place.
  private lazy var parameters = StrictParameters.of(op.overloads, place, name)
  /// The same, as far as most calls need them.
  private lazy var places = parameters.map { $0.map(ArgumentPlace.init) }
  /// Whether any object is taken for a flag, and for a word.
  private lazy var isLenient = place == .functional && Refusal.isPython(place, name)

  init(op: Op, name: String, place: Refusal.Place) {
    self.op = op
    self.name = name
    self.place = place
    isMethod = place == .method
    takesOut = place != .method
  }

  /// Whether a number may come first, which PyTorch calls by another name than a tensor.
  private lazy var namesNumberSelf = SignatureLines.signatures(place, name).contains {
    $0.parameters.first.map { $0.name == "self" && $0.kind == .number } ?? false
  }

  /// Whether the last call had an object for a flag or a word that is none.
  private var tookAnything = false

  /// What can go wrong with one overload.
  private enum Fault {
    case tooMany(allowed: Int, given: Int)
    case missing([String])
    case wrongType(parameter: String, position: Int?, wanted: ParameterType, given: Value)
    case unexpected(String)
  }

  /// - Parameters:
  ///   - given: A call's arguments; for a method the instance is the first.
  /// - Throws: PyTorch's `TypeError`.
  func bind(_ given: Arguments) throws -> (Overload, [Argument]) {
    var first: Fault?
    tookAnything = false
    for (index, overload) in op.overloads.enumerated() {
      if let arguments = try bindPlainly(given, index) {
        if tookAnything || takesNumbersAlone(arguments, overload), let refusal = Refusal.of(place, name, given) {
          throw refusal
        }
        return (overload, arguments)
      }
      switch try bind(given, parameters[index]) {
      case .success(let arguments):
        if tookAnything || takesNumbersAlone(arguments, overload), let refusal = Refusal.of(place, name, given) {
          throw refusal
        }
        return (overload, arguments)
      case .failure(let fault): first = first ?? fault.fault
      }
    }
    if let refusal = Refusal.of(place, name, given) { throw refusal }
    guard op.overloads.count == 1, let first else { throw combination(given) }
    throw error(first)
  }

  /// Whether two numbers were given where one of them may stand for a tensor beside another.
  private func takesNumbersAlone(_ arguments: [Argument], _ overload: Overload) -> Bool {
    guard place != .method, arguments.count > 1, case .number = arguments[0], case .number = arguments[1] else {
      return false
    }
    // What makes tensors takes numbers.
    return !overload.parameters.contains { $0.name == "requires_grad" }
  }

  /// What a parameter takes, and what stands for it where nothing was given.
  private struct ArgumentPlace {
    let type: ParameterType
    let takesNone: Bool
    /// Whether one value by position is its argument.
    let isPlain: Bool
    let filling: Argument?

    init(_ parameter: Ops.Parameter) {
      type = parameter.type
      takesNone = parameter.takesNone
      isPlain =
        parameter.takesOne && !parameter.isStarred && !parameter.isVariadic && !parameter.isKeywordOnly
        && parameter.name != "out"
      filling = parameter.defaultArgument
    }
  }

  /// The arguments of an everyday call: by position, each for a parameter of its own, the others at their defaults. Nil
  /// leaves the call to `bind`, which knows all the ways and what is wrong.
  private func bindPlainly(_ given: Arguments, _ overload: Int) throws -> [Argument]? {
    let count = given.count
    guard given.keywordCount == 0, !isLenient, count <= places[overload].count,
      count == 0 || !ShortForm.isGrad(given[count - 1])
    else { return nil }
    var bound: [Argument] = []
    bound.reserveCapacity(places[overload].count)
    for index in places[overload].indices {
      if index >= count {
        guard let filling = places[overload][index].filling else { return nil }
        bound.append(filling)
      } else {
        guard places[overload][index].isPlain,
          let argument = try convert(
            given[index], places[overload][index].type, optional: places[overload][index].takesNone)
        else { return nil }
        bound.append(argument)
      }
    }
    return bound
  }

  private struct Failure: Error, @unchecked Sendable {
    let fault: Fault
  }

  private func bind(_ given: Arguments, _ parameters: [Ops.Parameter]) throws -> Result<[Argument], Failure> {
    var bound = [Argument?](repeating: nil, count: parameters.count)
    var next = 0
    var count = given.count
    // The short form: `grad` at the end of a factory's arguments asks for gradients.
    if count > 0, ShortForm.isGrad(given[count - 1]),
      let flag = parameters.firstIndex(where: { $0.name == "requires_grad" })
    {
      bound[flag] = .number(.bool(true))
      count -= 1
      // Whole numbers become floating point, because a gradient needs it.
      if let dtype = parameters.firstIndex(where: { $0.name == "dtype" }), given.keyword("dtype") == nil {
        bound[dtype] = .dtype(DefaultDType.current)
      }
    }
    for (index, parameter) in parameters.enumerated() where !parameter.isKeywordOnly {
      if parameter.isStarred {
        if parameter.type == .any {
          bound[index] = .list(
            try (next..<max(next, count)).map { place in
              if case .object(let object) = given[place], object.kind == .ellipsis { return .text("...") }
              return try convert(given[place], .any) ?? Argument.none
            })
          next = count
          continue
        }
        do {
          bound[index] = try Binder.starred(given, from: next, to: count, takesList: parameter.isVariadic)
        } catch {
          throw Refusal.of(place, name, given) ?? error
        }
        next = count
        continue
      }
      guard next < count else { break }
      if parameter.isVariadic, parameter.type == .ints, isInteger(given[next]) {
        var items: [Argument] = []
        while next < count {
          guard let item = try size(given[next], at: items.count) else {
            return .failure(
              Failure(
                fault: .wrongType(
                  parameter: parameter.name, position: next + (isMethod ? 0 : 1), wanted: parameter.type,
                  given: given[next])))
          }
          items.append(item)
          next += 1
        }
        bound[index] = .list(items)
        continue
      }
      if parameter.isVariadic, parameter.type == .tensors, given[next].asTensor != nil {
        var items: [Argument] = []
        while next < count {
          guard let tensor = given[next].asTensor else {
            return .failure(
              Failure(
                fault: .wrongType(
                  parameter: parameter.name, position: next + (isMethod ? 0 : 1), wanted: .tensors, given: given[next]))
            )
          }
          items.append(.tensor(tensor))
          next += 1
        }
        bound[index] = .list(items)
        continue
      }
      // What a result is written to is given by name.
      guard parameter.name != "out" || given[next].isNone,
        parameter.takesOne || given[next].sequenceItems != nil || given[next].isNone,
        let argument = try convert(given[next], parameter.type, optional: parameter.takesNone)
      else {
        return .failure(
          Failure(
            fault: .wrongType(
              parameter: parameter.name, position: next + (isMethod ? 0 : 1), wanted: parameter.type, given: given[next]
            )))
      }
      bound[index] = argument
      next += 1
    }
    if next < count {
      let allowed = parameters.filter { !$0.isKeywordOnly }.count
      return .failure(
        Failure(fault: .tooMany(allowed: isMethod ? allowed - 1 : allowed, given: given.count - (isMethod ? 1 : 0))))
    }
    for (key, value) in given.keywords {
      var text = Binder.numpyNames[key.text] ?? key.text
      if namesNumberSelf, value.asNumber != nil {
        if text == "input" { return .failure(Failure(fault: .unexpected(key.text))) }
        if text == "self" { text = "input" }
      }
      guard let index = parameters.firstIndex(where: { $0.name == key.text || $0.name == text }), bound[index] == nil,
        !parameters[index].isStarred,
        !(isMethod && index == 0)
      else {
        if try setting(key.text, value) { continue }
        if parameters.contains(where: \.isStarred) { throw error(.unexpected(key.text)) }
        return .failure(Failure(fault: .unexpected(key.text)))
      }
      let parameter = parameters[index]
      guard parameter.takesOne || value.sequenceItems != nil || value.isNone,
        let argument = try convert(value, parameter.type, optional: parameter.takesNone)
      else {
        return .failure(
          Failure(fault: .wrongType(parameter: parameter.name, position: nil, wanted: parameter.type, given: value)))
      }
      bound[index] = argument
    }
    var result: [Argument] = []
    var missing: [String] = []
    for (index, parameter) in parameters.enumerated() {
      if let argument = bound[index] ?? parameter.defaultArgument {
        result.append(argument)
      } else {
        missing.append(parameter.name)
      }
    }
    return missing.isEmpty ? .success(result) : .failure(Failure(fault: .missing(missing)))
  }

  /// The arguments of `*tensors`.
  ///
  /// - Parameter takesList: Whether one list may stand for them.
  private static func starred(_ given: Arguments, from start: Int, to end: Int, takesList: Bool) throws -> Argument {
    var values = (start..<max(start, end)).map { given[$0] }
    if takesList, values.count == 1, values[0].asTensor == nil, let items = values[0].sequenceItems { values = items }
    return .list(
      try values.enumerated().map { place, value in
        guard let tensor = value.asTensor else {
          throw PythonError(
            .typeError,
            "expected Tensor as element \(place) in argument 0, but got \(Machine.current.type(of: value).errorName)")
        }
        return .tensor(tensor)
      })
  }

  private static let numpyNames = [
    "axis": "dim", "keepdims": "keepdim", "x": "input", "a": "input", "x1": "input", "x2": "other",
  ]

  /// Keywords that every factory takes and that have one meaning here.
  private func setting(_ name: String, _ value: Value) throws -> Bool {
    switch name {
    case "device":
      try Devices.check(value, self.name)
      return true
    case "layout", "pin_memory", "memory_format", "non_blocking", "names": return true
    // Where the function has a form with `out`, whoever called the binder writes to it.
    case "out": return takesOut || value.isNone
    default: return false
    }
  }

  private func isInteger(_ value: Value) -> Bool {
    switch value {
    case .int: true
    case .bool: false
    default: value.asTensor.map { $0.rank == 0 && $0.dtype.isIntegral } ?? false
    }
  }

  // MARK: One argument

  /// One of several whole numbers; behind the first a truth value is one, too.
  private func size(_ value: Value, at place: Int) throws -> Argument? {
    if place > 0, case .bool(let flag) = value { return .number(.int(flag ? 1 : 0)) }
    return try convert(value, .int)
  }

  /// The value as an argument of a kind; nil when it is not of that kind.
  private func convert(_ value: Value, _ type: ParameterType, optional: Bool = false) throws -> Argument? {
    if optional, value.isNone { return Argument.none }
    switch type {
    case .tensor: return value.asTensor.map(Argument.tensor)
    case .tensors:
      guard let items = value.sequenceItems else { return nil }
      var list: [Argument] = []
      for item in items {
        guard let tensor = item.asTensor else { return nil }
        list.append(.tensor(tensor))
      }
      return .list(list)
    case .number:
      if let number = value.asNumber { return .number(number) }
      if let tensor = value.asTensor, tensor.rank == 0, tensor.node == nil { return .number(tensor.data.item) }
      return number(of: value)
    case .tensorOrNumber:
      if let tensor = value.asTensor { return .tensor(tensor) }
      return value.asNumber.map(Argument.number) ?? number(of: value)
    case .float:
      if let number = value.asNumber { return .number(number) }
      if let tensor = value.asTensor, tensor.rank == 0, tensor.node == nil {
        return .number(.float(tensor.data.item.asDouble))
      }
      return number(of: value)
    case .int:
      if case .int(let number) = value { return .number(.int(number)) }
      if let tensor = value.asTensor, tensor.count == 1, tensor.dtype.isIntegral { return .number(tensor.data.item) }
      if case .native = value, let index = try? Machine.current.index(value) { return .number(.int(index)) }
      return nil
    case .bool:
      if case .bool(let flag) = value { return .number(.bool(flag)) }
      guard isLenient else { return nil }
      tookAnything = true
      return .number(.bool(try Machine.current.truth(value)))
    case .ints:
      if case .int(let number) = value { return .list([.number(.int(number))]) }
      if !isLenient, let tensor = value.asTensor, tensor.rank == 0, tensor.dtype.isIntegral {
        return .list([.number(tensor.data.item)])
      }
      guard let items = value.sequenceItems else { return nil }
      var list: [Argument] = []
      for item in items {
        guard let argument = try size(item, at: list.count) else { return nil }
        list.append(argument)
      }
      return .list(list)
    case .floats:
      guard let items = value.sequenceItems else { return nil }
      var list: [Argument] = []
      for item in items {
        guard let argument = try convert(item, .float) else { return nil }
        list.append(argument)
      }
      return .list(list)
    case .text:
      if let text = value.asString { return .text(text.text) }
      guard isLenient else { return nil }
      tookAnything = true
      return .text(try Machine.current.str(value))
    case .dtype:
      if let dtype = DTypeObject.dtype(of: value) { return .dtype(dtype) }
      if let type = value.asType {
        if type === TypeObject.float { return .dtype(.float64) }
        if type === TypeObject.int { return .dtype(.int64) }
        if type === TypeObject.bool { return .dtype(.bool) }
      }
      return nil
    case .generator:
      guard case .native(let object) = value, let generator = object as? Generator else { return nil }
      return .generator(generator)
    case .device:
      guard Devices.names(value) else { return nil }
      try Devices.check(value, name)
      return Argument.none
    case .setting:
      return Argument.none
    case .any:
      guard isLenient else { return Binder.anything(value) }
      if !Binder.isSizes(value) { tookAnything = true }
      // What is listed is what a dictionary is iterated over.
      if value.asDict != nil { return Binder.anything(.list(try Machine.current.elements(value))) }
      return Binder.anything(value)
    }
  }

  private func number(of value: Value) -> Argument? {
    guard case .native(let object) = value, let scalar = object as? any NumberLike else { return nil }
    return .number(scalar.number)
  }

  /// Whether this is a whole number, or a tuple of them, of which everyone knows what they mean.
  private static func isSizes(_ value: Value) -> Bool {
    if case .int = value { return true }
    guard let items = value.asTuple?.items else { return false }
    return items.allSatisfy {
      if case .int = $0 { true } else { false }
    }
  }

  /// Nested lists of numbers and tensors as they are.
  private static func anything(_ value: Value) -> Argument? {
    if value.isNone { return Argument.none }
    if let tensor = value.asTensor { return .tensor(tensor) }
    if let number = value.asNumber { return .number(number) }
    if let text = value.asString { return .text(text.text) }
    if let dtype = DTypeObject.dtype(of: value) { return .dtype(dtype) }
    guard let items = value.sequenceItems else { return nil }
    var list: [Argument] = []
    for item in items {
      guard let argument = anything(item) else { return nil }
      list.append(argument)
    }
    return .list(list)
  }

  // MARK: Errors

  private func error(_ fault: Fault) -> PythonError {
    let text: String
    switch fault {
    case .tooMany(let allowed, let given):
      let takes = allowed == 1 ? "1 positional argument" : "\(allowed) positional arguments"
      text = "\(name)() takes \(takes) but \(given) \(given == 1 ? "was" : "were") given"
    case .missing(let names):
      // PyTorch's plural is upside down.
      let list = names.map { "\"\($0)\"" }.joined(separator: ", ")
      text = "\(name)() missing \(names.count) required positional argument\(names.count == 1 ? "s" : ""): \(list)"
    case .wrongType(let parameter, let position, let wanted, let given):
      let place = position.map { " (position \($0))" } ?? ""
      text =
        "\(name)(): argument '\(parameter)'\(place) must be \(wantedName(wanted)), not \(Machine.current.type(of: given).errorName)"
    case .unexpected(let keyword):
      text = "\(name)() got an unexpected keyword argument '\(keyword)'"
    }
    return PythonError(.typeError, text)
  }

  private func wantedName(_ type: ParameterType) -> String {
    switch type {
    case .tensorOrNumber: "Tensor"
    default: type.rawValue
    }
  }

  /// "Invalid combination": what was given, and every way to call.
  private func combination(_ given: Arguments) -> PythonError {
    let start = isMethod ? 1 : 0
    var parts = (start..<max(start, given.count)).map { typeName(given[$0]) }
    for (key, value) in given.keywords { parts.append("\(key.text)=\(typeName(value))") }
    let ways = op.overloads.map { overload in
      var texts: [String] = []
      var starred = false
      for (index, parameter) in overload.parameters.enumerated() where !(isMethod && index == 0) {
        if parameter.isKeywordOnly, !starred {
          texts.append("*")
          starred = true
        }
        texts.append("\(wantedName(parameter.type)) \(parameter.text.replacing("=", with: " = "))")
      }
      return " * (" + texts.joined(separator: ", ") + ")\n"
    }
    return PythonError(
      .typeError,
      "\(name)() received an invalid combination of arguments - got (\(parts.joined(separator: ", "))), but expected one of:\n"
        + ways.joined())
  }

  private func typeName(_ value: Value) -> String {
    if let items = value.asTuple?.items { return "tuple of (" + items.map(typeName).joined(separator: ", ") + ")" }
    if let items = value.asList?.items { return "list of [" + items.map(typeName).joined(separator: ", ") + "]" }
    return Machine.current.type(of: value).errorName
  }
}

/// A native value that stands for one number: a numpy scalar.
protocol NumberLike: AnyObject {
  var number: Number { get }
}
