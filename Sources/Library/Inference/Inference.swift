import Autograd
public import Machine
import NDArray
public import Syntax

/// Says what expressions will be, without running anything: the names' values as they are now, and the rules of shapes.
///
/// Whatever a person's own code would decide is unknown. A name that the text itself sets hides the one of the session.
public final class Inference {
  private let machine: Machine
  private let globals: DictObject
  /// Names that the text sets before the expression.
  private var own: [String: Guess] = [:]
  /// Nodes that may still be looked at; a guess takes a fraction of a millisecond, or there is none.
  private var budget = 4_000

  public init(machine: Machine, globals: DictObject) {
    self.machine = machine
    self.globals = globals
  }

  /// Takes note of what statements will have set.
  public func take(_ statements: [Statement]) {
    for statement in statements { take(statement) }
  }

  private func take(_ statement: Statement) {
    switch statement.kind {
    case .assign(let targets, let value):
      let guess = self.guess(value)
      for target in targets { set(target, guess) }
    case .augmentedAssign(let target, let sign, let value):
      if case .name(let name) = target.kind {
        own[name] = ShapeRules.catching { try self.binary(sign, self.guess(target), self.guess(value)) }
      }
    case .annotatedAssign(let target, _, let value): set(target, value.map(guess) ?? .unknown)
    case .for(let target, _, let body, let otherwise, _):
      set(target, .unknown)
      take(body + otherwise)
    case .while(_, let body, let otherwise): take(body + otherwise)
    case .if(_, let then, let otherwise): take(then + otherwise)
    case .function(let definition): own[definition.name] = .unknown
    case .class(let definition): own[definition.name] = .unknown
    case .with(let items, let body, _):
      for item in items { if let target = item.target { set(target, .unknown) } }
      take(body)
    case .import(let names):
      for name in names { own[name.alias ?? String(name.name.prefix { $0 != "." })] = module(name) ?? .unknown }
    case .importFrom(_, _, let names): for name in names { own[name.alias ?? name.name] = .unknown }
    default: break
    }
  }

  private func module(_ name: ImportedName) -> Guess? {
    guard machine.moduleNames.contains(name.name), let module = try? machine.importModule(name.name) else { return nil }
    return .value(.object(module))
  }

  private func set(_ target: Expression, _ guess: Guess) {
    switch target.kind {
    case .name(let name): own[name] = guess
    case .tuple(let targets), .list(let targets):
      let parts = guess.elements
      for (at, target) in targets.enumerated() {
        let known = parts.flatMap { $0.count == targets.count ? $0[at] : nil }
        set(target, known ?? .unknown)
      }
    case .starred(let inner): set(inner, .unknown)
    default: break
    }
  }

  // MARK: Expressions

  public func guess(_ expression: Expression) -> Guess {
    budget -= 1
    guard budget > 0 else { return .unknown }
    switch expression.kind {
    case .name(let name): return self.name(name)
    case .constant(let constant): return self.constant(constant)
    case .formatted: return .instance(.str)
    case .tuple(let items), .list(let items):
      if items.contains(where: { if case .starred = $0.kind { true } else { false } }) { return .unknown }
      guard items.count <= 200 else { return .unknown }
      return .items(items.map(guess))
    case .set: return .instance(.set)
    case .dict: return .instance(.dict)
    case .attribute(let owner, let name, _): return attribute(guess(owner), name)
    case .subscript_(let owner, let key): return ShapeRules.catching { try self.item(self.guess(owner), key) }
    case .call(let callee, let arguments):
      return ShapeRules.catching { try self.call(self.guess(callee), self.arguments(arguments)) }
    case .unary(let sign, let operand): return unary(sign, guess(operand))
    case .binary(let sign, let left, let right, _):
      return ShapeRules.catching { try self.binary(sign, self.guess(left), self.guess(right)) }
    case .comparison(let first, let rest): return comparison(first, rest)
    case .named(_, _, let value): return guess(value)
    case .conditional(_, let then, let otherwise):
      let (a, b) = (guess(then), guess(otherwise))
      if let left = a.shape, let right = b.shape, left == right { return a }
      return .unknown
    case .comprehension(let kind, _, _, _):
      return switch kind {
      case .list: .instance(.list)
      case .set: .instance(.set)
      case .dict: .instance(.dict)
      case .generator: .unknown
      }
    default: return .unknown
    }
  }

