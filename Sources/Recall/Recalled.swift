/// An object that says itself what is to be remembered of it, because its fields do not say it: memory behind a raw
/// pointer, a reference that is not counted, or much that never changes.
///
/// Every other class is remembered field by field (`FieldsPlan`). A class derived from one that conforms is remembered
/// as that one says, and by the fields that it adds.
public protocol Recalled: AnyObject {
  associatedtype Memory

  /// What is needed to put the contents back; hands the objects it refers to to `recollector`.
  func memory(_ recollector: Recollector) -> Memory

  /// Whether the contents can be put back; false where too much would have had to be copied.
  func canRecall(_ memory: Memory) -> Bool

  /// Puts the contents back.
  func recall(_ memory: Memory)

  /// Runs when everything is back, for what is derived from other objects.
  func settle()
}

extension Recalled {
  public func settle() {}
  public func canRecall(_ memory: Memory) -> Bool { true }
}

/// An object that never changes, or whose changes nobody can see, and that refers to none that does.
public protocol Unchanging: Recalled where Memory == Void {}

extension Unchanging {
  public func memory(_ recollector: Recollector) {}
  public func recall(_ memory: Void) {}
}
