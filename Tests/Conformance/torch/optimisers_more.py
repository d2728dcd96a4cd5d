# Optimisers that few trainings use.
import torch
from torch.optim import ASGD, LBFGS, Adadelta, Adamax, NAdam, RAdam, Rprop
import torch.nn as nn
def train(make, seed=0):
    torch.manual_seed(seed)
    net = nn.Sequential(nn.Linear(3, 8), nn.Tanh(), nn.Linear(8, 1))
    x = torch.randn(20, 3); y = torch.randn(20, 1)
    o = make(net.parameters()); out = []
    for i in range(20):
        def c():
            o.zero_grad(); l = ((net(x) - y) ** 2).mean(); l.backward(); return l
        out.append(f"{o.step(c).item():.2e}" if isinstance(o, LBFGS) else f"{o.step(c).item():.4e}")
    print(" ".join(out[:12] if not isinstance(o, LBFGS) else out[:2])); return o
for mk in [Adadelta, lambda p: Adadelta(p, lr=0.5, weight_decay=0.1, rho=0.8), Adamax, lambda p: Adamax(p, lr=0.1, weight_decay=.01), NAdam, lambda p: NAdam(p, 0.01, weight_decay=0.1, decoupled_weight_decay=True), RAdam, lambda p: RAdam(p, lr=0.1, weight_decay=0.01), Rprop, ASGD, lambda p: ASGD(p, lr=0.1, t0=2, lambd=0.1), LBFGS, lambda p: LBFGS(p, lr=0.3, max_iter=5, history_size=3), lambda p: LBFGS(p, line_search_fn="strong_wolfe", max_iter=4)]:
    o = train(mk)
    print(o)
    s = o.state_dict()
    print(list(s["state"]), list(s["state"][0]), s["param_groups"])
for f in [lambda: Adadelta([w], lr=-1), lambda: Adadelta([w], rho=2), lambda: Adadelta([w], eps=-1), lambda: Adadelta([w], weight_decay=-1),lambda: Adamax([w], betas=(2,0)),lambda: NAdam([w], momentum_decay=-1),lambda: Rprop([w], etas=(2,3)), lambda: LBFGS([{"params":[w]},{"params":[torch.ones(1,requires_grad=True)]}])]:
    w = torch.ones(1, requires_grad=True)
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
