import Diagnostics

extension Machine {
  /// What follows the message when an exception is shown: `. Did you mean: 'x'?`, or nothing.
  public func suggestion(for exception: ExceptionObject) -> String? {
    guard let name = exception.field("name")?.asString?.text else { return nil }
    if exception.type.isSubclass(of: .nameError), let candidates = exception.candidates {
      return Suggestion.nearest(to: name, in: candidates)
    }
    if exception.type.isSubclass(of: .attributeError), let object = exception.field("obj") {
      return Suggestion.nearest(to: name, in: attributeNames(of: object))
    }
    return nil
  }

  /// The last line of a traceback: `NameError: name 'y' is not defined. Did you mean: 'x'?`.
  public func headline(of exception: ExceptionObject) -> String {
    let type = exception.type
    let prefix = type.module == "builtins" || type.module == "__main__" ? "" : type.module + "."
    var message: String
    do {
      message = try str(.object(exception))
      // It is put together with what stands before and behind it, and taken apart into lines.
      try MemoryCap.check(elements: message.utf8.count, ofSize: MemoryCap.bytesOfCodePoint)
    } catch { message = "<exception str() failed>" }
    if let suggestion = suggestion(for: exception) { message += ". Did you mean: '\(suggestion)'?" }
    return prefix + type.qualifiedName + (message.isEmpty ? "" : ": " + message)
  }
}
