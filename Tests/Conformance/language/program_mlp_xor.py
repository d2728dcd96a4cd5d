# A small network, its derivatives written out by hand.
import math, random
random.seed(0)
def matrix(rows, cols): return [[random.uniform(-1, 1) for _ in range(cols)] for _ in range(rows)]
class Layer:
    def __init__(self, n_in, n_out, activation="tanh"):
        self.w, self.b, self.activation = matrix(n_out, n_in), [0.0] * n_out, activation
    def forward(self, x):
        self.x = x
        z = [sum(wi * xi for wi, xi in zip(row, x)) + b for row, b in zip(self.w, self.b)]
        self.y = [math.tanh(v) for v in z] if self.activation == "tanh" else z
        return self.y
    def backward(self, grad):
        if self.activation == "tanh": grad = [g * (1 - y * y) for g, y in zip(grad, self.y)]
        self.gw = [[g * xi for xi in self.x] for g in grad]
        self.gb = grad
        return [sum(g * row[i] for g, row in zip(grad, self.w)) for i in range(len(self.x))]
    def update(self, rate):
        for row, grow in zip(self.w, self.gw):
            for i, g in enumerate(grow): row[i] -= rate * g
        self.b = [b - rate * g for b, g in zip(self.b, self.gb)]
class Network:
    def __init__(self, *sizes):
        pairs = list(zip(sizes, sizes[1:]))
        self.layers = [Layer(a, b, "tanh" if i < len(pairs) - 1 else "linear") for i, (a, b) in enumerate(pairs)]
    def __call__(self, x):
        for layer in self.layers: x = layer.forward(x)
        return x
    def train(self, data, rate):
        total = 0.0
        for x, target in data:
            errors = [y - t for y, t in zip(self(x), target)]
            total += sum(e * e for e in errors)
            grad = [2 * e for e in errors]
            for layer in reversed(self.layers): grad = layer.backward(grad)
            for layer in self.layers: layer.update(rate)
        return total / len(data)
    @property
    def size(self): return sum(len(l.w) * len(l.w[0]) + len(l.b) for l in self.layers)
xor = [([0, 0], [0]), ([0, 1], [1]), ([1, 0], [1]), ([1, 1], [0])]
net = Network(2, 6, 1)
print("parameters:", net.size)
for epoch in range(1, 401):
    loss = net.train(xor, 0.1)
    if epoch in (1, 10, 100, 200, 400): print(f"epoch {epoch:3d}: {loss:.6f}")
for x, (t,) in xor: print(x, t, f"{net(x)[0]:+.3f}", "ok" if round(abs(net(x)[0])) == t else "wrong")
