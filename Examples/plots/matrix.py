# A matrix of weights, each cell with its number.
import numpy as np
import matplotlib.pyplot as plt

weights = np.array([[0.9, 0.1, 0.0], [0.2, 0.7, 0.1], [0.05, 0.25, 0.7]])
plt.imshow(weights, cmap="Blues")
for i in range(3):
    for j in range(3):
        plt.text(j, i, f"{weights[i, j]:.2f}", ha="center", va="center", color="white" if weights[i, j] > 0.5 else "black")
plt.xticks([0, 1, 2], ["cat", "dog", "bird"])
plt.yticks([0, 1, 2], ["cat", "dog", "bird"])
plt.xlabel("predicted")
plt.ylabel("true")
plt.title("Confusion")
plt.show()
