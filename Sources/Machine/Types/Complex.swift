import Glibc
import Syntax

extension TypeObject {
  nonisolated(unsafe) public static let complex = TypeObject("complex", layout: .opaque)
}

/// `complex`.
public final class ComplexObject: Object {
  public let real: Double
  public let imaginary: Double

  public init(_ real: Double, _ imaginary: Double) {
    self.real = real
    self.imaginary = imaginary
    super.init(.complex)
  }

  public override var type: TypeObject { .complex }
}

/// The arithmetic of complex numbers, step by step as CPython does it, so that the last digits agree.
struct Complex {
  var real: Double
  var imaginary: Double

  static func * (a: Complex, b: Complex) -> Complex {
    Complex(
      real: a.real * b.real - a.imaginary * b.imaginary, imaginary: a.real * b.imaginary + a.imaginary * b.real)
  }

  /// Smith's way; nil for a division by zero.
  static func quotient(_ a: Complex, _ b: Complex) -> Complex? {
    if b.real.magnitude >= b.imaginary.magnitude {
      if b.real == 0 { return nil }
      let ratio = b.imaginary / b.real
      let denominator = b.real + b.imaginary * ratio
      return Complex(
        real: (a.real + a.imaginary * ratio) / denominator, imaginary: (a.imaginary - a.real * ratio) / denominator)
    }
    if b.imaginary.magnitude >= b.real.magnitude {
      let ratio = b.real / b.imaginary
      let denominator = b.real * ratio + b.imaginary
      return Complex(
        real: (a.real * ratio + a.imaginary) / denominator, imaginary: (a.imaginary * ratio - a.real) / denominator)
    }
    return Complex(real: .nan, imaginary: .nan)
  }

  static func divided(_ a: Complex, _ b: Complex) throws -> Complex {
    guard let result = quotient(a, b) else { throw PythonError(.zeroDivisionError, "complex division by zero") }
    return result
  }

  static func power(_ a: Complex, _ b: Complex) throws -> Complex {
    var result: Complex
    if b.imaginary == 0, b.real == b.real.rounded(), b.real.magnitude <= 100 {
      let exponent = Int(b.real)
      result = wholePower(a, exponent.magnitude)
      if exponent <= 0 {
        guard let inverse = quotient(Complex(real: 1, imaginary: 0), result) else { throw zeroPower() }
        result = inverse
      }
    } else if b.real == 0, b.imaginary == 0 {
      result = Complex(real: 1, imaginary: 0)
    } else if a.real == 0, a.imaginary == 0 {
      if b.imaginary != 0 || b.real < 0 { throw zeroPower() }
      result = Complex(real: 0, imaginary: 0)
    } else {
      let size = hypot(a.real, a.imaginary)
      var length = pow(size, b.real)
      let angle = atan2(a.imaginary, a.real)
      var phase = angle * b.real
      if b.imaginary != 0 {
        length /= exp(angle * b.imaginary)
        phase += b.imaginary * log(size)
      }
      result = Complex(real: length * cos(phase), imaginary: length * sin(phase))
    }
    if result.real.isInfinite || result.imaginary.isInfinite, a.real.isFinite, a.imaginary.isFinite {
      throw PythonError(.overflowError, "complex exponentiation")
    }
    return result
  }

  private static func zeroPower() -> PythonError {
    PythonError(.zeroDivisionError, "0.0 to a negative or complex power")
  }

  private static func wholePower(_ a: Complex, _ exponent: UInt) -> Complex {
    var result = Complex(real: 1, imaginary: 0)
    var power = a
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result = result * power }
      rest >>= 1
      power = power * power
    }
    return result
  }

  var value: Value { .object(ComplexObject(real, imaginary)) }

  // MARK: Text

  private static func shown(_ number: Double) -> String {
    let text = FloatText.repr(number)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private static func signed(_ text: String) -> String { text.hasPrefix("-") ? text : "+" + text }

  var text: String {
    if real == 0, real.sign == .plus { return Complex.shown(imaginary) + "j" }
    return "(" + Complex.shown(real) + Complex.signed(Complex.shown(imaginary)) + "j)"
  }

  /// `1+2j`, `(1+2j)`, `-j`; nil when the text is none of these.
  init?(_ text: String) {
    var body = Words.trimmed(Substring(text), start: true, end: true) { $0.isPythonSpace }
    if body.hasPrefix("("), body.hasSuffix(")") {
      body = Words.trimmed(body.dropFirst().dropLast(), start: true, end: true) { $0.isPythonSpace }
    }
    func number(_ text: Substring) -> Double? {
      let isLoose = text.unicodeScalars.contains { $0.isPythonSpace }
      return text.isEmpty || isLoose ? nil : try? NumberParsing.float(String(text))
    }
    guard body.hasSuffix("j") || body.hasSuffix("J") else {
      guard let real = number(Substring(body)) else { return nil }
      self.init(real: real, imaginary: 0)
      return
    }
    let characters = Array(body.dropLast())
    // The sign of the imaginary part is the last one that does not belong to an exponent.
    var split = 0
    for at in characters.indices where at > 0 && "+-".contains(characters[at]) && !"eE".contains(characters[at - 1]) {
      split = at
    }
    func imaginary(_ part: String) -> Double? {
      switch part {
      case "", "+": 1
      case "-": -1
      default: number(Substring(part))
      }
    }
    guard let imaginary = imaginary(String(characters[split...])) else { return nil }
    guard split > 0 else {
      self.init(real: 0, imaginary: imaginary)
      return
    }
    guard let real = number(Substring(String(characters[..<split]))) else { return nil }
    self.init(real: real, imaginary: imaginary)
  }

  init(real: Double, imaginary: Double) {
    self.real = real
    self.imaginary = imaginary
  }
}

