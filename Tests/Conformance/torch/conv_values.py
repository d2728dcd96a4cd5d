# Convolution, pooling, margins, resampling in double precision: values and derivatives, first and second.
import torch
import torch.nn.functional as F
torch.manual_seed(0)
torch.set_default_dtype(torch.float64)
def show(n,f,*ts):
    ts=[t.clone().requires_grad_() for t in ts]
    r=f(*ts); r=r[0] if isinstance(r,tuple) else r
    print(n,r)
    g=torch.autograd.grad((r*torch.sin(torch.arange(r.numel()).to(r.dtype).reshape(r.shape))).sum(),ts,create_graph=True)
    print([x.shape for x in g],g[0])
    if g[0].requires_grad:
        gg=torch.autograd.grad(sum((x**2).sum() for x in g),ts,allow_unused=True)
        print(gg)
x1=torch.randn(1,2,5); x2=torch.randn(1,2,4,5); w1=torch.randn(3,2,3); w2=torch.randn(2,2,2,3); b=torch.randn(3); b2=torch.randn(2)
show('c1',F.conv1d,x1,w1,b); show('c2',F.conv2d,x2,w2,b2); show('c2s',lambda x,w:F.conv2d(x,w,stride=2,padding=1),x2,w2)
show('c2same',lambda x,w:F.conv2d(x,w,padding='same'),x2,w2); show('c2d',lambda x,w:F.conv2d(x,w,padding=2,dilation=2),x2,w2)
show('ct',lambda x,w:F.conv_transpose2d(x,w,stride=2,padding=1,output_padding=1),x2,w2)
show('ct1',F.conv_transpose1d,x1,torch.randn(2,3,3))
for n,f in dict(mp=lambda x:F.max_pool2d(x,2),mpc=lambda x:F.max_pool2d(x,3,2,1,ceil_mode=True),mpd=lambda x:F.max_pool2d(x,2,1,1,2),ap=lambda x:F.avg_pool2d(x,2),apc=lambda x:F.avg_pool2d(x,3,2,1,True,False),aap=lambda x:F.adaptive_avg_pool2d(x,(2,3)),amp=lambda x:F.adaptive_max_pool2d(x,(2,3)),pad=lambda x:F.pad(x,(1,2),value=3),refl=lambda x:F.pad(x,(1,2,2,1),mode='reflect'),rep=lambda x:F.pad(x,(1,2,2,1),mode='replicate'),circ=lambda x:F.pad(x,(1,2,2,1),mode='circular'),unf=lambda x:F.unfold(x,2),n2=lambda x:F.interpolate(x,scale_factor=2),nn=lambda x:F.interpolate(x,size=(3,7)),bi=lambda x:F.interpolate(x,scale_factor=2,mode='bilinear'),bia=lambda x:F.interpolate(x,size=(3,7),mode='bilinear',align_corners=True),cu=lambda x:F.interpolate(x,size=(3,7),mode='bicubic'),ps=lambda x:F.pixel_shuffle(torch.cat([x,x+1]).reshape(1,4,4,5),2),ne=lambda x:F.interpolate(x,size=(3,7),mode='nearest-exact'),area=lambda x:F.interpolate(x,size=(3,2),mode='area')).items(): show(n,f,x2)
for n,f in dict(mp=lambda x:F.max_pool1d(x,2),ap=lambda x:F.avg_pool1d(x,2),aap=lambda x:F.adaptive_avg_pool1d(x,3),l=lambda x:F.interpolate(x,size=8,mode='linear'),n=lambda x:F.interpolate(x,scale_factor=1.5)).items(): show(n,f,x1)
print(F.max_pool2d(x2,2,return_indices=True)); print(F.fold(F.unfold(x2,2),(4,5),2))
print(F.max_pool2d(torch.arange(16).reshape(1,4,4),2), F.conv1d(torch.arange(5).reshape(1,1,5),torch.tensor([[[1,2]]])))
print(F.max_pool2d(torch.tensor([[[1.,float('nan')],[3.,4.]]]),2))
