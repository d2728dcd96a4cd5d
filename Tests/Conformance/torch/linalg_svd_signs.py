# Singular vectors are unique but for their signs: tall matrices, square ones, wide ones, and such as are very wide.
import torch

torch.manual_seed(2)
for rows, columns in [(2, 2), (3, 2), (2, 3), (3, 5), (5, 3), (1, 4), (4, 1), (2, 12), (4, 4), (2, 40)]:
    for dtype in (torch.float32, torch.float64):
        a = torch.randn(rows, columns, dtype=dtype)
        u, s, vh = torch.linalg.svd(a, full_matrices=False)
        print(u, s, vh[:, :6], sep="\n")
    u, s, v = torch.svd(a, some=False)
    print(u[:4, :4], s, v[:4, :4], sep="\n")
    print(torch.allclose(u @ torch.diag_embed(s) @ v.mT[:s.shape[0]], a) if rows <= columns else "tall")

a = torch.randn(2, 3, 4, dtype=torch.float64, requires_grad=True)
u, s, vh = torch.linalg.svd(a, full_matrices=False)
print(u, vh)
(s.sum() + (u @ vh).square().sum() + (u @ torch.diag_embed(s) @ vh).sum()).backward()
print(a.grad)
