def resize(image, *, width=10, height): return f"{image}: {width}x{height}"
print(resize("a", height=5), resize("b", width=1, height=2))
def area(*, r): return 3 * r * r
print(area(r=2))
def join(*parts, sep=", "): return sep.join(parts)
print(join("a", "b"), join("a", "b", sep="-"), join(*"xyz", sep=""))
for call in [lambda: resize("a"), lambda: resize("a", 1, 2), lambda: area(2), lambda: area(), lambda: join("a", zep=1),
             lambda: resize(height=1)]:
    try: call()
    except TypeError as e: print(e)
