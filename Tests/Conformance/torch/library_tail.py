# Layers, losses, distributions, samplers, first values and functions of numpy that few notebooks use; decorated methods,
# optimisers and schedulers of one's own, copies of models.
import copy

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.distributions import (
    Bernoulli, Categorical, Exponential, Independent, Laplace, MultivariateNormal, Normal, Uniform, kl_divergence)
from torch.utils.data import (
    BatchSampler, ConcatDataset, DataLoader, RandomSampler, SequentialSampler, SubsetRandomSampler, TensorDataset,
    WeightedRandomSampler)

torch.manual_seed(0)
x = torch.randn(2, 4, 3, 3, requires_grad=True)
print(nn.Softmax2d()(x)[0, :, 0, 0], nn.ChannelShuffle(2)(torch.arange(8.0).view(1, 4, 2, 1)).flatten())
print(nn.LocalResponseNorm(2)(x)[0, 0], nn.RReLU().eval()(torch.tensor([-1.0, 2.0])))
scores, labels = torch.randn(3, 4, requires_grad=True), torch.tensor([0, 3, 1])
margins = [nn.MultiMarginLoss(), nn.MultiMarginLoss(p=2, margin=0.5, reduction="none"),
           nn.MultiMarginLoss(weight=torch.tensor([1.0, 2.0, 0.5, 1.0]))]
print([m(scores, labels).detach() for m in margins])
print(nn.MultiLabelSoftMarginLoss()(scores, (scores > 0).float()))
triplet = nn.TripletMarginWithDistanceLoss(distance_function=lambda a, b: 1 - F.cosine_similarity(a, b), swap=True)
print(triplet(scores, scores.flip(0), scores.roll(1, 0)))
bag = nn.EmbeddingBag.from_pretrained(torch.arange(8.0).view(4, 2), mode="sum", freeze=False)
out = bag(torch.tensor([0, 1, 3]), torch.tensor([0, 2]), per_sample_weights=torch.tensor([0.5, 1.0, 2.0]))
out.sum().backward()
print(out.detach(), bag.weight.grad, nn.EmbeddingBag(4, 2, mode="max")(torch.tensor([[0, 1], [2, 3]])).shape)
table = nn.Embedding.from_pretrained(torch.ones(2, 3))
print(table, table.weight.requires_grad, table.weight.shape, list(table.state_dict()))
norm = nn.InstanceNorm1d(2, track_running_stats=True, affine=True)
print(norm(torch.randn(2, 2, 3)), norm.running_mean, norm.running_var, norm.num_batches_tracked)
print(norm.eval()(torch.ones(1, 2, 3)).detach())
batch = nn.BatchNorm1d(2)
print(batch(torch.tensor([[1.0, 10.0], [3.0, 30.0], [5.0, 50.0]])), batch.running_mean, batch.running_var)
print(nn.BCEWithLogitsLoss(pos_weight=torch.tensor([2.0])).state_dict(), nn.CrossEntropyLoss().state_dict())

for p in [Exponential(torch.tensor([1.0, 2.0])), Laplace(0.5, 2.0), Normal(torch.zeros(2), torch.ones(2)),
          MultivariateNormal(torch.zeros(2), torch.tensor([[2.0, 0.5], [0.5, 1.0]])),
          MultivariateNormal(torch.ones(2), scale_tril=torch.tensor([[1.0, 0.0], [0.5, 2.0]])),
          Independent(Normal(torch.zeros(2, 3), torch.ones(2, 3)), 1)]:
    torch.manual_seed(3)
    s = p.sample((2,))
    print(p, s, p.log_prob(s), p.entropy(), p.mean, p.variance, p.batch_shape, p.event_shape)
for p, q in [(Normal(0.0, 1.0), Normal(1.0, 2.0)), (Bernoulli(torch.tensor([0.2, 0.0])), Bernoulli(torch.tensor([0.6, 0.5]))),
             (Categorical(torch.tensor([0.2, 0.8])), Categorical(torch.tensor([0.5, 0.5]))),
             (Uniform(0.0, 1.0), Uniform(-1.0, 3.0)), (Exponential(1.0), Exponential(3.0)),
             (MultivariateNormal(torch.zeros(2), torch.eye(2)), MultivariateNormal(torch.ones(2), 2 * torch.eye(2))),
             (Independent(Normal(torch.zeros(3), 1.0), 1), Independent(Normal(torch.ones(3), 2.0), 1))]:
    print(kl_divergence(p, q))
