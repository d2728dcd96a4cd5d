class BankError(Exception):
    "Anything that goes wrong at the bank."
class Insufficient(BankError):
    def __init__(self, balance, amount):
        super().__init__(f"balance {balance}, wanted {amount}")
        self.balance, self.amount = balance, amount
    @property
    def short(self): return self.amount - self.balance
class Coded(Exception):
    code = 0
    def __init_subclass__(cls, code=0, **kw):
        super().__init_subclass__(**kw)
        cls.code = code
    def __str__(self): return f"[{self.code}] {' '.join(map(str, self.args))}"
class NotFound(Coded, code=404): pass
try: raise Insufficient(10, 25)
except BankError as e: print(e, e.short, e.args, type(e).__name__, BankError.__doc__)
try: raise NotFound("page", 7)
except Coded as e: print(e, repr(e), e.code)
class NoInit(ValueError): pass
print(NoInit("a", "b"), repr(NoInit()), NoInit(x for x in ()) is None)
class Both(KeyError, AttributeError): pass
for kind in (KeyError, AttributeError, LookupError):
    try: raise Both("b")
    except kind as e: print(kind.__name__, e)
class KwOnly(Exception):
    def __init__(self, *, why): self.why = why
try: raise KwOnly(why="because")
except KwOnly as e: print(repr(e), e.args, e.why)
try: raise KwOnly("x")
except TypeError as e: print(e)
