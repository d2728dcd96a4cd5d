import Diagnostics
import Machine

/// A part of the library that is written in Python, as much of PyTorch is: parsed and run when the first of its names is
/// asked for, so that who doesn't use it doesn't wait for it.
struct WrittenPart {
  /// The module in which its names are found.
  let owner: String
  /// What its classes say of where they are from.
  let module: String
  let names: [String]
  let source: String

  static let all = [
    attention, transformers, parameterContainers, embeddingBags, smallLayers, unpoolingLayers, schedulers,
    cyclicSchedulers,
    optimisers, firstValues, paddedSequences, distributions, distributionBase,
    gammaFamily, countDistributions, transformedDistributions, divergences, constraints, distributionTools,
    distributionTransforms, samplers, datasets, dataLoading, profiler, profilerEvents,
    numpyGrids, marginLosses, gradientClipping, smallFunctions, functionTransforms,
  ]

  private static let places: [String: [String: WrittenPart]] = {
    var places: [String: [String: WrittenPart]] = [:]
    for part in all { for name in part.names { places[part.owner, default: [:]][name] = part } }
    return places
  }()

  /// Lets modules find what is written, and builds those that are written whole.
  static func install(on machine: Machine) {
    TypeObject.module.slots.getMissingAttribute = { value, name in
      guard let module = value.asModule, let part = places[module.name]?[name.text] else { return nil }
      try part.load(into: module)
      return module.namespace.get(name)
    }
    TypeObject.module.slots.attributeNames = { value in
      value.asModule.flatMap { places[$0.name] }.map { Array($0.keys) } ?? []
    }
    DisplayModule.register(on: machine)
    // The files that PyTorch has them in, which programs name, too.
    for part in [datasets, dataLoading, samplers] {
      machine.registerModule(part.module) { machine in
        let module = ModuleObject(part.module, summary: "A part of \(part.owner).")
        let owner = try machine.importModule(part.owner)
        for name in part.names { module.set(name, try machine.attribute(of: .object(owner), name)) }
        return module
      }
    }
    for (part, summary) in [
      (schedulers, "Rates that change from epoch to epoch."), (paddedSequences, "Sequences of several lengths."),
      (constraints, "Where parameters and values may lie."), (distributionTools, "Chances and odds in one form."),
      (distributionTransforms, "Changes of values that can be undone."),
      (profiler, "Measures what a program runs."), (profilerEvents, "What was measured, listed and added up."),
    ] {
      machine.registerModule(part.owner) { _ in
        let module = ModuleObject(part.owner, summary: summary)
        let names = Machine.newGlobals()
        for piece in all where piece.owner == part.owner { try piece.load(into: module, names) }
        return module
      }
    }
  }

  /// The name of the file that a traceback shows.
  private var file: String { module.split(separator: ".").joined(separator: "/") + ".py" }

  /// Whether a file of a traceback is one of these parts.
  static func isFile(_ name: String) -> Bool { all.contains { $0.file == name } }

  /// Runs the part and puts its names into a module.
  ///
  /// - Parameter globals: The names it runs among; parts of one module may share them.
  func load(into owner: ModuleObject, _ globals: DictObject = Machine.newGlobals()) throws {
    globals.set("__name__", .string(module))
    _ = try Machine.current.run(Source(name: file, bytes: Array(source.utf8)), globals: globals, wantsResult: false)
    for name in names { if let value = globals.get(name) { owner.set(name, value) } }
  }
}
