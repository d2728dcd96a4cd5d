# Points whose colours and sizes are numbers, and the bar that explains them.
import numpy as np
import matplotlib.pyplot as plt

np.random.seed(1)
x = np.random.rand(80)
y = np.random.rand(80)
plt.scatter(x, y, c=x + y, s=20 + 200 * x * y, alpha=0.6, cmap="viridis")
plt.colorbar(label="x + y")
plt.xlabel("x")
plt.ylabel("y")
plt.title("Colours and sizes")
plt.show()
