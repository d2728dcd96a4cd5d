# Ranges count in numbers of any size.
import itertools

big = range(10**20)
print(big, big[10**19], big[-1], big[1:5], big[::10**19], big[10**19:10**19 + 3])
print(10**19 in big, 10**20 in big, -1 in big, 5.0 in big, big.index(10**19 + 5), big.count(5), bool(big))
print(list(range(10**20, 10**20 + 3)), list(range(10**20, 10**20 - 30, -10)))
print([i for i in range(2**63 - 1, 2**63 + 1)], list(range(2**63 - 2, 2**63 + 2)))
print(list(itertools.islice(big, 3)), next(reversed(big)), list(reversed(range(2**64, 2**64 + 10, 3))))
print(big == range(10**20), big == range(10**20, 10**21), hash(big) == hash(range(0, 10**20, 1)), big.start, big.stop, big.step)
print(range(-2**63, 2**63)[-1], len(range(2**63 - 1)), sum(range(10**20, 10**20 + 5)), range(10**20, 0, -1)[5])
print(range(0, 10, 2**70), list(range(0, 10, 2**70)), range(10)[::2**64], list(range(10)[::-2**64]))
print(range(2, 30, 3)[-1:-4:-2], list(range(2, 30, 3)[-1:-4:-2]), range(10)[7:100], range(10)[100:7:-1])
print(slice(1, None, 2).indices(10**20), slice(None, None, -1).indices(10**20), slice(-3, None).indices(10**20))
for first in range(10**20, 10**20 + 2):
    print(first)


def attempt(body):
    try:
        print(body())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: len(big))
attempt(lambda: list(big))
attempt(lambda: big[10**20])
attempt(lambda: big[-10**20 - 1])
attempt(lambda: range(5)[10**20])
attempt(lambda: big["a"])
attempt(lambda: big[0:5:0])
attempt(lambda: big.index(-1))
attempt(lambda: range(10**20, 1.5))
attempt(lambda: range(0, 10**20, 0))
attempt(lambda: slice(1).indices(-10**20))
match range(10**20, 10**20 + 2):
    case [first, second]:
        print(first, second)
