import Autograd
public import Machine

/// What to do about an error of tensors, in a line of its own and in the names of the person's own program.
///
/// The exception keeps PyTorch's words; the hint stands apart from them.
public enum Hints {
  /// Whether hints are given.
  nonisolated(unsafe) public static var isOn = true

  /// The hint for an exception that ended a cell or a program; nil where there is nothing to add.
  public static func hint(for exception: ExceptionObject, globals: DictObject) -> String? {
    guard isOn, let scene = HintScene(exception, globals: globals), scene.message.utf8.count <= longestMessage else {
      return nil
    }
    for row in rows
    where scene.message.hasPrefix(row.start)
      || (row.start.first == "*" && scene.message.contains(row.start.dropFirst()))
    {
      if let hint = row.hint(scene) { return hint }
    }
    return nil
  }

  /// A longer message, in bytes, is none of those that are explained.
  private static let longestMessage = 1 << 16

  /// Messages by their beginning, or by what they contain after a star, and what to say of them.
  struct Row {
    let start: String
    let hint: (HintScene) -> String?

    init(_ start: String, _ hint: @escaping (HintScene) -> String?) {
      self.start = start
      self.hint = hint
    }
  }

  nonisolated(unsafe) private static let rows: [Row] = graphRows + changeRows + gradientRows + shapeRows + valueRows

  /// `[2, 3]`.
  static func shape(_ tensor: Tensor) -> String { "[" + tensor.shape.map(String.init).joined(separator: ", ") + "]" }

  /// `x is [2, 3] (In [1]) and w is [2, 3] (In [2])`.
  static func shapes(_ scene: HintScene, _ code: String? = nil) -> String? {
    var found = scene.tensors(in: code ?? scene.expression)
    if found.isEmpty { found = scene.tensors(in: scene.line) }
    guard !found.isEmpty else { return nil }
    let parts = found.prefix(3).map { name, tensor in
      let place = scene.assignment(of: name).map { " (\(scene.label($0)))" } ?? ""
      return "\(name) is \(shape(tensor))\(place)"
    }
    return parts.count == 1 ? parts[0] : parts.dropLast().joined(separator: ", ") + " and " + (parts.last ?? "")
  }

  /// The first tensor that the failing code names.
  static func subject(_ scene: HintScene, _ method: String? = nil) -> (name: String, tensor: Tensor?)? {
    if let method, let name = scene.receiver(of: method) { return (name, scene.tensor(name)) }
    return scene.tensors(in: scene.expression).first.map { ($0.name, $0.tensor) }
      ?? scene.tensors(in: scene.line).first.map { ($0.name, $0.tensor) }
  }
}
