extension ScenePainter {
  private static let lineWidth = 0.8
  private static let tickPad = 3.5

  /// The frame around the data, ticks, their labels, and the names of both axes.
  mutating func paintSides(
    _ frame: Frame, _ xTicks: (places: [Double], labels: TickLabels), _ yTicks: (places: [Double], labels: TickLabels)
  ) throws {
    let axes = frame.axes
    guard axes.isFramed else { return }
    let box = frame.box
    let stroke = Stroke(color: .black, width: ScenePainter.lineWidth, cap: .square)
    let isTwin = axes.twin != nil && axes.isRightHanded
    if axes.x.isVisible, !isTwin { paintBottom(frame, xTicks, stroke) }
    if axes.y.isVisible { paintSide(frame, yTicks, stroke) }
    let sides: [(String, Point, Point)] = [
      ("left", Point(box.left, box.bottom), Point(box.left, box.top)),
      ("right", Point(box.right, box.bottom), Point(box.right, box.top)),
      ("bottom", Point(box.left, box.bottom), Point(box.right, box.bottom)),
      ("top", Point(box.left, box.top), Point(box.right, box.top)),
    ]
    for (name, from, to) in sides where !axes.hiddenSpines.contains(name) {
      scene.add(.path(Path(line: [from, to]), fill: nil, stroke: stroke))
    }
  }

  private mutating func paintBottom(
    _ frame: Frame, _ ticks: (places: [Double], labels: TickLabels), _ stroke: Stroke
  ) {
    let axis = frame.axes.x
    let box = frame.box
    let tick = Path(line: [Point(0, 0), Point(0, axis.tickLength)])
    let at = ticks.places.map { frame.place(Point($0, 0), .upAxes).x }
      .map { Point($0, box.bottom) }
    if axis.showsTicks {
      var plain = stroke
      plain.cap = .butt
      scene.add(.stamps(tick, at: at, fill: nil, stroke: plain))
      if axis.scale == .log {
        let between = Ticks.between(min(frame.x.low, frame.x.high), max(frame.x.low, frame.x.high))
        plain.width = 0.6
        scene.add(
          .stamps(
            Path(line: [Point(0, 0), Point(0, 2)]),
            at: between.map { Point(frame.place(Point($0, 0), .upAxes).x, box.bottom) }, fill: nil, stroke: plain))
      }
    }
    var deepest = box.bottom + (axis.showsTicks ? axis.tickLength : 0)
    if axis.showsLabels {
      let top = deepest + ScenePainter.tickPad
      for (place, text) in zip(at, ticks.labels.texts) where !text.isEmpty {
        var label = Label(text, size: axis.labelSize)
        label.rotation = axis.labelRotation
        label.color = axis.labelColor
        let depth = write(label, at: Point(place.x, top), across: .center, up: .top).bottom
        // Room for letters that reach beneath the line, whether there are any or not.
        deepest = max(deepest, depth + (label.rotation == 0 ? Font.descent * label.size : 0))
      }
      if !ticks.labels.common.isEmpty {
        var label = Label(ticks.labels.common, size: axis.labelSize)
        label.color = axis.labelColor
        write(label, at: Point(box.right, deepest + 3), across: .right, up: .top)
      }
    }
    if !axis.label.text.isEmpty {
      write(axis.label, at: Point(box.center.x, deepest + (axis.label.pad ?? 4)), across: .center, up: .top)
    }
  }

  private mutating func paintSide(
    _ frame: Frame, _ ticks: (places: [Double], labels: TickLabels), _ stroke: Stroke
  ) {
    let axis = frame.axes.y
    let box = frame.box
    let isRight = frame.axes.isRightHanded
    let edge = isRight ? box.right : box.left
    let out = isRight ? 1.0 : -1.0
    let at = ticks.places.map { Point(edge, frame.place(Point(0, $0), .acrossAxes).y) }
    if axis.showsTicks {
      var plain = stroke
      plain.cap = .butt
      scene.add(
        .stamps(Path(line: [Point(0, 0), Point(out * axis.tickLength, 0)]), at: at, fill: nil, stroke: plain))
      if axis.scale == .log {
        let between = Ticks.between(min(frame.y.low, frame.y.high), max(frame.y.low, frame.y.high))
        plain.width = 0.6
        scene.add(
          .stamps(
            Path(line: [Point(0, 0), Point(out * 2, 0)]),
            at: between.map { Point(edge, frame.place(Point(0, $0), .acrossAxes).y) }, fill: nil, stroke: plain))
      }
    }
    var farthest = edge + out * (axis.showsTicks ? axis.tickLength : 0)
    if axis.showsLabels {
      let start = farthest + out * ScenePainter.tickPad
      for (place, text) in zip(at, ticks.labels.texts) where !text.isEmpty {
        var label = Label(text, size: axis.labelSize)
        label.rotation = axis.labelRotation
        label.color = axis.labelColor
        let written = write(
          label, at: Point(start, place.y), across: isRight ? .left : .right, up: .center)
        farthest = isRight ? max(farthest, written.right) : min(farthest, written.left)
      }
      if !ticks.labels.common.isEmpty {
        var label = Label(ticks.labels.common, size: axis.labelSize)
        label.color = axis.labelColor
        write(
          label, at: Point(isRight ? box.right : box.left, box.top - 3), across: isRight ? .right : .left, up: .baseline
        )
      }
    }
    if !axis.label.text.isEmpty {
      var label = axis.label
      if label.rotation == 0 { label.rotation = 90 }
      let gap = label.pad ?? 4
      write(
        label, at: Point(farthest + out * gap, box.center.y), across: isRight ? .left : .right, up: .center)
    }
  }

  /// The colours of a bar, from the least at the bottom or left.
  mutating func paint(_ bar: Axes.ColorBar, _ frame: Frame) {
    let box = frame.box
    let steps = bar.levels.map { max($0.count - 1, 1) } ?? 256
    let colors = (0..<steps).map { at -> Color in
      if let levels = bar.levels, levels.count > 1 {
        return bar.map(bar.scale((levels[at] + levels[at + 1]) / 2))
      }
      return bar.map((Double(at) + 0.5) / Double(steps))
    }.map { $0.faded(bar.alpha) }
    let image =
      bar.isHorizontal
      ? PixelImage(width: steps, height: 1, pixels: colors)
      : PixelImage(width: 1, height: steps, pixels: colors.reversed())
    scene.add(.image(image, in: box))
  }
}
