import Autograd
import Machine
import NDArray

extension Signature {
  /// Names of numpy's that PyTorch takes for its own.
  private static let otherNames = [
    "dim": ["axis"], "keepdim": ["keepdims"], "input": ["x", "a", "x1"], "other": ["x2"],
  ]
  /// Operations whose tensors may be given as numbers.
  private static let takingNumbers: Set<String> = [
    "add", "add_", "sub", "sub_", "subtract", "subtract_", "mul", "mul_", "multiply", "multiply_", "div", "div_",
    "divide",
    "divide_", "true_divide", "true_divide_", "floor_divide", "floor_divide_", "copy_",
  ]

  /// Whether numbers are taken for tensors.
  var takesNumbers: Bool { Signature.takingNumbers.contains(name) }

  /// What is wrong with a call by this signature, in PyTorch's words; nil where nothing is.
  ///
  /// - Parameter given: Without the instance.
  func refusal(_ given: Arguments) -> String? {
    var place = 0
    var keywordsLeft = given.keywordCount
    let spreads = positional == 1 && parameters.first?.kind == .ints && given.count > 0 && Signature.isIndex(given[0])
    if given.count > positional, !spreads { return tooMany(given.count) }
    for (index, parameter) in parameters.enumerated() {
      var value: Value?
      var isKeyword = false
      if place < given.count {
        if parameter.isKeywordOnly { return tooMany(given.count) }
        value = given[place]
      } else {
        value = keyword(parameter.name, given)
        isKeyword = true
      }
      guard let value else {
        if parameter.isOptional { continue }
        return missing(from: index)
      }
      if value.isNone, parameter.takesNone {
      } else {
        switch check(value, parameter, index) {
        case .fits: break
        case .failed(let message): return message
        case .element(let position):
          return isKeyword
            ? wrongType(value, parameter, nil) : wrongElement(value, position, parameter, place)
        case .other:
          if !isKeyword, spreads, place == 0 {
            if let fault = unpacked(given, parameter) { return fault }
            place = given.count
            continue
          }
          return wrongType(value, parameter, isKeyword ? nil : place)
        }
      }
      if isKeyword {
        keywordsLeft -= 1
      } else {
        place += 1
      }
    }
    if place < given.count { return tooMany(given.count) }
    return keywordsLeft > 0 ? unexpected(given, given.count) : nil
  }

  /// What is wrong with one argument, in PyTorch's words; nil where nothing is.
  func refusal(of value: Value, at index: Int, isKeyword: Bool) -> String? {
    guard index < parameters.count else { return nil }
    let parameter = parameters[index]
    if value.isNone, parameter.takesNone { return nil }
    switch check(value, parameter, index) {
    case .fits: return nil
    case .failed(let message): return message
    case .element(let position) where !isKeyword: return wrongElement(value, position, parameter, index)
    case .element, .other: return wrongType(value, parameter, isKeyword ? nil : index)
    }
  }

  private func wrongElement(_ value: Value, _ position: Int, _ parameter: Parameter, _ place: Int) -> String {
    "\(name)(): argument '\(parameter.name)' (position \(place + 1)) must be \(parameter.kind.name), but found "
      + "element of type \(Signature.typeName(value.sequenceItems?[position] ?? value)) at pos \(position)"
  }

  /// - Parameter place: Nil for an argument that was given by name.
  private func wrongType(_ value: Value, _ parameter: Parameter, _ place: Int?) -> String {
    let position = place.map { " (position \($0 + 1))" } ?? ""
    return "\(name)(): argument '\(parameter.name)'\(position) must be \(parameter.kind.name), not "
      + Signature.typeName(value)
  }

  private func keyword(_ name: String, _ given: Arguments) -> Value? {
    if let value = given.keyword(name) { return value }
    for other in Signature.otherNames[name] ?? [] {
      if let value = given.keyword(other) { return value }
    }
    return nil
  }

  // MARK: One argument

  private enum Match {
    case fits
    /// An element of a tuple is of another type.
    case element(Int)
    case other
    case failed(String)
  }

