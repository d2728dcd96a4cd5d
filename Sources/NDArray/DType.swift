/// The type of an array's elements.
public enum DType: UInt8, Sendable, CaseIterable {
  case uint8, int8, int16, int32, int64, float16, float32, float64, bool, bfloat16

  /// PyTorch's name without the module: `float32`.
  public var name: String {
    switch self {
    case .uint8: "uint8"
    case .int8: "int8"
    case .int16: "int16"
    case .int32: "int32"
    case .int64: "int64"
    case .float16: "float16"
    case .float32: "float32"
    case .float64: "float64"
    case .bool: "bool"
    case .bfloat16: "bfloat16"
    }
  }

  /// The name that PyTorch's messages use: `Float`, `Long`.
  public var scalarTypeName: String {
    switch self {
    case .uint8: "Byte"
    case .int8: "Char"
    case .int16: "Short"
    case .int32: "Int"
    case .int64: "Long"
    case .float16: "Half"
    case .float32: "Float"
    case .float64: "Double"
    case .bool: "Bool"
    case .bfloat16: "BFloat16"
    }
  }

  /// The name that PyTorch's older messages give a tensor of this type: `torch.FloatTensor`.
  public var tensorTypeName: String {
    self == .bfloat16 ? "CPUBFloat16Type" : self == .bool ? "CPUBoolType" : "torch.\(scalarTypeName)Tensor"
  }

  /// Bytes of one element.
  @inlinable public var size: Int {
    switch self {
    case .uint8, .int8, .bool: 1
    case .int16, .float16, .bfloat16: 2
    case .int32, .float32: 4
    case .int64, .float64: 8
    }
  }

  @inlinable public var isFloatingPoint: Bool {
    switch self {
    case .float16, .float32, .float64, .bfloat16: true
    default: false
    }
  }

  /// Whole numbers, without bool.
  @inlinable public var isIntegral: Bool {
    switch self {
    case .uint8, .int8, .int16, .int32, .int64: true
    default: false
    }
  }

  /// The type that arithmetic on elements is done in; results are rounded to the element type after
  /// every operation.
  @inlinable public var compute: ComputeType {
    switch self {
    case .float16, .float32, .bfloat16: .float
    case .float64: .double
    default: .int
    }
  }

  /// The lowest and highest whole number that an integral type holds.
  public var integerBounds: ClosedRange<Int> {
    switch self {
    case .bool: 0...1
    case .uint8: 0...255
    case .int8: -128...127
    case .int16: -32768...32767
    case .int32: Int(Int32.min)...Int(Int32.max)
    default: Int.min...Int.max
    }
  }
}

/// The three types that kernels are written for.
public enum ComputeType: Sendable {
  case float, double, int
}

extension DType {
  /// The type of a result that mixes two tensors of equal standing, by PyTorch's table.
  public static func promoted(_ a: DType, _ b: DType) -> DType {
    if a == b { return a }
    if a.isFloatingPoint || b.isFloatingPoint {
      if !a.isFloatingPoint { return b }
      if !b.isFloatingPoint { return a }
      if a == .float64 || b == .float64 { return .float64 }
      return .float32  // float32 with a half type, or the two half types with each other
    }
    if a == .bool { return b }
    if b == .bool { return a }
    // uint8 with a signed type needs a signed type wider than 8 bits.
    if a == .uint8 || b == .uint8 {
      let other = a == .uint8 ? b : a
      return other == .int8 ? .int16 : other
    }
    return a.size >= b.size ? a : b
  }

  /// Rank of the kind of number: bool, whole, floating point. Promotion between a tensor and a
  /// number, or between tensors with and without dimensions, only looks beyond dtype when this differs.
  @inlinable public var category: Int {
    self == .bool ? 0 : isFloatingPoint ? 2 : 1
  }
}
