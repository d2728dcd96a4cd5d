for form in ("% %", "%5%", "%-%", "%.2%", "%l%", "%(a)%", "%*%", "%%", "%%%"):
    for value in (1, (), (1,), {"a": 1}):
        for made in (form, form.encode()):
            try:
                print(repr(made), value, repr(made % value))
            except (TypeError, ValueError, KeyError) as error:
                print(repr(made), value, type(error).__name__, error)
for text in ("\u0663\x1c", "3\x1c", "\x1c3", "3\x1f", "3\x85", "3\xa0", "\u20033", "3\u2028", "\v3\f"):
    for kind in (int, float):
        try:
            print(ascii(text), kind(text))
        except ValueError as error:
            print(ascii(text), ascii(str(error)))
print(0 / -(10**30), 0 / -5, 0 / 10**30, -0.0 / 10**30)
