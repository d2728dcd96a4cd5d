/// One way to call an operation, as PyTorch's argument parser has it.
struct Signature {
  /// What a parameter takes.
  enum Kind {
    case tensor, number, int, float, tensors, ints, floats, generator, bool, dtype, layout, memoryFormat, device, text
    case numbers, anything

    /// PyTorch's name for it in messages.
    var name: String {
      switch self {
      case .tensor: "Tensor"
      case .number: "Number"
      case .int: "int"
      case .float: "float"
      case .tensors: "tuple of Tensors"
      case .ints: "tuple of ints"
      case .floats: "tuple of floats"
      case .generator: "torch.Generator"
      case .bool: "bool"
      case .dtype: "torch.dtype"
      case .layout: "torch.layout"
      case .memoryFormat: "torch.memory_format"
      case .device: "torch.device"
      case .text: "str"
      case .numbers: "tuple of Scalars"
      case .anything: "object"
      }
    }

    init(_ word: Substring) {
      switch word {
      case "Tensor": self = .tensor
      case "Scalar": self = .number
      case "int64_t", "SymInt", "int": self = .int
      case "double": self = .float
      case "TensorList", "ITensorListRef", "c10::List<::std::optional<Tensor>>": self = .tensors
      case "IntArrayRef", "SymIntArrayRef": self = .ints
      case "ArrayRef<double>": self = .floats
      case "ScalarList": self = .numbers
      case "Generator": self = .generator
      case "bool": self = .bool
      case "ScalarType": self = .dtype
      case "Layout": self = .layout
      case "MemoryFormat": self = .memoryFormat
      case "Device": self = .device
      case "c10::string_view": self = .text
      default: self = .anything
      }
    }
  }

  struct Parameter {
    let name: String
    let kind: Kind
    /// Nil when an argument must be given.
    let standard: String?
    let isKeywordOnly: Bool
    let takesNone: Bool
    /// Whether one number stands for a tuple of it.
    let takesOne: Bool
    /// Whether None may stand among tensors.
    let holdsNone: Bool

    var isOptional: Bool { standard != nil }
    /// `bool keepdim = False`
    var text: String { "\(kind.name) \(name)" + (standard.map { " = \($0)" } ?? "") }
  }

  let name: String
  let parameters: [Parameter]
  /// Whether messages leave it out: an old way to call.
  let isHidden: Bool

  var required: Int { parameters.filter { !$0.isOptional }.count }
  var positional: Int { parameters.filter { !$0.isKeywordOnly }.count }

  /// `add(Tensor input, Tensor other, *, Scalar alpha=1, Tensor out=None)`
  init?(_ text: Substring) {
    guard let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")") else { return nil }
    name = String(text[..<open])
    isHidden = text[close...].contains("|")
    var list: [Parameter] = []
    var isKeywordOnly = false
    for part in Signature.parts(text[text.index(after: open)..<close]) {
      if part == "*" {
        isKeywordOnly = true
        continue
      }
      guard let gap = part.firstIndex(of: " ") else { return nil }
      var type = part[..<gap]
      let rest = part[part.index(after: gap)...].split(separator: "=", maxSplits: 1)
      guard let name = rest.first else { return nil }
      let standard = rest.count > 1 ? String(rest[1]) : nil
      let isNullable = type.hasSuffix("?")
      if isNullable { type = type.dropLast() }
      var takesOne = false
      if type.hasSuffix("]"), let bracket = type.lastIndex(of: "[") {
        type = type[..<bracket]
        takesOne = true
      }
      list.append(
        Parameter(
          name: String(name), kind: Kind(type), standard: standard, isKeywordOnly: isKeywordOnly,
          takesNone: isNullable || standard == "None", takesOne: takesOne, holdsNone: type.contains("optional")))
    }
    parameters = list
  }

  /// The text at the commas that are not within brackets.
  private static func parts(_ text: Substring) -> [Substring] {
    var parts: [Substring] = []
    var depth = 0
    var start = text.startIndex
    for place in text.indices {
      switch text[place] {
      case "{", "[", "(", "<": depth += 1
      case "}", "]", ")", ">": depth -= 1
      case "," where depth == 0:
        parts.append(text[start..<place])
        start = text.index(after: place)
      default: break
      }
    }
    if start < text.endIndex { parts.append(text[start...]) }
    return parts.map { $0.drop { $0 == " " } }
  }

  /// `(Tensor input, *, Tensor out = None)`
  var text: String {
    var parts: [String] = []
    var starred = false
    for parameter in parameters {
      if parameter.isKeywordOnly, !starred {
        parts.append("*")
        starred = true
      }
      parts.append(parameter.text)
    }
    return "(" + parts.joined(separator: ", ") + ")"
  }
}
