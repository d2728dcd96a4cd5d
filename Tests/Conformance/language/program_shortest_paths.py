class Heap:
    "The smallest comes out first."
    def __init__(self, items=()):
        self.items = []
        for item in items: self.push(item)
    def __len__(self): return len(self.items)
    def push(self, item):
        items, i = self.items, len(self.items)
        items.append(item)
        while i and items[i] < items[(i - 1) // 2]:
            items[i], items[(i - 1) // 2] = items[(i - 1) // 2], items[i]
            i = (i - 1) // 2
    def pop(self):
        items = self.items
        top, last = items[0], items.pop()
        if items:
            items[0], i = last, 0
            while (child := 2 * i + 1) < len(items):
                if child + 1 < len(items) and items[child + 1] < items[child]: child += 1
                if items[i] <= items[child]: break
                items[i], items[child] = items[child], items[i]
                i = child
        return top
heap = Heap([5, 3, 8, 1, 9, 2])
print([heap.pop() for _ in range(len(heap))])
roads = """Oslo Bergen 463
Oslo Trondheim 495
Bergen Stavanger 210
Stavanger Oslo 551
Trondheim Bodo 701
Bergen Trondheim 640
Bodo Tromso 546"""
graph = {}
for line in roads.splitlines():
    a, b, km = line.split()
    graph.setdefault(a, {})[b] = graph.setdefault(b, {})[a] = int(km)
def shortest(graph, start):
    distance, before, queue = {start: 0}, {}, Heap([(0, start)])
    while queue:
        d, here = queue.pop()
        if d > distance[here]: continue
        for there, km in sorted(graph[here].items()):
            if d + km < distance.get(there, float("inf")):
                distance[there], before[there] = d + km, here
                queue.push((d + km, there))
    return distance, before
def route(before, end):
    path = [end]
    while path[-1] in before: path.append(before[path[-1]])
    return path[::-1]
distance, before = shortest(graph, "Stavanger")
for town in sorted(distance, key=distance.get): print(f"{town:<10}{distance[town]:>5} km  {' > '.join(route(before, town))}")
def components(graph):
    left, out = set(graph), []
    while left:
        stack, group = [min(left)], set()
        while stack:
            node = stack.pop()
            if node in group: continue
            group.add(node)
            stack += graph[node]
        out.append(sorted(group))
        left -= group
    return out
print(components({"a": ["b"], "b": ["a"], "c": [], "d": ["e"], "e": ["d", "f"], "f": ["e"]}))
def topological(needs):
    order, state = [], {}
    def visit(n, trail=()):
        if state.get(n) == "done": return
        if state.get(n) == "open": raise ValueError("cycle: " + " -> ".join((*trail[trail.index(n):], n)))
        state[n] = "open"
        for m in needs.get(n, ()): visit(m, (*trail, n))
        state[n] = "done"
        order.append(n)
    for n in needs: visit(n)
    return order
print(topological({"shoes": ["socks", "trousers"], "trousers": ["pants"], "coat": ["shirt"]}))
try: topological({"a": ["b"], "b": ["c"], "c": ["a"]})
except ValueError as e: print(e)
