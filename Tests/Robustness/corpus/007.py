# Long texts, none of which may be copied without asking whether there is room for the copy.
text = "ab" * 999999_000
data = b"ab" * 5
for change in (
    lambda: text[-2**32:] is text, lambda: text[1:], lambda: text[::-1], lambda: text.upper(), lambda: text.title(),
    lambda: text.split("z")[0] is text, lambda: text.strip() is text, lambda: text.strip("b"), lambda: text.encode(),
    lambda: repr(text), lambda: text.partition("b"), lambda: text.rjust(len(text) + 1), lambda: text.zfill(len(text) + 1),
    lambda: text.expandtabs(), lambda: text.removeprefix("a"), lambda: int(text), lambda: float(text),
):
    try:
        print(change() is True)
    except MemoryError:
        print("no room")
