/// A generator: a function's frame that can be left and entered again.
public final class GeneratorObject: Object {
  let function: FunctionObject

  init(_ function: FunctionObject) {
    self.function = function
    super.init(.generator)
  }

  public override var type: TypeObject { .generator }
}
