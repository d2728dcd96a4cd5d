for s in ["hello World", "ÉCOLE straße", "ΑΣ σς", "they're bill's", "ǆ"]:
    print(s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold())
print("abc".isalpha(), "ab1".isalpha(), "123".isdigit(), "１２".isdigit(), "²".isdigit(), "²".isdecimal(), "½".isnumeric(), "ab1".isalnum(), " \t".isspace(), "".isspace())
print("ABC".isupper(), "abc".islower(), "Hello World".istitle(), "abc".isidentifier(), "1a".isidentifier(), "a b".isidentifier(), "abc".isascii(), "é".isascii(), "a\n".isprintable())
