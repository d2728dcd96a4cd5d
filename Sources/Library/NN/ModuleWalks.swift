import Autograd
import Machine

/// Walking over a module: its parameters, buffers and modules, with and without their names.
enum ModuleWalks {
  static func add(to type: TypeObject) {
    let whole: [LanguageParameter] = [.init("self"), .init("recurse", default: .bool(true))]
    let named: [LanguageParameter] = [
      .init("self"), .init("prefix", default: .string("")), .init("recurse", default: .bool(true)),
      .init("remove_duplicate", default: .bool(true)),
    ]
    type.method(
      "parameters", whole, summary: "The parameters, in the order they were given.",
      .bound { arguments in
        let recurse = try Machine.current.truth(arguments[1])
        return iterator("parameters", parameters(arguments[0], recurse: recurse).map { Value($0.tensor) })
      })
    type.method(
      "named_parameters", named, summary: "The parameters with their dotted names.",
      .bound { arguments in
        pairs(
          "named_parameters", arguments[1],
          parameters(
            arguments[0], recurse: try Machine.current.truth(arguments[2]),
            unique: try Machine.current.truth(arguments[3])
          ).map { ($0.name, Value($0.tensor)) })
      })
    type.method(
      "buffers", whole, summary: "The buffers.",
      .bound { arguments in
        iterator(
          "buffers", buffers(arguments[0], recurse: try Machine.current.truth(arguments[1])).map { Value($0.tensor) })
      })
    type.method(
      "named_buffers", named, summary: "The buffers with their dotted names.",
      .bound { arguments in
        pairs(
          "named_buffers", arguments[1],
          buffers(arguments[0], recurse: try Machine.current.truth(arguments[2])).map { ($0.name, Value($0.tensor)) })
      })
    type.method(
      "children", summary: "The modules directly inside.",
      .unary { module in
        iterator("children", children(module).map(\.module))
      })
    type.method(
      "named_children", summary: "The modules directly inside, with their names.",
      .unary { module in
        pairs("named_children", .none, children(module).map { ($0.name, $0.module) })
      })
    type.method(
      "modules", summary: "The module itself and all inside it.",
      .unary { module in
        iterator("modules", modules(module).map(\.module))
      })
    type.method(
      "named_modules",
      [
        .init("self"), .init("memo", default: Value.none), .init("prefix", default: .string("")),
        .init("remove_duplicate", default: .bool(true)),
      ], summary: "The module itself and all inside it, with their dotted names.",
      .bound { arguments in
        let prefix = arguments[2].asString?.text ?? ""
        return iterator(
          "named_modules",
          modules(arguments[0]).map { name, module in
            .tuple([.string(join(prefix, name)), module])
          })
      })
  }

  // MARK: Lists

  /// Every module once, this one first, each with its dotted name.
  static func modules(_ module: Value) -> [(name: String, module: Value)] {
    var found: [(name: String, module: Value)] = []
    var seen: Set<ObjectIdentifier> = []
    func visit(_ value: Value, _ name: String, _ depth: Int) {
      guard depth < 1000, let instance = value.asInstance, seen.insert(ObjectIdentifier(instance)).inserted else {
        return
      }
      found.append((name, value))
      for entry in ModuleState.of(instance)?.children ?? [] {
        if let child = entry.held { visit(.object(child), join(name, entry.name.text), depth + 1) }
      }
    }
    visit(module, "", 0)
    return found
  }

  static func children(_ module: Value) -> [(name: String, module: Value)] {
    var seen: Set<ObjectIdentifier> = []
    return (ModuleState.of(module)?.children ?? []).compactMap { entry in
      guard let child = entry.held, seen.insert(ObjectIdentifier(child)).inserted else { return nil }
      return (entry.name.text, .object(child))
    }
  }

  static func parameters(
    _ module: Value, recurse: Bool = true, unique: Bool = true
  ) -> [(name: String, tensor: Tensor)] {
    collect(module, recurse, unique) { $0.parameters }
  }

  static func buffers(_ module: Value, recurse: Bool = true) -> [(name: String, tensor: Tensor)] {
    collect(module, recurse, true) { $0.buffers }
  }

  private static func collect(
    _ module: Value, _ recurse: Bool, _ unique: Bool, _ list: (ModuleState) -> [ModuleState.Entry<Tensor>]
  ) -> [(name: String, tensor: Tensor)] {
    var found: [(name: String, tensor: Tensor)] = []
    var seen: Set<ObjectIdentifier> = []
    for (prefix, owner) in recurse ? modules(module) : [("", module)] {
      guard let state = ModuleState.of(owner) else { continue }
      for entry in list(state) {
        guard let tensor = entry.held, !unique || seen.insert(ObjectIdentifier(tensor)).inserted else { continue }
        found.append((join(prefix, entry.name.text), tensor))
      }
    }
    return found
  }

  static func join(_ prefix: String, _ name: String) -> String {
    prefix.isEmpty ? name : name.isEmpty ? prefix : "\(prefix).\(name)"
  }

  // MARK: Iterators

  private static func pairs(_ method: String, _ prefix: Value, _ items: [(String, Value)]) -> Value {
    let prefix = prefix.asString?.text ?? ""
    return iterator(method, items.map { .tuple([.string(join(prefix, $0)), $1]) })
  }

  private static func iterator(_ method: String, _ items: [Value]) -> Value {
    .object(NativeGenerator("Module.\(method)", items))
  }
}

/// What stands for a generator where Python would have one: `<generator object Module.parameters at 0x…>`.
final class NativeGenerator: IteratorObject {
  let name: String
  private let items: [Value]
  private var position = 0

  init(_ name: String, _ items: [Value]) {
    self.name = name
    self.items = items
    super.init(NativeGenerator.ownType)
  }

  override func next() throws -> Value? {
    guard position < items.count else { return nil }
    position += 1
    return items[position - 1]
  }

  nonisolated(unsafe) private static let ownType: TypeObject = {
    let type = TypeObject("generator", layout: .opaque)
    type.canBeSubclassed = false
    type.slots.iterate = { $0 }
    type.slots.next = { value in
      guard case .object(let object) = value, let generator = object as? NativeGenerator else { return nil }
      return try generator.next()
    }
    type.slots.repr = { value in
      guard case .object(let object) = value, let generator = object as? NativeGenerator else { return "" }
      return "<generator object \(generator.name) at 0x\(String(Machine.identity(of: value), radix: 16))>"
    }
    return type
  }()
}
