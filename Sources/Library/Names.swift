public import Machine

// Both columns have parameters; the module and the class Machine share a name, so this one is named here, in a file
// that sees only one of the two.

/// A parameter of a function of the language.
typealias LanguageParameter = Parameter