  private func name(_ name: String) -> Guess {
    if let guess = own[name] { return guess }
    guard let value = try? machine.lookup(StringObject.interned(name), in: globals) else { return .unknown }
    return .value(value)
  }

  private func constant(_ constant: Constant) -> Guess {
    switch constant {
    case .none: .value(.none)
    case .true_: .value(.bool(true))
    case .false_: .value(.bool(false))
    case .ellipsis: .value(.ellipsis)
    case .int(let value): .value(.int(value))
    case .float(let value): .value(.float(value))
    case .bigInt: .instance(.int)
    case .imaginary: .unknown
    case .string(let text): .value(.string(text))
    case .bytes: .unknown
    }
  }

  private func attribute(_ owner: Guess, _ name: String) -> Guess {
    switch owner {
    case .value(let value):
      if let tensor = owner.asTensor, let known = ShapeRules.attribute(name, of: tensor) { return known }
      return machine.plainAttribute(of: value, name).map { .value($0) } ?? .unknown
    case .tensor(let tensor):
      if let known = ShapeRules.attribute(name, of: tensor) { return known }
      guard let function = TypeObject.tensor.lookup(name)?.nativeFunction else { return .unknown }
      return .method(function, of: tensor)
    case .fault: return owner
    default: return .unknown
    }
  }

  private func arguments(_ arguments: [Argument]) throws -> CallGuess {
    var call = CallGuess(positional: [], keywords: [:])
    for argument in arguments {
      let value = guess(argument.value)
      if case .fault(let text) = value { throw ShapeFault(text) }
      switch argument.kind {
      case .positional: call.positional.append(value)
      case .keyword(let name, _): call.keywords[name] = value
      case .unpackSequence:
        // `x.view(*x.shape[:-1], 2)`: known where the elements are.
        guard let elements = value.elements else {
          call.isOpen = true
          continue
        }
        call.positional += elements
      case .unpackMapping: call.isOpen = true
      }
    }
    return call
  }

  private func call(_ callee: Guess, _ call: CallGuess) throws -> Guess {
    if call.isOpen { return .unknown }
    switch callee {
    case .method(let function, let tensor):
      var call = call
      call.positional.insert(.tensor(tensor), at: 0)
      return try ShapeRules.result(of: function, isMethod: true, call)
    case .value(let value):
      if let function = value.nativeFunction {
        if machine.builtins.get(function.name)?.isIdentical(to: value) == true {
          return ShapeRules.builtin(function.name, call)
        }
        var call = call
        var isMethod = false
        if case .object(let object) = value, let bound = object as? BoundMethodObject {
          call.positional.insert(.value(bound.receiver), at: 0)
          isMethod = true
        }
        return try ShapeRules.result(of: function, isMethod: isMethod, call)
      }
      if let type = value.asType {
        if type.isSubclass(of: .nnModule) { return type.isNative ? .layer(type, call) : .instance(type) }
        return type.isNative ? try ShapeRules.made(type, call) : .instance(type)
      }
      if let instance = value.asInstance { return try LayerRules.result(of: instance, call) }
      return .unknown
    case .layer(let type, let settings): return try LayerRules.result(of: type, settings, call)
    case .fault(let text): throw ShapeFault(text)
    default: return .unknown
    }
  }

  // MARK: Operators

  private func unary(_ sign: UnaryOperator, _ operand: Guess) -> Guess {
    switch (sign, operand) {
    case (_, .fault): return operand
    case (.not, _): return .instance(.bool)
    case (.negative, .value(.int(let value))): return value == .min ? .unknown : .int(-value)
    case (.negative, .value(.float(let value))): return .value(.float(-value))
    default:
      if let tensor = operand.asTensor { return .tensor(tensor) }
      return operand.isNumber ? operand : .unknown
    }
  }

