import Machine

// Both columns have parameters; the module and the class Machine share a name, so this one is named here, in a file
// that sees only one of the two.

/// A parameter of a function of the language.
typealias LanguageParameter = Parameter

extension Machine {
  /// A module that is registered, or nil; for names that may not be there.
  func importModuleIfAny(_ name: String) throws -> ModuleObject? {
    do {
      return try importModule(name)
    } catch let error as PythonError where error.exception.type === TypeObject.moduleNotFoundError {
      return nil
    }
  }
}
