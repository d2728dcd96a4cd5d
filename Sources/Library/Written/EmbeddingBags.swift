extension WrittenPart {
  /// `nn.EmbeddingBag`.
  static let embeddingBags = WrittenPart(
    owner: "torch.nn", module: "torch.nn.modules.sparse",
    names: ["EmbeddingBag"],
    source: #"""
      import torch
      import torch.nn as nn


      class EmbeddingBag(nn.Module):
          """Means, sums or largest of rows of a table that indices name."""

          def __init__(self, num_embeddings, embedding_dim, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, mode="mean",
                       sparse=False, _weight=None, include_last_offset=False, padding_idx=None, device=None, dtype=None):
              super().__init__()
              self.num_embeddings = num_embeddings
              self.embedding_dim = embedding_dim
              self.max_norm = max_norm
              self.norm_type = norm_type
              self.scale_grad_by_freq = scale_grad_by_freq
              if padding_idx is not None:
                  assert -num_embeddings <= padding_idx < num_embeddings, "padding_idx must be within num_embeddings"
                  padding_idx %= num_embeddings
              self.padding_idx = padding_idx
              if _weight is None:
                  self.weight = nn.Parameter(torch.empty(num_embeddings, embedding_dim, device=device, dtype=dtype))
                  nn.init.normal_(self.weight)
                  if padding_idx is not None:
                      with torch.no_grad():
                          self.weight[padding_idx].fill_(0)
              else:
                  self.weight = nn.Parameter(_weight)
              self.mode = mode
              self.sparse = sparse
              self.include_last_offset = include_last_offset

          @classmethod
          def from_pretrained(cls, embeddings, freeze=True, max_norm=None, norm_type=2.0, scale_grad_by_freq=False,
                              mode="mean", sparse=False, include_last_offset=False, padding_idx=None):
              """A bag over a table that is there."""
              assert embeddings.dim() == 2, "Embeddings parameter is expected to be 2-dimensional"
              rows, columns = embeddings.shape
              bag = cls(rows, columns, max_norm, norm_type, scale_grad_by_freq, mode, sparse, embeddings, include_last_offset,
                        padding_idx)
              bag.weight.requires_grad = not freeze
              return bag

          def forward(self, input, offsets=None, per_sample_weights=None):
              if input.dim() == 2:
                  if offsets is not None:
                      raise ValueError("if input is 2D, then offsets has to be None, as input is treated is a mini-batch of "
                                       "fixed length sequences. However, found offsets of type <class 'torch.Tensor'>")
                  bags = list(input)
                  shares = None if per_sample_weights is None else list(per_sample_weights)
              else:
                  if offsets is None:
                      raise ValueError("offsets has to be a 1D Tensor but got None")
                  starts = offsets.tolist() + ([] if self.include_last_offset else [len(input)])
                  bags = [input[a:b] for a, b in zip(starts, starts[1:])]
                  shares = None
                  if per_sample_weights is not None:
                      shares = [per_sample_weights[a:b] for a, b in zip(starts, starts[1:])]
              results = []
              for place, bag in enumerate(bags):
                  share = None if shares is None else shares[place]
                  if self.padding_idx is not None:
                      kept = bag != self.padding_idx
                      bag, share = bag[kept], None if share is None else share[kept]
                  rows = self.weight[bag]
                  if share is not None:
                      rows = rows * share.unsqueeze(1)
                  if len(bag) == 0:
                      results.append(self.weight.new_zeros(self.embedding_dim))
                  elif self.mode == "max":
                      results.append(rows.max(dim=0).values)
                  else:
                      results.append(rows.mean(dim=0) if self.mode == "mean" else rows.sum(dim=0))
              return torch.stack(results)

          def extra_repr(self):
              text = f"{self.num_embeddings}, {self.embedding_dim}"
              if self.max_norm is not None:
                  text += f", max_norm={self.max_norm}"
              if self.norm_type != 2:
                  text += f", norm_type={self.norm_type}"
              if self.scale_grad_by_freq:
                  text += f", scale_grad_by_freq={self.scale_grad_by_freq}"
              text += f", mode={self.mode!r}"
              if self.padding_idx is not None:
                  text += f", padding_idx={self.padding_idx}"
              return text
      """#)
}
