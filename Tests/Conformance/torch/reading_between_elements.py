# Pictures and bodies read at the places of a grid, and the grids of linear maps.
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
for mode in ['bilinear','nearest','bicubic']:
  for pad in ['zeros','border','reflection']:
    for al in [True,False]:
      i,g=R(2,2,4,5),R(2,3,2,2)
      show(f'gs {mode} {pad} {al}',F.grid_sample(i,g*1.5,mode=mode,padding_mode=pad,align_corners=al),i,g)
      if mode!='bicubic':
        i,g=R(1,2,3,4,5),R(1,2,2,2,3)
        show(f'gs3 {mode} {pad} {al}',F.grid_sample(i,g*1.5,mode=mode,padding_mode=pad,align_corners=al),i,g)
t=R(2,2,3); show('ag',F.affine_grid(t,(2,1,3,4),align_corners=False),t); show('ag',F.affine_grid(t,(2,1,1,4),align_corners=True),t)
t=R(1,3,4); show('ag3',F.affine_grid(t,(1,1,2,3,2),align_corners=False),t)
