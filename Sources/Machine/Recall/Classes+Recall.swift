public import Recall

extension TypeObject: Recalled {
  public struct Description {
    let qualifiedName: String
    let module: String
    let metaclass: TypeObject?
    let abstractNames: [String]
    let virtualSubclasses: [TypeObject]
    let isSequencePattern: Bool
    let isMappingPattern: Bool
  }

  /// Whether a person's program can change it.
  private var canChange: Bool { !isNative || acceptsAttributes }

  public func memory(_ recollector: Recollector) -> Description? {
    guard canChange else { return nil }
    recollector.visit(attributes)
    for base in bases { recollector.visit(base) }
    if let metaclass { recollector.visit(metaclass) }
    return Description(
      qualifiedName: qualifiedName, module: module, metaclass: metaclass, abstractNames: abstractNames,
      virtualSubclasses: virtualSubclasses, isSequencePattern: isSequencePattern, isMappingPattern: isMappingPattern)
  }

  public func recall(_ memory: Description?) {
    guard let memory else { return }
    qualifiedName = memory.qualifiedName
    module = memory.module
    metaclass = memory.metaclass
    abstractNames = memory.abstractNames
    virtualSubclasses = memory.virtualSubclasses
    isSequencePattern = memory.isSequencePattern
    isMappingPattern = memory.isMappingPattern
  }

  // What was looked up since may be another's now.
  public func settle() {
    if canChange { changed() }
  }
}

extension ModuleObject: Recalled {
  /// The names of the module. A module that was put into this one when it was imported stays: it is not built again.
  public func memory(_ recollector: Recollector) -> [DictObject.Entry] {
    let namespace = namespace
    for position in 0..<namespace.used { recollector.visit(namespace.entries[position].value) }
    return Array(UnsafeBufferPointer(start: namespace.entries, count: namespace.used))
  }

  public func recall(_ memory: [DictObject.Entry]) {
    var arrived: [DictObject.Entry] = []
    for position in 0..<namespace.used where namespace.entries[position].value.asModule != nil {
      arrived.append(namespace.entries[position])
    }
    namespace.replaceAll(with: memory, count: memory.count { !$0.key.isUndefined })
    for entry in arrived {
      if let name = entry.key.asString, namespace.get(name) == nil { namespace.set(name, entry.value) }
    }
  }
}

extension Machine {
  /// What a program can change besides its own names: the modules, the built-in names, the rules for warnings and the
  /// random numbers of Python's own generator.
  public var recalledRoots: [AnyObject] { [builtins, warnings, RandomModule.shared] + modules.values.map { $0 } }

  /// The machine's own settings as they stand, to be put back by calling what is given.
  public func rememberSettings() -> () -> Void {
    let recursionLimit = recursionLimit
    let handled = handled
    let entropy = Entropy.source
    return { [self] in
      Entropy.source = entropy
      self.recursionLimit = recursionLimit
      self.handled = handled
    }
  }
}