try:
    kl_divergence(Categorical(torch.ones(2)), Normal(0.0, 1.0))
except NotImplementedError as error:
    print(error)

data = ConcatDataset([TensorDataset(torch.arange(3)), TensorDataset(torch.arange(10, 12))])
print(len(data), data[3], data[-1], [b[0].tolist() for b in DataLoader(data, batch_size=2)])
torch.manual_seed(4)
print(list(SequentialSampler(data)), list(RandomSampler(data)), list(RandomSampler(data, replacement=True, num_samples=4)))
print(list(SubsetRandomSampler([2, 4, 6])), list(WeightedRandomSampler([0.1, 0.9, 0.5], 4)))
print(list(BatchSampler(SequentialSampler(data), 2, False)), len(BatchSampler(SequentialSampler(data), 2, True)))

torch.manual_seed(5)
w = torch.empty(2, 4)
print(nn.init.orthogonal_(w).shape, (w @ w.T - torch.eye(2)).abs().max() < 1e-6, nn.init.trunc_normal_(w, std=2.0))
print(nn.init.trunc_normal_(w, mean=3.0, a=-1.0, b=0.5), nn.init.sparse_(torch.empty(4, 2), 0.5))
print(nn.init.dirac_(torch.empty(2, 2, 3)), nn.utils.rnn.pad_sequence([torch.ones(3), torch.ones(1)], padding_value=-1))

a = np.array([[2.0, 1.0], [1.0, 3.0]])
print(np.linalg.inv(a), np.linalg.solve(a, np.array([1.0, 2.0])), np.linalg.norm(a))
print(np.linalg.norm(a, axis=0), np.linalg.norm(np.array([3, 4])), np.linalg.norm(a, ord=1), np.linalg.cholesky(a))
print(np.linalg.eigvalsh(a), np.linalg.matrix_rank(a), np.linalg.matrix_power(a, 2), np.linalg.pinv(a))
try:
    np.linalg.inv(np.zeros((2, 2)))
except np.linalg.LinAlgError as error:
    print(error)
print(np.convolve([1, 2, 3], [0, 1, 0.5]), np.convolve([1, 2, 3], [1, 1], "same"), np.convolve([1.0, 2, 3, 4], [1, 2], "valid"))
print(np.finfo(np.float32).eps, np.finfo(float).max, np.finfo("float32").tiny)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1))
        self.scale = nn.Parameter(torch.ones(1))
        self.notes = ["a"]
        self.register_buffer("steps", torch.zeros(()))

    def forward(self, x):
        return self.scale * self.body(x)

    @torch.no_grad()
    def predict(self, x, times=2):
        """What it says, without history."""
        return self(x) * times, torch.is_grad_enabled()


net = Net()
other = copy.deepcopy(net)
print(net.predict(torch.ones(1, 2), times=3)[1], net.predict.__name__, Net.predict.__doc__)
with torch.no_grad():
    other.scale.fill_(5)
    other.body[0].weight.zero_()
other.notes.append("b")
other.steps += 1
print(net.scale, net.notes, net.steps, net.body[0].weight.abs().sum() > 0, other.body is net.body)
print(len(list(nn.ModuleList([copy.deepcopy(net) for _ in range(2)]).parameters())), other)
print(torch.equal(other.body[2].weight, net.body[2].weight), other.body[2].weight is net.body[2].weight)


class Descent(torch.optim.Optimizer):
    def __init__(self, params, lr=0.1):
        super().__init__(params, dict(lr=lr))

    @torch.no_grad()
    def step(self, closure=None):
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is not None:
                    state = self.state[p]
                    state["count"] = state.get("count", 0) + 1
                    p.add_(p.grad, alpha=-group["lr"])


class Halving(torch.optim.lr_scheduler.LRScheduler):
    def get_lr(self):
        return [base * 0.5 ** self.last_epoch for base in self.base_lrs]


w = torch.tensor([1.0, 2.0], requires_grad=True)
descent = Descent([w])
schedule = Halving(descent)
for _ in range(3):
    descent.zero_grad()
    (w**2).sum().backward()
    descent.step()
    schedule.step()
print(w, descent, descent.state_dict(), schedule.get_last_lr(), schedule.state_dict())
again = Descent([torch.zeros(2, requires_grad=True)])
again.load_state_dict(descent.state_dict())
print(again.state_dict())
