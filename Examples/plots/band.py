# A mean with its band, and measurements with error bars.
import numpy as np
import matplotlib.pyplot as plt

x = np.linspace(0, 6, 100)
mean = np.sin(x)
spread = 0.15 + 0.1 * x / 6
plt.fill_between(x, mean - 2 * spread, mean + 2 * spread, alpha=0.25, label="2σ")
plt.plot(x, mean, label="mean")
at = np.arange(0.5, 6, 0.75)
plt.errorbar(at, np.sin(at) + 0.1 * np.cos(7 * at), yerr=0.15, fmt="o", color="black", capsize=3, label="measured")
plt.xlabel("x")
plt.legend()
plt.title("Uncertainty")
plt.show()
