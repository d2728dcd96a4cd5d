import operator as op
print(op.add(1, 2), op.sub(5, 3), op.mul("a", 3), op.truediv(1, 2), op.floordiv(7, 2), op.mod(7, 3), op.pow(2, 3), op.neg(5), op.pos(-5), op.abs(-5), op.invert(5), op.and_(6, 3), op.or_(6, 3), op.xor(6, 3), op.lshift(1, 3), op.rshift(8, 1), op.not_(0), op.truth([]), op.is_(1, 1), op.is_not(1, 2), op.eq(1, 1), op.ne(1, 1), op.lt(1, 2), op.le(1, 1), op.gt(1, 2), op.ge(2, 1), op.contains([1], 1), op.concat([1], [2]), op.countOf("aab", "a"), op.indexOf("abc", "b"), op.index(5))
first = op.itemgetter(0); name = op.attrgetter("name"); up = op.methodcaller("upper"); rep = op.methodcaller("replace", "a", "b")
class P:
    name = "n"
    class inner: value = 3
print(first("xyz"), op.itemgetter(1, 0)("ab"), op.itemgetter("k")({"k": 1}), name(P), op.attrgetter("inner.value", "name")(P), up("a"), rep("banana"), sorted([(2, "a"), (1, "b")], key=op.itemgetter(1)), op.getitem([1, 2], 1), op.itemgetter(slice(1, 3))("abcd"))
x = [1, 2]; op.setitem(x, 0, 9); op.delitem(x, 1); print(x, op.iadd(x, [5]), x, op.length_hint([1, 2]), op.matmul is op.__matmul__, list(map(op.mul, [1, 2], [3, 4])))
for bad in [lambda: op.add(1), lambda: op.add(1, "a"), lambda: op.itemgetter(), lambda: op.attrgetter("zz")(5), lambda: op.itemgetter(9)("a"), lambda: op.methodcaller("zz")(5), lambda: op.nothing, lambda: op.truediv(1, 0), lambda: op.indexOf("abc", "z"), lambda: op.index(1.5)]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
