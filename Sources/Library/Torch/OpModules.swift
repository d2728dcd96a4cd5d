import Machine
import Ops

/// The modules `torch.linalg` and `torch.special`: declared operations under longer names.
enum OpModules {
  static func buildLinalg(_ machine: Machine) throws -> ModuleObject {
    let module = try build("torch.linalg", "Linear algebra.", .linalg, .linalg, prefix: "linalg_")
    module.set("LinAlgError", .object(EngineExceptions.linAlgError))
    return module
  }

  static func buildSpecial(_ machine: Machine) throws -> ModuleObject {
    try build("torch.special", "Special functions.", .special, .special, prefix: "special_")
  }

  private static func build(
    _ name: String, _ summary: String, _ form: Op.Forms, _ place: Refusal.Place, prefix: String
  ) throws -> ModuleObject {
    let module = ModuleObject(name, summary: summary)
    for op in Op.all where op.forms.contains(form) {
      for name in [op.name] + op.aliases { module.set(name, OpFunctions.native(op, name: prefix + name, place)) }
    }
    return module
  }
}