  func binary(_ sign: BinaryOperator, _ left: Guess, _ right: Guess) throws -> Guess {
    if case .fault = left { return left }
    if case .fault = right { return right }
    if case .value(.int(let a)) = left, case .value(.int(let b)) = right { return whole(sign, a, b) }
    switch (left.asTensor, right.asTensor) {
    case (let a?, let b?):
      if sign == .matrixMultiply { return .tensor(try ShapeRules.product(a.shape, b.shape, "@")) }
      return .tensor(try ShapeRules.broadcast(a.shape, b.shape, ShapeRules.text(of: sign)))
    case (let a?, nil) where right.isNumber && sign != .matrixMultiply: return .tensor(a.shape)
    case (nil, let b?) where left.isNumber && sign != .matrixMultiply: return .tensor(b.shape)
    default: break
    }
    if let a = left.elements, let b = right.elements, sign == .add { return .items(a + b) }
    if let a = left.elements, let times = right.asInt, sign == .multiply, times >= 0, a.count * min(times, 1000) <= 1000
    {
      return .items(Array(repeatElement(a, count: min(times, 1000)).joined()))
    }
    if left.isNumber, right.isNumber { return .instance(sign == .divide ? .float : number(left, right)) }
    if left.asText != nil { return .instance(.str) }
    return .unknown
  }

  private func number(_ left: Guess, _ right: Guess) -> TypeObject {
    left.type === TypeObject.float || right.type === TypeObject.float ? .float : .int
  }

  private func whole(_ sign: BinaryOperator, _ a: Int, _ b: Int) -> Guess {
    switch sign {
    case .add where !a.addingReportingOverflow(b).overflow: .int(a &+ b)
    case .subtract where !a.subtractingReportingOverflow(b).overflow: .int(a &- b)
    case .multiply where !a.multipliedReportingOverflow(by: b).overflow: .int(a &* b)
    case .floorDivide where b > 0 && a >= 0: .int(a / b)
    case .modulo where b > 0 && a >= 0: .int(a % b)
    case .power where (0...8).contains(b) && abs(a) <= 64: .int((0..<b).reduce(1) { power, _ in power * a })
    case .divide: .instance(.float)
    default: .instance(.int)
    }
  }

  private func comparison(_ first: Expression, _ rest: [(ComparisonOperator, Expression)]) -> Guess {
    guard rest.count == 1, let (sign, other) = rest.first else { return .unknown }
    let (left, right) = (guess(first), guess(other))
    if left.faultText != nil { return left }
    if right.faultText != nil { return right }
    switch sign {
    case .is_, .isNot, .in_, .notIn: return .instance(.bool)
    default: break
    }
    switch (left.asTensor, right.asTensor) {
    case (let a?, let b?):
      return ShapeRules.catching { .tensor(try ShapeRules.broadcast(a.shape, b.shape, "compared with"), .bool) }
    case (let a?, nil) where right.isNumber: return .tensor(a.shape, .bool)
    case (nil, let b?) where left.isNumber: return .tensor(b.shape, .bool)
    default: return left.isNumber && right.isNumber ? .instance(.bool) : .unknown
    }
  }

  private func item(_ owner: Guess, _ key: Expression) throws -> Guess {
    if case .fault = owner { return owner }
    if let tensor = owner.asTensor { return try IndexRules.result(of: tensor, parts(of: key)) }
    if case .slice = key.kind {
      guard let elements = owner.elements, case .slice(let low?, let high?, nil)? = parts(of: key).first else {
        return .unknown
      }
      let from = min(max(low < 0 ? low + elements.count : low, 0), elements.count)
      let to = min(max(high < 0 ? high + elements.count : high, from), elements.count)
      return .items(Array(elements[from..<to]))
    }
    let index = guess(key)
    if let elements = owner.elements, let at = index.asInt {
      let place = at < 0 ? at + elements.count : at
      return elements.indices.contains(place) ? elements[place] : .unknown
    }
    if case .value(let value) = owner, let dict = value.asDict, case .value(let key) = index,
      DeclaredSignature.isPlain(key), let found = try? dict.get(key)
    {
      return .value(found)
    }
    if case .value(let value) = owner, value.asInstance != nil, let at = index.asInt {
      return LayerRules.child(of: value, at).map { .value($0) } ?? .unknown
    }
    return .unknown
  }

