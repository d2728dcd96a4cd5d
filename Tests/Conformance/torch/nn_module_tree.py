# Modules: the tree, its walks, its state, its errors.
import torch, torch.nn as nn
torch.manual_seed(1)
class Block(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.a = nn.Linear(n, n)
        self.act = nn.ReLU()
        self.register_buffer('scale', torch.tensor(2.0))
        self.w = nn.Parameter(torch.zeros(2))
    def forward(self, x):
        return self.act(self.a(x)) * self.scale
class Net(nn.Module):
    def __init__(self):
        super(Net, self).__init__()
        self.layers = nn.ModuleList([Block(2) for _ in range(3)])
        self.head = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 1))
    def forward(self, x):
        for l in self.layers:
            x = l(x)
        return self.head(x)
net = Net()
print(net)
print(net(torch.ones(3, 2)))
for n, p in net.named_parameters():
    print(n, tuple(p.shape), p.requires_grad, type(p).__name__)
print([n for n, _ in net.named_modules()])
print([n for n, _ in net.named_children()], len(list(net.children())), len(list(net.modules())))
print(list(net.state_dict().keys()))
print(nn.Linear(1,1).state_dict())
print(net.training, net.eval().training, net.layers[0].training, net.train().training)
print(net.head[0], len(net.head), net.head[1:], net.layers[-1])
net.zero_grad()
net(torch.ones(1, 2)).sum().backward()
print(net.head[2].bias.grad, net.layers[0].w.grad)
net2 = Net()
print(net2.load_state_dict(net.state_dict()))
print(torch.equal(net2(torch.ones(1,2)), net(torch.ones(1,2))))
def init(m):
    if isinstance(m, nn.Linear):
        nn.init.constant_(m.weight, 0.5); nn.init.zeros_(m.bias)
print(net.apply(init)(torch.ones(1, 2)))
print(sum(p.numel() for p in net.parameters() if p.requires_grad))
h = net.head[0].register_forward_hook(lambda m, i, o: print('hook', m, i[0].shape, o.shape))
net(torch.ones(1, 2)); h.remove(); net(torch.ones(1, 2))
print(net.double().head[0].weight.dtype, isinstance(net.layers[0].w, nn.Parameter), isinstance(net.layers[0].w, torch.Tensor), type(net.layers[0].w))
print(nn.Parameter(torch.ones(2)))
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
m = nn.Linear(2, 2)
def f(): m.weight = torch.ones(2, 2)
t(f)
def f(): m.foo
t(f)
t(lambda: nn.Linear(2)); t(lambda: nn.Linear(2, 3, 4, 5, 6, 7)); t(lambda: nn.Linear(2, 3, foo=1))
t(lambda: m()); t(lambda: m(torch.ones(2), 3)); t(lambda: m([1., 2.])); t(lambda: m(torch.ones(4, 3)))
t(lambda: m.load_state_dict({'weight': torch.ones(2, 3), 'x': 1}))
t(lambda: m.register_buffer('a.b', None)); t(lambda: m.register_parameter('weight2', torch.ones(2))); t(lambda: m.add_module('x', 3))
t(lambda: nn.Sequential(3)); t(lambda: nn.Module()(1)); t(lambda: nn.Module(3)); t(lambda: m.get_submodule('x'))
t(lambda: m.to(torch.int64)); t(lambda: m.train(3))
print(nn.Sequential(), nn.ModuleDict({'a': nn.ReLU(), 'b': nn.Linear(1, 2)}))
