extension WrittenPart {
  /// First values that take more than one draw.
  static let firstValues = WrittenPart(
    owner: "torch.nn.init", module: "torch.nn.init",
    names: ["orthogonal_", "trunc_normal_", "sparse_", "dirac_"],
    source: #"""
      import math
      import warnings

      import torch


      def orthogonal_(tensor, gain=1, generator=None):
          """Rows, or columns, at right angles to each other."""
          if tensor.ndim < 2:
              raise ValueError("Only tensors with 2 or more dimensions are supported")
          if tensor.numel() == 0:
              return tensor
          rows = tensor.size(0)
          columns = tensor.numel() // rows
          drawn = tensor.detach().new_empty((rows, columns)).normal_(0, 1, generator=generator)
          if rows < columns:
              drawn.t_()
          q, r = torch.linalg.qr(drawn)
          q *= torch.diag(r, 0).sign()
          if rows < columns:
              q.t_()
          with torch.no_grad():
              tensor.view_as(q).copy_(q)
              tensor.mul_(gain)
          return tensor


      def share_below(x):
          return (1.0 + math.erf(x / math.sqrt(2.0))) / 2.0


      def trunc_normal_(tensor, mean=0.0, std=1.0, a=-2.0, b=2.0, generator=None):
          """Normal values within bounds: those outside are drawn again."""
          if mean < a - 2 * std or mean > b + 2 * std:
              warnings.warn("mean is more than 2 std from [a, b] in nn.init.trunc_normal_. "
                            "The distribution of values may be incorrect.", stacklevel=2)
          with torch.no_grad():
              if share_below((b - mean) / std) - share_below((a - mean) / std) > 0.3:
                  low, high = (torch.tensor(bound, dtype=tensor.dtype).item() for bound in (a, b))
                  tensor.normal_(mean, std, generator=generator)
                  while True:
                      outside = (tensor < low) | (tensor > high)
                      if not outside.any():
                          return tensor
                      again = torch.empty_like(tensor).normal_(mean, std, generator=generator)
                      tensor.copy_(torch.where(outside, again, tensor))
              # Few normal values lie there: even ones are taken as often as the density says.
              peak = -0.5 * ((max(a, min(mean, b)) - mean) / std) ** 2

              def unlikely(values):
                  density = values.clone().sub_(mean).div_(std).pow_(2).mul_(-0.5).sub_(peak)
                  return torch.empty_like(values).uniform_(generator=generator).log_().gt(density)

              tensor.uniform_(a, b, generator=generator)
              pending = unlikely(tensor)
              while pending.any():
                  candidates = torch.empty_like(tensor).uniform_(a, b, generator=generator)
                  tensor.copy_(torch.where(pending, candidates, tensor))
                  pending = torch.where(pending, unlikely(candidates), pending)
              return tensor


      def sparse_(tensor, sparsity, std=0.01, generator=None):
          """Normal values, a share of every column zero."""
          if tensor.ndimension() != 2:
              raise ValueError("Only tensors with 2 dimensions are supported")
          rows, columns = tensor.shape
          zeros = int(math.ceil(sparsity * rows))
          with torch.no_grad():
              tensor.normal_(0, std, generator=generator)
              for column in range(columns):
                  tensor[torch.randperm(rows)[:zeros], column] = 0
          return tensor


      def dirac_(tensor, groups=1):
          """The identity, as a convolution."""
          sizes = tensor.size()
          if len(sizes) not in (3, 4, 5):
              raise ValueError("Only tensors with 3, 4, or 5 dimensions are supported")
          if sizes[0] % groups != 0:
              raise ValueError("dim 0 must be divisible by groups")
          each = sizes[0] // groups
          with torch.no_grad():
              tensor.zero_()
              for g in range(groups):
                  for d in range(min(each, sizes[1])):
                      tensor[(g * each + d, d, *(size // 2 for size in sizes[2:]))] = 1
          return tensor
      """#)
}
