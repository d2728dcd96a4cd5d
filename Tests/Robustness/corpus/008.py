# What is asked of an object while a sequence is being changed may change the sequence.
import heapq


class Index:
    def __init__(self, change, value):
        self.change, self.value = change, value

    def __index__(self):
        self.change()
        return self.value


class Less:
    def __init__(self, change):
        self.change = change

    def __lt__(self, other):
        self.change()
        return True


class Endless:
    pass


Endless.__call__ = Endless()
for make in (lambda: [1] * 10, lambda: bytearray(b"abcdefghij")):
    for use in (
        lambda a: a[Index(a.clear, 5)], lambda a: a.__setitem__(Index(a.clear, 5), 1),
        lambda a: a.__setitem__(5, Index(a.clear, 5)), lambda a: a.__delitem__(Index(a.clear, 5)),
        lambda a: a[0:Index(a.clear, 5)], lambda a: a.__setitem__(slice(0, Index(a.clear, 5)), b"x"),
        lambda a: a.__setitem__(slice(0, Index(a.clear, 9), 2), b"abcde"),
        lambda a: a.__delitem__(slice(0, Index(a.clear, 5))), lambda a: a.__delitem__(slice(0, Index(a.clear, 9), 2)),
        lambda a: a.insert(Index(a.clear, 5), 5), lambda a: a.insert(5, Index(a.clear, 5)),
        lambda a: a.pop(Index(a.clear, 5)), lambda a: a.remove(Index(a.clear, 5)),
        lambda a: heapq.heappushpop(a, Less(a.clear)), lambda a: heapq.heappushpop([Less(a.clear)], a),
        lambda a: Endless()(),
    ):
        items = make()
        try:
            print(use(items), items)
        except Exception as error:
            print(type(error).__name__, items)
