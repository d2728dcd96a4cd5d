import Autograd
import Machine
import NDArray

/// What help says of a tensor, and what examples must not change.
enum LibraryHelp {
  static func install(on machine: Machine) {
    TypeObject.tensor.describe = { $0.asTensor.map(facts) ?? [] }
    machine.beforeExamples = {
      let state = Generators.standard.state
      let restore = LibraryState.remember()
      return {
        Generators.standard.state = state
        restore()
      }
    }
  }

  private static func facts(of x: Tensor) -> [Documentation.Fact] {
    var facts = [
      Documentation.Fact("shape", "(" + x.shape.map(String.init).joined(separator: ", ") + (x.rank == 1 ? ",)" : ")")),
      Documentation.Fact("dtype", "torch.\(x.dtype.name)"),
    ]
    if let node = DualNumbers.visibleNode(x) {
      facts.append(.init("gradient", node.isLeaf ? "a leaf: gradients end here" : "made by \(node.name)"))
    } else {
      facts.append(.init("gradient", "not wanted"))
    }
    if x.view != nil { facts.append(.init("memory", "a view of another tensor's")) }
    return facts
  }
}
