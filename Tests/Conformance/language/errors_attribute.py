class A:
    x = 1
for f in [lambda: A().y, lambda: A.y, lambda: (5).foo, lambda: [].push, lambda: None.x, lambda: "s".foo(), lambda: {}.a, lambda: (1,).append, lambda: len.foo, lambda: f.foo, lambda: setattr(5, "x", 1), lambda: setattr([], "x", 1), lambda: delattr(A(), "zz"), lambda: setattr(None, "a", 1)]:
    try:
        print(f())
    except AttributeError as e:
        print(e)
