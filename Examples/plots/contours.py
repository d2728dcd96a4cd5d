# Level lines with their heights, and the same valley filled, with a descent in it.
import numpy as np
import matplotlib.pyplot as plt

x, y = np.meshgrid(np.linspace(-2, 2, 41), np.linspace(-1.5, 1.5, 31))
z = x**2 + 3 * y**2
path = [np.array([-1.8, 1.2])]
for _ in range(15):
    path.append(path[-1] - 0.12 * np.array([2 * path[-1][0], 6 * path[-1][1]]))
path = np.array(path)
fig, (left, right) = plt.subplots(1, 2, figsize=(10, 4))
lines = left.contour(x, y, z, levels=[0.5, 1, 2, 4, 6, 8])
left.clabel(lines, inline=True, fontsize=8)
left.set_title("Level lines")
filled = right.contourf(x, y, z, levels=12, cmap="viridis")
right.plot(path[:, 0], path[:, 1], "o-", color="white", markersize=4, linewidth=1)
right.set_title("Gradient descent")
fig.colorbar(filled, ax=right)
plt.tight_layout()
plt.show()
