/// A colour and how much it covers.
public struct Color: Equatable, Hashable, Sendable {
  public var red: UInt8
  public var green: UInt8
  public var blue: UInt8
  public var alpha: Double

  public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8, alpha: Double = 1) {
    self.red = red
    self.green = green
    self.blue = blue
    self.alpha = alpha
  }

  /// From parts between 0 and 1; parts outside are cut off.
  public init(parts red: Double, _ green: Double, _ blue: Double, alpha: Double = 1) {
    func byte(_ part: Double) -> UInt8 { part.isFinite ? UInt8((min(max(part, 0), 1) * 255).rounded()) : 0 }
    self.init(byte(red), byte(green), byte(blue), alpha: min(max(alpha, 0), 1))
  }

  /// From six hexadecimal digits in one number.
  init(_ hex: UInt32) { self.init(UInt8(hex >> 16 & 0xFF), UInt8(hex >> 8 & 0xFF), UInt8(hex & 0xFF)) }

  public static let black = Color(0)
  public static let white = Color(0xFFFFFF)

  /// `#1f77b4`.
  public var hex: String {
    let number = UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
    let digits = String(number, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// The same colour, covering `alpha` times as much.
  func faded(_ alpha: Double?) -> Color {
    guard let alpha else { return self }
    return Color(red, green, blue, alpha: self.alpha * alpha)
  }

  /// This colour over another that covers everything.
  func over(_ back: Color) -> Color {
    func mix(_ a: UInt8, _ b: UInt8) -> UInt8 { UInt8((Double(a) * alpha + Double(b) * (1 - alpha)).rounded()) }
    return Color(mix(red, back.red), mix(green, back.green), mix(blue, back.blue))
  }

  /// How bright it looks, between 0 and 1.
  var brightness: Double { (0.299 * Double(red) + 0.587 * Double(green) + 0.114 * Double(blue)) / 255 }

  /// The colours that lines take in turn.
  public static let cycle: [Color] = [
    0x1F77B4, 0xFF7F0E, 0x2CA02C, 0xD62728, 0x9467BD, 0x8C564B, 0xE377C2, 0x7F7F7F, 0xBCBD22, 0x17BECF,
  ].map { Color($0) }

  /// A colour by its name, `#` and digits, `C0`, or a grey as a number in quotes; nil for anything else.
  public init?(named text: String) {
    if let number = Color.names[text] ?? Color.names[text.lowercased()] {
      self = Color(number)
      return
    }
    if text.lowercased() == "none" {
      self = Color(0, 0, 0, alpha: 0)
      return
    }
    if text.hasPrefix("#") {
      self.init(digits: text.dropFirst())
      return
    }
    if text.hasPrefix("C"), let number = Int(text.dropFirst()), number >= 0 {
      self = Color.cycle[number % Color.cycle.count]
      return
    }
    guard let grey = Double(text), (0...1).contains(grey) else { return nil }
    self.init(parts: grey, grey, grey)
  }

  private init?(digits: Substring) {
    let doubled = digits.count <= 4 ? String(digits.flatMap { [$0, $0] }) : String(digits)
    guard doubled.count == 6 || doubled.count == 8, digits.count != 5, digits.count != 7,
      let number = UInt32(doubled, radix: 16)
    else { return nil }
    if doubled.count == 6 {
      self = Color(number)
    } else {
      self = Color(number >> 8)
      alpha = Double(number & 0xFF) / 255
    }
  }

  private static let names: [String: UInt32] = Dictionary(
    colorNameTable.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: " ")
      guard parts.count == 2, let number = UInt32(parts[1], radix: 16) else { return nil }
      return (String(parts[0]), number)
    }, uniquingKeysWith: { first, _ in first })
}
