print("%d|%5d|%-5d|%05d|%+d|% d|%x|%X|%#x|%o|%#o|%i|%u" % (42, 42, 42, 42, 42, 42, 255, 255, 255, 8, 8, 7, 7))
print("%f|%.2f|%8.3f|%-8.1f|%+.1e|%g|%G|%08.2f|%e|%#.0f|%.0f" % (3.14159, 3.14159, 3.14159, 3.14159, 31415.9, 1e-5, 1e20, -3.14159, 0.00012, 2.0, 2.5))
print("%s|%10s|%-10s|%.2s|%r|%a|%c|%c|%%|%5.1s|" % ("text", "right", "left", "cut", "r'", "é", "x", 65, "abc"))
print("%(name)s is %(age)d years, %(name)r, %(pi).2f" % {"name": "Ann", "age": 30, "pi": 3.14159}, "%*d|%-*d|%.*f" % (5, 1, 5, 2, 2, 3.14159))
print("%s" % [1], "%s %s" % ("a", None), "%s" % (1,), "%s" % ((1, 2),), "%d%%" % 50, "%s" % {"a": 1}, "%d" % 3.99, "%d" % True, "%x" % -255, "%5s%-5s|" % (1, 2))
print("%d" % 10 ** 2 if False else "%d" % 10 * 2, "%.3s" % "abcdef", "%5.2f%%" % 12.345, "%s" % b"x", "%s %s %s" % (1.0, 1e100, -0.0), "%.10g" % 0.1, "%g %g" % (100000, 1000000))
for bad in [lambda: "%d" % "x", lambda: "%d %d" % 1, lambda: "%d" % (1, 2), lambda: "%q" % 1, lambda: "%(k)s" % {}, lambda: "%" % 1, lambda: "%c" % "ab", lambda: "%c" % -1,
            lambda: "%f" % "x", lambda: "%x" % 1.5, lambda: "abc" % 1, lambda: "%*d" % ("a", 1), lambda: "%(k)s" % 5, lambda: "%d" % None, lambda: "%s %s" % "ab"]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
