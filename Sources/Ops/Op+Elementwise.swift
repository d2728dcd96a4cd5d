public import Autograd
public import NDArray

/// Parameters that many operations share.
public enum Arg {
  public static let input = Typed<Tensor>("input")
  public static let other = Typed<Tensor>("other")
  public static let dim = Typed<Int>("dim")
  public static let dims = Typed<[Int]>("dim", .ints)
  public static let keepdim = Typed<Bool>("keepdim", default: .number(.bool(false)))
  public static let dtype = Typed<DType?>("dtype", default: Parameter.Default.none, keywordOnly: true)
}

extension Op {
  /// The declaration of an elementwise operation of one tensor.
  public static func unary<R: UnaryRule>(
    _: R.Type, _ name: String, _ summary: String, formula: String, forms: Forms = .elementwise,
    aliases: [String] = [], on range: ClosedRange<Double> = -1...1, examples: [String] = []
  ) -> Op {
    Op(
      name, summary, formula: formula, forms: forms, aliases: aliases,
      Overload(
        parameters: [Arg.input.parameter], gradFn: R.nodeName, direct: .unary(R.of),
        samples: [Sample(.random([2, 3], range)), Sample(.random([], range))],
        inPlace: { .tensor(try R.inPlace(Tensor.from($0[0]))) },
        call: { .tensor(try R.of(Tensor.from($0[0]))) }),
      examples: examples.isEmpty ? [call(name, forms, range)] : examples)
  }

  /// A call with a few values of each range.
  private static func call(_ name: String, _ forms: Forms, _ ranges: ClosedRange<Double>...) -> String {
    let place = forms == .special ? "torch.special" : forms == .functional ? "F" : "torch"
    let tensors = ranges.map { range in
      let middle = (range.lowerBound + range.upperBound) / 2
      let values = [range.lowerBound, middle, range.upperBound].map { value -> String in
        let text = "\((100 * value).rounded() / 100)"
        return text.hasSuffix(".0") ? String(text.dropLast()) : text
      }
      return "torch.tensor([" + values.joined(separator: ", ") + "])"
    }
    return "\(place).\(name)(" + tensors.joined(separator: ", ") + ")"
  }

  /// The declaration of an elementwise operation of two tensors, or of a tensor and a number.
  public static func binary<R: BinaryRule>(
    _: R.Type, _ name: String, _ summary: String, formula: String, forms: Forms = .elementwise,
    aliases: [String] = [], on range: ClosedRange<Double> = -1...1, and second: ClosedRange<Double>? = nil,
    takesNumberFirst: Bool = false, examples: [String] = []
  ) -> Op {
    let other = second ?? range
    return Op(
      name, summary, formula: formula, forms: forms, aliases: aliases,
      Overload(
        parameters: [
          takesNumberFirst ? Parameter("input", .tensorOrNumber) : Arg.input.parameter,
          Parameter("other", .tensorOrNumber),
        ], gradFn: R.nodeName,
        direct: .binary(R.of),
        samples: [
          Sample(.random([2, 3], range), .random([2, 3], other)), Sample(.random([2, 3], range), .random([3], other)),
          Sample(.random([2, 1], range), .random([], other)),
          Sample(.random([2, 3], range), .number(.float(other.upperBound))),
        ],
        inPlace: { arguments in
          if case .tensor(let b) = arguments[1] { return .tensor(try R.inPlace(Tensor.from(arguments[0]), b)) }
          return .tensor(try R.inPlace(Tensor.from(arguments[0]), Number.from(arguments[1])))
        },
        call: { arguments in
          switch (arguments[0], arguments[1]) {
          case (.tensor(let a), .tensor(let b)): return .tensor(try R.of(a, b))
          case (.tensor(let a), let b): return .tensor(try R.of(a, Number.from(b)))
          case (let a, .tensor(let b)): return .tensor(try R.of(Number.from(a), b))
          case (let a, let b):
            let number = try Number.from(a)
            return .tensor(try R.of(Tensor(NDArray(number, number.dtype)), Number.from(b)))
          }
        }),
      examples: examples.isEmpty ? [call(name, forms, range, other)] : examples)
  }
}

extension Op {
  /// The same, where PyTorch has no derivative for the form that changes its tensor.
  func underivedInPlace(_ name: String) -> Op {
    let changed = overloads.map { overload in
      Overload(
        parameters: overload.parameters, gradFn: overload.gradFn, direct: overload.direct, samples: overload.samples,
        inPlace: { arguments in
          .tensor(
            try InPlace.replace(Tensor.from(arguments[0])) { before in
              let data = try withoutRecording { try Tensor.from(overload.call([.tensor(before)])) }.data
              return Recording.record(overload.gradFn.map { $0.dropLast() + "1" } ?? name, [before], data) { _ in
                throw EngineError(
                  .notImplementedError, "the derivative for 'inplace version of \(name)' is not implemented.")
              }
            })
        }, call: overload.call)
    }
    return Op(
      name: self.name, summary, formula: formula, forms: forms, aliases: aliases, changed,
      examples: self.examples)
  }
}

extension UnaryRule {
  /// `sin` → `SinBackward0`, `log1p` → `Log1PBackward0`, as PyTorch's names are made.
  public static func nodeName(for name: String) -> String {
    var result = ""
    var upper = true
    for character in name {
      if character == "_" {
        upper = true
      } else {
        result += upper ? character.uppercased() : String(character)
        upper = character.isNumber
      }
    }
    return result + "Backward0"
  }
}
