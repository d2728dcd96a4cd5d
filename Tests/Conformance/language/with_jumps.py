class Say:
    def __init__(self, name): self.name = name
    def __enter__(self): return self
    def __exit__(self, *info): print("leave", self.name)
def f():
    with Say("return"): return "value"
print(f())
for i in range(3):
    with Say(f"loop {i}"):
        if i == 0: continue
        if i == 1: break
def g():
    with Say("generator"):
        yield 1
        yield 2
for x in g():
    print(x)
    break
it = g()
print(next(it))
it.close()
def h():
    try:
        with Say("in try"): raise ValueError("v")
    except ValueError as e: return f"handled {e}"
    finally: print("finally")
print(h())
