import Autograd
import Machine
import NDArray
import Ops
import TensorText

/// Tensors as text, with the options a person has set.
enum TensorPrinting {
  nonisolated(unsafe) static var options = PrintOptions.standard

  static func element(_ dtype: DType) -> PrintableElement {
    switch dtype {
    case .uint8: .uint8
    case .int8: .int8
    case .int16: .int16
    case .int32: .int32
    case .int64: .int64
    case .float16: .float16
    case .float32: .float32
    case .float64: .float64
    case .bool: .bool
    case .bfloat16: .bfloat16
    }
  }

  static func withPrintable<R>(_ data: NDArray, _ body: (PrintableArray) -> R) -> R {
    data.withBase { base in
      body(
        PrintableArray(base: base, element: element(data.dtype), shape: data.layout.shape, strides: data.layout.strides)
      )
    }
  }

  /// What `repr` gives.
  static func repr(_ tensor: Tensor) throws -> String {
    Level.active.isEmpty ? try plainRepr(tensor) : try TransformedText.repr(tensor)
  }

  static func plainRepr(_ tensor: Tensor) throws -> String {
    let node = DualNumbers.visibleNode(tensor)
    let mark: GradientMark = node.map { $0.isLeaf ? .leaf : .node($0.name) } ?? .none
    let defaultFloat = element(DefaultDType.current)
    let tangent = try DualNumbers.tangent(of: tensor).map { tangent in
      tangent.rank == 0 ? try Machine.current.repr(Value(tangent.data.item)) : try plainRepr(tangent)
    }
    return withPrintable(tensor.data) { array in
      if tensor.isParameter {
        if tensor.extra?.isUninitialized ?? false { return "<UninitializedParameter>" }
        return TorchText.parameter(
          array, options: options, defaultFloat: defaultFloat, requiresGrad: tensor.requiresGrad)
      }
      return TorchText.tensor(array, options: options, defaultFloat: defaultFloat, gradient: mark, tangent: tangent)
    }
  }
}
