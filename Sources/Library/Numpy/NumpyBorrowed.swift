import Autograd
import Machine
import NDArray

/// Functions of numpy that operations on tensors do, given their arrays as tensors that share the memory.
enum NumpyBorrowed {
  /// A row is numpy's name and parameters, and the operation and what it gets. Before a parameter `*` says that it is an
  /// array, `~` one of floating-point numbers, `%` one of float64 numbers, and `@` a row of arrays.
  private static let rows = """
    dstack @tup : dstack tup
    row_stack @tup : vstack tup
    inner *a *b : inner a b
    cross *a *b axis=-1 : linalg.cross a b dim=axis
    kron *a *b : kron a b
    trace *a : trace a
    tensordot *a *b axes=2 : tensordot a b dims=axes
    roll *a shift axis=None : roll a shift dims=axis
    rot90 *m k=1 axes=(0,1) : rot90 m k axes
    triu *m k=0 : triu m k
    tril *m k=0 : tril m k
    diagonal *a offset=0 axis1=0 axis2=1 : diagonal a offset axis1 axis2
    diag *v k=0 : diag v k
    moveaxis *a source destination : movedim a source destination
    rollaxis *a axis start=0 : movedim a axis start
    swapaxes *a axis1 axis2 : swapaxes a axis1 axis2
    atleast_1d *a : atleast_1d a
    atleast_2d *a : atleast_2d a
    atleast_3d *a : atleast_3d a
    hsplit *ary indices_or_sections : hsplit ary indices_or_sections
    vsplit *ary indices_or_sections : vsplit ary indices_or_sections
    dsplit *ary indices_or_sections : dsplit ary indices_or_sections
    hypot ~x1 ~x2 : hypot x1 x2
    arctan2 ~x1 ~x2 : atan2 x1 x2
    logaddexp ~x1 ~x2 : logaddexp x1 x2
    logaddexp2 ~x1 ~x2 : logaddexp2 x1 x2
    heaviside ~x1 ~x2 : heaviside x1 x2
    copysign ~x1 ~x2 : copysign x1 x2
    nextafter ~x1 ~x2 : nextafter x1 x2
    float_power %x1 %x2 : float_power x1 x2
    fmax *x1 *x2 : fmax x1 x2
    fmin *x1 *x2 : fmin x1 x2
    fmod *x1 *x2 : fmod x1 x2
    gcd *x1 *x2 : gcd x1 x2
    lcm *x1 *x2 : lcm x1 x2
    left_shift *x1 *x2 : bitwise_left_shift x1 x2
    right_shift *x1 *x2 : bitwise_right_shift x1 x2
    invert *x : bitwise_not x
    bitwise_not *x : bitwise_not x
    sinc ~x : sinc x
    i0 ~x : i0 x
    nan_to_num *x copy=True nan=0.0 posinf=None neginf=None : nan_to_num x nan=nan posinf=posinf neginf=neginf
    isin *element *test_elements : isin element test_elements
    count_nonzero *a axis=None : count_nonzero a dim=axis
    searchsorted %a %v side='left' : searchsorted a v side=side
    broadcast_to *array shape : broadcast_to array shape
    bincount *x %weights=None minlength=0 : bincount x weights minlength
    nansum *a axis=None keepdims=False : nansum a dim=axis keepdim=keepdims
    nanmean *a axis=None keepdims=False : nanmean a dim=axis keepdim=keepdims
    """

  /// Operations that give a list here and a tuple there.
  private static let lists: Set = ["hsplit", "vsplit", "dsplit"]

  private struct Setting {
    let name: String
    let mark: Character?
    let standard: Value?

    init(_ text: Substring) {
      mark = text.first.flatMap { "*~%@".contains($0) ? $0 : nil }
      let parts = (mark == nil ? text : text.dropFirst()).split(separator: "=", maxSplits: 1)
      name = String(parts.first ?? "")
      standard = parts.count > 1 ? Setting.value(parts[1]) : nil
    }

    private static func value(_ text: Substring) -> Value {
      switch text {
      case "None": return .none
      case "True": return .bool(true)
      case "False": return .bool(false)
      default:
        if let number = Int(text) { return .int(number) }
        if let number = Double(text) { return .float(number) }
        if text.hasPrefix("(") {
          return .tuple(text.dropFirst().dropLast().split(separator: ",").map { .int(Int($0) ?? 0) })
        }
        return .string(String(text.filter { $0 != "'" }))
      }
    }

    var parameter: LanguageParameter { standard.map { .init(name, default: $0) } ?? .init(name) }
  }

  static func add(to module: ModuleObject) {
    for row in rows.split(separator: "\n") {
      let words = row.split(separator: " ")
      guard let middle = words.firstIndex(of: ":"), let name = words.first, middle + 1 < words.count else { continue }
      let settings = words[1..<middle].map { Setting($0) }
      let operation = String(words[middle + 1])
      let wanted = words[(middle + 2)...].map { $0.split(separator: "=").map(String.init) }
      module.function(
        String(name), settings.map(\.parameter), summary: "As torch.\(operation), of arrays.",
        .bound { arguments in
          let given = try tensors(settings, arguments)
          func argument(_ name: String) -> Value { settings.firstIndex { $0.name == name }.map { given[$0] } ?? .none }
          let keywords = wanted.filter { $0.count == 2 }.map { ($0[0], argument($0[1])) }.filter { !$0.1.isNone }
          return try call(
            operation, wanted.filter { $0.count == 1 }.map { argument($0[0]) }, keywords,
            isList: lists.contains(String(name)))
        })
    }
  }

  private static func tensors(_ settings: [Setting], _ arguments: BoundArguments) throws -> [Value] {
    // Arrays that an operation combines have one dtype.
    var common: DType?
    for (place, setting) in settings.enumerated() where setting.mark == "*" && !arguments[place].isNone {
      let dtype = try Numpy.anything(arguments[place]).dtype
      common = common.map { NumpyTypes.promoted($0, dtype) } ?? dtype
    }
    let isSeveral = settings.filter { $0.mark == "*" }.count > 1
    return try settings.enumerated().map { place, setting in
      let value = arguments[place]
      if value.isNone { return value }
      switch setting.mark {
      case "*":
        let data = try Numpy.anything(value)
        return tensor(isSeveral ? try data.converted(to: common ?? data.dtype) : data)
      case "~":
        let data = try Numpy.anything(value)
        return tensor(try data.converted(to: NumpyTypes.floatType(data.dtype)))
      case "%": return tensor(try Numpy.anything(value).converted(to: .float64))
      case "@": return .list(try Machine.current.elements(value).map { tensor(try Numpy.anything($0)) })
      default: return value
      }
    }
  }

  static func tensor(_ data: NDArray) -> Value { Value(Tensor(data)) }

  /// What an operation on tensors gives, as arrays.
  static func call(
    _ path: String, _ arguments: [Value], _ keywords: [(String, Value)] = [], isList: Bool = false
  ) throws -> Value {
    let machine = Machine.current
    var function = Value.object(try machine.importModule("torch"))
    for name in path.split(separator: ".") { function = try machine.attribute(of: function, String(name)) }
    return try arrays(machine.call(function, arguments, keywords: keywords), isList: isList)
  }

  private static func arrays(_ value: Value, isList: Bool) throws -> Value {
    if let tensor = value.asTensor {
      try tensor.materialize()
      return Numpy.value(tensor.data)
    }
    guard let items = value.sequenceItems else { return value }
    let found = try items.map { try arrays($0, isList: isList) }
    return isList ? .list(found) : .tuple(found)
  }
}
