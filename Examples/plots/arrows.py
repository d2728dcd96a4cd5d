# A field of arrows: the gradient of a saddle, over its level lines.
import numpy as np
import matplotlib.pyplot as plt

x, y = np.meshgrid(np.linspace(-2, 2, 13), np.linspace(-2, 2, 13))
plt.figure(figsize=(5.5, 5))
plt.contour(x, y, x**2 - y**2, levels=9, cmap="RdBu")
plt.quiver(x, y, 2 * x, -2 * y, color="tab:gray")
plt.xlabel("x")
plt.ylabel("y")
plt.title("Gradient of a saddle")
plt.axis("equal")
plt.show()