  /// What stands between the brackets of an index.
  private func parts(of key: Expression) -> [IndexRules.Part] {
    if case .tuple(let items) = key.kind { return items.flatMap(parts) }
    if case .slice(let lower, let upper, let step) = key.kind {
      func bound(_ expression: Expression?, _ standard: Int) -> Int? {
        guard let expression else { return standard }
        let guess = self.guess(expression)
        return guess.isNone ? standard : guess.asInt
      }
      if let step, guess(step).asInt != 1 {
        guard let step = guess(step).asInt, let low = bound(lower, 0), let high = bound(upper, .max) else {
          return [.unknown]
        }
        return [.slice(low, high, step)]
      }
      guard let low = bound(lower, 0), let high = bound(upper, .max) else { return [.unknown] }
      return [.slice(low, high, nil)]
    }
    let guess = self.guess(key)
    if case .value(.bool) = guess { return [.unknown] }
    if let at = guess.asInt { return [.index(at)] }
    if guess.isNone { return [.new] }
    if case .value(let value) = guess, value.isIdentical(to: .ellipsis) { return [.rest] }
    if let tensor = guess.asTensor, let dtype = tensor.dtype, !dtype.isFloatingPoint, dtype != .bool, dtype != .uint8 {
      return [.tensor(tensor.shape)]
    }
    if let ints = guess.ints, case .list = key.kind { return [.tensor([ints.count])] }
    return [.unknown]
  }
}

extension Machine {
  /// An attribute that is found without running a property or a hook of the person's.
  public func plainAttribute(of value: Value, _ name: String) -> Value? {
    let key = StringObject.interned(name)
    if let module = value.asModule {
      if let found = module.namespace.get(key) { return found }
      let name = module.name + "." + name
      return moduleNames.contains(name) ? (try? importModule(name)).map { .object($0) } : nil
    }
    if let instance = value.asInstance {
      if let field = instance.field(key) { return field }
      // A method without its instance, or what the class holds; a property would have to be run.
      guard let found = instance.classObject.lookup(key) else { return nil }
      if case .object(let object) = found, object is PropertyObject || object is NativeProperty { return nil }
      return found
    }
    if let type = value.asType { return type.lookup(key) }
    return type(of: value).isNative ? try? attribute(of: value, key) : nil
  }
}

extension Inference {
  /// `a += b` as a value.
  public func guess(_ target: Expression, _ sign: BinaryOperator, _ value: Expression) -> Guess {
    let (left, right) = (guess(target), guess(value))
    let result = ShapeRules.catching { try self.binary(sign, left, right) }
    // In place, the left side keeps its shape.
    if let before = left.shape, let after = result.shape, before != after {
      return .fault("\(ShapeText.of(before)) cannot become \(ShapeText.of(after)) in place")
    }
    return result
  }

  /// What a place that is assigned to is now, where that can fail: `x[5, 0]`.
  public func guessOfPlace(_ target: Expression) -> Guess? {
    if case .subscript_ = target.kind { return guess(target) }
    return nil
  }
}

extension Machine {
  /// A tensor in a few words: `float32 [3] leaf, wants grad`.
  public func tensorNote(_ value: Value) -> String? {
    guard let x = value.asTensor else { return nil }
    let grad = x.node.map { $0.isLeaf ? " grad" : " \($0.name)" } ?? ""
    return "\(x.dtype.name) \(ShapeText.of(x.shape))\(grad)"
  }
}
