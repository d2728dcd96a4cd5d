import Machine

// What the directives of a lesson ask of a session.

extension Session {
  /// What the program, or where it is timed by cell a cell, may take.
  public var secondsLimit: Double? {
    get { machine.secondsLimit }
    set { machine.secondsLimit = newValue }
  }

  /// Begins torch's stream of random numbers of a seed, as `torch.manual_seed` does.
  public func seed(_ number: Int) {
    guard let torch = try? machine.importModule("torch"),
      let function = torch.namespace.get(StringObject.interned("manual_seed"))
    else { return }
    _ = try? machine.call(function, [.int(number)])
  }
}
