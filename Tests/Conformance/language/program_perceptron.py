import random
random.seed(5)
class Perceptron:
    def __init__(self, n, rate=1):
        self.weights, self.bias, self.rate, self.mistakes = [0] * n, 0, rate, 0
    def predict(self, x): return 1 if sum(w * v for w, v in zip(self.weights, x)) + self.bias > 0 else -1
    def learn(self, x, y):
        if self.predict(x) == y: return False
        self.weights = [w + self.rate * y * v for w, v in zip(self.weights, x)]
        self.bias += self.rate * y
        self.mistakes += 1
        return True
    def fit(self, data, epochs=50):
        for epoch in range(1, epochs + 1):
            wrong = sum(self.learn(x, y) for x, y in data)
            if not wrong: return epoch
        return None
gates = {"and": [-1, -1, -1, 1], "or": [-1, 1, 1, 1], "nand": [1, 1, 1, -1], "xor": [-1, 1, 1, -1]}
inputs = [(a, b) for a in (0, 1) for b in (0, 1)]
for name, targets in gates.items():
    p = Perceptron(2)
    epochs = p.fit(list(zip(inputs, targets)))
    print(f"{name:>4}: {'never' if epochs is None else f'in {epochs} epochs'}, w={p.weights}, b={p.bias}, {p.mistakes} mistakes")
data = []
while len(data) < 60:
    x = (random.uniform(-1, 1), random.uniform(-1, 1))
    margin = 2 * x[0] - x[1] + 0.2
    if abs(margin) > 0.2: data.append((x, 1 if margin > 0 else -1))
p = Perceptron(2, rate=0.1)
print("separable:", p.fit(data), "epochs;", [round(w / p.weights[0], 2) for w in p.weights], round(p.bias / p.weights[0], 2))
print("all right:", all(p.predict(x) == y for x, y in data))
