for c in "héy😀":
    print(c, ord(c), chr(ord(c)))
print(list("abc"), tuple("ab"), [c for c in "xyz"], list(enumerate("ab")), list(reversed("abc")), "".join(reversed("abc")))
