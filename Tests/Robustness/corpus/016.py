import torch


def attempt(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)


def operation(result, dims):
    class Double(torch.autograd.Function):
        @staticmethod
        def forward(a):
            return a * 2

        @staticmethod
        def setup_context(ctx, inputs, output):
            pass

        @staticmethod
        def vmap(info, in_dims, a):
            return a * 2 if result is None else result, dims

    return Double


x = torch.ones(3, 2)
for result in [None, torch.ones(5, 2), torch.ones(()), torch.ones(0), 3, [torch.ones(3)]]:
    for dims in [0, 1, 7, -1, -9, None, "a", (0, 1)]:
        attempt(lambda: torch.vmap(lambda a: operation(result, dims).apply(a) + 1)(x))
        attempt(lambda: torch.vmap(lambda a: operation(result, dims).apply(a).sort()[0])(x))
leaked = []
torch.vmap(lambda a: leaked.append(a) or a)(x)
for f in [len, sorted, repr, torch.sort, lambda b: b[5], lambda b: torch.vmap(lambda a: a + b.sort()[0])(torch.ones(7, 2))]:
    attempt(lambda: f(leaked[0]))
