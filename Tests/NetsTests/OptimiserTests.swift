import Autograd
import NDArray
import Nets
import Testing

/// A parameter with a value and a gradient of so many equal elements.
private func parameter(_ value: Double, gradient: Double, count: Int = 3) throws -> Tensor {
  let tensor = Tensor(try NDArray.filled(shape: [count], .float(value), .float64).inMemory())
  tensor.setRequiresGrad(true)
  tensor.grad = Tensor(try NDArray.filled(shape: [count], .float(gradient), .float64).inMemory())
  return tensor
}

@Suite struct OptimiserTests {
  @Test func plainDescentGoesAgainstTheGradient() throws {
    let tensor = try parameter(1, gradient: 0.5)
    try SGD(lr: 0.1).step([OptimisedParameter(tensor, keeping: SGD.keptNames.count)])
    #expect(tensor.data.doubles() == [0.95, 0.95, 0.95])
    #expect(tensor.version == 1)
  }

  @Test func momentumBeginsWithTheFirstGradient() throws {
    let tensor = try parameter(1, gradient: 0.5)
    let state = OptimisedParameter(tensor, keeping: SGD.keptNames.count)
    let rule = SGD(lr: 0.1, momentum: 0.5)
    try rule.step([state])
    #expect(state.kept[0]?.data.doubles() == [0.5, 0.5, 0.5])
    try rule.step([state])
    #expect(state.kept[0]?.data.doubles() == [0.75, 0.75, 0.75])
    #expect(tensor.data.doubles().map { ($0 * 1000).rounded() } == [875, 875, 875])
  }

  @Test(arguments: [0.001, 0.1]) func adamsFirstStepIsTheRate(lr: Double) throws {
    let tensor = try parameter(1, gradient: 123)
    let state = OptimisedParameter(tensor, keeping: Adam.keptNames.count)
    try Adam(lr: lr).step([state])
    #expect(abs(tensor.data.doubles()[0] - (1 - lr)) < 1e-9)
    #expect(state.steps == 1)
  }

  @Test func aTransposedParameterIsChangedWhereItLies() throws {
    let base = try NDArray.filled(shape: [2, 3], .int(1), .float32).inMemory()
    let tensor = Tensor(base.transposed(0, 1))
    tensor.setRequiresGrad(true)
    let gradient = try NDArray.filled(shape: [3, 2], .int(0), .float32).inMemory()
    var corner = gradient.selected(0, 2).selected(0, 0)
    try corner.fill(.int(10))
    tensor.grad = Tensor(gradient)
    try SGD(lr: 0.1).step([OptimisedParameter(tensor, keeping: 1)])
    #expect(base.doubles() == [1, 1, 0, 1, 1, 1])
  }

  @Test func noGradientMeansNoStep() throws {
    let tensor = try parameter(1, gradient: 1)
    let state = OptimisedParameter(tensor, keeping: 1)
    try state.clearGradient(toZero: false)
    try SGD(lr: 1).step([state])
    #expect(tensor.data.doubles() == [1, 1, 1])
    #expect(tensor.grad == nil)
  }
}
