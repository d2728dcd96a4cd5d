public import Machine
import Autograd
import NDArray
import Ops

/// Gives a machine everything that names mean: torch, its submodules, numpy, and the names at hand.
public enum Library {
  /// - Parameter machine: A machine without any of it yet.
  public static func install(on machine: Machine) {
    machine.register(Tensor.self, as: .tensor) { object in
      unsafeDowncast(object, to: Tensor.self).isParameter ? .parameter : nil
    }
    machine.register(NumpyArray.self, as: NumpyArrayType.type)
    machine.register(NumpyScalar.self, as: NumpyTypes.generic) { object in
      NumpyTypes.scalarType(unsafeDowncast(object, to: NumpyScalar.self).dtype)
    }
    machine.register(Generator.self, as: .generator)
    machine.nativeBinary = TensorOperators.binary
    machine.releaseFreePages = Storage.releaseFreePages
    Storage.limit = min(Storage.limit, MemoryCap.bytes)
    machine.errorConversion = translate
    Warnings.handler = { try Machine.current.warn(.userWarning, $0) }
    machine.registerModule("torch", TorchModule.build)
    AutogradModule.register(on: machine)
    machine.registerModule("torch.linalg", OpModules.buildLinalg)
    machine.registerModule("torch.special", OpModules.buildSpecial)
    PlatformModules.register(on: machine)
    Profiler.register(on: machine)
    Distributions.register(on: machine)
    machine.registerModule("torch.nn", NNModule.build)
    machine.registerModule("torch.nn.functional", NNModule.buildFunctional)
    machine.registerModule("torch.nn.init", InitModule.build)
    machine.registerModule("torch.nn.utils", NNUtilities.build)
    machine.registerModule("torch.optim", OptimModule.build)
    for (name, summary) in [
      ("torch.utils", "What stands beside tensors: data loading."),
      ("torch.utils.data", "Datasets, and loading them in batches."),
    ] { machine.registerModule(name) { _ in ModuleObject(name, summary: summary) } }
    machine.registerModule("numpy", NumpyModule.build)
    machine.registerModule("numpy.random", NumpyRandom.build)
    machine.registerModule("numpy.linalg", NumpyLinalg.build)
    WrittenPart.install(on: machine)
    LibraryHelp.install(on: machine)
    PyplotModule.register(on: machine)
    TqdmModule.register(on: machine)
    machine.namesAtHand = NamesAtHand.value
    machine.namesAtHandList = NamesAtHand.all
  }

  /// The engine's errors as exceptions of the language.
  static func translate(_ error: any Error) -> PythonError? {
    guard let error = error as? EngineError else { return nil }
    let made = PythonError(type(of: error.kind), error.message)
    // A function's own names are gone once its error has left it, and the hint is in those names.
    if Hints.isOn { made.exception.namesAround = Machine.current.currentLocals }
    return made
  }

  private static func type(of kind: EngineError.Kind) -> TypeObject {
    switch kind {
    case .runtimeError: .runtimeError
    case .typeError: .typeError
    case .valueError: .valueError
    case .indexError: .indexError
    case .attributeError: .attributeError
    case .assertionError: .assertionError
    case .notImplementedError: .notImplementedError
    case .zeroDivisionError: .zeroDivisionError
    case .overflowError: .overflowError
    case .linAlgError: EngineExceptions.linAlgError
    case .gradcheckError: EngineExceptions.gradcheckError
    case .keyboardInterrupt: .keyboardInterrupt
    }
  }
}

/// Exception types that only torch has.
enum EngineExceptions {
  nonisolated(unsafe) static let linAlgError = TypeObject("_LinAlgError", module: "torch._C", bases: [.runtimeError])
  nonisolated(unsafe) static let gradcheckError = TypeObject(
    "GradcheckError", module: "torch.autograd.gradcheck", bases: [.runtimeError])
}

/// Names that need no import: all of torch, and `torch`, `nn`, `optim`, `np`, `math`, … themselves.
///
/// They come after a person's own names and Python's built-in ones.
public enum NamesAtHand {
  /// Modules and the short names they are known by.
  public static let modules = [
    "torch": "torch", "nn": "torch.nn", "F": "torch.nn.functional", "optim": "torch.optim",
    "autograd": "torch.autograd",
    "np": "numpy", "numpy": "numpy", "math": "math", "plt": "matplotlib.pyplot",
  ]

  static func value(_ name: StringObject) throws -> Value? {
    if let module = modules[name.text] {
      return .object(try Machine.current.importModule(module))
    }
    if name.text == "grad" { return ShortForm.gradFunction }
    let torch = try Machine.current.importModule("torch")
    // `e` is more often a name that a person forgot to set than Euler's number.
    guard !name.text.hasPrefix("_"), name.text != "e" else { return nil }
    return torch.namespace.get(name)
  }

  static func all() -> [String] {
    var names = Array(modules.keys) + ["grad"]
    if let torch = try? Machine.current.importModule("torch") {
      names += torch.namespace.pairs.compactMap { $0.key.asString?.text }.filter { !$0.hasPrefix("_") }
    }
    return names
  }
}
