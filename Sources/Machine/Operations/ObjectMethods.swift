extension Machine {
  /// What `super().__init_subclass__()` comes to in the end.
  static func defineObjectMethods() {
    let type = TypeObject.object
    type.classMethod("__init_subclass__", summary: "Runs when a class is derived from this one.", .variadic { arguments in
      guard arguments.keywordCount > 0, let type = arguments.count > 0 ? arguments[0].asType : nil else { return .none }
      throw PythonError(.typeError, "\(type.name).__init_subclass__() takes no keyword arguments")
    })
  }
}
