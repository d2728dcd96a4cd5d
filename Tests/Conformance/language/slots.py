import functools


def t(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


class S:
    __slots__ = ('a', 'b')

    def __init__(self):
        self.a = 1


s = S()
t(lambda: s.a)
t(lambda: s.b)
t(lambda: s.c)
t(lambda: vars(s))
t(lambda: s.__dict__)
t(lambda: setattr(s, 'c', 1))
t(lambda: delattr(s, 'b'))
t(lambda: S.__slots__)
s.b = 2
print(s.a, s.b)


class Narrower(S):
    __slots__ = ['c']


t(lambda: setattr(Narrower(), 'c', 1))
t(lambda: setattr(Narrower(), 'd', 1))


class Wider(S):
    pass


t(lambda: setattr(Wider(), 'd', 1))


def conflicting():
    class Z:
        __slots__ = ('a',)
        a = 3


def numbered():
    class Z:
        __slots__ = (3,)


def cached():
    class Z:
        __slots__ = 'a'

        @functools.cached_property
        def once(self):
            return 1
    return Z().once


t(conflicting)
t(numbered)
t(cached)
