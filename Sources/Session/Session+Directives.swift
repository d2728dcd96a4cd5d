import Machine

// What the directives of a lesson ask of a session.

extension Session {
  /// What the program, or where it is timed by cell a cell, may take.
  public var secondsLimit: Double? {
    get { machine.secondsLimit }
    set { machine.secondsLimit = newValue }
  }

  /// Begins the streams of random numbers of a seed, as `torch.manual_seed`, `random.seed` and `numpy.random.seed` do;
  /// numpy's only where the seed is one of numpy's, which end at 2³² - 1.
  public func seed(_ number: Int) {
    seed("torch", "manual_seed", number)
    seed("random", "seed", number)
    if (0...Int(UInt32.max)).contains(number) { seed("numpy.random", "seed", number) }
  }

  private func seed(_ module: String, _ name: String, _ number: Int) {
    guard let module = try? machine.importModule(module),
      let function = module.namespace.get(StringObject.interned(name))
    else { return }
    _ = try? machine.call(function, [.int(number)])
  }
}
