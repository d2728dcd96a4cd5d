/// What a tensor's text says about gradients.
public enum GradientMark: Equatable, Sendable {
  /// Nothing.
  case none
  /// A leaf that requires gradients: `requires_grad=True`.
  case leaf
  /// A computed tensor, by its node's name: `grad_fn=<MulBackward0>`.
  case node(String)

  var suffix: String? {
    switch self {
    case .none: nil
    case .leaf: "requires_grad=True"
    case .node(let name): "grad_fn=<\(name)>"
    }
  }
}

/// Tensors as PyTorch prints them, to the character.
public enum TorchText {
  /// A tensor: `tensor([1., 2.], requires_grad=True)`.
  ///
  /// - Parameters:
  ///   - defaultFloat: the element type that goes without saying, with the complex one that is made of two of it.
  ///   - tangent: the text of a dual tensor's tangent, which comes last.
  public static func tensor(
    _ array: PrintableArray, options: PrintOptions = .standard, defaultFloat: PrintableElement = .float32,
    gradient: GradientMark = .none, tangent: String? = nil
  ) -> String {
    let prefix = "tensor("
    let indent = prefix.utf8.count
    var out = TorchLayout(array, indent: indent, options: options, prefix: prefix).out
    var suffixes: [String] = []
    if array.count == 0 {
      if array.shape.count != 1 { suffixes.append("size=\(tuple(array.shape))") }
      if array.element != defaultFloat { suffixes.append("dtype=torch.\(array.element.rawValue)") }
    } else {
      if options.edgeItems == 0 { suffixes.append("size=\(tuple(array.shape))") }
      if !isUnderstood(array.element, defaultFloat) { suffixes.append("dtype=torch.\(array.element.rawValue)") }
    }
    if let mark = gradient.suffix { suffixes.append(mark) }
    if let tangent { suffixes.append("tangent=\(tangent)") }
    append(suffixes, indent: indent, lineWidth: options.lineWidth, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  /// A parameter of a module: its tensor under a heading.
  public static func parameter(
    _ array: PrintableArray, options: PrintOptions = .standard, defaultFloat: PrintableElement = .float32,
    requiresGrad: Bool = true
  ) -> String {
    "Parameter containing:\n"
      + tensor(array, options: options, defaultFloat: defaultFloat, gradient: requiresGrad ? .leaf : .none)
  }

  /// The elements alone, in brackets whose first stands in column `indent`: what `tensor(…)` wraps.
  public static func elements(_ array: PrintableArray, indent: Int = 0, options: PrintOptions = .standard) -> String {
    String(decoding: TorchLayout(array, indent: indent, options: options, prefix: "").out, as: UTF8.self)
  }

  /// A shape: `torch.Size([2, 3])`.
  public static func size(_ shape: [Int]) -> String {
    "torch.Size([\(list(shape))])"
  }

  /// Integers as Python prints a tuple of them: `(2, 3)`, `(2,)`, `()`.
  static func tuple(_ values: [Int]) -> String {
    values.count == 1 ? "(\(values[0]),)" : "(\(list(values)))"
  }

  private static func list(_ values: [Int]) -> String {
    values.map(String.init).joined(separator: ", ")
  }

  private static func isUnderstood(_ element: PrintableElement, _ defaultFloat: PrintableElement) -> Bool {
    switch element {
    case .int64, .bool: true
    case .complex64: defaultFloat != .float64
    case .complex128: defaultFloat == .float64
    default: element == defaultFloat
    }
  }

  /// Appends what stands behind the elements, on new lines where the old ones are full, and the closing bracket.
  private static func append(_ suffixes: [String], indent: Int, lineWidth: Int, to out: inout [UInt8]) {
    let lineStart = out.lastIndex(of: UInt8(ascii: "\n")) ?? -1
    var column = out.count - lineStart + 1
    for suffix in suffixes {
      let size = suffix.unicodeScalars.count
      if column + size + 2 > lineWidth {
        out.append(contentsOf: ",\n".utf8)
        out.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
        column = indent + size
      } else {
        out.append(contentsOf: ", ".utf8)
        column += size + 2
      }
      out.append(contentsOf: suffix.utf8)
    }
    out.append(UInt8(ascii: ")"))
  }
}
