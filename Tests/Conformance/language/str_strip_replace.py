print("  x ".strip() + "|", "  x ".lstrip() + "|", "  x ".rstrip() + "|", "xxhixx".strip("x"), "abcba".strip("ab"), "\t\nq\n".strip())
print("aaa".replace("a", "b"), "aaa".replace("a", "b", 2), "abc".replace("", "-"), "abc".replace("z", "y"), "ab".replace("", "-", 1))
print("prefix-name".removeprefix("prefix-"), "name.py".removesuffix(".py"), "abc".removeprefix("z"))
print("a\tb".expandtabs(), "a\tb".expandtabs(4), "ab".translate({97: "X", 98: None}), "hello".translate(str.maketrans("el", "ip")))
