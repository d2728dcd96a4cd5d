class Emitter:
    def __init__(self): self._h = {}
    def on(self, name):
        def deco(f):
            self._h.setdefault(name, []).append(f)
            return f
        return deco
    def emit(self, name, *a, **k): return [f(*a, **k) for f in self._h.get(name, [])]
bus = Emitter()
@bus.on("greet")
def hello(who, punct="!"): return f"hello {who}{punct}"
@bus.on("greet")
def bye(who, **_): return f"bye {who}"
print(bus.emit("greet", "ann"), bus.emit("greet", "bob", punct="?"), bus.emit("none"))
class Temp:
    def __init__(self, c=0.0): self.c = c
    @property
    def f(self): return self.c * 9 / 5 + 32
    @f.setter
    def f(self, v): self.c = (v - 32) * 5 / 9
t = Temp(100); print(t.f); t.f = 32; print(t.c, t.f)
