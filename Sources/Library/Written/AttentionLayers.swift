extension WrittenPart {
  /// `nn.MultiheadAttention`.
  static let attention = WrittenPart(
    owner: "torch.nn", module: "torch.nn.modules.activation",
    names: ["MultiheadAttention"],
    source: #"""
      import torch
      import torch.nn as nn
      import torch.nn.functional as F


      class NonDynamicallyQuantizableLinear(nn.Linear):
          """The projection at the end, under the name that PyTorch shows."""

          __module__ = "torch.nn.modules.linear"


      class MultiheadAttention(nn.Module):
          """Attention with several heads, each on its own share of the features."""

          def __init__(self, embed_dim, num_heads, dropout=0.0, bias=True, add_bias_kv=False, add_zero_attn=False,
                       kdim=None, vdim=None, batch_first=False, device=None, dtype=None):
              if embed_dim <= 0 or num_heads <= 0:
                  raise ValueError("embed_dim and num_heads must be greater than 0, got "
                                   f"embed_dim={embed_dim} and num_heads={num_heads} instead")
              super().__init__()
              self.embed_dim = embed_dim
              self.kdim = kdim if kdim is not None else embed_dim
              self.vdim = vdim if vdim is not None else embed_dim
              self._qkv_same_embed_dim = self.kdim == embed_dim and self.vdim == embed_dim
              self.num_heads = num_heads
              self.dropout = dropout
              self.batch_first = batch_first
              self.head_dim = embed_dim // num_heads
              assert self.head_dim * num_heads == embed_dim, "embed_dim must be divisible by num_heads"
              new = {"device": device, "dtype": dtype}
              if self._qkv_same_embed_dim:
                  self.in_proj_weight = nn.Parameter(torch.empty(3 * embed_dim, embed_dim, **new))
                  for name in ("q_proj_weight", "k_proj_weight", "v_proj_weight"):
                      self.register_parameter(name, None)
              else:
                  self.q_proj_weight = nn.Parameter(torch.empty(embed_dim, embed_dim, **new))
                  self.k_proj_weight = nn.Parameter(torch.empty(embed_dim, self.kdim, **new))
                  self.v_proj_weight = nn.Parameter(torch.empty(embed_dim, self.vdim, **new))
                  self.register_parameter("in_proj_weight", None)
              if bias:
                  self.in_proj_bias = nn.Parameter(torch.empty(3 * embed_dim, **new))
              else:
                  self.register_parameter("in_proj_bias", None)
              self.out_proj = NonDynamicallyQuantizableLinear(embed_dim, embed_dim, bias=bias, **new)
              if add_bias_kv:
                  self.bias_k = nn.Parameter(torch.empty(1, 1, embed_dim, **new))
                  self.bias_v = nn.Parameter(torch.empty(1, 1, embed_dim, **new))
              else:
                  self.bias_k = self.bias_v = None
              self.add_zero_attn = add_zero_attn
              self._reset_parameters()

          def _reset_parameters(self):
              if self._qkv_same_embed_dim:
                  nn.init.xavier_uniform_(self.in_proj_weight)
              else:
                  for weight in (self.q_proj_weight, self.k_proj_weight, self.v_proj_weight):
                      nn.init.xavier_uniform_(weight)
              if self.in_proj_bias is not None:
                  nn.init.constant_(self.in_proj_bias, 0.0)
                  nn.init.constant_(self.out_proj.bias, 0.0)
              if self.bias_k is not None:
                  nn.init.xavier_normal_(self.bias_k)
              if self.bias_v is not None:
                  nn.init.xavier_normal_(self.bias_v)

          def forward(self, query, key, value, key_padding_mask=None, need_weights=True, attn_mask=None,
                      average_attn_weights=True, is_causal=False):
              is_batched = query.dim() == 3
              if query.dim() not in (2, 3):
                  raise AssertionError(
                      f"query should be unbatched 2D or batched 3D tensor but received {query.dim()}-D query tensor")
              if is_causal and attn_mask is None:
                  raise RuntimeError("Need attn_mask if specifying the is_causal hint.")
              if self.batch_first and is_batched:
                  query, key, value = (x.transpose(1, 0) for x in (query, key, value))
              if not is_batched:
                  query, key, value = (x.unsqueeze(1) for x in (query, key, value))
                  if key_padding_mask is not None:
                      key_padding_mask = key_padding_mask.unsqueeze(0)
              length, batch, features = query.shape
              assert features == self.embed_dim, f"was expecting embedding dimension of {self.embed_dim}, but got {features}"
              q, k, v = self._projections(query, key, value)
              attn_mask = additive(attn_mask, query.dtype)
              key_padding_mask = additive(key_padding_mask, query.dtype)
              if attn_mask is not None and attn_mask.dim() == 2:
                  if attn_mask.shape != (length, key.shape[0]):
                      raise RuntimeError(f"The shape of the 2D attn_mask is {attn_mask.shape}, "
                                         f"but should be {(length, key.shape[0])}.")
                  attn_mask = attn_mask.unsqueeze(0)
              if self.bias_k is not None:
                  k = torch.cat([k, self.bias_k.repeat(1, batch, 1)])
                  v = torch.cat([v, self.bias_v.repeat(1, batch, 1)])
                  attn_mask, key_padding_mask = one_more(attn_mask), one_more(key_padding_mask)
              heads, size = self.num_heads, self.head_dim
              q = q.view(length, batch * heads, size).transpose(0, 1)
              k = k.view(k.shape[0], batch * heads, size).transpose(0, 1)
              v = v.view(v.shape[0], batch * heads, size).transpose(0, 1)
              if self.add_zero_attn:
                  zeros = torch.zeros(batch * heads, 1, size, dtype=k.dtype)
                  k, v = torch.cat([k, zeros], dim=1), torch.cat([v, zeros], dim=1)
                  attn_mask, key_padding_mask = one_more(attn_mask), one_more(key_padding_mask)
              source = k.shape[1]
              if key_padding_mask is not None:
                  padding = key_padding_mask.view(batch, 1, 1, source).expand(-1, heads, -1, -1)
                  padding = padding.reshape(batch * heads, 1, source)
                  attn_mask = padding if attn_mask is None else attn_mask + padding
              chance = self.dropout if self.training else 0.0
              weights = None
              if need_weights:
                  scaled = q * (1.0 / float(size)) ** 0.5
                  if attn_mask is None:
                      scores = torch.bmm(scaled, k.transpose(-2, -1))
                  else:
                      scores = torch.baddbmm(attn_mask, scaled, k.transpose(-2, -1))
                  weights = F.softmax(scores, dim=-1)
                  if chance > 0.0:
                      weights = F.dropout(weights, p=chance)
                  out = torch.bmm(weights, v).transpose(0, 1).contiguous().view(length * batch, features)
                  weights = weights.view(batch, heads, length, source)
                  if average_attn_weights:
                      weights = weights.mean(dim=1)
              else:
                  if attn_mask is not None:
                      if attn_mask.size(0) == 1:
                          attn_mask = attn_mask.unsqueeze(0)
                      else:
                          attn_mask = attn_mask.view(batch, heads, -1, source)
                  q, k, v = (x.view(batch, heads, x.shape[1], size) for x in (q, k, v))
                  out = F.scaled_dot_product_attention(q, k, v, attn_mask, chance)
                  out = out.permute(2, 0, 1, 3).contiguous().view(length * batch, features)
              out = F.linear(out, self.out_proj.weight, self.out_proj.bias).view(length, batch, features)
              if not is_batched:
                  out = out.squeeze(1)
                  weights = weights.squeeze(0) if weights is not None else None
              elif self.batch_first:
                  out = out.transpose(1, 0)
              return out, weights

          def _projections(self, query, key, value):
              if self._qkv_same_embed_dim:
                  weights = self.in_proj_weight
                  if query is key and key is value:
                      joined = F.linear(query, weights, self.in_proj_bias)
                      joined = joined.unflatten(-1, (3, self.embed_dim)).unsqueeze(0).transpose(0, -2).squeeze(-2).contiguous()
                      return joined[0], joined[1], joined[2]
                  weights = weights.chunk(3)
              else:
                  weights = (self.q_proj_weight, self.k_proj_weight, self.v_proj_weight)
              biases = (None, None, None) if self.in_proj_bias is None else self.in_proj_bias.chunk(3)
              return tuple(F.linear(x, w, b) for x, w, b in zip((query, key, value), weights, biases))


      def additive(mask, dtype):
          if mask is not None and mask.dtype == torch.bool:
              return torch.zeros_like(mask, dtype=dtype).masked_fill_(mask, float("-inf"))
          return mask


      def one_more(mask):
          return None if mask is None else F.pad(mask, (0, 1))
      """#)
}
