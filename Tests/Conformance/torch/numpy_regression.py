# Gradient descent with the gradient written out.
import numpy as np
X = np.array([1, 2, 3, 4], dtype=np.float32)
Y = np.array([2, 4, 6, 8], dtype=np.float32)
w = 0.0
def gradient(x, y, p):
    return np.dot(2 * x, p - y).mean()
for epoch in range(12):
    p = w * X
    loss = ((p - Y) ** 2).mean()
    w -= 0.01 * gradient(X, Y, p)
    print(f"{epoch}: w = {w:.3f}, loss = {loss:.8f}")
print(f"{w * 5:.3f}")
