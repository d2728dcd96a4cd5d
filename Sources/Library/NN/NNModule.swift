import Autograd
import Machine
import Ops

/// The module `torch.nn`.
enum NNModule {
  nonisolated(unsafe) static let layers =
    LinearLayers.all + ConvolutionLayers.all + WindowLayers.all + OpLayers.all + EmbeddingAndNorms.all
    + MoreNorms.all + LearntLayers.all + RecurrentCells.all + RecurrentLayers.all + LossLayers.all
  nonisolated(unsafe) static let types =
    [TypeObject.nnModule, Containers.sequential, Containers.moduleList, Containers.moduleDict]
    + layers.map { $0.makeType() }

  static func build(_ machine: Machine) throws -> ModuleObject {
    let module = ModuleObject("torch.nn", summary: "Layers, losses and what networks are built of.")
    for type in types { module.set(type.name, .object(type)) }
    module.set("Parameter", .object(TypeObject.parameter))
    return module
  }

  static func buildFunctional(_ machine: Machine) throws -> ModuleObject {
    let module = ModuleObject("torch.nn.functional", summary: "What layers compute, as functions.")
    for op in Op.all where op.forms.contains(.functional) {
      for name in [op.name] + op.aliases { module.set(name, OpFunctions.native(op, name: name, .functional)) }
    }
    FunctionalModule.add(to: module)
    return module
  }
}