extension Value {
  /// The complex number, when it is one.
  var asComplex: Complex? {
    guard case .object(let object) = self, object.tag == Kind.complex.rawValue else { return nil }
    let number = unsafeDowncast(object, to: ComplexObject.self)
    return Complex(real: number.real, imaginary: number.imaginary)
  }
}

/// What `complex` does itself.
enum ComplexType {
  static func install() {
    let type = TypeObject.complex
    type.summary = "A number with a real and an imaginary part."
    type.canBeSubclassed = false
    type.slots.new = make
    type.slots.initialize = { _, _ in }
    type.slots.repr = { try own($0).text }
    type.slots.truth = { value in
      let number = try own(value)
      return number.real != 0 || number.imaginary != 0
    }
    type.slots.hash = { value in
      let number = try own(value)
      let result = Floats.hash(number.real) &+ 1_000_003 &* Floats.hash(number.imaginary)
      return result == -1 ? -2 : result
    }
    type.slots.compare = { operation, left, right in
      guard operation == .equal || operation == .notEqual, let a = try? operand(left), let b = try? operand(right)
      else {
        return nil
      }
      return .bool((a.real == b.real && a.imaginary == b.imaginary) == (operation == .equal))
    }
    type.slots.unary = { operation, value in
      let number = try own(value)
      switch operation {
      case .negative: return Complex(real: -number.real, imaginary: -number.imaginary).value
      case .positive: return value
      default: return nil
      }
    }
    type.slots.binary = binary
    type.slots.format = { try format(own($0), $1) }
    type.property("real", summary: "The real part.", get: { .float(try own($0).real) })
    type.property("imag", summary: "The imaginary part.", get: { .float(try own($0).imaginary) })
    type.method(
      "conjugate", [.positional("self")], summary: "With the other sign of the imaginary part.",
      .unary { value in
        let number = try own(value)
        return Complex(real: number.real, imaginary: -number.imaginary).value
      })
    type.method(
      "__abs__", [.positional("self")], summary: "The distance from zero.",
      .unary { value in
        let number = try own(value)
        let size = hypot(number.real, number.imaginary)
        if size.isInfinite, number.real.isFinite, number.imaginary.isFinite {
          throw PythonError(.overflowError, "absolute value too large")
        }
        return .float(size)
      })
    type.method("__complex__", [.positional("self")], summary: "The number itself.", .unary { $0 })
  }

  private static func own(_ value: Value) throws -> Complex {
    guard let number = value.asComplex else {
      throw PythonError.typeFault("a complex number is required, not '\(value.typeName)'")
    }
    return number
  }

  /// A number of any kind as a complex one; nil for what is no number.
  static func operand(_ value: Value) throws -> Complex? {
    if let number = value.asComplex { return number }
    if let number = FloatType.number(value) { return Complex(real: number, imaginary: 0) }
    return try value.integerValue.map { Complex(real: try Integers.checkedDouble($0), imaginary: 0) }
  }

  /// What functions of complex numbers take: also objects that say what number they are.
  static func argument(_ value: Value) throws -> Complex {
    if let number = try operand(value) { return number }
    let machine = Machine.current
    let type = machine.type(of: value)
    if let method = type.lookup("__complex__") {
      let made = try machine.call(machine.bind(method, to: value, through: type))
      guard let number = made.asComplex else {
        throw PythonError.typeFault("\(type.name).__complex__() must return a complex, not \(made.typeName)")
      }
      return number
    }
    guard type.answers(.float) || type.answers(.index) else {
      throw PythonError.typeFault("must be real number, not \(type.name)")
    }
    return Complex(real: try machine.double(value), imaginary: 0)
  }

