extension PythonError {
  /// The exception that a fault of text work stands for.
  init(_ fault: TextFault) {
    let type: TypeObject =
      switch fault.type {
      case "TypeError": .typeError
      case "OverflowError": .overflowError
      case "MemoryError": .memoryError
      default: .valueError
      }
    if fault.message.isEmpty {
      self.init(type)
    } else {
      self.init(type, fault.message)
    }
  }

  static func typeFault(_ message: String) -> PythonError { PythonError(.typeError, message) }
  static func valueFault(_ message: String) -> PythonError { PythonError(.valueError, message) }
  static func indexFault(_ message: String) -> PythonError { PythonError(.indexError, message) }

  /// `KeyError`, whose argument is the key itself.
  static func missingKey(_ key: Value) -> PythonError { PythonError(.keyError, arguments: [key]) }

  static let outOfMemory = TextFault.outOfMemory
}

/// Runs text work; its faults become exceptions.
@inline(__always) func raising<R>(_ body: () throws(TextFault) -> R) throws -> R {
  do {
    return try body()
  } catch {
    throw PythonError(error)
  }
}
