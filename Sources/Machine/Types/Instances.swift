/// Instances of a person's subclasses of built-in types: the built-in part, and attributes beside it.
final class ListInstance: ListObject {
  private let holder: InstanceObject

  init(_ type: TypeObject, _ items: [Value] = []) {
    holder = InstanceObject(fieldsOf: type)
    super.init(items, isSubclassInstance: true)
  }

  override var type: TypeObject { holder.classObject }
  override var fields: InstanceObject? { holder }
}

final class TupleInstance: TupleObject {
  private let holder: InstanceObject

  init(_ type: TypeObject, _ items: [Value]) {
    holder = InstanceObject(fieldsOf: type)
    super.init(items, isSubclassInstance: true)
  }

  override var type: TypeObject { holder.classObject }
  override var fields: InstanceObject? { holder }
}

final class StringInstance: StringObject {
  private let holder: InstanceObject

  init(_ type: TypeObject, _ text: String) {
    holder = InstanceObject(fieldsOf: type)
    super.init(text, isSubclassInstance: true)
  }

  override var type: TypeObject { holder.classObject }
  override var fields: InstanceObject? { holder }
}

final class DictInstance: DictObject {
  private let holder: InstanceObject

  init(_ type: TypeObject) {
    holder = InstanceObject(fieldsOf: type)
    super.init(isSubclassInstance: true)
  }

  override var type: TypeObject { holder.classObject }
  override var fields: InstanceObject? { holder }
}

final class SetInstance: SetObject {
  private let holder: InstanceObject

  init(_ type: TypeObject, isFrozen: Bool) {
    holder = InstanceObject(fieldsOf: type)
    super.init(isFrozen: isFrozen, isSubclassInstance: true)
  }

  override var type: TypeObject { holder.classObject }
  override var fields: InstanceObject? { holder }
}
