import operator as op
print(op.add(1, 2), op.mul(3, 4), op.truediv(7, 2), op.lt(1, 2), op.neg(5), op.not_(0), op.getitem([1, 2], 1), op.contains([1], 1), op.and_(6, 3), op.itemgetter(1)([1, 2]), op.itemgetter("a", "b")({"a": 1, "b": 2}), op.attrgetter("real")(5), op.methodcaller("upper")("a"), op.methodcaller("split", ",")("a,b"))
print(sorted([(1, "b"), (2, "a")], key=op.itemgetter(1)), list(map(op.mul, [1, 2], [3, 4])), op.iadd([1], [2]), op.matmul.__name__)
