import Autograd
import Machine
import NDArray
import Ops

/// `state_dict` and `load_state_dict`.
enum ModuleStates {
  static func add(to type: TypeObject) {
    type.method(
      "state_dict",
      [
        .init("self"), .variadic("args"), .keyword("destination", default: Value.none),
        .keyword("prefix", default: .string("")), .keyword("keep_vars", default: .bool(false)),
      ], summary: "The values of parameters and buffers under their dotted names.",
      .bound { arguments in
        let prefix = arguments[3].asString?.text ?? ""
        let keeps = try Machine.current.truth(arguments[4])
        let entries = try state(arguments[0]).map { name, tensor in
          (prefix + name, Value(keeps ? tensor : try tensor.detached()))
        }
        return try OrderedDictionaries.make(entries)
      })
    type.method(
      "load_state_dict",
      [
        .init("self"), .init("state_dict"), .init("strict", default: .bool(true)),
        .init("assign", default: .bool(false)),
      ],
      summary: "Copies values by their dotted names into the module.",
      .bound { arguments in
        guard let dictionary = arguments[1].asDict else {
          let type = try Machine.current.repr(.object(Machine.current.type(of: arguments[1])))
          throw PythonError(.typeError, "Expected state_dict to be dict-like, got \(type).")
        }
        return try load(
          dictionary, into: arguments[0], strict: try Machine.current.truth(arguments[2]),
          assigns: try Machine.current.truth(arguments[3]))
      })
  }

  /// Parameters and lasting buffers, module by module.
  static func state(_ module: Value) -> [(name: String, tensor: Tensor)] {
    var found: [(name: String, tensor: Tensor)] = []
    func visit(_ value: Value, _ prefix: String, _ depth: Int) {
      guard depth < 1000, let state = ModuleState.of(value) else { return }
      for entry in state.parameters {
        if let tensor = entry.held { found.append((prefix + entry.name.text, tensor)) }
      }
      for entry in state.buffers where !state.transient.contains(entry.name.text) {
        if let tensor = entry.held { found.append((prefix + entry.name.text, tensor)) }
      }
      for entry in state.children {
        if let child = entry.held { visit(.object(child), "\(prefix)\(entry.name.text).", depth + 1) }
      }
    }
    visit(module, "", 0)
    return found
  }

  private static func load(
    _ dictionary: DictObject, into module: Value, strict: Bool, assigns: Bool
  ) throws -> Value {
    let wanted = state(module)
    let hasVersions = Machine.current.type(of: .object(dictionary)).name == "OrderedDict"
    let names = Set(wanted.map(\.name))
    var missing: [String] = []
    var problems: [String] = []
    for (name, tensor) in wanted {
      guard let given = dictionary.get(name) else {
        // What is not as `state_dict` makes it says nothing of versions, and counts as of the time before this buffer.
        if !hasVersions, name.hasSuffix("num_batches_tracked") { continue }
        missing.append(name)
        continue
      }
      guard let source = given.asTensor else {
        problems.append(
          "While copying the parameter named \"\(name)\", expected torch.Tensor or Tensor-like object from checkpoint but "
            + "received \(try Machine.current.repr(.object(Machine.current.type(of: given))))")
        continue
      }
      guard source.shape == tensor.shape else {
        problems.append(
          "size mismatch for \(name): copying a param with shape torch.Size(\(Layout.text(source.shape))) from checkpoint, "
            + "the shape in current model is torch.Size(\(Layout.text(tensor.shape))).")
        continue
      }
      if assigns {
        tensor.data = source.data
      } else {
        InPlace.write(try source.data.converted(to: tensor.dtype), to: tensor)
      }
    }
    let unexpected = dictionary.pairs.compactMap { $0.key.asString?.text }.filter { !names.contains($0) }
    if strict {
      func list(_ names: [String]) -> String { names.map { "\"\($0)\"" }.joined(separator: ", ") }
      if !unexpected.isEmpty { problems.insert("Unexpected key(s) in state_dict: \(list(unexpected)). ", at: 0) }
      if !missing.isEmpty { problems.insert("Missing key(s) in state_dict: \(list(missing)). ", at: 0) }
    }
    guard problems.isEmpty else {
      throw PythonError(
        .runtimeError,
        "Error(s) in loading state_dict for \(Machine.current.type(of: module).name):\n\t\(problems.joined(separator: "\n\t"))"
      )
    }
    return .object(IncompatibleKeys(missing, unexpected))
  }
}

/// What loading gives back: the names that did not fit.
private final class IncompatibleKeys: TupleObject {
  init(_ missing: [String], _ unexpected: [String]) {
    super.init(
      [.list(missing.map { .string($0) }), .list(unexpected.map { .string($0) })], isSubclassInstance: true)
  }

  override var type: TypeObject { IncompatibleKeys.ownType }

  nonisolated(unsafe) private static let ownType: TypeObject = {
    let type = TypeObject("_IncompatibleKeys", module: "torch.nn.modules.module", bases: [.tuple])
    let names = ["missing_keys", "unexpected_keys"]
    type.slots.repr = { value in
      let items = value.asTuple?.items ?? []
      if items.allSatisfy({ $0.asList?.items.isEmpty == true }) { return "<All keys matched successfully>" }
      let parts = try zip(names, items).map { "\($0)=\(try Machine.current.repr($1))" }
      return "_IncompatibleKeys(\(parts.joined(separator: ", ")))"
    }
    for (index, name) in names.enumerated() {
      type.property(
        name,
        get: { value in
          let items = value.asTuple?.items ?? []
          return index < items.count ? items[index] : .none
        })
    }
    return type
  }()
}

/// `collections.OrderedDict`, where the machine has it.
enum OrderedDictionaries {
  static func make(_ entries: [(String, Value)]) throws -> Value {
    let pairs = Value.list(entries.map { .tuple([.string($0), $1]) })
    if let module = try Machine.current.importModuleIfAny("collections"), let type = module.namespace.get("OrderedDict")
    {
      return try Machine.current.call(type, [pairs])
    }
    let dictionary = DictObject()
    for (name, value) in entries { dictionary.set(StringObject.interned(name), value) }
    return .object(dictionary)
  }
}
