import Machine

/// `IPython.display`: values and rich objects shown before the end of a cell.
enum DisplayModule {
  static func register(on machine: Machine) {
    machine.registerModule("IPython") { _ in
      let module = ModuleObject("IPython", summary: "What notebooks import of IPython.")
      module.set("__version__", .string("9.18.0"))
      return module
    }
    machine.registerModule("IPython.display", build)
    machine.registerModule("IPython.core") { _ in
      ModuleObject("IPython.core", summary: "What notebooks import of IPython.")
    }
    machine.registerModule("IPython.core.display", build)
  }

  private static func build(_ machine: Machine) throws -> ModuleObject {
    let module = ModuleObject("IPython.display", summary: "Shows values before the end of a cell.")
    try WrittenPart.displayObjects.load(into: module)
    module.set(
      "display",
      .object(
        NativeFunction(
          "display", [.variadic("objs"), .variadicKeyword("kwargs")],
          summary: "Shows values as the end of a cell does.",
          .variadic { arguments in
            guard let print = Machine.current.builtins.get("print") else { return .none }
            for value in arguments.positional {
              _ = try Machine.current.call(print, [.string(try Display.text(of: value))])
            }
            return .none
          })))
    return module
  }
}

extension WrittenPart {
  /// What `IPython.display` has besides `display`.
  static let displayObjects = WrittenPart(
    owner: "IPython.display", module: "IPython.core.display",
    names: ["clear_output", "DisplayObject", "HTML", "Markdown", "Latex", "Math", "Image", "SVG", "Pretty", "JSON"],
    source: #"""
      def clear_output(wait=False):
          """What a cell has said stays on paper and on a terminal."""


      class DisplayObject:
          """Something that a notebook shows in a way of its own."""

          def __init__(self, data=None, url=None, filename=None, metadata=None, **settings):
              self.data = data
              self.url = url
              self.filename = filename
              self.metadata = metadata or {}

          def __repr__(self):
              return f"<IPython.core.display.{type(self).__name__} object>"


      class HTML(DisplayObject):
          """A piece of a page."""


      class Markdown(DisplayObject):
          """Marked text."""


      class Latex(DisplayObject):
          """Typeset text."""


      class Math(DisplayObject):
          """A formula."""


      class Image(DisplayObject):
          """A picture."""


      class SVG(DisplayObject):
          """A drawing."""


      class Pretty(DisplayObject):
          """Text as it is."""

          def __repr__(self):
              return self.data


      class JSON(DisplayObject):
          """Nested data."""
      """#)
}
