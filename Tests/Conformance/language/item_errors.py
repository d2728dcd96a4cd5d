class Settable:
    def __setitem__(self, key, value):
        pass


class Deletable:
    def __delitem__(self, key):
        pass


class Neither:
    pass


def deleting(container, key):
    del container[key]


def setting(container, key):
    container[key] = 1


for attempt in (deleting, setting):
    for container in (Settable(), Deletable(), Neither(), 'text', (1, 2), b'x', 5, None, range(3), frozenset()):
        for key in (0, 'a'):
            try:
                attempt(container, key)
                print('done')
            except Exception as e:
                print(type(e).__name__, e)


class Managed:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        print(kind, error, trace is None, type(trace).__name__)
        return True


with Managed():
    1 / 0
with Managed():
    pass


class Kept:
    def __init__(self, a, b=0):
        self.b = b

    def __del__(self):
        pass


first = Kept(1)
del first
print([Kept(2)][False].b)
print([lambda: 0 for i in range(1)][0].__qualname__, list((lambda: 0) for i in range(1))[0].__qualname__)


def outer():
    return [[lambda: 0 for i in range(1)] for j in range(1)][0][0].__qualname__


print(outer())
