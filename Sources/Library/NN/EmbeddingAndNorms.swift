import Autograd
import Machine
import NDArray
import Nets
import Ops

/// Layers with tables and scales: embedding, layer and batch normalisation.
enum EmbeddingAndNorms {
  nonisolated(unsafe) static let all = [
    embedding, layerNorm, batchNorm("BatchNorm1d", [2, 3]), batchNorm("BatchNorm2d", [4]),
    batchNorm("BatchNorm3d", [5]),
  ]

  nonisolated(unsafe) private static let factory: [LanguageParameter] = [
    .init("device", default: Value.none), .init("dtype", default: Value.none),
  ]

  nonisolated(unsafe) static let embedding = Layer(
    "Embedding", "sparse", "Rows of a table that indices name.",
    [
      .init("num_embeddings"), .init("embedding_dim"), .init("padding_idx", default: Value.none),
      .init("max_norm", default: Value.none), .init("norm_type", default: .float(2)),
      .init("scale_grad_by_freq", default: .bool(false)), .init("sparse", default: .bool(false)),
      .init("_weight", default: Value.none), .init("_freeze", default: .bool(false)),
    ] + factory,
    begin: { setup in
      setup.keep(
        "num_embeddings", "embedding_dim", "padding_idx", "max_norm", "norm_type", "scale_grad_by_freq", "sparse")
      let rows = try setup.int("num_embeddings")
      let padding = setup.argument("padding_idx")
      if case .int(let index) = padding {
        guard index >= -rows, index < rows else {
          throw PythonError(.assertionError, "Padding_idx must be within num_embeddings")
        }
        setup.keep("padding_idx", .int(index < 0 ? index + rows : index))
      }
      let weight: Tensor
      if let given = setup.argument("_weight").asTensor {
        weight = try given.detached()
      } else {
        weight = try setup.empty([rows, setup.int("embedding_dim")])
        try Initialisation.normal(weight, mean: 0, std: 1, Generators.standard)
        if case .int(let index) = setup.instance.field(StringObject.interned("padding_idx")) ?? .none {
          var row = weight.data.selected(0, index)
          try row.fill(.float(0))
        }
      }
      try setup.parameter("weight", weight)
      if try setup.flag("_freeze") { weight.setRequiresGrad(false) }
    },
    describe: { instance, _ in
      var text = try ["num_embeddings", "embedding_dim"].map {
        try Machine.current.repr(instance.field(StringObject.interned($0)) ?? .none)
      }.joined(separator: ", ")
      for (name, usual) in [
        ("padding_idx", "None"), ("max_norm", "None"), ("norm_type", "2.0"), ("scale_grad_by_freq", "False"),
        ("sparse", "False"),
      ] {
        let value = try Machine.current.repr(instance.field(StringObject.interned(name)) ?? .none)
        if value != usual, value != "2" || name != "norm_type" {
          text += name == "sparse" ? ", sparse=True" : ", \(name)=\(value)"
        }
      }
      return text
    },
    forward: { call in
      guard let weight = call.state.parameter(0) else { return .none }
      let indices = try call.tensor("embedding")
      var padding: Int?
      if case .int(let index) = call.setting(StringObject.interned("padding_idx")) { padding = index }
      if let limit = call.setting(StringObject.interned("max_norm")).asNumber {
        let order = call.setting(StringObject.interned("norm_type")).asNumber?.asDouble ?? 2
        try Embeddings.shorten(weight, indices, to: limit.asDouble, order)
      }
      let isShared = try Machine.current.truth(call.setting(StringObject.interned("scale_grad_by_freq")))
      return .native(try Embeddings.embedding(indices, weight, padding, byFrequency: isShared))
    })

  /// `Embedding.from_pretrained`: a layer over a table that is there.
  static func addPretrained(to type: TypeObject) {
    type.classMethod(
      "from_pretrained",
      [
        .init("cls"), .init("embeddings"), .init("freeze", default: .bool(true)),
        .init("padding_idx", default: Value.none), .init("max_norm", default: Value.none),
        .init("norm_type", default: .float(2)), .init("scale_grad_by_freq", default: .bool(false)),
        .init("sparse", default: .bool(false)),
      ], summary: "A layer over a table that is there.",
      .bound { arguments in
        let table = try TensorArguments.tensor(arguments[1], "from_pretrained", "embeddings", 1)
        guard table.rank == 2 else {
          throw PythonError(.assertionError, "Embeddings parameter is expected to be 2-dimensional")
        }
        return try Machine.current.call(
          arguments[0],
          [.int(table.shape[0]), .int(table.shape[1])] + (3...7).map { arguments[$0] } + [arguments[1], arguments[2]])
      })
  }

