# Errors, hooks and saved values.
import torch, warnings
warnings.simplefilter('always')
from torch import tensor
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__,':', e)
x=tensor([1.,2.],requires_grad=True)
t(lambda: tensor([1,2,3],requires_grad=True))
t(lambda: torch.arange(3,requires_grad=True))
i=tensor([1,2])
def s(): i.requires_grad=True
t(s); t(lambda: i.requires_grad_())
t(lambda: tensor(1.).backward())
t(lambda: torch.autograd.backward(tensor([1.])))
t(lambda: (x*2).backward())
t(lambda: torch.autograd.grad(x*2,x))
y=(x**2).sum(); y.backward(); t(lambda: y.backward())
t(lambda: x.add_(1)); t(lambda: x[0].zero_()); t(lambda: x.view(2).mul_(2))
def f():
    a=x*2; b=a**2; a.add_(1); b.sum().backward()
t(f)
w=torch.ones(2,2,requires_grad=True)
def f():
    b=w**2
    with torch.no_grad(): w.add_(1)
    b.sum().backward()
t(f)
def f():
    b=(w*2).exp(); b.mul_(2); b.sum().backward()
t(f)
z=x*2
def f(): z.requires_grad=False
t(f); t(lambda: z.requires_grad_(False)); t(lambda: z.requires_grad_(True).requires_grad)
t(lambda: torch.autograd.grad(y,tensor(1.)))
t(lambda: torch.autograd.grad((x*2).sum(),w)); t(lambda: torch.autograd.grad((x*2).sum(),w,allow_unused=True)); t(lambda: torch.autograd.grad((x*2).sum(),w,materialize_grads=True))
t(lambda: torch.autograd.grad((x*2).sum(),w,materialize_grads=True,allow_unused=False))
t(lambda: (x*2).backward(torch.ones(3)))
t(lambda: (x*2).backward(1.0)); t(lambda: (x*2).backward([1.,1.]))
def f(): x.grad=torch.ones(1)
t(f)
def f(): x.grad=1.0
t(f)
def f(): x.grad=torch.ones(2,dtype=torch.double)
t(f)
def f(): x.grad=x
t(f)
t(lambda: tensor(1.,requires_grad=True).grad.zero_())
t(lambda: tensor(1.).retain_grad()); t(lambda: tensor(1.).register_hook(print))
t(lambda: (x*2).unbind()[0].add_(1)); t(lambda: (x*2).split(1)[0].add_(1))
t(lambda: torch.autograd.grad(y,[])); t(lambda: y.backward(inputs=[]))
with torch.inference_mode(): inf=torch.ones(2)
t(lambda: (x*2)[0].detach_())
import copy
t(lambda: copy.deepcopy(x*2)); t(lambda: copy.deepcopy(x)); t(lambda: copy.copy(x))
t(lambda: torch.autograd.grad((x*2).sum(), x, is_grads_batched=True))
t(lambda: torch.autograd.grad(x*2, x, torch.eye(2), is_grads_batched=True))
t(lambda: torch.autograd.grad(x*2, x, grad_outputs=(torch.ones(2),)))
t(lambda: torch.autograd.grad([x.sum(), (x*2)], x, grad_outputs=[None, torch.ones(2)]))
t(lambda: torch.autograd.grad([x.sum(), (x*2)], x, grad_outputs=[None]))
t(lambda: torch.autograd.grad((x*2).sum(), [x, x]))
t(lambda: torch.autograd.grad((x*2).sum(), 3))
t(lambda: torch.autograd.grad(3, x))
t(lambda: torch.autograd.backward([x.sum(),(x*2).sum()])); print(x.grad)
t(lambda: x.sum().backward(torch.tensor(1)))
t(lambda: x.sum().backward(retain_graph=1))
t(lambda: x.foo); t(lambda: x.sum().foo())
def f(): x.shape=3
t(f)
def f(): x.grad_fn=3
t(f)
def f(): x.is_leaf=3
t(f)
def f(): x.requires_grad=3
t(f)
x.foo=3; print(x.foo)
def f():
    with torch.no_grad(): pass
    return str(torch.no_grad)
t(f)
x.grad=None
h=x.register_hook(lambda g: g*10); (x*2).sum().backward(); print(x.grad); h.remove();  
x.grad=None
h=x.register_post_accumulate_grad_hook(lambda p: print('acc',p.grad)); (x*2).sum().backward(); h.remove()
z=x*3; z.retain_grad(); z.register_hook(lambda g: print('z',g)); (z*z).sum().backward(); print(z.grad, z.retains_grad)
def bad(g): return 'a'
z=x*3; z.register_hook(bad); t(lambda: z.sum().backward())
def bad(g): return torch.ones(3)
z=x*3; z.register_hook(bad); t(lambda: z.sum().backward())
n=(x*3).grad_fn; n.register_hook(lambda gi,go: print('node',gi,go)); 
z=x*3; z.grad_fn.register_hook(lambda gi,go: print('node',gi,go)); z.grad_fn.register_prehook(lambda go: print('pre',go)); z.sum().backward()
t(lambda: tensor(1.).register_post_accumulate_grad_hook(print)); t(lambda: z.register_post_accumulate_grad_hook(print))
print(z.grad_fn.next_functions[0][0].variable is x, z.grad_fn.next_functions[0][0].name(), z.grad_fn.name())
z=x*x; print(z.grad_fn._saved_self, z.grad_fn._saved_other); z=x*2; print(z.grad_fn._saved_other, z.grad_fn._saved_self); z=x**2; print(z.grad_fn._saved_exponent); z=x.exp(); print(z.grad_fn._saved_result)
z=torch.mm(w,w); print(z.grad_fn._saved_self)
t(lambda: z.grad_fn._saved_foo); t(lambda: z.grad_fn.variable)
z=(x*2); t(lambda: z.grad)
