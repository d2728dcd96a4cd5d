# A view of what is not laid out in order.
import torch
torch.arange(6).reshape(2, 3).t().view(6)
