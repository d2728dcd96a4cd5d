/// Displays and functions, built from registers.
extension Machine {
  @inline(never) func buildSet(_ a: Slot, _ b: Slot, _ count: Int, timesAgain: UInt16) throws {
    var set = SetObject()
    for value in Machine.takeAll(b, count) { try set.insert(value) }
    for time in 0..<timesAgain {
      let again = SetObject()
      for value in set.elements { try again.insert(value) }
      set = time + 1 == timesAgain ? again.copy(isFrozen: false) : again
    }
    a.put(.object(set))
  }

  @inline(never) func buildDict(_ a: Slot, _ b: Slot, _ count: Int) throws {
    let dictionary = DictObject()
    for at in 0..<count {
      let key = (b + at * 2).takeOut()
      try dictionary.set(key, (b + at * 2 + 1).takeOut())
    }
    a.put(.object(dictionary))
  }

  /// Adds an iterable's elements to the list in `a`; `callee` is what they are arguments of.
  @inline(never) func listExtend(_ a: Slot, _ b: Slot, _ callee: Slot?) throws {
    let source = b.takeOut()
    guard let list = a.pointee.asList else { return }
    if let callee, !isIterable(source) {
      throw PythonError(
        .typeError,
        "\(calleeText(callee.pointee)) argument after * must be an iterable, not \(type(of: source).errorName)")
    }
    if callee == nil, !isIterable(source) {
      throw PythonError(.typeError, "Value after * must be an iterable, not \(type(of: source).errorName)")
    }
    try ListType.extend(list, by: elements(source))
  }

  func isIterable(_ value: Value) -> Bool {
    let type = type(of: value)
    if type.answers(.iter) || type.answers(.getitem) { return true }
    if case .object(let object) = value { return object is IteratorObject || object is GeneratorObject }
    return false
  }

  /// What errors about a call's arguments call the function: `__main__.f()`.
  func calleeText(_ callee: Value) -> String {
    guard case .object(let object) = callee else { return "\(type(of: callee).errorName) object" }
    switch object {
    case let function as FunctionObject:
      let module = function.globals.get("__name__")?.asString?.text ?? "__main__"
      return "\(module).\(function.qualifiedName)()"
    case let method as BoundMethodObject: return calleeText(method.function)
    case let native as NativeFunction: return "\(native.qualifiedName)()"
    case let type as TypeObject: return type.module == "builtins" ? "\(type.name)()" : "\(type.module).\(type.name)()"
    default: return "\(type(of: callee).errorName) object"
    }
  }

  @inline(never) func setUpdate(_ a: Slot, _ b: Slot) throws {
    let source = b.takeOut()
    guard let set = a.pointee.asSet else { return }
    try SetType.add(source, to: set)
  }

  @inline(never) func dictSet(_ a: Slot, _ b: Slot, _ c: Slot) throws {
    let key = b.takeOut()
    let value = c.takeOut()
    try a.reference(DictObject.self)._withUnsafeGuaranteedRef { try $0.set(key, value) }
  }

  /// Adds a mapping's entries; with a callee they are keyword arguments, and names given twice are an error.
  @inline(never) func dictMerge(_ a: Slot, _ b: Slot, _ callee: Slot?) throws {
    let source = b.takeOut()
    guard let target = a.pointee.asDict else { return }
    let pairs: [(key: Value, value: Value)]
    if let dictionary = source.asDict {
      pairs = dictionary.pairs
    } else if let keys = try attributeIfAny(of: source, StringObject.interned("keys")) {
      pairs = try elements(call(keys)).map { ($0, try getItem(source, $0)) }
    } else if let callee {
      throw PythonError(
        .typeError,
        "\(calleeText(callee.pointee)) argument after ** must be a mapping, not \(type(of: source).errorName)")
    } else {
      throw PythonError(.typeError, "'\(type(of: source).errorName)' object is not a mapping")
    }
    for (key, value) in pairs {
      if let callee {
        guard let name = key.asString else { throw PythonError(.typeError, "keywords must be strings") }
        if try target.contains(key) {
          throw PythonError(
            .typeError, "\(calleeText(callee.pointee)) got multiple values for keyword argument '\(name.text)'")
        }
      }
      try target.set(key, value)
    }
  }

  /// Makes a function of a template, with the values of defaults and annotations in registers from `c` on.
  @inline(never) func makeFunction(_ a: Slot, _ template: Value, _ c: Slot, _ frame: UnsafeMutablePointer<Frame>) {
    guard case .object(let object) = template, let template = object as? FunctionTemplate else { return }
    var at = c
    func take(_ count: Int) -> [Value] {
      defer { at += count }
      return Machine.takeAll(at, count)
    }
    let defaults = take(template.defaultCount)
    var keywordDefaults: DictObject?
    if !template.keywordDefaults.isEmpty {
      let dictionary = DictObject()
      for (name, value) in zip(template.keywordDefaults, take(template.keywordDefaults.count)) {
        dictionary.set(name, value)
      }
      keywordDefaults = dictionary
    }
    var annotations: DictObject?
    if !template.annotations.isEmpty {
      let dictionary = DictObject()
      for (name, value) in zip(template.annotations, take(template.annotations.count)) { dictionary.set(name, value) }
      annotations = dictionary
    }
    let maker = frame.pointee.function.takeUnretainedValue()
    let closure = template.code.captures.compactMap { capture -> CellObject? in
      switch capture {
      case .register(let register):
        guard case .object(let object) = frame.pointee.registers[register] else { return nil }
        return object as? CellObject
      case .closure(let index): return maker.closure[index]
      }
    }
    a.put(
      .object(
        FunctionObject(
          template.code, globals: frame.pointee.globals.takeUnretainedValue(), defaults: defaults,
          keywordDefaults: keywordDefaults, closure: closure, annotations: annotations)))
  }

  // MARK: Unpacking

  @inline(never) func unpack(_ a: Slot, _ count: Int, _ c: Slot) throws {
    let source = c.pointee
    guard isIterable(source) else {
      throw PythonError(.typeError, "cannot unpack non-iterable \(type(of: source).errorName) object")
    }
    var taken = 0
    var tooMany = false
    try forEach(source) { value in
      if taken == count {
        tooMany = true
        return false
      }
      (a + taken).pointee = value
      taken += 1
      return true
    }
    if tooMany { throw PythonError(.valueError, "too many values to unpack (expected \(count))") }
    if taken < count {
      throw PythonError(.valueError, "not enough values to unpack (expected \(count), got \(taken))")
    }
  }

  @inline(never) func unpackStarred(_ a: Slot, before: Int, after: Int, _ c: Slot) throws {
    let source = c.pointee
    guard isIterable(source) else {
      throw PythonError(.typeError, "cannot unpack non-iterable \(type(of: source).errorName) object")
    }
    let values = try elements(source)
    guard values.count >= before + after else {
      throw PythonError(
        .valueError, "not enough values to unpack (expected at least \(before + after), got \(values.count))")
    }
    for at in 0..<before { (a + at).pointee = values[at] }
    (a + before).pointee = .list(Array(values[before..<(values.count - after)]))
    for at in 0..<after { (a + before + 1 + at).pointee = values[values.count - after + at] }
  }
}
