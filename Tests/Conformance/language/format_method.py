print("{} {}".format(1, "a"), "{0} {1} {0}".format("x", "y"), "{a} {b}".format(a=1, b=2), "{:>5}|{:<5}|{:^5}|".format(1, 2, 3))
print("{:.3f} {:e} {:g}".format(3.14159, 31415.9, 0.0001), "{:,}".format(1234567), "{:%}".format(0.25), "{!r}".format("q"))
print("{0[0]} {0[1]}".format([1, 2]), "{0[k]}".format({"k": "v"}), "{0.real}".format(5), "{:{}}".format(3, 6), "{:{w}.{p}f}".format(2.5, w=8, p=2))
print("{{}} {}".format(1), "{:04d} {:4d} {:2d}".format(7, 7, 7), "{:6.4f}".format(0.1), "{:d}".format(True))
for t, a in [("{}", ()), ("{a}", ()), ("{0}{}", (1, 2)), ("{", ()), ("}", ()), ("{:d}", ("x",)), ("{:z}", (1,)), ("{:.2d}", (1,)), ("{0.foo}", (1,))]:
    try:
        print(t.format(*a))
    except Exception as e:
        print(type(e).__name__, e)
