# A tensor without dimensions prints one number.
import torch
for v in [3, 3.0, -0.0, 0.5, 1e-5, 123456789.0, 1e10, float("nan"), float("inf"), -float("inf"), 1 / 3, True]:
    print(torch.tensor(v))
