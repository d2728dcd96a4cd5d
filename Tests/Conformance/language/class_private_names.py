class A:
    def __init__(self):
        self.__secret = 1
        self._hint = 2
        self.__dunder__ = 3
    def get(self): return self.__secret
    def __helper(self): return "A helper"
    def use(self): return self.__helper()
class B(A):
    def __init__(self):
        super().__init__()
        self.__secret = "B"
    def __helper(self): return "B helper"
    def use_b(self): return self.__helper()
b = B()
print(b.get(), b.use(), b.use_b(), sorted(vars(b)), b._A__secret, b._B__secret)
try: b.__secret
except AttributeError as e: print(e)
print(hasattr(A, "_A__helper"), hasattr(A, "__helper"))
