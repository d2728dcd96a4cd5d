import Autograd
import NDArray

/// Norms of windows, made of their mean powers.
extension Pooling {
  public static let lpPool1d = normed("lp_pool1d", "torch.arange(4.).reshape(1, 1, 4)", [1, 1, 5]) {
    x, kernel, stride, ceiling in
    let means = try mean1d(x, [Int].from(kernel), stride, [0], ceiling)
    if case .list = kernel {
      throw EngineError(.typeError, "mul(): argument 'other' (position 1) must be Tensor, not tuple")
    }
    return (means, try Int.from(kernel))
  }

  public static let lpPool2d = normed("lp_pool2d", "torch.arange(4.).reshape(1, 1, 2, 2)", [1, 1, 3, 4]) {
    x, kernel, stride, ceiling in
    var sizes = try [Int].from(kernel)
    if case .list = kernel {
      guard sizes.count == 2 else {
        throw EngineError(
          .valueError,
          sizes.count < 2
            ? "not enough values to unpack (expected 2, got \(sizes.count))" : "too many values to unpack (expected 2)")
      }
    } else {
      sizes += sizes
    }
    return (try mean2d(x, sizes, stride, [0], ceiling), sizes.reduce(1, &*))
  }

  public static let lpPool3d = normed("lp_pool3d", "torch.arange(8.).reshape(1, 1, 2, 2, 2)", [1, 1, 2, 3, 2]) {
    x, kernel, stride, ceiling in
    var sizes = try [Int].from(kernel)
    if case .list = kernel {
      guard sizes.count == 3 else {
        throw EngineError(
          .valueError,
          sizes.count < 3
            ? "not enough values to unpack (expected 3, got \(sizes.count))" : "too many values to unpack (expected 3)")
      }
    } else {
      sizes += sizes + sizes
    }
    return (try mean3d(x, sizes, stride, [0], ceiling), sizes.reduce(1, &*))
  }

  /// - Parameter mean: The means of windows, and how many elements each has.
  private static func normed(
    _ name: String, _ example: String, _ sample: [Int],
    _ mean: @escaping (Tensor, Argument, [Int]?, Bool) throws -> (Tensor, Int)
  ) -> Op {
    Op(
      name, "The norm of each window.", formula: "(Σ x ** p) ** (1 / p)", forms: .functional,
      Overload(
        "PowBackward0", Arg.input, Typed<Number>("norm_type"), Typed<Argument>("kernel_size", .any),
        Typed<[Int]?>("stride", .ints, default: Parameter.Default.none),
        Typed<Bool>("ceil_mode", default: .number(.bool(false))),
        samples: [Sample(.random(sample, 0.5...2), .number(.int(2)), .number(.int(2)))]
      ) { x, power, kernel, stride, ceiling in
        let (means, places) = try mean(Pow.of(x, power), kernel, stride, ceiling)
        let sums = try Mul.of(Mul.of(means.sign(), Relu.of(means.abs())), .int(places))
        guard power.asDouble != 0 else { throw EngineError(.zeroDivisionError, "float division by zero") }
        return try Pow.of(sums, .float(1 / power.asDouble))
      },
      examples: ["F.\(name)(\(example), 2, 2)"])
  }
}
