/// What a formatted string is made of, taken apart before the program runs.
final class TextPlan: Object {
  /// Literal text, or the place of a field. The plan keeps both alive, so that going through pieces counts nothing.
  struct Piece {
    let literal: Unmanaged<StringObject>?
    let field: Unmanaged<Field>
  }

  /// How a field's value is written.
  final class Field {
    /// The specification, where it is written in the program and not empty.
    let spec: String?
    /// What the specification asks of an integer and of a float, where it is one of the common things.
    let integer: PlainInteger?
    let fixed: FixedPoint?
    private var number: FormatSpec?
    private var string: FormatSpec?

    init(_ spec: String? = nil) {
      let spec = spec.flatMap { $0.isEmpty ? nil : $0 }
      self.spec = spec
      guard let spec else {
        integer = PlainInteger()
        fixed = nil
        return
      }
      number = try? FormatSpec(spec, alignment: .right, typeName: "int")
      integer = number.flatMap(PlainInteger.init)
      fixed = number.flatMap(FixedPoint.init)
    }

    /// The specification as numbers take it.
    func numberSpec(_ typeName: String) throws(TextFault) -> FormatSpec {
      if let number { return number }
      return try FormatSpec(spec ?? "", alignment: .right, typeName: typeName)
    }

    /// The specification as strings take it.
    func stringSpec() throws(TextFault) -> FormatSpec {
      if let string { return string }
      let made = try FormatSpec(spec ?? "", alignment: .left, typeName: "str", defaultType: "s")
      string = made
      return made
    }
  }

  let pieces: [Piece]
  private let kept: [(literal: StringObject?, field: Field)]
  /// Whether the literal text is ASCII.
  let isASCII: Bool

  init(_ pieces: [(literal: StringObject?, field: Field)]) {
    kept = pieces
    self.pieces = pieces.map {
      Piece(literal: $0.literal.map { Unmanaged.passUnretained($0) }, field: Unmanaged.passUnretained($0.field))
    }
    isASCII = pieces.allSatisfy { $0.literal?.isASCII ?? true }
    super.init(.other)
  }
}
