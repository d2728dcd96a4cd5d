from contextlib import contextmanager


class Both:
    def __bytes__(self):
        return b"bytes"

    def __index__(self):
        return 2

    def __mul__(self, other):
        return ("mul", other)

    def __rmul__(self, other):
        return ("rmul", other)


class Wrong:
    def __bytes__(self):
        return 5


class Index:
    def __index__(self):
        return 2


both = Both()
print(bytes(both), [1, 2, 3][both], "a" * both, [1] * both, (1,) * both, b"a" * both, both * "a", both * [1])
print("a" * Index(), Index() * [1], (1, 2) * Index())
try:
    bytes(Wrong())
except TypeError as error:
    print(error)


@contextmanager
def around():
    yield 1


with around():
    raise KeyError("as it was")
