# Elements added, read and replaced while others hold the same list or dictionary.
first = [1]
second = first
for n in range(20):
    first.append(n)
print(second is first, len(second), second[-1])

copy = first[:]
first.append("only in the first")
print(len(copy), len(first))

growing = [1]
for item in growing:
    if item < 12:
        growing.append(item + item)
print(growing)

shrinking = list(range(8))
for item in shrinking:
    shrinking.remove(item)
print(shrinking)

itself = []
itself.append(itself)
itself = itself[0]
print(itself)
itself = itself[0][0][-1]
print(len(itself))

nested = [[0] * 3 for _ in range(2)]
nested[0][1] = nested
nested[0] = nested[0][1][1]
print(nested)

append = first.append
for n in range(3):
    append(append)
print(len(first), first[-1] == append)


class Counted(list):
    def append(self, item):
        super().append((len(self), item))


counted = Counted()
for letter in "abc":
    counted.append(letter)
print(counted, counted[1], counted[-1])

for index in (3, -4, 10**20, True, False, 1.0, "1", None, slice(1, 2)):
    try:
        print(index, counted[index])
    except (IndexError, TypeError) as error:
        print(type(error).__name__, error)

table = {}
for key in (1, True, 1.0, "1", None, (1,), 2**70, -1, -2, float("nan"), 0.0, -0.0, False):
    table[key] = table.get(key, 0) + 1
    table[key] += 1
print(table)
for key in (1, True, 1.0, "1", None, (1,), 2**70, -1, 0, "0", [1], {}):
    try:
        print(repr(key), table[key], table.get(key), table.get(key, "none"))
    except (KeyError, TypeError) as error:
        print(type(error).__name__, error)


class Key:
    def __init__(self, number):
        self.number = number

    def __hash__(self):
        return hash(self.number)

    def __eq__(self, other):
        return self.number == getattr(other, "number", other)


mixed = {Key(3): "key", 4: "int"}
print(mixed[3], mixed[Key(4)], mixed.get(Key(3)), 5 in mixed)
mixed[3] = "three"
mixed[Key(4)] = "four"
print([(type(key).__name__, value) for key, value in mixed.items()])


class Missing(dict):
    def __missing__(self, key):
        return [key]


missing = Missing(a=1)
print(missing["a"], missing["b"], missing.get("b"), len(missing))

from collections import Counter, OrderedDict, defaultdict

for container in (Counter(), OrderedDict(), defaultdict(int)):
    for word in "to be or not to be".split():
        container[word] = container.get(word, 0) + 1
    print(container["be"], list(container))

held = {"list": []}
held["list"].append(held["list"])
held["list"] = held["list"][0]
print(held)

big = {n: n for n in range(1000)}
for n in range(0, 1000, 3):
    del big[n]
for n in range(500):
    big[n * 7] = big.get(n * 7, -n)
print(len(big), sum(big), sum(big.values()))
