import Autograd
import Machine

/// `torch.autograd.detect_anomaly`: says which line of a person's code made the operation whose derivative failed.
enum Anomalies {
  /// The calls in progress when a node was made, under the number the node keeps. The oldest are forgotten.
  nonisolated(unsafe) private static var traces: [[TracebackEntry]] = []
  nonisolated(unsafe) private static var oldest: UInt32 = 1
  private static let most = 200_000

  /// The innermost place of the last operation that was reported.
  nonisolated(unsafe) private(set) static var lastPlace: TracebackEntry?

  private static func trace() -> UInt32 {
    if traces.count >= most {
      traces.removeFirst(most / 2)
      oldest += UInt32(most / 2)
    }
    traces.append(Machine.current.currentPlaces)
    return oldest &+ UInt32(traces.count - 1)
  }

  private static func report(_ node: Node) throws {
    let index = Int(node.origin) - Int(oldest)
    guard traces.indices.contains(index), let innermost = traces[index].last else {
      lastPlace = nil
      try Machine.current.warn(
        .userWarning,
        "Error detected in \(node.name). No forward pass information available. Enable detect anomaly during forward pass "
          + "for more information. (Triggered internally at "
          + "/__w/pytorch/pytorch/torch/csrc/autograd/python_anomaly_mode.cpp:100.)")
      return
    }
    lastPlace = innermost
    let lines = traces[index].map { entry in
      "  File \"\(entry.sourceName)\", line \(entry.line), in \(entry.function)\n    \(entry.lineText)\n"
    }
    try Machine.current.warn(
      .userWarning,
      "Error detected in \(node.name). Traceback of forward call that caused the error:\n\(lines.joined()) (Triggered "
        + "internally at /__w/pytorch/pytorch/torch/csrc/autograd/python_anomaly_mode.cpp:122.)")
  }

  static func set(_ enabled: Bool, checksNaN: Bool) {
    AnomalyMode.isEnabled = enabled
    AnomalyMode.checksNaN = checksNaN
    Origin.trace = trace
    AnomalyMode.report = report
  }

  // MARK: The two context managers

  private final class Payload {
    let enter: () -> Void
    let before = (AnomalyMode.isEnabled, AnomalyMode.checksNaN)
    init(_ enter: @escaping () -> Void) { self.enter = enter }
  }

  nonisolated(unsafe) static let detectAnomaly = make("detect_anomaly", "Looks for NaN in every gradient.") {
    arguments in
    let check = try flag(arguments, 0, "check_nan", default: true)
    try Machine.current.warn(
      .userWarning,
      "Anomaly Detection has been enabled. This mode will increase the runtime and should only be enabled for debugging."
    )
    return Payload { set(true, checksNaN: check) }
  }

  nonisolated(unsafe) static let setDetectAnomaly = make(
    "set_detect_anomaly", "Turns the search for NaN in gradients on or off."
  ) { arguments in
    guard arguments.count > 0 || arguments.keyword("mode") != nil else {
      throw PythonError(.typeError, "set_detect_anomaly.__init__() missing 1 required positional argument: 'mode'")
    }
    let wanted = try flag(arguments, 0, "mode", default: true)
    let check = try flag(arguments, 1, "check_nan", default: true)
    let payload = Payload {}
    set(wanted, checksNaN: check)
    return payload
  }

  private static func flag(_ arguments: Arguments, _ index: Int, _ name: String, default: Bool) throws -> Bool {
    let value = arguments.count > index ? arguments[index] : arguments.keyword(name)
    return try value.map(Machine.current.truth) ?? `default`
  }

  private static func make(
    _ name: String, _ summary: String, _ begin: @escaping (Arguments) throws -> Payload
  ) -> TypeObject {
    let type = TypeObject(name, module: "torch.autograd.anomaly_mode", summary: summary)
    type.slots.new = { type, arguments in .object(InstanceObject(type, payload: try begin(arguments))) }
    type.slots.initialize = { _, _ in }
    type.slots.enter = { value in
      (value.asInstance?.payload as? Payload)?.enter()
      return .none
    }
    type.slots.exit = { value, _ in
      if let before = (value.asInstance?.payload as? Payload)?.before { set(before.0, checksNaN: before.1) }
      return .none
    }
    return type
  }
}
