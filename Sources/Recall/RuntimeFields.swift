/// A stored property as the compiler laid it out.
struct RuntimeField {
  let type: Any.Type
  let offset: Int
  /// Whether it counts as a reference: `weak` and `unowned` ones do not.
  let isStrong: Bool
  let isVariable: Bool

  /// The stored properties of a class (those of its ancestors first), a struct or a tuple.
  static func all(of type: Any.Type) -> [RuntimeField] { (0..<count(type)).map { field(type, $0) } }

  static func count(of type: Any.Type) -> Int { count(type) }

  private static func field(_ owner: Any.Type, _ index: Int) -> RuntimeField {
    var facts = Facts()
    let type = metadata(owner, index: index, facts: &facts)
    facts.free?(facts.name)
    return RuntimeField(
      type: type, offset: offset(owner, index: index), isStrong: facts.isStrong, isVariable: facts.isVariable)
  }

  /// What the runtime tells about a property: the layout is part of Swift's ABI on Linux, as `Mirror` uses it.
  private struct Facts {
    var name: UnsafePointer<CChar>?
    var free: (@convention(c) (UnsafePointer<CChar>?) -> Void)?
    var isStrong = false
    var isVariable = false
  }

  @_silgen_name("swift_reflectionMirror_recursiveCount")
  private static func count(_: Any.Type) -> Int

  @_silgen_name("swift_reflectionMirror_recursiveChildMetadata")
  private static func metadata(_: Any.Type, index: Int, facts: UnsafeMutablePointer<Facts>) -> Any.Type

  @_silgen_name("swift_reflectionMirror_recursiveChildOffset")
  private static func offset(_: Any.Type, index: Int) -> Int
}

/// What kind of type a metadata record is about; the numbers are the runtime's.
enum TypeKind {
  case aClass, aStruct, anEnum, aTuple, anExistential, other

  init(_ type: Any.Type) {
    let word = unsafeBitCast(type, to: UnsafePointer<UInt>.self).pointee
    switch word {
    case 0x200: self = .aStruct
    case 0x201, 0x202: self = .anEnum
    case 0x301: self = .aTuple
    case 0x303: self = .anExistential
    case 0, 0x800...: self = .aClass
    default: self = .other
    }
  }
}
