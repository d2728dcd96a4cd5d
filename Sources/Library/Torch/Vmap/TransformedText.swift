import Autograd
import Machine
import NDArray
import Ops

/// Tensors as text while transforms run: wrapped once for each that they take part in.
enum TransformedText {
  static func repr(_ tensor: Tensor) throws -> String { try repr(.native(tensor), tensor) }

  static func repr(_ batched: BatchedTensor) throws -> String {
    guard let memory = batched.memory else { return "" }
    return try repr(.native(batched), memory)
  }

  private static func repr(_ value: Value, _ memory: Tensor) throws -> String {
    var wrappers: [(number: Int, text: String)] = []
    var shown = memory
    var inner = value
    while let one = Batching.batched(inner) {
      if one.isStretched {
        shown = try Shapes.select(shown, 0, 0)
      } else {
        wrappers.append((one.frame.number, "BatchedTensor(lvl=\(one.frame.number), bdim=\(one.dim), value="))
      }
      inner = one.whole
    }
    let levels = Level.active.filter { $0.sees(memory) }
    for level in levels { wrappers.append((level.number, "GradTrackingTensor(lvl=\(level.number), value=")) }
    if let outermost = levels.first { shown = try outermost.outside(shown).detached() }
    var text = try TensorPrinting.plainRepr(shown)
    for wrapper in wrappers.sorted(by: { $0.number < $1.number }) {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "    " + $0 }
      text = wrapper.text + "\n" + lines.joined(separator: "\n") + "\n)"
    }
    return text
  }
}
