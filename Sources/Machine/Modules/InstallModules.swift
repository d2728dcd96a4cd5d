extension Machine {
  /// Registers the modules written in Swift; each is built at its first import.
  func installModules() {
    for (name, build) in Machine.standardModules { registerModule(name) { _ in try build() } }
  }

  nonisolated(unsafe) private static let standardModules: [(String, () throws -> ModuleObject)] = [
    ("__future__", SystemModules.makeFuture), ("abc", ABCModule.make), ("bisect", BisectModule.make),
    ("builtins", SystemModules.makeBuiltins), ("cmath", CmathModule.make),

    ("collections", CollectionsModule.make), ("collections.abc", CollectionsModule.makeABC),
    ("contextlib", ContextlibModule.make),
    ("copy", CopyModule.make), ("dataclasses", DataclassesModule.make), ("datetime", DatetimeModule.make),
    ("enum", EnumModule.make),
    ("gc", RuntimeModules.makeGC), ("heapq", HeapqModule.make), ("json", JSONModule.make),
    ("fractions", FractionsModule.make), ("functools", FunctoolsModule.make), ("inspect", InspectModule.make),
    ("io", IOModule.make), ("itertools", ItertoolsModule.make),
    ("math", MathModule.make), ("operator", OperatorModule.make), ("os", OSModule.make), ("os.path", OSModule.makePath),
    ("pathlib", PathModule.make), ("pprint", PprintModule.make), ("random", RandomModule.make), ("re", ReModule.make),
    ("statistics", StatisticsModule.make), ("string", StringModule.make), ("sys", SysModule.make),
    ("textwrap", TextwrapModule.make), ("time", TimeModule.make), ("timeit", RuntimeModules.makeTimeit),
    ("traceback", TracebackModule.make), ("types", TypesModule.make), ("typing", TypingModule.make),
    ("unicodedata", UnicodedataModule.make),
    ("warnings", WarningsModule.make),
  ]
}
