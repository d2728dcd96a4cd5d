extension Machine {
  func call(_ function: FunctionObject, _ arguments: Arguments) throws -> Value { throw PythonError(.systemError, "the loop is on its way") }
  func call(_ wrapper: SlotWrapper, _ arguments: Arguments) throws -> Value { throw PythonError(.systemError, "the loop is on its way") }
  func resume(_ generator: GeneratorObject, sending value: Value) throws -> Value? { throw PythonError(.systemError, "the loop is on its way") }
}
