# The loss of labels that are not aligned with steps.
import torch, torch.nn.functional as F, torch.nn as nn
import warnings
warnings.simplefilter("ignore")
torch.manual_seed(0)
def show(name, y, *xs):
    print(name, y.grad_fn.__class__.__name__ if y.grad_fn is not None else None, tuple(y.shape))
    print([round(v, 4) + 0.0 for v in y.detach().flatten().tolist()[:12]])
    if y.requires_grad:
        g = torch.autograd.grad((y*torch.arange(1., y.numel()+1).reshape(y.shape).to(y)).sum(), [x for x in xs if x.requires_grad], allow_unused=True)
        for a in g: print('  ', [round(v, 2) + 0.0 for v in a.flatten().tolist()[:10]])
R=lambda *s: torch.randn(*s, dtype=torch.float64, requires_grad=True)
for red in ['none','mean','sum']:
    lp=R(6,3,5); show('ctc',F.ctc_loss(lp.log_softmax(2),torch.tensor([[1,2,2],[3,3,0],[4,1,2]]).clamp(min=1),(6,5,4),(3,2,3),reduction=red),lp)
    l2=lp.detach().log_softmax(2).requires_grad_(); show('ctc',F.ctc_loss(l2,torch.tensor([1,2,2,3,3,4,1,2]),(6,2,4),(3,2,3),reduction=red,zero_infinity=True),l2)