  private func check(_ value: Value, _ parameter: Parameter, _ index: Int) -> Match {
    switch parameter.kind {
    case .tensor:
      if value.asTensor != nil { return .fits }
      return takesNumbers && Signature.isNumber(value) ? .fits : .other
    case .tensors:
      guard let items = Signature.items(value) else { return .other }
      for (position, item) in items.enumerated() where item.asTensor == nil && !(item.isNone && parameter.holdsNone) {
        return .failed(
          "expected Tensor as element \(position) in argument \(index), but got \(Signature.typeName(item))")
      }
      return .fits
    case .ints:
      guard let items = Signature.items(value) else {
        if case .int = value, parameter.takesOne { return .fits }
        return .other
      }
      guard let first = items.first else { return .fits }
      guard Signature.isIndex(first) else { return .element(0) }
      for (position, item) in items.enumerated() where !Signature.isIndex(item) && !item.isFlag {
        return .failed(
          "\(name)(): argument '\(parameter.name)' failed to unpack the object at pos \(position + 1) with error "
            + "\"type must be tuple of ints,but got \(Signature.typeName(item))\"")
      }
      return .fits
    case .floats:
      guard let items = Signature.items(value) else { return .other }
      return items.allSatisfy(Signature.isNumber) ? .fits : .other
    default: return Signature.isOf(parameter.kind, value) ? .fits : .other
    }
  }

  /// Sizes given one by one: all of them must be whole numbers.
  private func unpacked(_ given: Arguments, _ parameter: Parameter) -> String? {
    for position in 0..<given.count where !Signature.isIndex(given[position]) && !given[position].isFlag {
      return "\(name)(): argument '\(parameter.name)' failed to unpack the object at pos \(position + 1) with error "
        + "\"type must be tuple of ints,but got \(Signature.typeName(given[position]))\""
    }
    return nil
  }

  private static func isOf(_ kind: Kind, _ value: Value) -> Bool {
    let single = value.asTensor.flatMap { $0.rank == 0 && !$0.requiresGrad ? $0 : nil }
    switch kind {
    case .number: return isNumber(value) || single != nil
    case .int:
      if case .int = value { return true }
      if let single { return single.dtype.isIntegral && single.dtype != .bool }
      return value.isWholeScalar
    case .float: return isNumber(value) || single != nil
    case .bool:
      if case .bool = value { return true }
      return single?.dtype == .bool
    case .text: return value.asString != nil
    case .dtype:
      if DTypeObject.dtype(of: value) != nil { return true }
      return value.asType.map { $0 === TypeObject.float || $0 === TypeObject.int || $0 === TypeObject.bool } ?? false
    case .generator:
      guard case .native(let object) = value else { return false }
      return object is Generator
    case .device:
      if case .int = value { return true }
      return value.asString != nil || typeName(value) == "torch.device"
    case .layout: return typeName(value) == "torch.layout"
    case .memoryFormat: return typeName(value) == "torch.memory_format"
    case .numbers, .anything: return true
    case .tensor, .tensors, .ints, .floats: return false
    }
  }

  private static func items(_ value: Value) -> [Value]? {
    value.asTuple?.items ?? value.asList?.items
  }

  private static func isNumber(_ value: Value) -> Bool {
    if value.asNumber != nil { return true }
    guard case .native(let object) = value else { return false }
    return object is any NumberLike
  }

  /// What PyTorch takes for an index: whole numbers but truth values, and tensors of one.
  private static func isIndex(_ value: Value) -> Bool {
    switch value {
    case .int: return true
    case .bool: return false
    default:
      if let tensor = value.asTensor { return tensor.count == 1 && tensor.dtype.isIntegral }
      return value.isWholeScalar
    }
  }

  static func typeName(_ value: Value) -> String { Machine.current.type(of: value).errorName }

  // MARK: Words

  private func tooMany(_ given: Int) -> String {
    if required != positional {
      return "\(name)() takes from \(required) to \(positional) positional arguments but \(given) were given"
    }
    let were = given == 1 ? "was" : "were"
    return "\(name)() takes \(positional) positional argument\(positional == 1 ? "" : "s") but \(given) \(were) given"
  }

  private func missing(from index: Int) -> String {
    let names = parameters[index...].filter { !$0.isOptional }.map { "\"\($0.name)\"" }
    // PyTorch's plural is upside down.
    return "\(name)() missing \(names.count) required positional argument\(names.count == 1 ? "s" : ""): "
      + names.joined(separator: ", ")
  }

  private func unexpected(_ given: Arguments, _ placed: Int) -> String {
    for (key, _) in given.keywords {
      guard let index = parameters.firstIndex(where: { $0.name == key.text }) else {
        return "\(name)() got an unexpected keyword argument '\(key.text)'"
      }
      if index < placed { return "\(name)() got multiple values for argument '\(key.text)'" }
    }
    return "invalid keyword arguments"
  }
}

extension Value {
  /// Whether this is a truth value, which counts as a whole number behind the first.
  fileprivate var isFlag: Bool {
    if case .bool = self { return true }
    return false
  }

  /// Whether this is a whole number of numpy's.
  fileprivate var isWholeScalar: Bool {
    guard case .native(let object) = self, let scalar = object as? any NumberLike else { return false }
    if case .int = scalar.number { return true }
    return false
  }
}
