/// `collections.abc`: the abstract classes of containers.
enum ContainerClasses {
  static func make() throws -> ModuleObject {
    let module = ModuleObject(WrittenModule.containerClasses.name, summary: WrittenModule.containerClasses.summary)
    let alias = NativeFunction(
      "__class_getitem__", [.positional("cls"), .positional("item")], summary: "The class with a parameter.",
      .binary { .object(GenericAlias($0, $1)) })
    let answers = NativeFunction(
      "_answers", [.positional("cls"), .variadic("names")],
      summary: "Whether instances of a class have all the methods.",
      .variadic { arguments in
        guard arguments.count > 0, let type = arguments[0].asType else { return .bool(false) }
        return .bool(
          arguments.positional.dropFirst().allSatisfy { $0.asString.map { has(type, $0.text) } ?? false })
      })
    try WrittenModule.containerClasses.load(
      into: module, given: ["_alias": .object(ClassMethodObject(.object(alias))), "_answers": .object(answers)])
    module.namespace.get("Sequence")?.asType?.isSequencePattern = true
    module.namespace.get("Mapping")?.asType?.isMappingPattern = true
    TypeObject.mappingProxy.isMappingPattern = true
    register(in: module)
    return module
  }

  /// Has the classes of `collections` count as containers.
  private static func register(in module: ModuleObject) {
    func register(_ types: [TypeObject], as name: String) {
      guard let owner = module.namespace.get(name)?.asType else { return }
      for type in types {
        owner.virtualSubclasses.append(type)
        if owner.isSequence { type.isSequencePattern = true }
        if owner.isMapping { type.isMappingPattern = true }
      }
    }
    register([UserContainers.chainMap, UserContainers.userDict], as: "MutableMapping")
    register([DequeType.type, UserContainers.userList], as: "MutableSequence")
    register([UserContainers.userString], as: "Sequence")
  }

  nonisolated(unsafe) private static let unhashable: [TypeObject] = [
    .list, .dict, .set, .bytearray, .dictKeys, .dictItems, .slice, DequeType.type, UserContainers.chainMap,
    UserContainers.userDict, UserContainers.userList,
  ]

  /// Whether a class has a method, its own or the machine's, and does not say None in its place.
  private static func has(_ type: TypeObject, _ name: String) -> Bool {
    guard let special = SlotWrapper.special(name) else { return type.lookup(name).map { !$0.isNone } ?? false }
    switch type.resolve(special) {
    case .method(let method): return !method.isNone
    case .slot, .nobody:
      if special == .hash { return !type.mro.contains { ancestor in unhashable.contains { $0 === ancestor } } }
      return type.answers(special) || special == .call && type.isSubclass(of: .type)
    }
  }
}
