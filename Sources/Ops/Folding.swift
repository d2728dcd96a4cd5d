import Autograd
import NDArray

/// Windows of pictures as columns and back, and channels as pixels.
public enum Folding {
  private static let kernel = Typed<[Int]>("kernel_size")
  private static let dilation = Typed<[Int]>("dilation", default: .number(.int(1)))
  private static let padding = Typed<[Int]>("padding", default: .number(.int(0)))
  private static let stride = Typed<[Int]>("stride", default: .number(.int(1)))

  public static let unfold = Op(
    "unfold", "The windows of pictures as columns.", forms: .functional,
    Overload(
      "Im2ColBackward0", Arg.input, kernel, dilation, padding, stride,
      samples: [
        Sample(.random([2, 2, 3, 4]), .ints([2])),
        Sample(.random([1, 2, 3, 4]), .ints([2, 3]), .ints([1]), .ints([1]), .ints([2])),
      ]
    ) { x, kernel, dilation, padding, stride in
      let sliding = try sliding(kernel, dilation, padding, stride)
      guard x.rank == 3 || x.rank == 4, x.count > 0 else {
        throw EngineError.runtime(
          "Expected 3D or 4D (batch mode) tensor with possibly 0 batch size and other non-zero dimensions for input, but "
            + "got: \(Layout.text(x.shape))")
      }
      let shape = x.rank == 3 ? [1] + x.shape : x.shape
      let places = (0..<2).map { blocks(shape[2 + $0], sliding, $0) }
      guard places.allSatisfy({ $0 >= 1 }) else {
        throw EngineError.runtime(
          "Given input with spatial size (\(shape[2]), \(shape[3])), \(text(sliding)), calculated shape of the array of "
            + "sliding blocks as (\(places[0]), \(places[1])), but its components must be at least one.")
      }
      let isSingle = x.rank == 3
      return try Recording.linear(
        "Im2ColBackward0", x, second: "Col2ImBackward0",
        {
          let columns = try Convolution.columns(
            $0.contiguous().inMemory().reshaped(shape), sliding, places: places)
          return isSingle ? try columns.reshaped(Array(columns.shape.dropFirst())) : columns
        },
        adjoint: { g in
          let columns = isSingle ? try g.contiguous().inMemory().unsqueezed(0) : g
          let sum = try Convolution.pictures(columns, sliding, places: places, shape: shape)
          return isSingle ? try sum.reshaped(Array(shape.dropFirst())) : sum
        })
    },
    examples: ["F.unfold(torch.ones(1, 1, 3, 3), 2).shape"])

  public static let fold = Op(
    "fold", "Columns summed up to pictures.", forms: .functional,
    Overload(
      "Col2ImBackward0", Arg.input, Typed<[Int]>("output_size"), kernel, dilation, padding, stride,
      samples: [Sample(.random([2, 8, 6]), .ints([3, 4]), .ints([2]))]
    ) { x, size, kernel, dilation, padding, stride in
      let sliding = try sliding(kernel, dilation, padding, stride)
      let target = size.count == 1 ? [size[0], size[0]] : size
      guard target.count == 2 else { throw EngineError.runtime("output_size should be a single int or a pair") }
      guard x.rank == 2 || x.rank == 3, x.count > 0 else {
        throw EngineError.runtime(
          "Expected 2D or 3D (batch mode) tensor for input with possibly 0 batch size and non-zero dimensions for input, "
            + "but got: \(Layout.text(x.shape))")
      }
      let depth = sliding.kernel.reduce(1) { $0.times($1) }
      let shape = x.rank == 2 ? [1] + x.shape : x.shape
      let isSingle = x.rank == 2
      guard shape[1] % depth == 0 else {
        throw EngineError.runtime(
          "Expected size of input's dimension \(isSingle ? 0 : 1) to be divisible by the product of kernel_size, but got "
            + "input.size(\(isSingle ? 0 : 1))=\(shape[1]) and kernel_size=(\(sliding.kernel[0]), \(sliding.kernel[1]))."
        )
      }
      let places = (0..<2).map { blocks(target[$0], sliding, $0) }
      guard places[0] >= 1, places[1] >= 1, places[0] &* places[1] == shape[2] else {
        throw EngineError.runtime(
          "Given output_size=(\(target[0]), \(target[1])), \(text(sliding)), stride=(\(sliding.stride[0]), "
            + "\(sliding.stride[1])), expected size of input's dimension \(isSingle ? 1 : 2) to match the calculated "
            + "number of sliding blocks \(places[0]) * \(places[1]) = \(places[0] &* places[1]), but got "
            + "input.size(\(isSingle ? 1 : 2))=\(shape[2]).")
      }
      let pictures = [shape[0], shape[1] / depth] + target
      return try Recording.linear(
        "Col2ImBackward0", x, second: "Im2ColBackward0",
        {
          let sum = try Convolution.pictures(
            $0.contiguous().inMemory().reshaped(shape), sliding, places: places, shape: pictures)
          return isSingle ? try sum.reshaped(Array(pictures.dropFirst())) : sum
        },
        adjoint: { g in
          let columns = try Convolution.columns(
            g.contiguous().inMemory().reshaped(pictures), sliding, places: places)
          return isSingle ? try columns.reshaped(Array(columns.shape.dropFirst())) : columns
        })
    },
    examples: ["F.fold(torch.ones(1, 4, 4), (3, 3), 2)"])

