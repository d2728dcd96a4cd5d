import Autograd
import NDArray

/// The other way from what a pooling found to where it found it.
public enum Unpooling {
  public static let maxUnpool1d = unpool(1, "SqueezeBackward1", "torch.tensor([[5., 7.]]), torch.tensor([[1, 2]])")
  public static let maxUnpool2d = unpool(2, "MaxUnpool2DBackward0", "torch.tensor([[[7.]]]), torch.tensor([[[3]]])")
  public static let maxUnpool3d = unpool(
    3, "MaxUnpool3DBackward0", "torch.tensor([[[[7.]]]]), torch.tensor([[[[3]]]])")

  private static func unpool(_ dims: Int, _ node: String, _ example: String) -> Op {
    let name = "max_unpool\(dims)d"
    let ones = [Int](repeating: 1, count: dims - 1)
    return Op(
      name, "Elements brought back to the places where a pooling found them, among zeros.", forms: .functional,
      Overload(
        node, Arg.input, Typed<Tensor>("indices"), Typed<[Int]>("kernel_size"),
        Typed<[Int]?>("stride", .ints, default: Parameter.Default.none),
        Typed<[Int]>("padding", default: .number(.int(0))),
        Typed<[Int]?>("output_size", .ints, default: Parameter.Default.none),
        samples: [
          Sample(.random([1, 2] + ones + [2]), .indices([0, 3, 1, 2], [1, 2] + ones + [2]), .ints([2]))
        ]
      ) { x, indices, kernel, stride, padding, size in
        try of(x, indices, dims, kernel, stride, padding, size)
      },
      examples: ["F.\(name)(\(example), 2)"])
  }

  private static func of(
    _ x: Tensor, _ indices: Tensor, _ dims: Int, _ kernel: [Int], _ stride: [Int]?, _ padding: [Int], _ size: [Int]?
  ) throws -> Tensor {
    func each(_ values: [Int]) -> [Int] { values.count == 1 ? [Int](repeating: values[0], count: dims) : values }
    let kernel = each(kernel)
    let stride = stride.map(each) ?? kernel
    let padding = each(padding)
    guard kernel.count == dims, stride.count == dims, padding.count == dims, x.rank >= dims else {
      throw EngineError(.indexError, "tuple index out of range")
    }
    let spatial = Array(x.shape.suffix(dims))
    let usual = (0..<dims).map { (spatial[$0] &- 1) &* stride[$0] &+ kernel[$0] &- 2 &* padding[$0] }
    let wanted = try chosen(usual, stride, size, dims)
    if let d = wanted.firstIndex(where: { $0 < 0 }) {
      throw EngineError(
        .valueError,
        "max_unpooling: output_size must contain non-negative spatial dimensions, but got output_size[\(d)]=\(wanted[d])"
      )
    }
    guard indices.dtype == .int64 else {
      throw EngineError.runtime(
        "elements in indices should be type int64 but got: \(indices.dtype.scalarTypeName)")
    }
    let lift = dims == 1 ? [1] : []
    guard dims != 2 && dims != 1 || x.rank + lift.count == 3 || x.rank + lift.count == 4 else {
      throw EngineError.runtime(
        "Input to max_unpooling2d should be a 3d or 4d Tensor, but got a tensor with \(x.rank + lift.count) dimensions."
      )
    }
    guard dims != 3 || x.rank == 4 || x.rank == 5 else {
      throw EngineError.runtime(
        "Input to max_unpooling3d should be a 4d or 5d Tensor, but got a tensor with \(x.rank) dimensions.")
    }
    guard x.shape == indices.shape else {
      throw EngineError.runtime(
        dims == 3
          ? "Expected shape of indices to be same as that of the input tensor but got indices tensor with shape: "
            + Layout.text(indices.shape)
          : "Expected shape of indices to be same as that of the input tensor (\(Layout.text(x.shape + lift))) but got "
            + "indices tensor with shape: \(Layout.text(indices.shape + lift))")
    }
    let area = try wanted.reduce(1) { total, next in
      let (result, overflow) = total.multipliedReportingOverflow(by: next)
      guard !overflow, next >= 0 else { throw EngineError.runtime("numel: integer multiplication overflow") }
      return result
    }
    // PyTorch's loop goes on after an index out of range, so that the last of them is the one that it names.
    if area > 0, let bad = indices.data.ints().last(where: { $0 < 0 || $0 >= area }) {
      throw EngineError.runtime(
        "Found an invalid max index: \(bad) (output volumes are of size "
          + "\((wanted + lift).map(String.init).joined(separator: "x")))")
    }
    return try placed(x, indices.data, Array(x.shape.dropLast(dims)), wanted, dims)
  }

  /// The sizes that were asked for, where they can be those of a pooling's input.
  private static func chosen(_ usual: [Int], _ stride: [Int], _ size: [Int]?, _ dims: Int) throws -> [Int] {
    guard var size else { return usual }
    if size.count == dims + 2 { size = Array(size.dropFirst(2)) }
    guard size.count == dims else {
      throw EngineError(
        .valueError,
        "output_size should be a sequence containing \(dims) or \(dims + 2) elements, but it has a length of "
          + "'\(size.count)'")
    }
    for d in 0..<dims where size[d] <= usual[d] - stride[d] || size[d] >= usual[d] + stride[d] {
      let words = "(" + size.map(String.init).joined(separator: ", ") + (dims == 1 ? ",)" : ")")
      throw EngineError(
        .valueError,
        "invalid output_size \"\(words)\" (dim \(d) must be between \(usual[d] - stride[d]) and \(usual[d] + stride[d]))"
      )
    }
    return size
  }

  private static func placed(_ x: Tensor, _ indices: NDArray, _ before: [Int], _ size: [Int], _ dims: Int) throws
    -> Tensor
  {
    let planes = before.reduce(1, *)
    let area = size.reduce(1, *)
    let each = x.shape.suffix(dims).reduce(1, *)
    let index = try indices.contiguous().inMemory().reshaped([planes, each])
    let shape = x.shape
    func data(_ x: NDArray) throws -> NDArray {
      let source = try x.contiguous().inMemory().reshaped([planes, each])
      let out = try NDArray.zeros(shape: [planes, area], x.dtype).inMemory()
      guard out.count > 0, source.count > 0, let at = index.pointer(Int.self), let from = source.pointer(UInt8.self),
        let to = out.pointer(UInt8.self)
      else { return try out.reshaped(before + size) }
      let bytes = x.dtype.size
      for plane in 0..<planes {
        for i in 0..<each {
          (to + (plane * area + at[plane * each + i]) * bytes).update(
            from: from + (plane * each + i) * bytes, count: bytes)
        }
      }
      return try out.reshaped(before + size)
    }
    let lifted = dims == 1 ? try Shapes.unsqueeze(x, -1) : x
    let result = Recording.record(
      "MaxUnpool\(max(dims, 2))DBackward0", [lifted],
      try data(x.data).reshaped(
        before + size + (dims == 1 ? [1] : []))
    ) { d in
      let flat = try Shapes.reshape(d.gradient, [planes, area])
      return [try Shapes.reshape(Gathering.gather(flat, 1, Tensor(index)), shape + (dims == 1 ? [1] : []))]
    }
    return dims == 1 ? try Shapes.squeeze(result, [result.rank - 1]) : result
  }
}
