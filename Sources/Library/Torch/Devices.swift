import Machine
import Syntax

/// Where a tensor could live: `torch.device`. Only the CPU is there.
final class DeviceObject: Object {
  let place: String
  /// The number behind the colon; nil where none was given.
  let index: Int?

  init(_ place: String, _ index: Int? = nil) {
    self.place = place
    self.index = index
    super.init(.other)
  }

  override var type: TypeObject { .device }
  nonisolated(unsafe) static let cpu = DeviceObject("cpu")

  /// As a person writes it: `cuda:1`.
  var text: String { place + (index.map { ":\($0)" } ?? "") }
}

extension TypeObject {
  nonisolated(unsafe) static let device: TypeObject = {
    let type = TypeObject(
      "device", module: "torch", layout: .opaque, summary: "Where a tensor lives: here, always the CPU.")
    func device(_ value: Value) -> DeviceObject { Devices.object(value) ?? .cpu }
    type.slots.new = { _, arguments in try .object(Devices.make(arguments)) }
    type.errorName = "\(type.module).\(type.name)"
    type.slots.repr = { value in
      let one = device(value)
      return "device(type='\(one.place)'" + (one.index.map { ", index=\($0)" } ?? "") + ")"
    }
    type.slots.str = { device($0).text }
    type.slots.compare = { operation, a, b in
      guard let x = Devices.object(a), let y = Devices.object(b) else { return nil }
      let isSame = x.place == y.place && x.index == y.index
      return switch operation {
      case .equal: .bool(isSame)
      case .notEqual: .bool(!isSame)
      default: nil
      }
    }
    type.slots.hash = { device($0).text.hashValue }
    type.property("type") { .string(device($0).place) }
    type.property("index") { device($0).index.map { .int($0) } ?? .none }
    // As a context it says where new tensors go.
    type.slots.enter = { value in
      try Devices.check(value)
      return value
    }
    type.slots.exit = { _, _ in .none }
    return type
  }()
}

enum Devices {
  /// The kinds that PyTorch knows.
  private static let kinds = [
    "cpu", "cuda", "ipu", "xpu", "mkldnn", "opengl", "opencl", "ideep", "hip", "ve", "fpga", "maia", "xla", "lazy",
    "vulkan", "mps", "meta", "hpu", "mtia", "privateuseone",
  ]

  static let noCuda = PythonError(.assertionError, "Torch not compiled with CUDA enabled")

  static func object(_ value: Value) -> DeviceObject? {
    guard case .object(let object) = value else { return nil }
    return object as? DeviceObject
  }

  /// Whether a value can stand for a device.
  static func names(_ value: Value) -> Bool {
    if case .int = value { return true }
    return value.isNone || value.asString != nil || object(value) != nil
  }

  /// Accepts the CPU by any of its spellings.
  ///
  /// - Parameter caller: The function that an error names.
  /// - Throws: What PyTorch says on a machine without a GPU.
  static func check(_ value: Value, _ caller: String = "tensor") throws {
    if value.isNone { return }
    let device = try parse(value, caller)
    switch device.place {
    case "cpu": return
    case "cuda": throw noCuda
    case "xpu": throw PythonError(.assertionError, "Torch not compiled with XPU enabled")
    case "meta":
      throw PythonError(.notImplementedError, "tensors without values (device='meta') are not supported here")
    default: throw PythonError(.runtimeError, "PyTorch is not linked with support for \(device.place) devices")
    }
  }

  private static func parse(_ value: Value, _ caller: String) throws -> DeviceObject {
    if let device = object(value) { return device }
    if let text = value.asString?.text { return try parse(text) }
    if case .int = value {
      throw PythonError(.runtimeError, "Cannot access accelerator device when none is available.")
    }
    throw PythonError(
      .typeError,
      "\(caller)(): argument 'device' must be torch.device, not \(Machine.current.type(of: value).errorName)")
  }

  /// `cpu`, `cuda:1`.
  private static func parse(_ text: String) throws -> DeviceObject {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard kinds.contains(parts[0]) else {
      throw PythonError(
        .runtimeError,
        "Expected one of \(kinds.joined(separator: ", ")) device type at start of device string: \(parts[0])")
    }
    guard parts.count > 1 else { return DeviceObject(parts[0]) }
    let digits = parts[1]
    guard parts.count == 2, let index = Int(digits), digits.allSatisfy(\.isNumber),
      digits.count == 1 || digits.first != "0"
    else { throw PythonError(.runtimeError, "Invalid device string: '\(text)'") }
    return DeviceObject(parts[0], index)
  }

  /// `x.cuda(device)`.
  static func refuseCuda(_ arguments: Arguments) throws -> Value {
    let device = arguments.count > 1 ? arguments[1] : arguments.keyword("device") ?? .none
    guard try device.isNone || parse(device, "cuda").place == "cuda" else {
      throw PythonError(.runtimeError, "Invalid device, must be cuda device")
    }
    throw noCuda
  }

  /// `torch.device(…)`.
  static func make(_ arguments: Arguments) throws -> DeviceObject {
    let first = arguments.count > 0 ? arguments[0] : arguments.keyword("type") ?? arguments.keyword("device") ?? .none
    if let given = arguments.count > 1 ? arguments[1] : arguments.keyword("index"), first.asString != nil {
      let device = try parse(first, "device")
      guard device.index == nil else {
        throw PythonError(
          .runtimeError, "type (string) must not include an index because index was passed explicitly: \(device.text)")
      }
      return DeviceObject(device.place, try Machine.current.index(given))
    }
    if case .int = first { return try parse(first, "device") }
    if first.asString != nil || object(first) != nil { return try parse(first, "device") }
    let isGiven = arguments.count > 0 || arguments.keywordCount > 0
    let name = isGiven ? Machine.current.type(of: first).errorName : ""
    let why = isGiven ? "      didn't match because some of the arguments have invalid types: (!\(name)!)\n" : ""
    throw PythonError(
      .typeError,
      "device() received an invalid combination of arguments - got (\(name)), but expected one of:\n"
        + " * (torch.device device)\n\(why) * (str type, int index = -1)\n")
  }
}
