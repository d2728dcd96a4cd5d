extension WrittenModule {
  /// `functools.singledispatchmethod`.
  static let dispatchingMethods = WrittenModule(
    "functools", "Functions made of functions.",
    names: "singledispatchmethod",
    source: #"""
      class singledispatchmethod:
          "A method chosen by the type of its first argument."

          def __init__(self, func):
              from functools import singledispatch
              if not callable(func) and not hasattr(func, "__get__"):
                  raise TypeError(f"{func!r} is not callable or a descriptor")
              self.dispatcher = singledispatch(func)
              self.func = func

          def register(self, cls, method=None):
              return self.dispatcher.register(cls, method)

          def __get__(self, obj, cls=None):
              def chosen(*args, **kwargs):
                  return self.dispatcher.dispatch(type(args[0])).__get__(obj, cls)(*args, **kwargs)
              chosen.__name__ = getattr(self.func, "__name__", "chosen")
              chosen.__doc__ = getattr(self.func, "__doc__", None)
              chosen.register = self.register
              return chosen
      """#)
}
