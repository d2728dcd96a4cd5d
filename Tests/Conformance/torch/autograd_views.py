# Views and changes in place.
import torch
x=torch.tensor([1.,2.,3.],requires_grad=True)
y=x*2
y[0].mul_(3)
def chain(n,d=0):
    if n is None: print('  '*d+'None'); return
    print('  '*d+n.name())
    for m,i in n.next_functions: chain(m,d+1)
chain(y.grad_fn)
y=x*2; v=y[:2]; y.mul_(2); print(v, v._version); chain(v.grad_fn)
print(y); y.sum().backward(); print(x.grad); x.grad=None
y=x*2; v=y[:2]; v.mul_(v); chain(y.grad_fn); chain(v.grad_fn); print(v); print(y)
print(1)
y=x*2; v=y[:2]; w=v.view(2,1); v.mul_(3); chain(w.grad_fn); w.mul_(2); chain(y.grad_fn); chain(v.grad_fn); (y*y).sum().backward(); print(x.grad); x.grad=None
y=x*2; y[1]=x[0]*5; chain(y.grad_fn); (y**2).sum().backward(); print(x.grad); x.grad=None
y=torch.zeros(3); y[1]=x[0]; chain(y.grad_fn); print(y); y.sum().backward(); print(x.grad); x.grad=None
y=x*2; y[1]=7.; chain(y.grad_fn); g,=torch.autograd.grad((y**3).sum(),x,create_graph=True); print(g); print(torch.autograd.grad(g.sum(),x))
y=x*2; y[:2]*=x[1:]; g,=torch.autograd.grad((y**2).sum(),x,create_graph=True); print(g); print(torch.autograd.grad(g.sum(),x))
with torch.no_grad():
    v=y[0]
try: v.mul_(2)
except Exception as e: print(e)
with torch.no_grad():
    v=x[0]
try: v.mul_(2)
except Exception as e: print(e)
y=x.clone(); v=y.view(3); y.add_(1); print((v*2).sum()); (v*v).sum().backward(); print(x.grad)
a=torch.ones(2,3,requires_grad=True); b=a*1; c=b.t(); c[0].mul_(5); (b*b).sum().backward(); print(a.grad); print(b.grad_fn.name(), c.grad_fn.name())
d=x.detach(); d[0]=100.; print(x, x._version, d._version); dd=x.data; dd[1]=5; print(x, x._version, dd._version)
print(x.detach().requires_grad, d.grad_fn, d._base is None, y.view(3)._base is y, y._is_view(), v._is_view())
z=torch.ones(3); z[0]=x[0]; print(z.requires_grad, z.is_leaf)
z=torch.ones(3); z.add_(x); chain(z.grad_fn)
z=torch.ones(3); z.copy_(x); chain(z.grad_fn)
z=x*1; z.zero_(); chain(z.grad_fn); z=x*1; z.fill_(2); chain(z.grad_fn)
z=(x*1).unsqueeze(0); z.t_(); chain(z.grad_fn)
z=torch.tensor(2.,requires_grad=True); y=z*1; y*=y; y+=1; chain(y.grad_fn);
