import Machine
import Plots

/// One function of axes: as a method of theirs, and mostly as a function of pyplot on the current ones.
struct AxesMethod {
  typealias Run = (Axes, inout PlotCall) throws -> Value

  let name: String
  /// What pyplot calls it; nil where it has none.
  let pyplot: String?
  /// Names of positional parameters; `*` takes the rest.
  let parameters: [String]
  let summary: String
  let run: Run

  init(_ name: String, _ parameters: String, _ summary: String, pyplot: String? = "", _ run: @escaping Run) {
    self.name = name
    self.pyplot = pyplot == "" ? name : pyplot
    self.parameters = parameters.split(separator: " ").map(String.init)
    self.summary = summary
    self.run = run
  }
}

/// The functions of axes there are.
enum AxesMethods {
  nonisolated(unsafe) static let all: [AxesMethod] = drawing + areas + fields + texts + settings

  nonisolated(unsafe) private static let drawing: [AxesMethod] = [
    AxesMethod("plot", "*", "Lines through points.") { axes, call in
      axes.is3D ? try AxesFields.solidLine(axes, &call) : try AxesLines.plot(axes, &call)
    },
    AxesMethod("semilogx", "*", "Lines over a logarithmic x axis.") {
      try AxesLines.logarithmic($0, &$1, x: true, y: false)
    },
    AxesMethod("semilogy", "*", "Lines over a logarithmic y axis.") {
      try AxesLines.logarithmic($0, &$1, x: false, y: true)
    },
    AxesMethod("loglog", "*", "Lines over two logarithmic axes.") {
      try AxesLines.logarithmic($0, &$1, x: true, y: true)
    },
    AxesMethod("step", "*", "Lines that go in steps.", AxesLines.step),
    AxesMethod("axhline", "y xmin xmax", "A horizontal line all across.") {
      try AxesLines.across($0, &$1, isHorizontal: true)
    },
    AxesMethod("axvline", "x ymin ymax", "A vertical line from bottom to top.") {
      try AxesLines.across($0, &$1, isHorizontal: false)
    },
    AxesMethod("axline", "xy1 xy2", "A straight line without ends.", AxesLines.axline),
    AxesMethod("hlines", "y xmin xmax colors linestyles label", "Horizontal lines.") {
      try AxesLines.segments($0, &$1, isHorizontal: true)
    },
    AxesMethod("vlines", "x ymin ymax colors linestyles label", "Vertical lines.") {
      try AxesLines.segments($0, &$1, isHorizontal: false)
    },
    AxesMethod("errorbar", "x y yerr xerr fmt", "Points with their errors.", AxesLines.errorBar),
    AxesMethod("stem", "*", "Values on stems.", AxesLines.stem),
  ]

