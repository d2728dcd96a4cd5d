import Autograd
import Machine

/// What every module holds: its parameters, buffers and children, in the order they were given.
///
/// The same values are fields of the instance, so that `self.weight` is found as any attribute is; these lists are what
/// walking over a model reads.
final class ModuleState {
  struct Entry<Held> {
    let name: StringObject
    var held: Held?
  }

  var parameters: [Entry<Tensor>] = []
  var buffers: [Entry<Tensor>] = []
  var children: [Entry<InstanceObject>] = []
  /// Buffers that `state_dict` leaves out.
  var transient: Set<String> = []
  /// Of a native layer: what it computes.
  var layer: Layer?
  /// Nil while nobody has registered one.
  var hooks: ModuleHooks?

  /// The state of a module whose `__init__` has run, or nil.
  @inline(__always) static func of(_ value: Value) -> ModuleState? {
    value.asInstance.flatMap { of($0) }
  }

  @inline(__always) static func of(_ instance: InstanceObject) -> ModuleState? {
    guard let payload = instance.payload, Swift.type(of: payload) == ModuleState.self else { return nil }
    return unsafeDowncast(payload, to: ModuleState.self)
  }

  func isParameter(_ name: StringObject) -> Bool { parameters.contains { $0.name.hasSameText(as: name) } }
  func isBuffer(_ name: StringObject) -> Bool { buffers.contains { $0.name.hasSameText(as: name) } }
  func isChild(_ name: StringObject) -> Bool { children.contains { $0.name.hasSameText(as: name) } }

  /// The parameter at a position, for layers that know where theirs is.
  @inline(__always) func parameter(_ index: Int) -> Tensor? {
    index < parameters.count ? parameters[index].held : nil
  }

  /// Forgets a name wherever it is registered.
  func forget(_ name: StringObject) {
    parameters.removeAll { $0.name.hasSameText(as: name) }
    buffers.removeAll { $0.name.hasSameText(as: name) }
    children.removeAll { $0.name.hasSameText(as: name) }
  }

  static func set<Held>(_ entries: inout [Entry<Held>], _ name: StringObject, _ held: Held?) {
    if let at = entries.firstIndex(where: { $0.name.hasSameText(as: name) }) {
      entries[at].held = held
    } else {
      entries.append(Entry(name: name, held: held))
    }
  }
}

/// Functions that a person hung on a module.
final class ModuleHooks {
  struct Hook {
    let id: Int
    let function: Value
    var takesKeywords = false
  }

  var beforeForward: [Hook] = []
  var afterForward: [Hook] = []
  var beforeBackward: [Hook] = []
  var afterBackward: [Hook] = []
  /// On the node of the result alone (`register_backward_hook`).
  var onNode: [Hook] = []

  var isEmpty: Bool {
    [beforeForward, afterForward, beforeBackward, afterBackward, onNode].allSatisfy(\.isEmpty)
  }

  nonisolated(unsafe) private static var lastID = 0

  static func newID() -> Int {
    lastID += 1
    return lastID
  }
}
