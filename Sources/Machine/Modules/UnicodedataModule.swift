import Syntax
@_spi(_Unicode) import Swift

/// `unicodedata`, from what the standard library of Swift knows of Unicode.
enum UnicodedataModule {
  private static func scalar(_ value: Value, _ name: String) throws -> Unicode.Scalar {
    guard let text = value.asString else {
      throw PythonError.typeFault("\(name)() argument 1 must be a unicode character, not \(value.typeName)")
    }
    guard text.count == 1, let scalar = text.text.unicodeScalars.first else {
      throw PythonError.typeFault("\(name)() argument 1 must be a unicode character, not str")
    }
    return scalar
  }

  private static func category(_ scalar: Unicode.Scalar) -> String {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter: "Lu"
    case .lowercaseLetter: "Ll"
    case .titlecaseLetter: "Lt"
    case .modifierLetter: "Lm"
    case .otherLetter: "Lo"
    case .nonspacingMark: "Mn"
    case .spacingMark: "Mc"
    case .enclosingMark: "Me"
    case .decimalNumber: "Nd"
    case .letterNumber: "Nl"
    case .otherNumber: "No"
    case .connectorPunctuation: "Pc"
    case .dashPunctuation: "Pd"
    case .openPunctuation: "Ps"
    case .closePunctuation: "Pe"
    case .initialPunctuation: "Pi"
    case .finalPunctuation: "Pf"
    case .otherPunctuation: "Po"
    case .mathSymbol: "Sm"
    case .currencySymbol: "Sc"
    case .modifierSymbol: "Sk"
    case .otherSymbol: "So"
    case .spaceSeparator: "Zs"
    case .lineSeparator: "Zl"
    case .paragraphSeparator: "Zp"
    case .control: "Cc"
    case .format: "Cf"
    case .surrogate: "Cs"
    case .privateUse: "Co"
    default: "Cn"
    }
  }

  /// The two forms that the standard library of Swift knows; those of compatibility it does not.
  private static func normalized(_ value: Value, form: Value, _ name: String) throws -> String {
    func wanted(_ value: Value, _ position: Int) throws -> String {
      guard let text = value.asString else {
        throw PythonError.typeFault("\(name)() argument \(position) must be str, not \(value.typeName)")
      }
      return text.text
    }
    let form = try wanted(form, 1)
    let text = try wanted(value, 2)
    var scalars = String.UnicodeScalarView()
    switch form {
    case "NFC": scalars.append(contentsOf: text._nfc)
    case "NFD": scalars.append(contentsOf: text._nfd)
    case "NFKC", "NFKD":
      throw PythonError.valueFault("unicodedata.\(name): of the normal forms Argent has NFC and NFD, not \(form)")
    default: throw PythonError.valueFault("invalid normalization form")
    }
    return String(scalars)
  }

  static func make() throws -> ModuleObject {
    let module = ModuleObject("unicodedata", summary: "What Unicode says of characters.")
    module.function(
      "category", [.positional("chr")], summary: "The two letters of its category.",
      .unary { .string(category(try scalar($0, "category"))) })
    module.function(
      "combining", [.positional("chr")], summary: "Its combining class.",
      .unary { .int(Int(try scalar($0, "combining").properties.canonicalCombiningClass.rawValue)) })
    let fallback: [Parameter] = [.positional("chr"), .positional("default", default: .undefined)]
    func found(_ name: String, _ summary: String, _ message: String, _ body: @escaping (Unicode.Scalar) -> Value?) {
      module.function(
        name, fallback, summary: summary,
        .bound { arguments in
          if let value = body(try scalar(arguments[0], name)) { return value }
          if !arguments[1].isUndefined { return arguments[1] }
          throw PythonError.valueFault(message)
        })
    }
    found("name", "Its name.", "no such name") { scalar in scalar.properties.name.map(Value.string) }
    found("numeric", "The number that it stands for.", "not a numeric character") { scalar in
      scalar.properties.numericValue.map(Value.float)
    }
    func whole(_ scalar: Unicode.Scalar, _ types: [Unicode.NumericType]) -> Value? {
      guard let type = scalar.properties.numericType, types.contains(type) else { return nil }
      return scalar.properties.numericValue.map { .int(Int($0)) }
    }
    found("digit", "The digit that it stands for.", "not a digit") { whole($0, [.decimal, .digit]) }
    found("decimal", "The decimal digit that it stands for.", "not a decimal") { whole($0, [.decimal]) }
    module.function(
      "lookup", [.positional("name")], summary: "The character of a name.",
      .unary { value in
        if let scalar = CharacterName.scalar(named: try value.plainString().text) {
          return .object(StringObject.character(scalar))
        }
        throw PythonError(.keyError, "undefined character name '\(try value.plainString().text)'")
      })
    module.function(
      "normalize", [.positional("form"), .positional("unistr")], summary: "Its text in a normal form: NFC or NFD.",
      .binary { form, text in .string(try normalized(text, form: form, "normalize")) })
    module.function(
      "is_normalized", [.positional("form"), .positional("unistr")], summary: "Whether it is in a normal form.",
      .binary { form, text in
        let normal = try normalized(text, form: form, "is_normalized")
        return .bool(normal.unicodeScalars.elementsEqual(try text.plainString().text.unicodeScalars))
      })
    module.set("unidata_version", .string("14.0.0"))
    return module
  }
}
