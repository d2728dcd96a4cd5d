s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, list(range(20))[s], s.indices(5), slice(3), slice(None, None, -1), slice(1, 2) == slice(1, 2))
class S:
    def __getitem__(self, k): return k
print(S()[1], S()[1:2], S()[::2], S()[1:2, 3], S()[..., 0], S()["k"], S()[:, None])
