# Four panels under one title.
import numpy as np
import matplotlib.pyplot as plt

x = np.linspace(-3, 3, 121)
panels = {
    "ReLU": np.maximum(0, x),
    "sigmoid": 1 / (1 + np.exp(-x)),
    "tanh": np.tanh(x),
    "softplus": np.log(1 + np.exp(x)),
}
fig, axes = plt.subplots(2, 2, figsize=(8, 6), sharex=True)
for ax, (name, y) in zip(axes.flat, panels.items()):
    ax.plot(x, y, color="tab:blue", label=name)
    ax.plot(x[1:], np.diff(y) / np.diff(x), "--", color="tab:orange", label="slope")
    ax.set_title(name)
    ax.grid(True, linestyle=":")
    ax.legend(loc="upper left")
fig.suptitle("Activations")
fig.tight_layout()
plt.show()