  nonisolated(unsafe) private static let areas: [AxesMethod] = [
    AxesMethod("scatter", "x y s c marker cmap norm vmin vmax alpha", "Points.") { axes, call in
      guard axes.is3D else { return try AxesAreas.scatter(axes, &call) }
      return try solidScatter(axes, &call)
    },
    AxesMethod("scatter3D", "xs ys zs zdir s c", "Points in space.", pyplot: nil, solidScatter),
    AxesMethod("plot3D", "*", "A line in space.", pyplot: nil, AxesFields.solidLine),
    AxesMethod("plot_surface", "X Y Z", "A surface.", pyplot: nil) {
      try AxesFields.surface($0, &$1, isWire: false)
    },
    AxesMethod("plot_wireframe", "X Y Z", "A surface as wires.", pyplot: nil) {
      try AxesFields.surface($0, &$1, isWire: true)
    },
    AxesMethod("view_init", "elev azim", "The side that space is seen from.", pyplot: nil) { axes, call in
      axes.elevation = try call.number("elev") ?? 30
      axes.azimuth = try call.number("azim") ?? -60
      _ = call.take("roll")
      return .none
    },
    AxesMethod("bar", "x height width bottom", "Bars.") { try AxesAreas.bar($0, &$1, isHorizontal: false) },
    AxesMethod("barh", "y width height left", "Bars that lie.") { try AxesAreas.bar($0, &$1, isHorizontal: true) },
    AxesMethod(
      "hist", "x bins range density weights cumulative bottom histtype", "How often values occur.", AxesAreas.histogram),
    AxesMethod("fill_between", "x y1 y2 where interpolate step", "The area between two lines.") {
      try AxesAreas.fillBetween($0, &$1, isTurned: false)
    },
    AxesMethod("fill_betweenx", "y x1 x2 where", "The area between two upright lines.") {
      try AxesAreas.fillBetween($0, &$1, isTurned: true)
    },
    AxesMethod("fill", "*", "Polygons.", AxesAreas.fill),
    AxesMethod("stackplot", "*", "Areas on top of each other.", AxesAreas.stackPlot),
    AxesMethod("axhspan", "ymin ymax xmin xmax", "A band all across.") {
      try AxesAreas.span($0, &$1, isHorizontal: true)
    },
    AxesMethod("axvspan", "xmin xmax ymin ymax", "A band from bottom to top.") {
      try AxesAreas.span($0, &$1, isHorizontal: false)
    },
    AxesMethod("pie", "x explode labels colors autopct", "Shares of a whole.", AxesAreas.pie),
  ]

  private static func solidScatter(_ axes: Axes, _ call: inout PlotCall) throws -> Value {
    var renamed = call
    for (old, new) in [("x", "xs"), ("y", "ys")] where call.has(old) {
      if let value = renamed.take(old) { renamed = try renamed.with(new, value) }
    }
    // In the place of `s` stand the heights.
    if !renamed.has("zs"), let heights = renamed.take("s") { renamed = try renamed.with("zs", heights) }
    return try AxesFields.solidScatter(axes, &renamed)
  }

  nonisolated(unsafe) private static let fields: [AxesMethod] = [
    AxesMethod("imshow", "X cmap norm", "A table of numbers or colours as an image.", AxesFields.image),
    AxesMethod("matshow", "Z", "A matrix as an image.", AxesFields.matrix),
    AxesMethod("contour", "*", "Lines of equal height.") { try AxesFields.contour($0, &$1, isFilled: false) },
    AxesMethod("contourf", "*", "Areas between equal heights.") { try AxesFields.contour($0, &$1, isFilled: true) },
    AxesMethod("clabel", "CS levels", "Numbers in contour lines.") { try AxesFields.contourLabels(&$1) },
    AxesMethod("pcolormesh", "*", "A table of numbers in colours.", AxesFields.mesh),
    AxesMethod("pcolor", "*", "A table of numbers in colours.", AxesFields.mesh),
    AxesMethod("quiver", "*", "Arrows over a plane.", AxesFields.quiver),
  ]

  nonisolated(unsafe) private static let texts: [AxesMethod] = [
    AxesMethod("set_title", "label fontdict loc pad", "The title.", pyplot: "title", AxesTexts.title),
    AxesMethod("set_xlabel", "xlabel fontdict labelpad", "The name of the x axis.", pyplot: "xlabel") {
      try AxesTexts.axisName($0, &$1, \.x)
    },
    AxesMethod("set_ylabel", "ylabel fontdict labelpad", "The name of the y axis.", pyplot: "ylabel") {
      try AxesTexts.axisName($0, &$1, \.y)
    },
    AxesMethod("set_zlabel", "zlabel fontdict labelpad", "The name of the z axis.", pyplot: nil) {
      try AxesTexts.axisName($0, &$1, \.z)
    },
    AxesMethod("text", "x y s fontdict", "Text at a place.") { axes, call in
      guard axes.is3D, call.has("fontdict"), let words = call.take("fontdict") else {
        return try AxesTexts.text(axes, &call)
      }
      let place = Axes.Solid(
        try PlotValues.number(call.need("x")), try PlotValues.number(call.need("y")),
        try PlotValues.number(call.need("s")))
      let artist = Artist(.text(Artist.Text(try PlotValues.text(words), at: Point(place.x, place.y))))
      axes.artists.append(artist)
      axes.solid[ObjectIdentifier(artist)] = [[place]]
      return .native(artist)
    },
    AxesMethod("annotate", "text xy xytext xycoords textcoords arrowprops", "Text about a place.", AxesTexts.annotate),
    AxesMethod("arrow", "x y dx dy", "An arrow.", AxesTexts.arrow),
    AxesMethod("legend", "*", "Names of what is drawn.", AxesTexts.legend),
  ]