  private static func sliding(_ kernel: [Int], _ dilation: [Int], _ padding: [Int], _ stride: [Int]) throws -> Sliding {
    func pair(_ values: [Int], _ name: String) throws -> [Int] {
      guard values.count == 1 || values.count == 2 else {
        throw EngineError.runtime("It is expected \(name) equals to 2, but got size \(values.count)")
      }
      return values.count == 1 ? [values[0], values[0]] : values
    }
    let result = Sliding(
      kernel: try pair(kernel, "kernel_size"), stride: try pair(stride, "stride"),
      padding: try pair(padding, "padding"), dilation: try pair(dilation, "dilation"))
    for (name, values, least) in [
      ("kernel size", result.kernel, 1), ("dilation", result.dilation, 1), ("padding", result.padding, 0),
      ("stride", result.stride, 1),
    ] where values.contains(where: { $0 < least || $0 > 1 << 30 }) {
      let word = name == "kernel size" ? "kernel_" : name + "_"
      throw EngineError.runtime(
        "\(name) should be \(least == 0 ? "non-negative" : "greater than zero"), but got \(word)height: \(values[0]) "
          + "\(word)width: \(values[1])")
    }
    return result
  }

  private static func blocks(_ size: Int, _ s: Sliding, _ d: Int) -> Int {
    let rest = size.plus(s.padding[d].times(2)).plus(s.dilation[d].times(1 - s.kernel[d])).plus(-1)
    let whole = rest / s.stride[d]
    return (rest % s.stride[d] < 0 ? whole - 1 : whole).plus(1)
  }

  private static func text(_ s: Sliding) -> String {
    "kernel_size=(\(s.kernel[0]), \(s.kernel[1])), dilation=(\(s.dilation[0]), \(s.dilation[1])), padding="
      + "(\(s.padding[0]), \(s.padding[1]))"
  }

  // MARK: Pixels

  public static let pixelShuffle = Op(
    "pixel_shuffle", "Channels laid out as pixels.", forms: [.function, .functional],
    Overload(
      "PixelShuffleBackward0", Arg.input, Typed<Int>("upscale_factor"),
      samples: [Sample(.random([1, 4, 2, 3]), .number(.int(2)))]
    ) { x, factor in
      guard x.rank >= 3 else {
        throw EngineError.runtime(
          "pixel_shuffle expects input to have at least 3 dimensions, but got input with \(x.rank) dimension(s)")
      }
      guard factor > 0, factor < 1 << 20 else {
        throw EngineError.runtime("pixel_shuffle expects a positive upscale_factor, but got \(factor)")
      }
      let c = x.shape[x.rank - 3]
      guard c % (factor * factor) == 0 else {
        throw EngineError.runtime(
          "pixel_shuffle expects its input's 'channel' dimension to be divisible by the square of upscale_factor, but "
            + "input.size(-3)=\(c) is not divisible by \(factor * factor)")
      }
      let shape = x.shape
      return try Recording.linear(
        "PixelShuffleBackward0", x, second: "PixelUnshuffleBackward0", { try shuffled($0, factor) },
        adjoint: { try unshuffled($0, factor, shape) })
    },
    examples: ["torch.pixel_shuffle(torch.ones(1, 4, 2, 2), 2).shape"])

  public static let pixelUnshuffle = Op(
    "pixel_unshuffle", "Pixels laid out as channels.", forms: [.function, .functional],
    Overload(
      "PixelUnshuffleBackward0", Arg.input, Typed<Int>("downscale_factor"),
      samples: [Sample(.random([1, 1, 4, 6]), .number(.int(2)))]
    ) { x, factor in
      guard x.rank >= 3 else {
        throw EngineError.runtime(
          "pixel_unshuffle expects input to have at least 3 dimensions, but got input with \(x.rank) dimension(s)")
      }
      guard factor > 0, factor < 1 << 20 else {
        throw EngineError.runtime("pixel_unshuffle expects a positive downscale_factor, but got \(factor)")
      }
      for (name, d) in [("height", 2), ("width", 1)] where x.shape[x.rank - d] % factor != 0 {
        throw EngineError.runtime(
          "pixel_unshuffle expects \(name) to be divisible by downscale_factor, but input.size(-\(d))="
            + "\(x.shape[x.rank - d]) is not divisible by \(factor)")
      }
      var shape = x.shape
      shape[x.rank - 3] *= factor * factor
      shape[x.rank - 2] /= factor
      shape[x.rank - 1] /= factor
      let target = shape
      return try Recording.linear(
        "PixelUnshuffleBackward0", x, second: "PixelShuffleBackward0", { try unshuffled($0, factor, target) },
        adjoint: { try shuffled($0, factor) })
    },
    examples: ["torch.pixel_unshuffle(torch.ones(1, 1, 4, 4), 2).shape"])

  private static func shuffled(_ x: NDArray, _ r: Int) throws -> NDArray {
    let n = x.shape.dropLast(3).reduce(1, *)
    let (c, h, w) = (x.shape[x.rank - 3] / (r * r), x.shape[x.rank - 2], x.shape[x.rank - 1])
    let apart = try x.contiguous().inMemory().reshaped([n, c, r, r, h, w])
    return try apart.permuted([0, 1, 4, 2, 5, 3]).copied().reshaped(Array(x.shape.dropLast(3)) + [c, h * r, w * r])
  }

  /// - Parameter shape: Of the result.
  private static func unshuffled(_ x: NDArray, _ r: Int, _ shape: [Int]) throws -> NDArray {
    let n = x.shape.dropLast(3).reduce(1, *)
    let (c, h, w) = (x.shape[x.rank - 3], x.shape[x.rank - 2] / r, x.shape[x.rank - 1] / r)
    let apart = try x.contiguous().inMemory().reshaped([n, c, h, r, w, r])
    return try apart.permuted([0, 1, 3, 5, 2, 4]).copied().reshaped(shape)
  }
}
