# Two classes of points, and the line between them.
import numpy as np
import matplotlib.pyplot as plt

np.random.seed(0)
a = np.random.randn(60, 2) + 1.5
b = np.random.randn(60, 2) - 1.0
x = np.linspace(-4, 4, 2)
plt.scatter(a[:, 0], a[:, 1], c="tab:blue", label="class 0")
plt.scatter(b[:, 0], b[:, 1], c="tab:orange", marker="x", label="class 1")
plt.plot(x, 0.5 - x, "k-", linewidth=1.5, label="boundary")
plt.xlabel("$x_1$")
plt.ylabel("$x_2$")
plt.legend(loc="lower right")
plt.title("Logistic regression")
plt.show()