  nonisolated(unsafe) static let layerNorm = Layer(
    "LayerNorm", "normalization", "Values moved and scaled to mean 0 and variance 1 in the last dimensions.",
    [
      .init("normalized_shape"), .init("eps", default: .float(1e-5)), .init("elementwise_affine", default: .bool(true)),
      .init("bias", default: .bool(true)),
    ] + factory,
    begin: { setup in
      let shape = try NumpyBuilding.shape(setup.argument("normalized_shape"))
      setup.keep("normalized_shape", .tuple(shape.map { .int($0) }))
      setup.keep("eps", "elementwise_affine")
      let affine = try setup.flag("elementwise_affine")
      let hasBias = try affine && setup.flag("bias")
      try setup.parameter(
        "weight", affine ? Tensor(NDArray.filled(shape: shape, .int(1), setup.dtype).inMemory()) : nil)
      try setup.parameter("bias", hasBias ? Tensor(NDArray.filled(shape: shape, .int(0), setup.dtype).inMemory()) : nil)
    },
    describe: { instance, state in
      try Machine.current.repr(instance.field(StringObject.interned("normalized_shape")) ?? .none) + ", "
        + LayerText.settings(instance, ["eps", "elementwise_affine"])
        + ", bias=\(state.parameter(1) == nil ? "False" : "True")"
    },
    forward: { call in
      let x = try call.tensor("layer_norm")
      let shape = try NumpyBuilding.shape(call.setting(StringObject.interned("normalized_shape")))
      let eps = try Machine.current.double(call.setting(StringObject.interned("eps")))
      return .native(try Normalisation.layer(x, shape, call.state.parameter(0), call.state.parameter(1), eps))
    })

  private static func batchNorm(_ name: String, _ ranks: [Int]) -> Layer {
    Layer(
      name, "batchnorm", "Values moved and scaled to mean 0 and variance 1 over a batch.",
      [
        .init("num_features"), .init("eps", default: .float(1e-5)), .init("momentum", default: .float(0.1)),
        .init("affine", default: .bool(true)), .init("track_running_stats", default: .bool(true)),
      ] + factory + [.keyword("bias", default: .bool(true))],
      begin: { setup in
        setup.keep("num_features", "eps", "momentum", "affine", "track_running_stats")
        let count = try setup.int("num_features")
        let type = try setup.dtype
        func filled(_ number: Int) throws -> Tensor {
          Tensor(try NDArray.filled(shape: [count], .int(number), type).inMemory())
        }
        let affine = try setup.flag("affine")
        try setup.parameter("weight", affine ? filled(1) : nil)
        try setup.parameter("bias", affine && setup.flag("bias") ? filled(0) : nil)
        let tracks = try setup.flag("track_running_stats")
        setup.buffer("running_mean", tracks ? try filled(0) : nil)
        setup.buffer("running_var", tracks ? try filled(1) : nil)
        setup.buffer("num_batches_tracked", tracks ? Tensor(NDArray(.int(0), .int64)) : nil)
      },
      describe: { instance, state in
        try Machine.current.repr(instance.field(StringObject.interned("num_features")) ?? .none) + ", "
          + LayerText.settings(instance, ["eps", "momentum", "affine"])
          + ", bias=\(state.parameter(1) == nil ? "False" : "True"), "
          + LayerText.settings(instance, ["track_running_stats"])
      },
      forward: { call in
        let x = try call.tensor("batch_norm")
        guard ranks.contains(x.rank) else {
          let words = ranks.map { "\($0)D" }.joined(separator: " or ")
          throw PythonError(.valueError, "expected \(words) input (got \(x.rank)D input)")
        }
        let momentum = call.setting(StringObject.interned("momentum"))
        return .native(
          try Normalisation.batch(
            x, mean: call.state.buffers.first?.held, variance: call.state.buffers.dropFirst().first?.held,
            batches: call.state.buffers.dropFirst(2).first?.held, call.state.parameter(0), call.state.parameter(1),
            isTraining: call.isTraining, momentum: momentum.isNone ? nil : Machine.current.double(momentum),
            eps: Machine.current.double(call.setting(StringObject.interned("eps")))))
      })
  }
}
