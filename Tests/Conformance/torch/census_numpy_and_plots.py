# Every name of numpy, math and matplotlib that public notebooks on automatic differentiation use, with the keywords they
# give.
from __future__ import print_function
import math
import math as m
import warnings

import matplotlib
import matplotlib.pylab as pylab
import matplotlib.pylab as plt
import matplotlib.pyplot as plt
import matplotlib.ticker as ticker
import numpy
import numpy as np
import torch
import torch as T
import torch as t
import torch.autograd as autograd
import torch.cuda as cuda
import torch.nn as nn
import torch.nn.functional as F
import torch.nn.functional as Fun
import torch.optim as optim
from torch import nn
from torch.nn import Parameter
from torch.nn.functional import mse_loss
from torch.optim import SGD

matplotlib.use("Agg")
print(T is t, cuda.is_available(), autograd.grad is torch.autograd.grad, F is Fun, SGD is optim.SGD)
print(mse_loss(torch.ones(2), torch.zeros(2)), Parameter(torch.ones(1)), type(nn).__name__)

# numpy
a = np.array([[1, 2], [3, 4]], dtype=np.float32)
x = np.array([0.5, -1.5, 2.25], dtype=float)
print(a, x, np.array([1, 2], dtype="int32").dtype, np.float32(2.5), numpy.pi)
print(np.linspace(0, 1, 5), np.linspace(0, 1, num=3, dtype=np.float32), np.linspace(-1, 1).shape)
print(np.arange(4), np.arange(1, 2, 0.25), np.ones(3), np.ones((2, 2)), np.zeros(2), np.zeros((1, 2)))
print(np.mean(a), np.sum(a), np.sum(a, axis=0), np.sum(a, axis=1, keepdims=True), np.std(a), np.max(a), np.min(a))
print(np.cos(x), np.sin(x), np.exp(x), np.log(np.array([1.0, 2.0])), np.tanh(x), np.sqrt(np.array([4.0, 2.0])))
print(np.square(x), np.ceil(x), np.round(x, 1), np.maximum(x, 0), np.ravel(a), np.dot(a, a), np.dot(x, x))
out = np.zeros(3)
print(np.add(x, 1), np.add(x, 1, out=out), out, np.concatenate((a, a), axis=1), np.stack([x, x], axis=0))
X, Y = np.meshgrid(np.arange(2.0), np.arange(3.0))
print(X, Y)
np.random.seed(1)
print(np.random.randn(2, 2), np.random.uniform(-1, 1), np.random.randn(3), np.random.uniform(0, 2, (2,)))
print(a.mean(), a.reshape(4), a.reshape(1, 4), a.shape, a.T, np.float32(1.5).mean(), a.astype(np.int64))
print(a.copy(), a.dot(a), a.max(), x.round(1), a.sum(), a[:, 1], a[0], a[a > 2], x[:, None].shape)
a[a > 3] = 0
x[0] = 9
print(a, x, 2 * x, x - x.mean(), x ** 2, -x, 1 - x, x / 3.0, a @ a, x == x, x > 0, np.float64(2.0) * x)
w = np.float32(1.0)
w -= np.float32(0.25) * 2
print(w, type(w), 0.1 * np.float32(3), np.float64(2) ** 2, np.float64(1) + 1, "%s %d" % (x[0], np.int64(3)))
for row, column in zip(X, Y):
    print(row, column, len(row))
for place, value in enumerate(x):
    print(place, value)

# math
print(math.cos(0.5), math.sin(m.pi / 3), math.pi)

# warnings
warnings.filterwarnings(action="ignore")
print(torch.tensor(torch.ones(2)))
warnings.filterwarnings("default")

# matplotlib
plt.figure(figsize=(6, 3))
print(plt.plot([1, 2], [3, 4], color="red", label="a", lw=2))
plt.plot(x, "o", markersize=3, linestyle="--")
plt.scatter([1, 2], [2, 1], c="blue", label="points")
print(plt.xlabel("x"), plt.ylabel("y"), plt.title("name"))
print(plt.legend(fontsize=8) is not None, plt.axhline(0, linewidth=0.5), plt.grid(True))
print(plt.xlim(), plt.ylim(0, 5) and None, plt.hlines(1, 0, 2) is not None, plt.text(1, 1, "t", fontdict={"size": 8}))
plt.xticks(fontsize=8)
plt.yticks(fontsize=8)
plt.tight_layout()
plt.show()
print(plt.rcParams["figure.figsize"], plt.getp(plt.plot([1, 2])[0], "linewidth"))
plt.rcParams["font.size"] = 11
plt.close("all")
fig, axes = plt.subplots(1, ncols=2, figsize=(6, 3))
print(axes.shape, axes[0] is axes[1])
axes[0].plot([1, 2], [1, 2], c="g", label="line", linestyle=":", marker="o", markersize=4)
axes[0].scatter([1], [1], c="k", s=9, alpha=0.5)
axes[0].set_xlabel("x", size=9)
axes[0].set_ylabel("y", size=9)
axes[0].set(title="left")
axes[0].tick_params(axis="both", which="major", labelsize=7)
axes[0].legend()
axes[0].annotate("here", xy=(1, 1), xytext=(5, 5), xycoords="data", textcoords="offset points",
                 bbox=dict(boxstyle="round", fc="w", ec="k", lw=0.5))
axes[0].arrow(1, 1, 0.5, 0.5, width=0.01, color="r", length_includes_head=True, alpha=0.5, zorder=3)
axes[0].set_xlim(0, 3)
print(axes[0].get_xlim() == (0, 3), axes[0].axis("equal") is not None)
lines = axes[1].contour(X, Y, X + Y)
axes[1].clabel(lines, inline=True, fontsize=7)
plt.subplot(1, 2, 2)
image = plt.imshow(X, extent=(0, 1, 0, 1))
plt.colorbar(image)
fig = plt.figure()
solid = fig.add_subplot(1, 1, 1, projection="3d")
solid.plot_surface(X, Y, X + Y, alpha=0.5)
solid.scatter(0, 0, 0, color="r")
solid.scatter3D([1], [1], [1])
solid.set_xlabel("x")
solid.set_ylabel("y")
solid.set_zlabel("z")
print(plt.axes() is not None, ticker.MultipleLocator(0.5) is not None)
plt.pause(0.001)
pylab.plot([1, 2])
pylab.xlabel("x")
pylab.legend(["one"])
pylab.show()
plt.close()
