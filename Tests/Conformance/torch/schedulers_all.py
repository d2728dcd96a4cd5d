# Every schedule of learning rates: rates, momenta, states and refusals.
import torch, warnings
from torch import optim
from torch.optim import lr_scheduler as L
def o(n=1):
    return optim.SGD([{"params": [torch.ones(1, requires_grad=True)]} for i in range(n)], lr=0.1, momentum=0.9)
def seq(x):
    return L.SequentialLR(x, [L.LinearLR(x, 0.1, total_iters=3), L.StepLR(x, 2, 0.5), L.CosineAnnealingLR(x, 4)], [3, 7])
def chain(x):
    return L.ChainedScheduler([L.ConstantLR(x, 0.5, 4), L.ExponentialLR(x, 0.9)], optimizer=x)
for mk in [lambda x: L.LambdaLR(x, lambda e: 1/(1+e)), lambda x: L.MultiplicativeLR(x, lambda e: 0.9), lambda x: L.StepLR(x, 3), lambda x: L.MultiStepLR(x, [2, 5, 5]), lambda x: L.ConstantLR(x), lambda x: L.LinearLR(x), lambda x: L.ExponentialLR(x, 0.9), lambda x: L.PolynomialLR(x, 4, 2.0), lambda x: L.CosineAnnealingLR(x, 5), lambda x: L.CosineAnnealingWarmRestarts(x, 4), lambda x: L.CosineAnnealingWarmRestarts(x, 2, 2, 0.01), lambda x: L.OneCycleLR(x, 1.0, 12), lambda x: L.OneCycleLR(x, 1.0, epochs=3, steps_per_epoch=4, three_phase=True, anneal_strategy="linear"), lambda x: L.CyclicLR(x, 0.1, 1.0, 3), lambda x: L.CyclicLR(x, 0.1, 1.0, 2, 3, mode="triangular2"), lambda x: L.CyclicLR(x, 0.1, 1.0, 2, mode="exp_range", gamma=0.9), seq, chain]:
    for n in (1, 2):
        x = o(n)
        s = mk(x)
        lrs = []
        for i in range(11):
            x.step(); lrs.append([(g["lr"], g["momentum"]) for g in x.param_groups]); s.step()
        print(type(s).__name__, lrs[:11], s.get_last_lr())
    print(s.state_dict(), list(x.param_groups[0]))
x = o(); p = L.ReduceLROnPlateau(x, patience=1, factor=0.5, cooldown=1, min_lr=0.02)
print(p.state_dict())
for l in [1, .9, .9, .9, .9, .9, .9, .9, .9, .9, .8, .8, .8, .8]:
    p.step(l); print(x.param_groups[0]["lr"], p.num_bad_epochs, p.get_last_lr())
x = o(); p = L.ReduceLROnPlateau(x, "max", patience=0, threshold_mode="abs", threshold=0.1)
for l in [1, 1.05, torch.tensor(1.2), 1.2]: p.step(l); print(x.param_groups[0]["lr"])
print(p.state_dict())
class Mine(L.LRScheduler):
    def __init__(self, opt, k, last_epoch=-1):
        self.k = k
        super().__init__(opt, last_epoch)
    def get_lr(self):
        return [b * self.k ** self.last_epoch for b in self.base_lrs]
x = o(); s = Mine(x, 0.5); x.step(); s.step(); print(s.get_last_lr(), s.state_dict())
t = Mine(o(), 0.5); t.load_state_dict(s.state_dict()); print(t.last_epoch, t.get_last_lr())
for f in [lambda: L.ReduceLROnPlateau(o(), factor=2), lambda: L.ReduceLROnPlateau(o(), mode="x"), lambda: L.ReduceLROnPlateau(o(), threshold_mode="x"),lambda: L.OneCycleLR(o(), 1.0), lambda: L.OneCycleLR(o(), 1.0, -2), lambda: L.CosineAnnealingWarmRestarts(o(), -1), lambda: L.CosineAnnealingWarmRestarts(o(), 2, T_mult=-1), lambda: L.SequentialLR(x,[],[]), lambda: L.ConstantLR(o(), factor=2), lambda: L.LinearLR(o(), start_factor=2), lambda: L.LinearLR(o(), end_factor=2), lambda: L.LambdaLR(o(), [1,2]), lambda: L.LRScheduler(o()), lambda: L.StepLR(o(),3,last_epoch=2), lambda: L.ReduceLROnPlateau(o(), min_lr=[1,2]), lambda: L.StepLR(3, 4), lambda: L.ExponentialLR(torch.nn.Linear(1, 1), 0.5)]:
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
x = o(); s = L.StepLR(x, 1)
s.step()
for i in range(14): x.step()
