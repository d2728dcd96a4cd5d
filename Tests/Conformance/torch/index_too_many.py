# More indices than dimensions.
import torch
torch.tensor([1.0, 2.0])[0, 0]
