import types
n = types.SimpleNamespace(a=1, b='x'); n.c=3; print(n, n == types.SimpleNamespace(a=1,b='x',c=3), vars(n))
