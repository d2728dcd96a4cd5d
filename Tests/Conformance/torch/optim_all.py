# Every optimiser and scheduler.
import torch
def run(make, n=5, **kw):
    torch.manual_seed(3)
    w = torch.randn(5, 3, requires_grad=True); b = torch.zeros(3, requires_grad=True)
    x = torch.randn(20, 5); y = torch.randn(20, 3)
    opt = make([w, b], **kw)
    for i in range(n):
        opt.zero_grad()
        loss = ((x @ w + b - y) ** 2).mean()
        loss.backward(); opt.step()
        print(f"{loss.item():.4f}", end=' ')
    print()
    return opt
O = torch.optim
run(O.SGD, lr=0.1); run(O.SGD, lr=0.1, momentum=0.9); run(O.SGD, lr=0.1, momentum=0.9, nesterov=True, weight_decay=0.1); run(O.SGD, lr=0.1, momentum=0.5, dampening=0.3, maximize=True)
run(O.Adam, lr=0.1); run(O.Adam, lr=0.1, amsgrad=True, weight_decay=0.1); run(O.AdamW, lr=0.1); run(O.RMSprop, lr=0.01); run(O.RMSprop, lr=0.01, momentum=0.5, centered=True); run(O.Adagrad, lr=0.1); run(O.Adagrad, lr=0.1, lr_decay=0.1, initial_accumulator_value=0.5)
o = run(O.Adam, lr=0.1, n=2)
print(o)
print(o.state_dict()['param_groups'])
print(o.state_dict()['state'][1])
print(list(o.state.keys())[1], o.state[o.param_groups[0]['params'][1]]['step'])
x = torch.tensor(1.0, requires_grad=True)
o = O.SGD([{'params': [x]}, {'params': torch.ones(2, requires_grad=True), 'lr': 0.5}], lr=0.1, momentum=0.9)
print(o)
for g in o.param_groups: print(g['lr'], len(g['params']), list(g))
s = O.lr_scheduler.StepLR(o, step_size=2, gamma=0.1)
for i in range(5):
    o.step(); s.step(); print(s.get_last_lr(), s.last_epoch)
for mk in [lambda o: O.lr_scheduler.ExponentialLR(o, 0.9), lambda o: O.lr_scheduler.LambdaLR(o, lambda e: 0.95 ** e), lambda o: O.lr_scheduler.CosineAnnealingLR(o, 4), lambda o: O.lr_scheduler.MultiStepLR(o, [1, 3]), lambda o: O.lr_scheduler.LinearLR(o), lambda o: O.lr_scheduler.ConstantLR(o), lambda o: O.lr_scheduler.PolynomialLR(o, 3)]:
    o = O.SGD([x], lr=1.0); s = mk(o); o.step()
    out = [o.param_groups[0]['lr']]
    for i in range(6):
        s.step(); out.append(o.param_groups[0]['lr'])
    print(type(s).__name__, out)
w = torch.tensor(2.0, requires_grad=True)
o = O.SGD([w], lr=0.1)
(w * w).backward(); o.step(); print(w, w.grad); o.zero_grad(set_to_none=False); print(w.grad); o.zero_grad(); print(w.grad)
def closure():
    o.zero_grad(); l = w * w; l.backward(); return l
print(o.step(closure), w)
