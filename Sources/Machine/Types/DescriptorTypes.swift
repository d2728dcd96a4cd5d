/// `property`, `staticmethod`, `classmethod` and `super` as a person makes them.
enum DescriptorTypes {
  static func install() {
    installProperty()
    installWrappers()
    let getSet = TypeObject.getSetDescriptor
    getSet.slots.repr = { value in
      if case .object(let object) = value, let kept = object as? KeptAttribute { return kept.text }
      guard case .object(let object) = value, let property = object as? NativeProperty else { return "<attribute>" }
      return "<attribute '\(property.name)'>"
    }
    TypeObject.memberDescriptor.slots.repr = getSet.slots.repr
    let type = TypeObject.superType
    type.summary = "Attributes as the classes behind this one in the order of look-up have them."
    type.slots.new = { _, arguments in
      if arguments.count > 2 {
        throw PythonError.typeFault("super() expected at most 2 arguments, got \(arguments.count)")
      }
      guard arguments.count > 0 else { throw PythonError(.runtimeError, "super(): no arguments") }
      guard let start = arguments[0].asType else {
        throw PythonError.typeFault("super() argument 1 must be a type, not \(arguments[0].typeName)")
      }
      guard arguments.count == 2 else {
        return .object(SuperObject(start: start, receiver: .none, receiverType: start))
      }
      let receiver = arguments[1]
      if let named = receiver.asType, named.isSubclass(of: start) {
        return .object(SuperObject(start: start, receiver: receiver, receiverType: named))
      }
      let own = Machine.current.type(of: receiver)
      guard own.isSubclass(of: start) else {
        throw PythonError.typeFault("super(type, obj): obj must be an instance or subtype of type")
      }
      return .object(SuperObject(start: start, receiver: receiver, receiverType: own))
    }
    func object(_ value: Value) throws -> SuperObject {
      guard case .object(let object) = value, let found = object as? SuperObject else {
        throw PythonError.typeFault("a super object is required, not '\(value.typeName)'")
      }
      return found
    }
    type.slots.repr = { value in
      let object = try object(value)
      return "<super: <class '\(object.start.name)'>, <\(object.receiverType.name) object>>"
    }
    type.property(
      "__thisclass__", summary: "The class whose successors are asked.", get: { .object(try object($0).start) })
    type.property("__self__", summary: "The instance or class.", get: { try object($0).receiver })
    type.property(
      "__self_class__", summary: "The class of the instance.", get: { .object(try object($0).receiverType) })
  }

  private static func installProperty() {
    let type = TypeObject.property
    type.summary = "An attribute that is computed by functions."
    func property(_ value: Value) throws -> PropertyObject {
      guard case .object(let object) = value, let found = object as? PropertyObject else {
        throw PythonError.typeFault("a property is required, not '\(value.typeName)'")
      }
      return found
    }
    type.slots.new = { _, arguments in
      let bound = try arguments.parse("property", ["fget", "fset", "fdel", "doc"])
      let getter = bound[0] ?? .none
      let doc = try bound[3] ?? Machine.current.attributeIfAny(of: getter, StringObject.interned("__doc__")) ?? .none
      return .object(
        PropertyObject(getter: getter, setter: bound[1] ?? .none, deleter: bound[2] ?? .none, doc: doc))
    }
    type.property("fget", summary: "What reads it.", get: { try property($0).getter })
    type.property("fset", summary: "What sets it.", get: { try property($0).setter })
    type.property("fdel", summary: "What deletes it.", get: { try property($0).deleter })
    type.property("__doc__", summary: "What it is for.", get: { try property($0).doc }) { try property($0).doc = $1 }
    let parameters: [Parameter] = [.positional("self"), .positional("function")]
    type.method(
      "getter", parameters, summary: "The property with another function that reads it.",
      .binary { value, function in
        let old = try property(value)
        return .object(PropertyObject(getter: function, setter: old.setter, deleter: old.deleter, doc: old.doc))
      })
    type.method(
      "setter", parameters, summary: "The property with another function that sets it.",
      .binary { value, function in
        let old = try property(value)
        return .object(PropertyObject(getter: old.getter, setter: function, deleter: old.deleter, doc: old.doc))
      })
    type.method(
      "deleter", parameters, summary: "The property with another function that deletes it.",
      .binary { value, function in
        let old = try property(value)
        return .object(PropertyObject(getter: old.getter, setter: old.setter, deleter: function, doc: old.doc))
      })
  }

  private static func installWrappers() {
    let staticType = TypeObject.staticMethod
    staticType.summary = "A function in a class that gets neither the instance nor the class."
    staticType.slots.new = { _, arguments in
      try arguments.expect("staticmethod", 1...1)
      return .object(StaticMethodObject(arguments[0]))
    }
    func inner(_ value: Value) throws -> Value {
      if case .object(let object) = value {
        if let method = object as? StaticMethodObject { return method.function }
        if let method = object as? ClassMethodObject { return method.function }
      }
      throw PythonError.typeFault("a static or class method is required, not '\(value.typeName)'")
    }
    staticType.slots.call = { try Machine.current.call(inner($0), $1) }
    let classType = TypeObject.classMethod
    classType.summary = "A function in a class that gets the class in place of the instance."
    classType.slots.new = { _, arguments in
      try arguments.expect("classmethod", 1...1)
      return .object(ClassMethodObject(arguments[0]))
    }
    for (type, name) in [(staticType, "staticmethod"), (classType, "classmethod")] {
      type.slots.repr = { "<\(name)(\(try Machine.current.repr(inner($0))))>" }
      type.slots.getMissingAttribute = { try Machine.current.attributeIfAny(of: inner($0), $1) }
      type.property("__func__", summary: "The function.", get: inner)
    }
  }
}
