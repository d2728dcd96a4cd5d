import torch, collections
from torch.utils.data import *
P = collections.namedtuple('P', 'a b')
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
show(lambda: next(iter(DataLoader([P(1, 'x'), P(2, 'y')], 2))))
show(lambda: next(iter(DataLoader([[1, 'x'], [2, 'y']], 2))))
show(lambda: next(iter(DataLoader([(1, (2., 'q')), (3, (4., 'r'))], 2))))
show(lambda: next(iter(DataLoader([collections.OrderedDict(a=1), collections.OrderedDict(a=2)], 2))))
show(lambda: next(iter(DataLoader([b'x', b'y'], 2))))
show(lambda: next(iter(DataLoader([None, None], 2))))
show(lambda: next(iter(DataLoader([{1}, {2}], 2))))
show(lambda: next(iter(DataLoader(['ab', 'cd'], 2))))
show(lambda: next(iter(DataLoader([True, False], 2))))
show(lambda: next(iter(DataLoader([1j, 2j], 2))) if 0 else 0)
class It(IterableDataset):
    def __init__(s, n): s.n = n
    def __iter__(s):
        for i in range(s.n):
            print('make', i); yield i
dl = DataLoader(It(5), batch_size=2)
for b in dl: print(b)
show(lambda: len(dl))
show(lambda: DataLoader(It(3), shuffle=True))
show(lambda: [b for b in DataLoader(It(3), batch_size=2, drop_last=True)])
show(lambda: [b for b in DataLoader(It(3), batch_size=None)])
class S(Sampler):
    def __iter__(s):
        for i in (2, 0, 1): print('s', i); yield i
    def __len__(s): return 3
d = [10, 20, 30]
for b in DataLoader(d, batch_size=2, sampler=S()): print(b)
l = DataLoader(d, batch_sampler=[[0, 1], [2]]); print(len(l), list(l), l.batch_size, l.drop_last)
show(lambda: DataLoader(d, batch_sampler=[[0]], batch_size=2))
show(lambda: DataLoader(d, batch_sampler=[[0]], shuffle=True))
show(lambda: DataLoader(d, batch_size=None, drop_last=True))
show(lambda: DataLoader(d, num_workers=-1))
show(lambda: DataLoader(d, timeout=-1))
show(lambda: DataLoader(d, prefetch_factor=2))
show(lambda: DataLoader(d, persistent_workers=True))
l = DataLoader(d, shuffle=True, num_workers=0)
print(type(l.sampler).__name__, type(l.batch_sampler).__name__, l.num_workers, l.pin_memory, l.drop_last, l.generator, l.collate_fn.__name__, type(iter(l)).__name__, len(iter(l)))
show(lambda: setattr(l, 'batch_size', 3))
it = iter(l); next(it); next(it); next(it)
show(lambda: next(it))
class D(Dataset):
    def __getitem__(s, i):
        if i > 2: raise IndexError
        return i
show(lambda: DataLoader(D(), shuffle=True))
show(lambda: len(DataLoader(D())))
show(lambda: list(DataLoader(D())))
show(lambda: Dataset()[0])
show(lambda: D() + D())
show(lambda: ConcatDataset([]))
show(lambda: TensorDataset(torch.ones(2), torch.ones(3)))
show(lambda: random_split(range(10), [3, 3]))
show(lambda: [list(s) for s in random_split(range(10), [.5, .5], torch.Generator().manual_seed(0))])
show(lambda: random_split(range(3), [.9, .3]))
show(lambda: StackDataset(a=[1, 2], b=[3, 4])[1])
show(lambda: list(ChainDataset([It(1), It(2)])))
show(lambda: get_worker_info())
show(lambda: default_convert([1, (2.0, 'x')]))
import warnings
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always'); list(DataLoader(d, pin_memory=True, batch_size=3))
print([str(x.message) for x in w])
torch.manual_seed(5); print([b.tolist() for b in DataLoader(range(10), batch_size=4, shuffle=True, num_workers=2)])
