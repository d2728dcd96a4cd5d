import Autograd
public import Machine
public import NDArray
import Syntax

extension TypeObject {
  nonisolated(unsafe) static let torchSize: TypeObject = {
    let type = TypeObject("Size", module: "torch", bases: [.tuple], summary: "The shape of a tensor.")
    type.errorName = "\(type.module).\(type.name)"
    type.slots.repr = { value in
      "torch.Size([" + (try (value.asTuple?.items ?? []).map { try Machine.current.repr($0) }).joined(separator: ", ")
        + "])"
    }
    type.method(
      "numel", summary: "The number of elements of such a tensor.",
      .unary { value in
        .int(
          (value.asTuple?.items ?? []).reduce(1) { total, item in
            if case .int(let size) = item { total * size } else { total }
          })
      })
    type.slots.getItem = { value, key in
      let items = value.asTuple?.items ?? []
      let found = try Machine.current.getItem(.tuple(items), key)
      if let part = found.asTuple { return .object(SizeObject(part.items)) }
      return found
    }
    type.slots.binary = { operation, left, right in
      guard operation == .add || operation == .multiply else { return nil }
      func plain(_ value: Value) -> Value { value.asTuple.map { .tuple($0.items) } ?? value }
      let made = try Machine.current.binary(operation, plain(left), plain(right))
      return made.asTuple.map { .object(SizeObject($0.items)) } ?? made
    }
    return type
  }()

  nonisolated(unsafe) static let dtype: TypeObject = {
    let type = TypeObject("dtype", module: "torch", layout: .opaque, summary: "The type of a tensor's elements.")
    type.canBeSubclassed = false
    type.errorName = "\(type.module).\(type.name)"
    type.slots.repr = { "torch." + (DTypeObject.dtype(of: $0)?.name ?? "") }
    type.property("is_floating_point") { .bool(DTypeObject.dtype(of: $0)?.isFloatingPoint ?? false) }
    type.property("is_complex") { _ in .bool(false) }
    type.property("is_signed") { .bool(DTypeObject.dtype(of: $0).map { $0 != .uint8 && $0 != .bool } ?? false) }
    type.property("itemsize") { .int(DTypeObject.dtype(of: $0)?.size ?? 0) }
    return type
  }()

  nonisolated(unsafe) static let memorySetting: TypeObject = {
    let type = TypeObject("layout", module: "torch", layout: .opaque)
    type.errorName = "\(type.module).\(type.name)"
    type.slots.repr = { value in
      guard case .object(let object) = value, let setting = object as? SettingObject else { return "" }
      return "torch.\(setting.name)"
    }
    return type
  }()
}

/// `torch.Size`, a tuple of sizes.
public final class SizeObject: TupleObject {
  public override init(_ items: [Value]) { super.init(items, isSubclassInstance: true) }

  convenience init(shape: [Int]) { self.init(shape.map { .int($0) }) }

  public override var type: TypeObject { .torchSize }
}

/// `torch.float32` and its like; one object for each.
public final class DTypeObject: Object {
  public let dtype: DType

  private init(_ dtype: DType) {
    self.dtype = dtype
    super.init(.other)
  }

  public override var type: TypeObject { .dtype }

  nonisolated(unsafe) private static let all = DType.allCases.map { DTypeObject($0) }

  public static func of(_ dtype: DType) -> DTypeObject { all[Int(dtype.rawValue)] }

  static func dtype(of value: Value) -> DType? {
    guard case .object(let object) = value, let found = object as? DTypeObject else { return nil }
    return found.dtype
  }
}

/// `torch.strided`, `torch.contiguous_format` and other settings that have one meaning here.
final class SettingObject: Object {
  let name: String

  init(_ name: String) {
    self.name = name
    super.init(.other)
  }

  override var type: TypeObject { .memorySetting }
}

/// Several results under names: `torch.return_types.max(values=…, indices=…)`.
final class NamedResult: TupleObject {
  let name: String
  let fieldNames: [String]

  init(_ name: String, _ fields: [(String, Value)]) {
    self.name = name
    fieldNames = fields.map(\.0)
    super.init(fields.map(\.1), isSubclassInstance: true)
  }

  override var type: TypeObject { NamedResult.type(name, fieldNames) }

  nonisolated(unsafe) private static var types: [String: TypeObject] = [:]

  private static func type(_ name: String, _ fields: [String]) -> TypeObject {
    if let known = types[name] { return known }
    let short = String(name.split(separator: ".").last ?? "")
    let type = TypeObject(short, module: "torch.return_types", bases: [.tuple])
    type.errorName = "\(type.module).\(type.name)"
    type.slots.repr = { value in
      let items = value.asTuple?.items ?? []
      let parts = try zip(fields, items).map { "\($0)=\(try Machine.current.repr($1))" }
      return "\(name)(\n\(parts.joined(separator: ",\n")))"
    }
    for (index, field) in fields.enumerated() {
      type.property(field) { value in
        let items = value.asTuple?.items ?? []
        return index < items.count ? items[index] : .none
      }
    }
    types[name] = type
    return type
  }
}
