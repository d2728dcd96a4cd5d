/// A built-in function, declared once: calls, argument errors, help, completion and the reference read this.
public struct Builtin {
  /// A line of code and what it prints.
  public struct Example: Sendable {
    public let code: String
    public let prints: String

    public init(_ code: String, prints: String) {
      self.code = code
      self.prints = prints
    }
  }

  public let name: String
  /// One sentence.
  public let summary: String
  public let parameters: [Parameter]
  public let examples: [Example]
  /// Whether all it does is to say that it is closed or not supported.
  public internal(set) var isRefused = false
  let implementation: NativeFunction.Implementation
  private let shortcut: NativeFunction.Shortcut

  init(
    _ name: String, _ summary: String, _ parameters: [Parameter] = [], examples: [Example] = [],
    shortcut: NativeFunction.Shortcut = .none, _ implementation: NativeFunction.Implementation
  ) {
    self.name = name
    self.summary = summary
    self.parameters = parameters
    self.examples = examples
    self.implementation = implementation
    self.shortcut = shortcut
  }

  var function: NativeFunction {
    let function = NativeFunction(name, parameters, summary: summary, implementation)
    function.shortcut = shortcut
    let (name, parameters, examples) = (name, parameters, examples)
    function.notes = {
      DeclarationNotes(
        path: name, kind: "function", signatures: [DeclaredSignature(of: parameters)], examples: examples.map(\.code))
    }
    return function
  }

  /// Every built-in function; the built-in types declare themselves.
  public static var all: [Builtin] {
    [
      abs, all_, any, ascii, bin, callable, chr, delattr, dir, divmod, format, getattr, globals, hasattr, hash, hex, id,
      input, isinstance, issubclass, iter, len, locals, max, min, next, oct, open, ord, pow, print, repr, round,
      setattr,
      sorted, sum, vars, help, import_,
    ] + refused
  }
}

extension Machine {
  /// Adds the built-in functions to `builtins`.
  func installFunctions() {
    for builtin in Builtin.all { builtins.set(builtin.name, .object(builtin.function)) }
    for type in [TypeObject.enumerate, .zip, .map, .filter, .reversed] { builtins.set(type.name, .object(type)) }
    builtins.set("__debug__", .bool(true))
  }
}
