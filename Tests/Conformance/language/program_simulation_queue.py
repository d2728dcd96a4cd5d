# Customers at a counter: events in order of time.
import random
from collections import deque
class Customer:
    number = 0
    def __init__(self, arrived):
        Customer.number += 1
        self.name, self.arrived, self.started = f"C{Customer.number:02d}", arrived, None
    @property
    def waited(self): return self.started - self.arrived
class Counter:
    def __init__(self, clerks, rng): self.free, self.queue, self.rng, self.events, self.served, self.now, self.longest = clerks, deque(), rng, [], [], 0.0, 0
    def schedule(self, delay, action, *args):
        self.events.append((self.now + delay, len(self.events), action, args))
        self.events.sort(key=lambda e: e[:2], reverse=True)
    def arrive(self):
        self.queue.append(Customer(self.now))
        self.longest = max(self.longest, len(self.queue))
        self.serve()
        if Customer.number < 40: self.schedule(self.rng.expovariate(1.0), self.arrive)
    def serve(self):
        while self.free and self.queue:
            self.free -= 1
            c = self.queue.popleft()
            c.started = self.now
            self.schedule(self.rng.uniform(0.5, 2.5), self.leave, c)
    def leave(self, c):
        self.free += 1
        self.served.append(c)
        self.serve()
    def run(self):
        self.schedule(0, self.arrive)
        while self.events:
            self.now, _, action, args = self.events.pop()
            action(*args)
        return self
for clerks in (1, 2, 3):
    Customer.number = 0
    shop = Counter(clerks, random.Random(42)).run()
    waits = sorted(c.waited for c in shop.served)
    print(f"{clerks} clerks: {len(waits)} served by {shop.now:.2f}, mean wait {sum(waits) / len(waits):.3f}, median {waits[len(waits) // 2]:.3f}, longest {waits[-1]:.3f}, line of {shop.longest}")
    print("  ", [c.name for c in shop.served[:6]], "#" * round(sum(waits)))
rng = random.Random(7)
inside = sum(rng.random() ** 2 + rng.random() ** 2 < 1 for _ in range(20000))
print("pi is about", 4 * inside / 20000)
def birthday(n, trials=2000): return sum(len(set(rng.choices(range(365), k=n))) < n for _ in range(trials)) / trials
print({n: birthday(n) for n in (10, 23, 40)})
def doors(switch, trials=3000):
    wins = 0
    for _ in range(trials):
        prize, pick = rng.randrange(3), rng.randrange(3)
        opened = next(d for d in range(3) if d not in (prize, pick))
        if switch: pick = next(d for d in range(3) if d not in (opened, pick))
        wins += pick == prize
    return wins / trials
print(round(doors(False), 3), round(doors(True), 3))
