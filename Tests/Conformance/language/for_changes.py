# The loop follows a list that changes under it, and refuses a dict or set that does.
items = [1, 2, 3, 4, 5, 6]
for x in items:
    if x % 2 == 0: items.remove(x)
print(items)
items = [1]
for x in items:
    if x < 5: items.append(x + 1)
print(items)
for x in items[:]: items.append(x)
print(len(items))
d = {"a": 1}
try:
    for k in d: d[k + "a"] = 1
except RuntimeError as e: print(e)
try:
    for k in d: del d[k]
except RuntimeError as e: print(e)
s = {1}
try:
    for k in s: s.add(k + 1)
except RuntimeError as e: print(e)
for k in list(d): del d[k]
print(d)
d = {"a": 1, "b": 2}
for k in d: d[k] *= 10
print(d)
