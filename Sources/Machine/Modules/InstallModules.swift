extension Machine {
  /// Registers Python's modules; each is built at its first import.
  func installModules() {
    for written in WrittenModule.all { registerModule(written.name) { _ in try written.make() } }
    for (name, build) in Machine.standardModules {
      registerModule(name) { _ in
        let module = try build()
        if let functions = Machine.writtenInPython[name] {
          for (key, value) in module.namespace.pairs {
            guard case .object(let object) = value, let function = object as? NativeFunction else { continue }
            if functions.isEmpty || functions.contains(key.asString?.text ?? "") { function.isWrittenInPython = true }
          }
        }
        return module
      }
    }
  }

  /// The functions that Python's own modules have in Python, by module; none named means all.
  private static let writtenInPython: [String: Set<String>] = [
    "collections": ["namedtuple"], "copy": [], "dataclasses": [], "enum": [], "fractions": [],
    "functools": [
      "cache", "lru_cache", "singledispatch", "total_ordering", "update_wrapper", "wraps",
    ],
    "heapq": ["merge", "nlargest", "nsmallest"], "inspect": [], "json": [], "pprint": [], "re": [], "statistics": [],
    "string": [], "textwrap": [], "timeit": [], "traceback": [],
  ]

  nonisolated(unsafe) private static let standardModules: [(String, () throws -> ModuleObject)] = [
    ("__future__", SystemModules.makeFuture), ("abc", ABCModule.make), ("bisect", BisectModule.make),
    ("builtins", SystemModules.makeBuiltins), ("cmath", CmathModule.make),

    ("collections", CollectionsModule.make), ("collections.abc", ContainerClasses.make),
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
