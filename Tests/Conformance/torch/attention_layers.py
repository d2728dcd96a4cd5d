# Attention, transformers, and parameters in containers.
import copy

import torch
import torch.nn as nn

torch.manual_seed(0)
m = nn.MultiheadAttention(4, 2)
x = torch.randn(3, 2, 4, requires_grad=True)
print(m, m(x, x, x))
print(m(x, x, x, need_weights=False)[0], m(x[:, 0], x[:, 0], x[:, 0])[1])
m = nn.MultiheadAttention(4, 2, kdim=3, vdim=5, batch_first=True, dropout=0.5)
q, k, v = torch.randn(2, 3, 4), torch.randn(2, 5, 3), torch.randn(2, 5, 5)
print(m(q, k, v), m(q, k, v, average_attn_weights=False)[1])
print(m.eval()(q, k, v, key_padding_mask=torch.tensor([[False, False, True, True, True]] * 2)))
m = nn.MultiheadAttention(4, 1, add_bias_kv=True, add_zero_attn=True, bias=False)
print(m(x, x, x, attn_mask=torch.ones(3, 3).triu(1).bool()), {n: p.shape for n, p in m.state_dict().items()})
l = nn.TransformerEncoderLayer(4, 2, 8, dropout=0.2)
print(l, l(x))
e = nn.TransformerEncoder(l, 2, norm=nn.LayerNorm(4))
y = e(x)
y.sum().backward()
print(y, (x.grad.abs() < 1e-6).all(), [n for n, _ in e.named_parameters()][:5])
d = nn.TransformerDecoderLayer(4, 2, 8, batch_first=True, norm_first=True, activation="gelu")
print(d(torch.randn(2, 3, 4), torch.randn(2, 5, 4)))
torch.manual_seed(1)
t = nn.Transformer(4, 2, 1, 1, 8, dropout=0.0)
print(t(torch.randn(5, 2, 4), torch.randn(3, 2, 4)))
print(t)
p = nn.ParameterList([nn.Parameter(torch.ones(2)), torch.zeros(1, 2)])
print(p, len(p), p[-1], [n for n, _ in p.named_parameters()], p[0:1])
p.append(torch.ones(3)); p += [torch.ones(1)]
print(p, p.state_dict(), p[1].shape)
class M(nn.Module):
    def __init__(self):
        super().__init__()
        self.ps = nn.ParameterList([torch.randn(2, 2) for i in range(2)])
        self.d = nn.ParameterDict({"a": torch.ones(1), "b": nn.Parameter(torch.zeros(2))})
    def forward(self, x):
        for i, p in enumerate(self.ps): x = self.ps[i // 2].mm(x) + p.mm(x)
        return x * self.d["a"]
print(M(), M()(torch.ones(2, 2)), "a" in M().d, list(M().d), list(M().d.keys()), len(M().d))
for bad in [lambda: nn.MultiheadAttention(5, 2), lambda: nn.MultiheadAttention(0, 2), lambda: p[9], lambda: nn.TransformerEncoderLayer(4, 2, activation="foo"), lambda: p(1)]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
