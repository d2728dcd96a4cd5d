extension Machine {
  /// The ways to call a value, as far as declarations say. Nothing is run.
  public func signatures(of value: Value) -> [DeclaredSignature] {
    if let type = value.asType { return type.notes?().signatures ?? signature(ofClass: type).map { [$0] } ?? [] }
    if let function = value.nativeFunction {
      return function.notes?().signatures ?? [DeclaredSignature(of: function.visibleParameters)]
    }
    if let function = value.personFunction {
      let parameters = function.parameters
      if case .object(let object) = value, object is BoundMethodObject {
        return [DeclaredSignature(of: parameters.dropFirst())]
      }
      return [DeclaredSignature(of: parameters)]
    }
    if case .object(let object) = value, let function = object as? PersonLikeFunction {
      return [DeclaredSignature(of: function.parameters)]
    }
    guard let instance = value.asInstance else { return [] }
    for name in ["__call__", "forward"] {
      guard let found = instance.classObject.lookup(name), let function = found.personFunction else { continue }
      return [DeclaredSignature(of: function.parameters.dropFirst())]
    }
    return []
  }

  /// The names of the attributes that instances of a type have.
  public func attributeNames(ofInstancesOf type: TypeObject) -> [String] {
    attributeNames(of: .object(type))
  }
}
