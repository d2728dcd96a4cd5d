import Testing

@testable import Plots

@Test(arguments: [
  (-0.1, 10.1, 9, "0 2 4 6 8 10"), (0.0, 1.0, 9, "0.0 0.2 0.4 0.6 0.8 1.0"),
  (-1.1, 1.1, 9, "−1.00 −0.75 −0.50 −0.25 0.00 0.25 0.50 0.75 1.00"),
  (0.0, 5e6, 5, "0 1 2 3 4 5"),
])
func ticksAreRound(_ low: Double, _ high: Double, _ space: Int, _ expected: String) throws {
  let ticks = try Axis().ticks(low, high, space: space)
  #expect(ticks.labels.texts.joined(separator: " ") == expected)
}

@Test func aFigureWithoutAxesIsDrawn() throws {
  let figure = Figure(number: 1)
  #expect(try TerminalPainter.draw(figure, columns: 80, depth: .none) == [])
  #expect(SVGWriter.write(try ScenePainter.paint(figure)).hasPrefix("<?xml"))
}

@Test func limitsLeaveAMarginButNotBeneathBars() {
  let axes = Axes()
  let line = Artist(.line(Artist.Line(x: [0, 10], y: [0, 100], color: .black)))
  axes.artists = [line]
  #expect(axes.limits().x == (-0.5, 10.5))
  line.stickyY = [0]
  #expect(axes.limits().y == (0, 105))
}

@Test func compressedRowsAreSmaller() {
  let image = PixelImage(width: 300, height: 200, pixels: Array(repeating: .white, count: 60_000))
  #expect(PNG.encode(image).count < 4000)
}
