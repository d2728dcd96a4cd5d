import torch, numpy as np
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import Dataset, DataLoader, TensorDataset, random_split, Subset, ConcatDataset, WeightedRandomSampler, SequentialSampler, RandomSampler, BatchSampler
torch.manual_seed(7)
class Net(nn.Module):
    def __init__(self, d=3, h=5):
        super().__init__()
        self.fc1 = nn.Linear(d, h)
        self.bn = nn.BatchNorm1d(h)
        self.drop = nn.Dropout(p=0.3)
        self.fc2 = nn.Linear(h, 2, bias=False)
        self.register_buffer('steps', torch.zeros(1, dtype=torch.long))
        self.scale = nn.Parameter(torch.ones(2))
    def forward(self, x):
        self.steps += 1
        return self.fc2(self.drop(F.relu(self.bn(self.fc1(x))))) * self.scale
net = Net()
print(net)
print(sum(p.numel() for p in net.parameters()), [n for n, _ in net.named_parameters()], [n for n,_ in net.named_buffers()])
for n, m in net.named_modules(): print(repr(n), type(m).__name__)
x = torch.randn(8, 3); y = torch.randint(0, 2, (8,))
opt = torch.optim.AdamW([{'params': net.fc1.parameters(), 'lr': 1e-2}, {'params': [net.scale], 'weight_decay': 0.0}, {'params': list(net.bn.parameters()) + list(net.fc2.parameters())}], lr=1e-3, weight_decay=0.1)
print(opt)
sch = torch.optim.lr_scheduler.CosineAnnealingLR(opt, T_max=5)
for i in range(6):
    net.train()
    opt.zero_grad()
    out = net(x)
    loss = F.cross_entropy(out, y, label_smoothing=0.1, weight=torch.tensor([0.3, 0.7]))
    loss.backward()
    n = nn.utils.clip_grad_norm_(net.parameters(), max_norm=0.5)
    opt.step(); sch.step()
    print(i, f"{loss.item():.5f} {n:.4f}", sch.get_last_lr())
net.eval()
with torch.no_grad():
    p = F.softmax(net(x), dim=-1)
sd = net.state_dict()
net2 = Net()
print(net2.load_state_dict(sd))
bad = dict(sd); bad.pop('scale'); bad['extra'] = torch.ones(1); bad['fc1.weight'] = torch.ones(2, 2)
try: net2.load_state_dict(bad)
except RuntimeError as e: print(e)
print(net2.load_state_dict({k: v for k, v in sd.items() if 'bn' not in k}, strict=False))
print(opt.state_dict()['param_groups'][1])
print({k: (v if not torch.is_tensor(v) or v.numel() < 4 else v.shape) for k, v in opt.state_dict()['state'][0].items()})
class DS(Dataset):
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
    def __getitem__(self, i): return {'x': torch.tensor([i, i**2], dtype=torch.float), 'y': i % 2, 'name': f'n{i}'}
for b in DataLoader(DS(7), batch_size=3, shuffle=True, generator=torch.Generator().manual_seed(3)): print(b)
for b in DataLoader(DS(7), batch_size=3, drop_last=True, collate_fn=lambda l: [d['name'] for d in l]): print(b)
tr, va = random_split(TensorDataset(torch.arange(10.), torch.arange(10)), [0.7, 0.3], generator=torch.Generator().manual_seed(1))
print(len(tr), len(va), tr.indices, va[0])
print(list(BatchSampler(SequentialSampler(range(7)), 3, False)))
torch.manual_seed(0)
print(list(WeightedRandomSampler([0.1, 0.9, 0.4], 6)), list(RandomSampler(range(5))))
print(len(ConcatDataset([tr, va])), Subset(DS(5), [1, 3])[1])
for x in DataLoader([(1, 'a', 2.5), (2, 'b', 3.5)], batch_size=2): print(x)
for x in DataLoader(np.arange(6).reshape(3, 2), batch_size=2): print(x)
dl = DataLoader(DS(10), batch_size=4); print(len(dl), dl.batch_size, dl.dataset.n, type(dl.sampler).__name__)
try: DataLoader(DS(3), batch_size=2, shuffle=True, sampler=[0, 1])
except ValueError as e: print(e)
try: next(iter(DataLoader([torch.ones(2), torch.ones(3)], batch_size=2)))
except RuntimeError as e: print(str(e)[:80])
h = net.fc1.register_forward_hook(lambda m, i, o: print('hook', m, i[0].shape, o.shape)); net(x if torch.is_tensor(x) and x.shape[-1]==3 else torch.randn(8, 3)); h.remove()
net.apply(lambda m: print('apply', type(m).__name__))
print(net.fc1.weight.requires_grad, net.get_submodule('bn'), net.get_parameter('scale'))
for p in net.fc1.parameters(): p.requires_grad_(False)
print([n for n, p in net.named_parameters() if p.requires_grad])
print(nn.Sequential(*list(net.children())[:2]))
seq = nn.Sequential(); seq.add_module('a', nn.Linear(2, 2)); seq.append(nn.Tanh()); print(seq, len(seq), seq[0].in_features, seq.a)
print(nn.ModuleDict({'conv': nn.Conv2d(1, 3, 3, padding='same'), 'pool': nn.MaxPool2d(2, stride=2)}))
print(nn.ModuleList([nn.Linear(2, 2) for _ in range(3)]))
del net.drop
try: net(torch.randn(8,3))
except AttributeError as e: print(e)
