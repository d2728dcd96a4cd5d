# Convolutions, pooling, margins and resampling of three dimensions: values, nodes, gradients.
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
x,w,b=R(2,4,4,5,3),R(6,2,2,3,2),R(6)
show('conv3d', F.conv3d(x,w,b,stride=(2,1,1),padding=1,dilation=(1,2,1),groups=2),x,w,b)
x,w,b=R(2,4,3,2,3),R(4,3,2,3,2),R(6)
show('convT3d', F.conv_transpose3d(x,w,b,stride=2,padding=1,output_padding=1,groups=2,dilation=1),x,w,b)
x=R(1,2,4,5,6)
for k in [dict(kernel_size=2),dict(kernel_size=3,stride=2,padding=1),dict(kernel_size=(2,3,1),ceil_mode=True),dict(kernel_size=2,dilation=2,stride=1)]:
    show('max', F.max_pool3d(x,**k),x)
    k.pop('dilation',None)
    show('avg', F.avg_pool3d(x,**k),x)
    show('avg', F.avg_pool3d(x,count_include_pad=False,**k),x)
show('aa',F.adaptive_avg_pool3d(x,(3,2,4)),x); show('am',F.adaptive_max_pool3d(x,(3,2,4)),x)
for m in ['reflect','replicate','circular']:
    x=R(1,2,3,4,3); show(m,F.pad(x,(1,2,0,1,2,1),mode=m),x)
x=R(1,2,3,2,4)
show('tri',F.interpolate(x,scale_factor=2,mode='trilinear'),x); show('tri',F.interpolate(x,size=(5,2,3),mode='trilinear',align_corners=True),x)
show('near',F.interpolate(x,size=(5,3,3)),x); show('ne',F.interpolate(x,size=(5,3,3),mode='nearest-exact'),x); show('area',F.interpolate(x,size=(2,3,3),mode='area'),x)
p,i=F.max_pool2d(R(1,2,4,6),2,return_indices=True); q=p.detach().requires_grad_(); show('un',F.max_unpool2d(q,i,2),q)
p,i=F.max_pool3d(R(1,2,4,6,4),2,return_indices=True); q=p.detach().requires_grad_(); show('un',F.max_unpool3d(q,i,2),q)
p,i=F.max_pool1d(R(1,2,6),2,return_indices=True); q=p.detach().requires_grad_(); show('un',F.max_unpool1d(q,i,2),q)
torch.manual_seed(3); m=nn.Conv3d(2,3,2,padding='same',padding_mode='circular'); x=torch.randn(1,2,3,3,3); show('m',m(x),*m.parameters())
m=nn.ConvTranspose3d(2,3,2,stride=2); show('m',m(x,output_size=(7,7,7)),*m.parameters())
m=nn.BatchNorm3d(2); show('bn',m(x),*m.parameters()); print(m.running_mean); m=nn.InstanceNorm3d(2); print(round(m(x).abs().sum().item(), 3))
torch.manual_seed(0); print(F.dropout3d(torch.ones(2,3,1,1,2)), nn.Dropout3d(0.3)(torch.ones(3,1,1,2)))
