import NDArray
import Testing

/// Replays `Golden/draw_slopes.txt`: the definition to the last digits, PyTorch's fitted formulas to theirs.
@Test func drawnNumbersMoveAsTheirDistributionsDo() throws {
  let lines = try golden("draw_slopes.txt").split(separator: "\n")
  for line in lines {
    let words = line.split(separator: " ")
    let numbers = words.compactMap { Double($0) }
    let (arguments, wanted) = (numbers.dropLast(2), Array(numbers.suffix(2)))
    let slope: Double
    switch (words.first, arguments.count) {
    case ("gamma", 2): slope = DrawSlopes.gamma(shape: arguments[0], arguments[1])
    case ("dirichlet", 3): slope = DrawSlopes.dirichlet(arguments[2], concentration: arguments[0], total: arguments[1])
    default:
      Issue.record("\(line)")
      continue
    }
    #expect(abs(slope / wanted[0] - 1) < 1e-10, "\(line)")
    #expect(abs(slope / wanted[1] - 1) < 2e-3, "\(line)")
  }
  #expect(lines.count > 100)
}

@Test func whatCannotBeDrawnHasNoSlope() {
  for (shape, x) in [(0, 1), (-1, 1), (.nan, 1), (1, .nan), (.infinity, 1), (2, .infinity)] as [(Double, Double)] {
    #expect(DrawSlopes.gamma(shape: shape, x).isNaN, "\(shape) \(x)")
    #expect(DrawSlopes.dirichlet(x, concentration: shape, total: shape + 1).isNaN, "\(shape) \(x)")
  }
  #expect(DrawSlopes.gamma(shape: 1, 0) == 0)
  #expect(DrawSlopes.dirichlet(0, concentration: 1, total: 2) == 0)
  #expect(DrawSlopes.dirichlet(0.5, concentration: 2, total: 2) == 0)
}
