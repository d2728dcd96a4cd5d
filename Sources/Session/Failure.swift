public import Diagnostics
import Machine

/// An error that ended a cell: the exception's own words, and where it came from.
public struct Failure {
  /// The exception's class: `RuntimeError`.
  public let name: String
  /// Its message alone.
  public let message: String
  /// The line that Python would end its traceback with.
  public let headline: String
  /// The frames of the person's own code, innermost first.
  public let frames: [Frame]
  /// One line of ours that says what to do.
  public let hint: String?
  /// The exception that this one was raised from or while handling.
  public let earlier: Earlier?
  /// Whether this is a request to stop, by Ctrl-C.
  public let isInterrupt: Bool

  public struct Frame {
    public let source: Source
    public let span: Span
    /// `<module>` for the cell itself.
    public let function: String
  }

  public final class Earlier {
    public let failure: Failure
    /// `raise … from`, not merely "during handling".
    public let isCause: Bool

    init(_ failure: Failure, isCause: Bool) {
      self.failure = failure
      self.isCause = isCause
    }
  }

  /// Tracebacks of chains longer than this are cut.
  private static let longestChain = 20

  init(_ exception: ExceptionObject, on machine: Machine, depth: Int = 0) {
    name = exception.type.qualifiedName
    message = (try? machine.str(.object(exception))) ?? ""
    headline = Failure.headline(of: exception, on: machine)
    var frames = exception.traceback.reversed().map { Frame(source: $0.source, span: $0.span, function: $0.function) }
    frames = Failure.withoutMagics(frames)
    if let place = exception.syntaxPlace {
      frames.insert(Frame(source: place.source, span: place.span, function: place.function), at: 0)
    }
    self.frames = frames
    hint = exception.hint
    isInterrupt = exception.type.isSubclass(of: .keyboardInterrupt)
    if depth < Failure.longestChain, let cause = exception.cause {
      earlier = Earlier(Failure(cause, on: machine, depth: depth + 1), isCause: true)
    } else if depth < Failure.longestChain, !exception.suppressContext, let context = exception.context,
      context !== exception
    {
      earlier = Earlier(Failure(context, on: machine, depth: depth + 1), isCause: false)
    } else {
      earlier = nil
    }
  }

  /// A magic that runs a statement of its own line stands around it, which need not be shown twice.
  private static func withoutMagics(_ frames: [Frame]) -> [Frame] {
    var kept: [Frame] = []
    for frame in frames {
      if let inner = kept.last, inner.source === frame.source, frame.function == inner.function,
        frame.function == "<module>", frame.span.start <= inner.span.start
      {
        continue
      }
      kept.append(frame)
    }
    return kept
  }

  /// IPython leaves the module out.
  private static func headline(of exception: ExceptionObject, on machine: Machine) -> String {
    let full = machine.headline(of: exception)
    let module = exception.type.module + "."
    return full.hasPrefix(module) ? String(full.dropFirst(module.count)) : full
  }

  /// More frames than this of one recursion are summed up in a line.
  private static let mostFrames = 8

  /// A line of the report, with what it is.
  public struct Line {
    public enum Role { case headline, place, code, carets, link, hint }
    public let text: String
    public let role: Role
  }

  /// Headline, places, hint; causes first, as Python tells them.
  public func report(width: Int = 80) -> [Line] {
    var lines: [Line] = []
    if let earlier {
      lines += earlier.failure.report(width: width)
      lines.append(Line(text: "", role: .link))
      lines.append(
        Line(
          text: earlier.isCause
            ? "The above exception was the direct cause of the following exception:"
            : "During handling of the above exception, another exception occurred:", role: .link))
      lines.append(Line(text: "", role: .link))
    }
    lines.append(Line(text: headline, role: .headline))
    lines += places(width: width)
    if let hint {
      lines += Diagnostic(name, message, hint: hint).hintLines(width: width).map { Line(text: $0, role: .hint) }
    }
    return lines
  }

  /// The report as plain lines.
  public func lines(width: Int = 80) -> [String] { report(width: width).map(\.text) }

  /// The place beneath the headline: each frame with its line and what stood there marked.
  private func places(width: Int) -> [Line] {
    var lines: [Line] = []
    for (index, frame) in frames.enumerated() {
      if frames.count > Failure.mostFrames, index >= Failure.mostFrames - 2, index < frames.count - 2 {
        if index == Failure.mostFrames - 2 {
          lines.append(Line(text: "  … \(frames.count - Failure.mostFrames) more calls …", role: .place))
        }
        continue
      }
      let excerpt = Excerpt(of: frame.source, at: frame.span, width: width).lines
      for (row, text) in excerpt.enumerated() {
        if row == 0 {
          let function = frame.function == "<module>" ? "" : ", in \(frame.function)"
          let place = text.drop { $0 == " " }
          lines.append(Line(text: "  " + (index == 0 ? "" : "called from ") + place + function, role: .place))
        } else {
          let isCarets = text.contains("^") && text.allSatisfy { $0 == " " || $0 == "^" }
          lines.append(Line(text: text, role: isCarets ? .carets : .code))
        }
      }
    }
    return lines
  }
}
