import Autograd
import NDArray
import Ops
import Testing

/// One row per operation, overload and sample: a new declaration is tested the moment it is written.
struct GradientCase: CustomTestStringConvertible, Sendable {
  let op: Op
  let overload: Overload
  let sample: Sample
  let index: Int

  var testDescription: String { "\(op.name) \(overload.gradFn ?? "") #\(index)" }

  static let all: [GradientCase] = Op.all.flatMap { op in
    op.overloads.flatMap { overload in
      overload.gradFn == nil
        ? []
        : overload.samples.enumerated().map {
          GradientCase(op: op, overload: overload, sample: $0.element, index: $0.offset)
        }
    }
  }

  /// Arguments as the sample describes them, defaults filled in; tensors of numbers are float64 and require gradients.
  func arguments() throws -> (all: [Argument], leaves: [Tensor]) {
    let generator = Generator(seed: 7)
    var leaves: [Tensor] = []
    func leaf(_ data: NDArray) -> Argument {
      let tensor = Tensor(data)
      tensor.setRequiresGrad(true)
      leaves.append(tensor)
      return .tensor(tensor)
    }
    var list: [Argument] = []
    for (position, parameter) in overload.parameters.enumerated() {
      guard position < sample.inputs.count else {
        list.append(parameter.defaultArgument ?? .none)
        continue
      }
      switch sample.inputs[position] {
      case .random(let shape, let range):
        list.append(
          leaf(try .uniform(shape: shape, .float64, from: range.lowerBound, to: range.upperBound, generator)))
      case .constant(let shape, let range):
        let data = try NDArray.uniform(shape: shape, .float64, from: range.lowerBound, to: range.upperBound, generator)
        list.append(.tensor(Tensor(data)))
      case .values(let values, let shape): list.append(leaf(try .doubles(values, shape: shape, .float64)))
      case .number(let number): list.append(.number(number))
      case .ints(let values): list.append(.list(values.map { .number(.int($0)) }))
      case .text(let text): list.append(.text(text))
      case .none: list.append(.none)
      case .list(let shapes):
        list.append(.list(try shapes.map { leaf(try .uniform(shape: $0, .float64, from: -1, to: 1, generator)) }))
      case .indices(let values, let shape): list.append(.tensor(Tensor(try .ints(values, shape: shape))))
      case .mask(let flags, let shape):
        list.append(.tensor(Tensor(try NDArray.ints(flags.map { $0 ? 1 : 0 }, shape: shape).converted(to: .bool))))
      }
    }
    return (list, leaves)
  }

  /// A number made of every floating-point result, each element with a weight of its own.
  func total(_ arguments: [Argument]) throws -> Tensor {
    let outputs = GradientCase.tensors(try overload.call(arguments)).filter { $0.dtype.isFloatingPoint }
    return try GradientCase.weighted(outputs)
  }

  static func tensors(_ argument: Argument) -> [Tensor] {
    switch argument {
    case .tensor(let tensor): [tensor]
    case .list(let list): list.flatMap(tensors)
    case .named(_, let values): values.flatMap { tensors($0.value) }
    default: []
    }
  }

  static func weighted(_ outputs: [Tensor]) throws -> Tensor {
    var total = Tensor(NDArray(0.0))
    for (index, output) in outputs.enumerated() {
      let weights = try NDArray.uniform(
        shape: output.shape, .float64, from: 0.5, to: 1.5, Generator(seed: UInt64(index + 1)))
      total = try total + Sum.all(output * Tensor(weights))
    }
    return total
  }

  /// The greatest difference between derivatives by the graph and by central differences, relative where they are large.
  ///
  /// - Parameter value: The number whose derivatives are compared, computed anew from the leaves.
  static func worst(_ leaves: [Tensor], _ value: () throws -> Tensor) throws -> Double {
    let result = try value()
    guard result.requiresGrad else { return 0 }
    let gradients = try Backward.run(
      [result], gradients: [nil], retainsGraph: false, createsGraph: false, inputs: leaves)
    var worst = 0.0
    for (leaf, gradient) in zip(leaves, gradients) {
      let analytic = gradient?.data.doubles() ?? [Double](repeating: 0, count: leaf.count)
      try leaf.materialize()
      guard let elements = leaf.data.pointer(Double.self) else { continue }
      for i in 0..<leaf.count {
        let kept = elements[i]
        let step = 1e-6
        elements[i] = kept + step
        let above = try value().data.item.asDouble
        elements[i] = kept - step
        let below = try value().data.item.asDouble
        elements[i] = kept
        let numeric = (above - below) / (2 * step)
        worst = max(worst, abs(numeric - analytic[i]) / max(1, abs(numeric)))
      }
    }
    return worst
  }
}
