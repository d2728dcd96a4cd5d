"""Which of several equal elements comes first where nobody asked for a stable order."""
import torch

torch.manual_seed(0)
for dtype in (torch.bool, torch.uint8, torch.int64, torch.float16, torch.float32, torch.float64):
    for n in (5, 16, 17, 40, 300):
        x = torch.randint(0, 3, (n,)).to(dtype)
        if dtype.is_floating_point:
            x[x == 2] = float("nan")
        weights = torch.arange(n) + 1
        row = []
        for descending in (False, True):
            row.append((torch.sort(x, descending=descending).indices * weights).sum().item())
            row.append((torch.argsort(x, descending=descending, stable=True) * weights).sum().item())
            if dtype != torch.bool:
                for k in (1, 3, n // 2, n):
                    row.append((torch.topk(x, k, largest=descending).indices * weights[:k]).sum().item())
                    row.append((torch.topk(x, k, largest=descending, sorted=False).indices * weights[:k]).sum().item())
        if dtype != torch.bool:
            row += [torch.kthvalue(x, k).indices.item() for k in (1, n // 3 + 1, n)]
            row += [torch.median(x, 0).indices.item(), torch.nanmedian(x, 0).indices.item()]
        if not dtype.is_floating_point:
            row.append(torch.mode(x, 0).indices.item())
        print(dtype, n, row)

long = torch.randint(0, 5, (40000,))
print(long.sort().indices[:5], long.sort(descending=True).indices[:5])
print(torch.zeros(1).expand(100).sort(descending=True).indices[:5])
table = torch.randint(0, 2, (4, 30, 3))
print((table.sort(1).indices * torch.arange(30).view(30, 1)).sum((0, 1)))
print(torch.unique(torch.randint(-2, 2, (3, 4, 5)), dim=2, return_inverse=True))
for dtype in (torch.uint8, torch.int16, torch.int32, torch.int64, torch.float32):
    print(torch.zeros(0, dtype=dtype).median(), torch.zeros(0, dtype=dtype).nanmedian())
