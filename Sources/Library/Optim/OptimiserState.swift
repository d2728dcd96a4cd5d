import Autograd
import Machine
import NDArray
import Nets

/// What an optimiser of ours keeps: the groups as a person sees them, and beside each the parameters as the rules do.
final class OptimiserState {
  let kind: OptimiserKind
  private var groups: [Group] = []
  /// Calls of `step`, for schedulers that check the order.
  var steps = 0

  final class Group {
    let settings: DictObject
    fileprivate var list: ListObject?
    fileprivate(set) var parameters: [OptimisedParameter] = []

    init(_ settings: DictObject) { self.settings = settings }
  }

  init(_ kind: OptimiserKind) { self.kind = kind }

  static func of(_ value: Value) -> OptimiserState? {
    guard let payload = value.asInstance?.payload, Swift.type(of: payload) == OptimiserState.self else { return nil }
    return unsafeDowncast(payload, to: OptimiserState.self)
  }

  nonisolated(unsafe) private static let groupsName = StringObject.interned("param_groups")
  nonisolated(unsafe) private static let listName = StringObject.interned("params")

  /// The groups as they stand in `param_groups` now; a person may have changed the list or a group's parameters.
  func current(_ instance: InstanceObject) throws -> [Group] {
    guard let listed = instance.field(OptimiserState.groupsName)?.asList else { return [] }
    if !isSame(listed) {
      let known = groups
      groups = listed.items.compactMap { item in
        guard let settings = item.asDict else { return nil }
        return known.first { $0.settings === settings } ?? Group(settings)
      }
    }
    for group in groups { try refresh(group) }
    return groups
  }

  private func isSame(_ listed: ListObject) -> Bool {
    guard listed.items.count == groups.count else { return false }
    for (item, group) in zip(listed.items, groups) where item.asDict !== group.settings { return false }
    return true
  }

  /// Follows a group's list of parameters.
  private func refresh(_ group: Group) throws {
    guard let list = group.settings.get(OptimiserState.listName)?.asList else {
      throw PythonError(.keyError, arguments: [.string("params")])
    }
    if list === group.list, list.items.count == group.parameters.count { return }
    let known = group.parameters
    group.list = list
    group.parameters = list.items.compactMap { item in
      guard let tensor = item.asTensor else { return nil }
      return known.first { $0.tensor === tensor } ?? OptimisedParameter(tensor, keeping: kind.keptNames.count)
    }
  }

  // MARK: As a person sees it

  /// What is kept of one parameter; empty before its first step.
  func entries(_ parameter: OptimisedParameter) -> DictObject? {
    let dictionary = DictObject()
    if kind.countsSteps, parameter.steps > 0 || parameter.kept.contains(where: { $0 != nil }) {
      dictionary.set(StringObject.interned("step"), Value(Tensor(.init(Float(parameter.steps)))))
    }
    for (name, value) in zip(kind.keptNames, parameter.kept) {
      if let value { dictionary.set(StringObject.interned(name), Value(value)) }
    }
    return dictionary.count == 0 ? nil : dictionary
  }

  /// Takes over what `entries` gave, from another optimiser or a saved one.
  func restore(_ parameter: OptimisedParameter, _ dictionary: DictObject) throws {
    for (index, name) in kind.keptNames.enumerated() {
      parameter.kept[index] = try dictionary.get(name)?.asTensor.map { Tensor(try $0.data.copied().inMemory()) }
    }
    if let step = dictionary.get("step") { parameter.steps = Int(try Machine.current.double(step)) }
  }
}

/// Settings of a group, read anew at every step because schedulers and people change them.
struct GroupSettings {
  let dictionary: DictObject

  @inline(__always) func number(_ name: StringObject) throws -> Double {
    guard let value = dictionary.get(name) else {
      throw PythonError(.keyError, arguments: [.object(name)])
    }
    switch value {
    case .float(let number): return number
    case .int(let number): return Double(number)
    default: return try Machine.current.double(value)
    }
  }

  @inline(__always) func flag(_ name: StringObject) throws -> Bool {
    guard let value = dictionary.get(name) else {
      throw PythonError(.keyError, arguments: [.object(name)])
    }
    if case .bool(let flag) = value { return flag }
    return try Machine.current.truth(value)
  }

  func pair(_ name: StringObject) throws -> (Double, Double) {
    let items = try Machine.current.elements(dictionary.get(name) ?? .none)
    guard items.count == 2 else {
      throw PythonError(.valueError, "not enough values to unpack (expected 2, got \(items.count))")
    }
    return (try Machine.current.double(items[0]), try Machine.current.double(items[1]))
  }
}
