/// A `str.format` string taken apart, one level: `"{0.x[1]!r:>{width}}"`.
///
/// The specification of a field is itself such a string and is parsed when the field is reached, as in Python,
/// so that a fault in it is reported only then.
struct FieldFormat {
  enum Step: Equatable {
    case attribute(String)
    case index(Int)
    case key(String)
  }

  /// What a field's name begins with.
  enum First: Equatable {
    case automatic
    case position(Int)
    case name(String)
  }

  struct Field {
    var first: First
    var steps: [Step]
    /// `r`, `s` or `a`, or something else that the formatter refuses.
    var conversion: Unicode.Scalar?
    var spec: String
    /// The specification holds a `{`, so it is formatted before it is used.
    var specHasFields: Bool
  }

  enum Piece {
    case literal(String)
    case field(Field)
  }

  private let scalars: [Unicode.Scalar]
  private var position = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  /// The next piece; nil at the end.
  mutating func next() throws(TextFault) -> Piece? {
    guard position < scalars.count else { return nil }
    var literal = String.UnicodeScalarView()
    while position < scalars.count {
      let scalar = scalars[position]
      guard scalar == "{" || scalar == "}" else {
        literal.append(scalar)
        position += 1
        continue
      }
      let isDoubled = position + 1 < scalars.count && scalars[position + 1] == scalar
      if isDoubled {
        literal.append(scalar)
        position += 2
        continue
      }
      if scalar == "}" { throw .value("Single '}' encountered in format string") }
      if position + 1 == scalars.count { throw .value("Single '{' encountered in format string") }
      break
    }
    if !literal.isEmpty { return .literal(String(literal)) }
    guard position < scalars.count else { return nil }
    position += 1
    return .field(try field())
  }

  /// Reads a field; `position` is behind its `{` and ends behind its `}`.
  private mutating func field() throws(TextFault) -> Field {
    let start = position
    var inBrackets = false
    scan: while true {
      guard position < scalars.count else { throw .value("expected '}' before end of string") }
      switch scalars[position] {
      case "{": throw .value("unexpected '{' in field name")
      case "[": inBrackets = true
      case "]": inBrackets = false
      case "}" where !inBrackets, ":" where !inBrackets, "!" where !inBrackets: break scan
      default: break
      }
      position += 1
    }
    let name = scalars[start..<position]
    var conversion: Unicode.Scalar?
    var spec: ArraySlice<Unicode.Scalar> = []
    var specHasFields = false
    if scalars[position] != "}" {
      if scalars[position] == "!" {
        guard position + 1 < scalars.count else {
          throw .value("end of string while looking for conversion specifier")
        }
        conversion = scalars[position + 1]
        position += 2
        guard position < scalars.count else { throw .value("unmatched '{' in format spec") }
        if scalars[position] != ":" && scalars[position] != "}" {
          throw .value("expected ':' after conversion specifier")
        }
      }
      if scalars[position] == ":" {
        position += 1
        let specStart = position
        var depth = 1
        while true {
          guard position < scalars.count else { throw .value("unmatched '{' in format spec") }
          if scalars[position] == "{" {
            depth += 1
            specHasFields = true
          } else if scalars[position] == "}" {
            depth -= 1
            if depth == 0 { break }
          }
          position += 1
        }
        spec = scalars[specStart..<position]
      }
    }
    position += 1
    let (first, steps) = try FieldFormat.steps(Array(name))
    return Field(
      first: first, steps: steps, conversion: conversion, spec: FieldFormat.string(spec),
      specHasFields: specHasFields)
  }

  private static func steps(_ name: [Unicode.Scalar]) throws(TextFault) -> (First, [Step]) {
    let end = name.firstIndex { $0 == "." || $0 == "[" } ?? name.count
    let first: First =
      if end == 0 {
        .automatic
      } else if let number = try index(name[..<end]) {
        .position(number)
      } else {
        .name(string(name[..<end]))
      }
    var steps: [Step] = []
    var position = end
    while position < name.count {
      let opener = name[position]
      position += 1
      guard opener == "." || opener == "[" else {
        throw .value("Only '.' or '[' may follow ']' in format field specifier")
      }
      let start = position
      if opener == "." {
        while position < name.count, name[position] != ".", name[position] != "[" { position += 1 }
        if start == position { throw .value("Empty attribute in format string") }
        steps.append(.attribute(string(name[start..<position])))
        continue
      }
      while position < name.count, name[position] != "]" { position += 1 }
      if position == name.count { throw .value("Missing ']' in format string") }
      if start == position { throw .value("Empty attribute in format string") }
      if let number = try index(name[start..<position]) {
        steps.append(.index(number))
      } else {
        steps.append(.key(string(name[start..<position])))
      }
      position += 1
    }
    return (first, steps)
  }

  private static func index(_ scalars: ArraySlice<Unicode.Scalar>) throws(TextFault) -> Int? {
    var value = 0
    for scalar in scalars {
      guard let digit = scalar.decimalDigit else { return nil }
      let product = value.multipliedReportingOverflow(by: 10)
      let sum = product.partialValue.addingReportingOverflow(digit)
      if product.overflow || sum.overflow { throw .value("Too many decimal digits in format string") }
      value = sum.partialValue
    }
    return scalars.isEmpty ? nil : value
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
