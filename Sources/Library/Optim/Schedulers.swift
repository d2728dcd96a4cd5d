import Glibc
import Machine

/// `torch.optim.lr_scheduler`: rates that change from epoch to epoch.
struct SchedulerKind {
  let name: String
  let summary: String
  let parameters: [LanguageParameter]
  /// The rate of a group, given the one it has now, its first one, and the epoch.
  let rate: (_ settings: [Value], _ group: Int, _ now: Double, _ first: Double, _ epoch: Int) throws -> Double
}

/// What a scheduler keeps.
final class SchedulerState {
  let kind: SchedulerKind
  let settings: [Value]
  let optimizer: InstanceObject
  var epoch = 0
  var first: [Double] = []
  var last: [Double] = []
  var calls = 0

  init(_ kind: SchedulerKind, _ settings: [Value], _ optimizer: InstanceObject) {
    self.kind = kind
    self.settings = settings
    self.optimizer = optimizer
  }

  private static let lr = "lr"

  var groups: [DictObject] {
    (optimizer.field(StringObject.interned("param_groups"))?.asList?.items ?? []).compactMap(\.asDict)
  }

  func begin() throws {
    for group in groups {
      let rate = group.get(SchedulerState.lr) ?? .float(0)
      group.set(StringObject.interned("initial_lr"), group.get("initial_lr") ?? rate)
      first.append(try Machine.current.double(rate))
    }
    last = first
    try apply()
  }

  func apply() throws {
    last = try zip(groups, first).enumerated().map { index, pair in
      let now = try Machine.current.double(pair.0.get(SchedulerState.lr) ?? .float(0))
      let rate = try kind.rate(settings, index, now, pair.1, epoch)
      pair.0.set(StringObject.interned(SchedulerState.lr), .float(rate))
      return rate
    }
  }
}

/// The schedulers there are.
enum Schedulers {
  private static func number(_ value: Value) throws -> Double { try Machine.current.double(value) }

  nonisolated(unsafe) static let all: [SchedulerKind] = [
    SchedulerKind(
      name: "StepLR", summary: "The rate times gamma, every so many epochs.",
      parameters: [.init("step_size"), .init("gamma", default: .float(0.1))]
    ) { settings, _, now, _, epoch in
      let size = try Machine.current.index(settings[0])
      guard epoch > 0, size != 0, epoch % size == 0 else { return now }
      return now * (try number(settings[1]))
    },
    SchedulerKind(
      name: "MultiStepLR", summary: "The rate times gamma, at given epochs.",
      parameters: [.init("milestones"), .init("gamma", default: .float(0.1))]
    ) { settings, _, now, _, epoch in
      let hits = try Machine.current.elements(settings[0]).filter { try Machine.current.index($0) == epoch }.count
      return hits == 0 || epoch == 0 ? now : now * pow(try number(settings[1]), Double(hits))
    },
    SchedulerKind(
      name: "ExponentialLR", summary: "The rate times gamma, every epoch.", parameters: [.init("gamma")]
    ) { settings, _, now, _, epoch in epoch == 0 ? now : now * (try number(settings[0])) },
    SchedulerKind(
      name: "LambdaLR", summary: "The first rate times a function of the epoch.", parameters: [.init("lr_lambda")]
    ) { settings, group, _, first, epoch in
      let function = settings[0].sequenceItems.map { group < $0.count ? $0[group] : Value.none } ?? settings[0]
      return first * (try number(Machine.current.call(function, [.int(epoch)])))
    },
    SchedulerKind(
      name: "MultiplicativeLR", summary: "The rate times a function of the epoch.", parameters: [.init("lr_lambda")]
    ) { settings, group, now, _, epoch in
      guard epoch > 0 else { return now }
      let function = settings[0].sequenceItems.map { group < $0.count ? $0[group] : Value.none } ?? settings[0]
      return now * (try number(Machine.current.call(function, [.int(epoch)])))
    },
    SchedulerKind(
      name: "ConstantLR", summary: "A smaller rate for the first epochs.",
      parameters: [.init("factor", default: .float(1.0 / 3)), .init("total_iters", default: .int(5))]
    ) { settings, _, now, _, epoch in
      let factor = try number(settings[0])
      if epoch == 0 { return now * factor }
      return epoch == (try Machine.current.index(settings[1])) ? now * (1 / factor) : now
    },
    SchedulerKind(
      name: "LinearLR", summary: "From one factor to another, evenly.",
      parameters: [
        .init("start_factor", default: .float(1.0 / 3)), .init("end_factor", default: .float(1)),
        .init("total_iters", default: .int(5)),
      ]
    ) { settings, _, now, _, epoch in
      let start = try number(settings[0])
      let end = try number(settings[1])
      let total = try Machine.current.index(settings[2])
      if epoch == 0 { return now * start }
      if epoch > total { return now }
      return now * (1 + (end - start) / (Double(total) * start + Double(epoch - 1) * (end - start)))
    },
    SchedulerKind(
      name: "PolynomialLR", summary: "Down to zero along a power.",
      parameters: [.init("total_iters", default: .int(5)), .init("power", default: .float(1))]
    ) { settings, _, now, _, epoch in
      let total = try Machine.current.index(settings[0])
      guard epoch > 0, epoch <= total else { return now }
      let before = 1 - Double(epoch - 1) / Double(total)
      return now * pow((1 - Double(epoch) / Double(total)) / before, try number(settings[1]))
    },
    SchedulerKind(
      name: "CosineAnnealingLR", summary: "Down and up along a cosine.",
      parameters: [.init("T_max"), .init("eta_min", default: .float(0))]
    ) { settings, _, now, first, epoch in
      let period = try number(settings[0])
      let least = try number(settings[1])
      if epoch == 0 { return now }
      if (Double(epoch) - 1 - period).truncatingRemainder(dividingBy: 2 * period) == 0 {
        return now + (first - least) * (1 - cos(.pi / period)) / 2
      }
      return (1 + cos(.pi * Double(epoch) / period)) / (1 + cos(.pi * Double(epoch - 1) / period)) * (now - least)
        + least
    },
  ]

