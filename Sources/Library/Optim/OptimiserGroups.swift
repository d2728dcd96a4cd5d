import Autograd
import Machine

/// Parameter groups: made from what a person gives, checked, and printed.
enum OptimiserGroups {
  nonisolated(unsafe) private static let groupsName = StringObject.interned("param_groups")
  nonisolated(unsafe) private static let defaultsName = StringObject.interned("defaults")

  static func begin(_ instance: InstanceObject, params: Value, defaults: Value) throws {
    if let tensor = params.asTensor {
      throw PythonError(
        .typeError,
        "params argument given to the optimizer should be an iterable of Tensors or dicts, but got "
          + ModuleAttributes.typeName(Value(tensor)).replacing(
            "torch.nn.parameter.Parameter", with: "torch.FloatTensor"))
    }
    instance.setField(defaultsName, defaults)
    instance.setField(groupsName, .list([]))
    var items = try Machine.current.elements(params)
    guard !items.isEmpty else { throw PythonError(.valueError, "optimizer got an empty parameter list") }
    if items[0].asDict == nil {
      let group = DictObject()
      group.set(StringObject.interned("params"), params.asSet == nil ? .list(items) : params)
      items = [.object(group)]
    }
    for item in items { try add(instance, item) }
  }

  static func add(_ instance: InstanceObject, _ value: Value) throws {
    guard let group = value.asDict else {
      let type = try Machine.current.repr(.object(Machine.current.type(of: value)))
      throw PythonError(.typeError, "param_group must be a dict, but got \(type)")
    }
    guard let given = group.get("params") else { throw PythonError(.keyError, arguments: [.string("params")]) }
    var tensors: [Value] = []
    var names: [Value] = []
    for item in try items(given) {
      if let pair = item.asTuple?.items, pair.count == 2 {
        names.append(pair[0])
        tensors.append(pair[1])
      } else {
        tensors.append(item)
      }
    }
    guard names.isEmpty || names.count == tensors.count else {
      throw PythonError(
        .valueError, "all optimizer params should be with/without names. Some param names are missing")
    }
    group.set(StringObject.interned("params"), .list(tensors))
    if !names.isEmpty { group.set(StringObject.interned("param_names"), .list(names)) }
    for item in tensors {
      guard let tensor = item.asTensor else {
        throw PythonError(
          .typeError,
          "optimizer can only optimize Tensors, but one of the params is \(ModuleAttributes.typeName(item))")
      }
      guard tensor.isLeaf || tensor.extra?.retainsGrad == true else {
        throw PythonError(.valueError, "can't optimize a non-leaf Tensor")
      }
    }
    for (key, setting) in instance.field(defaultsName)?.asDict?.pairs ?? [] {
      if let name = key.asString, group.get(name) == nil { group.set(name, setting) }
    }
    try checkOverlap(instance, tensors)
    instance.field(groupsName)?.asList?.items.append(value)
  }

  private static func items(_ given: Value) throws -> [Value] {
    if given.asTensor != nil { return [given] }
    if given.asSet != nil {
      throw PythonError(
        .typeError,
        "optimizer parameters need to be organized in ordered collections, but the ordering of tensors in sets will "
          + "change between runs. Please use a list instead.")
    }
    return try Machine.current.elements(given)
  }

  private static func checkOverlap(_ instance: InstanceObject, _ tensors: [Value]) throws {
    var seen: Set<ObjectIdentifier> = []
    for case let tensor? in tensors.map(\.asTensor) { seen.insert(ObjectIdentifier(tensor)) }
    if seen.count < tensors.count {
      try Machine.current.warn(
        .userWarning,
        "optimizer contains a parameter group with duplicate parameters; in future, this will cause an error; see "
          + "github.com/pytorch/pytorch/issues/40967 for more information")
    }
    for group in instance.field(groupsName)?.asList?.items ?? [] {
      for item in group.asDict?.get("params")?.asList?.items ?? [] {
        guard let tensor = item.asTensor, seen.contains(ObjectIdentifier(tensor)) else { continue }
        throw PythonError(.valueError, "some parameters appear in more than one parameter group")
      }
    }
  }

  /// `collections.defaultdict(dict)`, where the machine has it.
  static func defaultDictionary() throws -> Value {
    if let module = try Machine.current.importModuleIfAny("collections"), let type = module.namespace.get("defaultdict")
    {
      return try Machine.current.call(type, [.object(TypeObject.dict)])
    }
    return .object(DictObject())
  }

  /// Each group's settings, sorted by name.
  static func repr(_ value: Value) throws -> String {
    let name = Machine.current.type(of: value).name
    guard let groups = value.asInstance?.field(groupsName)?.asList?.items else { return "<\(name)>" }
    var text = "\(name) ("
    for (index, group) in groups.enumerated() {
      text += "\nParameter Group \(index)\n"
      let settings = (group.asDict?.pairs ?? []).compactMap { pair in pair.key.asString.map { ($0.text, pair.value) } }
      for (key, setting) in settings.sorted(by: { $0.0 < $1.0 }) where key != "params" {
        text += "    \(key): \(try Machine.current.format(setting, ""))\n"
      }
    }
    return text + ")"
  }
}
