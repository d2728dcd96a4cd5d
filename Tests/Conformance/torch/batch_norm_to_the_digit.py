# Batches moved and scaled, in training and by running statistics, to the last digit.
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.set_num_threads(1)
torch.manual_seed(0)
for shape in ((6, 5), (4, 3, 3, 5), (6, 2, 4)):
    for offset in range(2):
        x = torch.randn(shape) * 3 + offset
        channels = shape[1]
        mean, variance = torch.randn(channels), torch.rand(channels) + 0.5
        weight, bias = torch.randn(channels), torch.randn(channels)
        print(F.batch_norm(x, mean, variance).tolist())
        print(F.batch_norm(x, mean, variance, weight, bias).tolist())
        print(F.batch_norm(x, mean, variance, training=True).tolist(), mean.tolist(), variance.tolist())
        print(F.batch_norm(x, None, None, weight, bias, training=True).tolist())
layer = nn.BatchNorm1d(3)
for batch in range(3):
    layer(torch.randn(5, 3) + batch)
layer.eval()
print(layer(torch.randn(2, 3)).tolist(), layer.running_mean.tolist(), layer.running_var.tolist())
