# Every torch, Tensor and autograd name that public notebooks on automatic differentiation use, with the keywords they
# give.
import warnings

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import optim
from torch.autograd import Function, Variable, grad
from torch.autograd.function import Function as SameFunction
from torch.autograd.functional import hessian, jacobian, vjp
from torch.utils.data import DataLoader, Dataset, TensorDataset

torch.manual_seed(0)
print(torch.tensor([1.0, 2.0], requires_grad=True), torch.tensor([1, 2], dtype=torch.float64))
print(torch.randn(2, requires_grad=True), torch.randn(2, dtype=torch.double), torch.randn(size=(2,), device="cpu"))
print(torch.ones(2, requires_grad=True), torch.ones(2, dtype=torch.int32), torch.zeros(2, requires_grad=True))
print(torch.zeros(2, dtype=torch.long), torch.rand(2, requires_grad=True), torch.rand(2, dtype=torch.float64))
g = torch.Generator().manual_seed(3)
print(torch.rand(2, generator=g, device=torch.device("cpu")), torch.device("cpu").type, type(g).__name__)
print(torch.linspace(0.0, 1.0, steps=3, requires_grad=True), torch.linspace(0, 1, 3, dtype=torch.float64, device="cpu"))
print(torch.logspace(0, 2, 3), torch.arange(3.0, requires_grad=True), torch.arange(3, dtype=torch.float32))
print(torch.eye(2, requires_grad=True), torch.full((2,), 3.0, dtype=torch.float64, device="cpu", requires_grad=True))
print(torch.full_like(torch.ones(2), 4), torch.empty(2).shape, torch.empty_like(torch.ones(2)).shape)
print(torch.ones_like(torch.zeros(2)), torch.zeros_like(torch.ones(2), requires_grad=True))
print(torch.rand_like(torch.ones(2), dtype=torch.float64), torch.randn_like(torch.ones(2), dtype=torch.float64))
print(torch.randint(0, 5, (3,)), torch.randperm(4), torch.normal(0.0, 1.0, (2,)), torch.FloatTensor([1, 2]))
print(torch.LongTensor([1, 2]), torch.Tensor([1, 2]), torch.from_numpy(torch.ones(2).numpy()))
x = torch.tensor([[1.0, -2.0], [3.0, 4.0]])
v = torch.tensor([1.0, 2.0])
print(torch.sum(x, dim=0), torch.sum(x, axis=1), x.sum(axis=0, keepdims=True), torch.mean(x), torch.prod(x))
print(torch.sin(x), torch.cos(x), torch.tanh(x), torch.exp(x), torch.log(x.abs()), torch.sqrt(x.abs()))
print(torch.sigmoid(x), torch.relu(x), torch.square(x), torch.abs(x), torch.pow(x, 2), torch.clamp(x, min=0))
print(torch.matmul(x, x), torch.mm(x, x), torch.mv(x, v), torch.dot(v, v), torch.add(x, 1), torch.mul(x, 2))
print(torch.div(x, 2), torch.cat((x, x), dim=1), torch.cat([x, x], axis=0), torch.norm(x), torch.norm(x, p=1))
out = torch.empty(2, 2)
print(torch.add(x, x, out=out), out)
print(torch.heaviside(x, torch.tensor(0.5)), torch.argmin(x), torch.equal(x, x), torch.svd(torch.eye(2)))
print(torch.is_tensor(x), torch.is_storage(x), torch.pi, torch.get_default_dtype(), torch.__version__.split("+")[0])
print(torch.cuda.is_available(), torch.float, torch.float16, torch.float32, torch.float64, torch.double, torch.long)
s = torch.ones(2)
print(torch.sin_(s), torch.zero_(s), s)
torch.set_printoptions(edgeitems=2, linewidth=60)
print(torch.arange(2000))
torch.set_printoptions(profile="default")
torch.set_default_dtype(torch.float64)
print(torch.ones(1), torch.get_default_dtype())
torch.set_default_dtype(torch.float32)
with torch.set_grad_enabled(False):
    print((x * 2).requires_grad)

