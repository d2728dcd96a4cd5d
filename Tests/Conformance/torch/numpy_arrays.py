# The numpy that regression by hand needs.
import numpy as np
X = np.array([1, 2, 3, 4], dtype=np.float32)
Y = np.array([2.0, 4.0, 6.0, 8.0], dtype=np.float32)
print(X, Y.shape, X.dtype, X * 2, X - Y, X / Y, X ** 2, -X)
print(np.dot(X, Y), X.mean(), X.sum(), X.max(), ((X - Y) ** 2).mean())
print(X[0], X[1:3], len(X), X.reshape(2, 2))
print(np.zeros(3), np.ones((2, 2)), np.arange(5), np.linspace(0, 1, 3))
print(np.array([1, 2, 3]), np.array([1.5, 2.0]), np.array([True, False]))
print(repr(X), repr(np.array([1.5, 2.5])), repr(np.array([1, 2])))
