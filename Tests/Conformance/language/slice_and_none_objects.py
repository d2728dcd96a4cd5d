s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, s.indices(5), slice(3), slice(None), slice(1, None), s == slice(1, 10, 2), [0, 1, 2, 3][slice(1, 3)], "abcdef"[slice(None, None, -1)], repr(slice("a", "b")), type(s).__name__, slice(-3, None).indices(5))
print(None, type(None), None is None, None == False, bool(None), [None], str(None), None or "default", {None: 1}, (lambda: None)(), print(None))
print(..., Ellipsis is ..., type(...), NotImplemented, type(NotImplemented), [...], bool(...))
class Show:
    def __getitem__(self, i): return i
print(Show()[1:2], Show()[::], Show()[1:2, ...], Show()[:, None], Show()[()], Show()[1,], Show()["a":"b":"c"])
for bad in [lambda: slice(), lambda: hash(s), lambda: s.indices("a"), lambda: [1][slice("a")], lambda: None.x, lambda: None(), lambda: None[0], lambda: None + 1, lambda: len(None), lambda: s < 5, lambda: slice(1, 2, 3, 4), lambda: for_none()]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