  static func build(_ machine: Machine) throws -> ModuleObject {
    let module = ModuleObject("torch.optim.lr_scheduler", summary: "Rates that change from epoch to epoch.")
    module.set("LRScheduler", .object(base))
    for kind in all { module.set(kind.name, .object(makeType(kind))) }
    return module
  }

  private static func state(_ value: Value) -> SchedulerState? { value.asInstance?.payload as? SchedulerState }

  nonisolated(unsafe) private static let base: TypeObject = {
    let type = TypeObject("LRScheduler", module: "torch.optim.lr_scheduler", summary: "Changes an optimiser's rates.")
    type.acceptsAttributes = true
    type.method(
      "step", [.init("self"), .init("epoch", default: Value.none)], summary: "One epoch on.",
      .bound { arguments in
        guard let state = state(arguments[0]) else { return .none }
        state.calls += 1
        if state.calls == 1, OptimiserState.of(.object(state.optimizer))?.steps == 0 {
          try Machine.current.warn(
            .userWarning,
            "Detected call of `lr_scheduler.step()` before `optimizer.step()`. In PyTorch 1.1.0 and later, you should call them "
              + "in the opposite order: `optimizer.step()` before `lr_scheduler.step()`.  Failure to do this will result in "
              + "PyTorch skipping the first value of the learning rate schedule. See more details at "
              + "https://pytorch.org/docs/stable/optim.html#how-to-adjust-learning-rate")
        }
        state.epoch = try arguments[1].isNone ? state.epoch + 1 : Machine.current.index(arguments[1])
        try state.apply()
        return .none
      })
    type.method(
      "get_last_lr", summary: "The rates that were last set.",
      .unary { value in
        .list((state(value)?.last ?? []).map { .float($0) })
      })
    type.property("last_epoch", get: { .int(state($0)?.epoch ?? 0) })
    type.property("base_lrs", get: { .list((state($0)?.first ?? []).map { .float($0) }) })
    type.property("optimizer", get: { state($0).map { .object($0.optimizer) } ?? .none })
    return type
  }()

  private static func makeType(_ kind: SchedulerKind) -> TypeObject {
    let type = TypeObject(kind.name, module: "torch.optim.lr_scheduler", bases: [base], summary: kind.summary)
    type.acceptsAttributes = true
    let parameters = [.init("optimizer")] + kind.parameters + [.init("last_epoch", default: .int(-1))]
    type.noteSignature("torch.optim.lr_scheduler.\(kind.name)", "scheduler", parameters)
    let signature = PythonSignature("\(kind.name).__init__", parameters, hasSelf: true)
    type.slots.initialize = { value, arguments in
      guard let instance = value.asInstance else { return }
      let bound = try signature.bind(arguments)
      guard let optimizer = bound[0].asInstance, optimizer.classObject.isSubclass(of: .optimizer) else {
        throw PythonError(.typeError, "\(Machine.current.type(of: bound[0]).name) is not an Optimizer")
      }
      let state = SchedulerState(kind, Array(bound.dropFirst()), optimizer)
      instance.payload = state
      for (parameter, setting) in zip(kind.parameters, bound.dropFirst()) {
        instance.setField(StringObject.interned(parameter.name), setting)
      }
      try state.begin()
    }
    return type
  }
}
