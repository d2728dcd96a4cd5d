import Autograd
import NDArray

/// Windows that begin and end low, by which pieces of signals are weighted.
public enum TaperWindows {
  private static let length = Typed<Int>("window_length")
  private static let periodic = Typed<Bool>("periodic")

  public static let hann = Op(
    "hann_window", "One swing of a cosine, from zero to one and back.", forms: .function,
    .making(length) { try cosine("hann_window", $1, true, 0.5, 0.5, $0) },
    .making(length, periodic) { try cosine("hann_window", $1, $2, 0.5, 0.5, $0) },
    examples: ["torch.hann_window(4)"])

  public static let hamming = Op(
    "hamming_window", "One swing of a cosine above a floor.", formula: "alpha - beta cos(2π i / N)", forms: .function,
    .making(length) { try cosine("hamming_window", $1, true, 0.54, 0.46, $0) },
    .making(length, periodic) { try cosine("hamming_window", $1, $2, 0.54, 0.46, $0) },
    .making(length, periodic, Typed<Double>("alpha")) { try cosine("hamming_window", $1, $2, $3, 0.46, $0) },
    .making(length, periodic, Typed<Double>("alpha"), Typed<Double>("beta")) {
      try cosine("hamming_window", $1, $2, $3, $4, $0)
    },
    examples: ["torch.hamming_window(4)"])

  public static let blackman = Op(
    "blackman_window", "Two cosines that leave little beside the middle.", forms: .function,
    .making(length) { try twoCosines($1, true, $0) }, .making(length, periodic) { try twoCosines($1, $2, $0) },
    examples: ["torch.blackman_window(4)"])

  public static let bartlett = Op(
    "bartlett_window", "A line up to one and a line down.", forms: .function,
    .making(length) { try lines($1, true, $0) }, .making(length, periodic) { try lines($1, $2, $0) },
    examples: ["torch.bartlett_window(4)"])

  public static let kaiser = Op(
    "kaiser_window", "A Bessel function's bell, the narrower the larger beta.",
    formula: "i0(beta sqrt(1 - (2i / N - 1)²)) / i0(beta)", forms: .function,
    .making(length) { try bell($1, true, 12, $0) }, .making(length, periodic) { try bell($1, $2, 12, $0) },
    .making(length, periodic, Typed<Double>("beta")) { try bell($1, $2, $3, $0) },
    examples: ["torch.kaiser_window(4)"])

  /// A window of a length, of the formula's values for the places from the first on.
  ///
  /// - Parameter formula: Given the places and the number of the last one.
  private static func window(
    _ name: String, _ length: Int, _ isPeriodic: Bool, _ making: Making,
    _ formula: (Tensor, Double) throws -> Tensor
  ) throws -> NDArray {
    let type = making.floatType
    guard type.isFloatingPoint else {
      let names: [DType: String] = [
        .int64: "long int", .int32: "int", .int16: "short int", .int8: "signed char", .uint8: "unsigned char",
      ]
      throw EngineError.runtime(
        "\(name) expects floating point dtypes, got: TensorOptions(dtype=\(names[type] ?? "bool"), device=cpu, "
          + "layout=Strided (default), requires_grad=false (default), pinned_memory=false, memory_format=(nullopt))")
    }
    guard length >= 0 else {
      throw EngineError.runtime("\(name) requires non-negative window_length, got window_length=\(length)")
    }
    guard length > 1 else { return try NDArray.filled(shape: [length], .int(1), type) }
    // A periodic window is one that is longer by a place, which is left out.
    let count = isPeriodic ? length + 1 : length
    return try withoutRecording {
      let places = Tensor(try NDArray.arange(count: count, from: .int(0), by: .int(1), type))
      return try Shapes.slice(formula(places, Double(count - 1)), 0, 0, length, 1).data.copied()
    }
  }

  private static func cosine(
    _ name: String, _ length: Int, _ isPeriodic: Bool, _ alpha: Double, _ beta: Double, _ making: Making
  ) throws -> NDArray {
    try window(name, length, isPeriodic, making) { places, last in
      let wave = try Cos.of(Mul.of(places, .float(Double.pi * 2 / last)))
      return try Add.of(Mul.of(wave, .float(-beta)), .float(alpha))
    }
  }

  private static func twoCosines(_ length: Int, _ isPeriodic: Bool, _ making: Making) throws -> NDArray {
    try window("blackman_window", length, isPeriodic, making) { places, last in
      let angle = try Mul.of(places, .float(Double.pi / last))
      let fast = try Mul.of(Cos.of(Mul.of(angle, .int(4))), .float(0.08))
      let slow = try Mul.of(Cos.of(Mul.of(angle, .int(2))), .float(0.5))
      return try Add.of(Sub.of(fast, slow), .float(0.42))
    }
  }

  private static func lines(_ length: Int, _ isPeriodic: Bool, _ making: Making) throws -> NDArray {
    try window("bartlett_window", length, isPeriodic, making) { places, last in
      let rising = try Mul.of(places, .float(2 / last))
      let falling = try Add.of(Mul.of(rising, .int(-1)), .int(2))
      return try Where.of(LessOrEqual.of(places, .float((last / 2).rounded(.down))), rising, falling)
    }
  }

  private static func bell(_ length: Int, _ isPeriodic: Bool, _ beta: Double, _ making: Making) throws -> NDArray {
    try window("kaiser_window", length, isPeriodic, making) { places, last in
      let type = places.dtype
      func rounded(_ x: Double) -> Double { type == .float64 ? x : Double(Float(x)) }
      let middle = last / 2
      let roots = places.data.doubles().map { place in
        let x = rounded((place - middle) / middle)
        return max(rounded(1.0.addingProduct(-x, x)), 0)
      }
      let inside = Tensor(try NDArray.doubles(roots, shape: places.shape, type))
      let peak = try I0.of(Tensor(NDArray(.float(beta), type)))
      return try Div.of(I0.of(Mul.of(Sqrt.of(inside), .float(beta))), peak)
    }
  }
}
