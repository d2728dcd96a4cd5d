a = {"x": 1, "y": [10, 20]}
print(f"{a['x']} {a['y'][1]} {a['y'][-1]:>5}")
def g(v): return v * 2
print(f"{g(3)} {g('ab')!r} {g([1])}")
print(f"{'a' if True else 'b'}", f"{(lambda q: q + 1)(4)}")
class P:
    def __format__(self, spec): return f"<{spec}>"
    def __str__(self): return "str"
    def __repr__(self): return "repr"
p = P()
print(f"{p} {p:abc} {p!s} {p!r} {p!s:>5} {p!a}")
print(f"""multi
{1 + 1}
line""")
print(f"{3!r:>4}|{'é'!a}")
