# Steps, stems and a scale of large numbers.
import numpy as np
import matplotlib.pyplot as plt

fig, (left, middle, right) = plt.subplots(1, 3, figsize=(11, 3.5))
k = np.arange(12)
left.step(k, 0.5 ** (k // 3), where="post", color="tab:green")
left.set_title("StepLR")
left.set_xlabel("epoch")
middle.stem(k, np.cos(k / 2))
middle.set_title("Samples")
right.plot(k, 1.5e6 * k**2, "s-")
right.set_title("Parameters")
fig.tight_layout()
plt.show()
