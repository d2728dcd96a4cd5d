import Ops

/// An operation's parameters with what PyTorch does not take at the place of the call left out: numbers for tensors,
/// names it does not have, one number for several.
///
/// A declaration serves all the places where an operation is found; PyTorch's own signatures differ from place to place.
enum StrictParameters {
  static func of(_ overloads: [Overload], _ place: Refusal.Place, _ name: String) -> [[Ops.Parameter]] {
    let signatures = SignatureLines.signatures(place, name)
    return overloads.map { overload in
      let parameters = overload.parameters
      guard !signatures.isEmpty else { return placed(parameters, place, name) }
      let names = Set(signatures.flatMap { $0.parameters.map(\.name) })
      return parameters.enumerated().map { index, parameter in
        // A method's instance is no parameter.
        let position = place == .method ? index - 1 : index
        guard position >= 0 else { return parameter }
        // Where another way to call has one number at this place, a list is a list.
        let isList = overloads.contains { index < $0.parameters.count && $0.parameters[index].type == .int }
        return adjusted(parameter, position, signatures, names, overload, isList: isList)
      }
    }
  }

  /// The parameters of a function that is written in Python: what stands at another place there is taken by name alone.
  private static func placed(_ parameters: [Ops.Parameter], _ place: Refusal.Place, _ name: String) -> [Ops.Parameter] {
    guard let text = SignatureLines.entries(place, name).first, text.hasPrefix("python "),
      let open = text.firstIndex(of: "(")
    else { return parameters }
    let names = text[open...].dropFirst().dropLast().split(separator: ",").map { part in
      part.drop { $0 == " " }.prefix { $0 != "=" }
    }
    let positional = names.prefix { !$0.hasPrefix("*") }
    return parameters.enumerated().map { index, parameter in
      guard !parameter.isKeywordOnly, parameter.default != nil,
        let there = positional.firstIndex(where: { $0 == parameter.name }), there != index
      else { return parameter }
      return parameter.byName
    }
  }

  private static func adjusted(
    _ parameter: Ops.Parameter, _ position: Int, _ signatures: [Signature], _ names: Set<String>, _ overload: Overload,
    isList: Bool
  ) -> Ops.Parameter {
    var parameter = parameter
    let there = signatures.compactMap { position < $0.positional ? $0.parameters[position] : nil }
    if !names.contains(parameter.name) {
      let free = there.first { other in
        fits(other.kind, parameter.type) && !overload.parameters.contains { $0.name == other.name }
      }
      guard let free, !parameter.isKeywordOnly else {
        return parameter.default == nil || [.setting, .device].contains(parameter.type)
          ? parameter : parameter.unreachable
      }
      parameter = parameter.named(free.name)
    }
    let same = signatures.flatMap { signature in
      signature.parameters.filter { $0.name == parameter.name }.map { (signature, $0) }
    }
    guard !same.isEmpty else { return parameter }
    if parameter.type == .tensorOrNumber,
      !same.contains(where: { $1.kind == .number || $1.kind == .tensor && $0.takesNumbers }),
      !there.contains(where: { $0.kind == .number })
    {
      parameter = parameter.taking(.tensor)
    }
    if same.allSatisfy({ $1.isKeywordOnly }) { parameter = parameter.byName }
    if parameter.type == .ints, !same.contains(where: { $1.takesOne }) {
      // One number by its place is the first of several.
      if parameter.isVariadic, !same.contains(where: { $1.kind == .int }) {
        parameter = parameter.listed
      } else if isList || !same.contains(where: { $1.kind == .int || $0.positional == 1 }) {
        parameter = parameter.severalOnly
      }
    }
    if parameter.isVariadic, parameter.type == .ints, !same.contains(where: { $0.positional == 1 && $1.kind == .ints })
    {
      parameter = parameter.together
    }
    return parameter
  }

  private static func fits(_ kind: Signature.Kind, _ type: ParameterType) -> Bool {
    switch type {
    case .tensor: kind == .tensor
    case .tensorOrNumber: kind == .tensor || kind == .number
    case .number, .float: kind == .number || kind == .float
    case .int: kind == .int
    case .ints: kind == .ints
    case .tensors: kind == .tensors
    case .bool: kind == .bool
    default: false
    }
  }
}

extension Ops.Parameter {
  private func copy(
    name: String? = nil, type: ParameterType? = nil, keywordOnly: Bool? = nil, variadic: Bool? = nil,
    takesOne: Bool? = nil
  ) -> Ops.Parameter {
    Ops.Parameter(
      name ?? self.name, type ?? self.type, default: self.default, keywordOnly: keywordOnly ?? isKeywordOnly,
      variadic: variadic ?? isVariadic, takesOne: takesOne ?? self.takesOne, takesNone: takesNone)
  }

  fileprivate func named(_ name: String) -> Ops.Parameter { copy(name: name) }
  fileprivate func taking(_ type: ParameterType) -> Ops.Parameter { copy(type: type) }
  fileprivate var byName: Ops.Parameter { copy(keywordOnly: true) }
  fileprivate var listed: Ops.Parameter { copy(takesOne: false) }
  fileprivate var together: Ops.Parameter { copy(variadic: false) }
  fileprivate var severalOnly: Ops.Parameter { copy(variadic: false, takesOne: false) }
  /// Only its default is ever its value.
  fileprivate var unreachable: Ops.Parameter { copy(name: "", keywordOnly: true) }
}
