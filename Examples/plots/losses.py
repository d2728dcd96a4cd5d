# Two runs of gradient descent, the losses on a logarithmic scale.
import numpy as np
import matplotlib.pyplot as plt

step = np.arange(200)
slow = 3.0 * np.exp(-step / 60) + 0.01
fast = 3.0 * np.exp(-step / 15) + 0.001
plt.plot(step, slow, label="lr = 0.01")
plt.plot(step, fast, color="C3", label="lr = 0.1")
plt.yscale("log")
plt.xlabel("step")
plt.ylabel("loss")
plt.title("Losses")
plt.legend(fontsize=9)
plt.grid(alpha=0.4)
plt.show()
