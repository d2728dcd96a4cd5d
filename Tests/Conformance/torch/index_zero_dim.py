# Nothing to index in a tensor without dimensions.
import torch
torch.tensor(1.0)[0]
