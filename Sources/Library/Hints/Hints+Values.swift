import Autograd
import Machine
import NDArray

extension Hints {
  /// Values of the wrong kind or number.
  nonisolated(unsafe) static let valueRows: [Row] = [
    Row("a Tensor with ") { scene in
      guard scene.message.contains("cannot be converted to Scalar") else { return nil }
      let name = scene.receiver(of: "item") ?? subject(scene)?.name ?? "x"
      let size = scene.tensor(name).map { " is \(shape($0))" } ?? " has several elements"
      return "\(scene.told(name))\(size); \(name).tolist() gives all of them, \(name)[0].item() one"
    },
    Row("only one element tensors can be converted to Python scalars") { scene in
      shapes(scene, scene.line).map { "\($0); use .tolist() for all elements, or pick one" }
    },
    Row("Boolean value of Tensor with ") { scene in
      guard let (name, found) = subject(scene), let tensor = found else {
        return "ask whether .any() or .all() of the elements are true"
      }
      return
        "\(scene.told(name)) is \(shape(tensor)); ask for one answer: (…).any() or (…).all(), or use torch.where for each element"
    },
    Row("only integer tensors of a single element can be converted to an index") { scene in
      let name = subject(scene)?.name ?? "n"
      return "an index or a count is a whole number: int(\(name)), or create \(scene.told(name)) without a point"
    },
    Row("len() of a 0-d tensor") { scene in
      subject(scene).map { "\(scene.told($0.name)) is a single number and has no length; \($0.name).numel() is 1" }
    },
    Row("iteration over a 0-d tensor") { scene in
      subject(scene).map { "\(scene.told($0.name)) is a single number; use \($0.name).item()" }
    },
    Row("mean(): could not infer output dtype") { scene in
      let name = scene.receiver(of: "mean") ?? subject(scene)?.name ?? "x"
      return "\(scene.told(name)) holds whole numbers; write \(name).float().mean()"
    },
    Row("Integers to negative integer powers are not allowed") { scene in
      subject(scene).map { "\(scene.told($0.name)) holds whole numbers; write \($0.name).float() ** …" }
    },
    Row("ZeroDivisionError") { _ in "whole numbers cannot be divided by zero; floats give inf" },
    Row("only integers, slices (`:`), ellipsis (`...`), None") { scene in
      "an index is a whole number: use int(…) or // where it is computed"
    },
    Row("step must be greater than zero") { scene in
      let name = subject(scene)?.name ?? "x"
      return "slices do not run backwards here; \(name).flip(0) turns \(scene.told(name)) around"
    },
    Row("tensors used as indices must be long, int, byte or bool tensors") { scene in
      let index = scene.tensors(in: scene.expression).dropFirst().last { $0.tensor.dtype.isFloatingPoint }
      return index.map { "\(scene.told($0.name)) holds \($0.tensor.dtype.name); index with \($0.name).long()" }
        ?? "index with whole numbers: idx.long()"
    },
    Row("new(): invalid data type 'str'") { _ in
      "a tensor holds numbers; ord(c), or a number for each word, makes some of text"
    },
    Row("Could not infer dtype of ") { scene in
      let kind = scene.message.dropFirst("Could not infer dtype of ".count)
      return kind == "NoneType"
        ? "the value is None: a function without return, or a name that was never given a value"
        : "a tensor holds numbers, not \(kind)"
    },
    Row("must be real number, not list") { _ in "all elements of one level must be numbers, or all lists of one length"
    },
    Row("'list' object cannot be interpreted as an integer") { scene in
      scene.line.contains("tensor(") ? "all elements of one level must be numbers, or all lists of one length" : nil
    },
    Row("not a sequence") { _ in "all elements of one level must be lists of the same length, or all numbers" },
    Row("tensor() missing 1 required positional arguments") { _ in "give it numbers: torch.tensor([1., 2.])" },
    Row("*must be Tensor, not ") { scene in
      let kind = scene.message.components(after: "must be Tensor, not ")
      let function = scene.message.prefix { $0 != "(" }
      return
        "torch.\(function) takes tensors; wrap the \(kind): torch.tensor(…), or use math.\(function) for a single number"
    },
    Row("*has no attribute '") { scene in
      let attribute = String(scene.message.components(after: "has no attribute '").prefix { $0 != "'" })
      guard let owner = scene.receiver(of: attribute) else { return nil }
      let isModule = scene.value(owner)?.asInstance.map { ModuleState.of($0) != nil } ?? false
      guard isModule || scene.message.hasPrefix("'Tensor'") || scene.message.hasPrefix("module 'torch") else {
        return nil
      }
      return "tab after the dot lists what there is; dir(\(owner)) prints it"
    },
    Row("attribute '") { scene in
      guard scene.message.contains("is not writable") else { return nil }
      let name = scene.message.components(after: "attribute '").prefix { $0 != "'" }
      let ways = [
        "shape": "x = x.reshape(…)", "dtype": "x = x.to(torch.float64)", "grad_fn": "compute it again",
        "is_leaf": "x.detach()",
      ]
      return "this follows from the tensor itself; make another one: \(ways[String(name)] ?? "x.clone()")"
    },
    Row("Torch not compiled with CUDA enabled") { _ in
      "there is no GPU here; device = 'cuda' if torch.cuda.is_available() else 'cpu' runs everywhere"
    },
    Row("upper bound and lower bound inconsistent with step sign") { _ in
      "to count down give a negative step: torch.arange(5, 0, -1)"
    },
    Row("random_ expects 'from' to be less than 'to'") { _ in
      "the lower end comes first, and the upper end is not drawn"
    },
    Row("normal expects std >= 0.0") { _ in "a spread is not negative; torch.exp or softplus makes it positive" },
    Row("linalg.inv: The diagonal element") { scene in
      shapes(scene).map {
        "\($0) and has no inverse: its rows depend on each other; torch.linalg.pinv or lstsq still answer"
      }
    },
    Row("*the inversion could not be completed because the input matrix is singular") { _ in
      "its rows depend on each other; torch.linalg.pinv or lstsq still answer"
    },
    Row("Target ") { scene in
      guard scene.message.contains("is out of bounds") else { return nil }
      return
        "classes are numbered from 0 to one less than the input's columns\(shapes(scene, scene.line).map { "; " + $0 } ?? "")"
    },
    Row("expected target dtype to be Long or Byte, but got ") { scene in
      let target =
        scene.tensors(in: scene.line).dropFirst().last { $0.tensor.dtype.isFloatingPoint }?.name ?? "target"
      return "classes are whole numbers: \(target).long()"
    },
    Row("all elements of input should be between 0 and 1") { _ in
      "put a sigmoid before it, or use binary_cross_entropy_with_logits, which has one"
    },
    Row("optimizer got an empty parameter list") { _ in
      "the list of parameters was already used up, or the model has none; pass model.parameters()"
    },
    Row("Invalid learning rate:") { _ in "a learning rate is a positive number, often 0.1 to 0.001" },
    Row("optimizer can only optimize Tensors") { _ in "pass a list of tensors, as [w, b], made with requires_grad=True"
    },
    Row("cannot assign module before Module.__init__() call") { _ in "call super().__init__() first in __init__" },
    Row("cannot assign parameters before Module.__init__() call") { _ in "call super().__init__() first in __init__" },
    Row("Module [") { scene in
      scene.message.contains("is missing the required \"forward\" function")
        ? "write def forward(self, x): … in the class; it is spelled forward" : nil
    },
    Row("cannot assign 'torch.") { scene in
      scene.message.contains("as parameter")
        ? "wrap it: nn.Parameter(…), or change the values with .data or torch.no_grad()" : nil
    },
  ]
}
