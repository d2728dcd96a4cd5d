/// A number of the language beside a tensor: it has a kind, but no dtype of its own.
public enum Number: Sendable, Equatable {
  case bool(Bool)
  case int(Int)
  case float(Double)

  @inlinable public var asDouble: Double {
    switch self {
    case .bool(let b): b ? 1 : 0
    case .int(let i): Double(i)
    case .float(let d): d
    }
  }

  @inlinable public var asInt: Int {
    switch self {
    case .bool(let b): b ? 1 : 0
    case .int(let i): i
    case .float(let d): Int(exactly: d.rounded(.towardZero)) ?? Int.min
    }
  }

  @inlinable public var category: Int {
    switch self {
    case .bool: 0
    case .int: 1
    case .float: 2
    }
  }

  /// The dtype a tensor made of this number alone would have.
  public var dtype: DType {
    switch self {
    case .bool: .bool
    case .int: .int64
    case .float: DefaultDType.current
    }
  }
}

/// The dtype of floating-point results that nothing else decides (`torch.set_default_dtype`).
public enum DefaultDType {
  nonisolated(unsafe) public static var current = DType.float32
}

extension DType {
  /// The type of a tensor of this dtype combined with a number: the number only matters by its kind.
  @inlinable public func combined(with number: Number) -> DType {
    number.category <= category ? self : number.category == 2 ? DefaultDType.current : .int64
  }
}
