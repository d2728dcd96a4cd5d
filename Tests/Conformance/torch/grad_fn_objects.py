# The graph can be walked.
import torch
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0)
z = (x * y).sin()
print(z.grad_fn)
print(z.grad_fn.next_functions[0][0])
print(z.grad_fn.next_functions[0][0].next_functions)
print(z.grad_fn.next_functions[0][0].next_functions[0][0].variable)
