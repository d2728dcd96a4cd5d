import Autograd
import Machine
import NDArray
import Nets

/// `state`, `state_dict` and `load_state_dict` of optimisers.
enum OptimiserStates {
  static func add(to type: TypeObject) {
    type.method(
      "state_dict", summary: "What is kept, and the settings, with parameters as numbers.",
      .unary { value in
        try dictionary(value)
      })
    type.method(
      "load_state_dict", [.init("self"), .init("state_dict")], summary: "Takes over what state_dict gave.",
      .bound { arguments in
        try load(arguments[1], into: arguments[0])
        return .none
      })
  }

  /// Parameters with what is kept of each.
  static func view(_ value: Value) throws -> Value {
    let result = try OptimiserGroups.defaultDictionary()
    guard let instance = value.asInstance, let state = OptimiserState.of(value) else { return result }
    for group in try state.current(instance) {
      for parameter in group.parameters {
        guard let entries = state.entries(parameter) else { continue }
        try Machine.current.setItem(result, Value(parameter.tensor), .object(entries))
      }
    }
    return result
  }

  private static func dictionary(_ value: Value) throws -> Value {
    let result = DictObject()
    let kept = DictObject()
    var listed: [Value] = []
    guard let instance = value.asInstance else { return .object(result) }
    let state = OptimiserState.of(value)
    var number = 0
    let groups = instance.field(StringObject.interned("param_groups"))?.asList?.items ?? []
    let parameters = try state?.current(instance).map(\.parameters) ?? []
    for (index, group) in groups.enumerated() {
      let settings = DictObject()
      for (key, setting) in group.asDict?.pairs ?? [] where key.asString?.text != "params" {
        try settings.set(key, setting)
      }
      let count = group.asDict?.get("params")?.asList?.items.count ?? 0
      settings.set(StringObject.interned("params"), .list((number..<number + count).map { .int($0) }))
      listed.append(.object(settings))
      for (offset, parameter) in (index < parameters.count ? parameters[index] : []).enumerated() {
        if let entries = state?.entries(parameter) { try kept.set(.int(number + offset), .object(entries)) }
      }
      if state == nil {
        for (offset, parameter) in (group.asDict?.get("params")?.asList?.items ?? []).enumerated() {
          if let entries = try ownState(instance)?.get(parameter) { try kept.set(.int(number + offset), entries) }
        }
      }
      number += count
    }
    result.set(StringObject.interned("state"), .object(kept))
    result.set(StringObject.interned("param_groups"), .list(listed))
    return .object(result)
  }

  /// What an optimiser written in Python keeps, by parameter.
  private static func ownState(_ instance: InstanceObject) -> DictObject? {
    instance.field(StringObject.interned("state"))?.asDict
  }

  private static func load(_ source: Value, into value: Value) throws {
    guard let instance = value.asInstance, let dictionary = source.asDict,
      let saved = dictionary.get("param_groups")?.asList?.items
    else { throw PythonError(.keyError, arguments: [.string("param_groups")]) }
    let groups = instance.field(StringObject.interned("param_groups"))?.asList?.items ?? []
    guard saved.count == groups.count else {
      throw PythonError(.valueError, "loaded state dict has a different number of parameter groups")
    }
    func count(_ group: Value) -> Int { group.asDict?.get("params")?.asList?.items.count ?? 0 }
    guard zip(groups, saved).allSatisfy({ count($0) == count($1) }) else {
      throw PythonError(
        .valueError, "loaded state dict contains a parameter group that doesn't match the size of optimizer's group")
    }
    for (group, from) in zip(groups, saved) {
      for (key, setting) in from.asDict?.pairs ?? [] where key.asString?.text != "params" {
        try group.asDict?.set(key, setting)
      }
    }
    guard let kept = dictionary.get("state")?.asDict else { return }
    guard let state = OptimiserState.of(value) else {
      let parameters = groups.flatMap { $0.asDict?.get("params")?.asList?.items ?? [] }
      for (index, parameter) in parameters.enumerated() {
        if let entries = try kept.get(.int(index)) { try ownState(instance)?.set(parameter, entries) }
      }
      return
    }
    let parameters = try state.current(instance).flatMap(\.parameters)
    for (index, parameter) in parameters.enumerated() {
      if let entries = try kept.get(.int(index))?.asDict { try state.restore(parameter, entries) }
    }
  }
}
