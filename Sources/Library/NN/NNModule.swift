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
    + layers.map { layer in
      let type = layer.makeType()
      if layer === EmbeddingAndNorms.embedding { EmbeddingAndNorms.addPretrained(to: type) }
      return type
    }

  static func build(_ machine: Machine) throws -> ModuleObject {
    let module = ModuleObject("torch.nn", summary: "Layers, losses and what networks are built of.")
    for type in types { module.set(type.name, .object(type)) }
    module.set("Parameter", .object(TypeObject.parameter))
    return module
  }

  /// `F.relu_(x)`: the function with its `inplace`.
  private static func addInPlace(_ name: String, to module: ModuleObject) {
    guard let function = module.namespace.get(StringObject.interned(name)) else { return }
    module.set(
      name + "_",
      .object(
        NativeFunction(
          name + "_", [.init("input"), .variadic("args")], summary: "As `\(name)`, written over the input.",
          .variadic { try Machine.current.call(function, Array($0.positional), keywords: [("inplace", .bool(true))]) }))
    )
  }

  static func buildFunctional(_ machine: Machine) throws -> ModuleObject {
    let module = ModuleObject("torch.nn.functional", summary: "What layers compute, as functions.")
    for op in Op.all where op.forms.contains(.functional) {
      for name in [op.name] + op.aliases { module.set(name, OpFunctions.native(op, name: name, .functional)) }
    }
    FunctionalModule.add(to: module)
    for name in ["relu", "elu", "leaky_relu", "hardtanh", "selu", "celu", "threshold"] { addInPlace(name, to: module) }
    return module
  }
}
