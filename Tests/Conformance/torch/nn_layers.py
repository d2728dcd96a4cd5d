# Layers: what they print and what they compute.
import torch, torch.nn as nn, torch.nn.functional as F
torch.manual_seed(0)
x = torch.randn(4, 3)
for m in [nn.ReLU(), nn.ReLU(inplace=True), nn.LeakyReLU(0.1), nn.ELU(), nn.SELU(), nn.CELU(), nn.GELU(), nn.SiLU(), nn.Mish(), nn.Hardswish(), nn.Hardsigmoid(), nn.Hardtanh(), nn.ReLU6(), nn.Softplus(), nn.Softsign(), nn.Tanhshrink(), nn.LogSigmoid(), nn.Hardshrink(), nn.Softshrink(), nn.Threshold(0.1, 20), nn.Sigmoid(), nn.Tanh(), nn.Softmax(dim=1), nn.LogSoftmax(dim=1), nn.Softmin(dim=1), nn.Flatten(), nn.Identity(), nn.Dropout(0.3), nn.LayerNorm(3), nn.BatchNorm1d(3), nn.Embedding(4, 3), nn.Embedding(5,2,padding_idx=1)]:
    print(m)
    if not isinstance(m, nn.Embedding):
        print(m(x.clone()))
    else:
        print(m(torch.tensor([0, 2])), m.weight)
y = torch.rand(4, 3)
c = torch.tensor([0, 2, 1, 1])
p = torch.sigmoid(x)
print(nn.L1Loss()(x, y), nn.SmoothL1Loss()(x, y), nn.HuberLoss()(x, y), nn.BCELoss()(p, y), nn.BCEWithLogitsLoss()(x, y), nn.CrossEntropyLoss()(x, c), nn.NLLLoss()(F.log_softmax(x, 1), c), nn.KLDivLoss(reduction='batchmean')(F.log_softmax(x,1), p))
print(nn.MSELoss(reduction='sum'), nn.CrossEntropyLoss(label_smoothing=0.1)(x, c), nn.CrossEntropyLoss(weight=torch.tensor([1.,2.,3.]))(x, c))
print(F.relu(x), F.mse_loss(x, y), F.cross_entropy(x, c), F.linear(x, torch.ones(2, 3)), F.softmax(x, dim=0))