w = torch.tensor([1.0, 2.0], requires_grad=True)
y = (w**2).sum()
y.backward(retain_graph=True)
y.backward(gradient=torch.tensor(2.0))
print(w.grad, w.is_leaf, y.is_leaf, w.requires_grad, y.grad_fn.name(), w.grad_fn)
print(y.grad_fn.next_functions[0][0].name(), y.grad_fn.next_functions[0][0].next_functions[0][0].variable is w)
print(torch.autograd.grad(outputs=(w**3).sum(), inputs=w, create_graph=True))
z = w**2
print(grad(z, w, grad_outputs=torch.ones(2), retain_graph=True), z.detach(), w.data, w.detach().numpy())
z.retain_grad()
handle = z.register_hook(lambda g: print("hook", g))
z.sum().backward()
handle.remove()
print(z.grad, w.grad.zero_(), w.requires_grad_(False), w.requires_grad_())
print(hessian(lambda a: (a**3).sum(), v), jacobian(lambda a: a**2, v), vjp(lambda a: a**2, v, v=torch.ones(2)))
print(Variable(torch.ones(2), requires_grad=True), Function is SameFunction)


class Cube(Function):
    @staticmethod
    def forward(ctx, a):
        ctx.save_for_backward(a)
        ctx.constant = 3
        return a**3

    @staticmethod
    def backward(ctx, g):
        (a,) = ctx.saved_tensors
        return ctx.constant * g * a**2


c = Cube.apply(w)
c.sum().backward()
print(c, w.grad)
print(x.item if False else x[0, 0].item(), x.shape, x.size(), x.size(axis=0), x.view(4), x.t(), x.T, x.float().dtype)
print(x.norm(), x.pow(2), x.numel(), x.reshape(4), v.unsqueeze(dim=0), v.unsqueeze(0).squeeze(), x.type(), x.eq(x))
print(x.to(torch.float64), x.clamp(min=0), x.mm(x), x.all(), x.argmax(dim=1), x.cumsum(axis=0), x.cpu().device)
print(x.clone().add_(1), x.clone().copy_(torch.zeros(2, 2)), x.clone().fill_(7), x.flatten(), x.ge(0), x.exp())
print(x.is_floating_point(), v[0].is_nonzero(), x.long(), x.matmul(x), x.max(), x.new_ones(2, dtype=torch.int64))
print(x.abs().sqrt(), x.stride(), x.sub(1), x.tolist(), x.clone().transpose_(0, 1), x.relu(), x.sigmoid(), x.dtype)
d = (w * 2).detach_()
print(d, d.requires_grad, x.mean(), len(x.storage()))

model = nn.Sequential(nn.Linear(2, 3, bias=False), nn.ReLU(), nn.Linear(3, 1), nn.Sigmoid())
print(model, [p.shape for p in model.parameters()], nn.Parameter(torch.ones(1), requires_grad=False))
opt = optim.SGD(params=model.parameters(), lr=0.1, momentum=0.9)
schedule = optim.lr_scheduler.StepLR(opt, step_size=1, gamma=0.5)
loss = nn.MSELoss(reduction="mean")(model(x), torch.ones(2, 1))
opt.zero_grad()
loss.backward()
print(nn.utils.clip_grad_norm_(model.parameters(), max_norm=0.1))
opt.step()
schedule.step()
print(loss, opt.param_groups[0]["lr"], F.mse_loss(x, x + 1), F.relu(x))
print(F.binary_cross_entropy_with_logits(x, torch.ones(2, 2)), nn.BCELoss()(torch.sigmoid(x), torch.ones(2, 2)))
print(nn.CrossEntropyLoss()(x, torch.tensor([0, 1])), nn.Embedding(3, 2, dtype=torch.float64).weight.dtype)
print(nn.Tanh()(x), nn.ModuleList([nn.Linear(1, 1)]).append(nn.ReLU()), optim.Adam(params=[w], lr=0.01).param_groups[0]["lr"])
lazy = nn.LazyLinear(3)
print(lazy, lazy(x).shape, lazy)
for a, b in DataLoader(TensorDataset(torch.arange(4.0), torch.arange(4)), batch_size=2, shuffle=True):
    print(a, b)
seen = []
layer = nn.Linear(2, 1)
handle = layer.register_forward_hook(lambda m, i, o: seen.append((type(m).__name__, len(i), o.shape)))
layer(x)
handle.remove()
layer(x)
print(seen)
print(list(nn.Sequential(nn.Linear(1, 1), nn.ReLU()).children()))
m = nn.Sequential(nn.Linear(1, 1))
print(m.eval().training, m.to(torch.float64)[0].weight.dtype, m.zero_grad())
print(nn.LazyLinear(2).weight, nn.LazyLinear(2, bias=False).bias)

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    print(torch.autograd.Variable(x, volatile=True).requires_grad)
    s = x.storage()
normal = torch.distributions.normal.Normal(loc=0.0, scale=1.0)
print(normal.sample(sample_shape=(2,)), torch.distributions.bernoulli.Bernoulli(0.5).sample(sample_shape=(3,)))
print(torch.distributions.Normal(0.0, 1.0).log_prob(torch.tensor(0.5)))
