import Machine

/// What to do about PyTorch's errors of differentiation, in one line and in the person's own terms.
enum AutogradHints {
  /// The beginning of a message, and the way out.
  private static let ways: [(start: String, way: String)] = [
    ("Only Tensors of floating point and complex dtype", "write the numbers with a point, or pass dtype=torch.float32"),
    ("only Tensors of floating point", "make it floating point first: x = x.float()"),
    (
      "element 0 of tensors does not require grad",
      "nothing it was computed from asked for gradients: create the inputs with requires_grad=True"
    ),
    (
      "grad can be implicitly created only for scalar outputs",
      "reduce it to one number first, as with .sum() or .mean(), or pass the gradient: y.backward(torch.ones_like(y))"
    ),
    (
      "Trying to backward through the graph a second time",
      "compute the result again, or pass retain_graph=True the first time"
    ),
    (
      "a leaf Variable that requires grad is being used",
      "change it inside `with torch.no_grad():`, or compute a new tensor: x = x + 1"
    ),
    (
      "a view of a leaf Variable that requires grad",
      "change it inside `with torch.no_grad():`, or change a clone: y = x.clone()"
    ),
    (
      "one of the variables needed for gradient computation has been modified",
      "the derivative needs the value as it was: write y = y + 1 instead of y += 1"
    ),
    ("you can only change requires_grad flags of leaf variables", "use y.detach() for a tensor apart from the graph"),
    ("Can't call numpy() on Tensor that requires grad", "use x.detach().numpy()"),
    (
      "One of the differentiated Tensors does not require grad",
      "create it with requires_grad=True before computing with it"
    ),
    ("The differentiated Tensor at index", "the result was not computed from it; allow_unused=True gives None there"),
  ]

  static func hint(for message: String) -> String? {
    if message.hasPrefix("Function '"), message.contains("returned nan values"), let place = Anomalies.lastPlace {
      return "the operation was made in line \(place.line): \(place.lineText)"
    }
    return ways.first { message.hasPrefix($0.start) }?.way
  }
}
