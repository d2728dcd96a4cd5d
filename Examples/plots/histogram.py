# Samples in bins, the density they come from, and the mean.
import numpy as np
import matplotlib.pyplot as plt

np.random.seed(2)
samples = np.random.normal(1.0, 2.0, 2000)
x = np.linspace(-6, 8, 200)
density = np.exp(-((x - 1.0) ** 2) / 8) / np.sqrt(8 * np.pi)
plt.hist(samples, bins=30, density=True, alpha=0.5, edgecolor="white", label="samples")
plt.plot(x, density, "r", lw=2, label="density")
plt.axvline(samples.mean(), color="k", linestyle="--", label="mean")
plt.xlabel("value")
plt.ylabel("density")
plt.legend()
plt.show()
