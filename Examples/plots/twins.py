# Two measures over the same steps, each with its own axis.
import numpy as np
import matplotlib.pyplot as plt

epoch = np.arange(1, 21)
fig, ax = plt.subplots()
ax.plot(epoch, 2.3 * np.exp(-epoch / 6) + 0.2, "o-", color="tab:red", markersize=4)
ax.set_xlabel("epoch")
ax.set_ylabel("loss", color="tab:red")
ax.tick_params(axis="y", labelcolor="tab:red")
other = ax.twinx()
other.plot(epoch, 100 * (1 - np.exp(-epoch / 5)), "s-", color="tab:blue", markersize=4)
other.set_ylabel("accuracy (%)", color="tab:blue")
other.tick_params(axis="y", labelcolor="tab:blue")
plt.title("Training")
plt.show()