  private static func make(_ type: TypeObject, _ arguments: Arguments) throws -> Value {
    let bound = try arguments.parse("complex", ["real", "imag"])
    if let text = bound[0]?.asString {
      if bound[1] != nil { throw PythonError.typeFault("complex() can't take second arg if first is a string") }
      guard let number = Complex(text.text) else { throw PythonError.valueFault("complex() arg is a malformed string") }
      return number.value
    }
    if bound[1]?.asString != nil { throw PythonError.typeFault("complex() second arg can't be a string") }
    func part(_ value: Value?, _ what: String) throws -> Complex? {
      guard let value else { return nil }
      if let number = try operand(value) { return number }
      let own = Machine.current.type(of: value)
      guard own.lookup("__complex__") != nil || own.answers(.float) || own.answers(.index) else {
        throw PythonError.typeFault(
          "complex() \(what) must be a\(what.hasPrefix("first") ? " string or a" : "") number, not '\(own.name)'")
      }
      return try argument(value)
    }
    let real = try part(bound[0], "first argument") ?? Complex(real: 0, imaginary: 0)
    guard let imaginary = try part(bound[1], "second argument") else { return real.value }
    // Only what is complex has another part to be added: a sign of zero stays.
    func isComplex(_ value: Value?) -> Bool {
      value.map { Machine.current.type(of: $0).isSubclass(of: .complex) } ?? false
    }
    return Complex(
      real: isComplex(bound[1]) ? real.real - imaginary.imaginary : real.real,
      imaginary: isComplex(bound[0]) ? real.imaginary + imaginary.real : imaginary.real
    ).value
  }

  private static func binary(_ operation: BinaryOperator, _ left: Value, _ right: Value) throws -> Value? {
    guard let a = try operand(left), let b = try operand(right) else { return nil }
    switch operation {
    case .add: return Complex(real: a.real + b.real, imaginary: a.imaginary + b.imaginary).value
    case .subtract: return Complex(real: a.real - b.real, imaginary: a.imaginary - b.imaginary).value
    case .multiply: return (a * b).value
    case .divide: return try Complex.divided(a, b).value
    case .power: return try Complex.power(a, b).value
    default: return nil
    }
  }

  /// Both parts as the specification says, and the whole filled up to the width.
  private static func format(_ number: Complex, _ spec: String) throws -> String {
    if spec.isEmpty { return number.text }
    let characters = Array(spec)
    var at = 0
    var fill: Character = " "
    var align: Character = ">"
    if characters.count > 1, "<>=^".contains(characters[1]) {
      (fill, align) = (characters[0], characters[1])
      at = 2
    } else if let first = characters.first, "<>=^".contains(first) {
      align = first
      at = 1
    }
    if align == "=" {
      throw PythonError.valueFault("'=' alignment flag is not allowed in complex format specifier")
    }
    var sign = ""
    if at < characters.count, "+- ".contains(characters[at]) {
      sign = String(characters[at])
      at += 1
    }
    var alternate = ""
    if at < characters.count, characters[at] == "#" {
      alternate = "#"
      at += 1
    }
    if at < characters.count, characters[at] == "0" {
      throw PythonError.valueFault("Zero padding is not allowed in complex format specifier")
    }
    let digits = characters[at...].prefix { $0.isASCII && $0.isNumber }
    let width = Int(String(digits)) ?? 0
    let rest = String(characters[(at + digits.count)...])
    let hasType = rest.last.map { $0.isLetter || $0 == "%" } ?? false
    if let last = rest.last, hasType, !"eEfFgGn".contains(last) {
      throw PythonError.valueFault("Unknown format code '\(last)' for object of type 'complex'")
    }
    func part(_ value: Double, _ sign: String) throws -> String {
      if !hasType, rest.isEmpty {
        let shown = FloatText.repr(value)
        let bare = shown.hasSuffix(".0") ? String(shown.dropLast(2)) : shown
        return bare.hasPrefix("-") || sign.isEmpty || sign == "-" ? bare : sign + bare
      }
      let spec = sign + alternate + rest + (hasType ? "" : "g")
      return try raising { () throws(TextFault) in try FormatSpec.format(value, spec) }
    }
    let omitsReal = !hasType && number.real == 0 && number.real.sign == .plus
    var text = omitsReal ? "" : try part(number.real, sign)
    text += try part(number.imaginary, omitsReal ? sign : "+") + "j"
    if !hasType, !omitsReal { text = "(" + text + ")" }
    let missing = Swift.max(width - text.count, 0)
    if missing > TextFault.longestPadding { throw PythonError(.outOfMemory) }
    let before = align == "<" ? 0 : align == "^" ? missing / 2 : missing
    return String(repeating: fill, count: before) + text + String(repeating: fill, count: missing - before)
  }
}
