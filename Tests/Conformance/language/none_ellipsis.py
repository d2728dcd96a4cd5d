print(None, None is None, None == 0, type(None), ..., Ellipsis, type(...), [None, ...])
def f(): pass
print(f(), f() is None, repr(None), str(None), bool(...))
