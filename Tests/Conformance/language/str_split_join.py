print("a,b,,c".split(","), "a b  c ".split(), " a b ".split(" "), "a,b,c".split(",", 1), "a,b,c".rsplit(",", 1), "".split(), "".split(","))
print("line1\nline2\r\nline3\rend".splitlines(), "a\nb\n".splitlines(True), "a b c".partition(" "), "a b c".rpartition(" "), "abc".partition("x"))
print(",".join(["a", "b", "c"]), "".join([]), "-".join("abc"), ", ".join(str(i) for i in range(5)))
print("  one  two three  ".split(None, 1), "  one  two three  ".rsplit(None, 1))
for f in [lambda: ",".join([1]), lambda: ",".join(1), lambda: "a".split("")]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