  nonisolated(unsafe) private static let settings: [AxesMethod] = [
    AxesMethod("set_xlim", "left right", "The ends of the x axis.", pyplot: "xlim") {
      try AxesSettings.limits($0, &$1, \.x)
    },
    AxesMethod("set_ylim", "bottom top", "The ends of the y axis.", pyplot: "ylim") {
      try AxesSettings.limits($0, &$1, \.y)
    },
    AxesMethod("set_zlim", "bottom top", "The ends of the z axis.", pyplot: nil) {
      try AxesSettings.limits($0, &$1, \.z)
    },
    AxesMethod("get_xlim", "", "The ends of the x axis.", pyplot: nil) { axes, _ in try AxesSettings.shown(axes, \.x) },
    AxesMethod("get_ylim", "", "The ends of the y axis.", pyplot: nil) { axes, _ in try AxesSettings.shown(axes, \.y) },
    AxesMethod("xticks_", "ticks labels", "Ticks of the x axis.", pyplot: "xticks") {
      try AxesSettings.ticks($0, &$1, \.x)
    },
    AxesMethod("yticks_", "ticks labels", "Ticks of the y axis.", pyplot: "yticks") {
      try AxesSettings.ticks($0, &$1, \.y)
    },
    AxesMethod("set_xticks", "ticks labels", "Ticks of the x axis.", pyplot: nil) {
      try AxesSettings.setTicks($0, &$1, \.x)
    },
    AxesMethod("set_yticks", "ticks labels", "Ticks of the y axis.", pyplot: nil) {
      try AxesSettings.setTicks($0, &$1, \.y)
    },
    AxesMethod("set_zticks", "ticks labels", "Ticks of the z axis.", pyplot: nil) {
      try AxesSettings.setTicks($0, &$1, \.z)
    },
    AxesMethod("set_xticklabels", "labels", "Texts of the x axis.", pyplot: nil) {
      try AxesSettings.setTickLabels($0, &$1, \.x)
    },
    AxesMethod("set_yticklabels", "labels", "Texts of the y axis.", pyplot: nil) {
      try AxesSettings.setTickLabels($0, &$1, \.y)
    },
    AxesMethod("grid", "visible which axis", "Lines at the ticks.", AxesSettings.grid),
    AxesMethod("axis", "arg", "The ends of both axes, or how they lie.", AxesSettings.axis),
    AxesMethod("set_xscale", "value", "Linear or logarithmic.", pyplot: "xscale") {
      try AxesSettings.scale($0, &$1, \.x)
    },
    AxesMethod("set_yscale", "value", "Linear or logarithmic.", pyplot: "yscale") {
      try AxesSettings.scale($0, &$1, \.y)
    },
    AxesMethod("tick_params", "axis", "How ticks look.", AxesSettings.tickParams),
    AxesMethod("set_aspect", "aspect adjustable", "Units up over units across.", pyplot: nil, AxesSettings.aspect),
    AxesMethod("set_box_aspect", "aspect", "The shape of the box.", pyplot: nil) { _, _ in .none },
    AxesMethod("margins", "*", "Space around the data.", AxesSettings.margins),
    AxesMethod("autoscale", "enable axis tight", "Limits that follow the data.") { axes, _ in
      (axes.x.limits, axes.y.limits) = (nil, nil)
      return .none
    },
    AxesMethod("relim", "", "Limits that follow the data.", pyplot: nil) { _, _ in .none },
    AxesMethod("autoscale_view", "", "Limits that follow the data.", pyplot: nil) { axes, _ in
      (axes.x.limits, axes.y.limits) = (nil, nil)
      return .none
    },
    AxesMethod("invert_xaxis", "", "The x axis turned around.", pyplot: nil) { axes, _ in
      axes.x.isInverted.toggle()
      return .none
    },
    AxesMethod("invert_yaxis", "", "The y axis turned around.", pyplot: nil) { axes, _ in
      axes.y.isInverted.toggle()
      if let limits = axes.y.limits { axes.y.limits = (limits.high, limits.low) }
      return .none
    },
    AxesMethod("set_axis_off", "", "Without frame and ticks.", pyplot: nil) { axes, _ in
      axes.isFramed = false
      return .none
    },
    AxesMethod("set_axis_on", "", "With frame and ticks.", pyplot: nil) { axes, _ in
      axes.isFramed = true
      return .none
    },
    AxesMethod("set_facecolor", "color", "The background.", pyplot: nil) { axes, call in
      axes.face = try PlotValues.color(call.need("color"))
      return .none
    },
    AxesMethod("set_visible", "b", "Whether it is seen.", pyplot: nil) { axes, call in
      axes.isFramed = try Machine.current.truth(call.need("b"))
      return .none
    },
    AxesMethod("get_title", "", "The title.", pyplot: nil) { axes, _ in .string(axes.title.text) },
    AxesMethod("get_xlabel", "", "The name of the x axis.", pyplot: nil) { axes, _ in .string(axes.x.label.text) },
    AxesMethod("get_ylabel", "", "The name of the y axis.", pyplot: nil) { axes, _ in .string(axes.y.label.text) },
    AxesMethod("get_legend_handles_labels", "", "What a legend would name.", pyplot: nil) { axes, _ in
      let named = axes.artists.filter { !$0.label.isEmpty && !$0.label.hasPrefix("_") }
      return .tuple([.list(named.map { .native($0) }), .list(named.map { .string($0.label) })])
    },
    AxesMethod("get_legend", "", "The legend.", pyplot: nil) { axes, _ in
      axes.legend == nil ? .none : .native(LegendHandle(axes))
    },
    AxesMethod("get_xticks", "", "Places of ticks.", pyplot: nil) { axes, _ in
      let ends = axes.limits().x
      return try PlotValues.numpy(axes.x.ticks(ends.low, ends.high, space: 9).places)
    },
    AxesMethod("get_yticks", "", "Places of ticks.", pyplot: nil) { axes, _ in
      let ends = axes.limits().y
      return try PlotValues.numpy(axes.y.ticks(ends.low, ends.high, space: 9).places)
    },
    AxesMethod("get_lines", "", "The lines.", pyplot: nil) { axes, _ in
      .list(axes.artists.filter { if case .line = $0.content { true } else { false } }.map { .native($0) })
    },
    AxesMethod("twinx", "", "A second y axis.") { axes, _ in try AxesSettings.twin(axes, sharesX: true) },
    AxesMethod("cla", "", "Empties the axes.") { axes, _ in
      axes.clear()
      return .none
    },
    AxesMethod("clear", "", "Empties the axes.", pyplot: nil) { axes, _ in
      axes.clear()
      return .none
    },
    AxesMethod("label_outer", "", "Labels at the border of a grid alone.", pyplot: nil) { axes, _ in
      if axes.cell.lastRow < axes.cell.rows - 1 { axes.x.showsLabels = false }
      if axes.cell.firstColumn > 0 { axes.y.showsLabels = false }
      return .none
    },
  ]
}
