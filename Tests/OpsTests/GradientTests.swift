import Autograd
import NDArray
import Ops
import Testing

/// Derivatives of every declared sample against finite differences, in double precision.
@Suite(.serialized) struct GradientTests {
  /// Operations whose derivative PyTorch has no derivative of.
  static let derivedOnce: Set<String> = ["hardsigmoid", "cdist", "pdist"]

  @Test(arguments: GradientCase.all)
  func derivativeMatchesFiniteDifferences(_ c: GradientCase) throws {
    let (arguments, leaves) = try c.arguments()
    let worst = try GradientCase.worst(leaves) { try c.total(arguments) }
    #expect(worst < 1e-6, "worst element is off by \(worst)")
  }

  @Test(arguments: GradientCase.all)
  func secondDerivativeMatchesFiniteDifferences(_ c: GradientCase) throws {
    let (arguments, leaves) = try c.arguments()
    func worst() throws -> Double { try worstOfSecond(c, arguments, leaves) }
    if Self.derivedOnce.contains(c.op.name) {
      #expect(throws: EngineError.self) { try worst() }
      return
    }
    let found = try worst()
    #expect(found < 1e-5, "worst element is off by \(found)")
  }

  private func worstOfSecond(_ c: GradientCase, _ arguments: [Argument], _ leaves: [Tensor]) throws -> Double {
    try GradientCase.worst(leaves) {
      let result = try c.total(arguments)
      guard result.requiresGrad else { return result }
      let gradients = try Backward.run(
        [result], gradients: [nil], retainsGraph: true, createsGraph: true, inputs: leaves)
      return try GradientCase.weighted(gradients.compactMap { $0 })
    }
  }

  @Test(arguments: GradientCase.all)
  func resultsCarryTheDeclaredNode(_ c: GradientCase) throws {
    let (arguments, _) = try c.arguments()
    let names = GradientCase.tensors(try c.overload.call(arguments)).compactMap { $0.node?.name }
    // Operations made of others end in a node that depends on the shapes: their declaration names the usual one.
    if c.index == 0 { #expect(names.isEmpty || names.contains(c.overload.gradFn ?? ""), "made \(names)") }
  }

  @Test(arguments: GradientCase.all)
  func inPlaceGivesTheSame(_ c: GradientCase) throws {
    guard let inPlace = c.overload.inPlace else { return }
    let (arguments, _) = try c.arguments()
    guard case .tensor(let first)? = arguments.first else { return }
    let expected = try Tensor.from(c.overload.call(arguments))
    let target = Tensor(try first.data.copied())
    guard expected.shape == target.shape || c.op.forms.contains(.method) else { return }
    if expected.shape != target.shape, !["t", "transpose", "squeeze", "unsqueeze"].contains(c.op.name) { return }
    let changed = try Tensor.from(inPlace([.tensor(target)] + arguments.dropFirst()))
    #expect(changed === target)
    #expect(changed.data.doubles() == expected.data.doubles())
    #expect(changed.shape == expected.shape)
  }
}
