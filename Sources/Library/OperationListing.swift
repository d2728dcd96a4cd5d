import NDArray
import Ops

/// The operations as data for other programs: one JSON object in a line for each, as it is declared.
public enum OperationListing {
  public static var lines: [String] { Op.all.map { object(fields(of: $0)) } }

  private static func fields(of op: Op) -> [(String, String)] {
    let places: [(Op.Forms, String)] = [
      (.function, "function"), (.method, "method"), (.inPlace, "inPlace"), (.functional, "functional"),
      (.linalg, "linalg"), (.special, "special"),
    ]
    return [
      ("name", text(op.name)), ("aliases", array(op.aliases.map(text))), ("summary", text(op.summary)),
      ("forms", array(places.filter { op.forms.contains($0.0) }.map { text($0.1) })),
      ("examples", array(op.examples.map(text))),
      ("overloads", array(op.overloads.map { object(fields(of: $0)) })),
    ]
  }

  private static func fields(of overload: Overload) -> [(String, String)] {
    [
      ("gradFn", overload.gradFn.map(text) ?? "null"), ("inPlace", "\(overload.inPlace != nil)"),
      ("parameters", array(overload.parameters.map { object(fields(of: $0)) })),
      ("samples", array(overload.samples.map { array($0.inputs.map { object(fields(of: $0)) }) })),
    ]
  }

  private static func fields(of parameter: Ops.Parameter) -> [(String, String)] {
    var fields = [("name", text(parameter.name)), ("type", text(parameter.type.rawValue))]
    if parameter.default != nil { fields.append(("default", text(parameter.text.after("=")))) }
    if parameter.isKeywordOnly { fields.append(("keywordOnly", "true")) }
    if parameter.isVariadic { fields.append(("variadic", "true")) }
    return fields
  }

  private static func fields(of input: Sample.Input) -> [(String, String)] {
    func tensor(_ kind: String, _ shape: [Int], _ range: ClosedRange<Double>) -> [(String, String)] {
      [
        ("kind", text(kind)), ("shape", array(shape.map(String.init))), ("from", "\(range.lowerBound)"),
        ("to", "\(range.upperBound)"),
      ]
    }
    switch input {
    case .random(let shape, let range): return tensor("random", shape, range)
    case .constant(let shape, let range): return tensor("constant", shape, range)
    case .values(let values, let shape):
      return tensor("values", shape, (values.min() ?? 0)...(values.max() ?? 0))
    case .number(let number): return [("kind", text("number")), ("value", text(literal(number)))]
    case .ints(let values): return [("kind", text("ints")), ("value", array(values.map(String.init)))]
    case .text(let value): return [("kind", text("text")), ("value", text(value))]
    case .none: return [("kind", text("none"))]
    case .list(let shapes):
      return [("kind", text("list")), ("shapes", array(shapes.map { array($0.map(String.init)) }))]
    case .indices(let values, let shape):
      return [
        ("kind", text("indices")), ("value", array(values.map(String.init))),
        ("shape", array(shape.map(String.init))),
      ]
    case .mask(let flags, let shape):
      return [
        ("kind", text("mask")), ("value", array(flags.map { "\($0)" })), ("shape", array(shape.map(String.init))),
      ]
    }
  }

  private static func literal(_ number: Number) -> String {
    switch number {
    case .bool(let flag): flag ? "True" : "False"
    case .int(let value): String(value)
    case .float(let value): "\(value)"
    }
  }

  // MARK: JSON

  private static func object(_ fields: [(String, String)]) -> String {
    "{" + fields.map { "\(text($0.0)): \($0.1)" }.joined(separator: ", ") + "}"
  }

  private static func array(_ items: [String]) -> String { "[" + items.joined(separator: ", ") + "]" }

  private static func text(_ value: String) -> String {
    var result = "\""
    for character in value.unicodeScalars {
      switch character {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      default: result.unicodeScalars.append(character)
      }
    }
    return result + "\""
  }
}

extension String {
  /// What stands after the first occurrence of a character.
  fileprivate func after(_ mark: Character) -> String {
    guard let place = firstIndex(of: mark) else { return "" }
    return String(self[index(after: place)...])
  }
}
