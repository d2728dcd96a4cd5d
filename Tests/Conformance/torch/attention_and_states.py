# Attention, sampled softmax, states of random numbers, parameters as a vector, distributions.
import torch
import torch.nn.functional as F
from torch.distributions import Bernoulli, Categorical, Normal, Uniform
from torch.nn.utils import parameters_to_vector, vector_to_parameters

torch.manual_seed(0)
x = torch.randn(2, 4, 3, dtype=torch.float64, requires_grad=True)
y = F.scaled_dot_product_attention(x, x, x)
print(y, torch.autograd.grad(y.sum(), x))
print(F.scaled_dot_product_attention(x, x, x, is_causal=True))
print(F.scaled_dot_product_attention(x, x, x, torch.ones(4, 4).tril().bool(), scale=0.5))
torch.manual_seed(1)
print(F.gumbel_softmax(x[0], hard=True), F.gumbel_softmax(x[0], tau=0.5))
state = torch.get_rng_state()
first = torch.randn(3)
torch.set_rng_state(state)
print(state.shape, state.dtype, torch.equal(first, torch.randn(3)))
layer = torch.nn.Linear(2, 2)
vector_to_parameters(torch.arange(6.0), layer.parameters())
print(layer.weight, layer.bias, parameters_to_vector(layer.parameters()))
torch.manual_seed(2)
m = torch.tensor([0.0, 1.0], requires_grad=True)
s = torch.tensor([1.0, 2.0], requires_grad=True)
normal = Normal(m, s)
print(normal, Normal(0.0, 1.0), normal.sample((3,)), normal.rsample((2,)), normal.log_prob(torch.tensor([0.5, 1.0])))
print(normal.entropy(), normal.mean, normal.stddev, normal.variance, normal.batch_shape, normal.event_shape)
print(Normal(0.0, 1.0).cdf(torch.tensor(0.5)), Normal(0.0, 1.0).icdf(torch.tensor(0.25)))
p = Bernoulli(torch.tensor([0.2, 0.9]))
print(p, p.sample((2,)), p.log_prob(torch.tensor([1.0, 0.0])), p.mean, p.entropy(), Bernoulli(logits=torch.tensor(0.0)))
u = Uniform(0.0, 2.0)
print(u, u.sample((2,)), u.log_prob(torch.tensor(1.0)), u.mean, u.entropy())
c = Categorical(torch.tensor([1.0, 2.0, 1.0]))
print(c, c.sample((3,)), c.sample(), c.log_prob(torch.tensor(1)), c.probs, c.logits, c.entropy())
print(torch.scatter_reduce(torch.ones(3), 0, torch.tensor([0, 1, 0]), torch.tensor([2.0, 3.0, 4.0]), "amax"))
print(torch.select_scatter(torch.zeros(2, 3), torch.ones(3), 0, 1), torch.slice_scatter(torch.zeros(3), torch.ones(1), 0, 1, 2))
for make in [lambda: Normal(0.0, -1.0), lambda: Bernoulli(1.5), lambda: Bernoulli(), lambda: normal.log_prob(1.0)]:
    try:
        print(make())
    except ValueError as error:
        print(error)
