public import Machine
public import Ops

// Both columns have parameters and arguments; here they meet.

/// A parameter of a function of the language.
typealias LanguageParameter = Machine.Parameter
