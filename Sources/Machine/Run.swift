public import Diagnostics
public import Syntax

extension Machine {
  /// A namespace for a program: what `__main__` begins with.
  public static func newGlobals() -> DictObject {
    let globals = DictObject()
    globals.set("__name__", .string("__main__"))
    return globals
  }

  /// Runs the statements of a cell in a namespace. With `wantsResult` the value is that of a last statement that is an
  /// expression, otherwise None.
  public func run(
    _ statements: [Statement], source: Source, globals: DictObject, wantsResult: Bool = true
  ) throws -> Value {
    activate()
    let code: CodeObject
    do {
      code = try Compiler.module(statements, source: source, wantsResult: wantsResult)
    } catch { throw pythonError(error) }
    let function = FunctionObject(
      code, globals: globals, defaults: [], keywordDefaults: nil, closure: [], annotations: nil)
    let outer = handled
    defer { handled = outer }
    return try withinLimits {
      defer { if depth == 0 { Finalizers.run(on: self, rounds: Finalizers.lastRounds) } }
      return try withStackRoom(1) { base in
        base.pointee = .object(function)
        defer { base.release() }
        return try run(function, base + 1, names: nil)
      }
    }
  }

  /// Parses and runs program text.
  public func run(
    _ source: Source, globals: DictObject, wantsResult: Bool = true
  ) throws -> Value {
    let statements: [Statement]
    do {
      statements = try parsed(source)
    } catch { throw pythonError(error) }
    return try run(statements, source: source, globals: globals, wantsResult: wantsResult)
  }

  /// The value of an expression written as text.
  public func evaluate(_ source: Source, globals: DictObject) throws -> Value {
    let expression: Expression
    do {
      expression = try Parser.parseExpression(source)
    } catch { throw pythonError(error) }
    return try run([Statement(.expression(expression), expression.span)], source: source, globals: globals)
  }
}
