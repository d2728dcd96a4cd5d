/// Where coordinate systems lie on a page.
enum Layout {
  static func box(of axes: Axes, in figure: Figure, margins: Figure.Margins) -> Rect {
    guard let given = axes.box else {
      let whole = figure.box(of: axes.cell, margins: margins)
      guard let part = axes.part else { return whole }
      var box = Rect(
        whole.left + part.left * whole.width, whole.top + (1 - part.bottom - part.height) * whole.height,
        part.width * whole.width, part.height * whole.height)
      // A colour bar is twenty times as long as it is wide.
      if let bar = axes.colorBar {
        if bar.isHorizontal {
          box = Rect(box.left, box.top, box.width, min(box.height, box.width / 20))
        } else {
          box = Rect(box.left, box.top, min(box.width, box.height / 20), box.height)
        }
      }
      return box
    }
    let width = figure.width * 72
    let height = figure.height * 72
    return Rect(
      given.left * width, (1 - given.bottom - given.height) * height, given.width * width, given.height * height)
  }

  /// Margins that leave just the room that the labels of all axes take.
  static func tight(_ figure: Figure, page: Rect) throws -> Figure.Margins {
    var margins = figure.margins
    let pad = 1.08 * 10.0
    // Ticks depend on the box and the box on ticks: a second pass settles it.
    for _ in 0..<2 {
      var left = 0.0
      var right = 0.0
      var top = 0.0
      var bottom = 0.0
      // Between columns and between rows.
      var (before, after, above, below) = (0.0, 0.0, 0.0, 0.0)
      for axes in figure.axes where axes.box == nil {
        let cell = axes.cell
        let box = Layout.box(of: axes, in: figure, margins: margins)
        var used = try room(around: Frame(axes, box: box, page: page))
        if let bar = axes.part, axes.colorBar == nil, bar.width < 1 { used.right = 0 }
        // What a bar leaves free of its cell counts towards its room.
        if axes.colorBar != nil, let part = axes.part, part.left > 0 {
          used.right -= figure.box(of: cell, margins: margins).right - box.right
        }
        if cell.firstColumn == 0 { left = max(left, used.left) } else { before = max(before, used.left) }
        if cell.lastColumn == cell.columns - 1 {
          right = max(right, used.right)
        } else {
          after = max(after, used.right)
        }
        if cell.firstRow == 0 { top = max(top, used.top) } else { above = max(above, used.top) }
        if cell.lastRow == cell.rows - 1 { bottom = max(bottom, used.bottom) } else { below = max(below, used.bottom) }
      }
      let rows = Double(figure.axes.map(\.cell.rows).max() ?? 1)
      let columns = Double(figure.axes.map(\.cell.columns).max() ?? 1)
      let (across, up) = (before + after, above + below)
      if !figure.title.text.isEmpty { top += figure.title.size * 1.6 }
      margins.left = (left + pad) / page.width
      margins.right = 1 - (right + pad) / page.width
      margins.bottom = (bottom + pad) / page.height
      margins.top = 1 - (top + pad) / page.height
      if margins.right - margins.left < 0.05 || margins.top - margins.bottom < 0.05 { return figure.margins }
      func space(_ gap: Double, _ total: Double, _ count: Double) -> Double {
        let cell = (total - gap * (count - 1)) / count
        return cell > 1 ? gap / cell : 0.2
      }
      if columns > 1 {
        margins.across = space(across + pad, (margins.right - margins.left) * page.width, columns)
      }
      if rows > 1 { margins.up = space(up + pad, (margins.top - margins.bottom) * page.height, rows) }
    }
    return margins
  }

  /// What labels take on each side of a box, in points.
  static func room(around frame: Frame) throws -> (left: Double, right: Double, top: Double, bottom: Double) {
    let axes = frame.axes
    guard axes.isFramed, !axes.is3D else {
      return (0, 0, axes.title.text.isEmpty ? 0 : axes.title.size * 1.5, 0)
    }
    var room = (left: 0.0, right: 0.0, top: 0.0, bottom: 0.0)
    let xTicks = try frame.xTicks()
    let yTicks = try frame.yTicks()
    if axes.x.isVisible, axes.x.showsLabels {
      let heights = xTicks.labels.texts.map { Layout.size($0, axes.x).height }
      room.bottom = axes.x.tickLength + 3.5 + (heights.max() ?? 0)
      if axes.x.labelRotation == 0 { room.bottom += Font.descent * axes.x.labelSize }
      if let last = xTicks.labels.texts.last, let place = xTicks.places.last {
        let over = frame.place(Point(place, 0), .upAxes).x + Layout.size(last, axes.x).width / 2 - frame.box.right
        room.right = max(room.right, over)
      }
    }
    if axes.y.isVisible, axes.y.showsLabels {
      let widths = yTicks.labels.texts.map { Layout.size($0, axes.y).width }
      let side = axes.y.tickLength + 3.5 + (widths.max() ?? 0)
      if axes.isRightHanded { room.right = max(room.right, side) } else { room.left = side }
    }
    if !axes.x.label.text.isEmpty { room.bottom += 4 + axes.x.label.size * (Font.ascent + Font.descent) }
    if !axes.y.label.text.isEmpty {
      let side = 4 + TextBlock(axes.y.label).height
      if axes.isRightHanded { room.right += side } else { room.left += side }
    }
    if !axes.title.text.isEmpty { room.top = 6 + TextBlock(axes.title).height }
    return room
  }

  static func size(_ text: String, _ axis: Axis) -> Rect {
    var label = Label(text, size: axis.labelSize)
    label.rotation = axis.labelRotation
    return TextBlock(label).boxAfterRotation
  }
}
