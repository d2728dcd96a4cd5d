# Text, boxes, arrows and lines that explain a curve.
import numpy as np
import matplotlib.pyplot as plt

x = np.linspace(-2, 2.5, 200)
fig, ax = plt.subplots(figsize=(7, 4.5))
ax.plot(x, x**3 - 2 * x, c="navy", lw=2)
ax.annotate("minimum", xy=(0.816, -1.089), xytext=(1.3, -3.0), arrowprops=dict(arrowstyle="->"))
ax.annotate(
    "slope 0", xy=(-0.816, 1.089), xytext=(0, 40), textcoords="offset points", ha="center",
    bbox=dict(boxstyle="round", fc="lightyellow", ec="gray", lw=1), arrowprops=dict(arrowstyle="-|>", color="gray"))
ax.hlines(1.089, -1.5, 0, colors="gray", linestyles="dashed")
ax.vlines([-0.816, 0.816], -4, 0, colors="tab:green", linestyles="dotted")
ax.arrow(-1.8, -3.2, 0.5, 1.5, width=0.03, length_includes_head=True, color="tab:red", alpha=0.7)
ax.text(1.1, 6, r"$y = x^3 - 2x$", fontsize=14, color="navy")
ax.set(title="Where the slope is zero", xlabel="x", ylabel="y")
ax.tick_params(axis="both", labelsize=9)
plt.show()
