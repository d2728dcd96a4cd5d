import Library
import Machine

/// What a session's names mean that nobody imported.
public struct NamesKnown: Sendable {
  /// Short names of modules: `np` is `numpy`.
  public let modules: [String: String]
  /// What torch gives by itself.
  public let torch: Set<String>
  /// Python's own, which come first.
  public let builtins: Set<String>
}

extension Session {
  /// Names that mean something before a person gives them a meaning.
  public var namesAtHand: NamesKnown {
    let modules = NamesAtHand.modules
    let builtins = Set(machine.builtins.pairs.compactMap { $0.key.asString?.text })
    let all = machine.namesAtHandList().filter { modules[$0] == nil && $0 != "grad" && !builtins.contains($0) }
    return NamesKnown(modules: modules, torch: Set(all), builtins: builtins)
  }
}
