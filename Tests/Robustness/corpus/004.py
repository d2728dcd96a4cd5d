import itertools, math, string, warnings
import matplotlib.pyplot as plt
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
inf = float('inf')
for text in '''
pow(3, -1, 1)
math.comb(2**63 - 1, 0)
math.perm(2**63 - 1, 0)
warnings.warn('x', None, 2**63 - 1)
warnings.warn('x', None, -2**63)
itertools.tee('', 2**31)
string.capwords('', '')
'a'.zfill(-2**63)
torch.add_()
torch.add_(other=1)
torch.broadcast_to(torch.tensor(2.), (2**62, 2**62))
torch.cumulative_trapezoid(torch.tensor(2.))
torch.histogram(torch.zeros(3), 2**62)
torch.hsplit(torch.zeros(0), 2**62)
torch.zeros(3).as_strided((2,), (2**63 - 1,), 2**63 - 1)
torch.zeros(3)[-2**63:2**63 - 1:2**63 - 1]
torch.repeat_interleave(torch.zeros(2), torch.tensor(2**62))
torch.special.multigammaln(torch.ones(1) * 5, 2**62)
torch.distributions.Normal(0., 1.).sample((2**40,))
F.fold(torch.ones(2, 2), (2**62, 2**62), 1)
F.conv2d(torch.ones(1, 1, 2, 2), torch.ones(1, 1, 1, 1), padding=2**62)
nn.GRU(1, 2**63 - 1)
nn.LSTM(2**62, 2**62)
np.arange(2**31, -2**63)
np.argsort((), ())
np.around(inf, -2**63)
np.array_split((), 2**62)
np.cumprod(0, ())
np.delete(0, True)
np.diff((), 2**63 - 1)
np.fliplr(0)
np.flipud(0)
np.tile([1], 2**62)
np.repeat([1, 2], 2**62)
np.pad([1], 2**62)
np.random.permutation(2**62)
np.random.default_rng(0).permutation(2**62)
np.ix_(True)
np.polyfit([0, 1, 2], [0, 1, 2], 2**63 - 1)
np.trapezoid([1, 2], 0)
np.tril_indices(2**62)
torch.tril_indices(2**31, 2**31)
torch.trapezoid(torch.tensor(2.), torch.ones(2, 2))
torch.tile(torch.zeros(0), (2**62, 2**62))
torch.repeat_interleave(torch.zeros(2, 2), 2**63 - 1)
torch.tensor(2.).stride(0)
torch.tensor(2.).unique_consecutive(True, True, 0)
plt.pie(inf)
plt.pie([1, -0.9999999999999999])
plt.quiver()
plt.subplots(2**31, 2**63 - 1)
[plt.figure(2**63 - 1), plt.figure()]
'''.split('\n'):
    try:
        eval(text or '0')
    except Exception as error:
        pass
print('went on')
