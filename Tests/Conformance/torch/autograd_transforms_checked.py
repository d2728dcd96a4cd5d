import torch
from torch.autograd import grad


def t(f):
    """What a call gives, or how it is refused."""
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)


print("# vjp jvp hvp vhp")
from torch.autograd.functional import jacobian, hessian, vjp, jvp, hvp, vhp
x = torch.tensor([1., 2.])
v = torch.tensor([3., 4.])
f = lambda x: x ** 2
g = lambda x: (x ** 3).sum()
t(lambda: vjp(f, x, v))
t(lambda: vjp(f, x))
t(lambda: vjp(g, x))
t(lambda: vjp(f, x, torch.ones(3)))
t(lambda: vjp(f, x, (v, v)))
t(lambda: vjp(f, x, v, create_graph=True))
t(lambda: vjp(lambda x: torch.ones(2), x, v))
t(lambda: vjp(lambda x: torch.ones(2), x, v, strict=True))
t(lambda: jvp(f, x, v))
t(lambda: jvp(f, x))
t(lambda: jvp(f, x, torch.ones(3)))
t(lambda: jvp(lambda x: torch.ones(2), x, v))
t(lambda: jvp(lambda x: torch.ones(2), x, v, strict=True))
t(lambda: jvp(lambda x, y: x * y, (x, x), (v, v)))
t(lambda: hvp(g, x, v))
t(lambda: hvp(f, x, v))
t(lambda: hvp(g, x))
t(lambda: vhp(g, x, v))
t(lambda: vhp(g, x, torch.ones(3)))
t(lambda: hvp(lambda x: x.sum(), x, v))
t(lambda: hvp(lambda x: x.sum(), x, v, strict=True))

print("# func grad")
from torch.func import grad, grad_and_value, vjp, jvp, jacrev, jacfwd, hessian, vmap
x = torch.tensor([1., 2.])
t(lambda: grad(lambda x: (x ** 2).sum())(x))
t(lambda: grad(lambda x: x ** 2)(x))
t(lambda: grad(lambda x: 3)(x))
t(lambda: grad(lambda x: (x ** 2).sum())(3.))
t(lambda: grad(lambda x, y: (x * y).sum(), argnums=1)(x, x * 3))
t(lambda: grad(lambda x, y: (x * y).sum(), argnums=(0, 1))(x, x * 3))
t(lambda: grad(lambda x, y: (x * y).sum(), argnums=2)(x, x * 3))
t(lambda: grad(lambda x, y: (x * y).sum(), argnums=-1)(x, x * 3))
t(lambda: grad(lambda x: ((x ** 2).sum(), x * 2), has_aux=True)(x))
t(lambda: grad(lambda x: (x ** 2).sum(), has_aux=True)(x))
t(lambda: grad_and_value(lambda x: (x ** 2).sum())(x))
t(lambda: grad(grad(lambda x: x ** 3))(torch.tensor(2.)))
t(lambda: grad(grad(grad(torch.sin)))(torch.tensor(2.)))
t(lambda: grad(lambda d: (d['a'] ** 2).sum() + d['b'].sum())({'a': x, 'b': x}))
t(lambda: grad(lambda x: x.sum())(torch.tensor([1, 2])))
t(lambda: grad(lambda x: torch.tensor(1.))(x))
t(lambda: grad(lambda x: x.detach().sum())(x))

print("# anomaly")
import warnings
warnings.simplefilter('ignore')
def run(f):
    x = torch.tensor([0., 1.], requires_grad=True)
    try:
        with torch.autograd.detect_anomaly():
            f(x).sum().backward()
        print(x.grad)
    except RuntimeError as e:
        print(e)
run(lambda x: x.sqrt() * 0)
run(lambda x: (x / x))
run(lambda x: x.log() * 0)
run(lambda x: x ** 0.5)
run(lambda x: x.norm())
run(lambda x: torch.where(x > 0, x.sqrt(), x))
run(lambda x: torch.atan2(x, x))
run(lambda x: x.exp())
run(lambda x: (x - x).sqrt().sqrt())
with torch.autograd.detect_anomaly(check_nan=False):
    x = torch.tensor([0., 1.], requires_grad=True)
    (x.sqrt() * 0).sum().backward()
    print(x.grad)
print(torch.is_anomaly_enabled(), torch.is_anomaly_check_nan_enabled())
torch.autograd.set_detect_anomaly(True)
print(torch.is_anomaly_enabled(), torch.is_anomaly_check_nan_enabled())
torch.autograd.set_detect_anomaly(False)
with torch.autograd.set_detect_anomaly(True, check_nan=False):
    print(torch.is_anomaly_enabled(), torch.is_anomaly_check_nan_enabled())
print(torch.is_anomaly_enabled())

print("# saved tensors hooks")
log = []
def pack(x):
    log.append(('pack', tuple(x.shape)))
    return x * 1
def unpack(x):
    log.append(('unpack', tuple(x.shape)))
    return x
x = torch.tensor([1., 2.], requires_grad=True)
with torch.autograd.graph.saved_tensors_hooks(pack, unpack):
    y = (x ** 2).exp()
y.sum().backward()
print(x.grad, log)
with torch.autograd.graph.saved_tensors_hooks(lambda x: x.tolist(), lambda l: torch.tensor(l)):
    y = x * x
y.sum().backward()
print(x.grad)
with torch.autograd.graph.saved_tensors_hooks(lambda x: None, lambda l: 3):
    y = x.exp()
t(lambda: y.sum().backward())
with torch.autograd.graph.save_on_cpu():
    y = x.exp()
y.sum().backward()
with torch.autograd.graph.disable_saved_tensors_hooks('not here'):
    def h():
        with torch.autograd.graph.saved_tensors_hooks(pack, unpack):
            return x.exp()
    t(h)
def boom(x): raise ValueError('no')
def k():
    with torch.autograd.graph.saved_tensors_hooks(boom, unpack):
        return x.exp()
t(k)
