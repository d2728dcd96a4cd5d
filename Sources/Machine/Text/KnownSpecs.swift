/// The format specifications written in a program, taken apart once.
///
/// Constants of a program are interned, so an address says which one it is. Each has one of a few places; a second
/// specification that wants the place takes it over.
struct KnownSpecs {
  private struct Place {
    var text: Unmanaged<StringObject>?
    var number: FormatSpec?
    var string: FormatSpec?
  }

  private var places = [Place](repeating: Place(), count: 64)

  private mutating func place(of text: StringObject) -> Int {
    let address = Int(bitPattern: Unmanaged.passUnretained(text).toOpaque())
    let at = (address >> 6) & 63
    if places[at].text?.toOpaque() != Unmanaged.passUnretained(text).toOpaque() {
      places[at] = Place(text: Unmanaged.passUnretained(text))
    }
    return at
  }

  /// What an interned text asks of an int or a float.
  mutating func number(_ text: StringObject, typeName: String) throws(TextFault) -> FormatSpec {
    let at = place(of: text)
    if let known = places[at].number { return known }
    let spec = try FormatSpec(text.text, alignment: .right, typeName: typeName)
    places[at].number = spec
    return spec
  }

  /// What an interned text asks of a string.
  mutating func string(_ text: StringObject) throws(TextFault) -> FormatSpec {
    let at = place(of: text)
    if let known = places[at].string { return known }
    let spec = try FormatSpec(text.text, alignment: .left, typeName: "str", defaultType: "s")
    places[at].string = spec
    return spec
  }
}
