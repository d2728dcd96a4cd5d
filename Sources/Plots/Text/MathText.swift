/// The formulas that labels are given between dollar signs, as plain letters.
///
/// Greek letters, a few signs, and powers and indices of what Unicode has letters for are set; braces and the commands
/// for fonts are dropped.
enum MathText {
  static func plain(_ text: String) -> String {
    guard text.contains("$") || text.contains("\\") else { return text }
    var result = ""
    var isInside = false
    var rest = Substring(text)
    while let character = rest.first {
      rest.removeFirst()
      if character == "\\", rest.first == "$" {
        result.append("$")
        rest.removeFirst()
      } else if character == "$" {
        isInside.toggle()
      } else if isInside {
        append(formula(character, &rest), to: &result)
      } else {
        result.append(character)
      }
    }
    // A single dollar sign is one.
    return isInside ? text : result
  }

  /// Relations stand between spaces, and so do signs between two terms.
  private static func append(_ piece: String, to result: inout String) {
    let isBetween = result.last.map { $0.isLetter || $0.isNumber || ")]|′".contains($0) } ?? false
    let isSpaced = relations.contains(piece) || isBetween && operators.contains(piece)
    result += isSpaced ? " \(piece) " : piece
  }

  private static let relations: Set = ["=", "<", ">", "≈", "≠", "≤", "≥", "→", "←", "⇒", "∈"]
  private static let operators: Set = ["+", "−", "×", "·", "±"]

  private static func formula(_ character: Character, _ rest: inout Substring) -> String {
    switch character {
    case "{", "}", " ": return ""
    case "-": return "−"
    case "^": return raised(argument(&rest), superscripts, "^")
    case "_": return raised(argument(&rest), subscripts, "_")
    case "\\":
      let name = String(rest.prefix { $0.isLetter })
      guard !name.isEmpty else {
        guard let next = rest.popFirst() else { return "" }
        return next == "," || next == ";" || next == ":" || next == " " ? " " : next == "!" ? "" : String(next)
      }
      rest.removeFirst(name.count)
      if name == "frac" || name == "dfrac" {
        return "\(argument(&rest))/\(argument(&rest))"
      }
      if name == "sqrt" { return "√" + argument(&rest) }
      return signs[name] ?? (fonts.contains(name) ? "" : name)
    default: return String(character)
    }
  }

  /// What stands in braces, or the next character.
  private static func argument(_ rest: inout Substring) -> String {
    while rest.first == " " { rest.removeFirst() }
    guard let first = rest.popFirst() else { return "" }
    guard first == "{" else { return formula(first, &rest) }
    var depth = 1
    var inner = ""
    while depth > 0, let next = rest.popFirst() {
      if next == "{" { depth += 1 }
      if next == "}" { depth -= 1 }
      if depth > 0 { inner.append(next) }
    }
    return plain("$" + inner + "$")
  }

  private static func raised(_ text: String, _ letters: [Character: Character], _ mark: String) -> String {
    let found = text.compactMap { letters[$0] }
    guard found.count == text.count else { return mark + (text.count > 1 ? "(\(text))" : text) }
    return String(found)
  }

  private static let superscripts = Dictionary(
    uniqueKeysWithValues: zip("0123456789+−-nT", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿᵀ"))
  private static let subscripts = Dictionary(uniqueKeysWithValues: zip("0123456789ij", "₀₁₂₃₄₅₆₇₈₉ᵢⱼ"))
  private static let fonts: Set = [
    "mathrm", "mathbf", "mathit", "mathcal", "mathbb", "text", "rm", "bf", "it", "left", "right", "displaystyle",
    "boldsymbol", "hat", "bar", "vec", "tilde", "operatorname", "limits",
  ]
  private static let signs: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ",
    "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "ϕ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ",
    "Psi": "Ψ", "Omega": "Ω", "partial": "∂", "nabla": "∇", "infty": "∞", "sum": "∑", "prod": "∏", "int": "∫",
    "approx": "≈", "neq": "≠", "ne": "≠", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "times": "×", "cdot": "·",
    "pm": "±", "to": "→", "rightarrow": "→", "leftarrow": "←", "Rightarrow": "⇒", "in": "∈", "ldots": "…",
    "dots": "…", "cdots": "…", "langle": "⟨", "rangle": "⟩", "ell": "ℓ", "prime": "′", "circ": "°", "quad": "  ",
    "log": "log", "exp": "exp", "sin": "sin", "cos": "cos", "tan": "tan", "tanh": "tanh", "max": "max", "min": "min",
  ]
}
