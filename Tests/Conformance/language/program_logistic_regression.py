import math, random
random.seed(3)
points = [((random.gauss(m, 1), random.gauss(m / 2, 1)), label) for m, label in [(-1.5, 0), (1.5, 1)] for _ in range(30)]
random.shuffle(points)
train, test = points[:45], points[45:]
def sigmoid(z): return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))
def dot(a, b): return sum(x * y for x, y in zip(a, b))
class Classifier:
    def __init__(self, n): self.w, self.b = [0.0] * n, 0.0
    def __call__(self, x): return sigmoid(dot(self.w, x) + self.b)
    def loss(self, data): return -sum(math.log(self(x) if y else 1 - self(x)) for x, y in data) / len(data)
    def step(self, data, rate, decay=0.0):
        gw, gb = [decay * w for w in self.w], 0.0
        for x, y in data:
            e = self(x) - y
            for i, xi in enumerate(x): gw[i] += e * xi / len(data)
            gb += e / len(data)
        self.w = [w - rate * g for w, g in zip(self.w, gw)]
        self.b -= rate * gb
    def accuracy(self, data): return sum((self(x) > 0.5) == bool(y) for x, y in data) / len(data)
model = Classifier(2)
for epoch in range(201):
    if epoch % 50 == 0: print(f"{epoch:3d} loss {model.loss(train):.5f} accuracy {model.accuracy(train):.1%}")
    model.step(train, 0.5, decay=0.01)
print("weights", [round(w, 4) for w in model.w], "bias", round(model.b, 4))
print(f"test: {model.accuracy(test):.0%} of {len(test)}")
table = [[0, 0], [0, 0]]
for x, y in test: table[y][int(model(x) > 0.5)] += 1
print("         no  yes")
for name, row in zip(["no", "yes"], table): print(f"{name:>5}", *(f"{n:4d}" for n in row))
h, i = 1e-6, 0
before = model.w[i]
model.w[i] = before + h; up = model.loss(train)
model.w[i] = before - h; down = model.loss(train)
model.w[i] = before
print("slope", round((up - down) / (2 * h), 5), round(sum((model(x) - y) * x[i] for x, y in train) / len(train), 5))
