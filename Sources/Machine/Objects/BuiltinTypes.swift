/// The types that the machine itself makes values of. Their methods are declared where `Types/` says.
extension TypeObject {
  nonisolated(unsafe) public static let object = TypeObject(rootNamed: "object")
  nonisolated(unsafe) public static let type = TypeObject("type", layout: .opaque)
  nonisolated(unsafe) public static let none = sealed("NoneType")
  nonisolated(unsafe) public static let ellipsis = sealed("ellipsis")
  nonisolated(unsafe) public static let notImplemented = sealed("NotImplementedType")
  nonisolated(unsafe) public static let int = TypeObject("int", layout: .number)
  nonisolated(unsafe) public static let bool: TypeObject = {
    let type = TypeObject("bool", bases: [.int])
    type.canBeSubclassed = false
    return type
  }()
  nonisolated(unsafe) public static let float = TypeObject("float", layout: .number)
  nonisolated(unsafe) public static let str = TypeObject("str", layout: .string)
  nonisolated(unsafe) public static let bytes = TypeObject("bytes", layout: .opaque)
  nonisolated(unsafe) public static let list = TypeObject("list", layout: .list)
  nonisolated(unsafe) public static let tuple = TypeObject("tuple", layout: .tuple)
  nonisolated(unsafe) public static let dict = TypeObject("dict", layout: .dict)
  nonisolated(unsafe) public static let set = TypeObject("set", layout: .set)
  nonisolated(unsafe) public static let frozenset = TypeObject("frozenset", layout: .frozenset)
  nonisolated(unsafe) public static let range = sealed("range")
  nonisolated(unsafe) public static let slice = sealed("slice")
  nonisolated(unsafe) public static let function = sealed("function")
  nonisolated(unsafe) public static let method = sealed("method")
  nonisolated(unsafe) public static let nativeFunction = sealed("builtin_function_or_method")
  nonisolated(unsafe) public static let methodDescriptor = sealed("method_descriptor")
  nonisolated(unsafe) public static let slotWrapper = sealed("wrapper_descriptor")
  nonisolated(unsafe) public static let methodWrapper = sealed("method-wrapper")
  nonisolated(unsafe) public static let module = sealed("module")
  nonisolated(unsafe) public static let cell = sealed("cell")
  nonisolated(unsafe) public static let code = sealed("code")
  nonisolated(unsafe) public static let generator = sealed("generator")
  nonisolated(unsafe) public static let traceback = sealed("traceback")
  nonisolated(unsafe) public static let property = TypeObject("property", layout: .opaque)
  nonisolated(unsafe) public static let getSetDescriptor = sealed("getset_descriptor")
  nonisolated(unsafe) public static let staticMethod = TypeObject("staticmethod", layout: .opaque)
  nonisolated(unsafe) public static let classMethod = TypeObject("classmethod", layout: .opaque)
  nonisolated(unsafe) public static let superType = TypeObject("super", layout: .opaque)
  nonisolated(unsafe) public static let rangeIterator = sealed("range_iterator")
  nonisolated(unsafe) static let longRangeIterator = sealed("longrange_iterator")
  nonisolated(unsafe) public static let listIterator = sealed("list_iterator")
  nonisolated(unsafe) public static let tupleIterator = sealed("tuple_iterator")
  nonisolated(unsafe) public static let strASCIIIterator = sealed("str_ascii_iterator")
  nonisolated(unsafe) public static let strIterator = sealed("str_iterator")
  nonisolated(unsafe) public static let sequenceIterator = sealed("iterator")

  /// A type that nobody derives from or makes instances of by calling it.
  static func sealed(_ name: String, _ base: TypeObject = .object) -> TypeObject {
    let type = TypeObject(name, bases: [base], layout: .opaque)
    type.canBeSubclassed = false
    return type
  }
}
