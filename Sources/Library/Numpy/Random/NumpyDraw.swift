import Machine

/// A function of `numpy.random` that draws from one kind of generator.
struct NumpyDraw<Bits: NumpyBits> {
  let name: String
  let summary: String
  let parameters: [LanguageParameter]
  let run: (Bits, [Value]) throws -> Value

  /// Those that old and new generators share.
  static var shared: [NumpyDraw] {
    NumpyDistribution.all.map { distribution in
      NumpyDraw(name: distribution.name, summary: distribution.summary, parameters: distribution.parameters) {
        try distribution.run($0, $1)
      }
    }
      + NumpySamples.all.map { sample in
        NumpyDraw(name: sample.name, summary: "Rows of random numbers.", parameters: sample.parameters) {
          try sample.run($0, $1)
        }
      }
  }
}
