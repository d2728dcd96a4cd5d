# Lines with labels, a legend, a grid and a level.
import numpy as np
import matplotlib.pyplot as plt

x = np.linspace(0, 10, 200)
plt.figure(figsize=(7, 4))
plt.plot(x, np.sin(x), label="sin x")
plt.plot(x, np.cos(x), "--", color="tab:red", lw=2, label="cos x")
plt.plot(x[::12], 0.5 * np.sin(2 * x[::12]), "g^:", markersize=7, label="half as high, twice as fast")
plt.axhline(0, color="gray", linewidth=0.8)
plt.xlabel("x")
plt.ylabel("y")
plt.ylim(-1.2, 1.9)
plt.title("Waves")
plt.legend()
plt.grid(True)
plt.show()
