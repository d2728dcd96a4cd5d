# A table of numbers as an image with its own coordinates.
import numpy as np
import matplotlib.pyplot as plt

x, y = np.meshgrid(np.linspace(-3, 3, 60), np.linspace(-2, 2, 40))
z = np.sin(x) * np.cos(2 * y)
plt.figure(figsize=(7, 4))
plt.imshow(z, extent=[-3, 3, -2, 2], origin="lower", cmap="coolwarm")
plt.colorbar()
plt.title("sin x · cos 2y")
plt.xlabel("x")
plt.ylabel("y")
plt.show()
